"""What is written, word for word: another sqlglot may write it otherwise."""

from __future__ import annotations

import pytest

from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import Operator, Sort
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import Tables, query

_WRITTEN = {
    "duckdb": """
WITH "layer1" AS (SELECT "row", "record", CAST("spent" AS INT128) AS "n1" FROM "projects"),
"layer2" AS (SELECT "t"."row", COALESCE("g0"."n2", 0) AS "n2", CAST("t"."成立" AS BIGINT) AS "n3"
FROM "enterprises" AS "t" LEFT JOIN (SELECT "row", CAST(SUM("n1") AS INT128) AS "n2"
FROM "layer1" GROUP BY "row") AS "g0" ON "t"."row" = "g0"."row")
SELECT "row", CAST(CASE WHEN CAST("n2" AS DOUBLE) / CAST(CAST(3 AS INT128) AS DOUBLE)
< 562949953421312 THEN CAST(CAST(CAST("n2" AS DOUBLE) / CAST(CAST(3 AS INT128) AS DOUBLE)
AS BIGINT) AS INT128) - CAST(CAST(CAST(CAST("n2" AS DOUBLE) / CAST(CAST(3 AS INT128) AS DOUBLE)
AS BIGINT) AS INT128) * CAST(3 AS INT128) > "n2" AS INT128)
ELSE "n2" // CAST(3 AS INT128) END AS INT128) AS "third",
CAST(DATE_DIFF('DAY', CAST('1970-01-01' AS DATE), CAST((CAST('1970-01-01' AS DATE)
+ CAST("n3" AS INT)) + INTERVAL 14 MONTH AS DATE)) AS BIGINT) AS "later" FROM "layer2"
""",
    "postgres": """
WITH "layer1" AS MATERIALIZED (SELECT "row", "record", CAST("spent" AS DECIMAL(38, 0)) AS "n1"
FROM "projects"), "layer2" AS MATERIALIZED (SELECT "t"."row", COALESCE("g0"."n2", 0) AS "n2",
CAST("t"."成立" AS BIGINT) AS "n3" FROM "enterprises" AS "t"
LEFT JOIN (SELECT "row", CAST(SUM("n1") AS DECIMAL(38, 0)) AS "n2"
FROM "layer1" GROUP BY "row") AS "g0" ON "t"."row" = "g0"."row")
SELECT "row", CAST(DIV("n2", CAST(3 AS DECIMAL(38, 0))) AS DECIMAL(38, 0)) AS "third",
CAST((CAST((CAST('1970-01-01' AS DATE) + CAST("n3" AS INT)) + INTERVAL '14 MONTH' AS DATE)
- CAST('1970-01-01' AS DATE)) AS BIGINT) AS "later" FROM "layer2"
""",
}


@pytest.mark.parametrize("dialect", _WRITTEN)
def test_a_query_is_written_so(dialect: str) -> None:
    graph = ScalarGraph()
    spent = graph.column("spent", Sort.NUMBER, nullable=True, home=("projects",), low=0, high=2**70)
    total = graph.aggregate(Operator.SUM, spent, ("projects",))
    day = graph.column("成立", Sort.NUMBER, nullable=True, low=0, high=20_000)
    outputs = {
        "third": graph.divide(total, graph.constant(3)),
        "later": graph.months_later(day, 14),
    }
    tables = Tables(enterprises="enterprises", lists={"projects": "projects"})
    written = text(query(outputs, tables), dialect)
    for place, node in enumerate((spent, total, day), 1):
        written = written.replace(f'"n{node.number}"', f'"n{place}"')
    assert written == " ".join(_WRITTEN[dialect].split())
