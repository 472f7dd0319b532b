"""Dates on every small range of days around the ends of months, of leap years and the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest

from huiqi.evaluation import arithmetic, comparison
from huiqi.quantities import Span
from huiqi.values import NOT_APPLICABLE, Interval, exactly
from tests.evaluation.grids import SIGNS, agreed, ranges_with

DAYS = [
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2024, 1, 31),
    date(2024, 2, 28),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2025, 2, 28),
]
RANGES = ranges_with(DAYS)
#: What lies before and after every day there is; the two ends of a result that has no limit.
BEFORE, AFTER = "before", "after"
DAY = timedelta(days=1)


def _days(low: date, high: date) -> Iterator[date]:
    for number in range((high - low).days + 1):
        yield low + number * DAY


@cache
def days(value: Interval) -> tuple[date, ...]:
    """Every day of a range, and where it has no limit a few years more and the calendar's end."""
    low, high = value.low, value.high
    first = low if low is not None else (high or date(2024, 1, 1)) - 800 * DAY
    last = high if high is not None else (low or date(2024, 1, 1)) + 800 * DAY
    ends = ([date.min] if low is None else []) + ([date.max] if high is None else [])
    return (*_days(first, last), *ends)


def some_days(value: Interval) -> list[date]:
    """The days of a range on which a month, or the range, begins or ends, and their neighbours."""
    return [
        day for day in days(value) if day.day in (1, 2, 15, 27, 28, 29, 30, 31) or day in value[:2]
    ]


def later(day: date, span: Span) -> date | None:
    """The same day of the month so many months later, else the last there is."""
    if span.unit == "days":
        ordinal = day.toordinal() + span.amount
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    months = span.amount * (12 if span.unit == "years" else 1)
    year, month = day.year, day.month
    for _ in range(abs(months)):
        month += 1 if months > 0 else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    if not 1 <= year <= 9999:
        return None
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def _ends(found: list[date | None], beyond: str, value: Interval) -> tuple[Any, Any]:
    """The least and the last of the days moved; ``None``: without a limit."""
    inside = [day for day in found if day is not None]
    low: date | None = min(inside, default=date.max if beyond == AFTER else None)
    high: date | None = max(inside, default=date.min if beyond == BEFORE else None)
    outside = len(inside) < len(found)
    if value.low is None or (outside and beyond == BEFORE):
        low = None
    if value.high is None or (outside and beyond == AFTER):
        high = None
    return low, high


SPANS = [Span(amount, unit) for unit in ("days", "months", "years") for amount in (0, 1, 11, 12)]


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("span", SPANS, ids=lambda span: f"{span.amount}-{span.unit}")
def test_every_range_some_time_later_and_earlier(span: Span, sign: int) -> None:
    """The first and the last day that one of its days comes to; the 31st of a short month is its
    last day.
    """
    edges = [date.min, date.min + DAY, date(1, 2, 1), date(9999, 11, 30), date.max]
    step = Span(sign * span.amount, span.unit)
    for value in (*RANGES, *map(exactly, edges)):
        moved = [later(day, step) for day in some_days(value)]
        low, high = _ends(moved, AFTER if sign > 0 else BEFORE, value)
        found = arithmetic.shift(value, span, sign)
        assert found == Interval(low, high, value.optional), value
    assert arithmetic.shift(NOT_APPLICABLE, span, sign) is NOT_APPLICABLE


def _free(day: date, kind: str) -> bool:
    """Whether nobody works, by one of three calendars."""
    holiday = kind == "holidays" and (day.month, day.day) in ((1, 1), (2, 29), (5, 1), (12, 31))
    return kind != "none" and (day.isoweekday() > 5 or holiday)


def worked(day: date, number: int, sign: int, kind: str) -> date:
    """The day so many working days later or earlier."""
    while number:
        day += sign * DAY
        number -= not _free(day, kind)
    return day


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("number", [1, 5, 30])
def test_working_days_are_at_least_so_many_days(number: int, sign: int) -> None:
    """Whatever the holidays are; where there are none, the bound is reached, and the other way
    nothing is known.
    """
    for value in RANGES:
        found = arithmetic.shift(value, Span(number, "working_days"), sign)
        assert isinstance(found, Interval)
        assert found.optional == value.optional
        given = [day for day in some_days(value) if day not in (date.min, date.max)]
        for kind in ("none", "weekends", "holidays"):
            moved = [worked(day, number, sign, kind) for day in given]
            if sign > 0:
                assert found.high is None
                assert found.low is None or found.low <= min(moved)
                assert kind != "none" or found.low in (None, min(moved))
            else:
                assert found.low is None
                assert found.high is None or max(moved) <= found.high
                assert kind != "none" or found.high in (None, max(moved))
        assert (value.low if sign > 0 else value.high) is None or found[:2] != (None, None)


