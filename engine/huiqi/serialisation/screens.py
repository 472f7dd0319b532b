"""A table of enterprises decided: what ``screen`` answers, and writes beside its output."""

from typing import TypedDict

from huiqi.decision.standing import Mark
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.screened import NEAR, MeasureTotal, Screening
from huiqi.serialisation.errors import ErrorForm, finding_json
from huiqi.serialisation.meanings import Day, MarkWord, Yuan
from huiqi.serialisation.texts import RulebookForm, TextForm, rulebook_json, text_json
from huiqi.serialisation.values import yuan_json


class ScreenedMeasureForm(TypedDict):
    """One measure over all enterprises: how many stand how; what those who have it for certain
    come to, each measure by itself, before any rule on having several and any limit of a fund
    (``high`` is null where nothing bounds it); of how many of them the amount is not known; how
    many are refused by figures alone, within ``near_share`` of what is asked.
    """

    id: str
    title: TextForm
    marks: dict[MarkWord, int]
    low: Yuan | None
    high: Yuan | None
    unfigured: int
    near: int


class RejectedForm(TypedDict):
    """A row (from 1) that could not be decided, and why."""

    row: int
    errors: list[ErrorForm]


class ScreeningForm(TypedDict):
    """What a table comes to; ``carried``: its columns that are none of the rules'."""

    rulebook: RulebookForm
    as_of: Day
    table: str
    carried: list[str]
    decided: int
    near_share: str
    measures: list[ScreenedMeasureForm]
    rejected: list[RejectedForm]


def screening_json(found: Screening) -> ScreeningForm:
    """The document of a screening; of the enterprises themselves it says nothing."""
    return {
        "rulebook": rulebook_json(found.rulebook),
        "as_of": found.as_of.isoformat(),
        "table": found.table,
        "carried": list(found.carried),
        "decided": len(found.entries),
        "near_share": f"{NEAR.numerator}/{NEAR.denominator}",
        "measures": [_measure(one, found.rulebook) for one in found.measures],
        "rejected": [
            {"row": one.row, "errors": [finding_json(fault) for fault in one.faults]}
            for one in found.rejected
        ],
    }


def _measure(one: MeasureTotal, rulebook: Rulebook) -> ScreenedMeasureForm:
    return {
        "id": one.measure,
        "title": text_json(rulebook.measures[one.measure].title),
        "marks": {mark.value: one.marks[mark] for mark in Mark if one.marks[mark]},
        "low": yuan_json(one.low),
        "high": yuan_json(one.high),
        "unfigured": one.unfigured,
        "near": one.near,
    }
