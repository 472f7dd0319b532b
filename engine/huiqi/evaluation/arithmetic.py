"""Exact arithmetic over ranges: the result holds every value that some completion could give.

Source: R. E. Moore, *Interval Analysis* (1966), with exact ends.  Not applicable passes through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from huiqi import quantities
from huiqi.quantities import Number, Span
from huiqi.values import NOT_APPLICABLE, Interval, NotApplicable, Point, exactly, hull, precedes

Numeric = Interval | NotApplicable
ZERO = Decimal(0)
From = TypeVar("From")
To = TypeVar("To")


def add(left: Numeric, right: Numeric) -> Numeric:
    """The sum of two numbers.

    Here and below, what is known exactly (both ends are one object) is worked out once.
    """
    if left is NOT_APPLICABLE or right is NOT_APPLICABLE:
        return NOT_APPLICABLE
    low = _both(quantities.exact_sum, left.low, right.low)
    if left.low is left.high and right.low is right.high:
        high = low
    else:
        high = _both(quantities.exact_sum, left.high, right.high)
    return Interval(low, high, left.optional or right.optional)


def negate(operand: Numeric) -> Numeric:
    """The number with the contrary sign."""
    if operand is NOT_APPLICABLE:
        return NOT_APPLICABLE
    low, high = operand.low, operand.high
    least = None if high is None else _minus(high)
    most = least if low is high else None if low is None else _minus(low)
    return Interval(least, most, operand.optional)


def subtract(left: Numeric, right: Numeric) -> Numeric:
    """The difference of two numbers."""
    return add(left, negate(right))


def multiply(left: Numeric, right: Numeric) -> Numeric:
    """The product; an unbounded end times zero is zero."""
    if left is NOT_APPLICABLE or right is NOT_APPLICABLE:
        return NOT_APPLICABLE
    optional = left.optional or right.optional
    one, other = left.low, right.low
    if one is left.high and other is right.high and one is not None and other is not None:
        point = quantities.exact_product(one, other)
        return Interval(point, point, optional)
    corners = [
        _corner(a, a_sign, b, b_sign)
        for a, a_sign in ((left.low, -1), (left.high, 1))
        for b, b_sign in ((right.low, -1), (right.high, 1))
    ]
    return Interval(_end(corners, -1), _end(corners, 1), optional)


def divide(left: Numeric, right: Numeric) -> Numeric:
    """The exact quotient; unknown where the divisor may not be positive: of nothing, and of less
    than nothing, there is no share.
    """
    if left is NOT_APPLICABLE or right is NOT_APPLICABLE:
        return NOT_APPLICABLE
    if right.low is None or right.low <= 0:
        return Interval(None, None, left.optional or right.optional)
    most = quantities.exact_quotient(Decimal(1), right.low)
    if right.high is right.low:
        least: Number = most
    else:
        least = ZERO if right.high is None else quantities.exact_quotient(Decimal(1), right.high)
    return multiply(left, Interval(least, most, right.optional))


def extreme(is_least: bool, operands: Iterable[Numeric]) -> Numeric:
    """The least or the greatest of what applies; not applicable if nothing does."""
    result: Numeric = NOT_APPLICABLE
    for operand in operands:
        if operand is NOT_APPLICABLE:
            continue
        if result is NOT_APPLICABLE:
            result = operand
            continue
        with_it = _pick(is_least, result, operand)
        if not operand.optional and not result.optional:
            result = with_it
            continue
        possible: list[Interval] = [with_it]
        # What may not apply leaves the other alone.
        if operand.optional:
            possible.append(result)
        if result.optional:
            possible.append(operand)
        merged = hull(possible)
        assert isinstance(merged, Interval)
        result = merged._replace(optional=result.optional and operand.optional)
    return result


def _pick(is_least: bool, left: Interval, right: Interval) -> Interval:
    ends: list[Point | None] = []
    for a, b, unbounded_wins in (
        (left.low, right.low, is_least),
        (left.high, right.high, not is_least),
    ):
        if a is None or b is None:
            ends.append(
                None if unbounded_wins or (a is None and b is None) else (a if b is None else b)
            )
        else:
            ends.append(b if (precedes(b, a) if is_least else precedes(a, b)) else a)
    return Interval(ends[0], ends[1])


def round_to(operand: Numeric, places: int) -> Numeric:
    """Half up to ``places`` decimals; rounding keeps the order, so the ends suffice."""
    return _each(operand, lambda point: quantities.round_half_up(point, places))


def floor_of(operand: Numeric) -> Numeric:
    """The whole number not above."""
    return _each(operand, quantities.round_down)


def shift(day: Numeric, span: Span, sign: int) -> Numeric:
    """A date some time later (``sign`` 1) or earlier (-1).

    Working days need the holiday calendar: n of them later is at least n days later, and no
    bound the other way is known.
    """
    if day is NOT_APPLICABLE:
        return NOT_APPLICABLE
    if span.unit == "working_days":
        calendar_days = exactly(Decimal(span.amount))
        moved = shift_days(day, calendar_days, sign)
        assert isinstance(moved, Interval)
        return moved._replace(high=None) if sign > 0 else moved._replace(low=None)
    low, high = (None if end is None else quantities.shift_date(end, span, sign) for end in day[:2])
    return _in_calendar(day, low, high, sign * span.amount > 0)


def shift_days(day: Numeric, days: Numeric, sign: int) -> Numeric:
    """A date so many days later (``sign`` 1) or earlier (-1); unbounded outside the calendar."""
    if day is NOT_APPLICABLE or days is NOT_APPLICABLE:
        return NOT_APPLICABLE
    least, most = (days.low, days.high) if sign > 0 else (days.high, days.low)
    ends: list[date | None] = []
    for end, number, beyond in ((day.low, least, date.min), (day.high, most, date.max)):
        if end is None or number is None:
            ends.append(None)
            continue
        moved = _moved(end, number, sign)
        # What passes the calendar's end on its own side is not bounded there.
        past = date.max if sign * number > 0 else date.min
        ends.append(moved if moved is not None else None if past == beyond else past)
    return Interval(ends[0], ends[1], day.optional or days.optional)


def _in_calendar(given: Interval, low: date | None, high: date | None, later: bool) -> Interval:
    """A range of days moved: what passes the end of the calendar is beyond it, and no more is
    known.
    """
    if later and low is None and given.low is not None:
        low = date.max
    if not later and high is None and given.high is not None:
        high = date.min
    return Interval(low, high, given.optional)


def days_between(later: Numeric, earlier: Numeric) -> Numeric:
    """Calendar days from one date to another."""
    if later is NOT_APPLICABLE or earlier is NOT_APPLICABLE:
        return NOT_APPLICABLE
    return Interval(
        _both(_days, later.low, earlier.high),
        _both(_days, later.high, earlier.low),
        later.optional or earlier.optional,
    )


def date_of(year: Numeric, month: int, day: int) -> Numeric:
    """The date in a year (the one it falls in); beyond the calendar no more is known."""
    if year is NOT_APPLICABLE:
        return NOT_APPLICABLE
    low, high = (None if end is None else int(quantities.round_down(end)) for end in year[:2])
    since = None if low is None or low < 1 else _date(min(low, 9999), month, day)
    until = None if high is None or high > 9999 else _date(max(high, 1), month, day)
    if low is not None and low > 9999:
        since = date.max
    if high is not None and high < 1:
        until = date.min
    return Interval(since, until, year.optional)


def part_of(operand: Numeric, part: str) -> Numeric:
    """The year of a date; the month, known only when the whole range lies in one year."""
    if operand is NOT_APPLICABLE:
        return NOT_APPLICABLE
    low, high = operand.low, operand.high
    if part == "month" and (low is None or high is None or low.year != high.year):
        return Interval(Decimal(1), Decimal(12), operand.optional)
    return _each(operand, lambda point: Decimal(getattr(point, part)))


def _each(operand: Numeric, function: Callable[[Number], Point]) -> Numeric:
    if operand is NOT_APPLICABLE:
        return NOT_APPLICABLE
    low = None if operand.low is None else function(operand.low)
    if operand.high is operand.low:
        return Interval(low, low, operand.optional)
    high = None if operand.high is None else function(operand.high)
    return Interval(low, high, operand.optional)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        # 29 February of a common year is the day after the 28th.
        return quantities.shift_date(date(year, month, 1), Span(day - 1, "days"))


def _days(later: date, earlier: date) -> Decimal:
    return Decimal((later - earlier).days)


def _moved(day: date, days: Decimal, sign: int) -> date | None:
    try:
        return day + sign * timedelta(days=int(days))
    except OverflowError:
        return None


def _minus(point: Number) -> Number:
    return point.copy_negate() if isinstance(point, Decimal) and point else -point


def _both(function: Callable[[From, From], To], left: From | None, right: From | None) -> To | None:
    return None if left is None or right is None else function(left, right)


def _corner(a: Number | None, a_sign: int, b: Number | None, b_sign: int) -> Number | int:
    """A corner of the product: a number, or the sign of an infinite one as an ``int``."""
    if a is not None and b is not None:
        return quantities.exact_product(a, b)
    if ZERO in (a, b):
        return ZERO
    left = a_sign if a is None else (1 if a > 0 else -1)
    right = b_sign if b is None else (1 if b > 0 else -1)
    return left * right


def _end(corners: list[Number | int], sign: int) -> Number | None:
    if any(type(corner) is int and corner == sign for corner in corners):
        return None
    finite = [corner for corner in corners if not isinstance(corner, int)]
    if not finite:
        return None
    return min(finite) if sign < 0 else max(finite)
