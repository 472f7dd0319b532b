"""What can be chosen and what it pays: worths, who excludes whom, and ceilings.

Sets of awards are whole numbers, award *n* the bit of worth 2ⁿ: thousands of awards that exclude
thousands are then two numbers, and what two sets share is one operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from huiqi.decision.combined import Award
from huiqi.decision.stacking.awards import Ceiling
from huiqi.objects import dataclass
from huiqi.quantities import Number, exact_sum

#: What is sure and what is possible, in the order in which they are preferred.
Worth = tuple[Number, Number]
#: Stands for no limit: beyond any sum of amounts that can be read.
ENDLESS = Decimal("1E30")
#: Two sets of awards: none of the one may be had with any of the other.
Sides = tuple[int, int]


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
    ) -> Problem:
        """The problem of preferring what is sure; ``hopeful``: what is possible."""
        inner_first = sorted(ceilings, key=lambda ceiling: len(ceiling.awards))
        return cls(
            tuple(_worth(award, hopeful) for award in awards),
            tuple(excluded),
            tuple((bits(ceiling.awards), _worth(ceiling, hopeful)) for ceiling in inner_first),
        )

    def worth_of(self, chosen: int) -> Worth:
        """What a set pays: the sum, those under one ceiling together at most its limit."""
        blocks: list[tuple[int, Worth]] = []
        free = chosen
        for members, limit in self.ceilings:
            inside = [worth for block, worth in blocks if block & members]
            inside += [self.worths[n] for n in members_of(free & members)]
            free &= ~members
            blocks = [entry for entry in blocks if not entry[0] & members]
            summed = _sum(inside)
            blocks.append((members, (min(summed[0], limit[0]), min(summed[1], limit[1]))))
        return _sum([*(w for _, w in blocks), *(self.worths[n] for n in members_of(free))])


def _worth(ends: Award | Ceiling, hopeful: bool) -> Worth:
    low, high = ends.low, ENDLESS if ends.high is None else ends.high
    return (high, low) if hopeful else (low, high)


def _sum(worths: Iterable[Worth]) -> Worth:
    first: Number = Decimal(0)
    second: Number = first
    for worth in worths:
        first = exact_sum(first, worth[0])
        second = exact_sum(second, worth[1])
    return first, second
