"""What a decision may pay, award by award: a measure's amount, or each record's where that counts.

Amounts are yuan.  An award's ``low`` is sure, its ``high`` possible (``None``: no known limit); of
a source that only says 最高 there is only a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from huiqi.decision.combined import Award
from huiqi.decision.results import Amount, MeasureResult, Status
from huiqi.objects import dataclass
from huiqi.quantities import Number
from huiqi.rulebook.rulebook import Rulebook

_OPEN = (Status.QUALIFIES, Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """These awards together pay at most so much (``None``: no known limit)."""

    awards: frozenset[int]
    low: Number
    high: Number | None


def awards_of(
    rulebook: Rulebook, results: Iterable[MeasureResult]
) -> tuple[list[Award], list[Ceiling]]:
    """All awards, and for a measure with several the limit its own amount sets to their sum."""
    by_record = {
        name
        for rule in rulebook.stacking.values()
        if rule.scope in ("project", "item")
        for name in (*rule.measures, *rule.against)
    }
    awards: list[Award] = []
    ceilings: list[Ceiling] = []
    for result in results:
        amount = result.amount
        if amount is None or result.status not in _OPEN or ends_of(amount)[1] == 0:
            continue
        if result.outside:
            continue
        level = rulebook.level(result.measure)
        if result.measure.id in by_record and result.items:
            start = len(awards)
            awards += [_award(result, key, part, level) for key, part in _parts(result, amount)]
            ceilings.append(Ceiling(frozenset(range(start, len(awards))), *ends_of(amount)))
            continue
        only = result.items if len(result.items) == 1 else ()
        key = next((item.key for item in only), None)
        awards.append(_award(result, key, amount, level))
    return awards, ceilings


def _parts(result: MeasureResult, whole: Amount) -> Iterator[tuple[str | None, Amount]]:
    """What each record may pay; and what those of the list that are not known may, for any."""
    for item in result.items:
        if item.amount is not None:
            yield item.key, item.amount
    if result.more:
        yield None, replace(whole, low=None)


def _award(result: MeasureResult, key: str | None, amount: Amount, level: str) -> Award:
    low, high = ends_of(amount)
    only_limit = amount.at_most is not None
    grade = max(amount.grade, result.grade)
    return Award(
        result=result, key=key, low=low, high=high, only_limit=only_limit, grade=grade, level=level
    )


def ends_of(amount: Amount) -> tuple[Number, Number | None]:
    """What is sure of an amount and what is possible; of a limit (最高) nothing is sure."""
    if amount.at_most is not None:
        return Decimal(0), amount.at_most
    return amount.low or Decimal(0), amount.high
