"""What each award of a set pays once every ceiling is kept.

Under a ceiling the better supported is paid first: what is cut off is the weakest.  An uplift is
paid on what has been paid of its base.  What one award takes of a ceiling is lacking for another,
so that the least of one goes with the most of the other: what is summed together is told at one
end together, and against all else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import field, replace
from decimal import Decimal

from huiqi.decision.combined import Award
from huiqi.decision.stacking.awards import Ceiling
from huiqi.decision.stacking.problem import members_of
from huiqi.decision.stacking.raised import Raised
from huiqi.objects import dataclass
from huiqi.quantities import Number, exact_sum

_NOTHING = Decimal(0)


@dataclass(slots=True)
class _Taken:
    """What is taken of one ceiling by each group, at least and at most (``None``: no limit)."""

    ceiling: Ceiling
    by: dict[Hashable, tuple[Number, Number | None]] = field(default_factory=dict)

    def left(self, group: Hashable) -> tuple[Number, Number | None]:
        """What is left for one more of a group, where that is least and where it is most."""
        least: Number = self.ceiling.low
        most = self.ceiling.high
        for other, (low, high) in self.by.items():
            against = low if other == group else high
            least = _NOTHING if against is None else exact_sum(least, -against)
            beside = high if other == group else low
            most = None if most is None else exact_sum(most, -(beside or _NOTHING))
        return max(_NOTHING, least), None if most is None else max(_NOTHING, most)

    def take(self, group: Hashable, low: Number, high: Number | None) -> None:
        """What one more of a group takes."""
        before = self.by.get(group, (_NOTHING, _NOTHING))
        most = None if high is None or before[1] is None else exact_sum(before[1], high)
        self.by[group] = exact_sum(before[0], low), most


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """The awards that can be had, under their ceilings, with the uplifts on them."""

    awards: Sequence[Award]
    ceilings: Sequence[Ceiling]
    raised: Raised

    def of(self, chosen: int, summed: Callable[[Award], Hashable]) -> tuple[Award, ...]:
        """The awards of a set as paid: the sums of those with one ``summed`` are what these can
        come to, at least and at most.
        """
        taken = [_Taken(ceiling) for ceiling in self.ceilings]
        over: dict[int, list[_Taken]] = {}
        for one in taken:
            for n in one.ceiling.awards:
                over.setdefault(n, []).append(one)
        orders = {
            n: (self.raised.order(self.awards[n], self.awards), n) for n in members_of(chosen)
        }
        paid: dict[int, Award] = {}
        for n in sorted(orders, key=orders.__getitem__):
            award, group = self.raised.on(self.awards[n], paid.values()), summed(self.awards[n])
            low, high = award.low, award.high
            for one in over.get(n, ()):
                least, most = one.left(group)
                low, high = min(low, least), _lesser(high, most)
            for one in over.get(n, ()):
                one.take(group, low, high)
            paid[n] = replace(award, low=low, high=high) if n in over else award
        return tuple(paid[n] for n in members_of(chosen))


def _lesser(one: Number | None, other: Number | None) -> Number | None:
    """The lesser of two, of which one may have no end."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)
