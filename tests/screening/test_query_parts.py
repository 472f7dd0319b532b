"""A whole rulebook asked by two queries: what they tell is what one would."""

from __future__ import annotations

from datetime import date
from random import Random

from huiqi.screening.embedded import decide_in_database, tables_of
from huiqi.screening.query_parts import QueryPart, asked_in_parts
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import query
from huiqi.screening.table_answers import APART, Asked, asked
from tests.screening.enterprises import Drawing
from tests.screening.typed_tables import typed_tables
from tests.titles import RULES

AS_OF = date(2023, 6, 20)


def _written(part: Asked) -> QueryPart:
    return QueryPart(part, text(query(part.outputs, tables_of(part)), "duckdb"))


def test_two_queries_tell_what_one_does() -> None:
    """Every output stands in one of them, and every column where it was, in its order."""
    table = Drawing(RULES, AS_OF).table(Random(5), 30)
    measures = [RULES.measures[name] for name in ("first-set", "listing-subsidy")]
    wanted = asked(RULES, table.columns, AS_OF, measures)
    assert not wanted.beyond
    parts = asked_in_parts(wanted)
    assert len(parts) == 2
    names = [name for part in parts for name in part.outputs]
    assert sorted(names) == sorted(wanted.outputs)
    assert APART in parts[1].outputs
    told = [{own.measure.id for own in part.answers} for part in parts]
    assert not told[0] & told[1]
    connection = typed_tables(RULES, table)
    found = []
    for written in ([_written(wanted)], [_written(part) for part in parts]):
        decide_in_database(connection, wanted, written)
        columns = [name for name, *_ in connection.execute("DESCRIBE answers").fetchall()]
        found.append((columns, connection.execute("FROM answers ORDER BY row").fetchall()))
    assert found[0] == found[1]
    assert len(found[0][1]) == 30


def test_what_sums_nothing_twice_is_one_query() -> None:
    """As is a table without lists."""
    table = Drawing(RULES, AS_OF).table(Random(7), 3)
    wanted = asked(RULES, table.columns, AS_OF, [RULES.measures["listing-subsidy"]])
    assert asked_in_parts(wanted) == (wanted,)
