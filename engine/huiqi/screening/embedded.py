"""Decides a whole table in DuckDB: one query for all that it can say, the evaluator for the rest.

The answers stand in the table ``answers`` of the connection: a row for each enterprise, and of each
measure the columns that :class:`~huiqi.screening.answers.Answers` names, with amounts in cents and
the mark worked out.  A row that the graph cannot say is decided as ``check`` decides it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision, Status
from huiqi.decision.standing import Mark
from huiqi.lowering.status_rows import STATUSES
from huiqi.quantities import Number, round_half_up
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.answers import APART, BITS, MARKS, Answers, Asked, Bits
from huiqi.screening.keeping import answer_of
from huiqi.screening.loading import Loaded
from huiqi.screening.loading.loaded import ENTERPRISES
from huiqi.screening.loading.plain_texts import name as quoted
from huiqi.screening.running import Decided, RowDecider, decide_rows
from huiqi.screening.screened import MeasureAnswer, Rejected
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import Tables, query
from huiqi.truth import FALSE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: So many rows are handed to the evaluator at once.
_PART = 2_000
#: The largest amount in cents that a column holds.
_MOST_CENTS = 10**18


class Timing(NamedTuple):
    """Seconds: of making the query, of the database's planning and running."""

    lowering: float
    running: float


@contextmanager
def database(memory: str = "") -> Iterator[DuckDBPyConnection]:
    """A database on disk that goes when it is left, so that a table may be larger than memory.

    ``memory``: the most it takes, such as ``4GB``; absent, what the library thinks right.
    """
    import duckdb

    with TemporaryDirectory(prefix="huiqi-") as folder:
        connection = duckdb.connect(str(Path(folder) / "city.duckdb"))
        connection.execute(f"SET temp_directory = '{folder}'")
        if memory:
            connection.execute("SET memory_limit = ?", [memory])
        try:
            yield connection
        finally:
            connection.close()


def written_query(asked: Asked, dialect: str) -> str:
    """The text of the query over the loaded tables."""
    return text(query(asked.outputs, tables_of(asked)), dialect)


def tables_of(asked: Asked) -> Tables:
    """The tables as they are loaded."""
    return Tables(enterprises=ENTERPRISES, lists={name: name for name in asked.lists})


def decide_in_database(connection: DuckDBPyConnection, asked: Asked, written: str) -> None:
    """Makes the table ``answers``."""
    # The query is written with each expression once and live columns only: planning it again and
    # again for what cannot be simplified takes longer than running it.
    optimizers = [row[0] for row in connection.execute("FROM duckdb_optimizers()").fetchall()]
    connection.execute(f"SET disabled_optimizers = '{','.join(optimizers)}'")
    try:
        connection.execute(f"CREATE OR REPLACE TABLE answers AS {_decoded(asked, written)}")
    finally:
        connection.execute("RESET disabled_optimizers")


def _decoded(asked: Asked, written: str) -> str:
    """The answers with their marks, and with amounts in cents."""
    columns = ["row", quoted(APART)]
    for own in asked.answers:
        columns += [
            f"{quoted(own.status)}::UTINYINT AS {quoted(own.status)}",
            f"{quoted(own.conditions)}::UTINYINT AS {quoted(own.conditions)}",
            f"({_mark(own)})::UTINYINT AS {quoted(own.measure.id + '.mark')}",
            f"{quoted(own.grade)}::UTINYINT AS {quoted(own.grade)}",
        ]
        for name in (own.low, own.high, own.at_most):
            if name is not None:
                key = name.rpartition(".")[2]
                columns.append(f"{_cents(name, own.places[key])} AS {quoted(name)}")
        if own.fund_only is not None:
            columns.append(quoted(own.fund_only))
        for bits in (own.failing, own.open, own.missing, own.waiting):
            columns += [f"{quoted(name)}::BIGINT AS {quoted(name)}" for name in bits.outputs]
    return f"SELECT {', '.join(columns)} FROM ({written})"


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


def explain(connection: DuckDBPyConnection, asked: Asked, written: str) -> None:
    optimizers = [row[0] for row in connection.execute("FROM duckdb_optimizers()").fetchall()]
    connection.execute(f"SET disabled_optimizers = '{','.join(optimizers)}'")
    connection.execute("EXPLAIN " + _decoded(asked, written)).fetchall()
    connection.execute("RESET disabled_optimizers")


# ---- rows that the evaluator decides


class Apart(NamedTuple):
    """How many rows the evaluator decided, and those that could not be decided."""

    decided: int
    rejected: tuple[Rejected, ...]


