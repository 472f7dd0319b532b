"""Columns that no rule reads under their name, and the facts for which they may be meant.

Code, a remark: P157 such a column, with a fact whose kind takes what stands in it; or, where none
does, what the fact would be told by.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial

from huiqi.dates import PART_OF_YEAR, year_at_end
from huiqi.diagnostics import Diagnostics, Severity, shortened
from huiqi.language.types import Kind
from huiqi.profile.column_fits import HowMeant, Thing, days_meant, how_meant, is_dated, is_listed
from huiqi.profile.column_meanings import ColumnInDoubt, ColumnMeaning
from huiqi.profile.column_names import ColumnNames, Key, bare_head
from huiqi.profile.heads_alike import looks_like, part_of_head, without_talk
from huiqi.profile.lasting import AT_MOST, tells_a_day_only
from huiqi.profile.outcome_heads import outcome_head
from huiqi.profile.parted_columns import with_parts_of_heads
from huiqi.profile.so_far import part_told_of, remark_on_part, told_to_date
from huiqi.profile.titles_by_content import titles_in_cells
from huiqi.rulebook.names_within import names_within
from huiqi.rulebook.naming import WHETHER, called, fact_names
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.text import Text
from huiqi.rulebook.vocabulary import PlaceWord, StatedWord, Vocabulary
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import one_line, plain, shell_text
from huiqi.tables import ReadTable
from huiqi.tables.columns import row_numbers
from huiqi.tables.units import without_unit
from huiqi.wordings import says_nothing
from huiqi.words import to_say

#: So much of what stands in a column is shown.
_TOLD = 3

#: So much of a cell is quoted.
_SHORT = 20
_WHETHER_IT_IS = re.compile(f"^(?:{WHETHER}|是不是)")
#: Of a head that its figures are of a part of a year, and a figure below it.
_PART_OF_YEAR = re.compile(
    rf"{PART_OF_YEAR.pattern}|前\d{{1,2}}个?月|[上下]半年|[一二三四1-4前首]季度"
    r"|截[至止].{0,8}\d月(?!\d)"
)
_FIGURE = re.compile(r"[约近]?-?[\d,.]+[亿万千百]?元?")
#: Why a column is none of what its head is like.
_OTHER = to_say("“{column}”没有用来评估：像是{facts}，写的内容却不是")
_UNIT = to_say("“{column}”没有用来评估：像是{facts}，列名里的单位或说明却看不懂")
_OWN_TABLE = to_say("“{column}”没有用来评估：像是{facts}，一户可能有几条，要另做一张表")
#: What is seen to be it by what stands there.
_SEEN = (Kind.COUNT, Kind.DATE, Kind.BOOL, Kind.ENUM)


def ask_about_carried(
    names: ColumnNames,
    table: ReadTable,
    carried: Mapping[int, str],
    read: Collection[Key],
    diagnostics: Diagnostics,
) -> tuple[ColumnInDoubt, ...]:
    """Remarks on each column that is carried, yet may be meant for a fact that no column which is
    ``read`` tells; which they are.
    """
    facts, options, doubts = fact_names(names.rulebook), [], []
    table, carried, parts = with_parts_of_heads(table, carried, partial(part_of_head, names, read))
    every = {
        index: [
            how_meant(thing, names, table, index, days)
            for thing in (
                part_of_head(names, read, name) if index in parts else looks_like(facts, name)
            )
            for days in days_meant(thing, names, table, index, (thing.id, None) in read)
        ]
        for index, name in carried.items()
    }
    every |= {index: [] for index, name in carried.items() if _is_to_date(names, name)}
    _with_titles(names, table, every)
    within = _with_names_within(names, table, carried, read, every)
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
            _remark_on_part_of_year(names, table, index, diagnostics)
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
            said = sentence(_why_not(like), column=name, facts=labels)
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
                certain=_is_certain(one, name, names.rulebook.vocabulary),
                label=f"{one.thing.label.zh}{one.days}",
                note=_note(one, name, names.rulebook.vocabulary),
                whether=_whether(one, name, names.rulebook.vocabulary),
            )
            for one in fitting
            for own, option in (option_of(one, name, names),)
        )
        if len(meanings) == 1 and index not in within:
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
                    undated=is_dated(fitting[0].thing) and not names.year_of_head(name),
                    within=index in within,
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


def _is_to_date(names: ColumnNames, head: str) -> bool:
    """Whether a head sums up the year of decision, and no other is said to be the table's."""
    theirs = names.as_of is not None and names.undated in (None, names.as_of.year)
    return theirs and told_to_date(head, names.rulebook, names.as_of) is not None


def _with_titles(names: ColumnNames, table: ReadTable, every: dict[int, list[HowMeant]]) -> None:
    """Adds that a column may be one of titles, where its head is like nothing that is told by it
    and titles stand in it.
    """
    for title in names.rulebook.vocabulary.titles.values():
        asked = any(one.thing is title for like in every.values() for one in like)
        if not title.several or asked:
            continue
        for index, like in every.items():
            if any(one.fits and not is_listed(one.thing) for one in like):
                continue
            cells = [row.cells[index] for row in table.rows]
            if titles_in_cells(names.rulebook, title, cells, names.as_of):
                every[index] = [how_meant(title, names, table, index, "")]


