"""The query gives what a plain reader of the graph gives; the graph means what was said to it."""

from __future__ import annotations

from hypothesis import given

from tests.screening.sql.asking import DuckDB, rows_of
from tests.screening.sql.graphs import Entry, entries, meaning
from tests.screening.sql.reading import Reading
from tests.screening.sql.tables import Enterprise, enterprises


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


@given(entries(), enterprises)
def test_duckdb_gives_what_the_reader_gives(made: list[Entry], asked: list[Enterprise]) -> None:
    outputs = {f"输出'\"{number}": entry.node for number, entry in enumerate(made)}
    with DuckDB() as database:
        assert database.ask(outputs, asked) == rows_of(outputs, asked)
