"""A table decided on a real Spark cluster: the same answers as here, although a worker is lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from huiqi.cli.commands import application
from huiqi.diagnostics import InputError
from huiqi.screening.distributed import decide_on_cluster
from huiqi.screening.embedded import decide_in_duckdb
from huiqi.screening.table_answers import Asked, asked
from tests.screening.enterprises import Drawing
from tests.screening.typed_tables import typed_tables
from tests.titles import RULES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession

AS_OF = date(2023, 6, 20)
#: With records each of which is paid for, titles, and amounts; a heavier one plans for minutes.
MEASURES = ("first-set", "listing-subsidy")
Rows = list[tuple[object, ...]]

#: One cluster for all of them, in whichever process they run.
pytestmark = pytest.mark.xdist_group("spark")


@pytest.fixture(scope="module")
def city() -> tuple[DuckDBPyConnection, Asked, Rows]:
    """A random table, what it is asked, and the answers."""
    table = Drawing(RULES, AS_OF).table(Random(38), 60)
    wanted = asked(RULES, table.columns, AS_OF, [RULES.measures[name] for name in MEASURES])
    assert not wanted.beyond
    connection = typed_tables(RULES, table)
    decide_in_duckdb(connection, wanted)
    found = answers(connection)
    assert len(found) == 60
    for own in wanted.answers:
        said = connection.execute(f'SELECT DISTINCT "{own.status}" FROM answers').fetchall()
        assert len(said) > 1, own.measure.id
    return connection, wanted, found


def answers(connection: DuckDBPyConnection) -> Rows:
    """As they stand in the table."""
    return connection.execute("FROM answers ORDER BY row").fetchall()


def on_cluster(city: Sequence[object], session: SparkSession, folder: Path) -> Rows:
    """The same from the cluster; the table is gone before."""
    connection, wanted, _ = city
    connection.execute("DROP TABLE answers")  # type: ignore[attr-defined]
    decide_on_cluster(connection, wanted, session, folder)  # type: ignore[arg-type]
    return answers(connection)  # type: ignore[arg-type]


@pytest.mark.few(0)
def test_a_cluster_answers_alike(
    city: tuple[DuckDBPyConnection, Asked, Rows], spark: SparkSession, tmp_path: Path
) -> None:
    """Every column of every row; nothing stays in the folder, or in the session."""
    assert on_cluster(city, spark, tmp_path) == city[2]
    assert list(tmp_path.iterdir()) == []
    assert not spark.catalog.tableExists("enterprises")


def test_a_cluster_answers_alike_although_a_worker_is_killed(
    city: tuple[DuckDBPyConnection, Asked, Rows], spark: SparkSession, tmp_path: Path
) -> None:
    """In the middle of a stage; what it had made is made again."""
    from tests.screening.cluster import executors, with_a_worker_killed

    before = executors(spark)
    found = with_a_worker_killed(spark, lambda: on_cluster(city, spark, tmp_path))
    assert found == city[2]
    assert len(before - executors(spark)) == 1


def test_what_spark_cannot_do_is_told_without_a_word_of_the_table(
    city: tuple[DuckDBPyConnection, Asked, Rows], spark: SparkSession, tmp_path: Path
) -> None:
    """Its column of rows is not what the query reads."""
    connection, wanted, _ = city
    connection.execute("BEGIN")
    connection.execute("ALTER TABLE enterprises RENAME COLUMN row TO 机密")
    try:
        with pytest.raises(InputError) as told:
            decide_on_cluster(connection, wanted, spark, tmp_path)
    finally:
        connection.execute("ROLLBACK")
    (fault,) = told.value.diagnostics
    assert fault.code == "D105"
    assert "机密" not in str(fault)


@pytest.mark.parametrize(
    ("options", "place", "said"),
    [
        (["--engine", "sparc"], "--engine", "是否想写：spark"),
        (["--spark-master", "local[2]"], "--spark-master", "--engine spark"),
    ],
)
def test_where_it_is_decided_is_told_before_anything_is_read(
    tmp_path: Path, options: list[str], place: str, said: str
) -> None:
    """An engine that there is not, and a cluster that nobody asked for."""
    table = tmp_path / "nowhere.csv"
    done = CliRunner().invoke(application(), ["screen", str(table), *options])
    assert done.exit_code == 2
    assert f"{place}: 错误 " in done.stderr
    assert "（C147）" in done.stderr
    assert said in done.stderr
