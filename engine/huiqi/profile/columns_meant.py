"""Columns that no rule reads under their name, and the facts for which they may be meant.

Code, a remark: P157 such a column, with a fact whose kind takes what stands in it; or, where none
does, what the fact would be told by.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import partial

from huiqi.diagnostics import Diagnostic, Diagnostics, Severity, shortened
from huiqi.language.types import Kind
from huiqi.objects import dataclass
from huiqi.profile.column_names import ColumnNames, Key, without_year
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.lasting import (
    AT_MOST,
    RECOGNISED,
    UNTIL,
    ends_there,
    says_which,
    tells_a_day_only,
    told_by_day,
)
from huiqi.profile.parted_columns import with_parts_of_heads
from huiqi.profile.profile_reader import YEARS
from huiqi.rulebook.naming import FactNames, fact_names
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.text import Text
from huiqi.rulebook.vocabulary import PlaceWord, StatedWord
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import one_line, plain, shell_text
from huiqi.tables import ReadTable
from huiqi.tables.columns import row_numbers
from huiqi.tables.units import without_unit
from huiqi.truth import Truth
from huiqi.wordings import says_nothing, yes_or_no

#: So much of what stands in a column is shown.
_TOLD = 3

#: So much of a cell is quoted.
_SHORT = 20
#: Between the words of a head that says several.
_OR = re.compile(r"[/、|及和与]")

_Thing = Fact | Definition | StatedWord


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeaning:
    """What a column may be, by its name (with the year, where it has one); ``option`` says so
    (``注册地=所属县区``); so many rows say what it does not take, the first of them ``like``;
    ``found_in``: where it stands, if the rules say it; ``yearless``: so many rows say 是 or 否
    where it is asked in which year; ``alike``: it is told as another thing, too, and is this one
    only where both are the same; ``facts``: what it tells, by id; ``telling``: so many rows tell
    something of it.
    """

    name: str
    option: str
    unread: int
    like: str = ""
    found_in: Text | str = ""
    yearless: int = 0
    alike: bool = False
    facts: tuple[str, ...] = ()
    telling: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnInDoubt:
    """A column that is carried, some of what stands in it, and what it may be, the likeliest
    first; ``undated``: that is of some year, and the column does not say of which.
    """

    name: str
    told: tuple[str, ...]
    meanings: tuple[ColumnMeaning, ...]
    undated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HowMeant:
    """What a column may be meant for: how many cells say something; ``refused``: the row of each
    that says nothing to it, and why; ``headless``: nor does the head.
    """

    thing: _Thing
    cells: int = 0
    refused: tuple[tuple[int, Diagnostic], ...] = ()
    headless: bool = True
    #: What the days that stand there would be.
    days: str = ""
    #: The rows that tell something of it.
    telling: frozenset[int] = frozenset()
    #: So many say 是 or 否 where it is asked in which year; whether nothing but no is said.
    yearless: int = 0
    only_no: bool = False
    #: The rows with a place that may lie anywhere: where is asked of the whole table.
    elsewhere: frozenset[int] = frozenset()

    @property
    def says_whether(self) -> bool:
        """Whether it says rather 是 or 否 than in which year."""
        return self.only_no or self.yearless > len(self.telling)

    @property
    def unread(self) -> list[Diagnostic]:
        """Why the rows tell nothing that will not be asked about."""
        return [fault for number, fault in self.refused if number not in self.elsewhere]

    @property
    def fits(self) -> bool:
        """Whether it takes some of what stands there, if anything does."""
        return not self.headless and (not self.cells or len(self.refused) < self.cells)


def ask_about_carried(
    names: ColumnNames,
    table: ReadTable,
    carried: Mapping[int, str],
    read: Container[Key],
    diagnostics: Diagnostics,
) -> tuple[ColumnInDoubt, ...]:
    """Remarks on each column that is carried, yet may be meant for a fact that no column which is
    ``read`` tells; which they are.
    """
    facts, options, doubts = fact_names(names.rulebook), [], []
    table, carried, parts = with_parts_of_heads(table, carried, partial(_part_of_head, names, read))
    every = {
        index: [
            how_meant(thing, names, table, index, days)
            for thing in (
                _part_of_head(names, read, name)
                if index in parts
                else _looks_like(facts, without_year(without_unit(plain(name), dated=True)))
            )
            for days in _days_meant(thing, names, table, index, (thing.id, None) in read)
        ]
        for index, name in carried.items()
    }
    # Of a year a column that says yes or no tells less than one that says which.
    told = {
        one.thing.id
        for like in every.values()
        for one in like
        if one.cells and not one.says_whether
    }
    for index, name in carried.items():
        like = [one for one in every[index] if not (one.says_whether and one.thing.id in told)]
        if not like:
            continue
        # Which the days are is likelier by how many are past than by what cannot be read.
        fitting = sorted(
            (one for one in like if one.fits), key=lambda one: 0 if one.days else len(one.refused)
        )
        # What cannot read most of it is hardly meant, where another can.
        fitting = [one for one in fitting if 2 * len(one.refused) <= one.cells] or fitting
        labels = tuple(one.thing.label for one in fitting or like)
        said = sentence("“{column}”没有用来评估，可能是：{facts}", column=name, facts=labels)
        if not fitting:
            said = sentence(
                "“{column}”没有用来评估：像是{facts}，写的内容却不是", column=name, facts=labels
            )
        first = (fitting or like)[0]
        meanings = tuple(
            ColumnMeaning(
                name=own,
                option=option,
                unread=len(one.unread),
                like=shortened(one.unread[0].found, _SHORT) if one.unread else "",
                found_in=_found_in(one.thing, names.rulebook),
                yearless=one.yearless,
                facts=_facts_of(one.thing),
                telling=len(one.telling),
            )
            for one in fitting
            for own, option in (option_of(one, name, names),)
        )
        if len(meanings) == 1:
            options.append(f"--column {shell_text(meanings[0].option)}")
        if meanings:
            shown = _told_in(table, index, fitting[0])
            if fitting[0].days and names.as_of is not None:
                # What is asked is of these.
                as_of = names.as_of
                shown = dict.fromkeys(
                    sorted(shown, key=lambda one: not tells_a_day_only(one, as_of))
                )
            doubts.append(
                ColumnInDoubt(
                    name=name,
                    told=tuple(shown)[:_TOLD],
                    meanings=meanings,
                    undated=_dated(fitting[0].thing)
                    and not names.year_of(without_unit(plain(name), dated=True)),
                )
            )
        diagnostics.report(
            "P157",
            table.place(None, parts.get(index, index)),
            said,
            found=name,
            allowed=first.refused[0][1].allowed if first.refused else (),
            remedy=_remedy(first, name, names) if fitting else _another(first.thing),
            severity=Severity.WARNING,
        )
    if len(options) > 1:
        said = sentence("这些列都是的话，再运行时一次写上：{options}", options=" ".join(options))
        diagnostics.warn("P157", table.place(), said)
    return tuple(doubts)


def may_mean_others(
    names: ColumnNames, table: ReadTable, read: Mapping[Key, int]
) -> tuple[ColumnInDoubt, ...]:
    """The columns that tell a fact for which people tell another, of which no column tells:
    主营业务收入, where there is no 营业收入.
    """
    doubts = []
    for (name, year), index in read.items():
        declared = names.rulebook.facts.get(name)
        other = None if declared is None else declared.may_mean
        if declared is None or other is None or (other, year) in read:
            continue
        label = names.rulebook.facts[other].label.zh
        called = label if year is None else names.year_of(str(year)) + label
        head = table.columns[index]
        meaning = ColumnMeaning(name=called, option=f"{called}={head}", unread=0, alike=True)
        shown = tuple(_told_in(table, index, HowMeant(thing=declared)))[:_TOLD]
        doubts.append(ColumnInDoubt(name=head, told=shown, meanings=(meaning,), undated=False))
    return tuple(doubts)


def _found_in(thing: _Thing, rulebook: Rulebook) -> Text | str:
    """The line of a statement, else the paper that proves it."""
    if isinstance(thing, StatedWord):
        return ""
    return thing.found_in or next(map(rulebook.paper, thing.proof), "")


def _facts_of(thing: _Thing) -> tuple[str, ...]:
    return tuple(thing.answers) if isinstance(thing, StatedWord) else (thing.id,)


def _told_in(table: ReadTable, index: int, meant: HowMeant) -> dict[str, None]:
    """What stands in a column, first what tells something of what it may be."""
    refused = {number for number, _ in meant.refused}
    cells = [(row.number, one_line(row.cells[index])) for row in table.rows]
    cells = [(number, cell) for number, cell in cells if not says_nothing(cell)]
    cells.sort(key=lambda one: (one[0] not in meant.telling, one[0] in refused))
    return dict.fromkeys(cell for _, cell in cells)


def _looks_like(facts: FactNames, bare: str) -> list[_Thing]:
    """What a head may be taken for; else the first of several that it names (县市区/乡镇)."""
    several = (part for part in _OR.split(bare) if part != bare)
    return next(filter(None, map(facts.looks_like, (bare, *several))), [])


def _part_of_head(names: ColumnNames, read: Container[Key], head: str) -> list[_Thing]:
    """What a part of a head may be, by itself; a fact by its name, unless it is ``read``."""
    facts = fact_names(names.rulebook)
    bare = without_unit(plain(head), dated=True)
    found = facts.find(without_year(bare))
    if found is None:
        return facts.looks_like(without_year(bare))
    told = names.year_of(bare)
    key = (found, int(told[:4]) if told[:4].isdigit() and facts.declared[found].yearly else None)
    return [] if key in read else [facts.declared[found]]


def _days_meant(
    thing: _Thing, names: ColumnNames, table: ReadTable, index: int, read: bool
) -> tuple[str, ...]:
    """What the days in a column may be, where neither the cells nor the head say it; none where
    another column is ``read`` as the thing, unless this one tells of its days.
    """
    otherwise = () if read else ("",)
    if isinstance(thing, Fact) and thing.at_most_told and not read:
        return (AT_MOST, "")
    if names.as_of is None or isinstance(thing, StatedWord) or not thing.lasting:
        return otherwise
    as_of, head = names.as_of, table.columns[index]
    past = [row.cells[index] for row in table.rows if tells_a_day_only(row.cells[index], as_of)]
    told = [told_by_day(row.cells[index], "", as_of) for row in table.rows]
    ahead = told.count(Truth.TRUE)
    if read and says_which(head):
        return (UNTIL if ends_there(head) else RECOGNISED,) if past or ahead else ()
    if read and not past:
        # A day to come can only be the end.
        return (UNTIL,) if ahead or Truth.FALSE in told else ()
    if not past or says_which(head):
        return otherwise
    return (RECOGNISED, UNTIL) if len(past) > ahead else (UNTIL, RECOGNISED)


def how_meant(
    thing: _Thing, names: ColumnNames, table: ReadTable, index: int, days: str
) -> HowMeant:
    """A thing, with what the head and the cells of a column are to it."""
    key: Key = (thing.id, YEARS[0] if _dated(thing) else None)
    places: dict[Key, StatedWord] = {}
    if _listed(thing):
        return HowMeant(thing=thing)
    if isinstance(thing, StatedWord):
        key = (next(iter(thing.answers)), None)
        places = {key: thing}
    head = Diagnostics()
    columns = FactColumns(
        names.rulebook, table, {key: index}, head, places=places, as_of=names.as_of
    )
    columns.heads = {key: days}
    # Whether such a figure is read, and a no of a year, is asked of the whole table.
    columns.about = columns.no_is_never = True
    cells = [(row.number, columns.own_text(key, row.cells[index])) for row in table.rows]
    told = [(number, text) for number, text in cells if not columns.tells_nothing(key, text)]
    if not told and any(_says_whether(columns, key, text) for _, text in cells):
        return HowMeant(thing=thing)
    columns.no_is_never = False
    noes = {number for number, text in told if columns.says_no_of_a_year(key, text)}
    columns.no_is_never = True
    refused = []
    for number, text in told:
        found = Diagnostics()
        columns.value(key, text, table.place(None, index), found)
        refused += [(number, fault) for fault in found.errors[:1]]
    return HowMeant(
        thing=thing,
        cells=len(told),
        refused=tuple(refused),
        headless=bool(head.errors),
        days=days,
        telling=frozenset(n for n, _ in told) - {n for n, _ in refused} - noes,
        yearless=sum(columns.says_no_year(key, text) for _, text in cells),
        only_no=bool(told) and len(noes) == len(told),
        elsewhere=frozenset(
            number for number, text in told if isinstance(thing, PlaceWord) and thing.is_vague(text)
        ),
    )


def _says_whether(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell says yes or no where it is asked in which year, or for a name."""
    is_text = columns.facts[key].type.kind is Kind.TEXT
    return columns.says_no_year(key, text) or (is_text and yes_or_no(text) is not None)


