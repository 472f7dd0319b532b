"""The figures of a table, each in its columns: plain ones by the database, others by the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from huiqi.language.types import Kind, Type
from huiqi.lowering.columns import RECORD, ROW, Column
from huiqi.screening.loading import plain_texts
from huiqi.screening.loading.plain_texts import name as quoted
from huiqi.screening.loading.readings import (
    APART,
    DECIMALS,
    NOTHING,
    Reading,
    counted,
    decimals,
    outward,
    reading,
)
from huiqi.values import Value

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: Whether the evaluator decides the enterprise.
APART_COLUMN = "apart"
#: So many decimals a ratio, and so many a count is held with, as its figures need.
_PLACES = {Kind.MONEY: (2,), Kind.RATIO: (6, 9, 12)}
_OTHER_PLACES = (0, 2, 6, 12)
#: So many texts are read at a time.
_BATCH = 20_000
_TYPES = {Kind.BOOL: "BOOLEAN", Kind.ENUM: "INTEGER", Kind.DATE: "INTEGER"} | {
    Kind.INDUSTRY: "VARCHAR",
    Kind.TEXT: "VARCHAR",
}


class UnreadableError(Exception):
    """A text that the reader refuses, or that may mean several things."""


class Figure(NamedTuple):
    """One thing that a column of a source tells.

    ``text``: the column; ``shift``: what a bare number counts, as a power of ten; ``low``,
    ``high``: between what a bare number must lie; ``read``: what a text says, or
    :class:`UnreadableError`.
    """

    name: str
    type: Type
    text: str
    read: Callable[[str], Value | None]
    shift: int | None = 0
    low: Decimal | date | None = None
    high: Decimal | date | None = None


class Read(NamedTuple):
    """A figure that has been read: its plain form, and the other texts with what they say."""

    figure: Figure
    plain: str | None
    others: str | None
    places: int
    ranges: bool
    absent: bool
    apart: bool

    @property
    def sql_type(self) -> str:
        """The type of its columns."""
        return _TYPES.get(self.figure.type.kind, "BIGINT")

    def columns(self, alias: str) -> list[str]:
        """What its columns are in a row of the source, joined with the other texts as ``alias``."""

        def held(end: str) -> str:
            plain = self.plain
            if self.others is None:
                return plain or f"NULL::{self.sql_type}"
            return f"coalesce({plain}, {alias}.{end})" if plain else f"{alias}.{end}"

        name = self.figure.name
        if self.ranges:
            found = [f"{held(end)} AS {quoted(f'{name}.{end}')}" for end in ("low", "high")]
        else:
            found = [f"{held('low')} AS {quoted(name)}"]
        if self.absent:
            found.append(f"coalesce({alias}.absent, false) AS {quoted(f'{name}.absent')}")
        return found

    def join(self, alias: str) -> str:
        """How the other texts are joined."""
        if self.others is None:
            return ""
        text = self.figure.text
        key = f"CASE WHEN {self.plain} IS NULL THEN {text} END" if self.plain else text
        return f" LEFT JOIN {quoted(self.others)} {alias} ON {alias}.text = {key}"


def column_name(name: str) -> str:
    """A name that no column of the loader's own has."""
    return f"{name}." if name in (ROW, RECORD, APART_COLUMN, "line") else name


def read_figure(connection: DuckDBPyConnection, relation: str, figure: Figure, others: str) -> Read:
    """Reads a figure of a relation; the texts that are not plain go to the table ``others``."""
    kind = figure.type.kind
    offered = _PLACES.get(kind, _OTHER_PLACES) if kind in DECIMALS else (0,)
    places = offered[0]
    if len(offered) > 1 and figure.shift is not None:
        query = f"SELECT {plain_texts.decimals_written(figure.text)} FROM {quoted(relation)}"
        needed = (_one(connection, query) or 0) - figure.shift
        places = next((own for own in offered if own >= needed), offered[-1])
    plain = _plain(figure, places)
    values = list(_others(connection, relation, figure, plain))
    needed = max(
        (decimals(value) for _, value in values if not isinstance(value, Reading)), default=0
    )
    if len(offered) > 1 and needed > places:
        places = next((own for own in offered if own >= needed), offered[-1])
        plain = _plain(figure, places)
        values = list(_others(connection, relation, figure, plain))
    read = [
        (text, value if isinstance(value, Reading) else reading(value, figure.type, places))
        for text, value in values
    ]
    read = [(text, own) for text, own in read if own != NOTHING]
    if read:
        keep_readings(connection, others, read, _TYPES.get(kind, "BIGINT"))
    return Read(
        figure=figure,
        plain=plain,
        others=others if read else None,
        places=places,
        ranges=any(own.low != own.high for _, own in read),
        absent=any(own.absent for _, own in read),
        apart=any(own.apart for _, own in read),
    )


