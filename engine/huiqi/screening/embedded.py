"""Decides a whole table in DuckDB: one query for all that it can say, the evaluator for the rest.

The answers stand in the table ``answers`` of the connection: a row for each enterprise, and of each
measure the columns that :class:`~huiqi.screening.table_answers.Answers` names, with amounts in
cents and the mark worked out.  A row that the graph cannot say is decided as ``check`` decides it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from huiqi.decision.results import Status
from huiqi.decision.standing import Mark
from huiqi.lowering.status_rows import STATUSES
from huiqi.screening.loader.loaded import ENTERPRISES
from huiqi.screening.loader.plain_texts import sql_name as quoted
from huiqi.screening.loader.plain_texts import sql_text
from huiqi.screening.query_parts import QueryPart, asked_in_parts
from huiqi.screening.query_progress import watched
from huiqi.screening.sql.dialects import SLOW_OPTIMIZERS, text
from huiqi.screening.sql.query import Tables, query
from huiqi.screening.table_answers import APART, GROUP, MARKS, Answers, Asked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


#: At most so many rows are decided at a time; each time the query is planned anew.
AT_ONCE = 300_000
#: So many bytes the database keeps in memory, unless the machine has less than twice as many.
MEMORY = 3 * 2**30
#: What the database is called; a cursor of the connection has to be told to use it.
CITY = "city"
#: So many rows one thread takes at a time; as a rule it is 122,880, of which a county has but one.
ROW_GROUP = 16_384
#: What the first of two queries told.
_BEFORE = "first_answers"
#: The views of the rows that are decided at a time, and of their records.
_PART = "part"


def _memory() -> int:
    """So many bytes the database keeps in memory; what is more waits on disk."""
    installed = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(MEMORY, installed // 2)


@contextmanager
def database() -> Iterator[DuckDBPyConnection]:
    """A database on disk that goes when it is left, so that a table may be larger than memory."""
    import duckdb

    with TemporaryDirectory(prefix="huiqi-") as folder:
        connection = duckdb.connect()
        own = sql_text(str(Path(folder) / "city.duckdb"))
        connection.execute(f"ATTACH {own} AS {CITY} (ROW_GROUP_SIZE {ROW_GROUP})")
        connection.execute(f"USE {CITY}")
        connection.execute(f"SET temp_directory = '{folder}'")
        connection.execute(f"SET memory_limit = '{_memory()}B'")
        # It is told on standard error, by huiqi itself.
        connection.execute("SET enable_progress_bar = false")
        try:
            yield connection
        finally:
            connection.close()


#: Makes the table ``answers``; tells ``done/total``, as far as it is known.
Decide = Callable[["DuckDBPyConnection", Asked, Callable[[str], None]], None]


def written_query(asked: Asked) -> Sequence[QueryPart]:
    """The text of the query over the loaded tables, part by part."""
    return [
        QueryPart(part, text(query(part.outputs, tables_of(part)), "duckdb"))
        for part in asked_in_parts(asked)
    ]


def loaded_tables(asked: Asked) -> Tables:
    """The tables as they are loaded."""
    return Tables(enterprises=ENTERPRISES, lists={name: name for name in asked.lists})


def tables_of(asked: Asked) -> Tables:
    """The tables as they are asked, part by part."""
    return Tables(enterprises=_PART, lists={name: _part_of(name) for name in asked.lists})


def _part_of(name: str) -> str:
    return f"{_PART}.{name}"


def decide_in_database(
    connection: DuckDBPyConnection,
    asked: Asked,
    written: Sequence[QueryPart],
    progress: Callable[[str], None] = lambda message: None,
    *,
    exact: bool = False,
) -> None:
    """Makes the table ``answers``, so many rows at a time that memory does not grow with them.

    Args:
        progress: Told ``done/total``.
        exact: Amounts are not rounded to cents, but have the places that the answers name; and
            other cursors see the table, since two sides are compared.
    """
    span = connection.execute(f"SELECT min(row), max(row), count(*) FROM {ENTERPRISES}").fetchone()
    assert span is not None
    first, last, number = span[0] or 0, span[1] or -1, span[2]
    *before_it, last_query = written
    decided = _decoded(last_query, exact=exact)
    if before_it:
        decided = _joined(asked, decided, exact=exact)
    # A table in the file would have each of its columns compressed, for as long as to decide it.
    into = f"CREATE OR REPLACE {'' if exact else 'TEMP '}TABLE answers AS"
    with without_slow_optimizers(connection):
        rows = max(last, first) + 1 - first
        # All of one size: a small last one took more than twice as long as a full one.
        size = -(-rows // -(-rows // AT_ONCE))
        for start in range(first, first + rows, size):
            end = start + size - 1
            show_part(connection, asked, f"row BETWEEN {start} AND {end}")
            before, after = (min(row - first, number) for row in (start, end + 1))

            def told(share: float, before: int = before, after: int = after) -> None:
                # Both ends of a part are told as the parts end.
                if before < (rows := before + int(share * (after - before))) < after:
                    progress(f"{rows}/{number}")

            for own in before_it:
                connection.execute(
                    f"CREATE OR REPLACE TEMP TABLE {_BEFORE} AS {_decoded(own, exact=exact)}"
                )
            with watched(connection, told):
                connection.execute(f"{into} {decided}")
            into = "INSERT INTO answers"
            progress(f"{after}/{number}")


def decide_in_duckdb(
    connection: DuckDBPyConnection,
    asked: Asked,
    progress: Callable[[str], None] = lambda message: None,
) -> None:
    """The same by the query as DuckDB reads it."""
    decide_in_database(connection, asked, written_query(asked), progress)


def take_answers(connection: DuckDBPyConnection, asked: Asked, outputs: str) -> None:
    """The same of what another database gave: ``outputs`` selects it."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE answers AS {_decoded(QueryPart(asked, outputs))}"
    )


