"""What a value can be when not everything is known: a range, a set of possible symbols, a list.

A number or a date is an :class:`Interval`; an enum, an industry code or a text is a
:class:`Choice`; a yes-or-no is a :class:`~huiqi.truth.Truth`; a list is :class:`Records`.
``NOT_APPLICABLE`` is a value of its own: the enterprise has no such thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, NamedTuple

from huiqi.spelling import plain
from huiqi.truth import FALSE, TRUE, UNKNOWN, Truth

Point = Decimal | Fraction | date


class NotApplicable(Enum):
    """The type of :data:`NOT_APPLICABLE`."""

    VALUE = "not_applicable"

    def __repr__(self) -> str:
        return "NOT_APPLICABLE"


NOT_APPLICABLE = NotApplicable.VALUE


class Interval(NamedTuple):
    """Every value from ``low`` to ``high``, both included; ``None`` is unbounded.

    ``optional``: it may also turn out not to apply.
    """

    # Points of one interval are of one kind; comparing a date with a number is a checked error
    # of the rule, which no type here can express.
    low: Any
    high: Any
    optional: bool = False

    @property
    def known(self) -> bool:
        """Whether exactly one value is possible."""
        low, high, optional = self
        return low is not None and not optional and (low is high or low == high)


class Choice(NamedTuple):
    """The symbols still possible; ``None`` is any."""

    symbols: frozenset[str] | None
    optional: bool = False

    @property
    def known(self) -> bool:
        """Whether exactly one symbol is possible."""
        return self.symbols is not None and len(self.symbols) == 1 and not self.optional


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One entry of a list: its fields by id (absent: unknown), and its name for people.

    ``there``: whether what it tells of has happened by the day it is looked at.  ``unknown``: the
    fields that somebody said not to know.
    """

    fields: Mapping[str, Value]
    key: str = ""
    there: Truth = TRUE
    _: KW_ONLY
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """The entries known; ``complete`` is false where there may be more (or none is known).

    ``through``: of a list by years, up to which year it tells of all.
    """

    items: tuple[Record, ...]
    complete: bool
    through: int | None = None


Value = Interval | Choice | Record | Records | Truth | NotApplicable

ANYTHING = Interval(None, None, True)


def exactly(point: Point) -> Interval:
    """The interval of one value."""
    return Interval(point, point)


def symbol(text: str) -> Choice:
    """The choice of one symbol."""
    return Choice(frozenset((text,)))


def is_known(value: Value) -> bool:
    """Whether nothing about the value is open."""
    if isinstance(value, (Interval, Choice)):
        return value.known
    if isinstance(value, Truth):
        return value is not UNKNOWN
    if isinstance(value, Records):
        return value.complete and all(is_known(item) for item in value.items)
    if isinstance(value, Record):
        if not value.there.known:
            return False
        return all(is_known(part) for part in value.fields.values())
    return True


def precedes(one: Point, other: Point) -> bool:
    """Whether one point lies before another of its kind."""
    return one < other  # type: ignore[operator]


def in_order(points: Iterable[Point]) -> list[Point]:
    """Points of one kind, the least first."""
    return sorted(points)


def lies_between(point: Point, low: Point | None, high: Point | None) -> bool:
    """Whether a point lies between two ends, of which ``None`` is unbounded."""
    return not (low is not None and precedes(point, low)) and not (
        high is not None and precedes(high, point)
    )


def least(points: Iterable[Point | None]) -> Point | None:
    """The smallest, or ``None`` (unbounded) if any is ``None``."""
    found = list(points)
    return None if None in found else min(found)  # type: ignore[type-var]


def greatest(points: Iterable[Point | None]) -> Point | None:
    """The largest, or ``None`` (unbounded) if any is ``None``."""
    found = list(points)
    return None if None in found else max(found)  # type: ignore[type-var]


def hull(values: Iterable[Value]) -> Value:
    """The smallest value that leaves every one of ``values`` possible.

    Args:
        values: At least one; all of one kind, or not applicable.
    """
    given = list(values)
    if len(given) > 1:
        given = list(dict.fromkeys(given))
    if len(given) == 1:
        return given[0]
    rest = [value for value in given if value is not NOT_APPLICABLE]
    optional = len(rest) < len(given)
    first = rest[0]
    if isinstance(first, Interval):
        intervals = [value for value in rest if isinstance(value, Interval)]
        return Interval(
            least(value.low for value in intervals),
            greatest(value.high for value in intervals),
            optional or any(value.optional for value in intervals),
        )
    if isinstance(first, Choice):
        choices = [value for value in rest if isinstance(value, Choice)]
        optional = optional or any(value.optional for value in choices)
        symbols: set[str] = set()
        for choice in choices:
            if choice.symbols is None:
                return Choice(None, optional)
            symbols |= choice.symbols
        return Choice(frozenset(symbols), optional)
    if isinstance(first, Truth):
        # A truth that may also not apply counts as false there.
        truths = {value if isinstance(value, Truth) else FALSE for value in given}
        return truths.pop() if len(truths) == 1 else UNKNOWN
    return Records((), complete=False)


def shared(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The symbols of ``left`` that are also in ``right``, however they are spelt."""
    found = left & right
    if found or not left or not right:
        return found
    spelt = set(map(plain, right))
    return frozenset(symbol for symbol in left if plain(symbol) in spelt)


def may_be_nothing(value: Value) -> bool:
    """Whether it does not apply, or may not: then nothing is said by it."""
    return value is NOT_APPLICABLE or bool(getattr(value, "optional", False))


def intersects(left: Value, right: Value) -> bool:
    """Whether some value is possible on both sides: two statements that can both be right."""
    if isinstance(left, Interval) and isinstance(right, Interval):
        below = left.high is not None and right.low is not None and left.high < right.low
        above = right.high is not None and left.low is not None and right.high < left.low
        return not (below or above) or (left.optional and right.optional)
    if isinstance(left, Choice) and isinstance(right, Choice):
        if left.symbols is None or right.symbols is None:
            return True
        return bool(shared(left.symbols, right.symbols)) or (left.optional and right.optional)
    if isinstance(left, Truth) and isinstance(right, Truth):
        return UNKNOWN in (left, right) or left is right
    if left is NOT_APPLICABLE or right is NOT_APPLICABLE:
        return may_be_nothing(right if left is NOT_APPLICABLE else left)
    return True
