"""Years of two digits: alone in a cell, and behind the head of a column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.dates import year_in_full
from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.profile.years_told import says_no, says_no_year, year_told
from huiqi.values import exactly
from tests.titles import RULES


@pytest.mark.parametrize(
    ("head", "full"),
    [
        ("研发投入(25年)", "研发投入(2025年)"),
        ("营收24年", "营收2024年"),
        ("营收(24年度)", "营收(2024年度)"),
        ("24年营收", "2024年营收"),
        # Spans and counts are no years.
        ("近15年营收", "近15年营收"),
        ("满20年", "满20年"),
        ("前30年", "前30年"),
        ("有效期(5年)", "有效期(5年)"),
        ("营收(2024年)", "营收(2024年)"),
    ],
)
def test_a_head_with_a_short_year(head: str, full: str) -> None:
    """研发投入（25年） was taken for a column with a unit that nobody understands."""
    assert year_in_full(head) == full


@pytest.mark.parametrize(
    ("cell", "year"),
    [("09年", 2009), ("21年", 2021), ("26年", 2026), ("27年", None), ("98年", 1998)],
)
def test_a_day_that_is_a_short_year(tmp_path: Path, cell: str, year: int | None) -> None:
    """09年 below 成立时间 could not be read; no year is to come."""
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称,成立时间\n示例公司,{cell}", encoding="utf-8")
    table = GivenTable(file=path).alone(RULES, date(2026, 11, 30), Diagnostics())
    own = Diagnostics()
    facts = table.profile(table.table.rows[0], own).facts
    if year is None:
        assert own.errors
        return
    assert not own.errors
    (given,) = facts.values()
    assert str(year) in str(given.value)


#: How an officer says in which year something came about, seen from November 2026.
TOLD = (
    *(("25年", 2025), ("09年", 2009), ("98年入", 1998), ("23年入", 2023), ("25年入规", 2025)),
    *(("25年12月入", 2025), ("25年12月入了", 2025), ("25.12入", 2025), ("2025年纳统", 2025)),
    *(("23年上规模", 2023), ("√23年入", 2023), ("是，23年入的", 2023), ("规上23年", 2023)),
    *(
        ("今年刚上", 2026),
        ("今年", 2026),
        ("去年上的", 2025),
        ("去年12月入的", 2025),
        ("前年", 2024),
    ),
)


@pytest.mark.parametrize(("cell", "year"), TOLD)
def test_a_year_as_an_officer_says_it(cell: str, year: int) -> None:
    """去年 is told from the day of decision."""
    assert year_told(cell, date(2026, 11, 30)) == year
    assert not says_no_year(cell)


@pytest.mark.parametrize(
    "cell",
    [
        # What is to come, was lost, refused or applied for, and what lies before or about a year.
        *(
            "27年",
            "27年入",
            "明年上",
            "今年没上",
            "今年准备上",
            "25年上报",
            "25年申报",
            "25年没上成",
        ),
        *("23年入库后退了", "25年退", "24年掉了", "23年前", "12年左右", "近3年"),
    ],
)
def test_no_year_in_which_it_came_about(cell: str) -> None:
    """Each of them says another thing of a year."""
    assert year_told(cell, date(2026, 11, 30)) is None


def test_who_hopes_for_next_year_is_not_there_yet() -> None:
    """As of who 准备明年上."""
    assert says_no("明年上")
    assert says_no("后年底再入规")
    assert not says_no("去年上的")


@pytest.mark.parametrize(
    ("cells", "years"),
    [
        # One says by its month, or 年, that it is a year: the others in digits may be nothing else.
        (("15.3", "16", "12.9", "08", "没有"), (2015, 2016, 2012, 2008, None)),
        (("12年", "9", "09", ""), (2012, None, None, None)),
        (("17.12", "11", "2019", "20.11"), (2017, 2011, 2019, 2020)),
        # None says so, or another is no year, or one to come.
        (("12.9", "10.5", "08"), (None, None, None)),
        (("15.3", "12.25", "16"), (2015, None, None)),
        (("15.3", "27", "16"), (2015, None, None)),
        (("15.3", "120", "16"), (2015, None, None)),
    ],
)
def test_a_column_of_short_years(
    tmp_path: Path, cells: tuple[str, ...], years: tuple[int | None, ...]
) -> None:
    """Of eight firms 16, 12.9 and the like could not be read, and they were called for a reward
    for entering the directory long ago.
    """
    path = tmp_path / "台账.csv"
    rows = (f"示例{number}公司,{cell}" for number, cell in enumerate(cells))
    path.write_text("\n".join(("企业名称,首次升规纳统年份", *rows)), encoding="utf-8")
    table = GivenTable(file=path, lenient=True).alone(RULES, date(2026, 11, 30), Diagnostics())
    for row, year in zip(table.table.rows, years, strict=True):
        facts = table.profile(row, own := Diagnostics()).facts
        assert [one.value for one in facts.values()] == (
            [] if year is None else [exactly(Decimal(year))]
        )
        if year is not None and row.cells[1] != str(year):
            assert "P134" in [one.code for one in own.items]