NUMBERS = ranges_with(map(Decimal, (-400, -1, 0, 2)))


@pytest.mark.parametrize("sign", [1, -1])
def test_every_range_a_range_of_days_later_and_earlier(sign: int) -> None:
    """Negative numbers of days go the other way."""
    few = ranges_with((date(2024, 2, 28), date(2024, 3, 1)))
    for value, number in product(few, NUMBERS):
        least, most = (number.low, number.high) if sign > 0 else (number.high, number.low)
        low = high = None
        if value.low is not None and least is not None:
            low = later(value.low, Span(sign * int(least), "days"))
        if value.high is not None and most is not None:
            high = later(value.high, Span(sign * int(most), "days"))
        expected = Interval(low, high, value.optional or number.optional)
        assert arithmetic.shift_days(value, number, sign) == expected, (value, number)
        if number.known and number.low is not None:
            span = Span(int(number.low), "days")
            assert arithmetic.shift_days(value, number, sign) == arithmetic.shift(value, span, sign)
    assert arithmetic.shift_days(NOT_APPLICABLE, exactly(Decimal(1)), sign) is NOT_APPLICABLE
    assert arithmetic.shift_days(exactly(DAYS[0]), NOT_APPLICABLE, sign) is NOT_APPLICABLE


@pytest.mark.parametrize("number", [-(10**18), -4 * 10**6, -1, 0, 1, 4 * 10**6, 10**18])
@pytest.mark.parametrize("sign", [1, -1])
def test_days_that_leave_the_calendar(number: int, sign: int) -> None:
    """Beyond its last day, or before its first: that much is known of both ends, and no more."""
    for day in (date.min, date(2024, 2, 29), date.max):
        moved = day.toordinal() + sign * number
        found = arithmetic.shift_days(exactly(day), exactly(Decimal(number)), sign)
        if moved < 1:
            assert found == Interval(None, date.min)
        elif moved > date.max.toordinal():
            assert found == Interval(date.max, None)
        else:
            assert found == exactly(date.fromordinal(moved))


def test_the_days_between_every_two() -> None:
    """From the last of one to the first of the other, and the other way round."""
    for end, start in product(RANGES, repeat=2):
        found = arithmetic.days_between(end, start)
        low = high = None
        if end.low is not None and start.high is not None:
            low = end.low.toordinal() - start.high.toordinal()
        if end.high is not None and start.low is not None:
            high = end.high.toordinal() - start.low.toordinal()
        assert found == Interval(low, high, end.optional or start.optional), (end, start)
    assert arithmetic.days_between(NOT_APPLICABLE, exactly(DAYS[0])) is NOT_APPLICABLE
    assert arithmetic.days_between(exactly(DAYS[0]), NOT_APPLICABLE) is NOT_APPLICABLE


@pytest.mark.parametrize("part", ["year", "month"])
def test_the_year_and_the_month_of_every_range(part: str) -> None:
    """A range over New Year may lie in any month from the first to the last."""
    for value in RANGES:
        parts = [getattr(day, part) for day in days(value)]
        low: int | None = min(parts)
        high: int | None = max(parts)
        if part == "year":
            low = None if value.low is None else low
            high = None if value.high is None else high
        found = arithmetic.part_of(value, part)
        assert found == Interval(low, high, value.optional), value
    assert arithmetic.part_of(NOT_APPLICABLE, part) is NOT_APPLICABLE


YEARS = ranges_with(map(Decimal, ("-1", "0", "1", "2023", "2024", "2024.5", "9999", "10000")))


@pytest.mark.parametrize(("month", "day"), [(1, 1), (2, 28), (12, 31)])
def test_a_day_of_every_range_of_years(month: int, day: int) -> None:
    """A figure that is no whole year lies in one; what no calendar has, lies beyond it."""
    for value in YEARS:
        low, high = (None if end is None else int(Fraction(end) // 1) for end in value[:2])
        since: date | None = None
        until: date | None = None
        if low is not None and low >= 1:
            since = date(low, month, day) if low <= 9999 else date.max
        if high is not None and high <= 9999:
            until = date(high, month, day) if high >= 1 else date.min
        found = arithmetic.date_of(value, month, day)
        assert found == Interval(since, until, value.optional), value
    assert arithmetic.date_of(NOT_APPLICABLE, month, day) is NOT_APPLICABLE


@pytest.mark.parametrize("sign", SIGNS)
def test_every_two_ranges_of_days_compared(sign: str) -> None:
    """As all their days say."""
    few = ranges_with((date(2024, 2, 28), date(2024, 2, 29)))
    for left, right in product(few, repeat=2):
        answers = {SIGNS[sign](a, b) for a, b in product(some_days(left), some_days(right))}
        expected = agreed([*answers, False] if left.optional or right.optional else answers)
        assert comparison.compare(sign, left, right) is expected, (left, right)
