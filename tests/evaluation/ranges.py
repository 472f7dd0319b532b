"""Random ranges with points inside them, for the laws of arithmetic and comparison."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from huiqi.values import Interval

POINTS = st.decimals(min_value=-1000, max_value=1000, places=2)


@st.composite
def ranges(draw: Any, low: int = -1000, optional: bool = False) -> Interval:
    """A range, perhaps open at an end, perhaps a single point."""
    ends = sorted(draw(st.lists(POINTS.filter(lambda p: p >= low), min_size=2, max_size=2)))
    shape = draw(st.sampled_from(["point", "closed", "closed", "below", "above", "open"]))
    maybe = optional and draw(st.booleans())
    if shape == "point":
        return Interval(ends[0], ends[0], maybe)
    bottom = None if shape in ("below", "open") else ends[0]
    top = None if shape in ("above", "open") else ends[1]
    return Interval(bottom, top, maybe)


@st.composite
def inside(draw: Any, interval: Interval) -> Fraction:
    """A point of a range: an end, the middle, or far out where it is open."""
    low, high = interval.low, interval.high
    reach: Fraction = draw(st.sampled_from([Fraction(0), Fraction(1), Fraction(10**9)]))
    if low is None and high is None:
        return Fraction(draw(st.integers(-(10**9), 10**9)), 7)
    if low is None:
        return Fraction(high) - reach
    if high is None:
        return Fraction(low) + reach
    share: Fraction = draw(st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1)]))
    return Fraction(low) + (Fraction(high) - Fraction(low)) * share


def holds(interval: Any, point: Fraction) -> bool:
    """Whether a result leaves a point possible."""
    return (interval.low is None or Fraction(interval.low) <= point) and (
        interval.high is None or point <= Fraction(interval.high)
    )


def at(number: int | str) -> Interval:
    """The range of one number."""
    return Interval(Decimal(number), Decimal(number))