def option_of(one: HowMeant, column: str, names: ColumnNames) -> tuple[str, str]:
    """What the column would be called, and how it is said that it is so."""
    bare = without_unit(plain(column), dated=True)
    year = (names.year_of(bare) or names.some_year) if _dated(one.thing) else ""
    name = f"{year}{one.thing.label.zh}{one.days}"
    return name, f"{name}={column}"


def _remedy(one: HowMeant, column: str, names: ColumnNames) -> Sentence:
    """How the column is read as the thing, and what of it then is not."""
    name, option = option_of(one, column, names)
    remedy = sentence(
        "是的话，列名改成 {name}，或用 --column {option}；不是就不用改",
        name=name,
        option=shell_text(option),
    )
    if _dated(one.thing) and not names.year_of(without_unit(plain(column), dated=True)):
        remedy = sentence(
            "是的话，列名改成 {name}，或用 --column {option}"
            "（是别的年份的，写那一年）；不是就不用改",
            name=name,
            option=shell_text(option),
        )
    if not one.refused:
        return remedy
    return sentence(
        "{remedy}；{rows}写的要先改，不然那几行读不了",
        remedy=remedy,
        rows=row_numbers([number for number, _ in one.refused]),
    )


def _another(thing: _Thing) -> Sentence:
    """What a column of the thing would say."""
    if _listed(thing):
        return sentence("要用它，另做一张表，用 --with {name}=文件", name=thing.label)
    question = None if isinstance(thing, StatedWord) else thing.question
    if question is None:
        return sentence("要用它，另加一列 {name}", name=thing.label)
    return sentence("要用它，另加一列 {name}：{question}", name=thing.label, question=question)


def _dated(thing: _Thing) -> bool:
    return not isinstance(thing, StatedWord) and thing.yearly


def _listed(thing: _Thing) -> bool:
    """Whether it is a list, which has a table of its own."""
    return not isinstance(thing, StatedWord) and thing.type.kind is Kind.RECORDS
