"""Rows of one enterprise: which of them tells most, and is the one to be called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from huiqi.screening.screened import ScreenedEnterprise
from huiqi.wordings import says_nothing


def with_twins(
    entries: Sequence[ScreenedEnterprise], repeated: Iterable[Sequence[int]]
) -> tuple[ScreenedEnterprise, ...]:
    """The same; each row of an enterprise that another of its rows tells more of knows that one.

    Args:
        repeated: The rows of each enterprise that has several.
    """
    by_row = {entry.row: entry for entry in entries}
    twins: dict[int, int] = {}
    for rows in repeated:
        own = [row for row in rows if row in by_row]
        if own:
            # Of two that tell as much the first.
            first = max(own, key=lambda row: (_told(by_row[row]), -row))
            twins |= dict.fromkeys((row for row in own if row != first), first)
    return tuple(
        replace(entry, twin_of=twins[entry.row]) if entry.row in twins else entry
        for entry in entries
    )


def _told(entry: ScreenedEnterprise) -> int:
    return sum(not says_nothing(cell) for cell in (*entry.carried, *entry.evaluated))
