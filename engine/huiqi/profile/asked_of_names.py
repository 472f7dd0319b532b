"""Which column is the names of the enterprises: asked where no head says so, and what stands in the
columns does not.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import partial

from huiqi.profile.rows import name_heads
from huiqi.profile.table_questions import (
    TableQuestion,
    numbers_said,
    seen,
    understood,
    with_choices,
    yes_said,
)
from huiqi.sentences import sentence
from huiqi.spelling import one_line
from huiqi.tables import ReadTable
from huiqi.tables.names_by_content import may_be_names
from huiqi.tables.personal_columns import tells_of_a_person

#: So many columns are offered, and so much of what stands in each is shown.
_MOST, _TOLD = 9, 3


def which_names(table: ReadTable, redact: bool) -> Generator[TableQuestion, str, list[str]]:
    """What is asked, and the column as it is said to be: ``企业名称=包保的``; nothing of a cell is
    shown where that is left out.
    """
    columns = _columns(table)[:_MOST]
    if not columns:
        return []
    text = sentence("没有认出哪一列写着企业名称。是下面哪一列，写它的号（不答就读不了这张表）")
    lines = (
        sentence(
            "{number} “{column}”{seen}",
            number=number,
            column=head,
            seen=seen(() if redact else told),
        )
        for number, (head, told) in enumerate(columns, 1)
    )
    said = yield from understood(with_choices(text, lines), partial(_said, len(columns)))
    label, *_ = name_heads(())
    return [] if said is None else [f"{label}={columns[said - 1][0]}"]


def _columns(table: ReadTable) -> list[tuple[str, tuple[str, ...]]]:
    """The columns that may be it, each with some of what stands there; no names of persons."""
    found = []
    for index, head in enumerate(table.columns):
        cells = [one_line(row.cells[index]) for row in table.rows]
        if head and may_be_names(cells) and not tells_of_a_person(head, cells):
            found.append((head, tuple(dict.fromkeys(filter(None, cells)))[:_TOLD]))
    return found


def _said(most: int, answer: str) -> int:
    """The one number that it names; the only column may be answered by a yes."""
    if most == 1 and yes_said(answer):
        return 1
    (number,) = numbers_said(most, answer)
    return number