def _plain(figure: Figure, places: int) -> str | None:
    kind = figure.type.kind
    if kind is Kind.TEXT:
        return plain_texts.normal_text(figure.text)
    if kind not in DECIMALS or figure.shift is None:
        return None
    low, high = counted(figure.low, places), counted(figure.high, places)
    return plain_texts.figure(figure.text, places, figure.shift, low, high)


def _others(
    connection: DuckDBPyConnection, relation: str, figure: Figure, plain: str | None
) -> Iterable[tuple[str, Value | Reading | None]]:
    """The texts that are not plain, with what they say."""
    for text in texts_of(connection, relation, figure.text, plain):
        try:
            yield text, figure.read(text)
        except UnreadableError:
            yield text, APART


def texts_of(
    connection: DuckDBPyConnection, relation: str, text: str, plain: str | None
) -> list[str]:
    """Each text of a column that is not plain, once."""
    where = f" AND ({plain}) IS NULL" if plain else ""
    query = f"SELECT DISTINCT {text} FROM {quoted(relation)} WHERE {text} <> ''{where}"
    return [text for (text,) in connection.execute(query).fetchall()]


def keep_readings(
    connection: DuckDBPyConnection,
    table: str,
    read: Sequence[tuple[str, Reading]],
    sql_type: str,
) -> None:
    """A table of texts with what they say."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {quoted(table)} (text VARCHAR, low {sql_type},"
        f" high {sql_type}, absent BOOLEAN, apart BOOLEAN)"
    )
    for start in range(0, len(read), _BATCH):
        part = read[start : start + _BATCH]
        connection.execute(
            f"INSERT INTO {quoted(table)} SELECT unnest(?::VARCHAR[]), unnest(?::{sql_type}[]),"
            f" unnest(?::{sql_type}[]), unnest(?::BOOLEAN[]), unnest(?::BOOLEAN[])",
            [
                [text for text, _ in part],
                *([own[n] for _, own in part] for n in range(len(Reading._fields))),
            ],
        )


def described(
    connection: DuckDBPyConnection, table: str, read: Sequence[Read], where: str
) -> list[Column]:
    """The columns as they came out, in the rows ``where`` they matter."""
    asked = []
    for one in read:
        ends = (
            [f"{one.figure.name}.{e}" for e in ("low", "high")] if one.ranges else [one.figure.name]
        )
        names = [quoted(end) for end in ends]
        asked.append(f"bool_or({' OR '.join(f'{n} IS NULL' for n in names)})")
        if _measured(one):
            asked += [f"least({', '.join(f'min({n})' for n in names)})"]
            asked += [f"greatest({', '.join(f'max({n})' for n in names)})"]
    found: list[object] = []
    if asked:
        query = f"SELECT {', '.join(asked)} FROM {quoted(table)} WHERE {where}"
        row = connection.execute(query).fetchone()
        assert row is not None
        found = list(row)
    columns = []
    for one in read:
        nullable = found.pop(0)
        low, high = 0, 0
        if one.figure.type.enumeration is not None:
            high = len(one.figure.type.enumeration.symbols) - 1
        elif _measured(one):
            low, high = outward(found.pop(0), found.pop(0))  # type: ignore[arg-type]
        columns.append(
            Column(
                name=one.figure.name,
                # Of no rows at all nothing is known.
                nullable=nullable is not False,
                ranges=one.ranges,
                absent=one.absent,
                places=one.places,
                low=low,
                high=high,
            )
        )
    return columns


def _measured(one: Read) -> bool:
    return one.figure.type.enumeration is None and one.sql_type in ("BIGINT", "INTEGER")


def _one(connection: DuckDBPyConnection, query: str) -> int | None:
    row = connection.execute(query).fetchone()
    assert row is not None
    return None if row[0] is None else int(row[0])
