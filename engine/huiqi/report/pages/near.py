"""How far what is nearly met is: of each figure that falls short, how much of what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from huiqi.decision.groups import failing
from huiqi.decision.results import ClauseResult, MeasureResult, Status
from huiqi.decision.trace import Gap
from huiqi.quantities import round_half_up
from huiqi.report.blocks import Bar
from huiqi.report.phrases import Phrases
from huiqi.values import Interval

#: So many are drawn, the nearest first.
_MOST = 8


def near_misses(results: Iterable[MeasureResult], phrases: Phrases) -> Iterator[Bar]:
    """A bar for each, from nothing to what there is, in what is asked as a whole."""
    found = [
        (share, result, clause, gap)
        for result in results
        if result.status is Status.DOES_NOT_QUALIFY
        for clause in failing(result)
        for gap in clause.trace.gaps[:1]
        for share in (_share(clause, gap),)
        if share is not None
    ]
    found.sort(key=lambda one: -one[0])
    for share, result, clause, gap in found[:_MOST]:
        yield Bar(
            label=phrases.say(
                "{measure}：{condition}",
                measure=phrases.text(result.measure.name),
                condition=phrases.text(clause.condition.text),
            ),
            low=round_half_up(share, 4),
            high=Decimal(1),
            said=phrases.gap(gap),
        )


def _share(clause: ClauseResult, gap: Gap) -> Fraction | None:
    """What there is, as a part of what is asked; ``None`` where that is no single figure."""
    # A day that is still to come is no figure that falls short.
    if gap.over or gap.holds_from is not None:
        return None
    figures = {
        Fraction(found.value.low)
        for found in clause.trace.actual
        if isinstance(found.value, Interval)
        and found.value.known
        and not isinstance(found.value.low, date)
        and found.node.type.kind is gap.type.kind
    }
    if len(figures) != 1:
        return None
    there = figures.pop()
    asked = there + Fraction(gap.distance)
    return there / asked if asked > 0 and there >= 0 else None
