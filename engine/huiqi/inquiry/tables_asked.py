"""The enterprises over which questions are weighed: folders, profiles, tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from huiqi.audit.difference.enterprises import enterprises_of
from huiqi.audit.difference.results import Side
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook


def enterprises_in(places: Iterable[Path], rulebook: Rulebook, as_of: date) -> tuple[Profile, ...]:
    """All of them in their order.  Raises :class:`~huiqi.diagnostics.InputError`."""
    side = Side("", rulebook, as_of)
    found: list[Profile] = []
    for place in places:
        found.extend(enterprises_of(place).read(side, Diagnostics()))
    return tuple(found)
