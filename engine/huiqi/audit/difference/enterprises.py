"""The enterprises over which two sides are compared, each as either side understands it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from huiqi.audit.difference.results import Side
from huiqi.diagnostics import Diagnostic, Diagnostics, InputError, Place, input_error
from huiqi.evaluation.contradictions import check_profile
from huiqi.profile.given_table import GivenTable
from huiqi.profile.list_tables import with_lists
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.profile.rows import is_table
from huiqi.sentences import sentence
from huiqi.spelling import Names

#: The most profiles read from one folder.
MOST_PROFILES = 2000
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprises:
    """Where they are: profiles of a folder, one profile, or one table."""

    files: tuple[Path, ...] = ()
    table: GivenTable | None = None

    def read(self, side: Side, diagnostics: Diagnostics) -> Iterator[Profile]:
        """Each as one side understands it.  Raises :class:`~huiqi.diagnostics.InputError`."""
        for file in self.files:
            yield _profile(file, side, diagnostics)
        if self.table is not None:
            opened = _OpenedTable(self.table, side, side.as_of, diagnostics)
            for number in range(len(opened.rows)):
                yield opened.profile(number, diagnostics)


def enterprises_of(where: Path, table: GivenTable | None = None) -> Enterprises:
    """The profiles of a folder, or the one file; C131 where there is none or too many.

    ``table``: how it is read, where it is a table.
    """
    if where.is_file() and is_table(where):
        return Enterprises(table=table or GivenTable(file=where))
    found = (
        [where] if where.is_file() else sorted(where.glob("*.y*ml")) + sorted(where.glob("*.json"))
    )
    if not found or len(found) > MOST_PROFILES:
        raise input_error(
            "C131",
            Place("--table"),
            sentence("要有 1 至 {most} 个画像文件", most=MOST_PROFILES),
            found=where,
            remedy=sentence(
                "写画像（YAML 或 JSON）所在的目录，或者一张表（CSV 或 XLSX，一户一行）"
            ),
        )
    return Enterprises(files=tuple(found))


class _OpenedTable:
    """A table as one side understands it; ``now``: when 去年 is said."""

    def __init__(
        self, given: GivenTable, side: Side, now: date | None, diagnostics: Diagnostics
    ) -> None:
        """Raises :class:`~huiqi.diagnostics.InputError` where it cannot be read (C140: it has no
        such column to group by).
        """
        self.side = side
        self.opened, self.lists = given.opened(side.rulebook, now, diagnostics)
        self.rows = self.opened.table.rows
        columns = self.opened.table.columns
        self.by: int | None = None
        if given.by is not None:
            self.by = Names({index: (name,) for index, name in enumerate(columns)}).find(given.by)
            if self.by is None:
                named = [name for name in columns if name]
                place = Place("--by")
                raise input_error(
                    "C140", place, sentence("表里没有这一列"), found=given.by, allowed=named
                )

    def profile(self, number: int, diagnostics: Diagnostics) -> Profile:
        """The enterprise of a row.  Raises :class:`~huiqi.diagnostics.InputError`."""
        profile = self.opened.profile(self.rows[number], diagnostics)
        if self.lists:
            profile = with_lists(profile, self.lists, self.side.rulebook, diagnostics)
        return _checked(profile, self.side, diagnostics)

    def group(self, number: int) -> str:
        """What stands in the column by which it is grouped."""
        return "" if self.by is None else self.rows[number].cells[self.by] or sentence("（没有写）")


def _profile(file: Path, side: Side, diagnostics: Diagnostics) -> Profile:
    return _checked(read_profile(file, side.rulebook, diagnostics), side, diagnostics)


def _checked(profile: Profile, side: Side, diagnostics: Diagnostics) -> Profile:
    diagnostics.raise_errors()
    check_profile(side.rulebook, profile, side.as_of, diagnostics)
    diagnostics.raise_errors()
    return profile


class ReadPair(NamedTuple):
    """An enterprise as each side understands it, and the group it is in."""

    before: Profile
    after: Profile
    group: str


class ReadPairs:
    """Reads the enterprises on both sides.

    ``unread``: what one side cannot read, a file or a row, with every finding; ``remarks``: on the
    others.
    """

    def __init__(self, before: Side, after: Side, given: Enterprises) -> None:
        self.sides, self.given = (before, after), given
        #: How many there are, as far as they have been opened.
        self.total = len(given.files)
        self.unread: dict[str, tuple[Diagnostic, ...]] = {}
        self.remarks: dict[Diagnostic, None] = {}
        # Of two days in different years nobody knows from which of them a table says 去年.
        self.now = before.as_of if before.as_of.year == after.as_of.year else None

    def __iter__(self) -> Iterator[ReadPair]:
        for file in self.given.files:
            pair = self._both(str(file), [partial(_profile, file, side) for side in self.sides])
            if pair is not None:
                yield ReadPair(*pair, "")
        if self.given.table is not None:
            yield from self._rows(self.given.table)

    def _rows(self, table: GivenTable) -> Iterator[ReadPair]:
        opened = self._both(
            str(table.file),
            [partial(_OpenedTable, table, side, self.now) for side in self.sides],
        )
        if opened is None:
            return
        self.total = len(opened[0].rows)
        for number, row in enumerate(opened[0].rows):
            name = str(Place(str(table.file), row.number, 1))
            pair = self._both(name, [partial(one.profile, number) for one in opened])
            if pair is not None:
                yield ReadPair(*pair, opened[0].group(number))

    def _both(self, name: str, reads: list[Callable[[Diagnostics], _T]]) -> tuple[_T, _T] | None:
        """What both sides read, or nothing where one cannot."""
        diagnostics = Diagnostics()
        try:
            one, other = (read(diagnostics) for read in reads)
        except InputError as error:
            self.unread[name] = error.diagnostics
            return None
        self.remarks.update(dict.fromkeys(diagnostics.sorted()))
        return one, other
