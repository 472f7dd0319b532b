"""Databases that hold some enterprises and are asked a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import duckdb

from huiqi.lowering.scalars import Scalar, Sort
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import Tables, query
from tests.screening.sql.reading import Reading, Value
from tests.screening.sql.tables import ENTERPRISE_COLUMNS, LISTS, Enterprise, Given

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


def definition(columns: Sequence[Given], wide: str, *keys: str) -> str:
    """The columns of a table."""
    parts = [f"{_quoted(key)} BIGINT NOT NULL" for key in keys]
    for given in columns:
        kind = {Sort.TRUTH: "BOOLEAN", Sort.TEXT: "TEXT"}.get(given.sort)
        if kind is None:
            narrow = given.low >= -(2**63) and given.high < 2**63
            kind = "BIGINT" if narrow else wide
        parts.append(f"{_quoted(given.name)} {kind}")
    return ", ".join(parts)


class DuckDB:
    """In memory."""

    def __enter__(self) -> DuckDB:
        self.connection = duckdb.connect(config={"threads": 1})
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def ask(self, outputs: Mapping[str, Scalar], asked: Sequence[Enterprise]) -> list[Answer]:
        """The answer, whose columns must be the outputs."""
        self._fill(TABLES.enterprises, ENTERPRISE_COLUMNS, ["row"], list(rows(asked)))
        for name, columns in LISTS.items():
            table = TABLES.lists[name]
            self._fill(table, columns, ["row", "record"], list(records(asked, name)))
        written = text(query(outputs, TABLES), "duckdb")
        answer = self.connection.execute(written)
        assert [column[0] for column in answer.description or ()] == ["row", *outputs]
        return plain(answer.fetchall())

    def _fill(
        self, table: str, columns: Sequence[Given], keys: list[str], rows: list[list[Value]]
    ) -> None:
        name = _quoted(table)
        self.connection.execute(f"CREATE TABLE {name} ({definition(columns, 'HUGEINT', *keys)})")
        if rows:
            places = ", ".join("?" * len(rows[0]))
            self.connection.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
