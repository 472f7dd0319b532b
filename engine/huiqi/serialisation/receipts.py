"""A receipt of a decision on an enterprise: by which rules, on what, with what answers; and what
has changed since.
"""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from pydantic import Field

from huiqi.serialisation.decisions import DecisionForm
from huiqi.serialisation.meanings import Day, Sha256, StatusWord, TruthWord, Yuan
from huiqi.serialisation.receipt_parts import (
    MOST,
    OMITTED,
    TEXT,
    LanguageWord,
    Omitted,
    ReceiptPart,
    RulesPart,
    digest_of,
)
from huiqi.serialisation.texts import RulebookForm


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


def receipt_json(
    document: DecisionForm,
    told: Mapping[str, object],
    *,
    engine: str,
    language: str,
    measure: str | None,
    supposed: Sequence[str],
    omitted: tuple[str, ...],
) -> ReceiptForm:
    """The receipt of a decision on what is told."""
    return {
        "engine": engine,
        "rulebook": document["rulebook"],
        "supposed": list(supposed),
        "as_of": document["as_of"],
        "language": language,
        "measure": measure,
        "profile": dict(told),
        "omitted": list(omitted),
        "answers": answers_of_decision(document),
        "digest": digest_of(document),
    }


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


class _Answer(ReceiptPart):
    id: str = Field(max_length=TEXT)
    status: str = Field(max_length=TEXT)
    conditions: str = Field(max_length=TEXT)
    force: str = Field(max_length=TEXT)
    low: str | None = Field(max_length=TEXT)
    high: str | None = Field(max_length=TEXT)
    at_most: str | None = Field(max_length=TEXT)


class ReceiptRead(ReceiptPart):
    """What a receipt of an enterprise has to be."""

    engine: str = Field(max_length=TEXT)
    rulebook: RulesPart
    supposed: list[str] = Field(max_length=MOST)
    as_of: str = Field(max_length=TEXT)
    language: str = Field(pattern="^(zh|en)$")
    measure: str | None = Field(max_length=TEXT)
    profile: dict[str, object]
    omitted: list[str] = Field(max_length=len(OMITTED))
    answers: list[_Answer] = Field(max_length=MOST)
    digest: str = Field(pattern="^[0-9a-f]{64}$")
