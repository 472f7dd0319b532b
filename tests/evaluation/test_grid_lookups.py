"""Tables, bands, years, parameters and scores read with what is only partly known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import Any

import pytest

from huiqi.evaluation import Evaluator
from huiqi.evaluation.days import days_told_apart
from huiqi.language.checker import check_expression
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value, exactly, symbol
from tests.evaluation.grids import ranges_with, spanned

RULES = load_rulebook(Path(__file__).with_name("rules"))
AS_OF = date(2023, 6, 20)
SIZES: list[tuple[Value, tuple[Any, ...]]] = [
    (symbol("s"), ("s",)),
    (symbol("l"), ("l",)),
    (Choice(frozenset("sl")), ("s", "l")),
    (Choice(frozenset("s"), True), ("s", NOT_APPLICABLE)),
    (Choice(frozenset("l"), True), ("l", NOT_APPLICABLE)),
    (Choice(frozenset("sl"), True), ("s", "l", NOT_APPLICABLE)),
    (NOT_APPLICABLE, (NOT_APPLICABLE,)),
]


def evaluated(text: str, **facts: Value) -> Value:
    """The value of an expression; ``money_2022`` is that year's money."""
    known: dict[tuple[str, int | None], Given] = {}
    for name, value in facts.items():
        fact, _, year = name.rpartition("_")
        known[(fact, int(year)) if year.isdigit() else (name, None)] = Given(value=value)
    node = check_expression(text, RULES.scope)
    return Evaluator(RULES, Profile(name="示例企业", facts=known), AS_OF).evaluate(node).value


@pytest.mark.parametrize(
    ("name", "cells"), [("tabled", {"s": 1, "l": 5}), ("holed", {"s": 1}), ("size == l", {})]
)
def test_a_cell_of_every_set_of_symbols(name: str, cells: dict[str, int]) -> None:
    """An absent cell, or no symbol at all, does not apply."""
    for size, possible in SIZES:
        found = evaluated(name, size=size)
        if cells:
            assert found == spanned(cells.get(key, NOT_APPLICABLE) for key in possible), size
        else:
            is_large = {key == "l" for key in possible}
            expected = Truth.of(is_large.pop()) if len(is_large) == 1 else Truth.UNKNOWN
            assert found is expected, size


def _banded(people: int) -> set[int]:
    return {3} if people >= 10 else {2} if people >= 5 else {1}


def _disputed(people: int) -> set[int]:
    return {1, 3} if people == 10 else {3} if people > 10 else {1}


def _falling(people: int) -> set[int]:
    if people in (5, 10):
        return {9, 3} if people == 5 else {3, 1}
    return {1} if people > 10 else {3} if people > 5 else {9}


@pytest.mark.parametrize(
    ("name", "banded"), [("banded", _banded), ("disputed", _disputed), ("falling", _falling)]
)
def test_the_band_of_every_range(name: str, banded: Callable[[int], set[int]]) -> None:
    """Every band that some number of the range falls in, and no other; on a disputed limit the
    bands on both sides of it.  What does not apply reaches no band.
    """
    for people in ranges_with(map(Decimal, (4, 5, 6, 9, 10, 11))):
        low = 0 if people.low is None else int(people.low)
        high = 20 if people.high is None else int(people.high)
        values = set().union(*map(banded, range(low, high + 1)))
        if people.optional:
            values |= banded(0)
        found = evaluated(name, people=people)
        assert found == spanned(values), people


MONEY = {year: exactly(Decimal(10 * (year - 2000))) for year in range(2018, 2024)}


def test_a_figure_of_every_range_of_years() -> None:
    """The figures of the years it may be; what a year says nothing of may be anything."""
    told = {f"money_{year}": value for year, value in MONEY.items()}
    for year in ranges_with(map(Decimal, ("2018", "2020", "2020.5", "2023"))):
        found = evaluated("money[at: people]", people=year, **told)
        if year.low is None or year.high is None:
            assert found == Interval(None, None, True), year
            continue
        figures = [MONEY[n].low for n in range(int(year.low), int(year.high) + 1)]
        assert found == spanned([*figures, *[NOT_APPLICABLE] * year.optional]), year
    assert evaluated("money[at: people]", people=NOT_APPLICABLE, **told) is NOT_APPLICABLE
    open_ = evaluated("money[at: people]", people=exactly(Decimal(2017)), **told)
    assert open_ == Interval(Decimal(0), None, True)


