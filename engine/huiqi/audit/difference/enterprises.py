"""The enterprises over which two sides are compared, each as either side understands it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huiqi.audit.difference.results import Side
from huiqi.diagnostics import Diagnostics, Place, input_error
from huiqi.evaluation.reported import check_profile
from huiqi.profile.given_table import GivenTable
from huiqi.profile.list_tables import with_lists
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.profile.rows import is_table
from huiqi.sentences import sentence

#: The most profiles read from one folder.
MOST_PROFILES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprises:
    """Where they are: profiles of a folder, one profile, or one table.

    ``city``: the table may be of any size, and is decided in a database.
    """

    files: tuple[Path, ...] = ()
    table: GivenTable | None = None
    city: bool = False

    def read(self, side: Side, diagnostics: Diagnostics) -> Iterator[Profile]:
        """Each as one side understands it.  Raises :class:`~huiqi.diagnostics.InputError`."""
        for file in self.files:
            yield profile_in(file, side, diagnostics)
        if self.table is not None:
            opened, lists = self.table.opened(side.rulebook, side.as_of, diagnostics)
            for row in opened.table.rows:
                profile = opened.profile(row, diagnostics)
                if lists:
                    profile = with_lists(profile, lists, side.rulebook, diagnostics)
                yield _checked(profile, side, diagnostics)


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


def profile_in(file: Path, side: Side, diagnostics: Diagnostics) -> Profile:
    """The profile of a file, as one side understands it.

    Raises :class:`~huiqi.diagnostics.InputError`.
    """
    return _checked(read_profile(file, side.rulebook, diagnostics), side, diagnostics)


def _checked(profile: Profile, side: Side, diagnostics: Diagnostics) -> Profile:
    diagnostics.raise_errors()
    check_profile(side.rulebook, profile, side.as_of, diagnostics)
    diagnostics.raise_errors()
    return profile
