"""The prices of ceilings: a bound at any prices, and none narrower than at those found."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations as subsets
from itertools import product
from random import Random

import pytest

from huiqi.decision.stacking.choice import taken_apart
from huiqi.decision.stacking.prices import Found, Prices, best_prices
from huiqi.decision.stacking.problem import Problem, bits, members_of
from huiqi.decision.stacking.weighed import Limit, Numbers, Weighed, mattering

#: Prices are tried in so many parts of a yuan.
PARTS = 6
#: What a choice comes to under each ceiling of its own, and freely.
Sums = tuple[tuple[int, ...], int]


def drawn(seed: int, spans: Sequence[tuple[int, int]]) -> Problem:
    """Six awards in whole yuan, some apart, with ceilings over these spans that are passed."""
    random = Random(seed)
    worths = [random.randint(1, 9) for _ in range(6)]
    excluded = [(1 << a, 1 << b) for a, b in subsets(range(6), 2) if random.random() < 0.4]
    limits = [random.randint(1, max(1, sum(worths[a:b]) * 2 // 3)) for a, b in spans]
    return Problem(
        tuple((Fraction(worth), Fraction(worth)) for worth in worths),
        tuple(excluded),
        tuple(
            (bits(range(a, b)), (Fraction(limit), Fraction(limit)))
            for (a, b), limit in zip(spans, limits, strict=True)
        ),
    )


def wider(limits: Sequence[Limit]) -> list[int | None]:
    """The narrowest of those that hold each."""
    found: list[int | None] = []
    for place, limit in enumerate(limits):
        around = [
            other
            for other, outer in enumerate(limits)
            if other != place and limit.members & ~outer.members == 0
        ]
        found.append(min(around, key=lambda n: limits[n].members.bit_count(), default=None))
    return found


def choices(problem: Problem, limits: Sequence[Limit]) -> list[Sums]:
    """Of every permitted set what counts under the narrowest ceiling of each award."""
    found = set()
    for chosen in product((False, True), repeat=len(problem.worths)):
        awards = bits(n for n, taken in enumerate(chosen) if taken)
        if any(awards & ones and awards & others for ones, others in problem.excluded):
            continue
        under, free = [0] * len(limits), 0
        for n in members_of(awards):
            holding = [place for place, limit in enumerate(limits) if limit.members >> n & 1]
            if holding:
                own = min(holding, key=lambda place: limits[place].members.bit_count())
                under[own] += int(problem.worths[n][1])
            else:
                free += int(problem.worths[n][1])
        found.add((tuple(under), free))
    return sorted(found)


def bound(all_: Sequence[Sums], limits: Sequence[Limit], each: Sequence[Fraction]) -> Fraction:
    """The most that a choice comes to at these prices, with each ceiling's own share."""
    outer = wider(limits)
    own = sum(
        (
            ((Fraction(1) if place is None else each[place]) - price) * limit.most
            for price, limit, place in zip(each, limits, outer, strict=True)
        ),
        Fraction(0),
    )
    return own + max(
        free + sum(price * one for price, one in zip(each, under, strict=True))
        for under, free in all_
    )


def grid(limits: Sequence[Limit]) -> list[list[Fraction]]:
    """Prices in parts of a yuan, of which none is dearer than those around it."""
    outer = wider(limits)
    tried = product([Fraction(n, PARTS) for n in range(PARTS + 1)], repeat=len(limits))
    return [
        list(each)
        for each in tried
        if all(place is None or each[n] <= each[place] for n, place in enumerate(outer))
    ]


SPANS = {
    "one": ((0, 4),),
    "two": ((0, 3), (3, 6)),
    "nested": ((0, 3), (0, 5)),
    "two in one": ((0, 2), (2, 4), (0, 5)),
}


@pytest.mark.parametrize("spans", SPANS.values(), ids=SPANS)
def test_no_prices_bound_more_narrowly(spans: Sequence[tuple[int, int]]) -> None:
    """Whatever is best at some prices is told by trying every choice; then no prices of the grid
    give less than those found, and no choice passes what these give.
    """
    narrower = 0
    for seed in range(60 if len(spans) < 3 else 20):
        problem = drawn(seed, spans)
        tree = taken_apart(problem)
        numbers = Numbers(problem)
        weighed = Weighed(numbers, tree, mattering(numbers, tree))
        limits = weighed.limits
        every = choices(problem, limits)

        def best_at(prices: Prices, every: Sequence[Sums] = every) -> Found:
            def value(sums: Sums) -> int:
                own = sum(price * one for price, one in zip(prices.each, sums[0], strict=True))
                return own + sums[1] * prices.unit

            under, free = max(every, key=value)
            return under, free, prices.ceilings + value((under, free))

        assert weighed.within == wider(limits)
        prices = best_prices(weighed, best_at)
        each = [Fraction(price, prices.unit) for price in prices.each]
        found = bound(every, limits, each)
        assert Fraction(best_at(prices)[2], prices.unit) == found
        assert found <= min(bound(every, limits, tried) for tried in grid(limits)), seed
        assert found >= max(weighed.paid(under, free) for under, free in every)
        nothing = bound(every, limits, [Fraction(0)] * len(limits))
        all_ = bound(every, limits, [Fraction(1)] * len(limits))
        narrower += found < min(nothing, all_)
    assert narrower
