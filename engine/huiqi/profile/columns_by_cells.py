"""Columns told by what stands in them, whatever their heads say: titles that are kept in several
columns, or by their level, and whether one is above scale.

Code, remarks: P134 as what such a column is read.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.days_of_titles import days_by_title
from huiqi.profile.lasting import RECOGNISED, UNTIL, told_together
from huiqi.profile.titles_by_content import titles_in_cells
from huiqi.profile.years_told import says_no_year
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.vocabulary import TitleWord
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables import ReadTable, Row
from huiqi.wordings import says_nothing, yes_or_no

#: So many rows are looked at, of a table of any size.
LOOKED_AT = 200
#: 资质1, 荣誉二; and the column with its day beside it.
_NUMBERED = re.compile(r"(?P<stem>\D{2,8}?)(?P<number>[1-9]|[一二三四五六七八九])(?P<day>\D{0,8})")
_ENDS = re.compile(r"(?:的|证书)?(?:有效期?[至到限止]?|到期|截止|失效)(?:时间|日期?|年月)?")
_BEGAN = re.compile(
    r"(?:的|证书)?(?:认定|获得|获评|发证|颁发|批准|公布)(?:时间|日期?|年月|年份|年度)?"
)
#: Right beside a column of titles: when they were given, or end; on whichever of them.
_OF_TITLES = re.compile("(?:帽子|称号|资质|荣誉|名号|牌子|证书?|它|其)?的?")
_BEGAN_BESIDE = re.compile(
    rf"{_OF_TITLES.pattern}(?:(?:是)?(?:啥|什么|何|哪个?|哪一)(?:时候?|年|天)(?:下来|[得拿领发评批给认]\w{{0,2}})的?"
    r"|(?:认定|获得|获评|获批|评定|发证|颁发|颁证|批准|公布|下来|拿证|领证|取证|拿到|取得)的?"
    r"(?:时间|日期?|年月|年份|年度))"
)
_ENDS_BESIDE = re.compile(
    rf"{_OF_TITLES.pattern}(?:(?:啥|什么|何|哪)(?:时候?|年|天)(?:到期|过期|失效)的?|{_ENDS.pattern})"
)


class TitlesInSeveral(NamedTuple):
    """The numbered columns that are read as one, in their order; and of those with a day beside
    them where it stands, and what it is.
    """

    places: list[int]
    days: dict[int, tuple[int, str]]
    #: Where the days of one column are those of its only title, what tells how many it names.
    one_title: TitleWord | None = None

    @property
    def read(self) -> list[int]:
        """The places of all that is read."""
        return sorted({*self.places, *(place for place, _ in self.days.values())})

    def together(self, cells: Sequence[str]) -> str:
        """What they tell of a row, as one cell does."""
        told = []
        for place in self.places:
            if says_nothing(text := cells[place]):
                continue
            at, of = self.days.get(place, (place, ""))
            if of and self.one_title is not None:
                told.append(_with_own_days(self.one_title, text, cells[at], of))
            else:
                told.append(told_together(text, cells[at], of) if of else text)
        return "、".join(told)


def _with_own_days(title: TitleWord, text: str, days: str, of: str) -> str:
    """A cell of titles with the days beside it: of each that which is named with it (高企2023.12),
    or the only one of the only title.  Of which of several another day is nobody knows.
    """
    parts = title.parts(text)
    named = days_by_title(days)
    if named is None:
        return told_together(text, days, of) if len(parts) == 1 else text
    told: dict[str, list[str]] = {}
    for name, day in named:
        own = _called(title, parts, name)
        if len(own) == 1:
            told.setdefault(own[0], []).append(day)
    own_day = {part: days[0] for part, days in told.items() if len(days) == 1 and days[0]}
    if not own_day:
        return text
    return "、".join(told_together(part, own_day.get(part, ""), of) for part in parts)


def _called(title: TitleWord, parts: Sequence[str], name: str) -> list[str]:
    """Of parts of a cell of titles those that are what a name beside a day is of."""
    fact, told = title.named_in(name), plain(name)
    same = [part for part in parts if fact is not None and title.named_in(part) == fact]
    return same or [part for part in parts if told in plain(part)]


def with_titles_together(
    table: ReadTable, rulebook: Rulebook, diagnostics: Diagnostics
) -> ReadTable:
    """The table with the titles of numbered columns (资质1, 资质2 …) in the first of these, each
    with its day in the column of that (资质1有效期); the others stay as they are.
    """
    for several in titles_in_several(table, rulebook, diagnostics):
        rows = []
        for row in table.rows:
            cells, place = list(row.cells), several.places[0]
            cells[place] = several.together(cells)
            # What stood there first is what was written.
            before = ((place, row.cells[place]), *row.before)
            rows.append(Row(row.number, tuple(cells), before))
        table = replace(table, rows=tuple(rows))
    return table


def titles_in_several(
    table: ReadTable, rulebook: Rulebook, diagnostics: Diagnostics
) -> Iterator[TitlesInSeveral]:
    """P134: the numbered columns that are read as one, by the titles in the first rows."""
    titles = [one for one in rulebook.vocabulary.titles.values() if one.several]
    for several in [*_numbered(table)]:
        places = several.places
        cells = [row.cells[place] for place in places for row in table.rows[:LOOKED_AT]]
        if not any(titles_in_cells(rulebook, one, cells, None) for one in titles):
            continue
        first, heads = table.columns[places[0]], [table.columns[place] for place in places]
        said = sentence("{columns}合在“{column}”一列读", columns=tuple(heads), column=first)
        diagnostics.warn("P134", table.place(None, places[0]), said)
        yield several
    for place, of in titles_with_days_beside(table):
        cells = _cells(table, place)
        title = next((one for one in titles if titles_in_cells(rulebook, one, cells, None)), None)
        if title is not None:
            at = place + 1
            said = sentence(
                "“{day}”按“{column}”里称号的日子读（一格一个称号的；几个的，写了是哪个的才读）",
                day=table.columns[at],
                column=table.columns[place],
            )
            diagnostics.warn("P134", table.place(None, at), said)
            yield TitlesInSeveral([place], {place: (at, of)}, title)


def titles_with_days_beside(table: ReadTable) -> Iterator[tuple[int, str]]:
    """The columns right before one whose head tells of when, whatever they are of, with which
    days these are.
    """
    for place, head in enumerate(table.columns[1:]):
        own = plain(table.columns[place])
        day = plain(head).removeprefix(own)
        ends = _ENDS_BESIDE.fullmatch(day) is not None
        of = UNTIL if ends else RECOGNISED if _BEGAN_BESIDE.fullmatch(day) else ""
        if of and own and _NUMBERED.fullmatch(own) is None:
            yield place, of


def _numbered(table: ReadTable) -> Iterator[TitlesInSeveral]:
    """Each group of numbered columns, whatever they are of."""
    groups: dict[str, dict[str, int]] = {}
    days: dict[tuple[str, str], tuple[int, str]] = {}
    for place, head in enumerate(table.columns):
        match = _NUMBERED.fullmatch(plain(head))
        if match is None:
            continue
        stem, number, day = match["stem"], match["number"], match["day"]
        if not day:
            groups.setdefault(stem, {})[number] = place
        elif _ENDS.fullmatch(day) or _BEGAN.fullmatch(day):
            days[stem, number] = place, UNTIL if _ENDS.fullmatch(day) else RECOGNISED
    for stem, own in groups.items():
        if len(own) > 1:
            beside = {at: days[stem, n] for n, at in own.items() if (stem, n) in days}
            yield TitlesInSeveral([*own.values()], beside)


def read_titles_by_level(
    table: ReadTable,
    found: dict[str, int],
    stated: Container[str],
    rulebook: Rulebook,
    diagnostics: Diagnostics,
) -> None:
    """P134: a column that asks whether a title is held, of which most cells say which level it
    is (是否专精特新: 省级（2024）), is read by the level.
    """
    for title in rulebook.vocabulary.titles.values():
        own = next((fact for fact in title.answers if fact in found), None)
        if title.several or title.id in found or own is None or own in stated:
            continue
        cells = _cells(table, found[own])
        named = sum(
            title.is_lesser(cell)
            or title.held_of(cell) is not None
            or (yes_or_no(cell) is None and title.answered(cell) is not None)
            for cell in cells
        )
        answered = sum(yes_or_no(cell) is True for cell in cells)
        if named > answered:
            index = found[title.id] = found.pop(own)
            said = sentence(
                "“{column}”写的是哪一级，按{title}读",
                column=table.columns[index],
                title=title.label,
            )
            diagnostics.warn("P134", table.place(None, index), said)


def read_years_by_cells(
    table: ReadTable, found: dict[str, int], rulebook: Rulebook, diagnostics: Diagnostics
) -> None:
    """P134: a column whose cells name a fact that is a year (企业规模: 规上, 规下) is that of it,
    where no other is; ``found``: the columns by the name of the fact, to which it is added.
    """
    for index, head in enumerate(table.columns):
        own = [name for name, place in found.items() if place == index]
        if any(not _may_be_another(name, table, index, rulebook) for name in own):
            continue
        cells = _cells(table, index)
        meant = {name for cell in {*cells} for name in _year_named(cell, rulebook)}
        if len(meant) != 1 or 2 * sum(map(says_no_year, cells)) <= len(cells):
            continue
        (name,) = meant
        if name in found:
            continue
        for one in own:
            del found[one]
        found[name] = index
        label = rulebook.facts[name].label
        said = sentence(
            "“{column}”按{fact}读：没有写哪一年的，只知道有没有", column=head, fact=label
        )
        diagnostics.warn("P134", table.place(None, index), said)


def _cells(table: ReadTable, index: int) -> list[str]:
    rows = table.rows[:LOOKED_AT]
    return [cell for row in rows if not says_nothing(cell := row.cells[index])]


def _may_be_another(name: str, table: ReadTable, index: int, rulebook: Rulebook) -> bool:
    """Whether a column is by its head of a fact of which most of its cells name no option."""
    fact = rulebook.facts.get(name.partition("[")[0])
    options = None if fact is None else fact.type.enumeration
    cells = _cells(table, index)
    return options is not None and 2 * sum(options.find(c) is not None for c in cells) < len(cells)


def _year_named(cell: str, rulebook: Rulebook) -> Iterator[str]:
    meanings = rulebook.vocabulary.meanings(plain(cell))
    for name in meanings if len(meanings) == 1 else ():
        fact = rulebook.facts.get(name)
        if fact is not None and fact.type.kind is Kind.COUNT and fact.is_calendar_year:
            yield name
