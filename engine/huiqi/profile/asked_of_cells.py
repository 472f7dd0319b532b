"""What is asked about the cells of a table that say less than is asked, or cannot be read: how they
are meant (a figure about something, 无, what may be a plan, a title of some year), and what becomes
of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from functools import partial

from huiqi.diagnostics import Diagnostic, Diagnostics, Place, column_name, shortened
from huiqi.objects import dataclass
from huiqi.profile.alike_names import digest_of_name
from huiqi.profile.asked_of_columns import Questions
from huiqi.profile.column_fits import says_no_of_a_year
from huiqi.profile.column_names import Key
from huiqi.profile.columns_by_cells import titles_with_days_beside
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.given_table import GivenTable
from huiqi.profile.noughts_told import noughts_beside, says_nought_or_none
from huiqi.profile.plans import plans_told, tells_what_was_spent
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.table_questions import (
    TableQuestion,
    understood,
    with_choices,
    wrong_ones,
    yes,
    yes_said,
)
from huiqi.profile.whether_told import says_claimed, says_none_of_a_figure
from huiqi.rulebook.list_columns import WITHIN
from huiqi.sentences import Sentence, bilingual, sentence
from huiqi.tables.columns import listed
from huiqi.wordings import says_none, says_nothing
from huiqi.words import to_say

#: So many cells that cannot be read are shown.
_SHOWN = 4
#: So many rows of whose titles it may be said that they are otherwise.
_ROWS = 20
#: Rows as an answer names them.
_ROWS_TOLD = re.compile(r"(?:除了?|除去|第|行|号|以外|之外|外|不在|[\d\s,，、;；和及])+")


#: What stands in a cell, and where.
_Cell = tuple[Place, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meaning:
    """A way in which cells are read where somebody says so: the table as it is then, the cells,
    what is said of them, and how they are read ``otherwise``.
    """

    so: Callable[[GivenTable], GivenTable]
    cells: Callable[[EnterpriseTable], list[_Cell]]
    asked: str
    otherwise: str


def how_cells_are_meant(
    given: GivenTable, opened: Callable[[GivenTable], EnterpriseTable]
) -> Questions:
    """The table once it is said how its cells are meant that say less than is asked, or another
    thing; and what becomes of those that cannot be read.
    """
    table = opened(given)
    said = [(one, one.cells(table)) for one in _MEANINGS if one.so(given) != given]
    asked = [(one, cells) for one, cells in said if cells]
    meant = yield from _meant_so(asked, table, given.redact)
    for one in meant:
        given = one.so(given)
    table = opened(given) if meant else table
    told = yield from _whether_held(given, table)
    lenient = yield from _whether_lenient(told, table if told == given else opened(told))
    return replace(told, lenient=lenient)


def _whether_held(given: GivenTable, table: EnterpriseTable) -> Questions:
    """The table once it is said whether its titles without a day are in force, and in which rows
    that is not known.
    """
    so = _STILL_HELD.so(given)
    cells = [] if so == given else _STILL_HELD.cells(table)
    if not cells:
        return given
    text = sentence(
        "{said}。都对吗？是：都按这样读；有几行不对或说不准，写行号（如 {row}）：那几行按未知，"
        "别的这样读；否或回车：{otherwise}",
        said=_told(_STILL_HELD, cells, table, given.redact),
        row=max(place.line for place, _ in cells),
        otherwise=sentence(_STILL_HELD.otherwise),
    )
    lines = [] if given.redact else _held_shown(table, cells)
    rows = yield from understood(with_choices(text, lines), partial(_but_for, table, cells))
    return given if rows is None else replace(so, unsure=(*given.unsure, *rows))


def _meant_so(
    asked: Sequence[tuple[_Meaning, list[_Cell]]], table: EnterpriseTable, redact: bool
) -> Generator[TableQuestion, str, list[_Meaning]]:
    """The ways in which cells are said to be read, asked about at once."""
    if not asked:
        return []
    told = [_told(one, cells, table, redact) for one, cells in asked]
    if len(asked) == 1:
        ((one, _),) = asked
        text = sentence(
            "{said}，对吗？是；不对或不知道就回车（{otherwise}）",
            said=told[0],
            otherwise=sentence(one.otherwise),
        )
        return [one] if (yield from understood(text, yes)) else []
    lines = (
        sentence(
            "{number} {said}（不对：{otherwise}）",
            number=number,
            said=said,
            otherwise=sentence(one.otherwise),
        )
        for number, ((one, _), said) in enumerate(zip(asked, told, strict=True), 1)
    )
    text = sentence(
        "这几样格这样读，都对吗？是；不对或说不准的写它的号（如 {number}，或 1、{number}），"
        "别的这样读；不知道就回车，都不这样读",
        number=len(asked),
    )
    wrong = yield from understood(with_choices(text, lines), partial(wrong_ones, len(asked)))
    if wrong is None:
        return []
    return [one for number, (one, _) in enumerate(asked, 1) if number not in wrong]


def _told(one: _Meaning, cells: Sequence[_Cell], table: EnterpriseTable, redact: bool) -> Sentence:
    return sentence(
        one.asked,
        number=len(cells),
        rows=len({place.line for place, _ in cells}),
        seen=bilingual("") if redact or one is _STILL_HELD else _cells_shown(table, cells),
        columns=listed(_planned(table)),
    )


def _each(table: EnterpriseTable, says: Callable[[FactColumns, Key, str], object]) -> list[_Cell]:
    """The cells that say something, each once, whatever facts they may tell of."""
    facts = table.facts
    return [
        (table.table.place(row, index), text)
        for row in table.table.rows
        for index, text in dict.fromkeys(
            facts.where(key, row)
            for key in facts.columns
            if says(facts, key, facts.cell(key, row.cells))
        )
    ]


def _noughts(table: EnterpriseTable) -> list[_Cell]:
    """Those that say that there is none of a figure, of a record only beside what tells of it."""
    facts, found = table.facts, _each(table, says_none_of_a_figure)
    of_records = [key for key in facts.facts if WITHIN in key[0]]
    for row in table.table.rows:
        texts = ((key, facts.cell(key, row.cells)) for key in of_records)
        if any(says_none(text) and says_nought_or_none(facts, key, text) for key, text in texts):
            facts.diagnostics = Diagnostics()
            found += [
                (table.table.place(row, facts.columns[key]), text)
                for key, text in noughts_beside(facts, facts.read(row), row).items()
                if says_none(text)
            ]
    return sorted(found, key=lambda cell: cell[0].order)


def _plans(table: EnterpriseTable) -> list[_Cell]:
    """Those that tell of a completion that is not over, beside an amount that may be a plan, in
    rows that do not say in another column what was spent.
    """
    facts = table.facts
    return [
        (table.table.place(row, index), row.cells[index])
        for row in (table.table.rows if facts.planned else ())
        for key in plans_told(facts, row)
        if not tells_what_was_spent(facts, key[0].partition(WITHIN)[0], row)
        for index in (facts.columns[facts.planned[key]],)
    ]


def _planned(table: EnterpriseTable) -> list[str]:
    """The columns of such amounts."""
    heads = (table.table.columns[table.facts.columns[key]] for key in table.facts.planned)
    return [*dict.fromkeys(heads)]


#: The same; it may be said of some rows that it is not known.
_STILL_HELD = _Meaning(
    so=lambda given: replace(given, still_held=True),
    cells=partial(_each, says=FactColumns.says_only_when_given),
    asked=to_say("{number} 格写了称号、没有写到哪天有效：都还在有效期内"),
    otherwise=to_say("都按未知"),
)
#: In the order in which they are asked.
_MEANINGS = (
    _Meaning(
        so=lambda given: replace(given, about=True),
        cells=partial(_each, says=FactColumns.about_it),
        asked=to_say(
            "{number} 格写的是约数{seen}：按上下各一成的范围读（“近”“多”的只取一边；金额写上限）"
        ),
        otherwise=to_say("按未知"),
    ),
    _Meaning(
        so=lambda given: replace(given, whether_claimed=True),
        cells=partial(_each, says=says_claimed),
        asked=to_say("{number} 格要数的没有写数、写的是有{seen}：都是申报了、没写多少"),
        otherwise=to_say("按未知"),
    ),
    _Meaning(
        so=lambda given: replace(given, none_is_nought=True),
        cells=_noughts,
        asked=to_say("{number} 格要数的写的是“无”“没报”一类{seen}：都是 0"),
        otherwise=to_say("不当 0"),
    ),
    _Meaning(
        so=lambda given: replace(given, no_is_never=True),
        cells=partial(_each, says=says_no_of_a_year),
        asked=to_say(
            "{number} 格要写是哪一年的写的是“否”{seen}：都从来没有过（如从没有升规纳统），"
            "不是有过、后来退了"
        ),
        otherwise=to_say("按未知"),
    ),
    _Meaning(
        so=lambda given: replace(given, spent=True),
        cells=_plans,
        asked=to_say(
            "{rows} 户的项目没有写着已经竣工{seen}：{columns}写的，没有竣工的也已经花出了，不是计划"
        ),
        otherwise=to_say("这几户的投资按未知"),
    ),
)


def _whether_lenient(
    given: GivenTable, table: EnterpriseTable
) -> Generator[TableQuestion, str, bool | None]:
    """Whether cells that cannot be read are taken as not known, where there are some."""
    unread = [] if given.lenient is not None else _unread(table)
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


def _but_for(table: EnterpriseTable, cells: Sequence[_Cell], answer: str) -> tuple[str, ...] | None:
    """Of whom it is not known, by the rows that an answer names (除了 3、12 行); ``None`` where it
    says no; ``ValueError`` where it names another row, or says anything else.
    """
    told = yes_said(answer)
    if told is not None:
        return () if told else None
    rows = {int(one) for one in re.findall(r"\d+", answer)}
    if not rows or rows - {place.line for place, _ in cells} or not _ROWS_TOLD.fullmatch(answer):
        raise ValueError(answer)
    name = table.found["name"]
    return tuple(digest_of_name(row.cells[name]) for row in table.table.rows if row.number in rows)


def _held_shown(table: EnterpriseTable, cells: Sequence[_Cell]) -> list[Sentence]:
    """Of each row whose titles these are who it is, what is asked about, and what stands in the
    column of days right beside it.
    """
    told: dict[int, list[_Cell]] = {}
    for place, text in cells:
        told.setdefault(place.line, []).append((place, text))
    rows = {row.number: row for row in table.table.rows}
    dated = {place for place, _ in titles_with_days_beside(table.table)}
    lines = []
    for number, own in [*told.items()][:_ROWS]:
        titles = (shortened(text) for _, text in own)
        line = sentence(
            "第 {row} 行 {name}：{titles}",
            row=number,
            name=rows[number].cells[table.found["name"]],
            titles="、".join(dict.fromkeys(titles)),
        )
        for at in dict.fromkeys(place.column for place, _ in own):
            # The column right behind it, whose number is one more than the index.
            if (at - 1) in dated and not says_nothing(day := rows[number].cells[at]):
                head = table.table.columns[at]
                line = sentence(
                    "{line}（“{head}”写着“{day}”）", line=line, head=head, day=shortened(day)
                )
        lines.append(line)
    if len(told) > _ROWS:
        lines.append(sentence("等 {number} 行", number=len(told)))
    return lines


def _cells_shown(table: EnterpriseTable, cells: Sequence[_Cell]) -> Sentence:
    """Some of these, of each column first one: what stands there and where."""
    first = {place.column: (place, found) for place, found in reversed(cells)}
    others = [one for one in cells if one not in first.values()]
    shown = sorted([*first.values(), *others][:_SHOWN], key=lambda one: one[0].order)
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
