"""Which columns tell what most answers rest on, where none is recognised: asked of the columns with
figures that are only carried.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator, Mapping
from functools import partial

from huiqi.objects import dataclass
from huiqi.profile.column_fits import how_meant
from huiqi.profile.column_meanings import ColumnMeaning
from huiqi.profile.column_names import ColumnNames, Key
from huiqi.profile.columns_meant import option_of
from huiqi.profile.outcome_heads import outcome_head
from huiqi.profile.table_questions import (
    TableQuestion,
    numbers_said,
    seen,
    understood,
    with_choices,
    yes,
    yes_said,
)
from huiqi.rulebook.naming import fact_names
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence
from huiqi.spelling import one_line, plain
from huiqi.tables import ReadTable
from huiqi.tables.personal_columns import tells_of_a_person
from huiqi.tables.units import without_unit
from huiqi.wordings import says_nothing

#: So many columns are offered, and so much of what stands in each is shown.
_MOST, _TOLD = 9, 3
#: A head of a part of a year: its figures are no year's.
_PART = re.compile(r"\d月|季度|半年|截[至止]|累计|目前|本月|当月|同比|增|率|%")


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtFact:
    """A fact that no column is recognised to tell, and the columns that may: what each is called,
    what it would be, some of what stands there; ``named``: whether there is one alone, whose head
    has a word for it.
    """

    label: Text
    named: bool
    columns: tuple[tuple[str, ColumnMeaning, tuple[str, ...]], ...]


def sought(
    names: ColumnNames, table: ReadTable, carried: Mapping[int, str], read: Collection[Key]
) -> tuple[SoughtFact, ...]:
    """What the rules say is looked for in every table (``sought:``) and is told by none of the
    columns that are ``read``, where some of the others have such figures.
    """
    told, rulebook = {name for name, _ in read}, names.rulebook
    found = []
    for name in rulebook.vocabulary.sought:
        if name not in told:
            columns = tuple(_telling(name, names, table, carried))
            if columns:
                words = rulebook.vocabulary.sought[name].named
                found.append(
                    SoughtFact(
                        label=rulebook.facts[name].label,
                        columns=columns[:_MOST],
                        named=len(columns) == 1 and any(word in columns[0][0] for word in words),
                    )
                )
    return tuple(found)


def _telling(
    name: str, names: ColumnNames, table: ReadTable, carried: Mapping[int, str]
) -> Iterator[tuple[str, ColumnMeaning, tuple[str, ...]]]:
    fact, known = names.rulebook.facts[name], fact_names(names.rulebook)
    for index, head in carried.items():
        cells = [one_line(row.cells[index]) for row in table.rows]
        cells = [cell for cell in cells if not says_nothing(cell)]
        bare = without_unit(plain(head), dated=True)
        if not names.rulebook.vocabulary.sought[name].may_name(bare):
            continue
        if outcome_head(head) is not None:
            continue
        if not head or _PART.search(bare) or _counts_rows(cells) or tells_of_a_person(head, cells):
            continue
        if known.find(bare) is not None or any(one.id != name for one in known.looks_like(bare)):
            continue
        one = how_meant(fact, names, table, index, "")
        # What its head counts is no such unit: 人手(人) is never money.
        if one.cells and not one.headless and 2 * len(one.refused) <= one.cells:
            own, option = option_of(one, head, names)
            meaning = ColumnMeaning(name=own, option=option, unread=len(one.unread))
            yield head, meaning, tuple(dict.fromkeys(cells))[:_TOLD]


def _counts_rows(cells: list[str]) -> bool:
    """Whether they are the numbers of the rows."""
    return cells == [str(number) for number in range(1, len(cells) + 1)]


def which_tell(one: SoughtFact, redact: bool) -> Generator[TableQuestion, str, list[str]]:
    """What is asked, and the columns as they are said to be: ``2025年营业收入=25年开票``; nothing
    of a cell is shown where that is left out.
    """
    text = sentence(
        "没有认出哪几列写着{fact}。是下面的就写号（几年的都写，如 1、2；都是的写 是）；没有就回车",
        fact=one.label,
    )
    if one.named:
        head, meaning, told = one.columns[0]
        text = sentence(
            "没有认出哪一列写着{fact}。“{column}”{seen}是 {meaning} 吗？是；不是或不知道就回车"
            "（只照抄）",
            fact=one.label,
            column=head,
            seen=seen(() if redact else told),
            meaning=meaning.name,
        )
        return [meaning.option] if (yield from understood(text, _is_it)) else []
    lines = (
        sentence(
            "{number} “{column}”{seen}：{meaning}",
            number=number,
            column=head,
            seen=seen(() if redact else told),
            meaning=meaning.name,
        )
        for number, (head, meaning, told) in enumerate(one.columns, 1)
    )
    said = yield from understood(with_choices(text, lines), partial(_said, one))
    return [meaning.option for meaning in said or ()]


def _is_it(answer: str) -> bool:
    """Whether the only one is; it may be answered by its number, as several are."""
    return answer == "1" or yes(answer)


def _said(one: SoughtFact, answer: str) -> list[ColumnMeaning]:
    """The columns that are named by their numbers, of a year one alone; by a yes all of them, by a
    no none.
    """
    all_or_none = yes_said(answer)
    if all_or_none is False:
        return []
    every = range(1, len(one.columns) + 1)
    numbers = every if all_or_none else sorted(numbers_said(len(one.columns), answer))
    meanings = [one.columns[number - 1][1] for number in numbers]
    if len({own.name for own in meanings}) < len(meanings):
        raise ValueError(answer)
    return meanings
