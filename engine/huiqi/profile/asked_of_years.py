"""What is asked of the columns of a table that are of some year and do not say of which."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from huiqi.dates import OF_THE_TABLE, written_year
from huiqi.profile.column_names import UndatedColumn
from huiqi.profile.given_table import GivenTable
from huiqi.profile.profile_reader import YEARS
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.table_questions import (
    TableQuestion,
    answers_said,
    seen,
    understood,
    with_choices,
    yes_said,
)
from huiqi.rulebook.list_columns import column_of
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import one_line, plain
from huiqi.tables.columns import listed
from huiqi.wordings import says_nothing, says_unknown

#: So much of what stands in a column is shown.
_TOLD = 3
#: A year of which a title above the table tells.
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?=年度?[^\d]{2})")

#: The year of each column by its name, where it is known.
Years = Mapping[str, int | None]


def of_which_years(
    given: GivenTable, table: EnterpriseTable, as_of: date
) -> Generator[TableQuestion, str, tuple[GivenTable, Years]]:
    """Of the figures together, of what yes or no says each by itself; first of which the table is,
    where its head tells of 本年.  The table, and of which years those still in doubt are that are
    not all of one.
    """
    words = _of_its_year(table) if given.year is None else []
    if words:
        year = yield from understood(_which_is_its_year(table, words, as_of), year_said)
        if year is not None:
            # What named no year is of that one, too.
            return replace(given, year=year), {}
    years: Years = {}
    if kinds := _undated_figures(table):
        years = yield from _years_of(table, kinds, as_of)
        one = {*years.values()}
        if len(one) == 1 and None not in one and not words:
            given = replace(given, year=one.pop())
        else:
            # Said of all it would be said of 本年, too, which is this year's.
            own = (
                undated.option(year)
                for undated in table.undated
                if not undated.answered and (year := years.get(undated.name)) is not None
            )
            given = replace(given, columns=(*given.columns, *own))
    for column in table.undated:
        if column.answered:
            text = _whether_of_now(table, column, as_of, given.redact)
            year = yield from understood(text, partial(_now_or_year, as_of))
            if year is None:
                given = replace(given, apart=(*given.apart, column.name))
            else:
                given = replace(given, columns=(*given.columns, column.option(year)))
    return given, years


def _years_of(
    table: EnterpriseTable, kinds: Sequence[Sequence[str]], as_of: date
) -> Generator[TableQuestion, str, Years]:
    """Of which years the columns are, those of one kind of the same."""
    text = _which_year(table, kinds, as_of)
    said = yield from understood(text, partial(_one_of_each, len(kinds)))
    years = said or [None] * len(kinds)
    return {name: year for names, year in zip(kinds, years, strict=True) for name in names}


def _one_of_each(number: int, answer: str) -> list[int | None]:
    """A year for all, or one for each kind; ``?`` where it is not known."""
    said = [None if says_unknown(one) else year_said(one) for one in answers_said(answer)]
    if len(said) not in (1, number):
        raise ValueError(answer)
    return said * number if len(said) == 1 else said


def _of_its_year(table: EnterpriseTable) -> list[str]:
    """The words by which the head tells of the year that the table is of, and the one before."""
    heads = [plain(head) for head in table.table.columns]
    return [word for word in OF_THE_TABLE if any(word in head for head in heads)]


def _which_is_its_year(table: EnterpriseTable, words: Sequence[str], as_of: date) -> Sentence:
    above = (match for text in table.table.above for match in _A_YEAR.findall(plain(text)))
    return sentence(
        "表头里写的{words}，本年是哪一年？写那一年，如 {year}；就是 {now} 年的就回车",
        words=listed([sentence("“{word}”", word=word) for word in words]),
        year=next(above, str(as_of.year - 1)),
        now=as_of.year,
    )


def _undated_figures(table: EnterpriseTable) -> list[list[str]]:
    """The columns of figures that say no year, by what they count; none where all of them are
    still in doubt.  What was taken in and who is employed are seldom of one year.
    """
    figures = [one for one in table.undated if not one.answered]
    found: dict[object, list[str]] = {}
    for name, fact in (
        *((one.name, one.fact) for one in figures),
        # What is asked about afterwards is of that year, too.
        *(
            (one.name, column_of(table.facts.rulebook, one.meanings[0].facts[0]))
            for one in (table.in_doubt if figures else ())
            if one.undated
        ),
    ):
        found.setdefault(fact.type.kind, []).append(name)
    return list(found.values())


def _which_year(table: EnterpriseTable, kinds: Sequence[Sequence[str]], as_of: date) -> Sentence:
    years = [year for _, year in table.facts.columns if year is not None]
    # Most often the last that other columns name.
    year = max(years, default=as_of.year - 1)
    if len(kinds) == 1:
        return sentence(
            "这些列没有写是哪一年的：{columns}。都是同一年的，写那一年，如 {year}；不是就回车",
            columns=listed(kinds[0]),
            year=year,
        )
    lines = (
        sentence("{number} {columns}", number=number, columns=listed(names))
        for number, names in enumerate(kinds, 1)
    )
    text = sentence(
        "这几列没有写是哪一年的。都是同一年的，写那一年，如 {year}；不是的按次序各写一年，"
        "如 {years}，不知道的写 ?；都不知道就回车（只照抄）",
        year=year,
        years=tuple(str(year if place == 0 else as_of.year) for place, _ in enumerate(kinds)),
    )
    return with_choices(text, lines)


def _whether_of_now(
    table: EnterpriseTable, column: UndatedColumn, as_of: date, redact: bool
) -> Sentence:
    """How things stand is written down as of today; the figures beside it are of last year."""
    index = table.table.columns.index(column.name)
    cells = (one_line(row.cells[index]) for row in table.table.rows)
    told = dict.fromkeys(cell for cell in cells if not redact and not says_nothing(cell))
    return sentence(
        "“{column}”{seen}是 {year} 年的吗？是；或写是哪一年的；不知道就回车",
        column=column.name,
        seen=seen(tuple(told)[:_TOLD]),
        year=as_of.year,
    )


def _now_or_year(as_of: date, answer: str) -> int | None:
    told = yes_said(answer)
    if told is None:
        return year_said(answer)
    return as_of.year if told else None


def year_said(answer: str) -> int:
    """The year that an answer names; ``ValueError`` where it names none."""
    year = written_year(answer)
    if year is None or year not in YEARS:
        raise ValueError(answer)
    return year