def plan_in_database(
    connection: DuckDBPyConnection, asked: Asked, written: Sequence[QueryPart]
) -> None:
    """Asks the query of no row: what it takes is its planning, which each part takes again."""
    with without_slow_optimizers(connection):
        show_part(connection, asked, "false")
        for part in written:
            connection.execute(_decoded(part)).fetchall()


def show_part(connection: DuckDBPyConnection, asked: Asked, where: str) -> None:
    """The tables as a query asks them, of some rows."""
    for name, own in ((ENTERPRISES, _PART), *((n, _part_of(n)) for n in asked.lists)):
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {quoted(own)} AS"
            f" SELECT * FROM {quoted(name)} WHERE {where}"
        )


@contextmanager
def without_slow_optimizers(connection: DuckDBPyConnection) -> Iterator[None]:
    """While a query of the rules is asked."""
    known = {row[0] for row in connection.execute("FROM duckdb_optimizers()").fetchall()}
    slow = ",".join(name for name in SLOW_OPTIMIZERS if name in known)
    connection.execute(f"SET disabled_optimizers = '{slow}'")
    try:
        yield
    finally:
        connection.execute("RESET disabled_optimizers")


def _joined(asked: Asked, decoded: str, *, exact: bool) -> str:
    """With what the query before it told of the same rows, in the order in which it is asked."""
    names = ", ".join(map(quoted, _told(asked, exact=exact)))
    return f"SELECT {names} FROM ({decoded}) JOIN {_BEFORE} USING (row)"


def _decoded(part: QueryPart, *, exact: bool = False) -> str:
    """The answers with their marks, and with amounts in cents; ``exact``: as they are."""
    told = _told(part.asked, exact=exact).items()
    columns = ", ".join(f"{written} AS {quoted(name)}" for name, written in told)
    return f"SELECT {columns} FROM ({part.written})"


def _told(asked: Asked, *, exact: bool) -> dict[str, str]:
    """Each column of the answers, and how it is made of the outputs."""
    told = {"row": "row"}
    if APART in asked.outputs:
        told[APART] = quoted(APART)
    if GROUP in asked.outputs:
        told[GROUP] = f"{quoted(GROUP)}::UTINYINT"
    for own in asked.answers:
        told[own.status] = f"{quoted(own.status)}::UTINYINT"
        told[own.conditions] = f"{quoted(own.conditions)}::UTINYINT"
        told[f"{own.measure.id}.mark"] = f"({_mark(own)})::UTINYINT"
        told[own.grade] = f"{quoted(own.grade)}::UTINYINT"
        for name in (own.low, own.high, own.at_most):
            if name is not None:
                key = name.rpartition(".")[2]
                told[name] = f"{quoted(name)}::HUGEINT" if exact else _cents(name, own.places[key])
        if own.fund_only is not None:
            told[own.fund_only] = quoted(own.fund_only)
        if own.near is not None and own.close is not None:
            told |= {own.near: f"{quoted(own.near)}::BIGINT", own.close: quoted(own.close)}
        for bits in (own.met, own.open, own.failing, own.missing, own.waiting):
            told |= {name: f"{quoted(name)}::BIGINT" for name in bits.outputs}
    return told


def _mark(own: Answers) -> str:
    status = quoted(own.status)

    def code(of: Status) -> int:
        return STATUSES.index(of)

    no = ", ".join(str(code(one)) for one in (Status.NOT_IN_FORCE, Status.DOES_NOT_QUALIFY))
    asks = quoted(own.asks) if own.asks is not None else "false"
    return (
        f"CASE WHEN {status} = {code(Status.QUALIFIES)} THEN {MARKS.index(Mark.ELIGIBLE)}"
        f" WHEN {status} IN ({no}) THEN {MARKS.index(Mark.NO)}"
        f" WHEN {asks} THEN {MARKS.index(Mark.ASK_ENTERPRISE)}"
        f" ELSE {MARKS.index(Mark.ASK_OFFICE)} END"
    )


def _cents(name: str, places: int) -> str:
    """An amount in cents, rounded half up: no amount is below zero."""
    column = quoted(name)
    if places <= 2:
        factor = 10 ** (2 - places)
        return f"({column}::HUGEINT * {factor})::BIGINT" if factor > 1 else f"{column}::BIGINT"
    unit = 10 ** (places - 2)
    shifted = f"({column}::HUGEINT + {unit // 2})"
    return f"(({shifted} - {shifted} % {unit}) // {unit})::BIGINT"
