"""Where an expression stands, and what a value can be of which nothing is known."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.language.types import Kind, Type
from huiqi.rulebook.points import WrittenPoint
from huiqi.truth import UNKNOWN
from huiqi.values import Choice, Interval, Records, Value


class Frame:
    """Where an expression stands: its year, and its local names."""

    __slots__ = ("locals", "year", "yearly")

    def __init__(self, year: int, yearly: bool, names: Mapping[str, Value] | None = None) -> None:
        self.year = year
        self.yearly = yearly
        self.locals: Mapping[str, Value] = names or {}

    def binding(self, name: str, value: Value) -> Frame:
        """The frame within, where ``name`` stands for ``value``."""
        return Frame(self.year, self.yearly, {**self.locals, name: value})


def anything(
    type_: Type, low: WrittenPoint | None = None, high: WrittenPoint | None = None
) -> Value:
    """The value of which nothing is known but its type and domain."""
    kind = type_.kind
    if kind is Kind.BOOL:
        return UNKNOWN
    if kind is Kind.RECORDS:
        return Records((), complete=False)
    if type_.enumeration is not None:
        return Choice(frozenset(type_.enumeration.symbols), True)
    if kind in (Kind.INDUSTRY, Kind.TEXT):
        return Choice(None, True)
    return Interval(low, high, True)