DAYS = [date(2019, 12, 31), date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1)]


def _steps(day: date) -> int | None:
    if day < date(2020, 1, 1):
        return None
    return 1 if day < date(2022, 1, 1) else 2


def test_a_parameter_on_every_range_of_days() -> None:
    """The values of the days it may be; of a day before the first nothing is known."""
    for day in ranges_with(DAYS):
        low, high = day.low or date(2019, 1, 1), day.high or date(2023, 1, 1)
        values = {_steps(each) for each in (low, *DAYS, high) if low <= each <= high}
        expected: Value = Interval(None, None, True)
        if None not in values:
            expected = spanned([*values, *[NOT_APPLICABLE] * day.optional])
        assert evaluated("steps[on: established_on]", established_on=day) == expected, day
    found = evaluated("steps[on: established_on]", established_on=NOT_APPLICABLE)
    assert found is NOT_APPLICABLE


def test_the_higher_of_two_that_overlap_on_every_range_of_days() -> None:
    """75% from 2020 on, 100% besides where the flag of the year is set."""
    for day, flag in product(ranges_with(DAYS), Truth):
        found = evaluated("best[on: established_on]", established_on=day, flag_2023=flag)
        if day.low is None or day.low < date(2020, 1, 1):
            assert found == Interval(None, None, True), (day, flag)
            continue
        values = {Truth.TRUE: [100], Truth.FALSE: [75], Truth.UNKNOWN: [75, 100]}[flag]
        percent = [Decimal(value) / 100 for value in values]
        assert found == spanned([*percent, *[NOT_APPLICABLE] * day.optional]), (day, flag)


#: The spans of a parameter, each with its value; the first and the last day of each count.
SPANS = {
    (date(2020, 1, 1), date(2020, 3, 31)): 4,
    (date(2020, 4, 1), date(2020, 4, 30)): 3,
    (date(2020, 6, 1), date(2020, 8, 31)): 2,
    (date(2020, 8, 1), date(2020, 12, 31)): 1,
}
ONE_DAY = timedelta(days=1)
TURNS = sorted({day for a, b in SPANS for day in (a - ONE_DAY, a, b, b + ONE_DAY)})


def test_spans_with_a_gap_and_an_overlap_on_every_range_of_days() -> None:
    """In the gap, before and after nothing is known; where two overlap the lower counts."""
    for first, last in combinations_with_replacement(TURNS, 2):
        values = set()
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            told = [value for (since, until), value in SPANS.items() if since <= day <= until]
            values.add(min(told, default=None))
        expected: Value = Interval(None, None, True)
        if None not in values:
            expected = spanned(values)
        found = evaluated("spanned", established_on=Interval(first, last))
        assert found == expected, (first, last)


def test_on_which_days_of_a_range_a_parameter_changes() -> None:
    """On the first of the range and on each later one on which a value begins or has ended; after
    the last day there is none.
    """
    steps = RULES.parameters["steps"]
    first, second = steps.rows
    endless = replace(steps, rows=(first, replace(second, until=date.max)))
    begun, changed = date(2020, 1, 1), date(2022, 1, 1)
    for parameter in (steps, endless):
        for low, high, days in (
            (None, None, [date.min, begun, changed]),
            (None, begun, [date.min, begun]),
            (date(2021, 1, 1), None, [date(2021, 1, 1), changed]),
            (date(2021, 1, 1), changed, [date(2021, 1, 1), changed]),
            (changed, date.max, [changed]),
            (changed, changed, [changed]),
        ):
            assert days_told_apart(parameter, Interval(low, high)) == days


def test_the_first_that_applies_counts() -> None:
    """What comes after one that surely applies does not, whether or not it would apply too."""
    for flag, values in ((Truth.TRUE, [1]), (Truth.FALSE, [2]), (Truth.UNKNOWN, [1, 2])):
        assert evaluated("first_flagged", flag_2023=flag) == spanned(values), flag


def test_every_score() -> None:
    """As many as are sure to hold, up to as many as may."""
    for (size, sizes), people in product(SIZES, ranges_with(map(Decimal, (4, 5, 6)))):
        low = 0 if people.low is None else int(people.low)
        high = 9 if people.high is None else int(people.high)
        reached = {number >= 5 for number in range(low, high + 1)} | (
            {False} if people.optional else set()
        )
        scores = {a + (b == "l") for a in reached for b in sizes}
        assert evaluated("scored", size=size, people=people) == spanned(scores), (size, people)
