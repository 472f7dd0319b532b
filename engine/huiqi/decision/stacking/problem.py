"""What can be chosen and what it pays: worths, who excludes whom, and ceilings.

Sets of awards are whole numbers, award *n* the bit of worth 2ⁿ: thousands of awards that exclude
thousands are then two numbers, and what two sets share is one operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import reduce

from huiqi.decision.combined import Award
from huiqi.decision.results import Status
from huiqi.decision.stacking.awards import Ceiling
from huiqi.objects import dataclass
from huiqi.quantities import Number, exact_sum

#: Sums in the order in which they are preferred: what is sure, what is possible of what qualifies,
#: what is possible of all; or what is possible, and what is sure.
Worth = tuple[Number, ...]
#: Stands for no limit: beyond any sum of amounts that can be read.
ENDLESS = Decimal("1E30")
#: Two sets of awards: none of the one may be had with any of the other.
Sides = tuple[int, int]
_NOTHING: Worth = (Decimal(0), Decimal(0), Decimal(0))


def bits(members: Iterable[int]) -> int:
    """A set of awards as one number."""
    found = 0
    for n in members:
        found |= 1 << n
    return found


def members_of(found: int) -> Iterator[int]:
    """The awards of a set, the earliest first."""
    while found:
        lowest = found & -found
        yield lowest.bit_length() - 1
        found ^= lowest


@dataclass(frozen=True, slots=True)
class Problem:
    """Of two ceilings that share an award one lies within the other; the inner comes first."""

    worths: tuple[Worth, ...]
    excluded: tuple[Sides, ...]
    ceilings: tuple[tuple[int, Worth], ...]

    @classmethod
    def of(
        cls,
        awards: Sequence[Award],
        excluded: Iterable[Sides],
        ceilings: Iterable[Ceiling],
        hopeful: bool = False,
        qualified: bool = False,
    ) -> Problem:
        """The problem of preferring what is sure; ``hopeful``: what is possible; ``qualified``:
        what is possible of what qualifies.
        """
        inner_first = sorted(ceilings, key=lambda ceiling: len(ceiling.awards))
        return cls(
            tuple(
                _NOTHING[:2]
                if qualified and _is_open(award)
                else _worth(award, hopeful or qualified)
                for award in awards
            ),
            tuple(excluded),
            tuple(
                (bits(ceiling.awards), _worth(ceiling, hopeful or qualified))
                for ceiling in inner_first
            ),
        )

    def worth_of(self, chosen: int) -> Worth:
        """What a set pays, sum by sum; those under one ceiling together at most its limit."""
        blocks: list[tuple[int, Worth]] = []
        free = chosen
        for members, limit in self.ceilings:
            inside = [worth for block, worth in blocks if block & members]
            inside += [self.worths[n] for n in members_of(free & members)]
            free &= ~members
            blocks = [entry for entry in blocks if not entry[0] & members]
            summed = _sum(inside)
            blocks.append((members, tuple(map(min, summed, limit))))
        return _sum([*(w for _, w in blocks), *(self.worths[n] for n in members_of(free))])


def _worth(ends: Award | Ceiling, hopeful: bool) -> Worth:
    low, high = ends.low, ENDLESS if ends.high is None else ends.high
    if hopeful:
        return high, low
    # What is open never stands before what qualifies, however much it might come to.
    is_open = isinstance(ends, Award) and _is_open(ends)
    return low, Decimal(0) if is_open else high, high


def _is_open(award: Award) -> bool:
    """Whether it is not known that it qualifies."""
    return award.result.conditions is not Status.QUALIFIES


def _sum(worths: Iterable[Worth]) -> Worth:
    return reduce(lambda one, other: tuple(map(exact_sum, one, other)), worths, _NOTHING)
