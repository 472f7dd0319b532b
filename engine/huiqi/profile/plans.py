"""What a table tells to have been spent on what is not completed, and may be a plan.

Code, a remark: P113 what may be a plan, since what it is for is not completed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics
from huiqi.profile.column_names import Key, bare_head
from huiqi.profile.lasting import AT_MOST
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.rulebook import Fact
from huiqi.sentences import sentence
from huiqi.tables import Row
from huiqi.values import Interval, Value
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

#: What may be a plan is not taken as spent.
PLANNED = "P113"


def columns_planned(columns: FactColumns) -> dict[Key, Key]:
    """The columns of figures that may be a plan until the completion, each with that of it; not
    those whose head says that it was spent (已投).
    """
    return {
        key: day
        for key, fact in columns.facts.items()
        if isinstance(fact, Fact) and not _is_spent(columns, key)
        for until in (fact.planned_until or _audited_after(columns, key),)
        for day in ((f"{key[0].partition(WITHIN)[0]}{WITHIN}{until}", None),)
        if until and day in columns.columns
    }


def _audited_after(columns: FactColumns, key: Key) -> str:
    """The completion before which what it is at most may be a plan; empty: none is told."""
    if columns.heads.get(key) != AT_MOST:
        return ""
    own = columns.rulebook.facts[key[0].partition(WITHIN)[0]].fields.values()
    return next((field.planned_until for field in own if field.planned_until), "")


def _is_spent(columns: FactColumns, key: Key) -> bool:
    """Whether the head of a column says that its figures were spent."""
    within = columns.within_cells & columns.completions
    if columns.columns[key] in {columns.columns[one] for one in within}:
        # Beside what was spent its cells tell when that is done.
        return False
    bare = bare_head(columns.table.columns[columns.columns[key]])
    return WITHIN in key[0] and columns.rulebook.vocabulary.says_spent(bare)


def tells_what_was_spent(columns: FactColumns, list_: str, row: Row) -> bool:
    """Whether a row says in a column of its own what was spent on the record of a list."""
    return any(
        not says_nothing(row.cells[index])
        for key, index in columns.columns.items()
        if key[0].startswith(f"{list_}{WITHIN}") and _is_spent(columns, key)
    )


def plans_told(columns: FactColumns, row: Row) -> tuple[Key, ...]:
    """What the row tells to have been spent, and may be a plan: its completion is told, and not to
    be over.
    """
    return tuple(
        key
        for key, day in columns.planned.items()
        if not columns.tells_nothing(key, columns.cell(key, row.cells))
        and _is_to_come(columns, day, row)
    )


def _is_to_come(columns: FactColumns, day: Key, row: Row) -> bool:
    """Whether a completion is told that is not over, as far as it can be read."""
    if columns.tells_nothing(day, columns.cell(day, row.cells)) or columns.as_of is None:
        return False
    value = _completion(columns, day, row)
    over = isinstance(value, Interval) and value.high is not None and value.high <= columns.as_of
    return not over


def _completion(columns: FactColumns, day: Key, row: Row) -> Value | None:
    text, place = columns.cell(day, row.cells), columns.table.place(row, columns.columns[day])
    return columns.value(day, text, place, Diagnostics())[0]


def _may_be_over(value: Value | None, as_of: date | None) -> bool:
    """Whether a completion may be over, as of a month that has begun."""
    low = value.low if isinstance(value, Interval) else None
    return isinstance(low, date) and as_of is not None and low <= as_of


def remark_on_plans(
    columns: FactColumns, row: Row, planned: Iterable[Key], diagnostics: Diagnostics
) -> None:
    """P113: what was not taken as spent, since what it is for is not completed."""
    for key in planned:
        index = columns.columns[key]
        list_ = key[0].partition(WITHIN)[0]
        day = columns.planned[key]
        completion = _completion(columns, day, row)
        told = {
            "list": columns.rulebook.facts[list_].label,
            "told": columns.cell(day, row.cells),
            "column": columns.table.columns[index],
            "written": row.cells[index],
        }
        message = sentence(
            "{list}还没有竣工（“{told}”）：{column}“{written}”可能是计划的，按未知", **told
        )
        if completion is None:
            message = sentence(
                "看不出{list}竣工了没有（“{told}”）：{column}“{written}”可能是计划的，按未知",
                **told,
            )
        elif _may_be_over(completion, columns.as_of):
            message = sentence(
                "{list}可能还没有竣工（“{told}”，没有写哪一天）："
                "{column}“{written}”可能是计划的，按未知",
                **told,
            )
        remedy = sentence("已经花出的，用 --spent，或写进一列已完成投资")
        diagnostics.warn(PLANNED, columns.table.place(row, index), message, remedy=remedy)
