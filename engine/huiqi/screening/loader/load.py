"""Brings a table of enterprises and its lists into DuckDB."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.lowering.cell_columns import Column, Columns, ListColumns
from huiqi.profile.column_names import Key
from huiqi.profile.list_tables import (
    ListTable,
    NamedList,
    list_table,
    named_lists,
    open_list,
)
from huiqi.profile.rows import EnterpriseTable, FactColumns, Headings, open_profiles
from huiqi.quantities import RATIO_UNITS
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.loader.held_figures import (
    APART_COLUMN,
    HeldFigure,
    UnreadableError,
    described,
    held_name,
    read_figures,
)
from huiqi.screening.loader.identity_keys import Identity, code_of, name_of
from huiqi.screening.loader.list_loading import EnterpriseKeys, load_list, within_one
from huiqi.screening.loader.loaded import CARRIED, ENTERPRISES, Loaded
from huiqi.screening.loader.plain_texts import is_blank, on_one_line
from huiqi.screening.loader.text_relations import (
    MOST_ROWS,
    TextRelation,
    is_parquet,
    open_parquet,
    write_down,
)
from huiqi.tables.numbers import text_flaw
from huiqi.tables.table import Flaw
from huiqi.values import Value
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SOURCE = "source"
#: The enterprises by what their records name: the code, or the name.
_KEYS = "keys"


class TableGiven(Protocol):
    """A table and its lists as they are given on the command line."""

    @property
    def file(self) -> Path: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def header(self) -> int | None: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def lists(self) -> tuple[str, ...]: ...
    @property
    def whole(self) -> tuple[str, ...]: ...


def load_enterprises(
    connection: DuckDBPyConnection,
    given: TableGiven,
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
    source, table, flaws = _opened(connection, given, rulebook, as_of, diagnostics)
    connection.execute("CREATE OR REPLACE TEMP TABLE apart_rows (row BIGINT)")
    used = table.used
    flawed = {row for row, index in flaws if index in used or index >= len(table.table.columns)}
    connection.execute("INSERT INTO apart_rows SELECT unnest(?::BIGINT[])", [sorted(flawed)])
    code = code_of(connection, source.relation, table.found.get("credit_code"))
    _carried(connection, table, code)
    lists: dict[str, ListTable] = {}
    columns: dict[str, ListColumns] = {}
    sources = []
    for one in named_lists(given.lists, given.whole, rulebook, diagnostics):
        opened = _list_opened(connection, one, diagnostics)
        if opened is not None:
            sources.append(opened)
    diagnostics.raise_errors()
    if sources:
        name = name_of(connection, source.relation, table.found["name"])
        keys = EnterpriseKeys(_KEYS, _keys(connection, code, name))
        for own, list_ in sources:
            columns[list_.fact.id] = load_list(connection, own, list_, rulebook, keys)
            lists[own.relation] = list_.of_rows(())
    facts = _enterprises(connection, source, table)
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
        source=source.relation,
        flaws=flaws,
    )


def _opened(
    connection: DuckDBPyConnection,
    given: TableGiven,
    rulebook: Rulebook,
    as_of: date,
    diagnostics: Diagnostics,
) -> tuple[TextRelation, EnterpriseTable, dict[tuple[int, int], Flaw]]:
    """The table with its columns told, its texts in the connection, and what is flawed."""
    if is_parquet(given.file):
        source = open_parquet(connection, _SOURCE, given.file, diagnostics)
        diagnostics.raise_errors()
        assert source is not None
        header = source.table
        headings = Headings(rulebook, header.columns, given.columns, as_of, diagnostics)
        return source, headings.opened(header, diagnostics, by_row=True), {}
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
    source = write_down(connection, _SOURCE, table.table, table.table.rows)
    return source, table.of_rows((), {}), dict(table.table.flaws)


def _list_opened(
    connection: DuckDBPyConnection, named: NamedList, diagnostics: Diagnostics
) -> tuple[TextRelation, ListTable] | None:
    relation = f"{_SOURCE}.{named.fact.id}"
    if is_parquet(named.file):
        source = open_parquet(connection, relation, named.file, diagnostics)
        opened = None if source is None else list_table(named, source.table, diagnostics)
        return None if source is None or opened is None else (source, opened)
    opened = open_list(named, diagnostics)
    if opened is None:
        return None
    return write_down(connection, relation, opened.table, opened.table.rows), opened


def _carried(connection: DuckDBPyConnection, table: EnterpriseTable, code: Identity) -> None:
    """A view of who the enterprises are, and of the columns that are none of the rules'."""
    carried = "".join(
        f", s.c{index} AS carried{number}" for number, index in enumerate(table.carried)
    )
    name = on_one_line(f"s.c{table.found['name']}")
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {CARRIED} AS SELECT s.row AS row,"
        f" {name} AS name, {code.value} AS credit_code{carried}"
        f" FROM {_SOURCE} s{code.joins}"
    )


def _keys(connection: DuckDBPyConnection, code: Identity, name: Identity) -> bool:
    """The enterprises by code and by name; whether one key is of several."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_KEYS} AS WITH own AS (SELECT s.row AS row,"
        f" {code.value} AS code, {name.value} AS name FROM {_SOURCE} s{code.joins}{name.joins})"
        " SELECT 'c' || code AS key, row FROM own WHERE code <> ''"
        " UNION ALL SELECT 'n' || name, row FROM own"
    )
    found = connection.execute(
        f"SELECT max(n) FROM (SELECT count(*) AS n FROM {_KEYS} GROUP BY key)"
    ).fetchone()
    return found is not None and (found[0] or 0) > 1


def _enterprises(
    connection: DuckDBPyConnection, source: TextRelation, table: EnterpriseTable
) -> dict[Key, Column]:
    told = _figures(source, table.facts)
    read = read_figures(connection, source.relation, [figure for _, figure in told])
    joins, columns = "", ["s.row AS row"]
    apart = [is_blank(f"s.c{table.found['name']}"), "s.row IN (SELECT row FROM apart_rows)"]
    for number, one in enumerate(read):
        joins += one.join(f"m{number}")
        columns += one.columns(f"m{number}")
        if one.apart:
            apart.append(f"coalesce(m{number}.apart, false)")
    columns.append(f"{' OR '.join(apart)} AS {APART_COLUMN}")
    connection.execute(
        f"CREATE OR REPLACE TABLE {ENTERPRISES} AS SELECT {', '.join(columns)}"
        f" FROM {_SOURCE} s{joins}"
    )
    found = described(connection, ENTERPRISES, read, f"NOT {APART_COLUMN}")
    return dict(zip((key for key, _ in told), found, strict=True))


def _figures(source: TextRelation, facts: FactColumns) -> list[tuple[Key, HeldFigure]]:
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
        cell = source.cell(facts.columns[key])
        if key in facts.places:
            # It says yes or no of another thing than it names.
            shift = None
        read = _reader(facts, key)
        found.append(
            (
                key,
                HeldFigure(
                    name=held_name(name),
                    type=fact.type,
                    cell=cell,
                    read=read,
                    shift=shift,
                    low=low,
                    high=high,
                ),
            )
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
