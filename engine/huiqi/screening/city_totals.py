"""What the answers of a whole table come to: sums, whom to call, which facts are waited for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from huiqi.decision.results import Status
from huiqi.decision.standing import Mark
from huiqi.lowering.status_rows import STATUSES
from huiqi.screening.cents import from_cents
from huiqi.screening.grouping import GROUPED, Grouping
from huiqi.screening.loader.plain_texts import sql_name as quoted
from huiqi.screening.screened import MeasureTotal
from huiqi.screening.table_answers import BITS, MARKS, Answers, Asked, Bits

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from huiqi.evaluation.reads import Missing

#: So many sums are asked for in one statement: twice as many take four times as long to plan.
_AT_ONCE = 100
#: Of a measure: of each mark, what it comes to at least and at most, and what is not bounded, not
#: figured or near.
_OF_MEASURE = len(MARKS) + 5


class Waiting(NamedTuple):
    """A fact that answers wait for: of how many enterprises, and how many answers in all."""

    missing: Missing
    enterprises: int
    answers: int


def mark_name(own: Answers) -> str:
    """The column with the mark of a measure."""
    return f"{own.measure.id}.mark"


def _is(own: Answers, mark: Mark) -> str:
    return f"{quoted(mark_name(own))} = {MARKS.index(mark)}"


def _ready(own: Answers) -> str:
    """As :attr:`~huiqi.screening.screened.MeasureAnswer.ready`, but for whether money is known."""
    met = f"{quoted(own.conditions)} = {STATUSES.index(Status.QUALIFIES)}"
    return f"({_is(own, Mark.ELIGIBLE)} OR {_is(own, Mark.ASK_OFFICE)} AND {met})"


def most(own: Answers, table: str = "answers") -> str:
    """What a measure comes to at most, in cents, as far as it is known of one enterprise."""
    names = (name for name in (own.at_most, own.high) if name is not None)
    ends = [f"{table}.{quoted(name)}" for name in names]
    found = f"coalesce({', '.join(ends)})" if len(ends) > 1 else ends[0] if ends else "NULL"
    if own.fund_only is not None:
        found = f"CASE WHEN NOT {table}.{quoted(own.fund_only)} THEN {found} END"
    return found


def totals(connection: DuckDBPyConnection, asked: Asked) -> tuple[MeasureTotal, ...]:
    """What each measure comes to over all of them, in the rules' order."""
    every, some = asked.answers, _AT_ONCE // _OF_MEASURE
    parts = (every[place : place + some] for place in range(0, len(every), some))
    return tuple(one for part in parts for one in _totals_of(connection, part))


def _totals_of(connection: DuckDBPyConnection, answers: Sequence[Answers]) -> list[MeasureTotal]:
    found, told = [], []
    for own in answers:
        had = _is(own, Mark.ELIGIBLE)
        low = quoted(own.low) if own.low is not None else "0"
        told += [f"count(*) FILTER ({_is(own, mark)})" for mark in MARKS]
        told += [
            f"coalesce(sum(coalesce({low}, 0)) FILTER ({had}), 0)",
            f"coalesce(sum({most(own)}::HUGEINT) FILTER ({had}), 0)",
            f"count(*) FILTER ({had} AND ({most(own)}) IS NULL)",
            f"count(*) FILTER ({had} AND ({_unfigured(own)}))",
            f"count(*) FILTER ({quoted(own.close)})" if own.close is not None else "0",
        ]
    row = connection.execute(f"SELECT {', '.join(told)} FROM answers").fetchone()
    assert row is not None
    sums = iter(row)
    for own in answers:
        paid = own.measure.gives is not None
        marks = dict(zip(MARKS, islice(sums, len(MARKS)), strict=True))
        least, greatest, unbounded, unfigured, near = islice(sums, _OF_MEASURE - len(MARKS))
        found.append(
            MeasureTotal(
                measure=own.measure.id,
                marks=marks,
                low=from_cents(least) if paid else Decimal(0),
                high=None if paid and unbounded else from_cents(greatest) if paid else Decimal(0),
                unfigured=unfigured if paid else 0,
                near=near,
            )
        )
    return found


