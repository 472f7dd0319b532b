"""What is asked about the cells of a table that cannot be read: how a figure that is said to be
about something is meant, and what becomes of the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Sequence

from huiqi.diagnostics import Diagnostic, Diagnostics, Place, column_name, shortened
from huiqi.profile.given_table import GivenTable
from huiqi.profile.record_columns import plans_told
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.table_questions import TableQuestion, understood, yes
from huiqi.sentences import Sentence, bilingual, sentence
from huiqi.tables.columns import listed

#: So many cells that cannot be read are shown.
_SHOWN = 4


def whether_about(given: GivenTable, table: EnterpriseTable) -> Generator[TableQuestion, str, bool]:
    """Whether a figure that is said to be about is a tenth about it, where one is."""
    rough = [] if given.about else _said_about(table)
    if not rough:
        return given.about
    text = sentence(
        "{number} 格写的是约数{seen}。按上下各一成的范围读？是；不是就回车",
        number=len(rough),
        seen=bilingual("") if given.redact else _cells_shown(table, rough),
    )
    return (yield from understood(text, yes)) is True


def _said_about(table: EnterpriseTable) -> list[tuple[Place, str]]:
    """The cells whose figure is said to be about, each with where it stands."""
    facts = table.facts
    return [
        (table.table.place(row, index), row.cells[index])
        for row in table.table.rows
        for key, index in facts.columns.items()
        if facts.about_it(key, row.cells[index])
    ]


def whether_none_is_nought(
    given: GivenTable, table: EnterpriseTable
) -> Generator[TableQuestion, str, bool]:
    """Whether 无 says nought where a figure is asked for, where a cell says so."""
    none = [] if given.none_is_nought else _said_none(table)
    if not none:
        return given.none_is_nought
    text = sentence(
        "{number} 格要数的写的是“无”{seen}。都是 0 吗？是；不是或不知道就回车（按读不懂）",
        number=len(none),
        seen=bilingual("") if given.redact else _cells_shown(table, none),
    )
    return (yield from understood(text, yes)) is True


def _said_none(table: EnterpriseTable) -> list[tuple[Place, str]]:
    """Those cells, each with where it stands."""
    facts = table.facts
    return [
        (table.table.place(row, index), row.cells[index])
        for row in table.table.rows
        for key, index in facts.columns.items()
        if facts.says_none_of_a_figure(key, row.cells[index])
    ]


def whether_spent(given: GivenTable, table: EnterpriseTable) -> Generator[TableQuestion, str, bool]:
    """Whether what is told to be spent on what is not completed was, where some is."""
    facts, plans = table.facts, [] if given.spent else _plans(table)
    if not plans:
        return given.spent
    rows = len({place.line for place, _ in plans})
    text = sentence(
        "{number} 户的项目没有写着已经竣工{seen}。{columns}写的，没有竣工的也已经花出了吗？"
        "是；有的是计划的或不知道就回车（这几户的投资按未知）",
        number=rows,
        seen=bilingual("") if given.redact else _cells_shown(table, plans),
        columns=listed([table.table.columns[facts.columns[key]] for key in facts.planned]),
    )
    return (yield from understood(text, yes)) is True


def _plans(table: EnterpriseTable) -> list[tuple[Place, str]]:
    """The cells that tell of a completion that is not over, beside an amount that may be a plan."""
    facts = table.facts
    return [
        (table.table.place(row, index), row.cells[index])
        for row in (table.table.rows if facts.planned else ())
        for key in plans_told(facts, row)
        for index in (facts.columns[facts.planned[key]],)
    ]


def whether_still_held(
    given: GivenTable, table: EnterpriseTable
) -> Generator[TableQuestion, str, bool]:
    """Whether titles of which only is told when they were given are in force, where some are."""
    given_once = [] if given.still_held else _given_once(table)
    if not given_once:
        return given.still_held
    text = sentence(
        "{number} 格只写了称号是哪年得的{seen}。都还在有效期内吗？"
        "是；有的不在或不知道就回车（按未知）",
        number=len(given_once),
        seen=bilingual("") if given.redact else _cells_shown(table, given_once),
    )
    return (yield from understood(text, yes)) is True


def _given_once(table: EnterpriseTable) -> list[tuple[Place, str]]:
    """Those cells, each once, whatever titles it may tell of."""
    facts = table.facts
    return [
        (table.table.place(row, index), row.cells[index])
        for row in table.table.rows
        for index in dict.fromkeys(
            index
            for key, index in facts.columns.items()
            if facts.says_only_when_given(key, row.cells[index])
        )
    ]


def whether_lenient(
    given: GivenTable, table: EnterpriseTable
) -> Generator[TableQuestion, str, bool]:
    """Whether cells that cannot be read are taken as not known, where there are some."""
    unread = [] if given.lenient else _unread(table)
    if not unread:
        return given.lenient
    columns = Counter(_head(table, one.place) for one in unread)
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
            seen=bilingual("")
            if given.redact
            else _cells_shown(table, [(one.place, one.found) for one in unread]),
        ),
        yes,
    )
    return told is not False


def _cells_shown(table: EnterpriseTable, cells: Sequence[tuple[Place, str]]) -> Sentence:
    """Of each column the first of these, what stands there and where."""
    first = {place.column: (place, found) for place, found in reversed(cells)}
    shown = sorted(first.values(), key=lambda one: one[0].order)[:_SHOWN]
    told = (
        sentence(
            "第 {row} 行 {column}“{found}”",
            row=place.line,
            column=_head(table, place),
            found=shortened(found),
        )
        for place, found in shown
    )
    return sentence("，如 {cells}", cells=bilingual(tuple(told)))


def _head(table: EnterpriseTable, place: Place) -> str:
    """What the column is called in which it stands; nameless, by its letters."""
    index = place.column - 1
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
