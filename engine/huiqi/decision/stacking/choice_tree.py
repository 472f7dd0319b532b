"""What may be had together, as a tree: all of these, one of these, take this.

Of awards of which no two exclude each other all are taken; of two groups that wholly exclude each
other only one is.  Taken apart in this way (the cotree of D. G. Corneil, H. Lerchs and L. Stewart
Burlingham, *Complement reducible graphs*, 1981) rules on measures and on projects leave little to
search.  What neither way takes apart is split at two sets that exclude each other: nothing of the
one, or nothing of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from huiqi.decision.stacking.problem import Sides, bits, members_of
from huiqi.objects import dataclass
from huiqi.quantities import Number

#: So deep do the splits of what cannot be taken apart go.
_DEEPEST = 40
#: So many groups that exclude each other are looked at for a bound on what stays unsplit.
_MOST_CLIQUES = 60


@dataclass(frozen=True, slots=True)
class Take:
    """These awards, of which no two exclude each other."""

    awards: int


@dataclass(frozen=True, slots=True)
class All:
    """Of each part what is best there: the parts do not exclude each other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class One:
    """One of the parts; ``above``: where these are not all there are, what they cannot pass."""

    parts: tuple[Node, ...]
    above: Node | None = None


Node = Take | All | One


#: The order of awards for a guess.
Order = Callable[[int], tuple[Number, int]]


def tree_of(count: int, excluded: Sequence[Sides], prefer: Order, effort: int) -> Node:
    """All that can be had of so many awards; ``effort``: awards looked at for splits, in all."""
    return _Tree(count, excluded, prefer, effort).node((1 << count) - 1, 0)


class _Tree:
    def __init__(self, count: int, excluded: Sequence[Sides], prefer: Order, effort: int) -> None:
        self.near = [0] * count
        for ones, others in excluded:
            for n in members_of(ones):
                self.near[n] |= others
            for n in members_of(others):
                self.near[n] |= ones
        self.wide = [sides for sides in excluded if all(side & (side - 1) for side in sides)]
        self.prefer = prefer
        self.known: dict[int, Node] = {}
        self.left = effort

    def node(self, members: int, depth: int) -> Node:
        found = self.known.get(members)
        if found is None:
            found = self.known[members] = self._node(members, depth)
        return found

    def _node(self, members: int, depth: int) -> Node:
        if members & (members - 1) == 0:
            return Take(members)
        apart = list(self.parts(members, against=False))
        if len(apart) > 1:
            alone = sum(part for part in apart if part & (part - 1) == 0)
            nodes = [self.node(part, depth) for part in apart if part & (part - 1)]
            if alone:
                nodes.insert(0, Take(alone))
            return All(tuple(nodes)) if len(nodes) > 1 else nodes[0]
        against = list(self.parts(members, against=True))
        if len(against) > 1:
            return One(tuple(self.node(part, depth) for part in against))
        if depth >= _DEEPEST or self.left <= 0:
            return self.guessed(members)
        self.left -= members.bit_count()
        without = [members & ~side for side in self.split(members)]
        return One(tuple(self.node(rest, depth + 1) for rest in without))

    def parts(self, members: int, against: bool) -> Iterator[int]:
        """The connected parts; ``against``: of what does not exclude each other."""
        while members:
            reached = waiting = members & -members
            members ^= reached
            while waiting:
                lowest = waiting & -waiting
                waiting ^= lowest
                near = self.near[lowest.bit_length() - 1]
                more = members & (~near if against else near)
                members ^= more
                waiting |= more
                reached |= more
            yield reached

    def split(self, members: int) -> Sides:
        """Two sets of which none may be had with any of the other, as large as found."""
        degrees = {n: (self.near[n] & members).bit_count() for n in members_of(members)}
        most = max(degrees.values())
        widest = [n for n, degree in degrees.items() if degree == most]
        # Of several the middle one: a chain falls into halves.
        candidates = [self.closed(members, self.near[widest[len(widest) // 2]] & members)]
        for ones, others in self.wide:
            if ones & members and others & members:
                candidates.append(self.closed(members, others & members))
        return max(candidates, key=lambda sides: sides[0].bit_count() * sides[1].bit_count())

    def closed(self, members: int, others: int) -> Sides:
        """All that exclude the whole of ``others``, and all that those exclude in common."""
        ones = self.common(members, others)
        return ones, self.common(members, ones)

    def common(self, members: int, side: int) -> int:
        for n in members_of(side):
            members &= self.near[n]
        return members

    def guessed(self, members: int) -> One:
        """A few good choices, and groups of which at most one can be had as the bound."""
        return One(
            tuple(Take(taken) for taken in dict.fromkeys(self.greedy(members))),
            self.cliques(members),
        )

    def greedy(self, members: int) -> Iterator[int]:
        order = sorted(members_of(members), key=self.prefer)
        degrees = {n: (self.near[n] & members).bit_count() for n in order}
        for listed in (order, sorted(order, key=degrees.__getitem__)):
            taken = closed = 0
            for n in listed:
                if not closed >> n & 1:
                    taken |= 1 << n
                    closed |= self.near[n]
            yield taken

    def cliques(self, members: int) -> Node:
        groups: list[list[int]] = []
        shared: list[int] = []
        for n in members_of(members):
            for place, common in enumerate(shared[:_MOST_CLIQUES]):
                if common >> n & 1:
                    groups[place].append(n)
                    shared[place] &= self.near[n]
                    break
            else:
                groups.append([n])
                # Beyond so many groups the rest stand alone: the bound is only less narrow.
                shared.append(self.near[n])
        nodes: list[Node] = [
            One(tuple(Take(1 << n) for n in group)) for group in groups if len(group) > 1
        ]
        alone = bits(group[0] for group in groups if len(group) == 1)
        if alone:
            nodes.append(Take(alone))
        return All(tuple(nodes))
