"""A receipt of a decision on an incident, and what has changed since: as those of ``check``.

What is compared is the ``penalty`` document but for ``inference``; the fingerprint of its rules
covers imported lists, which are no more in a receipt than the rules are.
"""

from collections.abc import Mapping
from typing import TypedDict

from pydantic import Field

from huiqi.serialisation.meanings import Day, Sha256, TruthWord
from huiqi.serialisation.penalties import (
    ConsequenceForm,
    PenaltyForm,
    PenaltyRulebookForm,
    PenaltyStatusWord,
)
from huiqi.serialisation.receipt_parts import (
    MOST,
    OMITTED_OF_INCIDENT,
    TEXT,
    LanguageWord,
    Omitted,
    ReceiptPart,
    RulesPart,
    digest_of,
)


class IncidentAnswerForm(TypedDict):
    """What follows from an incident, in short; ``rules``: by id, whether each decides."""

    status: PenaltyStatusWord
    at_best: ConsequenceForm
    at_worst: ConsequenceForm
    rules: dict[str, TruthWord]


class IncidentReceiptForm(TypedDict):
    """A decision on an incident as it was made: ``incident`` is what was told, by the ids of its
    parts, values as they were written.
    """

    engine: str
    rulebook: PenaltyRulebookForm
    as_of: Day
    language: LanguageWord
    incident: dict[str, object]
    omitted: list[Omitted]
    answer: IncidentAnswerForm
    digest: Sha256


class ChangedRuleForm(TypedDict):
    """A provision or item that decides otherwise: as it did, and as it does (``null``: is none)."""

    id: str
    then: TruthWord | None
    now: TruthWord | None


class IncidentReplayForm(TypedDict):
    """What a decision on an incident made anew comes to, as of one on an enterprise; ``answers``:
    then and now.
    """

    same: bool
    edited: bool
    engine: list[str]
    rulebook: list[PenaltyRulebookForm]
    answers: list[IncidentAnswerForm]
    changed: list[ChangedRuleForm]


def incident_answer(document: PenaltyForm) -> IncidentAnswerForm:
    """What follows, in short."""
    return {
        "status": document["status"],
        "at_best": document["at_best"],
        "at_worst": document["at_worst"],
        "rules": {rule["id"]: rule["decides"] for rule in document["rules"]},
    }


def incident_receipt_json(
    document: PenaltyForm,
    told: Mapping[str, object],
    *,
    engine: str,
    language: str,
    omitted: tuple[str, ...],
) -> IncidentReceiptForm:
    """The receipt of a decision on what is told."""
    return {
        "engine": engine,
        "rulebook": document["rulebook"],
        "as_of": document["as_of"],
        "language": language,
        "incident": dict(told),
        "omitted": list(omitted),
        "answer": incident_answer(document),
        "digest": digest_of(document),
    }


def incident_replay_json(
    receipt: IncidentReceiptForm, document: PenaltyForm, engine: str
) -> IncidentReplayForm:
    """What became of a decision."""
    then, now = receipt["answer"], incident_answer(document)
    alike = digest_of(document) == receipt["digest"]
    unmoved = receipt["rulebook"] == document["rulebook"] and receipt["engine"] == engine
    same = alike and then == now and receipt["rulebook"] == document["rulebook"]
    before, after = then["rules"], now["rules"]
    return {
        "same": same,
        "edited": not same and (alike or unmoved),
        "engine": [receipt["engine"], engine],
        "rulebook": [receipt["rulebook"], document["rulebook"]],
        "answers": [then, now],
        "changed": [
            {"id": name, "then": before.get(name), "now": after.get(name)}
            for name in dict.fromkeys((*before, *after))
            if before.get(name) != after.get(name)
        ],
    }


class _Pair(ReceiptPart):
    effect: str = Field(max_length=TEXT)
    modality: str = Field(max_length=TEXT)


class _Consequence(ReceiptPart):
    outcome: _Pair
    otherwise: _Pair | None


class _Answer(ReceiptPart):
    status: str = Field(max_length=TEXT)
    at_best: _Consequence
    at_worst: _Consequence
    rules: dict[str, str] = Field(max_length=MOST)


class _PenaltyRules(RulesPart):
    part: str = Field(pattern="^penalties$")


class IncidentReceiptRead(ReceiptPart):
    """What a receipt of an incident has to be."""

    engine: str = Field(max_length=TEXT)
    rulebook: _PenaltyRules
    as_of: str = Field(max_length=TEXT)
    language: str = Field(pattern="^(zh|en)$")
    incident: dict[str, object]
    omitted: list[str] = Field(max_length=len(OMITTED_OF_INCIDENT))
    answer: _Answer
    digest: str = Field(pattern="^[0-9a-f]{64}$")
