"""What is asked of whoever gives a table before it is decided: what its columns are, of which
year, where the enterprises are, and what becomes of the cells that cannot be read.

Nothing is taken for so without an answer: what is passed over stays as the table has it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from huiqi.diagnostics import Diagnostics, shortened
from huiqi.language.types import Kind
from huiqi.profile.asked_of_carried import what_came_of_measures, what_is_of_this_year
from huiqi.profile.asked_of_cells import how_cells_are_meant
from huiqi.profile.asked_of_columns import Questions, what_columns_mean
from huiqi.profile.asked_of_names import which_names
from huiqi.profile.asked_of_outcomes import which_measures_are_meant
from huiqi.profile.asked_of_titles import of_which_year_titles_are
from huiqi.profile.asked_of_years import of_which_years
from huiqi.profile.columns_sought import which_tell
from huiqi.profile.given_table import UNKNOWN_UNIT, GivenTable
from huiqi.profile.record_columns import columns_telling_of, lists_of_titles, lists_told
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.table_questions import TableQuestion, understood, yes
from huiqi.quantities import MONEY_UNITS, money_unit
from huiqi.rulebook.points import is_bare
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.rulebook.vocabulary import PlaceWord
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import one_line
from huiqi.tables.columns import listed, row_numbers
from huiqi.wordings import says_nothing, says_unknown

#: So many rows that are to be looked at first are named, with so much of their cells.
_ROWS_NAMED, _QUOTED = 3, 20


def asked_of_table(given: GivenTable, rulebook: Rulebook, as_of: date) -> Questions:
    """The questions, each in the light of the answers before.

    Raises:
        InputError: The table cannot be read.
    """

    def opened(given: GivenTable) -> EnterpriseTable:
        return given.alone(rulebook, as_of, Diagnostics())

    headed, named = given.headed(rulebook, as_of)
    if not named:
        told = yield from which_names(headed, given.redact)
        given = replace(given, columns=(*given.columns, *told))
    table, _ = given.opened(rulebook, as_of, Diagnostics())
    table.require_rows(len(table.table.rows))
    given, years = yield from of_which_years(given, table, as_of)
    given = yield from what_columns_mean(given, opened(given), years)
    table = opened(given)
    for one in table.sought():
        told = yield from which_tell(one, given.redact)
        given = replace(given, columns=(*given.columns, *told))
        table = opened(given)
    for ask in (what_is_of_this_year, what_came_of_measures):
        if told := (yield from ask(table, given.redact)):
            given = replace(given, columns=(*given.columns, *told))
            table = opened(given)
    if given.unit is None and (bare := list(_without_unit(table, given.redact))):
        unit = yield from understood(
            sentence(
                "这些金额没有写单位：{columns}。是哪个单位？写其中一个：{units}；"
                "写 {unknown}，这几列就不用来评估；各列不同的也写 {unknown}，在列名里写上单位再来",
                columns=listed(bare),
                units=" ".join(MONEY_UNITS),
                unknown=UNKNOWN_UNIT,
            ),
            _unit,
            needed=True,
        )
        given = replace(given, unit=unit or UNKNOWN_UNIT)
        table = opened(given)
    for place, text in [*_vague_places(table, given.redact), *_not_told(table, given.redact)]:
        where = yield from understood(text, partial(_in, place))
        if where is not None:
            given = replace(given, every=(*given.every, f"{place.label.zh}={where}"))
            table = opened(given)
    whole = yield from _whole_lists(table, rulebook)
    if whole:
        given = replace(given, whole=(*given.whole, *whole))
    meant = yield from which_measures_are_meant(table, given.redact)
    given = replace(given, meant=(*given.meant, *meant))
    given = yield from of_which_year_titles_are(given, table, as_of)
    return (yield from how_cells_are_meant(given, opened))


def _without_unit(table: EnterpriseTable, redact: bool) -> Iterator[str]:
    """The columns of amounts with figures of no unit; one cell of each, unless that is left out."""
    facts, rows = table.facts, table.table.rows
    bare = [
        (facts.columns[key], fact)
        for key, fact in facts.facts.items()
        if fact.type.kind is Kind.MONEY and facts.factors[key] is None
    ]
    bare += [
        (index, facts.rulebook.declared(part.fact))
        for index, part in table.so_far.items()
        if part.factor is None
    ]
    for index, fact in bare:
        cells = (one_line(row.cells[index]) for row in rows)
        figures = (cell for cell in cells if not says_nothing(cell) and is_bare(cell, fact.type))
        if (cell := next((one for one in figures if one.strip("0.")), None)) is not None:
            column = table.table.columns[index]
            yield column if redact else sentence("{column}（{cell}）", column=column, cell=cell)


def _unit(answer: str) -> str:
    if not says_unknown(answer):
        money_unit(answer)
    return answer


def _vague_places(table: EnterpriseTable, redact: bool) -> Iterator[tuple[PlaceWord, Sentence]]:
    """The places with a column in which something stands that could lie anywhere, each with what is
    asked.
    """
    places = {own.id: (own, table.facts.columns[key]) for key, own in table.facts.places.items()}
    for name, (place, index) in places.items():
        if not isinstance(place, PlaceWord) or name in table.facts.within:
            continue
        cells = dict.fromkeys(one_line(row.cells[index]) for row in table.table.rows)
        vague = [cell for cell in cells if not says_nothing(cell)]
        vague = [cell for cell in vague if place.is_vague(cell)]
        if vague:
            text = sentence(
                "“{column}”里{seen}看不出在哪个省、市。都在一处的，写那个地方，如 {example}；"
                "不是就回车",
                column=table.table.columns[index],
                seen=sentence("有的地方") if redact else listed(vague),
                example=place.example,
            )
            yield place, text


def _not_told(table: EnterpriseTable, redact: bool) -> Iterator[tuple[PlaceWord, Sentence]]:
    """The same of the places of which no column says anything; with the rows that are to be looked
    at before it is said of all: who may have moved away, or stands there twice.
    """
    told = {name for name, _ in table.facts.columns}
    for place in table.facts.rulebook.vocabulary.places.values():
        if told.isdisjoint(place.answers):
            number = len(table.table.rows)
            text = sentence(
                "没有认出哪一列写着{place}。{number} 户都在一处的，写那个地方，如 {example}；"
                "不是就回车",
                place=place.label,
                number=number,
                example=place.example,
            )
            if doubts := listed([*_doubtful_rows(table, redact)]):
                text = sentence(
                    "没有认出哪一列写着{place}。{number} 行（{doubts}）都在一处的，写那个地方，"
                    "如 {example}；不是就回车",
                    place=place.label,
                    number=number,
                    doubts=doubts,
                    example=place.example,
                )
            yield place, text


def _doubtful_rows(table: EnterpriseTable, redact: bool) -> Iterator[Sentence]:
    twice = [*table.repeated(), *table.alike()]
    for rows in twice[:_ROWS_NAMED]:
        yield sentence("{rows}像是同一户", rows=row_numbers(rows))
    if more := twice[_ROWS_NAMED:]:
        yield sentence("另有 {number} 处像是同一户写了几行", number=len(more))
    said = [(row.number, told) for row in table.table.rows if (told := table.standing_told(row))]
    for number, told in said[:_ROWS_NAMED]:
        what = [
            sentence(
                "“{written}”", written=own.label if redact else shortened(own.written, _QUOTED)
            )
            for own in told
        ]
        yield sentence("第 {number} 行写着{what}", number=number, what=listed(what))
    if rest := said[_ROWS_NAMED:]:
        yield sentence("另有 {number} 行写着停产、迁走一类", number=len(rest))


def _in(place: PlaceWord, answer: str) -> str:
    if place.answered(answer) is None:
        raise ValueError(answer)
    return answer


def _whole_lists(
    table: EnterpriseTable, rulebook: Rulebook
) -> Generator[TableQuestion, str, list[str]]:
    """The lists of which the columns are said to tell all, by their names."""
    whole = []
    told = lists_told(table.facts) | lists_of_titles(table.facts)
    for list_ in sorted(told - table.facts.whole):
        label = rulebook.facts[list_].label
        if (yield from understood(_all_told(label, list_, table), yes)):
            whole.append(label.zh)
    return whole


def _all_told(label: Text, list_: str, table: EnterpriseTable) -> Sentence:
    places = dict.fromkeys(columns_telling_of(table.facts, list_).values())
    if list_ in lists_of_titles(table.facts):
        places |= dict.fromkeys(table.facts.listing)
    columns = [table.table.columns[index] for index in places]
    return sentence(
        "{columns} 写的就是每户全部的{list}吗？是：没写的就是没有，一户也没有别的；"
        "否（回车）：可能还有别的；写了的照样评估，没写的不当没有",
        columns=listed(columns),
        list=label,
    )
