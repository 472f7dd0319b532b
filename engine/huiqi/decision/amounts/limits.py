"""Floors and caps of an amount: per project or item, per enterprise, per year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from huiqi.decision.amounts.money import greatest, least, number, positive, possibly, total
from huiqi.decision.amounts.working import Working
from huiqi.decision.clauses import Names
from huiqi.decision.results import Claim
from huiqi.evaluation import arithmetic
from huiqi.evaluation.evaluator import year_of
from huiqi.language.tree import FactReference, Node
from huiqi.rulebook.measure import Cap, Floor
from huiqi.rulebook.models import Text
from huiqi.values import Interval, hull

#: For whom, or over what, a limit counts.
PER = {
    "project": Text(zh="每个项目", en="per project"),
    "item": Text(zh="每件", en="per item"),
    "enterprise": Text(zh="每户企业", en="per enterprise"),
    "year": Text(zh="每年", en="per year"),
    "unknown": Text(
        zh="（来源没有写按项目还是按企业）", en="(per project or enterprise not stated)"
    ),
}


def raised(
    working: Working, floor: Floor, claims: Sequence[Claim], values: list[Interval]
) -> list[Interval]:
    """The values after a floor: what is granted is not less than it."""
    if floor.per == "year" and len(values) == len(claims):
        values = [
            greatest(total(group.values), working.money(floor.at_least, group.names, floor.grade))
            for group in _by_year(working, floor.by, claims, values)
        ]
    elif floor.per in ("project", "item") and len(values) == len(claims):
        values = [
            greatest(value, working.money(floor.at_least, claim.names, floor.grade))
            for claim, value in zip(claims, values, strict=True)
        ]
    elif claims:
        limit = working.money(floor.at_least, claims[0].names, floor.grade)
        values = [greatest(total(values), limit)]
    per = PER[floor.per]
    text = Text(zh=f"下限（{per.zh}）", en=f"floor {per.en}")
    working.line(text, total(values), floor.at_least, floor.note, floor.basis)
    return values


def capped(
    working: Working, cap: Cap, claims: Sequence[Claim], values: list[Interval]
) -> list[Interval]:
    """The values after a cap; a cap on all claims together leaves one value."""
    if cap.per in ("project", "item"):
        values = [
            least(value, working.money(cap.at_most, claim.names, cap.grade))
            for claim, value in zip(claims, values, strict=True)
        ]
    elif cap.per == "unknown" and len(values) > 1:
        values = _either_way(working, cap, claims, values)
    elif cap.per == "year":
        values = _capped_by_year(working, cap, claims, values)
    else:
        names = claims[0].names if claims else {}
        limit = working.money(cap.at_most, names, cap.grade)
        if cap.less is not None:
            limit = positive(arithmetic.subtract(limit, working.money(cap.less, names)))
        values = [least(total(values), limit)]
    per = PER[cap.per]
    text = Text(
        zh=f"上限（{per.zh}）" if cap.per != "unknown" else f"上限{per.zh}", en=f"cap {per.en}"
    )
    working.line(text, total(values), cap.at_most, cap.note, cap.basis)
    return values


def _either_way(
    working: Working, cap: Cap, claims: Sequence[Claim], values: list[Interval]
) -> list[Interval]:
    """Per project allows more, per enterprise less: the range of both."""
    limit = working.money(cap.at_most, claims[0].names, cap.grade)
    together = least(total(values), limit)
    apart = total(least(value, limit) for value in values)
    both = hull((together, apart))
    assert isinstance(both, Interval)
    return [both]


def _capped_by_year(
    working: Working, cap: Cap, claims: Sequence[Claim], values: list[Interval]
) -> list[Interval]:
    """The claims of one year share its cap, less what was received that year."""
    result: list[Interval] = []
    for group in _by_year(working, cap.by, claims, values):
        limit = working.money(cap.at_most, group.names, cap.grade)
        if group.year is None:
            result.append(possibly(total(least(value, limit) for value in group.values)))
            continue
        if isinstance(cap.less, FactReference):
            received = working.evaluator.outcome(cap.less.name, group.year)
            working.rests_on(received)
            limit = positive(arithmetic.subtract(limit, number(received.value)))
        result.append(least(total(group.values), limit))
    return result


class _Year(NamedTuple):
    """The values of one year; of those whose year is not known, ``year`` is ``None``."""

    year: int | None
    names: Names
    values: list[Interval]


def _by_year(
    working: Working, by: Node | None, claims: Sequence[Claim], values: list[Interval]
) -> list[_Year]:
    """The claims by the year of their date; without a date, all in the year of the decision."""
    years: dict[int | None, _Year] = {}
    for claim, value in zip(claims, values, strict=True):
        year: int | None = working.evaluator.as_of.year
        if by is not None:
            outcome = working.evaluator.evaluate(by, claim.names)
            working.rests_on(outcome)
            year = year_of(arithmetic.part_of(number(outcome.value), "year"))
        years.setdefault(year, _Year(year, claim.names, [])).values.append(value)
    return list(years.values())
