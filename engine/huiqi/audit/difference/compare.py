"""The whole comparison: as written, as meant, and for the enterprises given: profiles, a table
decided row by row, or a whole city.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from huiqi.audit.difference.changed_rows import compare_small_table
from huiqi.audit.difference.counting import Counting, RowChanges
from huiqi.audit.difference.enterprises import Enterprises, profile_in
from huiqi.audit.difference.gains_and_losses import Who, changes_in
from huiqi.audit.difference.results import Changes, Difference, MeasureChange, Side
from huiqi.audit.difference.structure import penalty_structure, structure
from huiqi.audit.proofs.solver import REMEDY, solver_present
from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.screening.needed import require_query_parts
from huiqi.sentences import Sentence, sentence


def compare_sides(
    before: Side,
    after: Side,
    given: Enterprises,
    proofs: bool = True,
    progress: Callable[[str], None] = lambda message: None,
    *,
    only: frozenset[str] = frozenset(),
    step: Callable[[str], None] = lambda message: None,
) -> Difference:
    """Everything that differs; without Z3 only what is written and the enterprises given.

    Between two days of one rulebook every measure has to be proved, which takes minutes: whoever
    gives enterprises is told of those.

    ``only``: of these measures alone it is proved; none: of all.  ``step``: of a whole city, told
    what is done now.
    """
    note: Sentence | None = None
    measures: tuple[MeasureChange, ...] = ()
    if not proofs:
        note = sentence("没有要求证明")
    elif before.rulebook is after.rulebook and given != Enterprises():
        note = sentence("两个日期之间，给了企业的只比这些企业；要证明所有企业会怎样，不给企业再比")
    elif not solver_present():
        note = sentence("没有安装 Z3，未作证明：{remedy}", remedy=REMEDY)
    else:
        from huiqi.audit.difference.meaning import meaning

        measures = tuple(meaning(before, after, progress, only))
    return Difference(
        before=before,
        after=after,
        structure=(
            *structure(before.rulebook, after.rulebook),
            *penalty_structure(before.penalties, after.penalties),
        ),
        measures=measures,
        enterprises=changes_of(before, after, given, progress, step),
        note=note,
    )


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
    sides, compared = (before, after), Counting()
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
    return compared.found()


def _compare_files(
    sides: tuple[Side, Side],
    files: Sequence[Path],
    compared: Counting,
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
        who = Who(profiles[0].name, "", profiles[0].file)
        compared.row(number, RowChanges("", changes_in(who, one, other)))
