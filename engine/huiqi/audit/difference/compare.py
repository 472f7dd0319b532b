"""The whole comparison: as written, as meant, and for given enterprises."""

from __future__ import annotations

from collections.abc import Callable

from huiqi.audit.difference.enterprises import Enterprises
from huiqi.audit.difference.given_changes import changes_of
from huiqi.audit.difference.results import Difference, MeasureChange, Side
from huiqi.audit.difference.structure import penalty_structure, structure
from huiqi.audit.proofs.solver import REMEDY, solver_present
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

    ``only``: of these measures alone it is proved; none: of all.  ``step``: of a whole city, told
    what is done now.
    """
    note: Sentence | None = None
    measures: tuple[MeasureChange, ...] = ()
    if not proofs:
        note = sentence("没有要求证明")
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
