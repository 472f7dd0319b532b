"""Rows of a table decided one by one on both sides: what changes for each enterprise."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date

from huiqi.audit.difference.counting import Counting, RowChanges
from huiqi.audit.difference.gains_and_losses import Who, changes_in
from huiqi.audit.difference.results import Side
from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostics, Place, input_error
from huiqi.profile.given_table import GivenTable
from huiqi.rulebook.rulebook import Definition
from huiqi.screening.grouping import Grouping, grouping, place_in_group
from huiqi.screening.loader import WrittenRows
from huiqi.screening.running import Decided, RowDecider, decide_rows
from huiqi.screening.screened import Rejected
from huiqi.sentences import sentence
from huiqi.tables import Row

#: So many processes decide rows side by side.
PROCESSES = 2


class BothSides:
    """Decides a row on both sides.

    ``measures``: these alone (``None``: all); ``sound``: the rows state nothing that cannot be.
    """

    def __init__(
        self,
        sides: tuple[Side, Side],
        opened: tuple[WrittenRows, WrittenRows],
        deciders: tuple[Decider, Decider],
        grouped: Grouping | None,
        *,
        measures: Container[str] | None = None,
        sound: bool = False,
    ) -> None:
        self.table, self.grouped = opened[0].table, grouped
        self._before, self._after = (
            RowDecider(
                decider,
                one.table,
                one.lists,
                side.as_of,
                measures=[
                    own for own in side.rulebook.supports if measures is None or own.id in measures
                ],
                tell=lambda decision: decision,
                sound=sound,
            )
            for side, one, decider in zip(sides, opened, deciders, strict=True)
        )
        self._rows = {row.number: row for row in opened[1].table.table.rows}
        if self._rows.keys() != {row.number for row in self.table.table.rows}:
            raise other_rows(self.table.table.file)

    def decide(self, row: Row) -> Decided[RowChanges] | Rejected:
        """What changes for the enterprise; refused where one side cannot read it."""
        one = self._before.read(row)
        if isinstance(one, Rejected):
            return one
        other = self._after.read(self._rows[row.number])
        if isinstance(other, Rejected):
            return other
        before, after = self._before.decided(one), self._after.decided(other)
        profile = before.told.profile
        who = Who(profile.name, self._group(row, before.told), profile.file)
        changes = changes_in(who, before.told.results, after.told.results)
        remarks = tuple(dict.fromkeys((*before.remarks, *after.remarks)))
        return Decided(row, RowChanges(who.group, changes), remarks)

    def _group(self, row: Row, decision: Decision) -> str:
        """By the side before, as a table's enterprises are told apart."""
        if self.grouped is None:
            return ""
        own: Definition | None = self.grouped.definition
        place = None
        if own is not None:
            rulebook = self._before.decider.rulebook
            place = place_in_group(own, rulebook, decision.profile, decision.as_of)
        cells = [row.cells[index] for index in self.table.carried]
        return self.grouped.group(cells, place).name


def told_from(sides: tuple[Side, Side]) -> date | None:
    """The day from which a table says 去年: of two days in different years nobody knows which."""
    one, other = (side.as_of for side in sides)
    return one if one.year == other.year else None


def other_rows(file: str) -> Exception:
    """C137: the two sides find the head of a table in another row."""
    return input_error(
        "C137",
        Place(file),
        sentence("两边的规则认出的表头不在同一行，读出的企业不同，不能逐户比"),
        remedy=sentence("用 --header 写明表头在第几行"),
    )


def compare_small_table(
    sides: tuple[Side, Side],
    given: GivenTable,
    compared: Counting,
    progress: Callable[[str], None],
) -> None:
    """All rows of a table that is small enough.

    Raises :class:`~huiqi.diagnostics.InputError` where it cannot be read as a table, what a column
    is stays in doubt, or (C140) it has no such column to group by.
    """
    diagnostics = Diagnostics()
    one, other = (
        WrittenRows(*given.opened(side.rulebook, told_from(sides), diagnostics)) for side in sides
    )
    diagnostics.raise_errors()
    compared.remark(diagnostics.sorted())
    grouped = grouping(given.by, tuple(one.table.carried.values()), sides[0].rulebook)
    deciders = (Decider(sides[0].rulebook), Decider(sides[1].rulebook))
    both = BothSides(sides, (one, other), deciders, grouped)
    compared.take(str(given.file), decide_rows(both, PROCESSES, progress), remarks=True)
