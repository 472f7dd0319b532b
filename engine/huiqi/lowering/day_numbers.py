"""Days counted since 1970-01-01, as the calendar has them: the years 1 to 9999, no other."""

from __future__ import annotations

from datetime import date, timedelta

from huiqi.quantities import Span, shift_date

_EPOCH = date(1970, 1, 1)
#: Its ordinal in Python.
EPOCH = _EPOCH.toordinal()
FIRST_YEAR, LAST_YEAR = date.min.year, date.max.year
FIRST_DAY = (date.min - _EPOCH).days
LAST_DAY = (date.max - _EPOCH).days


def day_number(day: date) -> int:
    """The days since 1970-01-01."""
    return (day - _EPOCH).days


def day_of_number(number: int) -> date | None:
    """The day of a number."""
    return _EPOCH + timedelta(days=number) if FIRST_DAY <= number <= LAST_DAY else None


def months_moved(number: int, months: int) -> int | None:
    """The day so many months later, the last of a month that is shorter."""
    day = day_of_number(number)
    found = None if day is None else shift_date(day, Span(months, "months"))
    return None if found is None else day_number(found)


def day_of_year(year: int, month: int, day: int) -> int | None:
    """A day of a year: 29 February of a common year is the day after the 28th."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return day_number(date(year, month, 1)) + day - 1
