"""Ranges of money on every small range: what its points come to, never below zero."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from huiqi.decision.amounts import money
from huiqi.rulebook.measure import Rounding
from huiqi.values import NOT_APPLICABLE, Interval, exactly
from tests.evaluation.grids import EITHER, every, ranges_with, spanned

#: What is paid is never less than nothing; at the far end of a range nothing is known.
PAID = [
    found
    for found in ranges_with(map(Decimal, (0, 1, 2)))
    if not found.optional and found.low is not None
]


def worth(point: Any) -> Any:
    """What a point pays."""
    return 0 if point is NOT_APPLICABLE else max(point, 0)


def test_what_every_range_pays() -> None:
    """Below zero nothing; what does not apply pays nothing either."""
    for value in (*EITHER, *ranges_with(map(Decimal, ("-0.5", "0.5")))):
        assert money.positive(value) == spanned(every(worth, value)), value


@pytest.mark.parametrize("name", ["smaller", "larger"])
def test_the_smaller_and_the_larger_of_every_two(name: str) -> None:
    """Of two sums that are paid."""
    choose = {"smaller": min, "larger": max}[name]
    for left, right in product(PAID, repeat=2):
        expected = spanned(every(lambda a, b: worth(choose(a, b)), left, right))
        assert getattr(money, name)(left, right) == expected, (left, right)


def test_every_sum_of_up_to_three() -> None:
    """Of nothing it is nothing."""
    assert money.total(()) == exactly(Decimal(0))
    few = [found for found in PAID if found.low != 1]
    for size in (1, 2, 3):
        for values in product(few, repeat=size):
            expected = spanned(
                every(lambda *paid: sum(map(worth, paid)), *values, step=Fraction(1))
            )
            assert money.total(values) == expected, values


def test_what_may_be_nothing() -> None:
    """From zero to its upper end."""
    for value in PAID:
        assert money.possibly(value) == Interval(0, value.high), value


def _rounded(point: Fraction, to: int, direction: str, nothing_below: int | None) -> int:
    """Worked out in whole units."""
    if nothing_below is not None and point < nothing_below:
        return 0
    units = point / to
    below = math.floor(units)
    rest = units - below
    up = {"down": False, "up": rest > 0, "half_up": rest >= Fraction(1, 2)}[direction]
    return (below + up) * to


@pytest.mark.parametrize("nothing_below", [None, 10, 12, 20])
@pytest.mark.parametrize("direction", ["down", "up", "half_up"])
def test_every_rounding_of_every_range(direction: str, nothing_below: int | None) -> None:
    """To whole tens: at a half, just below and above it, and at the minimum that is paid."""
    minimum = None if nothing_below is None else Decimal(nothing_below)
    rule = Rounding(to=Decimal(10), direction=direction, nothing_below=minimum, basis=(), note=None)
    ends = [Decimal(end) for end in (0, 1, 5, "9.5", 10, 12, "14.5", 15, 20)]
    for value in ranges_with(ends):
        if value.optional or value.low is None:
            continue
        found = every(
            lambda point: _rounded(point, 10, direction, nothing_below), value, step=Fraction(1, 2)
        )
        assert money.rounded(value, rule) == spanned(found), value


def test_a_quotient_is_rounded_without_a_digit_lost() -> None:
    """A third of ten yuan, and one that lies a hair below the half."""
    half_up = Rounding(to=Decimal(1), direction="half_up", nothing_below=None, basis=(), note=None)
    assert money.round_point(Fraction(10, 3), half_up) == 3
    hair = Fraction(5 * 10**40 - 1, 10**41)
    assert money.round_point(hair, half_up) == 0
    assert (
        money.round_point(
            hair, Rounding(to=Decimal(1), direction="up", nothing_below=None, basis=(), note=None)
        )
        == 1
    )
