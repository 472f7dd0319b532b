"""Paying groups of claims one after the other until the pool is empty.  Whole cents throughout.

Every sharing rule is a way of grouping: one group for all, or a group for each place in a ranking.
A group is paid in full while the pool lasts; where it does not, its members share what is left in
proportion, and later groups get nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from huiqi.funds.largest_remainder import divide


def pay(pool: int, claims: Sequence[int], groups: Sequence[int], keys: Sequence[Any]) -> list[int]:
    """What each claim gets: members of lower group numbers come first."""
    members: dict[int, list[int]] = {}
    for position, group in enumerate(groups):
        members.setdefault(group, []).append(position)
    paid = [0] * len(claims)
    for group in sorted(members):
        listed = members[group]
        asked = [claims[position] for position in listed]
        if sum(asked) > pool:
            asked = divide(pool, asked, [keys[position] for position in listed])
        for position, share in zip(listed, asked, strict=True):
            paid[position] = share
        pool -= sum(asked)
        if pool == 0:
            break
    return paid


def bounds(
    pool: int,
    low: Sequence[int],
    high: Sequence[int | None],
    groups: Sequence[int | None],
) -> tuple[list[int], list[int]]:
    """The least and the most each claim can get while others are not fully known.

    A claim lies from ``low`` to ``high`` (``None``: without a known end); a group of ``None`` may
    be any place, also one of its own before or after all others.  Whatever the open claims and
    places turn out to be, :func:`pay` gives something within.
    """
    number = max((group for group in groups if group is not None), default=-1) + 1
    least, most = [0] * number, [0] * number
    endless = [0] * number
    front, front_endless = 0, 0
    for lower, upper, group in zip(low, high, groups, strict=True):
        if group is None:
            front, front_endless = front + (upper or 0), front_endless + (upper is None)
        else:
            least[group] += lower
            most[group] += upper or 0
            endless[group] += upper is None
    least_before = list(accumulate(least, initial=0))
    most_before = list(accumulate(most, initial=front))
    endless_before = list(accumulate(endless, initial=front_endless))
    worst, best = [], []
    for lower, upper, group in zip(low, high, groups, strict=True):
        own_end = upper is None
        if group is None:
            others_endless = endless_before[-1] - own_end
            rest = 0 if others_endless else max(0, pool - most_before[-1] + (upper or 0))
            worst.append(min(lower, rest))
            best.append(pool if upper is None else min(upper, pool))
            continue
        left = 0 if endless_before[group] else max(0, pool - most_before[group])
        shared = endless[group] - own_end > 0
        others = most[group] - (upper or 0)
        worst.append(0 if shared else _share(left, lower, others))
        left = max(0, pool - least_before[group])
        others = least[group] - lower
        best.append(left if upper is None else _share(left, upper, others, up=True))
    return worst, best


def _share(left: int, own: int, others: int, up: bool = False) -> int:
    """A claim's share of what is left, cut to the cent or (``up``) up to the next."""
    total = own + others
    if total <= left:
        return own
    return -(-left * own // total) if up else left * own // total
