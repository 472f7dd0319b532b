"""The results side by side: counts, medians, and who gains or loses under which rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from statistics import median_low

from huiqi.funds.sharing import Result, Sharing

#: How many of the largest winners and losers are named.
NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One rule in figures, in cents; counts are of applicants whose claim and place are known.

    ``paid`` includes open claims at their lowest.  ``median`` is an award that occurs (the lower
    of the middle two).  ``certain`` counts those whose award nothing open can change.  ``more``,
    ``less``, ``winners`` and ``losers`` compare with the first rule: positions, largest first.
    """

    result: Result
    paid: int
    left: int
    in_full: int
    in_part: int
    nothing: int
    cut: int
    median: int
    largest: int
    certain: int
    more: int
    less: int
    winners: tuple[int, ...]
    losers: tuple[int, ...]


def summaries(sharing: Sharing) -> tuple[Summary, ...]:
    """A summary of each rule that could be applied."""
    first = sharing.results[0]
    return tuple(_summary(r, first, sharing) for r in sharing.results if r.reason is None)


def _summary(result: Result, first: Result, sharing: Sharing) -> Summary:
    known = [n for n in range(len(sharing.applicants)) if n not in result.open]
    amounts = [result.amounts[n] for n in known]
    in_full = sum(result.amounts[n] == result.claims[n] for n in known)
    nothing = sum(result.amounts[n] == 0 < result.claims[n] for n in known)
    compared = [n for n in known if n not in first.open]
    change = {n: result.amounts[n] - first.amounts[n] for n in compared}
    paid = sum(result.amounts)

    def order(position: int) -> tuple[int, tuple[str, str]]:
        return -abs(change[position]), sharing.applicants[position].key

    winners = [n for n in compared if change[n] > 0]
    losers = [n for n in compared if change[n] < 0]
    return Summary(
        result=result,
        paid=paid,
        left=sharing.pool - paid,
        in_full=in_full,
        in_part=len(known) - in_full - nothing,
        nothing=nothing,
        cut=sum(result.claims[n] < sharing.claims[n] for n in known),
        median=median_low(amounts) if amounts else 0,
        largest=max(amounts, default=0),
        certain=sum(result.low[n] == result.high[n] for n in known),
        more=len(winners),
        less=len(losers),
        winners=tuple(nsmallest(NAMED, winners, order)),
        losers=tuple(nsmallest(NAMED, losers, order)),
    )


def sufficient_cap(claims: Sequence[int], pool: int) -> int | None:
    """The highest cap, in cents, under which all claims fit the pool; ``None``: they do anyway."""
    left = pool
    rest = len(claims)
    for amount in sorted(claims):
        if amount * rest > left:
            return left // rest
        left -= amount
        rest -= 1
    return None
