"""Databases that hold some enterprises and are asked a query."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

import duckdb
import psycopg

from huiqi.lowering.scalars import Scalar, Sort
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import Tables, query
from tests.screening.sql.reading import Reading, Value
from tests.screening.sql.tables import ENTERPRISE_COLUMNS, LISTS, Enterprise, Given

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: A row of the answer: the enterprise, and its outputs.
Answer = tuple[int, tuple[Value, ...]]

TABLES = Tables(enterprises='企业 "x"', lists={name: f"list of {name}" for name in LISTS})


def rows_of(outputs: Mapping[str, Scalar], asked: Sequence[Enterprise]) -> list[Answer]:
    """What the plain reader gives."""
    found = []
    for place, enterprise in enumerate(asked):
        row = Reading(enterprise.row, enterprise.lists)
        found.append((place, tuple(row.of(node) for node in outputs.values())))
    return found


def records(asked: Sequence[Enterprise], name: str) -> Iterator[list[Value]]:
    """The rows of a list's table."""
    number = 0
    for place, enterprise in enumerate(asked):
        for record in enterprise.lists[name]:
            yield [place, number, *(record[given.name] for given in LISTS[name])]
            number += 1


def rows(asked: Sequence[Enterprise]) -> Iterator[list[Value]]:
    """The rows of the enterprises' table."""
    for place, enterprise in enumerate(asked):
        yield [place, *(enterprise.row[given.name] for given in ENTERPRISE_COLUMNS)]


def plain(rows: Sequence[Sequence[object]]) -> list[Answer]:
    """An answer of a database, in the order of the enterprises."""
    return sorted((int(str(row[0])), tuple(map(_plain, row[1:]))) for row in rows)


def _plain(value: object) -> Value:
    if isinstance(value, Decimal):
        assert value == int(value)
        return int(value)
    assert value is None or isinstance(value, bool | int | str)
    return value


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _definition(columns: Sequence[Given], keys: Sequence[str], wide: str) -> Iterator[str]:
    """The columns of a table."""
    for key in keys:
        yield f"{_quoted(key)} BIGINT NOT NULL"
    for given in columns:
        kind = {Sort.TRUTH: "BOOLEAN", Sort.TEXT: "TEXT"}.get(given.sort)
        if kind is None:
            narrow = given.low >= -(2**63) and given.high < 2**63
            kind = "BIGINT" if narrow else wide
        yield f"{_quoted(given.name)} {kind}"


class Database(ABC):
    """Holds the tables of some enterprises."""

    dialect: ClassVar[str]

    def ask(
        self, outputs: Mapping[str, Scalar], asked: Sequence[Enterprise], tables: Tables = TABLES
    ) -> list[Answer]:
        """The answer, whose columns must be the outputs."""
        self.fill(asked, tables)
        return self.answer(outputs, tables)

    def answer(self, outputs: Mapping[str, Scalar], tables: Tables = TABLES) -> list[Answer]:
        """The answer of the tables that there are."""
        names, answer = self.run(text(query(outputs, tables), self.dialect))
        assert names == ["row", *outputs]
        return plain(answer)

    def fill(self, asked: Sequence[Enterprise], tables: Tables = TABLES) -> None:
        """Make the tables anew."""
        self.make(tables.enterprises, ENTERPRISE_COLUMNS, ["row"], list(rows(asked)))
        for name, columns in LISTS.items():
            found = list(records(asked, name))
            self.make(tables.lists[name], columns, ["row", "record"], found)

    @abstractmethod
    def run(self, written: str) -> tuple[list[str], Sequence[Sequence[object]]]:
        """The names of the columns, and the rows."""

    @abstractmethod
    def make(
        self,
        table: str,
        columns: Sequence[Given],
        keys: Sequence[str],
        rows: Sequence[Sequence[Value]],
    ) -> None:
        """A table, in place of the one there was."""


