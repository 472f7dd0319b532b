"""The figures of a table, each in its columns: plain ones by the database, others by the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.language.types import Kind, Type
from huiqi.lowering.cell_columns import RECORD, ROW, Column
from huiqi.objects import dataclass
from huiqi.screening.loader.plain_figures import DECIMALS, PlainCell, SourceCell, plain_cell
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.loader.readings import (
    APART,
    NOTHING,
    HeldReading,
    decimals_of,
    in_last_place,
    outward,
    reading,
)
from huiqi.values import Value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Whether the evaluator decides the enterprise; the row of a record in its own table.
APART_COLUMN, LINE = "apart", "line"
#: So many decimals a figure is held with, the fewest that its column needs.
_PLACES = {Kind.MONEY: (2,), Kind.RATIO: (6, 9, 12)}
_OTHER_PLACES = (0, 2, 6)
_NUMBERS = ("BIGINT", "INTEGER")
#: So many texts are written down at a time.
_BATCH = 20_000
#: So many columns are read at a time: the database keeps what each of them holds apart in memory.
_AT_ONCE = 32
_TYPES = {Kind.BOOL: "BOOLEAN", Kind.ENUM: "INTEGER", Kind.DATE: "INTEGER"} | {
    Kind.INDUSTRY: "VARCHAR",
    Kind.TEXT: "VARCHAR",
}


class UnreadableError(Exception):
    """A text that the reader refuses, or that may mean several things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFigure:
    """One thing that a column of a source tells.

    ``shift``: what a bare number counts, as a power of ten (None: no cell is plain); ``low``,
    ``high``: between what a bare number must lie; ``silent``: what is no plain value, as SQL writes
    it; ``whole``: whether one with decimals is none (a year: 2026.3 is a month of it); ``read``:
    what a text says, or :class:`UnreadableError`.
    """

    name: str
    type: Type
    cell: SourceCell
    read: Callable[[str], Value | None]
    shift: int | None = 0
    low: Decimal | date | None = None
    high: Decimal | date | None = None
    silent: Sequence[str] = ()
    whole: bool = False

    @property
    def places(self) -> tuple[int, ...]:
        """So many decimals it may be held with."""
        kind = self.type.kind
        return _PLACES.get(kind, _OTHER_PLACES) if kind in DECIMALS else (0,)

    @property
    def plain(self) -> PlainCell | None:
        """What the database reads of it, with the most decimals."""
        if self.shift is None or (self.whole and self.cell.type == "VARCHAR"):
            # The texts of a column of years are few: each is read once.
            return None
        places = self.places[-1]
        low, high = in_last_place(self.low, places), in_last_place(self.high, places)
        own = plain_cell(self.cell, self.type.kind, places + self.shift, low, high)
        if own is None or not (self.silent or self.whole):
            return own
        whole = f"{own.value} % {10**places} = 0"
        tells = whole if self.whole else f"{own.value} NOT IN ({', '.join(self.silent)})"
        return own._replace(
            condition=f"CASE WHEN NOT ({own.condition}) THEN false ELSE {tells} END"
        )

    @property
    def sql_type(self) -> str:
        """The type of its columns."""
        return _TYPES.get(self.type.kind, "BIGINT")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldColumn:
    """A figure that has been read: its places, and the table of the texts that are not plain.

    ``alike``: whether every value that is there is plain.
    """

    figure: HeldFigure
    others: str | None
    alike: bool
    places: int
    ranges: bool
    absent: bool
    apart: bool

    def columns(self, alias: str) -> list[str]:
        """What its columns are in a row of the source, joined with the other texts as ``alias``."""
        own = self.figure.plain
        value = own.value if own is not None else ""
        fewer = self.figure.places[-1] - self.places
        if fewer:
            value = f"{value} // {10**fewer}"

        def held(end: str) -> str:
            if self.alike:
                return value
            other = f"{alias}.{end}" if self.others is not None else f"NULL::{self.figure.sql_type}"
            return f"CASE WHEN {own.condition} THEN {value} ELSE {other} END" if own else other

        name = self.figure.name
        if self.ranges:
            found = [f"{held(end)} AS {sql_name(f'{name}.{end}')}" for end in ("low", "high")]
        else:
            found = [f"{held('low')} AS {sql_name(name)}"]
        if self.absent:
            found.append(f"coalesce({alias}.absent, false) AS {sql_name(f'{name}.absent')}")
        return found

    def join(self, alias: str) -> str:
        """How the other texts are joined."""
        if self.others is None:
            return ""
        own, text = self.figure.plain, self.figure.cell.text
        key = f"CASE WHEN {own.condition} THEN NULL ELSE {text} END" if own else text
        return f" LEFT JOIN {sql_name(self.others)} {alias} ON {alias}.text = {key}"


