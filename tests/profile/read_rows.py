"""The enterprises of a table, row by row, as a table of enterprises is screened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from huiqi.diagnostics import Diagnostics
from huiqi.profile.headings import open_profiles
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook


def read_profiles(
    path: Path,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
    *,
    most: int,
    columns: Iterable[str] = (),
    as_of: date | None = None,
) -> tuple[Profile, ...]:
    """Every enterprise; raises where a row is at fault."""
    opened = open_profiles(path, rulebook, diagnostics, most=most, columns=columns, as_of=as_of)
    profiles = tuple(opened.profile(row, diagnostics) for row in opened.table.rows)
    diagnostics.raise_errors()
    return profiles
