"""A tick where a figure is asked for says whether, and not how much; before a figure it is none."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable, HeldCells
from huiqi.profile.rows import EnterpriseTable
from huiqi.screening.loader import load_enterprises
from huiqi.values import Interval, Value
from tests.screening.test_loading import DAY as LOADED
from tests.screening.test_loading import check_facts
from tests.titles import RULES

duckdb = pytest.importorskip("duckdb")

DAY = date(2026, 11, 30)
DEDUCTION, RESEARCH = ("rd_super_deduction", 2025), ("rd_expense_reported", 2025)
COLUMNS = ("2025年研发费用加计扣除额=加计扣除(25年)", "2025年研发投入（财务报告口径）=研发")
CLAIMED = ("√", "☑", "是", "有", "报了", "申报了", "已享受", "报了，不知道多少", "√（部分）")
NOT_CLAIMED = ("没报", "没申报", "未享受", "×", "否", "没", "无", "没有", "没报，财务不会")


def table_of(path: Path, cells: list[tuple[str, str]]) -> GivenTable:
    """A row for each: the deduction, and what was spent on research."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("企业名称", "加计扣除(25年)", "研发"))
        rows.writerows((f"示例{number}公司", *pair) for number, pair in enumerate(cells))
    return GivenTable(file=path, columns=COLUMNS, unit="万元")


def opened(given: GivenTable) -> EnterpriseTable:
    """As it is read now."""
    return replace(given, cells=HeldCells()).opened(RULES, DAY, Diagnostics())[0]


def read(given: GivenTable, key: tuple[str, int]) -> tuple[list[Value | None], list[str]]:
    """What each row tells of a fact, and what is said of the rows; none may be refused."""
    table, found, said = opened(given), list[Value | None](), list[str]()
    for row in table.table.rows:
        own = Diagnostics()
        told = table.profile(row, own).facts.get(key)
        own.raise_errors()
        found.append(None if told is None else told.value)
        said.append(" ".join(str(one.message) for one in own.items))
    return found, said


@pytest.mark.parametrize("words", [CLAIMED, NOT_CLAIMED])
def test_whether_it_was_claimed_is_no_amount(tmp_path: Path, words: tuple[str, ...]) -> None:
    """√ was no number, and the row refused; of how much nothing is known."""
    values, said = read(table_of(tmp_path / "表.csv", [(one, "") for one in words]), DEDUCTION)
    assert values == [None] * len(words)
    assert all("没有说多少" in one for one in said)


def test_it_is_more_than_nought_or_nought_where_somebody_says_so(tmp_path: Path) -> None:
    """Never another amount; that a tick says claimed does not say that 无 is nought, nor the other
    way about.
    """
    cells = [(one, "") for one in (*CLAIMED, *NOT_CLAIMED)]
    both = replace(table_of(tmp_path / "表.csv", cells), whether_claimed=True, none_is_nought=True)
    values, _ = read(both, DEDUCTION)
    for cell, value in zip((*CLAIMED, *NOT_CLAIMED), values, strict=True):
        assert isinstance(value, Interval), cell
        assert (value.low == value.high == 0) == (cell in NOT_CLAIMED), cell
        assert value.high is None or value.high == 0, cell
        assert value.low is not None, cell
        assert (value.low > 0) == (cell in CLAIMED), cell
    for given, known in (
        (replace(both, none_is_nought=False), CLAIMED),
        (replace(both, whether_claimed=False), NOT_CLAIMED),
    ):
        values, _ = read(given, DEDUCTION)
        for (cell, _), value in zip(cells, values, strict=True):
            assert (value is not None) == (cell in known), cell


@pytest.mark.parametrize("cell", ["√ 486", "√165", "☑ 1150", "是 486", "有，486万", "√（486）"])
def test_behind_a_tick_the_amount_is_the_amount(tmp_path: Path, cell: str) -> None:
    """Of any figure."""
    figure = "".join(filter(str.isdigit, cell))
    for key, pair in ((DEDUCTION, (cell, "")), (RESEARCH, ("", cell))):
        (value,), _ = read(table_of(tmp_path / "表.csv", [pair]), key)
        assert isinstance(value, Interval)
        assert value.low == value.high == int(figure) * 10_000


@pytest.mark.parametrize("cell", ["√ 2024", "√（2024年）", "正在报", "没报，24年报了", "报了？"])
def test_a_year_and_what_is_not_certain_are_neither(tmp_path: Path, cell: str) -> None:
    """2024 behind a tick is hardly an amount."""
    given = replace(table_of(tmp_path / "表.csv", [(cell, "")]), whether_claimed=True, lenient=True)
    (value,), (said,) = read(given, DEDUCTION)
    assert value is None
    assert "没有读" in said


def test_a_tick_under_another_amount_says_nothing(tmp_path: Path) -> None:
    """Nobody claims what was spent, so that it is no more than nought by that, whatever is said."""
    given = table_of(tmp_path / "表.csv", [("", "√"), ("", "有")])
    for own in (given, replace(given, whether_claimed=True, none_is_nought=True)):
        values, said = read(own, RESEARCH)
        assert values == [None, None]
        assert all("没有说多少" in one for one in said)


def test_no_words_for_none_of_a_figure_are_nought_where_that_is_said(tmp_path: Path) -> None:
    """As 无 is; so is 没报 of what is claimed, and a tick is not."""
    cells = [("√", one) for one in ("无", "没有", "没", "×", "否")]
    given = replace(table_of(tmp_path / "表.csv", cells), none_is_nought=True)
    values, _ = read(given, RESEARCH)
    assert values == [Interval(0, 0)] * len(cells)
    assert read(given, DEDUCTION)[0] == [None] * len(cells)


def test_a_database_reads_them_as_a_row_does(tmp_path: Path) -> None:
    """However they are meant: no row is left to the reader of one row."""
    cells = [(one, one) for one in (*CLAIMED[:4], *NOT_CLAIMED[3:8], "√ 486", "12", "")]
    path = table_of(tmp_path / "表.csv", cells).file
    columns = tuple(one.replace("2025", "2022") for one in COLUMNS)
    for claimed in (False, True):
        given = GivenTable(
            file=path,
            columns=columns,
            unit="万元",
            whether_claimed=claimed,
            none_is_nought=True,
        )
        loaded = load_enterprises(duckdb.connect(), given, RULES, LOADED, Diagnostics())
        assert check_facts(loaded, given) == len(cells)
