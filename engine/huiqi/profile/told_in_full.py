"""What a cell of a table says that says more, or less, than its fact: as the fact is written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from huiqi.dates import (
    centuries_in_full,
    days_written,
    from_first_to_tenth_month,
    short_years_in_full,
    with_year,
)
from huiqi.language.types import Kind
from huiqi.profile.account import NO, YES
from huiqi.profile.column_names import Key
from huiqi.profile.column_remarks import (
    said_of_other_years,
    said_of_parts,
    said_without_completion,
    said_without_end,
    said_without_most,
)
from huiqi.profile.completion import (
    completion_told,
    end_of_period,
    is_of_a_period,
    tells_no_completion,
    tells_no_end,
)
from huiqi.profile.figures_told import (
    amount_of_tax,
    amount_told,
    figure_of_year,
    figure_without_share,
)
from huiqi.profile.lasting import AT_MOST
from huiqi.profile.parts_told import only_of_parts, tells_of_parts, whole_told
from huiqi.profile.project_cells import equipment_beside, is_to_come, without_plans
from huiqi.profile.whether_in_year import tells_other_years, whether_in_year
from huiqi.profile.whether_told import figure_behind_yes, whether_in_full
from huiqi.profile.years_told import year_in_short, year_told
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.points import at_most
from huiqi.sentences import Sentence
from huiqi.spelling import plain
from huiqi.tables.units import without_unit
from huiqi.wordings import yes_or_no

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

_NO_MORE, _NONE = "<=", "没有"
#: Of a head that its days are hoped for, and how a cell says so.
_EXPECTED, _EXPECTS = re.compile("预计|预期|计划|拟|力争|争取"), "预计"
_SHORT_YEAR = re.compile(r"\d\d年")


def told_in_full(columns: FactColumns, key: Key, text: str) -> str:
    """What a cell says that says more, or less, than its fact (:func:`_in_full`); a figure that is
    open to one side by its end, where that is what is read.
    """
    told, of_at_most = _in_full(columns, key, text), columns.heads.get(key) == AT_MOST
    if of_at_most or not columns.is_figure(key):
        return told
    return columns.rough.bound(told, columns.facts[key].type)


def _in_full(columns: FactColumns, key: Key, text: str) -> str:
    """What a cell says that says more, or less, than its fact: an option that it names only
    beside its head (企业技术中心: 市级), a year by a day of it, an amount among words
    (智能化改造 1200), a figure with its year behind it (310（25年）), whether it was completed
    (在建), a month that may be January or October (2022.1), a figure that is said to be about
    as its range, where that is asked for.
    """
    fact, of_at_most = columns.facts[key], columns.heads.get(key) == AT_MOST
    if key in columns.firsts:
        return columns.first_year(key, text) or text
    if fact.is_calendar_year:
        year = year_told(text, columns.as_of)
        if year is None and columns.as_of is not None and key in columns.short_years:
            year = year_in_short(text, columns.as_of)
        return text if year is None else str(year)
    if (year := _year_asked(columns, key, text)) and columns.as_of is not None:
        whether = whether_in_year(text, year, columns.as_of)
        return text if whether is None else YES if whether else NO
    if columns.is_figure(key):
        text = figure_behind_yes(columns, key, text) or text
        text = figure_without_share(text) or text
        text = figure_of_year(text, key[1], columns.as_of) or text
    if fact.type.kind is Kind.MONEY and (told := amount_of_tax(text)):
        # What is at most is bounded by no least.
        return text if of_at_most and not told.startswith(_NO_MORE) else told
    if columns.about and (told := columns.about_it(key, text)):
        return _at_most(columns, key, told)
    if told := whether_in_full(columns, key, text):
        return told
    if fact.type.kind is Kind.DATE and (told := from_first_to_tenth_month(centuries_in_full(text))):
        return told
    if fact.type.kind is Kind.DATE:
        text = _with_its_year(text, columns.as_of)
    if WITHIN in key[0]:
        return _of_a_record(columns, key, text)
    return text


def _year_asked(columns: FactColumns, key: Key, text: str) -> int | None:
    """The year of which it is asked whether it was so, where a cell says more than yes or no."""
    fact = columns.facts[key]
    whether = fact.type.kind is Kind.BOOL and WITHIN not in key[0] and yes_or_no(text) is None
    # 没有 answers 没有违法记录 either way.
    return key[1] if whether and yes_or_no(_NONE, fact.label.zh) is False else None


def _with_its_year(text: str, as_of: date | None) -> str:
    """A day with the year that is told from the day of decision, or without its century; of a year
    alone of two digits where it can only be of one.
    """
    if as_of is not None and _SHORT_YEAR.fullmatch(plain(text)) is not None:
        return short_years_in_full(plain(text), as_of)
    if days_written(full := centuries_in_full(text)) is not None:
        return full
    return text if as_of is None else with_year(text, as_of) or text


def _of_a_record(columns: FactColumns, key: Key, text: str) -> str:
    """What a cell says of a field of a record, as that is written."""
    fact = columns.facts[key]
    if key in columns.completions and columns.as_of is not None:
        return _completion(columns, key, text, columns.as_of)
    if fact.type.kind is Kind.MONEY:
        if whole := whole_told(text):
            return _at_most(columns, key, whole)
        if tells_of_parts(text):
            return text
        return _at_most(columns, key, _amount_within(columns, key, text) or text)
    options = fact.type.enumeration
    if options is None or options.find(text) is not None:
        return text
    head = without_unit(plain(columns.table.columns[columns.columns[key]]))
    named = options.find(head) if yes_or_no(text) else options.levels_of(head).get(plain(text))
    return text if named is None else options.label(named, "zh")


def _amount_within(columns: FactColumns, key: Key, text: str) -> str:
    """The amount that a cell tells among words; of what its own completion says to be still to come
    that of the plan, which is none that was spent.
    """
    if (amounts := equipment_beside(text)) is not None:
        return amounts[0]
    day, as_of = columns.planned.get(key), columns.as_of
    if day in columns.within_cells and as_of is not None:
        told = columns.own_text(day, text)
        text = without_plans(text) if told and is_to_come(told, as_of) else text
    return amount_told(text)


def _completion(columns: FactColumns, key: Key, text: str, as_of: date) -> str:
    """When it was completed; below 预计竣工时间 a day alone is what is expected, and one that is
    over may not have come about.
    """
    head = columns.table.columns[columns.columns[key]]
    of_period, expected = is_of_a_period(head), _EXPECTED.search(head) is not None
    if (of_period or not expected) and (told := end_of_period(text, as_of)):
        return told
    if not (of_period or expected):
        return completion_told(text, as_of) or text
    if expected and text[:1].isdigit() and days_written(plain(text)) is not None:
        text = f"{_EXPECTS}{text}"
    told = completion_told(text, as_of)
    # As its first and its last day, what was read is none that is expected, or that of a start,
    # when it is read again.
    days = days_written(plain(told)) if told else None
    return told or text if days is None else f"{days[0]}..{days[1]}"


def word_of_part(columns: FactColumns, key: Key, text: str) -> Sentence | None:
    """What is said of a cell that tells of parts of what is asked for, and not of the whole: of
    phases, of the start of what has a completion, of a least of what is told at most.
    """
    fact = columns.facts[key]
    if only_of_parts(columns, key, text):
        return said_of_parts(fact, text)
    if key in columns.completions and tells_no_completion(text):
        return said_without_completion(fact, text)
    if _only_a_least(columns, key, text):
        return said_without_most(fact, text)
    year, as_of = _year_asked(columns, key, text), columns.as_of
    if year and as_of is not None and tells_other_years(text, year, as_of):
        return said_of_other_years(fact, text, year)
    head = columns.table.columns[columns.columns[key]]
    if key in columns.completions and is_of_a_period(head) and tells_no_end(text):
        return said_without_end(fact, text)
    return None


def _at_most(columns: FactColumns, key: Key, text: str) -> str:
    """A figure, or the end of a range, as what it is at most, where the user says that."""
    of_at_most = columns.heads.get(key) == AT_MOST
    return (at_most(text, columns.facts[key].type) or text) if of_at_most else text


def _only_a_least(columns: FactColumns, key: Key, text: str) -> bool:
    """Whether a cell tells a least of what somebody says is told at most."""
    if columns.heads.get(key) != AT_MOST:
        return False
    told = amount_of_tax(text) or text
    return not told.startswith(_NO_MORE) and not at_most(told, columns.facts[key].type)
