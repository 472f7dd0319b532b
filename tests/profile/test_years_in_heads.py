"""A head with a year, in every form people write one, is the column of that fact and year."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.language.types import Kind
from huiqi.profile.column_names import ColumnNames
from huiqi.rulebook.loading import load_rulebook
from huiqi.spelling import plain
from huiqi.tables import Wanted
from tests.commands import ROOT

RULES = load_rulebook(ROOT / "rules")
DAY = date(2023, 6, 20)
OF_2022 = (
    "营业收入（2022年）",
    "2022年营业收入",
    "营业收入(2022)",
    "2022营业收入",
    "营业收入2022年",
    "营业收入2022",
    "2022年度营业收入",
    "营业收入（2022年度）",
    "2022年的营业收入",
    "2022年末营业收入",
    "2022年底营业收入",
    "2022年营业收入（万元）",
    "去年营业收入",
    "营业收入（上年）",
    "营业收入上年度",
    "上一年的营业收入",
    "去年末营业收入",
    "去年底营业收入",
)


def positions(*cells: str, undated: int | None = None) -> dict[str, list[int]]:
    """Which column of a head is which."""
    named = ColumnNames(RULES, cells, DAY, undated)
    return Wanted(names=named.names, dated=True, also=named.find).positions(cells)


@pytest.mark.parametrize("head", OF_2022)
def test_every_form_of_a_year_is_read(head: str) -> None:
    """Before the name, after it, in a bracket, or as a word told from the day."""
    assert positions(head) == {"revenue[2022]": [0]}


@pytest.mark.parametrize("own", ["主营业务收入", "2024年中央设备更新特别国债", "营业收入大"])
def test_what_is_part_of_another_name_is_no_year_of_it(own: str) -> None:
    """A year within a name, and a name that goes on, are not those of the turnover."""
    assert "revenue[2022]" not in positions(f"2022年{own}")


def test_the_longest_word_is_the_year() -> None:
    """大前年 is no 前年 after a name that ends in 大."""
    assert positions("营业收入大前年") == {"revenue[2020]": [0]}


def test_without_a_year_it_is_of_the_year_that_is_said() -> None:
    """Figures are; how things stand is written down as of today."""
    assert positions("营业收入") == {}
    assert positions("营业收入", undated=2021) == {"revenue[2021]": [0]}
    yes = next(one for one in RULES.facts.values() if one.yearly and one.type.kind is Kind.BOOL)
    assert positions(yes.label.zh, undated=2021) == {}


def test_how_many_years_a_table_has_costs_no_names() -> None:
    """Of each fact and year one name is made, whatever forms there are of it."""
    many = ColumnNames(RULES, [f"{year}年营业收入" for year in range(2000, 2024)], DAY)
    dated = [key for key, (_, year) in many.keys.items() if year is not None]
    assert sum(len(many.names[key]) for key in dated) < 2 * len(dated)
    assert plain(many.names["revenue[2010]"][0]) == plain("营业收入（2010年）")