def decide_apart(
    loaded: Loaded,
    asked: Asked,
    rulebook: Rulebook,
    as_of: date,
    *,
    processes: int = 2,
    progress: Callable[[str], None] = lambda message: None,
) -> Apart:
    """Decides one by one the rows that the table or the graph sets apart, and of all rows the
    measures that the graph does not say; the answers take their place in ``answers``.
    """
    connection = loaded.connection
    rows = [
        row
        for (row,) in connection.execute(
            f"SELECT row FROM {ENTERPRISES} JOIN answers USING (row)"
            f" WHERE {ENTERPRISES}.apart OR answers.apart ORDER BY row"
        ).fetchall()
    ]
    connection.execute(
        "CREATE OR REPLACE TABLE apart_texts (row BIGINT, measure VARCHAR, failing VARCHAR, missing VARCHAR)"
    )
    measures = [own.measure for own in asked.answers]
    decided, rejected = _decide(loaded, rulebook, as_of, rows, measures, processes, progress)
    gone = [one.row for one in rejected]
    connection.execute("DELETE FROM answers WHERE row IN (SELECT unnest(?::BIGINT[]))", [gone])
    _take(connection, asked, decided)
    return Apart(len(rows), tuple(rejected))


def _decide(
    loaded: Loaded,
    rulebook: Rulebook,
    as_of: date,
    rows: Sequence[int],
    measures: Sequence[Measure],
    processes: int,
    progress: Callable[[str], None],
) -> tuple[list[tuple[int, tuple[MeasureAnswer, ...]]], list[Rejected]]:
    decided: list[tuple[int, tuple[MeasureAnswer, ...]]] = []
    rejected: list[Rejected] = []
    decider = Decider(rulebook)
    for start in range(0, len(rows), _PART):
        part = loaded.part(rows[start : start + _PART])
        row_decider = RowDecider(
            decider, part.table, part.lists, as_of, measures=measures, tell=_answers
        )
        for found in decide_rows(row_decider, processes, lambda told: None):
            if isinstance(found, Decided):
                decided.append((found.row.number, found.told))
            else:
                rejected.append(found)
        progress(f"{min(start + _PART, len(rows))}/{len(rows)}")
    return decided, rejected


def _answers(decision: Decision) -> tuple[MeasureAnswer, ...]:
    return tuple(answer_of(result) for result in decision.results)


def _take(
    connection: DuckDBPyConnection,
    asked: Asked,
    decided: Iterable[tuple[int, tuple[MeasureAnswer, ...]]],
) -> None:
    """Puts the answers of the evaluator where the query's stood."""
    columns: list[str] = []
    for own in asked.answers:
        columns += [own.status, own.conditions, f"{own.measure.id}.mark", own.grade]
        columns += [name for name in (own.low, own.high, own.at_most) if name is not None]
        columns += [own.fund_only] if own.fund_only is not None else []
        columns += [
            name
            for bits in (own.failing, own.open, own.missing, own.waiting)
            for name in bits.outputs
        ]
    assignments = ", ".join(f"{quoted(name)} = ?" for name in columns)
    statement = f"UPDATE answers SET {assignments} WHERE row = ?"
    by_measure = {own.measure.id: own for own in asked.answers}
    values, texts = [], []
    for row, answers in decided:
        cells: list[object] = []
        for answer in answers:
            cells += _cells(by_measure[answer.measure], answer)
            if answer.failing or answer.missing:
                texts.append(
                    [row, answer.measure, " ".join(answer.failing), " ".join(answer.missing)]
                )
        values.append([*cells, row])
    if values:
        connection.executemany(statement, values)
    if texts:
        connection.executemany("INSERT INTO apart_texts VALUES (?, ?, ?, ?)", texts)


def _cells(own: Answers, answer: MeasureAnswer) -> Iterator[object]:
    yield STATUSES.index(answer.status)
    yield STATUSES.index(answer.conditions)
    mark = Mark.NO if answer.mark is Mark.ONE_STEP else answer.mark
    yield MARKS.index(mark)
    yield answer.grade
    for name, value in (
        (own.low, answer.low),
        (own.high, answer.high),
        (own.at_most, answer.at_most),
    ):
        if name is not None:
            yield _in_cents(value)
    if own.fund_only is not None:
        yield answer.fund_only
    for bits, names in (
        (own.failing, answer.failing),
        (own.open, ()),
        (own.missing, answer.missing),
        (own.waiting, answer.missing if answer.asks else ()),
    ):
        yield from _set_bits(bits, names)


def _set_bits(bits: Bits, names: Sequence[str]) -> Iterator[int]:
    wanted = set(names)
    for number in range(len(bits.outputs)):
        part = bits.names[number * BITS : (number + 1) * BITS]
        yield sum(1 << place for place, name in enumerate(part) if name in wanted)


def _in_cents(value: Number | None) -> int | None:
    return None if value is None else int(round_half_up(value, 2).scaleb(2))


def timed(work: Callable[[], object]) -> float:
    """How many seconds something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_force(own: Answers) -> bool:
    """Whether a measure's document may be in force."""
    return own.lowered.force is not FALSE


def yuan(cents: int | None) -> Decimal | None:
    """Cents as yuan."""
    return None if cents is None else Decimal(cents).scaleb(-2)