class DuckDB(Database):
    """In memory."""

    dialect = "duckdb"

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 1})

    def reverse(self) -> None:
        """The rows of each table from the last to the first, its columns, too."""
        for table in (TABLES.enterprises, *TABLES.lists.values()):
            name = _quoted(table)
            answer = self.connection.execute(f"SELECT * FROM {name}")
            columns = [_quoted(column[0]) for column in answer.description or ()]
            self.connection.execute(
                f"CREATE OR REPLACE TABLE {name} AS SELECT {', '.join(reversed(columns))} "
                f"FROM {name} ORDER BY rowid DESC"
            )

    def run(self, written: str) -> tuple[list[str], Sequence[Sequence[object]]]:
        """As said above."""
        answer = self.connection.execute(written)
        return [column[0] for column in answer.description or ()], answer.fetchall()

    def make(
        self,
        table: str,
        columns: Sequence[Given],
        keys: Sequence[str],
        rows: Sequence[Sequence[Value]],
    ) -> None:
        """As said above."""
        name, defined = _quoted(table), ", ".join(_definition(columns, keys, "HUGEINT"))
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} ({defined})")
        if rows:
            places = ", ".join("?" * len(rows[0]))
            # DuckDB 1.4 takes a number of more than 64 bits for a float: it is given as a text.
            held = [[_as_text(cell) for cell in row] for row in rows]
            self.connection.executemany(f"INSERT INTO {name} VALUES ({places})", held)


def _as_text(cell: Value) -> Value:
    wide = isinstance(cell, int) and not -(2**63) <= cell < 2**63
    return str(cell) if wide else cell


class PostgreSQL(Database):
    """In tables of the connection."""

    dialect = "postgres"

    def __init__(self, address: str) -> None:
        self.connection = psycopg.connect(address, autocommit=True)

    def run(self, written: str) -> tuple[list[str], Sequence[Sequence[object]]]:
        """As said above."""
        with self.connection.cursor() as cursor:
            cursor.execute(written.encode())
            return [column.name for column in cursor.description or ()], cursor.fetchall()

    def make(
        self,
        table: str,
        columns: Sequence[Given],
        keys: Sequence[str],
        rows: Sequence[Sequence[Value]],
    ) -> None:
        """As said above."""
        name, defined = _quoted(table), ", ".join(_definition(columns, keys, "NUMERIC(38, 0)"))
        with self.connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {name}".encode())
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ({defined})".encode())
            if rows:
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {name} VALUES ({places})".encode(), rows)


class Spark(Database):
    """In views of the session."""

    dialect = "spark"

    def __init__(self, session: SparkSession) -> None:
        self.session = session

    def run(self, written: str) -> tuple[list[str], Sequence[Sequence[object]]]:
        """As said above."""
        answer = self.session.sql(written)
        return answer.columns, answer.collect()

    def make(
        self,
        table: str,
        columns: Sequence[Given],
        keys: Sequence[str],
        rows: Sequence[Sequence[Value]],
    ) -> None:
        """As said above."""
        from pyspark.sql import types

        kinds = [types.StructField(key, types.LongType()) for key in keys]
        wide = set()
        for given in columns:
            narrow = given.low >= -(2**63) and given.high < 2**63
            kind: types.DataType = types.LongType() if narrow else types.DecimalType(38, 0)
            if given.sort is Sort.TRUTH:
                kind = types.BooleanType()
            elif given.sort is Sort.TEXT:
                kind = types.StringType()
            elif not narrow:
                wide.add(len(kinds))
            kinds.append(types.StructField(given.name, kind))
        held = [
            tuple(
                Decimal(cell) if place in wide and isinstance(cell, int) else cell
                for place, cell in enumerate(row)
            )
            for row in rows
        ]
        frame = self.session.createDataFrame(held, types.StructType(kinds))
        frame.createOrReplaceTempView("`" + table.replace("`", "``") + "`")