def held_name(name: str) -> str:
    """A name that no column of the loader's own has."""
    return f"{name}." if name in (ROW, RECORD, APART_COLUMN, LINE) else name


def read_figures(
    connection: DuckDBPyConnection, relation: str, figures: Sequence[HeldFigure]
) -> list[HeldColumn]:
    """Reads the figures of a source; the texts that are not plain are kept."""
    found: list[HeldColumn] = []
    for start in range(0, len(figures), _AT_ONCE):
        found += _read_some(connection, relation, figures[start : start + _AT_ONCE], start)
    return found


def _read_some(
    connection: DuckDBPyConnection, relation: str, figures: Sequence[HeldFigure], start: int
) -> Iterator[HeldColumn]:
    """``start``: the number of the first among all figures of the source."""
    alike = _alike(connection, relation, figures)
    asked, per_figure = [], []
    for figure, plain in zip(figures, alike, strict=True):
        own, text = figure.plain, figure.cell.text
        # The texts of plain cells are not made.
        odd = f"CASE WHEN {own.condition} THEN NULL ELSE {text} END" if own is not None else text
        asked.append("NULL" if plain else f"list(DISTINCT {odd})")
        fewer = figure.places[:-1] if own is not None else ()
        for places in fewer:
            assert own is not None
            power = 10 ** (figure.places[-1] - places)
            asked.append(f"bool_and({own.value} % {power} = 0) FILTER ({own.condition})")
        per_figure.append(len(fewer))
    row = connection.execute(f"SELECT {', '.join(asked)} FROM {sql_name(relation)}").fetchone()
    assert row is not None
    found: Iterator[object] = iter(row)
    for number, (figure, several) in enumerate(zip(figures, per_figure, strict=True)):
        texts = next(found) or ()
        enough = [next(found) is not False for _ in range(several)]
        assert isinstance(texts, Sequence)
        texts = [text for text in texts if text]
        others = f"{relation}.{start + number}"
        one = _read(connection, others, figure, texts, enough)
        yield replace(one, alike=alike[number])


def _alike(
    connection: DuckDBPyConnection, relation: str, figures: Sequence[HeldFigure]
) -> list[bool]:
    """Of which figures every value that is there is plain; no text has to be made of theirs then.
    Of texts it is not asked.
    """
    asked = [
        # Of a value that is not there it is not known whether it is plain.
        "false"
        if figure.cell.type == "VARCHAR" or (own := figure.plain) is None
        else f"coalesce(bool_and({own.condition}), true)"
        for figure in figures
    ]
    if all(one == "false" for one in asked):
        return [False] * len(figures)
    query = f"SELECT {', '.join(asked)} FROM {sql_name(relation)}"
    row = connection.execute(query).fetchone()
    assert row is not None
    return list(row)


def _read(
    connection: DuckDBPyConnection,
    others: str,
    figure: HeldFigure,
    texts: Sequence[str],
    enough: Sequence[bool],
) -> HeldColumn:
    """``enough``: whether the plain ones need no more than each of the fewer decimals."""
    values = [(text, _value(figure, text)) for text in texts]
    needed = max(
        (decimals_of(value) for _, value in values if not isinstance(value, HeldReading)), default=0
    )
    fits = dict(zip(figure.places, enough, strict=False))
    most = figure.places[-1]
    places = next((own for own in figure.places if own >= needed and fits.get(own, True)), most)
    told = [
        (text, value if isinstance(value, HeldReading) else reading(value, figure.type, places))
        for text, value in values
    ]
    told = [(text, own) for text, own in told if own != NOTHING]
    if told:
        keep_readings(connection, others, told, figure.sql_type)
    return HeldColumn(
        figure=figure,
        others=others if told else None,
        alike=False,
        places=places,
        ranges=any(own.low != own.high for _, own in told),
        absent=any(own.absent for _, own in told),
        apart=any(own.apart for _, own in told),
    )


