"""What changes for the enterprises compared: counted by group and by cause, told one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from huiqi.audit.difference.causes import Why
from huiqi.audit.difference.results import (
    Changes,
    ClauseChange,
    CountedCause,
    Direction,
    EnterpriseChange,
    GroupChanges,
)
from huiqi.diagnostics import Diagnostic, Place
from huiqi.rulebook.force import IN_FORCE
from huiqi.rulebook.text import Text
from huiqi.screening.row_remarks import told_once
from huiqi.screening.running import Decided
from huiqi.screening.screened import Rejected
from huiqi.sentences import sentence

#: So many changes are told one by one; the others are counted.
MOST_LISTED = 100_000


class RowChanges(NamedTuple):
    """What changes for the enterprise of a row, and the group it is in."""

    group: str
    changes: tuple[EnterpriseChange, ...]


class Counting:
    """What was found so far, and what cannot be read or is remarked on."""

    def __init__(self) -> None:
        self.groups: defaultdict[str, GroupChanges] = defaultdict(GroupChanges)
        self.unread: dict[str, tuple[Diagnostic, ...]] = {}
        self._causes: dict[object, CountedCause] = {}
        self._changes: list[tuple[int, EnterpriseChange]] = []
        self._remarks: dict[tuple[str, str], Diagnostic] = {}

    def remark(self, found: Sequence[Diagnostic]) -> None:
        """What is remarked on, once: of a column it is not said with each of its rows."""
        for one in found:
            self._remarks.setdefault((one.code, str(one.place)), one)

    def take(
        self, file: str, rows: Iterable[Decided[RowChanges] | Rejected], *, remarks: bool = False
    ) -> None:
        """Rows of a table that were decided on both sides; ``remarks``: with those on them."""
        for found in rows:
            if isinstance(found, Rejected):
                self.unread[str(Place(file, found.row, 1))] = found.faults
                continue
            if remarks:
                self.remark(found.remarks)
            self.row(found.row.number, found.told)

    def row(self, number: int, found: RowChanges) -> None:
        """An enterprise that was compared, with all that changes for it; ``number``: of its row."""
        group = self.groups[found.group]
        group.compared += 1
        group.changed += bool(found.changes)
        for change in found.changes:
            group.directions[change.direction] += 1
            self.causes_of(change)
            self.tell(number, change)

    def causes_of(self, change: EnterpriseChange) -> None:
        """What a single change comes from."""
        why = Why(change.force, change.clauses)
        self.causes(change.measure, change.title, why, change.group, number=1)

    def causes(self, measure: str, title: Text, why: Why, group: str, *, number: int) -> None:
        """So many changes of a measure in a group for the same causes."""
        found = {(one.clause, one.before, one.after): one for one in _causes_of(why)}
        for key, cause in found.items():
            counted = CountedCause(measure=measure, title=title, cause=cause)
            self._causes.setdefault((measure, *key), counted).groups[group] += number

    def tell(self, number: int, change: EnterpriseChange) -> None:
        """A change is told by itself; ``number``: of its row."""
        self._changes.append((number, change))
        if len(self._changes) > 2 * MOST_LISTED:
            self._leave_out()

    def _leave_out(self) -> None:
        """Where they are more: of those who gain for certain first, then of those who lose, and so
        on.
        """
        if len(self._changes) > MOST_LISTED:
            order = {direction: place for place, direction in enumerate(Direction)}
            self._changes.sort(key=lambda one: (order[one[1].direction], one[0]))
            del self._changes[MOST_LISTED:]

    def found(self) -> Changes:
        """All of it: the changes in the order of the rows; the causes of one measure together, and
        what most changes rest on first.
        """
        self._leave_out()
        listed = sorted(self._changes, key=lambda one: one[0])
        counted = sum(group.directions.total() for group in self.groups.values())
        causes = sorted(
            self._causes.values(), key=lambda one: (-one.number, one.measure, one.cause.clause)
        )
        return Changes(
            changes=tuple(change for _, change in listed),
            unlisted=counted - len(listed),
            groups=self.groups,
            causes=tuple(causes),
            unread=self.unread,
            unread_once=tuple(told_once(chain.from_iterable(self.unread.values()))),
            remarks=tuple(told_once(self._remarks.values())),
        )


def _causes_of(why: Why) -> Iterator[ClauseChange]:
    """Its force and its clauses; of several records the same clause once."""
    if why.force is not None:
        told = sentence("{before} → {after}", before=why.force.before, after=why.force.after)
        yield ClauseChange(clause=IN_FORCE, text=told, before=None, after=None)
    for clause in why.clauses:
        yield replace(clause, item="")
