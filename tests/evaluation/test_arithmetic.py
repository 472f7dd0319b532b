"""Arithmetic over ranges holds every possible result, and is exact where all is known."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.evaluation import arithmetic
from huiqi.quantities import Span
from huiqi.values import NOT_APPLICABLE, Interval, exactly, hull, intersects
from tests.evaluation.ranges import at, holds, inside, ranges

EXACT: dict[str, tuple[Callable[..., Any], Callable[[Fraction, Fraction], Fraction]]] = {
    "add": (arithmetic.add, lambda a, b: a + b),
    "subtract": (arithmetic.subtract, lambda a, b: a - b),
    "multiply": (arithmetic.multiply, lambda a, b: a * b),
    "least": (lambda a, b: arithmetic.extreme(True, (a, b)), min),
    "greatest": (lambda a, b: arithmetic.extreme(False, (a, b)), max),
}


@pytest.mark.parametrize("name", EXACT)
@given(data=st.data())
def test_the_result_holds_every_possible_result(name: str, data: Any) -> None:
    """Whatever points of the operands are drawn, their exact result lies in the range."""
    over_ranges, over_points = EXACT[name]
    left, right = data.draw(ranges()), data.draw(ranges())
    a, b = data.draw(inside(left)), data.draw(inside(right))
    assert holds(over_ranges(left, right), over_points(a, b))


@pytest.mark.parametrize("name", EXACT)
@given(data=st.data())
def test_both_ends_are_reached(name: str, data: Any) -> None:
    """The range is no wider than the results at the operands' corners make it."""
    over_ranges, over_points = EXACT[name]
    left, right = data.draw(ranges()), data.draw(ranges())
    if None in (left.low, left.high, right.low, right.high):
        return
    corners = [over_points(Fraction(a), Fraction(b)) for a in left[:2] for b in right[:2]]
    found = over_ranges(left, right)
    assert (Fraction(found.low), Fraction(found.high)) == (min(corners), max(corners))


@given(data=st.data())
def test_division_holds_every_quotient(data: Any) -> None:
    """Where the divisor may not be positive nothing is claimed; else every quotient is held."""
    left, right = data.draw(ranges()), data.draw(ranges())
    a, b = data.draw(inside(left)), data.draw(inside(right))
    found = arithmetic.divide(left, right)
    if right.low is None or right.low <= 0:
        assert (found.low, found.high) == (None, None)  # type: ignore[union-attr]
    else:
        assert holds(found, a / b)


@given(data=st.data(), places=st.integers(0, 4))
def test_rounding_holds_and_is_half_up(data: Any, places: int) -> None:
    """Half away from zero, checked against whole-number arithmetic."""
    interval = data.draw(ranges())
    point = data.draw(inside(interval))
    scaled = abs(point) * 10**places
    whole = math.floor(scaled + Fraction(1, 2))
    rounded = Fraction(whole if point >= 0 else -whole, 10**places)
    assert holds(arithmetic.round_to(interval, places), rounded)
    assert holds(arithmetic.floor_of(interval), Fraction(math.floor(point)))


@pytest.mark.parametrize(
    ("written", "places", "rounded"),
    [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.125", 2, "0.13"), ("2.4", 0, "2"),
     ("1.005", 2, "1.01")],
)  # fmt: skip
def test_half_up(written: str, places: int, rounded: str) -> None:
    """As accountants round; a binary float would get 1.005 wrong."""
    assert arithmetic.round_to(at(written), places) == at(rounded)


def test_a_third_is_exact_until_it_is_rounded() -> None:
    """1/3 × 3 is 1, and 2/3 of a cent rounds once only."""
    third = arithmetic.divide(at(1), at(3))
    assert arithmetic.multiply(third, at(3)) == exactly(Fraction(1))
    assert arithmetic.round_to(arithmetic.multiply(third, at(2)), 2) == at("0.67")


def test_not_applicable_passes_through_and_is_left_out() -> None:
    """A sum with it does not apply; a minimum takes the others."""
    one = at(1)
    for operation in (arithmetic.add, arithmetic.subtract, arithmetic.multiply, arithmetic.divide):
        assert operation(one, NOT_APPLICABLE) is NOT_APPLICABLE
        assert operation(NOT_APPLICABLE, one) is NOT_APPLICABLE
    assert arithmetic.extreme(True, (NOT_APPLICABLE, one)) == one
    assert arithmetic.extreme(True, ()) is NOT_APPLICABLE


def test_what_may_not_apply_widens_a_minimum() -> None:
    """min(3?, 5) is 3, or 5 where the 3 turns out not to apply."""
    maybe = Interval(Decimal(3), Decimal(3), True)
    assert arithmetic.extreme(True, (maybe, at(5))) == Interval(Decimal(3), Decimal(5))
    assert arithmetic.extreme(True, (maybe, maybe)) == maybe


def test_dates() -> None:
    """Days, months and years of the calendar; working days only as a bound."""
    day = exactly(date(2024, 2, 29))
    assert arithmetic.shift(day, Span(1, "years"), 1) == exactly(date(2025, 2, 28))
    assert arithmetic.shift(day, Span(1, "months"), -1) == exactly(date(2024, 1, 29))
    assert arithmetic.shift(day, Span(30, "days"), 1) == exactly(date(2024, 3, 30))
    worked = arithmetic.shift(day, Span(5, "working_days"), 1)
    assert worked == Interval(date(2024, 3, 5), None)
    assert arithmetic.days_between(exactly(date(2024, 3, 1)), day) == at(1)
    span = Interval(date(2022, 11, 1), date(2023, 2, 1))
    assert arithmetic.part_of(span, "year") == Interval(Decimal(2022), Decimal(2023))
    assert arithmetic.part_of(span, "month") == Interval(Decimal(1), Decimal(12))


@given(data=st.data())
def test_hull_and_intersection(data: Any) -> None:
    """The hull leaves each of its parts possible; ranges that share a point intersect."""
    left, right = data.draw(ranges()), data.draw(ranges())
    merged = hull((left, right))
    point = data.draw(inside(left))
    assert holds(merged, point)
    if holds(right, point):
        assert intersects(left, right)
    assert intersects(left, merged)
    assert not intersects(at(1), at(2))


def test_shifting_beyond_the_calendar_is_unbounded() -> None:
    """No error at the calendar's ends: what passes one lies beyond it, and no more is known."""
    first, last = date.min, date.max
    assert arithmetic.shift(exactly(last), Span(1, "days"), 1) == Interval(last, None)
    assert arithmetic.shift(exactly(first), Span(1, "years"), -1) == Interval(None, first)
    assert arithmetic.shift(exactly(last), Span(5, "working_days"), 1) == Interval(last, None)
    assert arithmetic.shift(Interval(first, last), Span(1, "days"), 1) == Interval(
        date(1, 1, 2), None
    )
    assert arithmetic.date_of(exactly(Decimal(10000)), 1, 1) == Interval(last, None)
    assert arithmetic.date_of(exactly(Decimal(0)), 1, 1) == Interval(None, first)
    assert arithmetic.date_of(exactly(Decimal("2020.5")), 1, 1) == exactly(date(2020, 1, 1))


def test_rounding_keeps_every_digit_of_large_numbers() -> None:
    """However large: a product of many facts is no error."""
    large = Decimal("1E+119")
    assert arithmetic.round_to(exactly(large), 2) == exactly(large)
    assert arithmetic.floor_of(exactly(large)) == exactly(large)
    third = Fraction(10**120 + 2, 3)
    assert arithmetic.round_to(exactly(third), 2) == exactly(Decimal((10**120 + 2) // 3))
