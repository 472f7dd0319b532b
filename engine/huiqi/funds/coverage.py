"""How far the fund reaches: coverage against the size of the pool, and against the cap.

Coverage is the share of all claims (before any cap) that is met, and the share of enterprises that
get all their rule grants them.  Only claims that are known are counted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from huiqi.funds.sharing import Sharing
from huiqi.funds.sharing_rule import SharingRule
from huiqi.funds.side_by_side import sufficient_cap

#: The steps along an axis, each times the powers of ten.
_STEPS = (10, 15, 20, 30, 40, 50, 60, 80)
#: An axis begins no lower than at this part of its end, so that its points stay few.
_SPAN = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """At a pool or a cap (cents): ``met`` of all claims; by rule id, enterprises ``in_full``.

    ``cut``: enterprises whose claim is above the cap.
    """

    at: int
    met: Fraction
    in_full: dict[str, Fraction]
    cut: Fraction


def against_pool(sharing: Sharing) -> tuple[Point, ...]:
    """Without a cap, for pools from a tenth of this one to all claims; empty without claims."""
    known = _Known(sharing)
    if not known.total:
        return ()
    largest = max(known.total, sharing.pool)
    pools = _axis(min(sharing.pool, known.total) // 10, largest, (sharing.pool, known.total))
    rules = [rule for rule in known.rules if not rule.capped]
    ladders = {rule.id: known.ladder(rule, known.claims) for rule in rules}
    return tuple(
        Point(
            at=pool,
            met=Fraction(min(pool, known.total), known.total),
            in_full={name: ladder.in_full(pool) for name, ladder in ladders.items()},
            cut=Fraction(0),
        )
        for pool in pools
    )


def against_cap(sharing: Sharing) -> tuple[Point, ...]:
    """With this pool, for caps up to the largest claim; empty without claims."""
    known = _Known(sharing)
    if not known.total:
        return ()
    positive = sorted(claim for claim in known.claims if claim)
    extra = (sharing.cap or 0, sufficient_cap(known.claims, sharing.pool) or 0)
    points = []
    for cap in _axis(positive[len(positive) // 10], positive[-1], extra):
        claims = [min(claim, cap) for claim in known.claims]
        points.append(
            Point(
                at=cap,
                met=Fraction(min(sum(claims), sharing.pool), known.total),
                in_full={
                    rule.id: known.ladder(rule, claims).in_full(sharing.pool)
                    for rule in known.rules
                    if rule.capped
                },
                cut=Fraction(len(positive) - bisect_right(positive, cap), len(known.claims)),
            )
        )
    return tuple(points)


@dataclass(frozen=True, slots=True)
class _Ladder:
    """The claims of each group added up, and how many enterprises stand up to it."""

    sums: Sequence[int]
    counts: Sequence[int]

    def in_full(self, pool: int) -> Fraction:
        """The share of enterprises whose whole group the pool reaches."""
        reached = bisect_right(self.sums, pool)
        return Fraction(self.counts[reached - 1] if reached else 0, self.counts[-1])


class _Known:
    """The applicants whose claim is known, and the rules that can be applied to them."""

    def __init__(self, sharing: Sharing) -> None:
        self.applicants = [a for a in sharing.applicants if a.claim_known]
        pairs = zip(sharing.applicants, sharing.claims, strict=True)
        self.claims = [claim for applicant, claim in pairs if applicant.claim_known]
        self.total = sum(self.claims)
        results = (r.rule for r in sharing.results)
        self.places = {rule.id: rule.places(self.applicants) for rule in results}
        # A place that is not known has no coverage to count.
        self.rules = [r.rule for r in sharing.results if None not in self.places[r.rule.id]]

    def ladder(self, rule: SharingRule, claims: Sequence[int]) -> _Ladder:
        """The groups of a rule in the order they are paid."""
        places = self.places[rule.id]
        size = max((place or 0 for place in places), default=0) + 1
        sums, counts = [0] * size, [0] * size
        for place, claim in zip(places, claims, strict=True):
            assert place is not None
            sums[place] += claim
            counts[place] += 1
        return _Ladder(list(accumulate(sums)), list(accumulate(counts)))


def _axis(low: int, high: int, extra: Iterable[int]) -> list[int]:
    """Round amounts from about ``low`` to ``high``, closer at the foot, and the ``extra`` ones."""
    found = {amount for amount in (*extra, high) if amount > 0}
    low = max(low, high // _SPAN, 1)
    for power in range(len(str(high))):
        found.update(step * 10**power for step in _STEPS if low <= step * 10**power <= high)
    return sorted(found)
