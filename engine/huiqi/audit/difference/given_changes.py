"""What changes for the enterprises given: profiles, a table decided row by row, or a whole city."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from huiqi.audit.difference.changed_rows import ComparedRows, compare_small_table
from huiqi.audit.difference.enterprises import Enterprises, profile_in
from huiqi.audit.difference.gains_and_losses import Who, changes_in
from huiqi.audit.difference.results import Changes, Side
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics, InputError


def changes_of(
    before: Side,
    after: Side,
    given: Enterprises,
    progress: Callable[[str], None] = lambda message: None,
) -> Changes:
    """What changes for each enterprise; what one side cannot read is named, the rest compared.

    Args:
        progress: Told ``done/total``.
    """
    sides, compared = (before, after), ComparedRows()
    _compare_files(sides, given.files, compared, progress)
    if given.table is not None:
        try:
            compare_small_table(sides, given.table, compared, progress)
        except InputError as error:
            compared.unread[str(given.table.file)] = error.diagnostics
    return Changes(
        changes=tuple(compared.changes),
        groups=compared.counting.groups,
        causes=compared.counting.counted,
        unread=compared.unread,
        remarks=compared.remarks,
    )


def _compare_files(
    sides: tuple[Side, Side],
    files: Sequence[Path],
    compared: ComparedRows,
    progress: Callable[[str], None],
) -> None:
    deciders = [Decider(side.rulebook) for side in sides]
    for number, file in enumerate(files, 1):
        progress(f"{number}/{len(files)}")
        diagnostics = Diagnostics()
        try:
            profiles = [profile_in(file, side, diagnostics) for side in sides]
        except InputError as error:
            compared.unread[str(file)] = error.diagnostics
            continue
        compared.remark(diagnostics.sorted())
        one, other = (
            decider.decide(profile, side.as_of, side.rulebook.supports).results
            for decider, profile, side in zip(deciders, profiles, sides, strict=True)
        )
        changes = changes_in(Who(profiles[0].name, "", profiles[0].file), one, other)
        compared.counting.row("", changes)
        compared.changes.extend(changes)
