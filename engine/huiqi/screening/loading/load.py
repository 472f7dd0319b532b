"""Brings a table of enterprises and its lists into DuckDB."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.city import GivenTable
from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.lowering.columns import Column, Columns, ListColumns
from huiqi.profile.column_names import Key
from huiqi.profile.list_tables import ListTable, list_table, named_lists, open_list
from huiqi.profile.rows import EnterpriseTable, FactColumns, Headings, open_profiles
from huiqi.quantities import RATIO_UNITS
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.loading.figures import (
    APART_COLUMN,
    Figure,
    UnreadableError,
    column_name,
    described,
    read_figure,
)
from huiqi.screening.loading.identities import Identity, identity
from huiqi.screening.loading.loaded import CARRIED, ENTERPRISES, Loaded
from huiqi.screening.loading.plain_texts import on_one_line
from huiqi.screening.loading.records import Keys, load_list, within_one
from huiqi.screening.loading.sources import MOST_ROWS, is_parquet, open_parquet, write_down
from huiqi.tables.numbers import text_flaw
from huiqi.tables.table import Flaw
from huiqi.values import Value
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SOURCE = "source"
#: The enterprises by what their records name: the code, or the name.
_KEYS = "keys"


def load(
    connection: DuckDBPyConnection,
    given: GivenTable,
    rulebook: Rulebook,
    as_of: date,
    diagnostics: Diagnostics,
) -> Loaded:
    """The tables of ``enterprises`` and of the lists, read as the common reader reads them.

    Args:
        connection: Where they are made.
        as_of: The day from which 去年 is told.

    Raises:
        InputError: A file cannot be read as a table, or what a column is stays in doubt.  What is
            wrong with a row is no error: it is decided apart, and told then.
    """
    table, flaws = _opened(connection, given, rulebook, as_of, diagnostics)
    connection.execute("CREATE OR REPLACE TEMP TABLE apart_rows (row BIGINT)")
    used = table.used
    flawed = {row for row, index in flaws if index in used or index >= len(table.table.columns)}
    connection.execute("INSERT INTO apart_rows SELECT unnest(?::BIGINT[])", [sorted(flawed)])
    whose = identity(connection, _SOURCE, table.found["name"], table.found.get("credit_code"))
    _carried(connection, table, whose)
    lists: dict[str, ListTable] = {}
    columns: dict[str, ListColumns] = {}
    several = None
    for one in named_lists(given.lists, given.whole, rulebook, diagnostics):
        relation = f"{_SOURCE}.{one.fact.id}"
        if is_parquet(one.file):
            header = open_parquet(connection, relation, one.file, diagnostics)
            opened = None if header is None else list_table(one, header, diagnostics)
        else:
            opened = open_list(one, diagnostics)
            if opened is not None:
                write_down(connection, relation, opened.table, opened.table.rows)
        if opened is not None:
            lists[relation] = opened.of_rows(())
    diagnostics.raise_errors()
    for relation, own in lists.items():
        if several is None:
            several = _keys(connection, whose)
        columns[own.fact.id] = load_list(connection, relation, own, rulebook, Keys(_KEYS, several))
    facts = _enterprises(connection, table)
    counts = connection.execute(
        f"SELECT count(*), count(*) FILTER ({APART_COLUMN}) FROM {ENTERPRISES}"
    ).fetchone()
    assert counts is not None
    return Loaded(
        connection=connection,
        columns=Columns(facts=facts, lists=columns),
        rows=counts[0],
        apart=counts[1],
        table=table.of_rows((), {}),
        lists=lists,
        source=_SOURCE,
        flaws=flaws,
    )


def _opened(
    connection: DuckDBPyConnection,
    given: GivenTable,
    rulebook: Rulebook,
    as_of: date,
    diagnostics: Diagnostics,
) -> tuple[EnterpriseTable, dict[tuple[int, int], Flaw]]:
    """The table with its columns told, its texts in the connection, and what is flawed."""
    if is_parquet(given.file):
        header = open_parquet(connection, _SOURCE, given.file, diagnostics)
        diagnostics.raise_errors()
        assert header is not None
        headings = Headings(rulebook, header.columns, given.columns, as_of, diagnostics)
        return headings.opened(header, diagnostics, by_row=True), {}
    table = open_profiles(
        given.file,
        rulebook,
        diagnostics,
        most=MOST_ROWS,
        sheet=given.sheet,
        header=given.header,
        columns=given.columns,
        as_of=as_of,
        by_row=True,
    )
    write_down(connection, _SOURCE, table.table, table.table.rows)
    return table, dict(table.table.flaws)


def _carried(connection: DuckDBPyConnection, table: EnterpriseTable, whose: Identity) -> None:
    """A view of who the enterprises are, and of the columns that are none of the rules'."""
    carried = "".join(
        f", s.c{index} AS carried{number}" for number, index in enumerate(table.carried)
    )
    name = on_one_line(f"s.c{table.found['name']}")
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {CARRIED} AS SELECT s.row AS row,"
        f" {name} AS name, {whose.code} AS credit_code{carried}"
        f" FROM {_SOURCE} s{whose.joins}"
    )