def _with_names_within(
    names: ColumnNames,
    table: ReadTable,
    carried: Mapping[int, str],
    read: Collection[Key],
    every: dict[int, list[HowMeant]],
) -> frozenset[int]:
    """Adds to the columns that are like nothing what the name in their head may be, where most of
    what stands there is that, and no other column tells it; which columns those are.
    """
    known, found = names_within(names.rulebook), set[int]()
    told = {name for name, _ in read} | {one.thing.id for like in every.values() for one in like}
    for index, head in carried.items():
        if every[index] or outcome_head(head) is not None or _PART_OF_YEAR.search(plain(head)):
            continue
        every[index] = [
            one
            for thing in known.find(bare_head(head))
            if thing.id not in told and thing.id not in names.rulebook.vocabulary.sought
            for days in days_meant(thing, names, table, index, read=False)
            for one in (how_meant(thing, names, table, index, days),)
            if one.fits and one.telling and 2 * len(one.refused) <= one.cells
        ]
        if every[index]:
            found.add(index)
    return frozenset(found)


def _is_certain(one: HowMeant, head: str, words: Vocabulary) -> bool:
    """Whether a column is the thing by its head, and all that stands there is read as that: an
    amount may have been planned or count another thing, and an address be another one's.
    """
    thing = one.thing
    if isinstance(thing, PlaceWord) or one.refused:
        return False
    if is_dated(thing) and year_at_end(without_unit(plain(head))):
        # 员工25 may be of that year, or have any number behind it.
        return False
    if one.says_whether:
        return _whether(one, head, words) is not None
    if not one.telling:
        return False
    if isinstance(thing, StatedWord):
        return True
    bare = bare_head(head)
    named = _is_named(thing, head, words)
    seen = thing.type.kind in _SEEN or thing.is_calendar_year or words.says_spent(bare)
    return named and seen


def _is_named(thing: Fact | Definition, head: str, words: Vocabulary) -> bool:
    """Whether a head names it, and nothing else."""
    bare = without_talk(bare_head(head))
    asked = _WHETHER_IT_IS.sub("", bare)
    meanings = words.meanings(asked) or words.meanings(bare)
    return [*meanings] == [thing.id] or any(asked in plain(name) for name in called(thing))


def _whether(one: HowMeant, head: str, words: Vocabulary) -> Text | None:
    """What yes or no says of the year that a head names, where its cells say rather that."""
    if not isinstance(one.thing, Fact) or not one.says_whether:
        return None
    return one.thing.whether if _is_named(one.thing, head, words) else None


def _note(one: HowMeant, head: str, words: Vocabulary) -> Text | str:
    """When a word of several meanings is the one."""
    if isinstance(one.thing, Fact) and one.days == AT_MOST and one.thing.at_most_told is not None:
        return one.thing.at_most_told
    bare = bare_head(head)
    meanings = words.meanings(bare) or words.meanings(without_talk(bare))
    return meanings.get(one.thing.id, "")


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


def _remark_on_part_of_year(
    names: ColumnNames, table: ReadTable, index: int, diagnostics: Diagnostics
) -> None:
    """P157: that a column has the figures of a part of a year, which are no year's; of the year of
    decision they say who is near a line.
    """
    head = table.columns[index]
    if part_told_of(head, names.rulebook, names.as_of) is not None:
        remark_on_part(table, index, diagnostics)
        return
    cells = [cell for row in table.rows if not says_nothing(cell := row.cells[index])]
    numbers = sum(_FIGURE.fullmatch(plain(cell)) is not None for cell in cells)
    in_part = _PART_OF_YEAR.search(plain(head)) is not None or _is_to_date(names, head)
    if not in_part or 2 * numbers <= len(cells):
        return
    said = sentence("“{column}”没有用来评估：只是一年里一段时间的数，规则用整年的", column=head)
    remedy = sentence("整年的数出来了，另写一列")
    diagnostics.warn("P157", table.place(None, index), said, remedy=remedy)


def _found_in(thing: Thing, rulebook: Rulebook) -> Text | str:
    """The line of a statement, else the paper that proves it."""
    if isinstance(thing, StatedWord):
        return ""
    return thing.found_in or next(map(rulebook.paper, thing.proof), "")


def _facts_of(thing: Thing) -> tuple[str, ...]:
    return tuple(thing.answers) if isinstance(thing, StatedWord) else (thing.id,)


def _told_in(table: ReadTable, index: int, meant: HowMeant) -> dict[str, None]:
    """What stands in a column, first what tells something of what it may be."""
    refused = {number for number, _ in meant.refused}
    cells = [(row.number, one_line(row.cells[index])) for row in table.rows]
    cells = [(number, cell) for number, cell in cells if not says_nothing(cell)]
    cells.sort(key=lambda one: (one[0] not in meant.telling, one[0] in refused))
    return dict.fromkeys(cell for _, cell in cells)


def option_of(one: HowMeant, column: str, names: ColumnNames) -> tuple[str, str]:
    """What the column would be called, and how it is said that it is so."""
    year = (names.year_of_head(column) or names.some_year) if is_dated(one.thing) else ""
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
    if is_dated(one.thing) and not names.year_of_head(column):
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


def _why_not(like: list[HowMeant]) -> str:
    """Why a column is none of what its head is like."""
    if all(is_listed(one.thing) for one in like):
        return _OWN_TABLE
    return _UNIT if all(one.headless and one.cells for one in like) else _OTHER


def _another(thing: Thing) -> Sentence:
    """What a column of the thing would say."""
    if is_listed(thing):
        return sentence("要用它，另做一张表，用 --with {name}=文件", name=thing.label)
    question = None if isinstance(thing, StatedWord) else thing.question
    if question is None:
        return sentence("要用它，另加一列 {name}", name=thing.label)
    return sentence("要用它，另加一列 {name}：{question}", name=thing.label, question=question)
