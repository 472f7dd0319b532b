"""Rows of one enterprise, or of what is hardly two: which of them tells most, and is the one to be
called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from huiqi.screening.screened import ScreenedEnterprise
from huiqi.wordings import says_nothing


def with_twins(
    entries: Sequence[ScreenedEnterprise],
    repeated: Iterable[Sequence[int]],
    alike: Iterable[Sequence[int]],
    others: Mapping[int, int] = {},
) -> tuple[ScreenedEnterprise, ...]:
    """The same; each row of an enterprise that another of its rows tells more of knows that one.

    Args:
        repeated: The rows of each enterprise that has several.
        alike: The rows of names that are hardly two enterprises'.
        others: How much rows tell that are none of these entries.
    """
    told = {entry.row: how_much_told((*entry.carried, *entry.evaluated)) for entry in entries}
    told = {**others, **told}
    same, alone = _twins(repeated, told), _twins(alike, told)
    return tuple(
        replace(
            entry,
            twin_of=same.get(entry.row, alone.get(entry.row)),
            twin_by_name=entry.row not in same and entry.row in alone,
        )
        if entry.row in same or entry.row in alone
        else entry
        for entry in entries
    )


def _twins(groups: Iterable[Sequence[int]], told: Mapping[int, int]) -> dict[int, int]:
    """For each row of a group, but the one that tells most, that one."""
    twins: dict[int, int] = {}
    for rows in groups:
        own = [row for row in rows if row in told]
        if own:
            # Of two that tell as much the first.
            first = max(own, key=lambda row: (told[row], -row))
            twins |= dict.fromkeys((row for row in own if row != first), first)
    return twins


def how_much_told(cells: Iterable[str]) -> int:
    """How much the cells of a row tell."""
    return sum(not says_nothing(cell) for cell in cells)
