"""Tables of typed columns in DuckDB, as the loader makes them; and what a query gives of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb

from huiqi.language.types import BOOL, Kind, Type
from huiqi.lowering.cell_columns import Column
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.embedded import loaded_tables
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.sql.dialects import SLOW_OPTIMIZERS, text
from huiqi.screening.sql.query import query
from huiqi.screening.table_answers import Asked
from tests.screening.enterprises import Row, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {Kind.BOOL: "BOOLEAN", Kind.TEXT: "VARCHAR", Kind.INDUSTRY: "VARCHAR"}


def typed_tables(rulebook: Rulebook, table: Table) -> DuckDBPyConnection:
    """A connection that holds them."""
    connection = duckdb.connect(config={"threads": 1})
    columns = [
        (column, rulebook.declared(name).type) for (name, _), column in table.columns.facts.items()
    ]
    columns += [
        (Column(name=listed.open), BOOL)
        for listed in table.columns.lists.values()
        if listed.open is not None
    ]
    _make(connection, "enterprises", columns, [own.row for own in table.enterprises])
    for name, listed in table.columns.lists.items():
        fields = rulebook.facts[name].fields
        own = [(column, fields[key].type) for key, column in listed.fields.items()]
        rows = [row for enterprise in table.enterprises for row in enterprise.lists.get(name, ())]
        _make(connection, name, own, rows, ("row", "record"))
    return connection


def _make(
    connection: DuckDBPyConnection,
    name: str,
    columns: Sequence[tuple[Column, Type]],
    rows: Sequence[Row],
    keys: Sequence[str] = ("row",),
) -> None:
    kinds = dict.fromkeys(keys, "BIGINT")
    for column, type_ in columns:
        kinds |= dict(_kinds(column, type_))
    defined = ", ".join(f"{sql_name(key)} {kind}" for key, kind in kinds.items())
    connection.execute(f"CREATE TABLE {sql_name(name)} ({defined})")
    if rows:
        places = ", ".join("?" * len(kinds))
        values = [[row.get(key) for key in kinds] for row in rows]
        connection.executemany(f"INSERT INTO {sql_name(name)} VALUES ({places})", values)


def _kinds(column: Column, type_: Type) -> Iterator[tuple[str, str]]:
    kind = _TYPES.get(type_.kind, "BIGINT")
    ends = (".low", ".high") if column.ranges else ("",)
    yield from ((f"{column.name}{end}", kind) for end in ends)
    if column.absent:
        yield f"{column.name}.absent", "BOOLEAN"


def outputs_of(connection: DuckDBPyConnection, asked: Asked) -> list[tuple[object, ...]]:
    """What the query gives in DuckDB, by row."""
    known = {row[0] for row in connection.execute("FROM duckdb_optimizers()").fetchall()}
    slow = ",".join(name for name in SLOW_OPTIMIZERS if name in known)
    connection.execute(f"SET disabled_optimizers = '{slow}'")
    try:
        return sorted(connection.execute(written(asked, "duckdb")).fetchall())
    finally:
        connection.execute("RESET disabled_optimizers")


def written(asked: Asked, dialect: str) -> str:
    """The text of the query over the tables as they are loaded."""
    return text(query(asked.outputs, loaded_tables(asked)), dialect)


def tables(connection: DuckDBPyConnection, asked: Asked) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The tables that are asked, with the type of each column."""
    names = loaded_tables(asked)
    for name in (names.enterprises, *names.lists.values()):
        described = connection.execute(f"DESCRIBE {sql_name(name)}").fetchall()
        yield name, {row[0]: row[1] for row in described}


def whole_numbers(rows: Sequence[Sequence[object]]) -> list[tuple[object, ...]]:
    """The same with decimals as the whole numbers that they are, by row."""
    return sorted(tuple(map(_whole, row)) for row in rows)


def _whole(value: object) -> object:
    if isinstance(value, Decimal):
        assert value == int(value)
        return int(value)
    return value
