"""Opens what is given: its texts in the connection, and which column is which."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.profile.headings import Headings
from huiqi.profile.list_tables import (
    ListTable,
    NamedList,
    list_table,
    open_list,
    wanted_fields,
)
from huiqi.profile.outcomes_meant import measures_said
from huiqi.profile.record_columns import whole_among
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.years_told import columns_in_short
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.loader.columns_by_texts import (
    first_rows,
    with_titles_in_one,
)
from huiqi.screening.loader.large_csv import LARGE, LargeCsv
from huiqi.screening.loader.text_relations import (
    MOST_ROWS,
    TextRelation,
    is_parquet,
    open_parquet,
    write_down,
)
from huiqi.tables.table import Flaw, TableError
from huiqi.tables.table_reader import OTHERS, WORKBOOKS, report_refusal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SOURCE = "source"


class Headed(NamedTuple):
    """By what a header is read; ``as_of``: the day from which 去年 is told."""

    rulebook: Rulebook
    as_of: date | None
    diagnostics: Diagnostics

    def headings(self, given: GivenTable, cells: list[str]) -> Headings:
        """What is looked for, of a table with these cells in its first rows."""
        return Headings(
            self.rulebook,
            cells,
            given.columns,
            self.as_of,
            self.diagnostics,
            year=given.year,
            unit=given.unit,
            apart=given.apart,
            every=given.every,
            by=given.by,
            chosen=given.chosen,
        )


class OpenedTable(NamedTuple):
    """The texts of a table, its columns told, without its rows; and what is flawed in it."""

    source: TextRelation
    table: EnterpriseTable
    flaws: Mapping[tuple[int, int], Flaw]


def open_given(connection: DuckDBPyConnection, given: GivenTable, headed: Headed) -> OpenedTable:
    """The table of the enterprises.

    Raises:
        InputError: It cannot be read, or what a column is stays in doubt.
    """
    opened = _opened(connection, given, headed)
    given.read_so(opened.table.facts)
    opened.table.facts.whole = whole_among(opened.table.facts, given.whole)
    places = opened.table.places_of_outcomes
    opened.table.meant = measures_said(given.meant, opened.table.carried, places, headed.rulebook)
    if given.redact:
        opened.table.leave_out_persons(
            given.keep,
            given.by,
            lambda index: opened.source.texts(connection, index),
            headed.diagnostics,
        )
        headed.diagnostics.raise_errors()
    return opened


def _opened(connection: DuckDBPyConnection, given: GivenTable, headed: Headed) -> OpenedTable:
    diagnostics = headed.diagnostics
    if is_parquet(given.file):
        source = open_parquet(connection, SOURCE, given.file, diagnostics)
        diagnostics.raise_errors()
        assert source is not None
        headings = headed.headings(given, list(source.table.columns))
        return _by_its_texts(connection, source, headings, {}, headed)
    if _is_large(given.file):
        return _open_large(connection, given, headed)
    table = given.read(headed.rulebook, headed.as_of, diagnostics, most=MOST_ROWS)
    source = write_down(connection, SOURCE, table.table, table.table.rows)
    return OpenedTable(source, table.of_rows((), {}), dict(table.table.flaws))


def _open_large(connection: DuckDBPyConnection, given: GivenTable, headed: Headed) -> OpenedTable:
    diagnostics = headed.diagnostics
    found = None
    try:
        large = LargeCsv(given.file, diagnostics)
        cells = [cell for _, line in large.head.lines for cell in line]
        headings = headed.headings(given, cells)
        found = large.opened(connection, SOURCE, headings.wanted, given.header)
    except TableError as error:
        report_refusal(error, given.file, diagnostics)
    diagnostics.raise_errors()
    assert found is not None
    source, flaws = found
    return _by_its_texts(connection, source, headings, flaws, headed)


def _by_its_texts(
    connection: DuckDBPyConnection,
    source: TextRelation,
    headings: Headings,
    flaws: Mapping[tuple[int, int], Flaw],
    headed: Headed,
) -> OpenedTable:
    """The table whose rows lie in the database, its columns told as of one whose rows are held."""
    source = with_titles_in_one(connection, source, headed.rulebook, headed.diagnostics)
    source = source.with_columns(headings.added(source.table.columns))
    first = first_rows(connection, source)
    table = headings.opened(source.table, headed.diagnostics, by_row=True, first=first)
    facts, texts = table.facts, partial(source.texts, connection)
    facts.short_years = columns_in_short(facts, texts)
    return OpenedTable(source, table.of_rows((), {}), flaws)


def open_records(
    connection: DuckDBPyConnection, named: NamedList, diagnostics: Diagnostics
) -> tuple[TextRelation, ListTable] | None:
    """The table of a list; None: what is wrong was reported."""
    relation = f"{SOURCE}.{named.fact.id}"
    source = None
    if is_parquet(named.file):
        source = open_parquet(connection, relation, named.file, diagnostics)
    elif _is_large(named.file):
        try:
            large = LargeCsv(named.file, diagnostics)
            found = large.opened(connection, relation, wanted_fields(named.fact))
            source = None if found is None else found[0]
        except TableError as error:
            report_refusal(error, named.file, diagnostics)
    else:
        opened = open_list(named, diagnostics)
        if opened is None:
            return None
        source = write_down(connection, relation, opened.table, opened.table.rows)
        return source, opened.of_rows(())
    opened = None if source is None else list_table(named, source.table, diagnostics)
    return None if source is None or opened is None else (source, opened.of_rows(()))


def _is_large(path: Path) -> bool:
    """Whether it is a text beyond what the common reader holds."""
    other = path.suffix.lower() in (*WORKBOOKS, *OTHERS, ".yaml", ".yml", ".json")
    return not other and path.is_file() and path.stat().st_size >= LARGE
