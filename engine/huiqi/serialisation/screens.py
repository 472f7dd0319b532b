"""A table of enterprises decided: what ``screen`` answers, and writes beside its output."""

from typing import Annotated, TypedDict

from huiqi.decision.nearness import NEAR
from huiqi.decision.standing import Mark
from huiqi.decision.ways import Way
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.moved import Moved, Possible, ScreeningChange
from huiqi.screening.paid import MeasurePaid, PaidStanding, paid
from huiqi.screening.screened import MeasureTotal, Screening
from huiqi.serialisation.errors import ErrorForm, finding_json
from huiqi.serialisation.meanings import Day, MarkWord, Yuan, one_of
from huiqi.serialisation.texts import RulebookForm, TextForm, rulebook_json, text_json
from huiqi.serialisation.values import yuan_json

#: So many rows that could not be decided are told; all stand in a file of their own.
_REJECTED = 100


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


class UndecidedForm(TypedDict):
    """A measure on which no row was decided, and why (Chinese)."""

    id: str
    title: TextForm
    reason: str


PaidStandingWord = Annotated[
    str,
    one_of(
        PaidStanding,
        "beside",
        "How what was paid lies to what was estimated; refused: by its conditions nothing was due.",
    ),
]


class PaymentForm(TypedDict):
    """A row (from 1) that was paid: how much, where the table says so, and between what it was
    estimated; ``beside`` is null where there is nothing to compare.
    """

    row: int
    amount: Yuan | None
    low: Yuan | None
    high: Yuan | None
    beside: PaidStandingWord | None


class PaidForm(TypedDict):
    """One measure of which the table says what came of it: how many rows say it was applied for,
    and granted; each that was paid; what was paid in all; and of what has an estimate how much was
    paid, and between what it was estimated (``high`` is null where nothing bounds it).
    """

    id: str
    applied: int
    granted: int
    payments: list[PaymentForm]
    total: Yuan | None
    compared: Yuan | None
    low: Yuan | None
    high: Yuan | None


class RejectedForm(TypedDict):
    """A row (from 1) that could not be decided, and why."""

    row: int
    errors: list[ErrorForm]


class ScreeningForm(TypedDict):
    """What a table comes to; ``where``: of those alone of whom this holds; ``carried``: its columns
    that are none of the rules'; ``repeated``: the rows that are of one enterprise, each of which,
    if decided, is in the sums; ``rejected``: the first of the rows that could not be decided, of
    which there are ``refused`` in all.
    """

    rulebook: RulebookForm
    as_of: Day
    table: str
    where: list[str]
    carried: list[str]
    decided: int
    near_share: str
    repeated: list[list[int]]
    measures: list[ScreenedMeasureForm]
    undecided: list[UndecidedForm]
    outcomes: list[PaidForm]
    refused: int
    rejected: list[RejectedForm]


WayWord = Annotated[
    str,
    one_of(
        Way,
        "way",
        "Which way an amount goes: for certain; it may, where neither of its ends goes the other.",
    ),
]


class FromToForm(TypedDict):
    """Between what an amount lies; ``high`` is null where nothing bounds it."""

    low: Yuan | None
    high: Yuan | None


class OpenSumForm(TypedDict):
    """What is open comes to at most, if all of it is had; ``unbounded`` answers are not in it."""

    most: Yuan | None
    unbounded: int


class MovedForm(TypedDict):
    """One thing under both rulebooks: how many enterprises have it, and of how many it goes which
    way; ``open_before`` and ``open_after``: what is open besides.

    ``name``: a measure's id, or a group's name.
    """

    name: str
    before: FromToForm
    after: FromToForm
    open_before: OpenSumForm
    open_after: OpenSumForm
    had_before: int
    had_after: int
    ways: dict[WayWord, int]


class PoolClaimsForm(TypedDict):
    """What is claimed of a fund, and how much it has, under both."""

    fund: str
    claims: MovedForm
    pool_before: Yuan | None
    pool_after: Yuan | None


