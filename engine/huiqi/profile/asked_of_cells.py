"""What is asked about the cells of a table that cannot be read: how a figure that is said to be
about something is meant, and what becomes of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import replace

from huiqi.diagnostics import Diagnostic, Diagnostics, column_name, shortened
from huiqi.profile.given_table import GivenTable
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.table_questions import TableQuestion, understood, yes
from huiqi.quantities import tenth_about_it
from huiqi.sentences import Sentence, bilingual, sentence

#: So many cells that cannot be read are shown.
_SHOWN = 4


def whether_about(
    given: GivenTable, table: EnterpriseTable
) -> Generator[TableQuestion, str, GivenTable]:
    """Whether a figure that is said to be about is a tenth about it, where one is."""
    rough = [] if given.about else _read_as_about(table)
    if not rough:
        return given
    text = sentence(
        "{number} 格写的是约数{seen}。按上下各一成的范围读？是；不是就回车",
        number=len(rough),
        seen=bilingual("") if given.redact else _cells_shown(table, rough),
    )
    return replace(given, about=(yield from understood(text, yes)) is True)


def _read_as_about(table: EnterpriseTable) -> list[Diagnostic]:
    """What is wrong with the cells that would be read where a tenth about them is meant."""
    unread = _unread(table)
    if not any(tenth_about_it(one.found) for one in unread):
        return []
    table.facts.about = True
    left = {one.place for one in _unread(table)}
    table.facts.about = False
    return [one for one in unread if one.place not in left]


def whether_lenient(
    given: GivenTable, table: EnterpriseTable
) -> Generator[TableQuestion, str, bool]:
    """Whether cells that cannot be read are taken as not known, where there are some."""
    unread = [] if given.lenient else _unread(table)
    if not unread:
        return given.lenient
    columns = Counter(_head(table, one) for one in unread)
    numbers = (
        sentence("{column} {number} 格", column=column, number=number)
        for column, number in columns.most_common()
    )
    told = yield from understood(
        sentence(
            "{number} 户有读不懂的格（{columns}）{seen}。那一格作未知、名单上注明，"
            "照样评估这几户？是 或 否（回车：是）",
            number=len({one.place.line for one in unread}),
            columns=bilingual(tuple(numbers)),
            seen=bilingual("") if given.redact else _cells_shown(table, unread),
        ),
        yes,
    )
    return told is not False


def _cells_shown(table: EnterpriseTable, unread: Sequence[Diagnostic]) -> Sentence:
    """Of each column the first that cannot be read, what stands there and where."""
    first = {one.place.column: one for one in reversed(unread)}
    shown = sorted(first.values(), key=lambda one: one.place.order)[:_SHOWN]
    cells = (
        sentence(
            "第 {row} 行 {column}“{found}”",
            row=one.place.line,
            column=_head(table, one),
            found=shortened(one.found),
        )
        for one in shown
    )
    return sentence("，如 {cells}", cells=bilingual(tuple(cells)))


def _head(table: EnterpriseTable, fault: Diagnostic) -> str:
    """What the column is called in which it stands; nameless, by its letters."""
    index = fault.place.column - 1
    names = table.table.columns
    return (names[index] if 0 <= index < len(names) else "") or column_name(max(index, 0))


def _unread(table: EnterpriseTable) -> list[Diagnostic]:
    """What is wrong with the cells that cannot be read, once for each."""
    found: dict[tuple[int, int], Diagnostic] = {}
    for row in table.table.rows:
        own = Diagnostics()
        table.profile(row, own)
        for fault in own.errors:
            found.setdefault((fault.place.line, fault.place.column), fault)
    return list(found.values())
