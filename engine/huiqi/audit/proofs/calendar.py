"""Days as numbers: the calendar in whole-number arithmetic.

A day is its proleptic Gregorian ordinal (1 is 0001-01-01).  Formulas count from 1 March 1900 and
are exact until 28 February 2100: between these every fourth year is a leap year.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from huiqi import quantities
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.terms import Arithmetical
from huiqi.quantities import Span
from huiqi.rulebook.points import WrittenPoint

_START = date(1900, 3, 1).toordinal()
#: The days an enterprise of a proof may name: shifted by twenty years they stay in the calendar.
FIRST, LAST = date(1949, 1, 1).toordinal(), date(2079, 12, 31).toordinal()
#: The years whose days formulas can name.
FIRST_YEAR, LAST_YEAR = 1901, 2099
#: How far a day that is not known may be shifted and still be exact.
_FURTHEST = {"years": 20, "months": 240, "days": 7305}
_CYCLE = 1461


def ordinal(day: date) -> Fraction:
    """The number of a day."""
    return Fraction(day.toordinal())


def point(value: WrittenPoint) -> Fraction:
    """A number or a day, as the number that stands for it."""
    return ordinal(value) if isinstance(value, date) else Fraction(value)


def _day(number: Fraction) -> date:
    return date.fromordinal(int(number))


def names_day(day: Arithmetical) -> bool:
    """Whether a number can be that of a day: any unknown one, of those known the calendar's."""
    return not isinstance(day, Fraction) or 1 <= day <= date.max.toordinal()


def _march(day: Arithmetical) -> tuple[Arithmetical, Arithmetical, Arithmetical]:
    """Months since March 1900, the month counted from March (0 to 11), and the day of it."""
    since = terms.plus(day, Fraction(-_START))
    cycle, rest = terms.divided(since, _CYCLE), terms.remainder(since, _CYCLE)
    # 29 February is the last day of its cycle, and belongs to the fourth year.
    year = terms.divided(rest, 365)
    year = terms.pick_number(terms.not_above(Fraction(4), year), Fraction(3), year)
    days = terms.plus(rest, terms.times(Fraction(-365), year))
    month = terms.divided(terms.plus(terms.times(Fraction(5), days), Fraction(2)), 153)
    of_month = terms.plus(terms.plus(days, terms.minus(_before(month))), Fraction(1))
    years = terms.plus(terms.times(Fraction(4), cycle), year)
    return terms.plus(terms.times(Fraction(12), years), month), month, of_month


def _before(month: Arithmetical) -> Arithmetical:
    """Days from 1 March to the first of a month counted from March."""
    return terms.divided(terms.plus(terms.times(Fraction(153), month), Fraction(2)), 5)


def _date(months: Arithmetical, of_month: Arithmetical) -> Arithmetical:
    """The day of a month counted from March 1900; past its end, the last one."""
    year, month = terms.divided(months, 12), terms.remainder(months, 12)
    leap = terms.same(terms.remainder(year, 4), Fraction(3))
    february = terms.pick_number(leap, Fraction(29), Fraction(28))
    following = terms.plus(_before(terms.plus(month, Fraction(1))), terms.minus(_before(month)))
    length = terms.pick_number(terms.same(month, Fraction(11)), february, following)
    kept = terms.pick_number(terms.not_above(of_month, length), of_month, length)
    days = terms.plus(terms.times(Fraction(365), year), terms.divided(year, 4))
    start = terms.plus(days, _before(month))
    return terms.plus(start, terms.plus(kept, Fraction(_START - 1)))


def calendar_year(day: Arithmetical) -> Arithmetical:
    """The calendar year of a day."""
    if isinstance(day, Fraction):
        return Fraction(_day(day).year)
    months, _, _ = _march(day)
    return terms.divided(terms.plus(months, Fraction(1900 * 12 + 2)), 12)


def month_of(day: Arithmetical) -> Arithmetical:
    """The calendar month of a day, 1 to 12."""
    if isinstance(day, Fraction):
        return Fraction(_day(day).month)
    _, month, _ = _march(day)
    late = terms.not_above(Fraction(10), month)
    return terms.plus(month, terms.pick_number(late, Fraction(-9), Fraction(3)))


def date_in(year: Arithmetical, month: int, day: int) -> Arithmetical:
    """The day in a year."""
    if isinstance(year, Fraction):
        return ordinal(date(int(year), month, 1)) + day - 1
    months = terms.plus(terms.times(Fraction(12), year), Fraction(month - 3 - 1900 * 12))
    return _date(terms.whole(months), Fraction(day))


def shifted(day: Arithmetical, span: Span, sign: int) -> Arithmetical | None:
    """A span later (``sign`` 1) or earlier; ``None`` for working days and past the calendar."""
    if span.unit == "working_days" or not names_day(day):
        return None
    if isinstance(day, Fraction):
        found = quantities.shift_date(_day(day), span, sign)
        return None if found is None else ordinal(found)
    if span.amount > _FURTHEST[span.unit]:
        return None
    if span.unit == "days":
        return terms.plus(day, Fraction(sign * span.amount))
    months, _, of_month = _march(day)
    moved = sign * span.amount * (12 if span.unit == "years" else 1)
    return _date(terms.plus(months, Fraction(moved)), of_month)
