"""Brings a table of enterprises and its lists into DuckDB.

Code, a remark: P178 rows that tell of records in columns of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.lowering.cell_columns import Columns, ListColumns
from huiqi.profile.column_names import Key
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.given_table import GivenTable
from huiqi.profile.list_tables import (
    named_lists,
)
from huiqi.profile.record_columns import refuse_twice
from huiqi.profile.rows import EnterpriseTable
from huiqi.quantities import RATIO_UNITS
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.loader.held_figures import (
    APART_COLUMN,
    HeldColumn,
    HeldFigure,
    UnreadableError,
    described,
    held_name,
    read_figures,
)
from huiqi.screening.loader.identity_keys import Identity, code_of, name_of
from huiqi.screening.loader.list_loading import (
    EnterpriseKeys,
    load_list,
    within_one,
)
from huiqi.screening.loader.loaded import CARRIED, ENTERPRISES, Loaded
from huiqi.screening.loader.loading_remarks import remark_on_doubtful, remark_on_unmatched
from huiqi.screening.loader.opening import (
    SOURCE,
    Headed,
    open_given,
    open_records,
)
from huiqi.screening.loader.plain_texts import is_blank, on_one_line
from huiqi.screening.loader.text_relations import (
    TextRelation,
)
from huiqi.sentences import sentence
from huiqi.tables.numbers import text_flaw
from huiqi.values import Value
from huiqi.wordings import says_nothing

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
    _tell_records_apart(connection, source, table.facts, diagnostics)
    code = code_of(connection, source.relation, table.found.get("credit_code"))
    _carried(connection, table, code)
    columns: dict[str, ListColumns] = {}
    sizes = [_size(Path(list_.table.file)) for _, list_ in sources]
    whole = sum(sizes) + _size(given.file)
    if sources:
        name = name_of(connection, source.relation, table.found["name"])
        keys = _keys(connection, code, name)
        for place, (own, list_) in enumerate(sources):
            progress(f"{100 * sum(sizes[:place]) // whole}/100")
            columns[list_.fact.id] = load_list(connection, own, list_, rulebook, keys)
            remark_on_unmatched(connection, own.relation, list_, diagnostics)
    progress(f"{100 * sum(sizes) // whole}/100")
    read = _enterprises(connection, source, table)
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
    remark_on_doubtful(loaded, read, diagnostics)
    return loaded


def _tell_records_apart(
    connection: DuckDBPyConnection,
    source: TextRelation,
    facts: FactColumns,
    diagnostics: Diagnostics,
) -> None:
    """The rows that tell of a record in columns of their own: the evaluator decides them.

    As a remark P178 how many those are.
    """
    within = {key: index for key, index in facts.columns.items() if WITHIN in key[0]}
    for key, index in within.items():
        if key[0].partition(WITHIN)[0] in facts.whole:
            # What it does not tell of there is not, which the evaluator says of every row.
            connection.execute(f"INSERT INTO apart_rows SELECT row FROM {SOURCE}")
            continue
        cell = source.cell(index).text
        texts = connection.execute(f"SELECT DISTINCT {cell} FROM {SOURCE}").fetchall()
        told = [text for (text,) in texts if not facts.tells_nothing(key, text or "")]
        connection.execute(
            f"INSERT INTO apart_rows SELECT row FROM {SOURCE}"
            f" WHERE {cell} IN (SELECT unnest(?::VARCHAR[]))",
            [told],
        )
    if within:
        found = connection.execute("SELECT count(DISTINCT row) FROM apart_rows").fetchone()
        diagnostics.warn(
            "P178",
            facts.table.place(None, min(within.values())),
            sentence(
                "这几列是清单的栏，写了的要逐户评估：{number} 户", number=found[0] if found else 0
            ),
            remedy=sentence("户数多，把它们另做一张表，用 --with 清单=文件"),
        )


def _size(path: Path) -> int:
    """Of a file, or all of a folder, in bytes; never nothing."""
    files = [own for own in path.rglob("*") if own.is_file()] if path.is_dir() else [path]
    return 1 + sum(own.stat().st_size for own in files if own.exists())


def _carried(connection: DuckDBPyConnection, table: EnterpriseTable, code: Identity) -> None:
    """A view of who the enterprises are, and of the columns that are none of the rules'."""
    carried = "".join(
        f", s.c{index} AS carried{number}" for number, index in enumerate(table.carried)
    )
    name = on_one_line(f"s.c{table.found['name']}")
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {CARRIED} AS SELECT s.row AS row,"
        f" {name} AS name, {code.value} AS credit_code{carried}"
        f" FROM {SOURCE} s{code.joins}"
    )


def _keys(connection: DuckDBPyConnection, code: Identity, name: Identity) -> EnterpriseKeys:
    """The enterprises by code and by name."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_KEYS} AS WITH own AS (SELECT s.row AS row,"
        f" {code.value} AS code, {name.value} AS name FROM {SOURCE} s{code.joins}{name.joins})"
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
    connection: DuckDBPyConnection, source: TextRelation, table: EnterpriseTable
) -> list[tuple[Key, HeldColumn]]:
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
        f" FROM {SOURCE} s{joins}"
    )
    return list(zip((key for key, _ in told), read, strict=True))


def _figures(source: TextRelation, facts: FactColumns) -> list[tuple[Key, HeldFigure]]:
    found = []
    for key, fact in facts.facts.items():
        if WITHIN in key[0]:
            continue
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
