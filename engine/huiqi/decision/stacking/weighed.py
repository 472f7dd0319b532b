"""The tree with what each choice pays, in whole numbers, and the ceilings that can matter.

What is sure, what is possible of what qualifies and what is possible of all are sums; an amount
counts in each under the innermost ceiling that holds it there, or freely.  The sums are put into
one number, each so much heavier than those after it that these only decide between equals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from fractions import Fraction
from math import lcm

from huiqi.decision.stacking.choice_tree import All, Node, One, Take
from huiqi.decision.stacking.problem import ENDLESS, Problem, members_of
from huiqi.objects import dataclass
from huiqi.quantities import Number

#: A whole number over another; ``None``: no limit.
_Ratio = tuple[int, int] | None
_ENDLESS = int(ENDLESS)


@dataclass(frozen=True, slots=True)
class Limit:
    """A ceiling on one of the sums, by its place."""

    members: int
    end: int
    most: int


@dataclass(slots=True, eq=False, kw_only=True)
class Spot:
    """A node with what it pays: of what is taken, the sum under each limit and the free rest."""

    kind: str
    parts: tuple[Spot, ...] = ()
    above: Spot | None = None
    awards: int = 0
    under: tuple[int, ...] = ()
    free: int = 0
    #: Equal for spots that pay alike in every way.
    like: object = None
    #: What it comes to at most at the present prices, and the part of a choice that does.
    best: int = 0
    pick: Spot | None = field(default=None, repr=False)


class Numbers:
    """The worths of a problem as whole numbers: in units of which all are multiples."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        worths = [tuple(map(_ratio, worth)) for worth in problem.worths]
        limits = [tuple(map(_ratio, limit)) for _, limit in problem.ceilings]
        sums = [[r for r in side if r is not None] for side in zip(*worths, *limits, strict=True)]
        self.unit = lcm(*(below for side in sums for _, below in side))
        #: Stands for no limit: beyond all that is limited.
        self.endless = [1 + sum(above * (self.unit // below) for above, below in s) for s in sums]
        self.worths = [self._whole(worth) for worth in worths]
        self.limits = [
            (members, self._whole(limit))
            for (members, _), limit in zip(problem.ceilings, limits, strict=True)
        ]
        self.weights, self.told_by = self._weighted()

    def _weighted(self) -> tuple[list[int], list[int | None]]:
        """What each sum weighs, more than all after it come to, nothing where it says nothing of
        its own; and of each the sum that tells it, none where it is nought.
        """
        count = len(self.endless)
        weights = [0] * count
        told_by: list[int | None] = [None] * count
        lighter = 0
        for end in reversed(range(count)):
            if not any(worth[end] for worth in self.worths):
                continue
            after = end + 1
            if after < count and all(
                worth[end] == worth[after]
                for worth in (*self.worths, *(limit for _, limit in self.limits))
            ):
                told_by[end] = told_by[after]
                continue
            told_by[end] = end
            weights[end] = 1 + lighter
            lighter += weights[end] * sum(worth[end] for worth in self.worths)
        return weights, told_by

    def first(self, combined: int) -> Number:
        """What is preferred first, of all sums in one number."""
        place = self.told_by[0]
        told = 0 if place is None else combined // self.weights[place]
        return ENDLESS if told >= self.endless[0] else Fraction(told, self.unit)

    def _whole(self, worth: Sequence[_Ratio]) -> tuple[int, ...]:
        return tuple(self._units(ratio, end) for end, ratio in enumerate(worth))

    def _units(self, ratio: _Ratio, end: int) -> int:
        return self.endless[end] if ratio is None else ratio[0] * (self.unit // ratio[1])


def _ratio(amount: Number) -> _Ratio:
    """An amount in whole numbers; none where it has no limit."""
    above, below = amount.as_integer_ratio()
    return None if above >= _ENDLESS * below else (above, below)


def mattering(numbers: Numbers, tree: Node) -> list[Limit]:
    """The limits that some choice would pass; of each of the sums the inner ones first."""
    found: list[Limit] = []
    for end, weight in enumerate(numbers.weights):
        if not weight:
            continue
        worths = [worth[end] for worth in numbers.worths]
        for members, worth in numbers.limits:
            if _most(tree, worths, members, {}) > worth[end]:
                found.append(Limit(members, end, worth[end]))
    return found


class Weighed:
    """A tree with what each choice pays under these limits and beside them."""

    def __init__(self, numbers: Numbers, tree: Node, limits: Sequence[Limit]) -> None:
        self.numbers = numbers
        self.limits = list(limits)
        #: The next wider limit that each lies in, by its place.
        self.within = [self._within(place) for place in range(len(self.limits))]
        self.weights = [numbers.weights[limit.end] for limit in self.limits]
        self._spots: dict[int, Spot] = {}
        self._likes: dict[object, int] = {}
        self.root = self.spot(tree)

    def _within(self, place: int) -> int | None:
        own = self.limits[place]
        for outer in range(place + 1, len(self.limits)):
            limit = self.limits[outer]
            if limit.end == own.end and limit.members & own.members:
                return outer
        return None

    def spot(self, node: Node) -> Spot:
        """The spot of a node; one for a node that stands in several places."""
        found = self._spots.get(id(node))
        if found is None:
            found = self._spots[id(node)] = self._spot(node)
            if not isinstance(found.like, int):
                found.like = self._likes.setdefault(found.like, len(self._likes))
        return found

    def _spot(self, node: Node) -> Spot:
        if isinstance(node, Take):
            return self._take(node.awards)
        parts = tuple(self.spot(part) for part in node.parts)
        likes = tuple(part.like for part in parts)
        if isinstance(node, All):
            return Spot(kind="all", parts=parts, like=("all", likes))
        above = self.spot(node.above) if node.above is not None else None
        if above is None:
            parts = tuple(self._undominated(parts))
            if len(parts) == 1:
                return parts[0]
        return Spot(
            kind="one", parts=parts, above=above, like=("one", likes, above.like if above else None)
        )

    def _take(self, awards: int) -> Spot:
        under, free = [0] * len(self.limits), 0
        weights = self.numbers.weights
        for n in members_of(awards):
            for end, weight in enumerate(weights):
                for place, limit in enumerate(self.limits):
                    if limit.end == end and limit.members >> n & 1:
                        under[place] += self.numbers.worths[n][end]
                        break
                else:
                    free += weight * self.numbers.worths[n][end]
        return Spot(
            kind="take", awards=awards, under=tuple(under), free=free, like=(tuple(under), free)
        )

    def paid(self, under: Sequence[int], free: int) -> int:
        """What sums under the limits, and a free sum, come to."""
        sums = list(under)
        for place, limit in enumerate(self.limits):
            kept = min(sums[place], limit.most)
            outer = self.within[place]
            if outer is None:
                free += self.weights[place] * kept
            else:
                sums[outer] += kept
        return free

    def _undominated(self, parts: Sequence[Spot]) -> list[Spot]:
        """Without what another part pays at least as well as, whatever else is chosen."""
        kept: list[Spot] = []
        for part in parts:
            if any(self._as_good(other, part) for other in kept):
                continue
            kept = [other for other in kept if not self._as_good(part, other)]
            kept.append(part)
        return kept

    def _as_good(self, one: Spot, other: Spot) -> bool:
        if one.kind != "take" or other.kind != "take":
            return one is other
        if one.free < other.free:
            return False
        if all(mine >= its for mine, its in zip(one.under, other.under, strict=True)):
            return True
        most = sum(w * under for w, under in zip(self.weights, other.under, strict=True))
        return one.free >= other.free + most


def _most(tree: Node, worths: Sequence[int], members: int, known: dict[int, int]) -> int:
    """The most that choices come to under one ceiling, without it."""
    found = known.get(id(tree))
    if found is None:
        if isinstance(tree, Take):
            found = sum(worths[n] for n in members_of(tree.awards & members))
        elif isinstance(tree, One) and tree.above is not None:
            found = _most(tree.above, worths, members, known)
        else:
            together: Callable[[list[int]], int] = sum if isinstance(tree, All) else max
            found = together([_most(part, worths, members, known) for part in tree.parts])
        known[id(tree)] = found
    return found
