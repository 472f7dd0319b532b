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
from huiqi.screening.needed import require_query_parts


def changes_of(
    before: Side,
    after: Side,
    given: Enterprises,
    progress: Callable[[str], None] = lambda message: None,
    step: Callable[[str], None] = lambda message: None,
) -> Changes:
    """What changes for each enterprise; what one side cannot read is named, the rest compared.

    Args:
        progress: Told ``done/total``.
        step: Of a whole city, told what is done now.

    Raises:
        InputError: D100, a city without DuckDB.
    """
    sides, compared = (before, after), ComparedRows()
    _compare_files(sides, given.files, compared, progress)
    if given.city:
        require_query_parts()
    if given.table is not None:
        try:
            if given.city:
                from huiqi.audit.difference.whole_table import compare_city
                from huiqi.screening.decided_table import Steps

                compare_city(sides, given.table, compared, Steps(step, progress))
            else:
                compare_small_table(sides, given.table, compared, progress)
        except InputError as error:
            compared.unread[str(given.table.file)] = error.diagnostics
    listed = compared.listed
    return Changes(
        changes=listed,
        unlisted=compared.counting.changes - len(listed),
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
        for change in changes:
            compared.tell(number, change)
