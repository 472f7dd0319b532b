"""The rows that a table or the graph sets apart: decided one by one, as ``check`` decides them.

Their answers take the place of those of the query in the table ``answers``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostic
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.answer_columns import answer_cells, answer_columns
from huiqi.screening.grouping import place_in_group
from huiqi.screening.keeping import answer_of
from huiqi.screening.loaded_rows import decided_parts
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import ENTERPRISES
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.running import Decided
from huiqi.screening.screened import MeasureAnswer, Rejected
from huiqi.screening.table_answers import GROUP, Asked

_Told = tuple[tuple[MeasureAnswer, ...], int | None]


class Apart(NamedTuple):
    """How many rows the evaluator was given, those that could not be decided, and the cells of the
    others that could not be read.
    """

    rows: int
    rejected: tuple[Rejected, ...]
    unread: tuple[Diagnostic, ...]


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
        unread: list[Diagnostic] = []
        parts = decided_parts(
            self.loaded,
            numbers,
            self.decider,
            self.as_of,
            measures=self.measures,
            tell=self._told,
            processes=self.processes,
            progress=progress,
        )
        for part in parts:
            values = []
            for found in part:
                if isinstance(found, Decided):
                    values.append([*self._cells(found.told), found.row.number])
                    unread += found.unread
                else:
                    rejected.append(found)
            self._take(values)
        gone = [one.row for one in rejected]
        connection.execute("DELETE FROM answers WHERE row IN (SELECT unnest(?::BIGINT[]))", [gone])
        return Apart(len(numbers), tuple(rejected), tuple(unread))

    def _take(self, values: Sequence[Sequence[object]]) -> None:
        columns = [name for own in self.asked.answers for name in answer_columns(own)]
        columns += [GROUP] if self.asked.group is not None else []
        if values and columns:
            # Hundreds of columns: a statement for each row would take longer than to decide it.
            taken = ", ".join(f"{sql_name(name)} = taken.{sql_name(name)}" for name in columns)
            given = ", ".join(f"unnest(?) AS {sql_name(name)}" for name in (*columns, "row"))
            self.loaded.connection.execute(
                f"UPDATE answers SET {taken} FROM (SELECT {given}) AS taken"
                " WHERE answers.row = taken.row",
                [list(column) for column in zip(*values, strict=True)],
            )

    def _cells(self, told: _Told) -> Iterator[object]:
        answers, group = told
        for own, answer in zip(self.asked.answers, answers, strict=True):
            yield from answer_cells(own, answer)
        if self.asked.group is not None:
            yield group

    def _told(self, decision: Decision) -> _Told:
        group, place = self.asked.group, None
        if group is not None:
            place = place_in_group(group, self.decider.rulebook, decision.profile, self.as_of)
        return tuple(answer_of(result) for result in decision.results), place