def _unfigured(own: Answers) -> str:
    """Whether an amount is named, and what is known bounds it nowhere."""
    if own.measure.gives is None:
        return "false"
    bounded = f"({most(own)}) IS NOT NULL"
    low = f"coalesce({quoted(own.low)}, 0) > 0" if own.low is not None else "false"
    return f"NOT ({bounded} OR {low})"


def waiting(connection: DuckDBPyConnection, asked: Asked) -> tuple[Waiting, ...]:
    """Which facts answers wait for; what the most answers wait for first."""
    wanted: dict[str, list[str]] = {}
    for own in asked.answers:
        for position, name in enumerate(own.waiting.names):
            wanted.setdefault(name, []).append(_bit(own.waiting, position))
    found = []
    names = list(wanted)
    for start in range(0, len(names), _AT_ONCE // 2):
        part = names[start : start + _AT_ONCE // 2]
        sums = []
        for name in part:
            either = " OR ".join(wanted[name])
            each = " + ".join(f"count(*) FILTER ({bit})" for bit in wanted[name])
            sums += [f"count(*) FILTER ({either})", each]
        row = connection.execute(f"SELECT {', '.join(sums)} FROM answers").fetchone()
        assert row is not None
        for place, name in enumerate(part):
            if row[2 * place]:
                found.append(Waiting(asked.facts[name], row[2 * place], row[2 * place + 1]))
    return tuple(sorted(found, key=lambda one: (-one.answers, str(one.missing))))


def _bit(bits: Bits, position: int) -> str:
    column = quoted(bits.outputs[position // BITS])
    return f"({column} >> {position % BITS}) & 1 = 1"


def first_to_call(
    connection: DuckDBPyConnection, asked: Asked, number: int, grouped: Grouping | None
) -> list[tuple[str, list[int]]]:
    """The rows of whom to call first: the nearest misses, then what can be had or only an office
    has to confirm, then what an answer may open, each by how much; then the rest.

    Args:
        number: So many of each group.
        grouped: What tells the groups apart; ``None``: one group without a name.
    """
    near = [
        f"CASE WHEN {quoted(own.close)} THEN {quoted(own.near)} END"
        for own in asked.answers
        if own.near is not None and own.close is not None
    ]
    nearest = f"least({', '.join(near)})" if near else "NULL"
    ready = [f"CASE WHEN {_ready(own)} THEN nullif({most(own)}, 0) END" for own in asked.answers]
    asks = [
        f"CASE WHEN {_is(own, Mark.ASK_ENTERPRISE)} THEN coalesce({most(own)}, 0) END"
        for own in asked.answers
    ]
    readiest, largest = (f"greatest({', '.join(own)})" if own else "NULL" for own in (ready, asks))
    told = "'' AS told" if grouped is None else "told"
    joined = "" if grouped is None else f" JOIN {GROUPED} USING (row)"
    query = (
        f"SELECT told, row FROM (SELECT {told}, answers.row,"
        f" {nearest} AS near, {readiest} AS ready, {largest} AS asks FROM answers{joined})"
        " QUALIFY row_number() OVER (PARTITION BY told ORDER BY"
        " CASE WHEN near IS NOT NULL THEN 0 WHEN ready IS NOT NULL THEN 1"
        " WHEN asks IS NOT NULL THEN 2 ELSE 3 END,"
        f" near, coalesce(ready, asks) DESC, row) <= {number} ORDER BY told, row"
    )
    groups: dict[str, list[int]] = {}
    for told, row in connection.execute(query).fetchall():
        groups.setdefault("" if grouped is None else grouped.named(told), []).append(row)
    return list(groups.items())


def having_some(connection: DuckDBPyConnection, asked: Asked) -> list[int]:
    """The rows of those who have something for certain, under documents known to be in force."""
    had = " OR ".join(_is(own, Mark.ELIGIBLE) for own in asked.answers) or "false"
    found = connection.execute(f"SELECT row FROM answers WHERE {had} ORDER BY row").fetchall()
    return [row for (row,) in found]
