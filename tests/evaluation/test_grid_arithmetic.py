"""Arithmetic on every pair of small ranges: no result is left out, and every end is reached."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from huiqi.evaluation import arithmetic
from huiqi.values import NOT_APPLICABLE, Interval, exactly, hull, intersects
from tests.evaluation.grids import (
    EITHER,
    FEW,
    SMALL,
    every,
    passed_on,
    points,
    ranges_with,
    spanned,
)

PAIRS: dict[str, tuple[Callable[..., Any], Callable[[Fraction, Fraction], Fraction]]] = {
    "add": (arithmetic.add, lambda a, b: a + b),
    "subtract": (arithmetic.subtract, lambda a, b: a - b),
    "multiply": (arithmetic.multiply, lambda a, b: a * b),
}


@pytest.mark.parametrize("name", PAIRS)
def test_of_every_pair_the_range_of_all_results(name: str) -> None:
    """Negative, around zero, without an end, and where either may not apply."""
    over_ranges, over_points = PAIRS[name]
    for left, right in product(EITHER, repeat=2):
        expected = spanned(every(passed_on(over_points), left, right))
        assert over_ranges(left, right) == expected, (left, right)


def test_of_less_than_one_and_of_what_has_no_end_the_range_of_all_products() -> None:
    """The sign of what is nearer to zero than one."""
    small = ranges_with((Decimal("-0.5"), Decimal("0.5")))
    for left, right in product(small, repeat=2):
        expected = spanned(every(passed_on(lambda a, b: a * b), left, right))
        assert arithmetic.multiply(left, right) == expected, (left, right)


def test_of_every_range_its_contrary() -> None:
    """Its ends change places."""
    for operand in (*EITHER, *ranges_with((Fraction(-1, 3), Fraction(1, 3)))):
        expected = spanned(every(passed_on(lambda a: -a), operand, step=Fraction(1, 6)))
        assert arithmetic.negate(operand) == expected, operand
    # No digit is lost, and nothing is no less than nothing.
    long = Decimal("1." + "0" * 40 + "1")
    assert arithmetic.negate(exactly(long)) == exactly(-Fraction(long))
    assert str(arithmetic.negate(exactly(Decimal(0)))) == str(exactly(Decimal(0)))


def test_every_quotient() -> None:
    """The least range of all quotients where the divisor is sure to be positive, else anything:
    a share of nothing has no value, so any is left possible.
    """
    for left, right in product(EITHER, repeat=2):
        found = arithmetic.divide(left, right)
        if left is NOT_APPLICABLE or right is NOT_APPLICABLE:
            assert found is NOT_APPLICABLE
            continue
        optional = left.optional or right.optional
        if right.low is None or right.low <= 0:
            assert found == Interval(None, None, optional), (left, right)
            continue
        expected = spanned(every(passed_on(lambda a, b: a / b), left, right))
        assert isinstance(found, Interval)
        assert isinstance(expected, Interval)
        assert found.optional == optional
        for end, reached in zip(found[:2], expected[:2], strict=True):
            # Of an endless divisor the quotient comes as near to zero as you like.
            nearest = 0 if right.high is None and reached and abs(reached) < 1e-5 else reached
            assert end == nearest, (left, right)


def _extreme(choose: Callable[..., Fraction]) -> Callable[..., Any]:
    def chosen(*operands: Any) -> Any:
        applying = [operand for operand in operands if operand is not NOT_APPLICABLE]
        return choose(applying) if applying else NOT_APPLICABLE

    return chosen


@pytest.mark.parametrize("choose", [min, max])
def test_the_least_and_the_greatest_of_every_pair(choose: Callable[..., Fraction]) -> None:
    """What does not apply is left out, so what may not apply leaves the other alone."""
    for left, right in product(EITHER, repeat=2):
        expected = spanned(every(_extreme(choose), left, right))
        assert arithmetic.extreme(choose is min, (left, right)) == expected, (left, right)


@pytest.mark.parametrize("choose", [min, max])
def test_the_least_and_the_greatest_of_three(choose: Callable[..., Fraction]) -> None:
    """Each of the three may not apply."""
    for operands in product(FEW, repeat=3):
        expected = spanned(every(_extreme(choose), *operands, step=Fraction(2)))
        assert arithmetic.extreme(choose is min, operands) == expected, operands


ROUNDED = ranges_with(
    Decimal(end) for end in ("-1.5", "-1", "-0.505", "-0.5", "0", "0.005", "0.5", "0.995", "1.25")
)


def _half_away_from_zero(number: Fraction, places: int) -> Fraction:
    whole = math.floor(abs(number) * 10**places + Fraction(1, 2))
    return Fraction(whole if number >= 0 else -whole, 10**places)


@pytest.mark.parametrize("places", [0, 1, 2])
def test_every_rounding(places: int) -> None:
    """Both ends of what the points of the range are rounded to, halves and their neighbours."""
    for operand in ROUNDED:
        half_up = passed_on(lambda a: _half_away_from_zero(a, places))
        expected = spanned(every(half_up, operand, step=Fraction(1, 200)))
        assert arithmetic.round_to(operand, places) == expected, operand


def test_every_whole_number_below() -> None:
    """Also of what is negative."""
    for operand in ROUNDED:
        below = passed_on(lambda a: Fraction(math.floor(a)))
        expected = spanned(every(below, operand, step=Fraction(1, 200)))
        assert arithmetic.floor_of(operand) == expected, operand


def test_every_hull_and_whether_two_statements_can_both_be_right() -> None:
    """What is possible of either, and whether anything is possible of both."""
    for left, right in product(EITHER, repeat=2):
        either = set(points(left)) | set(points(right))
        assert hull((left, right)) == spanned(either), (left, right)
        both = bool(set(points(left)) & set(points(right)))
        assert intersects(left, right) is both, (left, right)


def test_every_grid_is_whole() -> None:
    """Five ends: ten ranges between two, five points, five open each way, one open both ways."""
    assert len(SMALL) == 2 * (10 + 5 + 5 + 5 + 1)
    assert len(set(SMALL)) == len(SMALL)
