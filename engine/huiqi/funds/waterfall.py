"""Paying groups of claims one after the other until the pool is empty.  Whole cents throughout.

Every sharing rule is a way of grouping: one group for all, or a group for each place in a ranking.
A group is paid in full while the pool lasts; where it does not, its members share what is left in
proportion, and later groups get nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from huiqi.funds.largest_remainder import apportion


def pay(
    pool: int, claims: Sequence[int], groups: Sequence[int], keys: Sequence[object]
) -> list[int]:
    """What each claim gets: members of lower group numbers come first."""
    members: dict[int, list[int]] = {}
    for position, group in enumerate(groups):
        members.setdefault(group, []).append(position)
    paid = [0] * len(claims)
    for group in sorted(members):
        listed = members[group]
        asked = [claims[position] for position in listed]
        if sum(asked) > pool:
            asked = apportion(pool, asked, [keys[position] for position in listed])
        for position, share in zip(listed, asked, strict=True):
            paid[position] = share
        pool -= sum(asked)
    return paid


def bounds(
    pool: int,
    low: Sequence[int],
    high: Sequence[int | None],
    groups: Sequence[int | None],
    joined: Sequence[int | None] | None = None,
) -> tuple[list[int], list[int]]:
    """The least and the most each claim can get while others are not fully known.

    A claim lies from ``low`` to ``high`` (``None``: without a known end); a group of ``None`` may
    be any place, also one of its own before or after all others.  ``joined``: consecutive groups
    of one number there become one group where a claim of no known place turns out to be there.
    Whatever the open claims and places turn out to be, :func:`pay` gives something within.
    """
    ends = list(zip(low, high, groups, strict=True))
    open_ends = [(lower, upper) for lower, upper, group in ends if group is None]
    front = _Ends()
    for lower, upper in open_ends:
        front.add(lower, upper)
    apart = _Groups(low, high, groups)
    together = apart if joined is None else _Groups(low, high, joined)
    # Of those that may join a group, the one that takes least from the others.
    least_open = min((lower for lower, _ in open_ends), default=0)
    most_open = min((upper for _, upper in open_ends if upper is not None), default=0)
    worst, best = [], []
    for n, (lower, upper, group) in enumerate(ends):
        if group is None:
            # At worst after all others, at best before them.
            last = apart.before[-1].plus(front).minus(0, upper)
            worst.append(min(lower, last.left_at_most(pool)))
            best.append(pool if upper is None else min(upper, pool))
            continue
        least, most = apart.ends(pool, n, group, front)
        other = None if joined is None else joined[n]
        if other is not None and open_ends:
            before, own = together.before[other], together.groups[other].minus(lower, upper)
            some = before.plus(front).minus(0, most_open)
            left = some.left_at_most(pool)
            least = min(least, 0 if own.endless else _share(left, lower, own.most + most_open))
            left = max(0, pool - before.least)
            full = left if upper is None else _share(left, upper, own.least + least_open, up=True)
            most = max(most, full)
        worst.append(least)
        best.append(most)
    return worst, best


@dataclass(slots=True)
class _Ends:
    """Claims added up: at least, at most without those that are endless, and how many are."""

    least: int = 0
    most: int = 0
    endless: int = 0

    def add(self, lower: int, upper: int | None) -> None:
        self.least += lower
        self.most += upper or 0
        self.endless += upper is None

    def plus(self, other: _Ends) -> _Ends:
        return _Ends(self.least + other.least, self.most + other.most, self.endless + other.endless)

    def minus(self, lower: int, upper: int | None) -> _Ends:
        """Without one of them."""
        return _Ends(self.least - lower, self.most - (upper or 0), self.endless - (upper is None))

    def left_at_most(self, pool: int) -> int:
        """What is left of the pool where they take the most they may."""
        return 0 if self.endless else max(0, pool - self.most)


class _Groups:
    """The claims of each group, and of all groups before it."""

    def __init__(
        self, low: Sequence[int], high: Sequence[int | None], groups: Sequence[int | None]
    ) -> None:
        number = max((group for group in groups if group is not None), default=-1) + 1
        self.groups = [_Ends() for _ in range(number)]
        for lower, upper, group in zip(low, high, groups, strict=True):
            if group is not None:
                self.groups[group].add(lower, upper)
        self.low, self.high = low, high
        self.before = list(accumulate(self.groups, _Ends.plus, initial=_Ends()))

    def ends(self, pool: int, n: int, group: int, front: _Ends) -> tuple[int, int]:
        """The least and the most of a claim, where those of no known place come before or after."""
        lower, upper = self.low[n], self.high[n]
        before, own = self.before[group], self.groups[group].minus(lower, upper)
        left = before.plus(front).left_at_most(pool)
        least = 0 if own.endless else _share(left, lower, own.most)
        left = max(0, pool - before.least)
        return least, left if upper is None else _share(left, upper, own.least, up=True)


def _share(left: int, own: int, others: int, up: bool = False) -> int:
    """A claim's share of what is left, cut to the cent or (``up``) up to the next."""
    total = own + others
    if total <= left:
        return own
    return -(-left * own // total) if up else left * own // total
