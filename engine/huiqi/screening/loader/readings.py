"""What a cell says, as its columns hold it: a number, two ends, that it does not apply.

A yes-or-no is a truth, an enum the place of its symbol, a day the days since 1970-01-01, an
industry its code, a text its normal form, a number counts its last place.  What no column holds is
left to the evaluator: the enterprise is decided apart.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from huiqi.language.types import Kind, Type
from huiqi.lowering.cell_columns import LARGEST_HELD
from huiqi.objects import dataclass
from huiqi.spelling import plain
from huiqi.truth import FALSE, TRUE
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value

#: The days before 1970-01-01, as Python counts them.
_EPOCH = date(1970, 1, 1).toordinal()

Held = int | str | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReading:
    """One cell; ``low`` and ``high`` are the same of what is known."""

    low: Held = None
    high: Held = None
    absent: bool = False
    apart: bool = False


NOTHING = HeldReading()
ABSENT = HeldReading(absent=True)
APART = HeldReading(apart=True)


def reading(value: Value | None, type_: Type, places: int) -> HeldReading:
    """A value as columns hold it."""
    if value is None:
        return NOTHING
    if value is NOT_APPLICABLE:
        return ABSENT
    if value is TRUE or value is FALSE:
        return HeldReading(low=value is TRUE, high=value is TRUE)
    if isinstance(value, Interval) and not value.optional:
        ends = [_counted(end, places) for end in (value.low, value.high)]
        low, high = ends
        if low is APART or high is APART:
            return APART
        return HeldReading(low=low, high=high)  # type: ignore[arg-type]
    if isinstance(value, Choice) and value.symbols is None and not value.optional:
        return NOTHING
    if isinstance(value, Choice) and value.known and value.symbols:
        (symbol,) = value.symbols
        held: Held = plain(symbol)
        if type_.enumeration is not None:
            held = type_.enumeration.symbols.index(symbol)
        elif type_.kind is Kind.INDUSTRY:
            held = symbol
        return HeldReading(low=held, high=held)
    return APART


def _counted(end: object, places: int) -> int | HeldReading | None:
    """A number in its last place, a day since the first; ``APART``: too fine, or too large."""
    if end is None:
        return None
    if isinstance(end, date):
        return end.toordinal() - _EPOCH
    assert isinstance(end, Decimal)
    count = end.scaleb(places)
    whole = int(count)
    return whole if whole == count and abs(whole) < LARGEST_HELD else APART


def in_last_place(end: Decimal | date | None, places: int) -> int | None:
    """A bound in the last place, the next whole one where it lies between two."""
    if isinstance(end, date):
        return end.toordinal() - _EPOCH
    return None if end is None else int(end.scaleb(places))


def decimals_of(value: Value | None) -> int:
    """How many decimals the ends of a value have."""
    if not isinstance(value, Interval):
        return 0
    return max(
        (
            -int(end.normalize().as_tuple().exponent)
            for end in value[:2]
            if isinstance(end, Decimal)
        ),
        default=0,
    )


def outward(low: int, high: int) -> tuple[int, int]:
    """What lies around both, at powers of ten: the same of tables that are alike."""
    if low > 0:
        return 10 ** (len(str(low)) - 1), _power(high)
    if high < 0:
        low, high = outward(-high, -low)
        return -high, -low
    return -_power(-low), _power(high)


def _power(number: int) -> int:
    return 10 ** len(str(number - 1)) if number > 1 else max(number, 0)
