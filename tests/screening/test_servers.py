"""The servers themselves: the same query means the same on each, and what is missing is named."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import psycopg
import pytest
import sqlglot

from huiqi.diagnostics import InputError
from huiqi.screening.needed import require_cluster_parts, require_query_parts

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Kleene's logic over all pairs, and exact figures of up to 38 digits.
QUERY = """
WITH truths AS (SELECT * FROM (VALUES
    (1, TRUE), (2, FALSE), (3, CAST(NULL AS BOOLEAN))) AS t(n, b)),
figures AS (SELECT * FROM (VALUES
    (1, CAST(99999999999999999999999999999999999999 AS DECIMAL(38, 0))),
    (2, CAST(-5 AS DECIMAL(38, 0))),
    (3, CAST(NULL AS DECIMAL(38, 0)))) AS f(n, x))
SELECT p.n, q.n, p.b AND q.b, p.b OR q.b, NOT p.b, f.x, g.x,
       CASE WHEN f.x >= g.x THEN g.x WHEN f.x < g.x THEN f.x END,
       f.x > g.x OR q.b, COALESCE(f.x, CAST(0 AS DECIMAL(38, 0))) - CAST(7 AS DECIMAL(38, 0))
FROM truths AS p CROSS JOIN truths AS q
JOIN figures AS f ON f.n = p.n JOIN figures AS g ON g.n = q.n
ORDER BY p.n, q.n
"""


def _of_duckdb() -> list[tuple[object, ...]]:
    return duckdb.connect().execute(QUERY).fetchall()


def test_the_query_is_what_it_should_be() -> None:
    """Three of its rows, worked out by hand."""
    most, less = Decimal("9" * 38), Decimal("9" * 37 + "2")
    rows = {row[:2]: row[2:] for row in _of_duckdb()}
    assert len(rows) == 9
    assert rows[1, 2] == (False, True, False, most, Decimal(-5), Decimal(-5), True, less)
    assert rows[2, 3] == (False, None, True, Decimal(-5), None, None, None, Decimal(-12))
    assert rows[3, 1] == (None, True, None, None, most, None, True, Decimal(-7))


def test_postgresql_answers_alike(postgresql: str) -> None:
    """The server is real, and on this machine alone."""
    with psycopg.connect(postgresql) as connection:
        query = sqlglot.transpile(QUERY, read="duckdb", write="postgres")[0]
        assert connection.execute(query).fetchall() == _of_duckdb()
        addresses = connection.execute("SHOW listen_addresses").fetchone()
        assert addresses == ("127.0.0.1",)


def test_postgresql_asks_for_the_password(postgresql: str) -> None:
    """Who else uses the machine cannot come in."""
    address = psycopg.conninfo.make_conninfo(postgresql, password="another")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


@pytest.mark.xdist_group("spark")
def test_spark_answers_alike(spark: SparkSession) -> None:
    """With ANSI rules; without them an overflow would be NULL."""
    query = sqlglot.transpile(QUERY, read="duckdb", write="spark")[0]
    assert [tuple(row) for row in spark.sql(query).collect()] == _of_duckdb()
    assert spark.conf.get("spark.sql.ansi.enabled") == "true"


@pytest.mark.few(0)
@pytest.mark.xdist_group("spark")
def test_spark_answers_although_a_worker_is_killed(spark: SparkSession) -> None:
    """The answer is whole, and another process has taken the place of the killed one."""
    from tests.screening.cluster import executors, with_a_worker_killed

    before = executors(spark)
    # Forty tasks of a tenth of a second.
    rows = spark.range(0, 40, 1, 40).selectExpr(
        "id * 3 AS tripled", "reflect('java.lang.Thread', 'sleep', 100L) AS waited"
    )
    found = with_a_worker_killed(
        spark, lambda: rows.selectExpr("sum(tripled)", "count(waited)").collect()
    )
    assert [tuple(row) for row in found] == [(3 * 780, 40)]
    assert len(before - executors(spark)) == 1


@pytest.mark.parametrize(
    ("require", "missing", "code", "remedy"),
    [
        (require_query_parts, "duckdb", "D100", "pip install 'huiqi[screen]'"),
        (require_query_parts, "sqlglot", "D100", "pip install 'huiqi[screen]'"),
        (require_cluster_parts, "pyspark", "D101", "pip install 'huiqi[spark]'"),
    ],
)
def test_a_missing_package_is_named(
    monkeypatch: pytest.MonkeyPatch,
    require: Callable[[], None],
    missing: str,
    code: str,
    remedy: str,
) -> None:
    """One line, with what to type."""
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == missing else find(name)
    )
    with pytest.raises(InputError) as told:
        require()
    assert [(one.code, one.remedy) for one in told.value.diagnostics] == [(code, remedy)]


def test_missing_java_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spark is there, and nothing to run it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(InputError) as told:
        require_cluster_parts()
    (fault,) = told.value.diagnostics
    assert (fault.code, fault.remedy) == ("D102", "apt install default-jre-headless")
