"""Decides a table row by row, in several processes, in the order of its rows.

What a row comes to is what ``tell`` makes of its decision: a decision itself is too large to keep
for many.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar, cast

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostic, Diagnostics, Place
from huiqi.evaluation.reported import check_profile
from huiqi.profile.fact_columns import UNREAD
from huiqi.profile.list_tables import ListTable, with_lists
from huiqi.profile.nameless import impersonal
from huiqi.profile.profile import Profile
from huiqi.profile.rows import EnterpriseTable
from huiqi.rulebook.measure import Measure
from huiqi.screening.screened import Rejected
from huiqi.tables import Row

_Told = TypeVar("_Told")
_Part = TypeVar("_Part")
_Found = TypeVar("_Found")
#: So many rows are decided by one process at a time: of few rows less, so that none waits.
_CHUNK = 20


class Decided(NamedTuple, Generic[_Told]):
    """A row that was decided: itself, what is told of it, and what it gave rise to remark."""

    row: Row
    told: _Told
    remarks: tuple[Diagnostic, ...]

    @property
    def unread(self) -> list[Diagnostic]:
        """The cells whose facts are unknown, since they could not be read."""
        return [one for one in self.remarks if one.code == UNREAD]

    @property
    def noted(self) -> list[Diagnostic]:
        """What there is to look at in its other cells."""
        own = (one for one in self.remarks if one.place.line == self.row.number)
        return [one for one in own if one.code != UNREAD]


class DecidesRows(Protocol[_Told]):
    """What decides one row of its table after the other."""

    @property
    def table(self) -> EnterpriseTable:
        """Whose rows they are."""

    def decide(self, row: Row) -> Decided[_Told] | Rejected:
        """The row; refused where it cannot be read, or states what cannot be."""


class RowDecider(Generic[_Told]):
    """Decides one row of a table after the other."""

    def __init__(
        self,
        decider: Decider,
        table: EnterpriseTable,
        lists: Sequence[ListTable],
        as_of: date,
        *,
        measures: Sequence[Measure],
        tell: Callable[[Decision], _Told],
        redact: bool = False,
        sound: bool = False,
    ) -> None:
        """``redact``: nothing that the rules mark as personal is in what is told; ``sound``: it is
        known of the rows that they state nothing that cannot be.
        """
        self.decider, self.table, self.lists = decider, table, lists
        self.as_of, self.measures, self.tell = as_of, measures, tell
        self.redact, self.sound = redact, sound

    def decide(self, row: Row) -> Decided[_Told] | Rejected:
        """The row; refused where it cannot be read, or states what cannot be."""
        found = self.read(row)
        return found if isinstance(found, Rejected) else self.decided(found)

    def read(self, row: Row) -> Decided[Profile] | Rejected:
        """Who the enterprise is and what is known of it, before anything is decided."""
        diagnostics = Diagnostics()
        profile = self.table.profile(row, diagnostics)
        if self.lists:
            profile = with_lists(profile, self.lists, self.decider.rulebook, diagnostics)
        if not diagnostics.errors and not self.sound:
            check_profile(self.decider.rulebook, profile, self.as_of, diagnostics)
        # What no one cell states is of the row.
        whole = Place(self.table.table.file, row.number, 1)
        found = tuple(
            one if one.place.line else replace(one, place=whole) for one in diagnostics.sorted()
        )
        if diagnostics.errors:
            cells = self.table.carried_cells(row)
            return Rejected(row=row.number, faults=found, name=profile.name, carried=cells)
        if self.redact:
            profile = impersonal(profile, self.decider.rulebook)
        return Decided(row, profile, found)

    def decided(self, read: Decided[Profile]) -> Decided[_Told]:
        """What a row that was read comes to."""
        decision = self.decider.decide(read.told, self.as_of, self.measures)
        return Decided(read.row, self.tell(decision), read.remarks)


def decide_rows(
    decider: DecidesRows[_Told], processes: int, progress: Callable[[str], None]
) -> Iterator[Decided[_Told] | Rejected]:
    """Every row of the table once, in its order.

    ``progress`` is told ``done/total``.
    """
    rows = decider.table.table.rows
    size = max(1, min(_CHUNK, len(rows) // (4 * processes)))
    chunks = [rows[start : start + size] for start in range(0, len(rows), size)]

    def decided(chunk: Sequence[Row]) -> list[Decided[_Told] | Rejected]:
        return [decider.decide(row) for row in chunk]

    done = 0
    for part in side_by_side(decided, chunks, processes):
        done += len(part)
        progress(f"{done}/{len(rows)}")
        yield from part


def side_by_side(
    work: Callable[[_Part], _Found], parts: Sequence[_Part], processes: int
) -> Iterator[_Found]:
    """What the work on each part comes to, in their order.

    Forked, the processes share what the work holds as it stands: nothing is read again.
    """
    global _work
    forks = "fork" in multiprocessing.get_all_start_methods()
    if processes < 2 or len(parts) < 2 or not forks:
        yield from map(work, parts)
        return
    _work = cast("Callable[[object], object]", work)
    # Else each process's collector goes through all that is shared, and so copies it.
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(min(processes, len(parts))) as pool:
            yield from cast("Iterator[_Found]", pool.imap(_done, parts))
    finally:
        gc.unfreeze()
        _work = None


#: What the processes forked from this one do.
_work: Callable[[object], object] | None = None


def _done(part: object) -> object:
    assert _work is not None
    return _work(part)
