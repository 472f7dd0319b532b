"""The query gives what a plain reader of the graph gives; the graph means what was said to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from huiqi.lowering.scalars import Sort
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import query
from tests.screening.sql.asking import TABLES, Database, DuckDB, PostgreSQL, Spark, rows_of
from tests.screening.sql.graphs import Entry, entries, meaning
from tests.screening.sql.reading import Reading
from tests.screening.sql.tables import Enterprise, enterprises

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: The databases are filled anew for each example.
_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


@pytest.fixture(scope="module")
def in_duckdb() -> Iterator[DuckDB]:
    database = DuckDB()
    yield database
    database.connection.close()


@pytest.fixture(scope="module")
def in_postgresql(postgresql: str) -> Iterator[PostgreSQL]:
    database = PostgreSQL(postgresql)
    yield database
    database.connection.close()


@pytest.fixture(scope="module")
def in_spark(spark: SparkSession) -> Spark:
    return Spark(spark)


@given(entries(), enterprises)
def test_the_graph_means_what_was_said_to_it(made: list[Entry], asked: list[Enterprise]) -> None:
    for enterprise in asked:
        row = Reading(enterprise.row, enterprise.lists)
        for entry in made:
            found = row.of(entry.node)
            assert meaning(entry.node, found) == entry.means(row, ())
            assert found is not None or entry.node.nullable
            if isinstance(found, int) and not isinstance(found, bool):
                assert entry.node.low <= found <= entry.node.high


def _compare(database: Database, made: list[Entry], asked: list[Enterprise]) -> None:
    outputs = {f"输出'\"{number}": entry.node for number, entry in enumerate(made)}
    assert database.ask(outputs, asked) == rows_of(outputs, asked)


@settings(suppress_health_check=_SHARED)
@given(made=entries(), asked=enterprises)
def test_duckdb_gives_what_the_reader_gives(
    in_duckdb: DuckDB, made: list[Entry], asked: list[Enterprise]
) -> None:
    _compare(in_duckdb, made, asked)


@settings(suppress_health_check=_SHARED, max_examples=25)
@given(made=entries(most=40), asked=enterprises)
def test_postgresql_gives_what_the_reader_gives(
    in_postgresql: PostgreSQL, made: list[Entry], asked: list[Enterprise]
) -> None:
    _compare(in_postgresql, made, asked)


@pytest.mark.few(0)
@pytest.mark.xdist_group("spark")
@settings(suppress_health_check=_SHARED, max_examples=3)
@given(made=entries(most=60), asked=enterprises)
def test_spark_gives_what_the_reader_gives(
    in_spark: Spark, made: list[Entry], asked: list[Enterprise]
) -> None:
    _compare(in_spark, made, asked)


@settings(suppress_health_check=_SHARED, max_examples=20)
@given(made=entries(), asked=enterprises)
def test_with_and_without_the_optimizer_the_answer_is_the_same(
    made: list[Entry], asked: list[Enterprise]
) -> None:
    database = DuckDB()
    outputs = {str(number): entry.node for number, entry in enumerate(made)}
    optimised = database.ask(outputs, asked)
    database.connection.execute("PRAGMA disable_optimizer")
    assert database.ask(outputs, asked) == optimised


@settings(suppress_health_check=_SHARED, max_examples=20)
@given(made=entries(), asked=enterprises)
def test_rows_and_columns_in_any_order_give_the_same(
    in_duckdb: DuckDB, made: list[Entry], asked: list[Enterprise]
) -> None:
    outputs = {str(number): entry.node for number, entry in enumerate(made)}
    expected = in_duckdb.ask(outputs, asked)
    in_duckdb.reverse()
    found = in_duckdb.answer(dict(reversed(outputs.items())))
    assert [(row, values[::-1]) for row, values in found] == expected


@settings(suppress_health_check=_SHARED, max_examples=20)
@given(made=entries(), asked=enterprises)
def test_true_false_and_unknown_make_up_the_table_each_row_once(
    in_duckdb: DuckDB, made: list[Entry], asked: list[Enterprise]
) -> None:
    truths = [entry.node for entry in made if entry.node.sort is Sort.TRUTH]
    in_duckdb.fill(asked)
    for node in truths:
        written = text(query({"truth": node}, TABLES), "duckdb")
        found = []
        for condition in ("truth", "NOT truth", "truth IS NULL"):
            _, rows = in_duckdb.run(f'SELECT "row" FROM ({written}) WHERE {condition}')
            found += [row[0] for row in rows]
        assert sorted(map(str, found)) == sorted(str(place) for place in range(len(asked)))
