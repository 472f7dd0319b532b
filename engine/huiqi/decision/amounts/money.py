"""Ranges of money: never below zero, limited, rounded and added.  All amounts are yuan."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from huiqi.evaluation import arithmetic
from huiqi.rulebook.measure import Rounding
from huiqi.values import NOT_APPLICABLE, Interval, Value, exactly

ZERO = exactly(Decimal(0))


def number(value: Value) -> arithmetic.Numeric:
    """The value as a number; the checker let no other kind through."""
    assert isinstance(value, Interval) or value is NOT_APPLICABLE
    return value


def positive(value: arithmetic.Numeric) -> Interval:
    """Never below zero; what does not apply, or may not, pays nothing."""
    if value is NOT_APPLICABLE:
        return ZERO
    low, high, optional = value
    if low is not None and low > 0 and not optional:
        return value
    if high is not None and high < 0:
        high = Decimal(0)
    return Interval(Decimal(0), high)


def smaller(left: Interval, right: Interval) -> Interval:
    """The smaller of two."""
    return positive(arithmetic.extreme(True, (left, right)))


def larger(left: Interval, right: Interval) -> Interval:
    """The larger of two."""
    return positive(arithmetic.extreme(False, (left, right)))


def total(values: Iterable[Interval]) -> Interval:
    """The sum."""
    result: Interval | None = None
    for value in values:
        result = positive(value if result is None else arithmetic.add(result, value))
    return ZERO if result is None else result


def possibly(value: Interval) -> Interval:
    """What may also turn out to be nothing."""
    return Interval(ZERO.low, value.high)


def rounded(value: Interval, rule: Rounding) -> Interval:
    """Rounded as the rule says.  Rounding keeps the order, so the two ends suffice."""
    low, high = (None if end is None else round_point(end, rule) for end in value[:2])
    return Interval(low, high)


def round_point(point: Decimal | Fraction, rule: Rounding) -> Decimal:
    """One amount rounded to whole units of the rule; below its minimum nothing is paid."""
    if rule.nothing_below is not None and point < rule.nothing_below:
        return Decimal(0)
    units = Fraction(point) / Fraction(rule.to)
    return _whole(units, rule.direction) * rule.to


def _whole(units: Fraction, direction: str) -> Decimal:
    # A quotient of integers is rounded as an integer: no digit is lost on the way.
    floor, rest = divmod(units.numerator, units.denominator)
    up = {
        "down": False,
        "up": rest > 0,
        "half_up": 2 * rest >= units.denominator,
    }[direction]
    return Decimal(floor + 1 if up else floor)
