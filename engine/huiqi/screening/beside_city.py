"""A whole table under two rulebooks, decided one after the other in one database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from huiqi.profile.given_table import GivenTable
from huiqi.quantities import Number
from huiqi.rulebook.rulebook import Fund, Rulebook
from huiqi.screening.city_change import (
    BEFORE,
    WHOLE,
    keep_before,
    moved_enterprises,
    moved_measures,
)
from huiqi.screening.city_chosen import check_wanted, keep_chosen
from huiqi.screening.city_together import bound_measures, decide_together
from huiqi.screening.decided_table import (
    PROCESSES,
    DecidedTable,
    Steps,
    WantedEnterprises,
    decided_table,
    screening_of,
)
from huiqi.screening.embedded import Decide, database, decide_in_duckdb
from huiqi.screening.moved import ScreeningChange, screening_change
from huiqi.screening.table_answers import Detail


def changed_city(
    rulebooks: tuple[Rulebook, Rulebook],
    given: GivenTable,
    as_of: date,
    steps: Steps,
    pool: Callable[[Rulebook, Fund], Number | None],
    *,
    wanted: WantedEnterprises,
    decide: Decide = decide_in_duckdb,
) -> ScreeningChange:
    """What the second rulebook would make of a table, beside the first.

    Args:
        pool: How much is in a fund under a rulebook.
        wanted: Of whom anything is told, by what they are under the first.
        decide: Where it is decided.
    """
    figures = Detail.FIGURES
    with database() as connection:
        before = decided_table(
            connection,
            rulebooks[0],
            given,
            as_of,
            detail=figures,
            steps=steps,
            decide=decide,
            check=lambda loaded: check_wanted(loaded, rulebooks[0], wanted),
        )
        keep_chosen(before, wanted, steps)
        screened_before = screening_of(before, chosen=wanted.wheres)
        _together(before, steps)
        keep_before(connection)
        # Its groups are those of the rules as they are.
        ungrouped = replace(given, by=None)
        after = decided_table(
            connection, rulebooks[1], ungrouped, as_of, detail=figures, steps=steps, decide=decide
        )
        connection.execute(f"DELETE FROM answers WHERE row NOT IN (SELECT row FROM {BEFORE})")
        _together(after, steps)
        steps.step("telling")
        # By what one side alone could decide nobody gains or loses.
        undecided = {*before.asked.beyond, *after.asked.beyond}
        answers = (before.asked.without(undecided), after.asked.without(undecided))
        bound = (bound_measures(rulebooks[0]), bound_measures(rulebooks[1]))
        measures = moved_measures(connection, *answers)
        moving = [name for name, one in measures.items() if one.moves]
        enterprises = moved_enterprises(connection, *answers, before.grouped, bound, moving=moving)
        return screening_change(
            screened_before,
            screening_of(after),
            measures=measures,
            whole=enterprises.pop(WHOLE),
            groups=tuple(enterprises.values()),
            pool=pool,
            stacked=False,
        )


def _together(one: DecidedTable, steps: Steps) -> None:
    """What may be had together, where rules on having several can matter."""
    steps.step("together")
    decide_together(
        one.loaded,
        one.asked,
        one.rulebook,
        one.as_of,
        progress=steps.progress,
        processes=PROCESSES,
    )
