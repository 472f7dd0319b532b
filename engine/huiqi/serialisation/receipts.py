"""A receipt of a decision: by which rules, on what, with what answers; and the decision made anew.

The digest is that of the ``check`` document but for ``inference``: whether the network was there is
no part of the answer.  C141 what is no receipt.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TypedDict, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from huiqi.dates import parse_date
from huiqi.diagnostics import Diagnostics, InputError, Place, input_error
from huiqi.formats import RESULT
from huiqi.quantities import QuantityError
from huiqi.rulebook.documents import read_document
from huiqi.serialisation.decisions import DecisionForm
from huiqi.serialisation.meanings import Day, Meaning, Sha256, StatusWord, TruthWord, Yuan
from huiqi.serialisation.texts import RulebookForm
from huiqi.serialisation.writing import json_text

#: So many measures, parameters and facts are taken from a receipt that somebody brings.
MOST = 2000
_TEXT = 200
LanguageWord = Annotated[str, Meaning("language", "Of its texts.", words=("zh", "en"))]
Omitted = Annotated[
    str,
    Meaning(
        "omitted",
        "What was left out on request; the decision is that of what is left.",
        words=("name", "credit_code", "notes", "sources", "names_of_records", "names_of_officials"),
    ),
]
#: What ``--without-names`` leaves out.
OMITTED = ("name", "credit_code", "notes", "sources", "names_of_records", "names_of_officials")


class ReceiptAnswerForm(TypedDict):
    """The answer on one measure, in short; amounts are absent where none was worked out."""

    id: str
    status: StatusWord
    conditions: StatusWord
    force: TruthWord
    low: Yuan | None
    high: Yuan | None
    at_most: Yuan | None


class ReceiptForm(TypedDict):
    """A decision as it was made: ``profile`` is what was told, in the one notation of a profile;
    ``measure``: the measure or topic that was asked about, ``null`` for all.
    """

    engine: str
    rulebook: RulebookForm
    supposed: list[str]
    as_of: Day
    language: LanguageWord
    measure: str | None
    profile: dict[str, object]
    omitted: list[Omitted]
    answers: list[ReceiptAnswerForm]
    digest: Sha256


class ChangedForm(TypedDict):
    """A measure whose answer is another: as it was, and as it is now (``null``: none)."""

    id: str
    then: ReceiptAnswerForm | None
    now: ReceiptAnswerForm | None


class ReplayForm(TypedDict):
    """What a decision made anew comes to; ``same``: to the same bytes, by the digest.

    ``edited``: neither the rules nor the engine explain the difference, so that the receipt is not
    as it was written.
    """

    same: bool
    edited: bool
    engine: list[str]
    rulebook: list[RulebookForm]
    changed: list[ChangedForm]


def digest_of(document: DecisionForm) -> str:
    """The fingerprint of a decision's document, but for what the network said."""
    told = {key: part for key, part in document.items() if key != "inference"}
    return hashlib.sha256(json_text(told).encode()).hexdigest()


def answers_of_decision(document: DecisionForm) -> list[ReceiptAnswerForm]:
    """Each measure's answer in short."""
    found: list[ReceiptAnswerForm] = []
    for measure in document["measures"]:
        amount = measure["amount"]
        found.append(
            {
                "id": measure["id"],
                "status": measure["status"],
                "conditions": measure["conditions"],
                "force": measure["force"],
                "low": None if amount is None else amount["low"],
                "high": None if amount is None else amount["high"],
                "at_most": None if amount is None else amount["at_most"],
            }
        )
    return found


def keys_as_text(value: object) -> object:
    """Data as JSON holds it: years are texts where they are keys, figures texts or whole."""
    if isinstance(value, Mapping):
        return {str(key): keys_as_text(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [keys_as_text(part) for part in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    return str(value)


def replay_json(receipt: ReceiptForm, document: DecisionForm, engine: str) -> ReplayForm:
    """What became of a decision."""
    now = {answer["id"]: answer for answer in answers_of_decision(document)}
    then = {answer["id"]: answer for answer in receipt["answers"]}
    names = dict.fromkeys((*then, *now))
    alike = digest_of(document) == receipt["digest"]
    unmoved = receipt["rulebook"] == document["rulebook"] and receipt["engine"] == engine
    told = then == now and len(receipt["answers"]) == len(then)
    # The digest covers the answers and the rules: what is written of them beside it has to agree.
    same = alike and told and receipt["rulebook"] == document["rulebook"]
    return {
        "same": same,
        "edited": not same and (alike or unmoved),
        "engine": [receipt["engine"], engine],
        "rulebook": [receipt["rulebook"], document["rulebook"]],
        "changed": [
            {"id": name, "then": then.get(name), "now": now.get(name)}
            for name in names
            if then.get(name) != now.get(name)
        ],
    }


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Format(_Part):
    kind: str = Field(pattern="^receipt$")
    version: int


class _Rules(_Part):
    version: str = Field(max_length=_TEXT)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class _Answer(_Part):
    id: str = Field(max_length=_TEXT)
    status: str = Field(max_length=_TEXT)
    conditions: str = Field(max_length=_TEXT)
    force: str = Field(max_length=_TEXT)
    low: str | None = Field(max_length=_TEXT)
    high: str | None = Field(max_length=_TEXT)
    at_most: str | None = Field(max_length=_TEXT)


class _Receipt(_Part):
    format: _Format
    engine: str = Field(max_length=_TEXT)
    rulebook: _Rules
    supposed: list[str] = Field(max_length=MOST)
    as_of: str = Field(max_length=_TEXT)
    language: str = Field(pattern="^(zh|en)$")
    measure: str | None = Field(max_length=_TEXT)
    profile: dict[str, object]
    omitted: list[str] = Field(max_length=len(OMITTED))
    answers: list[_Answer] = Field(max_length=MOST)
    digest: str = Field(pattern="^[0-9a-f]{64}$")


def read_receipt(path: Path) -> ReceiptForm:
    """A receipt that somebody brings: bounded, and what it should be.

    Raises:
        InputError: C141, or why the file cannot be read.
    """
    diagnostics = Diagnostics()
    document = read_document(path, diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    try:
        told = _Receipt.model_validate(document.data)
        parse_date(told.as_of)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise _no_receipt(path, where) from None
    except QuantityError:
        raise _no_receipt(path, "as_of") from None
    if told.format.version > RESULT:
        raise _no_receipt(path, "format.version")
    content: Mapping[str, object] = told.model_dump(exclude={"format"})
    return cast(ReceiptForm, content)


def _no_receipt(path: Path, where: str) -> InputError:
    remedy = "huiqi check 画像 --receipt R.json 写出收据"
    return input_error(
        "C141", Place(str(path)), "这不是核对的收据", found=where or "整份文件", remedy=remedy
    )
