"""What is asked of days, counted since 1970-01-01, as SQL.

A day beyond the years 1 to 9999 is not known, as in the calendar of Python.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from sqlglot import exp

from huiqi.lowering.day_numbers import FIRST_DAY, FIRST_YEAR, LAST_DAY, LAST_YEAR, day_number

#: Months are counted from January of the year 0.
_FIRST_MONTH, _LAST_MONTH = FIRST_YEAR * 12, LAST_YEAR * 12 + 11


def part_of_day(day: exp.Expr, bounds: tuple[int, int], part: str) -> exp.Expr:
    """The ``YEAR`` or ``MONTH`` of a day that lies between the bounds."""
    # PostgreSQL gives a NUMERIC.
    found = _number(exp.Extract(this=exp.var(part), expression=_date(day)))
    return _within(day, bounds, (FIRST_DAY, LAST_DAY), found)


def months_later(day: exp.Expr, bounds: tuple[int, int], months: int) -> exp.Expr:
    """A day so many months later; the last day of the month where that is shorter."""
    first = max(_FIRST_MONTH, _FIRST_MONTH - months)
    last = min(_LAST_MONTH, _LAST_MONTH - months)
    if first > last:
        return exp.cast(exp.null(), "BIGINT")
    moved = exp.DateAdd(
        this=_date(day), expression=exp.Literal.number(months), unit=exp.var("MONTH")
    )
    found = exp.UnixDate(this=exp.Cast(this=moved, to=exp.DataType.build("DATE")))
    ends = (_day_of_month(first, last_day=False), _day_of_month(last, last_day=True))
    return _within(day, bounds, ends, _number(found))


def day_in(year: exp.Expr, bounds: tuple[int, int], month: int, day: int) -> exp.Expr:
    """A day of a year; where the month is shorter, so many days after it began."""
    parts = [_whole(year.copy()), exp.Literal.number(month), exp.Literal.number(1)]
    began = _number(exp.UnixDate(this=exp.Anonymous(this="MAKE_DATE", expressions=parts)))
    found = exp.Add(this=began, expression=exp.Literal.number(day - 1)) if day > 1 else began
    return _within(year, bounds, (FIRST_YEAR, LAST_YEAR), found)


def _day_of_month(months: int, *, last_day: bool) -> int:
    year, month = divmod(months, 12)
    day = monthrange(year, month + 1)[1] if last_day else 1
    return day_number(date(year, month + 1, day))


def _date(day: exp.Expr) -> exp.Expr:
    epoch = exp.Cast(this=exp.Literal.string("1970-01-01"), to=exp.DataType.build("DATE"))
    return exp.Paren(this=exp.Add(this=epoch, expression=_whole(day.copy())))


def _whole(node: exp.Expr) -> exp.Expr:
    """As days are added, and years made into dates: 32 bits."""
    return exp.Cast(this=node, to=exp.DataType.build("INT"))


def _number(node: exp.Expr) -> exp.Expr:
    return exp.Cast(this=node, to=exp.DataType.build("BIGINT"))


def _within(
    node: exp.Expr, bounds: tuple[int, int], ends: tuple[int, int], found: exp.Expr
) -> exp.Expr:
    """Only where the node lies between the ends, which its bounds may tell already."""
    if ends[0] <= bounds[0] and bounds[1] <= ends[1]:
        return found
    low, high = (exp.Literal.number(end) for end in ends)
    inside = exp.Between(this=node, low=low, high=high)
    return exp.Case(ifs=[exp.If(this=inside, true=found)])