class ScreeningChangeForm(TypedDict):
    """One table under the rules as they are (``rulebook``) and as they would be (``supposed``).

    ``hypothetical``: the parameters that are only supposed; ``whole``: what may be had together;
    ``measures``: those that differ, each by itself; ``groups``: as ``whole``, by group.
    """

    rulebook: RulebookForm
    supposed: RulebookForm
    hypothetical: list[str]
    as_of: Day
    table: str
    where: list[str]
    decided: int
    whole: MovedForm
    measures: list[MovedForm]
    groups: list[MovedForm]
    pools: list[PoolClaimsForm]
    undecided: list[UndecidedForm]


def screening_change_json(change: ScreeningChange) -> ScreeningChangeForm:
    """The document of what other rules would make of a table."""
    after = change.after
    return {
        "rulebook": rulebook_json(change.before.rulebook),
        "supposed": rulebook_json(after.rulebook),
        "hypothetical": list(after.rulebook.hypothetical),
        "as_of": after.as_of.isoformat(),
        "table": after.table,
        "where": list(change.before.chosen),
        "decided": after.decided,
        "whole": _moved(change.whole),
        "measures": [_moved(one) for one in change.measures],
        "groups": [_moved(one) for one in change.groups],
        "pools": [
            {
                "fund": one.fund.id,
                "claims": _moved(one.claims),
                "pool_before": yuan_json(one.before),
                "pool_after": yuan_json(one.after),
            }
            for one in change.pools
        ],
        "undecided": _undecided(change),
    }


def _moved(one: Moved) -> MovedForm:
    return {
        "name": one.name,
        "before": {"low": yuan_json(one.before.low), "high": yuan_json(one.before.high)},
        "after": {"low": yuan_json(one.after.low), "high": yuan_json(one.after.high)},
        "open_before": _possible(one.open_before),
        "open_after": _possible(one.open_after),
        "had_before": one.had_before,
        "had_after": one.had_after,
        "ways": {way.value: one.ways[way] for way in Way if one.ways[way]},
    }


def _possible(one: Possible) -> OpenSumForm:
    return {"most": yuan_json(one.most), "unbounded": one.unbounded}


def screening_json(found: Screening) -> ScreeningForm:
    """The document of a screening; of the enterprises themselves it says nothing."""
    return {
        "rulebook": rulebook_json(found.rulebook),
        "as_of": found.as_of.isoformat(),
        "table": found.table,
        "where": list(found.chosen),
        "carried": list(found.carried),
        "decided": found.decided,
        "near_share": f"{NEAR.numerator}/{NEAR.denominator}",
        "repeated": list(map(list, found.repeated)),
        "measures": [_measure(one, found.rulebook) for one in found.measures],
        "undecided": _undecided(found),
        "outcomes": [_paid(one) for one in paid(found)],
        "refused": len(found.rejected),
        "rejected": [
            {"row": one.row, "errors": [finding_json(fault) for fault in one.faults]}
            for one in found.rejected[:_REJECTED]
        ],
    }


def _undecided(found: Screening | ScreeningChange) -> list[UndecidedForm]:
    return [
        {"id": name, "title": text_json(found.measure(name).title), "reason": str(reason)}
        for name, reason in found.undecided.items()
    ]


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


def _paid(one: MeasurePaid) -> PaidForm:
    return {
        "id": one.measure,
        "applied": one.applied,
        "granted": one.granted,
        "payments": [
            {
                "row": each.row,
                "amount": yuan_json(each.amount),
                "low": yuan_json(each.answer.low) if each.answer is not None else None,
                "high": yuan_json(each.answer.most) if each.answer is not None else None,
                "beside": None if each.beside is None else each.beside.value,
            }
            for each in one.payments
        ],
        "total": yuan_json(one.total),
        "compared": yuan_json(one.compared),
        "low": yuan_json(one.low),
        "high": yuan_json(one.high),
    }
