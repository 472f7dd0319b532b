"""As what a figure is read that is told within bounds alone: as those, or as one of the figures by
which it is told, for what would come of that.
"""

from __future__ import annotations

from enum import StrEnum

from huiqi.language.types import Kind, Type
from huiqi.rough_figures import figure_about, range_about_it
from huiqi.rulebook.points import end_written, ends_written

#: How a bound begins that is written as it is read.
_SIGNS = tuple("<>≤≥")


def read_as_range(text: str, type_: Type) -> str:
    """As which bounds a figure is read that is written as several, or open to one side, in words or
    with a dash (45-50: 45..50, 不到100: < 100); empty of one that stands as it is read, or is none.
    """
    if type_.kind not in (Kind.MONEY, Kind.COUNT, Kind.RATIO) or text.startswith(_SIGNS):
        return ""
    sign, parts = ends_written(text, type_)
    if not sign or ".." in text:
        return ""
    return "..".join(parts) if sign == ".." else f"{sign} {parts[0]}"


class RoughRead(StrEnum):
    """As what it is read."""

    RANGE = "range"  # what it is
    LEAST = "least"  # of a figure that is about so much the least of its range
    WRITTEN = "written"  # the figure itself that stands there: 900 of 约900, 2600 of 2600以上

    def about_it(self, text: str) -> str:
        """How a figure is read that is said to be about; empty where a cell says no such thing."""
        if self is RoughRead.WRITTEN:
            return figure_about(text)
        told = range_about_it(text)
        return told.partition("..")[0] if self is RoughRead.LEAST else told

    def bound(self, text: str, type_: Type) -> str:
        """The same of a figure that is open to one side."""
        return (end_written(text, type_) if self is RoughRead.WRITTEN else "") or text
