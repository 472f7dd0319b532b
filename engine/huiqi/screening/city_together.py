"""What an enterprise has for certain and may have together: the sum of its measures; where a rule
on having several can take off from them, the enterprise is decided for it as ``check`` does.

A rule that no source settles forbids nothing, as in what is permitted there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision, Status
from huiqi.decision.standing import Mark
from huiqi.quantities import Number
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.rulebook import Rulebook, Stacking
from huiqi.screening.cents import cents_of
from huiqi.screening.city_totals import mark_name
from huiqi.screening.keeping import certain
from huiqi.screening.loaded_rows import decided_parts
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.running import Decided
from huiqi.screening.table_answers import MARKS, Asked
from huiqi.truth import TRUE

#: The table of those decided one by one: ``row``, ``low`` and ``high`` in cents.
TOGETHER = "together"


class _Sum(NamedTuple):
    low: Number
    high: Number | None


def bound_measures(rulebook: Rulebook) -> frozenset[str]:
    """The measures that a settled rule on having several speaks of."""
    return frozenset(name for rule in _settled(rulebook) for name in _spoken_of(rule))


def _settled(rulebook: Rulebook) -> Iterator[Stacking]:
    for rule in rulebook.stacking.values():
        if rule.kind == "ceiling" or (rule.kind != "unknown" and rule.grade < WEAK):
            yield rule


def _spoken_of(rule: Stacking) -> tuple[str, ...]:
    return (*rule.measures, *rule.against)


def decide_together(
    loaded: Loaded,
    asked: Asked,
    rulebook: Rulebook,
    as_of: date,
    *,
    progress: Callable[[str], None],
    processes: int,
) -> None:
    """Makes the table :data:`TOGETHER`: of the measures that such a rule speaks of, between what
    they come to together, where any is had.
    """
    connection = loaded.connection
    connection.execute(
        f"CREATE OR REPLACE TABLE {TOGETHER} (row BIGINT, low HUGEINT, high HUGEINT)"
    )
    met = " OR ".join(_meets(asked, rulebook)) or "false"
    rows = [r for (r,) in connection.execute(f"SELECT row FROM answers WHERE {met}").fetchall()]
    bound = bound_measures(rulebook)
    measures = [own.measure for own in asked.answers if own.measure.id in bound]
    parts = decided_parts(
        loaded,
        rows,
        Decider(rulebook),
        as_of,
        measures=measures,
        tell=_together,
        processes=processes,
        progress=progress,
    )
    for part in parts:
        found = [
            [one.row.number, cents_of(one.told.low), cents_of(one.told.high)]
            for one in part
            if isinstance(one, Decided)
        ]
        if found:
            connection.executemany(f"INSERT INTO {TOGETHER} VALUES (?, ?, ?)", found)


def _meets(asked: Asked, rulebook: Rulebook) -> Iterator[str]:
    """Where something is had that such a rule speaks of: what was received before may exclude a
    single one, too.
    """
    bound = bound_measures(rulebook)
    for own in asked.answers:
        if own.measure.id in bound:
            yield f"{sql_name(mark_name(own))} = {MARKS.index(Mark.ELIGIBLE)}"


def _together(decision: Decision) -> _Sum:
    """Of what is had for certain, under documents known to be in force."""
    had = [
        result
        for result in decision.results
        if result.status is Status.QUALIFIES and result.force.truth is TRUE
    ]
    best = decision.rest.combinations(had).permitted
    return _Sum(certain(best), best.most)