def _keys(connection: DuckDBPyConnection, whose: Identity) -> bool:
    """The enterprises by code and by name; whether one key is of several."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_KEYS} AS WITH own AS (SELECT s.row AS row,"
        f" {whose.code} AS code, {whose.name} AS name FROM {_SOURCE} s{whose.joins})"
        " SELECT 'c' || code AS key, row FROM own WHERE code <> ''"
        " UNION ALL SELECT 'n' || name, row FROM own"
    )
    found = connection.execute(
        f"SELECT max(n) FROM (SELECT count(*) AS n FROM {_KEYS} GROUP BY key)"
    ).fetchone()
    return found is not None and (found[0] or 0) > 1


def _enterprises(connection: DuckDBPyConnection, table: EnterpriseTable) -> dict[Key, Column]:
    read = {
        key: read_figure(connection, _SOURCE, figure, f"{_SOURCE}.of.{figure.name}")
        for key, figure in _figures(table.facts)
    }
    joins, columns = "", ["s.row AS row"]
    apart = [f"s.c{table.found['name']} = ''", "s.row IN (SELECT row FROM apart_rows)"]
    for number, one in enumerate(read.values()):
        joins += one.join(f"m{number}")
        columns += one.columns(f"m{number}")
        if one.apart:
            apart.append(f"coalesce(m{number}.apart, false)")
    columns.append(f"{' OR '.join(apart)} AS {APART_COLUMN}")
    connection.execute(
        f"CREATE OR REPLACE TABLE {ENTERPRISES} AS SELECT {', '.join(columns)}"
        f" FROM {_SOURCE} s{joins}"
    )
    found = described(connection, ENTERPRISES, list(read.values()), f"NOT {APART_COLUMN}")
    return dict(zip(read, found, strict=True))


def _figures(facts: FactColumns) -> list[tuple[Key, Figure]]:
    found = []
    for key, fact in facts.facts.items():
        name = fact.id if key[1] is None else f"{fact.id}.{key[1]}"
        shift: int | None = 0
        low, high = fact.low, fact.high
        kind = fact.type.kind
        if kind is Kind.MONEY:
            factor = facts.factors.get(key)
            shift = (factor or Decimal(1)).adjusted()
        elif kind is Kind.RATIO:
            share = RATIO_UNITS.get(facts.units.get(key, ""))
            if share is None:
                low, high = within_one(low, high)
            else:
                shift = share.adjusted()
        text = f"c{facts.columns[key]}"
        found.append(
            (key, Figure(column_name(name), fact.type, text, _reader(facts, key), shift, low, high))
        )
    return found


def _reader(facts: FactColumns, key: Key) -> Callable[[str], Value | None]:
    place = Place(facts.table.file)

    def read(text: str) -> Value | None:
        if text_flaw(text) is not None:
            raise UnreadableError
        if says_nothing(text):
            return None
        diagnostics = Diagnostics()
        value, _ = facts.value(key, text, place, diagnostics)
        if diagnostics.errors:
            raise UnreadableError
        return value

    return read
