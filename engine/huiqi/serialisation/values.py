"""Values of facts, as JSON: what is not settled is told as what it can still be."""

from decimal import Decimal
from fractions import Fraction
from typing import TypedDict

from huiqi.quantities import Number, round_half_up
from huiqi.serialisation.meanings import Yuan
from huiqi.truth import Truth
from huiqi.values import Choice, Interval, NotApplicable, Point, Record, Records, Value


class BoundsForm(TypedDict):
    """A number or day of which only bounds are known; ``null``: none on that side."""

    low: str | None
    high: str | None


class PossibleForm(TypedDict):
    """A symbol that is not settled: those still possible; ``null``: any."""

    possible: list[str] | None


#: A number (in the unit of its fact: yuan, a ratio such as 0.03, pieces), a day, a symbol, true,
#: false, unknown, or not_applicable.
PlainForm = str | BoundsForm | PossibleForm
#: The fields of a record by id.
RecordForm = dict[str, PlainForm]


class RecordsForm(TypedDict):
    """A list; ``complete``: there are no other entries."""

    complete: bool
    items: list[RecordForm]


ValueForm = PlainForm | RecordsForm | RecordForm


def value_json(value: Value) -> ValueForm:
    """A value; an open one as its bounds or its possible symbols."""
    if isinstance(value, Records):
        return {"complete": value.complete, "items": [record_json(item) for item in value.items]}
    if isinstance(value, Record):
        return record_json(value)
    return _plain(value)


def record_json(record: Record) -> RecordForm:
    """What is known of the fields of a record."""
    found: RecordForm = {}
    for name, value in record.fields.items():
        assert not isinstance(value, Record | Records)
        found[name] = _plain(value)
    return found


def _plain(value: Interval | Choice | Truth | NotApplicable) -> PlainForm:
    if isinstance(value, NotApplicable):
        return "not_applicable"
    if isinstance(value, Interval):
        if value.known:
            return str(point_json(value.low))
        return {"low": point_json(value.low), "high": point_json(value.high)}
    if isinstance(value, Choice):
        symbols = sorted(value.symbols) if value.symbols is not None else None
        return symbols[0] if value.known and symbols else {"possible": symbols}
    return value.value


def point_json(point: Point | None) -> str | None:
    """An end of a range."""
    if point is None:
        return None
    if isinstance(point, Fraction):
        # A quotient that does not end: its rounding is only shown, never computed with.
        point = round_half_up(point, 12)
    return f"{point:f}" if isinstance(point, Decimal) else str(point)


def yuan_json(amount: Number | None) -> Yuan | None:
    """An amount as a decimal string; ``None`` where none is known."""
    return None if amount is None else f"{round_half_up(amount, 2):f}"
