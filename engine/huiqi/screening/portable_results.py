"""The rulebook as one query, with all that has to be known to run it where the data is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from huiqi.objects import dataclass
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriedColumn:
    """A column that the query reads.

    Attributes:
        type: ``BIGINT``, ``BOOLEAN`` or ``TEXT``.
        declared: What it is of; ``year``: in which year.
        end: ``low`` or ``high`` of a range, ``absent``: whether it does not apply, ``open``: of a
            list, whether there may be more than it holds; else empty.
        places: The decimals of a number.
        low, high: What a number lies between, counted in its last place.
    """

    name: str
    type: str
    declared: Fact | Definition
    year: int | None
    end: str
    places: int
    low: int
    high: int
    nullable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriedTable:
    """A table that the query reads; ``fact``: the list that it is, absent of the enterprises.

    ``whole``: what it does not hold there is not.
    """

    name: str
    fact: Fact | None
    whole: bool
    columns: Sequence[QueriedColumn]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueriedMeasure:
    """What the query tells of a measure.

    Attributes:
        amounts: The decimals of a yuan of each column with an amount.
        bits: Of each column of bits what each of them stands for, from the lowest.
    """

    measure: Measure
    amounts: Mapping[str, int]
    fund_only: str | None
    bits: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortableQuery:
    """A query and what it is about.

    Attributes:
        tested: Whether the tests run such queries on a server.
        slow: What takes DuckDB long while it plans, and may be switched off.
        beyond: Measures that it cannot say, with the reason.
    """

    rulebook: Rulebook
    as_of: date
    dialect: str
    tested: bool
    slow: Sequence[str]
    tables: Sequence[QueriedTable]
    measures: Sequence[QueriedMeasure]
    beyond: Mapping[str, str]
    text: str
