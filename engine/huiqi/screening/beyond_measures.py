"""Measures that the graph cannot say at all: the evaluator decides them where rows are few.

Of more rows that would take hours: there they are declared as not decided, never left out in
silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.evaluation.reads import Missing
from huiqi.rulebook.measure import Measure, leaves
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.answer_columns import answer_cells, answer_columns, bit_name
from huiqi.screening.keeping import answer_of
from huiqi.screening.loaded_rows import decided_parts
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.running import Decided
from huiqi.screening.screened import MeasureAnswer
from huiqi.screening.table_answers import BITS, Answers, Asked, Bits

#: The most rows of which they are decided, one by one: a minute or two.
MOST_ROWS = 20_000
#: The table of their answers, until it is joined with the others.
_BEYOND = "beyond"
_Told = tuple[tuple[MeasureAnswer, tuple[Missing, ...]], ...]


def with_beyond(
    loaded: Loaded,
    asked: Asked,
    rulebook: Rulebook,
    as_of: date,
    *,
    processes: int,
    progress: Callable[[str], None],
) -> Asked:
    """Decides them and puts their columns into the table ``answers``.

    Gives what is told then; what is still ``beyond`` was not decided.
    """
    connection = loaded.connection
    rows = [row for (row,) in connection.execute("SELECT row FROM answers ORDER BY row").fetchall()]
    if not asked.beyond or len(rows) > MOST_ROWS:
        return asked
    measures = [rulebook.measures[name] for name in asked.beyond]
    numbers: list[int] = []
    told: list[_Told] = []
    for part in decided_parts(
        loaded,
        rows,
        Decider(rulebook),
        as_of,
        measures=measures,
        tell=_told,
        processes=processes,
        progress=progress,
    ):
        # What contradicts itself was refused when the rows set apart were decided.
        for found in part:
            if isinstance(found, Decided):
                numbers.append(found.row.number)
                told.append(found.told)
    facts: dict[str, Missing] = {}
    columns: dict[str, tuple[str, list[object]]] = {}
    answers = []
    for place, measure in enumerate(measures):
        own = [one[place] for one in told]
        missing = {bit_name(str(one)): one for _, each in own for one in each}
        facts |= missing
        answers.append(_answers(measure, [answer for answer, _ in own], sorted(missing)))
        cells = [list(answer_cells(answers[-1], answer)) for answer, _ in own]
        for column, (name, kind) in enumerate(answer_columns(answers[-1]).items()):
            columns[name] = kind, [row[column] for row in cells]
    listed = [f"unnest(?::{kind}[]) AS {sql_name(name)}" for name, (kind, _) in columns.items()]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_BEYOND} AS SELECT {', '.join(listed)},"
        " unnest(?::BIGINT[]) AS row",
        [*(values for _, values in columns.values()), numbers],
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE answers AS SELECT * FROM answers JOIN {_BEYOND} USING (row)"
    )
    connection.execute(f"DROP TABLE {_BEYOND}")
    order = {measure.id: place for place, measure in enumerate(rulebook.supports)}
    return replace(
        asked,
        answers=tuple(sorted((*asked.answers, *answers), key=lambda own: order[own.measure.id])),
        beyond={},
        facts={**asked.facts, **facts},
    )


def _told(decision: Decision) -> _Told:
    return tuple(
        (
            answer_of(result),
            tuple(m._replace(where=f".{m.field}" if m.key else m.where) for m in result.missing),
        )
        for result in decision.results
    )


def _answers(measure: Measure, told: Sequence[MeasureAnswer], missing: Sequence[str]) -> Answers:
    """How the columns of a measure are called."""

    def name(key: str) -> str:
        return f"{measure.id}.{key}"

    def bits(key: str, names: Sequence[str]) -> Bits:
        number = -(-len(names) // BITS)
        outputs = tuple(name(f"{key}{place or ''}") for place in range(number))
        return Bits(names=tuple(names), outputs=outputs)

    paid = measure.gives is not None
    failing = dict.fromkeys(leaf.id for leaf in leaves(measure.requires))
    failing |= dict.fromkeys(one for answer in told for one in answer.failing)
    return Answers(
        measure=measure,
        status=name("status"),
        conditions=name("conditions"),
        grade=name("grade"),
        fund_only=name("fund_only") if paid else None,
        low=name("low") if paid else None,
        high=name("high") if paid else None,
        at_most=name("at_most") if paid else None,
        places={},
        failing=bits("failing", list(failing)),
        missing=bits("missing", missing),
        waiting=bits("waiting", missing),
        near=name("near"),
        close=name("close"),
    )
