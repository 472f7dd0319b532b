"""The rows that a table or the graph sets apart: decided one by one, as ``check`` decides them.

Their answers take the place of those of the query in the table ``answers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.decision.standing import Mark
from huiqi.lowering.near_rows import NEAR_PLACES
from huiqi.lowering.status_rows import STATUSES
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.cents import cents_of
from huiqi.screening.city_totals import mark_name
from huiqi.screening.keeping import answer_of
from huiqi.screening.loaded_rows import decided_parts
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import ENTERPRISES
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.running import Decided
from huiqi.screening.screened import NEAR, MeasureAnswer, Rejected
from huiqi.screening.table_answers import BITS, MARKS, Answers, Asked, Bits

_Told = tuple[MeasureAnswer, ...]


class Apart(NamedTuple):
    """How many rows the evaluator was given, and those that could not be decided."""

    rows: int
    rejected: tuple[Rejected, ...]


class ApartRows:
    """Decides rows of a loaded table one by one."""

    def __init__(
        self, loaded: Loaded, asked: Asked, rulebook: Rulebook, as_of: date, processes: int = 2
    ) -> None:
        self.loaded, self.asked, self.as_of, self.processes = loaded, asked, as_of, processes
        self.decider = Decider(rulebook)
        self.measures = [own.measure for own in asked.answers]

    def decide(self, progress: Callable[[str], None] = lambda message: None) -> Apart:
        """Decides those that the loading or the query set apart.

        Args:
            progress: Told ``done/total``.
        """
        connection = self.loaded.connection
        numbers = [
            row
            for (row,) in connection.execute(
                f"SELECT row FROM {ENTERPRISES} JOIN answers USING (row)"
                f" WHERE {ENTERPRISES}.apart OR answers.apart ORDER BY row"
            ).fetchall()
        ]
        rejected: list[Rejected] = []
        parts = decided_parts(
            self.loaded,
            numbers,
            self.decider,
            self.as_of,
            measures=self.measures,
            tell=_told,
            processes=self.processes,
            progress=progress,
        )
        for part in parts:
            values = []
            for found in part:
                if isinstance(found, Decided):
                    values.append([*self._cells(found.told), found.row.number])
                else:
                    rejected.append(found)
            self._take(values)
        gone = [one.row for one in rejected]
        connection.execute("DELETE FROM answers WHERE row IN (SELECT unnest(?::BIGINT[]))", [gone])
        return Apart(len(numbers), tuple(rejected))

    def _take(self, values: Sequence[Sequence[object]]) -> None:
        columns = [name for own in self.asked.answers for name in _columns(own)]
        assignments = ", ".join(f"{sql_name(name)} = ?" for name in columns)
        if values and columns:
            statement = f"UPDATE answers SET {assignments} WHERE row = ?"
            self.loaded.connection.executemany(statement, values)

    def _cells(self, answers: _Told) -> Iterator[object]:
        for own, answer in zip(self.asked.answers, answers, strict=True):
            yield from _cells(own, answer)


def _told(decision: Decision) -> _Told:
    return tuple(answer_of(result) for result in decision.results)


def _columns(own: Answers) -> Iterator[str]:
    yield from (own.status, own.conditions, mark_name(own), own.grade)
    amounts = (own.low, own.high, own.at_most, own.fund_only)
    yield from (name for name in (*amounts, own.near, own.close) if name)
    for bits in (own.failing, own.missing, own.waiting):
        yield from bits.outputs


def _cells(own: Answers, answer: MeasureAnswer) -> Iterator[object]:
    """What stands in the columns of a measure, in their order."""
    yield STATUSES.index(answer.status)
    yield STATUSES.index(answer.conditions)
    yield MARKS.index(answer.mark)
    yield answer.grade
    ends = ((own.low, answer.low), (own.high, answer.high), (own.at_most, answer.at_most))
    yield from (cents_of(value) for name, value in ends if name)
    if own.fund_only:
        yield answer.fund_only
    if own.near and own.close:
        yield None if answer.near is None else int(answer.near * 10**NEAR_PLACES)
        yield answer.near is not None and answer.near <= NEAR
    missing = [name.partition("(")[0] for name in answer.missing]
    yield from _set_bits(own.failing, answer.failing)
    yield from _set_bits(own.missing, missing)
    yield from _set_bits(own.waiting, missing if answer.mark is Mark.ASK_ENTERPRISE else ())


def _set_bits(bits: Bits, names: Sequence[str]) -> Iterator[int]:
    wanted = set(names)
    for number in range(len(bits.outputs)):
        part = bits.names[number * BITS : (number + 1) * BITS]
        yield sum(1 << place for place, name in enumerate(part) if name in wanted)
