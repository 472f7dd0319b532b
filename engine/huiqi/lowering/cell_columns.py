"""How what is known of many enterprises stands in columns: by fact and year, by field of a list.

A figure is one column, not known where it is ``NULL``.  Only where a table says so are there more:
its two ends where some cell says "at least", and whether it does not apply where some cell says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from huiqi.objects import dataclass

#: The column that tells the enterprises apart, in their table and in each list.
ROW = "row"
#: The column that tells the records of a list apart.
RECORD = "record"
#: A number is held below this, counted in its last place; a larger one is decided apart.
LARGEST_HELD = 10**17


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One figure of each row.

    A yes-or-no is a truth; an enum the place of its symbol; a day the days since 1970-01-01; an
    industry its code, a text in its one normal form (:func:`~huiqi.spelling.plain`); an amount
    counts cents, another number its last place.

    Attributes:
        name: The column; of one with two ends ``name.low`` and ``name.high``.
        nullable: Whether some cell says nothing.
        ranges: Whether some cell leaves a range.
        absent: Whether some cell says that it does not apply (``name.absent``, never ``NULL``).
        places: The decimals of a number.
        low, high: What its numbers lie between, counted in the last place.
    """

    name: str
    nullable: bool = True
    ranges: bool = False
    absent: bool = False
    places: int = 0
    low: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumns:
    """A list of records; ``whole``: what it does not hold there is not, but of the enterprises of
    which the column ``open`` of theirs says so (never ``NULL``; absent: of none).
    """

    name: str
    fields: Mapping[str, Column]
    whole: bool = False
    open: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What a table tells: figures by fact and year (``None`` of what has no years), and lists."""

    facts: Mapping[tuple[str, int | None], Column]
    lists: Mapping[str, ListColumns] = field(default_factory=dict)
