"""The query on a real PostgreSQL server, over the same typed tables: the same outputs as here."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import psycopg

from benchmarks.city import write_city
from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.screening.embedded import database
from huiqi.screening.loader import load_enterprises
from huiqi.screening.loader.plain_texts import sql_name, sql_text
from huiqi.screening.table_answers import Asked, asked
from tests.screening.enterprises import Drawing
from tests.screening.typed_tables import outputs_of, tables, typed_tables, whole_numbers, written
from tests.titles import RULES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AS_OF = date(2023, 6, 20)
_TYPES = {"BOOLEAN": "BOOLEAN", "VARCHAR": "TEXT"}


def of_postgresql(
    address: str, connection: DuckDBPyConnection, wanted: Asked, folder: Path
) -> tuple[list[str], list[tuple[object, ...]]]:
    """What the server gives: the names of the columns, and the rows."""
    with psycopg.connect(address) as server, server.cursor() as cursor:
        for name, columns in tables(connection, wanted):
            defined = ", ".join(
                f"{sql_name(key)} {_TYPES.get(kind, 'BIGINT')}" for key, kind in columns.items()
            )
            cursor.execute(f"CREATE TEMPORARY TABLE {sql_name(name)} ({defined})".encode())
            file = folder / f"{name}.csv"
            # An empty text is in quotation marks, NULL is not.
            connection.execute(f"COPY {sql_name(name)} TO {sql_text(str(file))} (FORMAT csv)")
            copied = f"COPY {sql_name(name)} FROM STDIN (FORMAT csv, HEADER)"
            with cursor.copy(copied.encode()) as copy:
                copy.write(file.read_bytes())
        cursor.execute(written(wanted, "postgres").encode())
        return [column.name for column in cursor.description or ()], whole_numbers(
            cursor.fetchall()
        )


def test_postgresql_answers_alike_on_a_random_table(postgresql: str, tmp_path: Path) -> None:
    """Ranges, what does not apply, lists whole and not; some measures, conditions and all."""
    table = Drawing(RULES, AS_OF).table(Random(11), 60)
    names = ("first-set", "listing-subsidy", "revenue-milestone", "major-renovation")
    wanted = asked(RULES, table.columns, AS_OF, [RULES.measures[name] for name in names])
    connection = typed_tables(RULES, table)
    columns, found = of_postgresql(postgresql, connection, wanted, tmp_path)
    assert columns == ["row", *wanted.outputs]
    assert found == outputs_of(connection, wanted)


def test_postgresql_answers_alike_on_every_measure(postgresql: str, tmp_path: Path) -> None:
    """A city's register with titles and projects: all that is told of all."""
    city = write_city(tmp_path / "city", RULES, 40, csv=True, bounds=0.2)
    given = GivenTable(
        file=city.enterprises,
        lists=tuple(f"{RULES.facts[name].label.zh}={path}" for name, path in city.lists.items()),
        whole=tuple(RULES.facts[name].label.zh for name in city.whole),
    )
    with database() as connection:
        loaded = load_enterprises(connection, given, RULES, AS_OF, Diagnostics())
        wanted = asked(RULES, loaded.columns, AS_OF, RULES.supports)
        assert not wanted.beyond
        columns, found = of_postgresql(postgresql, connection, wanted, tmp_path)
        assert columns == ["row", *wanted.outputs]
        assert len(found) == 40
        assert found == outputs_of(connection, wanted)
