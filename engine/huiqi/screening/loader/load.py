"""Brings a table of enterprises and its lists into DuckDB."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.lowering.cell_columns import Columns
from huiqi.profile.column_names import Key
from huiqi.profile.given_table import GivenTable
from huiqi.profile.list_tables import (
    named_lists,
)
from huiqi.profile.record_columns import lists_told, refuse_twice
from huiqi.profile.rows import EnterpriseTable
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.loader.fact_figures import fact_figure
from huiqi.screening.loader.held_figures import (
    APART_COLUMN,
    HeldColumn,
    described,
    read_figures,
)
from huiqi.screening.loader.identity_keys import Identity, code_of, name_of
from huiqi.screening.loader.list_loading import (
    EnterpriseKeys,
    load_list,
)
from huiqi.screening.loader.listed_titles import (
    listed_titles,
    lists_listed,
    load_listed,
    set_listed_apart,
)
from huiqi.screening.loader.loaded import CARRIED, ENTERPRISES, TITLES, Loaded
from huiqi.screening.loader.loading_remarks import remark_on_doubtful, remark_on_unmatched
from huiqi.screening.loader.opening import (
    Headed,
    open_given,
    open_records,
)
from huiqi.screening.loader.plain_texts import is_blank, on_one_line, sql_name
from huiqi.screening.loader.record_loading import load_told
from huiqi.screening.loader.text_relations import (
    TextRelation,
)

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The enterprises by what their records name: the code, or the name.
_KEYS = "keys"


def load_enterprises(
    connection: DuckDBPyConnection,
    given: GivenTable,
    rulebook: Rulebook,
    as_of: date | None,
    diagnostics: Diagnostics,
    *,
    progress: Callable[[str], None] = lambda message: None,
) -> Loaded:
    """The tables of ``enterprises`` and of the lists, read as the common reader reads them.

    Args:
        connection: Where they are made.
        as_of: The day from which 去年 is told; ``None``: such a column is of no year.
        progress: Told ``done/total``, in hundredths of what the files hold.

    Raises:
        InputError: A file cannot be read as a table, or what a column is stays in doubt.  What is
            wrong with a row is no error: it is decided apart, and told then.
    """
    opened = open_given(connection, given, Headed(rulebook, as_of, diagnostics))
    source, table, flaws = opened.source, opened.table, opened.flaws
    sources = [
        one
        for named in named_lists(
            given.lists, given.whole_apart(table, rulebook), rulebook, diagnostics
        )
        if (one := open_records(connection, named, diagnostics)) is not None
    ]
    diagnostics.raise_errors()
    refuse_twice(table.facts, (own.fact for _, own in sources), diagnostics)
    connection.execute("CREATE OR REPLACE TEMP TABLE apart_rows (row BIGINT)")
    used = table.used
    flawed = {row for row, index in flaws if index in used or index >= len(table.table.columns)}
    connection.execute("INSERT INTO apart_rows SELECT unnest(?::BIGINT[])", [sorted(flawed)])
    by_columns, apart = lists_told(table.facts), {own.fact.id for _, own in sources}
    titles = listed_titles(connection, source, table, diagnostics)
    set_listed_apart(connection, source, table, titles, told=by_columns, with_=apart)
    told = {name: load_told(connection, source, table.facts, name) for name in sorted(by_columns)}
    code = code_of(connection, source.relation, table.found.get("credit_code"))
    _carried(connection, source, table, code)
    columns = {name: own.list_ for name, own in told.items()}
    for name in sorted(lists_listed(titles, table) - by_columns - apart):
        columns[name] = load_listed(connection, titles, table, name)
    sizes = [_size(Path(list_.table.file)) for _, list_ in sources]
    whole = sum(sizes) + _size(given.file)
    if sources:
        called = name_of(connection, source.relation, table.found["name"])
        keys = _keys(connection, source, code, called)
        for place, (own, list_) in enumerate(sources):
            progress(f"{100 * sum(sizes[:place]) // whole}/100")
            columns[list_.fact.id] = load_list(connection, own, list_, rulebook, keys)
            remark_on_unmatched(connection, own.relation, list_, diagnostics)
    progress(f"{100 * sum(sizes) // whole}/100")
    open_ = [own.open for own in columns.values() if own.open is not None]
    read = _enterprises(connection, source, table, open_)
    described_facts = described(
        connection, ENTERPRISES, [one for _, one in read], f"NOT {APART_COLUMN}"
    )
    facts = dict(zip((key for key, _ in read), described_facts, strict=True))
    counts = connection.execute(
        f"SELECT count(*), count(*) FILTER ({APART_COLUMN}) FROM {ENTERPRISES}"
    ).fetchone()
    assert counts is not None
    loaded = Loaded(
        connection=connection,
        columns=Columns(facts=facts, lists=columns),
        rows=counts[0],
        apart=counts[1],
        table=table,
        lists=sources,
        source=source,
        flaws=flaws,
        redact=given.redact,
    )
    remark_on_doubtful(loaded, ENTERPRISES, dict(read), diagnostics)
    for name, records in told.items():
        remark_on_doubtful(loaded, name, records.read, diagnostics)
    return loaded


def _size(path: Path) -> int:
    """Of a file, or all of a folder, in bytes; never nothing."""
    files = [own for own in path.rglob("*") if own.is_file()] if path.is_dir() else [path]
    return 1 + sum(own.stat().st_size for own in files if own.exists())


def _carried(
    connection: DuckDBPyConnection, source: TextRelation, table: EnterpriseTable, code: Identity
) -> None:
    """A view of who the enterprises are, and of the columns that are none of the rules', or name
    titles.
    """
    carried = "".join(
        f", s.c{index} AS carried{number}" for number, index in enumerate(table.carried)
    )
    carried += "".join(f", s.c{index} AS {TITLES}{index}" for index in table.facts.listing)
    name = on_one_line(f"s.c{table.found['name']}")
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {CARRIED} AS SELECT s.row AS row,"
        f" {name} AS name, {code.value} AS credit_code{carried}"
        f" FROM {sql_name(source.relation)} s{code.joins}"
    )


def _keys(
    connection: DuckDBPyConnection, source: TextRelation, code: Identity, name: Identity
) -> EnterpriseKeys:
    """The enterprises by code and by name."""
    told = f"{sql_name(source.relation)} s{code.joins}{name.joins}"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_KEYS} AS WITH own AS (SELECT s.row AS row,"
        f" {code.value} AS code, {name.value} AS name FROM {told})"
        " SELECT 'c' || code AS key, row, 0 AS copy FROM own WHERE code <> ''"
        " UNION ALL SELECT 'n' || name, row, 0 FROM own"
    )
    found = connection.execute(
        f"SELECT max(n) FROM (SELECT count(*) AS n FROM {_KEYS} GROUP BY key)"
    ).fetchone()
    copies = (found[0] if found is not None else None) or 1
    if copies > 1:
        copy = "row_number() OVER (PARTITION BY key ORDER BY row) - 1"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {_KEYS} AS SELECT key, row, {copy} AS copy FROM {_KEYS}"
        )
    return EnterpriseKeys(_KEYS, copies)


def _enterprises(
    connection: DuckDBPyConnection,
    source: TextRelation,
    table: EnterpriseTable,
    open_: Iterable[str],
) -> list[tuple[Key, HeldColumn]]:
    """``open_``: each a table of rows, of which a column of its name says whether it has them."""
    own = [key for key in table.facts.facts if WITHIN not in key[0]]
    figures = [fact_figure(source, table.facts, key) for key in own]
    read = read_figures(connection, source.relation, figures)
    joins, columns = "", ["s.row AS row"]
    apart = [is_blank(f"s.c{table.found['name']}"), "s.row IN (SELECT row FROM apart_rows)"]
    for number, one in enumerate(read):
        joins += one.join(f"m{number}")
        columns += one.columns(f"m{number}")
        if one.apart:
            apart.append(f"coalesce(m{number}.apart, false)")
    columns += [f"s.row IN (SELECT row FROM {own}) AS {own}" for own in map(sql_name, open_)]
    columns.append(f"{' OR '.join(apart)} AS {APART_COLUMN}")
    connection.execute(
        f"CREATE OR REPLACE TABLE {ENTERPRISES} AS SELECT {', '.join(columns)}"
        f" FROM {sql_name(source.relation)} s{joins}"
    )
    return list(zip(own, read, strict=True))
