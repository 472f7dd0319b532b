"""Paying groups one after the other, and the bounds of it, on every small table of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement, product
from operator import le

import pytest

from huiqi.funds.waterfall import bounds, pay

#: Where a claim has no known end: so far that beside it others get nothing of a small pool.
FAR = 10**6
#: What is known of a claim, in cents, and what it may turn out to be.
ENDS: dict[tuple[int, int | None], tuple[int, ...]] = {
    (0, 0): (0,),
    (10, 10): (10,),
    (30, 30): (30,),
    (0, 20): (0, 10, 20),
    (20, None): (20, 50, FAR),
}
POOLS = (0, 10, 20, 40, 50)
#: Before, with, between and after the groups 0 and 1; two of no known place in either order.
PLACES = (-2, -1, 0, 0.5, 1, 2, 3)
Row = tuple[tuple[int, int | None], int | None]
Table = tuple[tuple[int, ...], tuple[int, ...]]


def completions(rows: Sequence[Row]) -> Iterator[Table]:
    """Every table of claims and groups that the rows may turn out to be."""
    few = PLACES if sum(group is None for _, group in rows) > 1 else PLACES[1:-1]
    each = [list(product(ENDS[ends], few if group is None else (group,))) for ends, group in rows]
    for chosen in product(*each):
        yield _numbered(chosen)


def _numbered(chosen: Sequence[tuple[int, float]]) -> Table:
    order = sorted({place for _, place in chosen})
    return tuple(claim for claim, _ in chosen), tuple(order.index(place) for _, place in chosen)


def quotas(pool: int, claims: Sequence[int], places: Sequence[int]) -> tuple[list[int], list[int]]:
    """Each one's exact share, to the cent below and to the cent above: all of its claim, or its
    part of what those before it leave.
    """
    asked = [0] * (max(places) + 1)
    for claim, place in zip(claims, places, strict=True):
        asked[place] += claim
    left = [max(0, pool - sum(asked[:place])) for place in range(len(asked))]
    below, above = [], []
    for claim, place in zip(claims, places, strict=True):
        whole = max(asked[place], left[place]) or 1
        below.append(min(claim, left[place] * claim // whole))
        above.append(min(claim, -(-left[place] * claim // whole)))
    return below, above


def check(
    table: Sequence[Row],
    completed: Iterable[Table],
    joined: Sequence[int | None] | None,
) -> None:
    """Each bound is the least and the most of the exact shares that can come out, to the cent below
    and above; and what is paid of an exact share is the cent below or above it.
    """
    possible = dict.fromkeys(completed)
    low, high = [ends[0] for ends, _ in table], [ends[1] for ends, _ in table]
    groups = [group for _, group in table]
    for pool in POOLS:
        paid = [pay(pool, claims, places, range(len(table))) for claims, places in possible]
        exact = [quotas(pool, claims, places) for claims, places in possible]
        for (below, above), cents in zip(exact, paid, strict=True):
            assert all(map(le, below, cents))
            assert all(map(le, cents, above))
        least, most = bounds(pool, low, high, groups, joined)
        for n in range(len(table)):
            assert least[n] == min(below[n] for below, _ in exact), (table, pool, n)
            assert most[n] == max(above[n] for _, above in exact), (table, pool, n)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_bound_of_every_small_table(number: int) -> None:
    """Claims and places known or not, alone, beside and after each other."""
    # A claim of nothing changes nothing; beside two others it is left out for speed.
    rows = [(e, group) for e in ENDS if number < 3 or e != (0, 0) for group in (0, 1, None)]
    for table in combinations_with_replacement(rows, number):
        check(table, completions(table), None)


#: Moments 0 and 1 are of one day; 2 is another.
DAYS: dict[int | None, int | None] = {0: 0, 1: 0, 2: 1, None: None}
#: Before, with, between and after these moments; and on one of the days, at no known hour.
MOMENTS: tuple[float | str, ...] = (-1, 0, 0.5, 1, 1.5, 2, 3, "first day", "second day")


def undivided(rows: Sequence[Row]) -> Iterator[Table]:
    """Every table that the rows may turn out to be, where an hour may be missing: then all of that
    day are of one moment.
    """
    each = [
        list(product(ENDS[ends], MOMENTS if group is None else (group,))) for ends, group in rows
    ]
    for chosen in product(*each):
        places = [place for _, place in chosen]
        first, second = "first day" in places, "second day" in places
        found: list[tuple[int, float]] = []
        for claim, place in chosen:
            if place == "second day" or (second and place == 2):
                found.append((claim, 2))
            elif place == "first day" or (first and not isinstance(place, str) and 0 <= place <= 1):
                found.append((claim, 0))
            else:
                assert not isinstance(place, str)
                found.append((claim, place))
        yield _numbered(found)


def _tables(number: int) -> Iterator[list[Row]]:
    """Two of no known day at most; of four, those of one day beside two of no known day."""
    ends = [e for e in ENDS if e != (0, 0)]
    open_: list[Row] = [(e, None) for e in ends if e != (30, 30)]
    known: list[Row] = [(e, group) for e in ends for group in (0, 1, 2)]
    if number == 4:
        known = [(e, group) for e in ends[:2] for group in (0, 1)]
    if number == 3:
        # A claim of nothing, beside one of no known day, after what takes the pool.
        yield from (
            [(e, 0), ((0, 0), group), other] for e in ends for group in (1, 2) for other in open_
        )
    for unknown in range(2 if number == 4 else 0, 3):
        for some in combinations_with_replacement(known, number - unknown):
            for others in combinations_with_replacement(open_, unknown):
                yield [*some, *others]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_every_bound_where_one_may_make_a_day_one_moment(number: int) -> None:
    """One or two of no known day, or none, beside others of known hours."""
    for table in _tables(number):
        check(table, undivided(table), [DAYS[group] for _, group in table])