def _value(figure: HeldFigure, text: str) -> Value | HeldReading | None:
    try:
        return figure.read(text.strip())
    except UnreadableError:
        return APART


def keep_readings(
    connection: DuckDBPyConnection,
    table: str,
    read: Sequence[tuple[str, HeldReading]],
    sql_type: str,
) -> None:
    """A table of texts with what they say."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {sql_name(table)} (text VARCHAR, low {sql_type},"
        f" high {sql_type}, absent BOOLEAN, apart BOOLEAN)"
    )
    for start in range(0, len(read), _BATCH):
        part = read[start : start + _BATCH]
        connection.execute(
            f"INSERT INTO {sql_name(table)} SELECT unnest(?::VARCHAR[]), unnest(?::{sql_type}[]),"
            f" unnest(?::{sql_type}[]), unnest(?::BOOLEAN[]), unnest(?::BOOLEAN[])",
            [
                [text for text, _ in part],
                [own.low for _, own in part],
                [own.high for _, own in part],
                [own.absent for _, own in part],
                [own.apart for _, own in part],
            ],
        )


def described(
    connection: DuckDBPyConnection, table: str, read: Sequence[HeldColumn], where: str
) -> list[Column]:
    """The columns as they came out: whether some cell says nothing is asked of the rows ``where``
    they matter, between what the numbers lie of all, so that none is too wide for its query.
    """
    if not read:
        return []
    ends, told = [], []
    for one in read:
        names = [sql_name(name) for name in one_or_both(one)]
        for choose, end in (("least", "min"), ("greatest", "max")):
            both = ", ".join(f"{end}({name})" for name in names)
            ends.append(f"{choose}({both})" if one.figure.sql_type in _NUMBERS else "NULL")
        told.append(f"least({', '.join(f'count({name})' for name in names)})")
    source = sql_name(table)
    # One row of all, also where none has bounds.
    bounds = connection.execute(f"SELECT {', '.join(ends)}, count(*) FROM {source}").fetchone()
    # To count what is there is by far the fastest way to know whether something is not.
    counts = connection.execute(
        f"SELECT count(*), {', '.join(told)} FROM {source} WHERE {where}"
    ).fetchone()
    assert bounds is not None
    assert counts is not None
    rows, *there = counts
    columns = []
    for one, some, least, most in zip(read, there, bounds[:-1:2], bounds[1::2], strict=True):
        low, high = _within(one, least, most)
        columns.append(
            Column(
                name=one.figure.name,
                # Of no rows at all nothing is known.
                nullable=some < rows or not rows,
                ranges=one.ranges,
                absent=one.absent,
                places=one.places,
                low=low,
                high=high,
            )
        )
    return columns


def _within(one: HeldColumn, least: int | None, most: int | None) -> tuple[int, int]:
    """Between what the numbers of a column lie: years, days and symbols exactly, since rules ask
    of each year and each symbol by itself, and what nobody has is asked of nobody; amounts between
    powers of ten.
    """
    if least is None or most is None:
        return 0, 0
    return (least, most) if one.places == 0 else outward(least, most)


def one_or_both(one: HeldColumn) -> tuple[str, ...]:
    """The columns of a figure, or of its two ends."""
    name = one.figure.name
    return (f"{name}.low", f"{name}.high") if one.ranges else (name,)


def held_names(one: HeldColumn) -> list[str]:
    """All the columns of a figure."""
    return [*one_or_both(one), *([absent_name(one)] if one.absent else ())]


def absent_name(one: HeldColumn) -> str:
    """The column that says whether a figure does not apply, where it has one."""
    return f"{one.figure.name}.absent"


def says_something(read: Iterable[HeldColumn]) -> str:
    """Whether any of these figures is said of a row; false of none."""
    some = [f"{sql_name(name)} IS NOT NULL" for one in read for name in one_or_both(one)]
    some += [sql_name(absent_name(one)) for one in read if one.absent]
    return " OR ".join(some) or "false"
