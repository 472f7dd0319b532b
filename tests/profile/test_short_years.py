"""Years of two digits: alone in a cell, and behind the head of a column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.dates import year_in_full
from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
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
