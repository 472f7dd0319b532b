"""Enterprises chosen from a whole city: of the others nothing is told.

Code: C146 that a single change would do cannot be looked for in so many rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.decision.standing import Mark, mark_of
from huiqi.diagnostics import Diagnostics, Place, input_error
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.chosen import ChosenBy, as_spelt, chosen_by
from huiqi.screening.city_totals import mark_name
from huiqi.screening.decided_table import PROCESSES, DecidedTable, Steps, WantedEnterprises
from huiqi.screening.loaded_rows import decided_parts
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.loader.plain_texts import sql_name, sql_text
from huiqi.screening.running import Decided
from huiqi.screening.table_answers import MARKS
from huiqi.sentences import sentence

#: In so many rows it is looked for whether a single change would do.
MOST_ROWS = 2_000


def check_wanted(loaded: Loaded, rulebook: Rulebook, wanted: WantedEnterprises) -> None:
    """Whether there are such columns, cells, measures and marks: told before the work.

    Raises:
        InputError: C144, C145.
    """
    for where in wanted.wheres:
        part = chosen_by(
            where,
            loaded.carried,
            rulebook,
            wanted.words,
            evaluated=loaded.table.evaluated.values(),
        )
        _spelt(loaded, part, Diagnostics())


def keep_chosen(one: DecidedTable, wanted: WantedEnterprises, steps: Steps) -> DecidedTable:
    """Leaves only the answers of those of whom all holds, and the refused rows of whom it may.

    Raises:
        InputError: C144, C145, C146.
    """
    carried, alike = one.loaded.carried, Diagnostics()
    parts = (chosen_by(where, carried, one.rulebook, wanted.words) for where in wanted.wheres)
    asked = [_spelt(one.loaded, part, alike) for part in parts]
    # What the database knows comes first: of fewer rows a single change is looked for.
    for part in (own for own in asked if own.mark is not Mark.ONE_STEP):
        _keep(one, _condition(one, part))
    for part in (own for own in asked if own.mark is Mark.ONE_STEP):
        steps.step("choosing")
        _keep_rows(one, _one_step(one, part, steps))
    refused = (row for row in one.apart.rejected if all(part.holds(row) for part in asked))
    apart = one.apart._replace(rejected=tuple(refused))
    return replace(one, apart=apart, remarks=(*alike.items, *one.remarks))


def _keep(one: DecidedTable, condition: str) -> None:
    one.loaded.connection.execute(f"DELETE FROM answers WHERE NOT coalesce({condition}, false)")


def _keep_rows(one: DecidedTable, rows: Sequence[int]) -> None:
    query = "DELETE FROM answers WHERE row NOT IN (SELECT unnest(?::BIGINT[]))"
    one.loaded.connection.execute(query, [list(rows)])


def _condition(one: DecidedTable, part: ChosenBy) -> str:
    if not part.of_measure:
        listed = ", ".join(map(sql_text, part.spellings))
        rows = f"SELECT row FROM {CARRIED} WHERE {_written(part)} IN ({listed})"
        return f"row IN ({rows})"
    own = next((own for own in one.asked.answers if own.measure.id == part.measure), None)
    if own is None:
        # What was not decided is declared; nobody stands in any way.
        return "false"
    if part.mark is None:
        return sql_name(own.close) if own.close is not None else "false"
    return f"{sql_name(mark_name(own))} = {MARKS.index(part.mark)}"


def _written(part: ChosenBy) -> str:
    """What the table has of it, in SQL."""
    return f"coalesce({part.identity if part.column is None else f'carried{part.column}'}, '')"


def _spelt(loaded: Loaded, part: ChosenBy, diagnostics: Diagnostics) -> ChosenBy:
    """What is asked of a column with the ways in which it is written there."""
    if part.of_measure:
        return part
    query = f"SELECT {_written(part)}, count(*) FROM {CARRIED} GROUP BY 1 ORDER BY 1"
    written = dict(loaded.connection.execute(query).fetchall())
    return as_spelt(part, loaded.carried, written, diagnostics)


def _one_step(one: DecidedTable, part: ChosenBy, steps: Steps) -> list[int]:
    """The rows in which a single change would do."""
    rows = _refused(one, part)
    if len(rows) > MOST_ROWS:
        raise input_error(
            "C146",
            Place("--where"),
            sentence("{rows} 户不符合这一项，逐户找差一步太久", rows=len(rows)),
            found=part.value,
            remedy=sentence("再加一个 --where，剩下不多于 {rows} 户；或写 接近", rows=MOST_ROWS),
        )
    parts = decided_parts(
        one.loaded,
        rows,
        Decider(one.rulebook),
        one.as_of,
        measures=[one.rulebook.measures[part.measure]],
        tell=_one_change,
        processes=PROCESSES,
        progress=steps.progress,
    )
    found = chain.from_iterable(parts)
    return [own.row.number for own in found if isinstance(own, Decided) and own.told]


def _refused(one: DecidedTable, part: ChosenBy) -> list[int]:
    condition = _condition(one, replace(part, mark=Mark.NO))
    query = f"SELECT row FROM answers WHERE {condition} ORDER BY row"
    return [row for (row,) in one.loaded.connection.execute(query).fetchall()]


def _one_change(decision: Decision) -> bool:
    return any(mark_of(result) is Mark.ONE_STEP for result in decision.results)
