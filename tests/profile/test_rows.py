"""Enterprises from a table: the same as from their profiles, and what is doubtful is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.headings import open_profiles
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.values import NOT_APPLICABLE, Interval, Value, exactly
from tests.profile.read_rows import read_profiles
from tests.titles import RULES

HEAD = (
    "企业名称",
    "2022年营业收入（万元）",
    "营业收入（2021年）（亿元）",
    "从业人员2022",
    "成立日期",
)
ROWS = (
    ("示例一厂", "8,600", "1.2", "168", "2012-05-08"),
    ("示例二厂", ">= 500", "未知", "", "2012/5/8"),
)
PROFILE = """\
enterprise: 示例一厂
facts:
  营业收入: {2022: 8600万元, 2021: 1.2亿元}
  从业人员: {2022: 168}
  成立日期: 2012-05-08
"""


def table(folder: Path, *rows: tuple[str, ...], name: str = "T.csv") -> Path:
    """A table of these rows."""
    path = folder / name
    if path.suffix == ".csv":
        lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
        path.write_text("\n".join(lines) + "\n", "utf-8")
    else:
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
    return path


def read(
    path: Path, *columns: str, as_of: date | None = None
) -> tuple[tuple[Profile, ...], list[str]]:
    """The enterprises, and the codes of the remarks."""
    diagnostics = Diagnostics()
    found = read_profiles(path, RULES, diagnostics, most=100, columns=columns, as_of=as_of)
    return found, [item.code for item in diagnostics.items]


def values(profile: Profile) -> dict[tuple[str, int | None], Value]:
    """What is known of it."""
    return {key: given.value for key, given in profile.facts.items()}


@pytest.mark.parametrize("name", ["T.csv", "T.xlsx"])
def test_a_row_says_what_a_profile_says(tmp_path: Path, name: str) -> None:
    """Years and units stand in the header; the figures are the same, and exact."""
    (first, second), remarks = read(table(tmp_path, HEAD, *ROWS, name=name))
    path = tmp_path / "p.yaml"
    path.write_text(PROFILE, "utf-8")
    assert values(first) == values(read_profile(path, RULES, Diagnostics()))
    assert (first.name, second.name) == ("示例一厂", "示例二厂")
    assert values(second)["revenue", 2022] == Interval(Decimal(5_000_000), None)
    # An empty cell, and one that says so, is unknown: no fact, and no nought.
    assert {key for key, _ in second.facts} == {"revenue", "established_on"}
    assert remarks == []
    assert second.file.endswith(f"{name}:3:1")


def test_what_does_not_apply_is_known(tmp_path: Path) -> None:
    """不适用 is an answer."""
    (one,), _ = read(table(tmp_path, ("企业名称", "首次升规纳统年份"), ("示例厂", "不适用")))
    assert values(one) == {("statistics_entry_year", None): NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("head", "row", "code", "column"),
    [
        (("企业名称", "营业收入（万元）"), ("示例厂", "5"), "P151", 2),
        (("企业名称", "2022年营业收入（吨）"), ("示例厂", "5"), "T111", 2),
        (("单位", "2022年营业收入"), ("示例厂", "5"), "T104", 0),
        (("企业名称", "2022年从业人员"), ("示例厂", "许多"), "P120", 2),
        (("企业名称", "2022年从业人员"), ("", "5"), "P150", 1),
        (("企业名称", "2022年营业收入", "营业收入（2022年）"), ("厂", "1", "2"), "T106", 3),
    ],
)
def test_what_cannot_be_taken_as_written_is_refused(
    tmp_path: Path, head: tuple[str, ...], row: tuple[str, ...], code: str, column: int
) -> None:
    """At its row and column: which year, which unit, which enterprise."""
    with pytest.raises(InputError) as told:
        read(table(tmp_path, head, row))
    found = {item.code: item.place.column for item in told.value.diagnostics}
    assert found.get(code) == column, found


def test_figures_hardly_meant_in_yuan_are_asked_about(tmp_path: Path) -> None:
    """A revenue of 8600元 is one of 8600万元 whose unit was left out; a remark of each says so."""
    rows = [("企业名称", "2022年营业收入"), ("示例一厂", "8600"), ("示例二厂", "7200")]
    (first, _), remarks = read(table(tmp_path, *rows))
    assert values(first)["revenue", 2022] == exactly(Decimal(8600))
    assert remarks == ["P131", "P131"]


def test_the_user_says_which_column_is_which(tmp_path: Path) -> None:
    """--column goes by the fact's name with its year."""
    path = table(tmp_path, ("厂名", "去年收入（万元）"), ("示例厂", "8600"))
    told = "企业名称=厂名", "营业收入（2022年）=去年收入（万元）"
    # No year stands in the table: the one that the user names is meant.
    (one,), _ = read(path, *told)
    assert values(one)["revenue", 2022] == exactly(Decimal(86_000_000))
    path = table(tmp_path, ("厂名", "2022收入（万元）"), ("示例厂", "8600"))
    (one,), _ = read(path, "企业名称=厂名", "营业收入（2022年）=2022收入（万元）")
    assert values(one)["revenue", 2022] == exactly(Decimal(86_000_000))


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("去年营业收入（万元）", 2022),
        ("营业收入（去年）（万元）", 2022),
        ("营业收入去年（万元）", 2022),
        ("上年营业收入（万元）", 2022),
        ("上一年度营业收入（万元）", 2022),
        ("上年末营业收入（万元）", 2022),
        ("本年营业收入（万元）", 2023),
        ("前年的营业收入/万元", 2021),
        ("今年主营收入以外的备注", None),
        ("大前年 营业收入 (万元)", 2020),
    ],
)
def test_a_year_told_from_the_day_of_decision(tmp_path: Path, head: str, year: int | None) -> None:
    """Before or after the name; which year it was taken for is said."""
    path = table(tmp_path, ("企业名称", head), ("示例厂", "8600"))
    (one,), remarks = read(path, as_of=date(2023, 1, 1))
    if year is None:
        assert (values(one), remarks) == ({}, ["T120"])
        return
    assert values(one) == {("revenue", year): exactly(Decimal(86_000_000))}
    assert remarks == ["P158"]
    diagnostics = Diagnostics()
    read_profiles(path, RULES, diagnostics, most=9, as_of=date(2024, 12, 31))
    assert f"是 {year + 1}年" in diagnostics.items[0].message


@pytest.mark.parametrize(
    "head",
    [
        "2022年研发投入（财务报告口径）（万元）",
        "研发投入（财务报告口径）（2022年）（万元）",
        "研发投入（财务报告口径）（万元）（2022年）",
        "2022年研发投入（财务报告口径）/万元",
        "2022年度研发投入(财务报告口径) 万元",
    ],
)
def test_a_unit_beside_a_bracket_that_is_part_of_the_name(tmp_path: Path, head: str) -> None:
    """The bracket of the name is kept, that of the unit is not."""
    path = table(tmp_path, ("企业名称", head), ("示例厂", "8600"))
    (one,), remarks = read(path)
    assert values(one) == {("rd_expense_reported", 2022): exactly(Decimal(86_000_000))}
    assert remarks == []


def test_a_year_by_a_word_and_by_its_number_is_one_column_twice(tmp_path: Path) -> None:
    """And without a day of decision it is none."""
    path = table(tmp_path, ("企业名称", "去年营业收入", "2022年营业收入"), ("厂", "1", "2"))
    for day, code in ((date(2023, 6, 20), "T106"), (None, "P151")):
        with pytest.raises(InputError) as told:
            read(path, as_of=day)
        assert code in {item.code for item in told.value.diagnostics}
    (one,), _ = read(path, as_of=date(2024, 6, 20))
    assert {year for _, year in values(one)} == {2022, 2023}


def test_two_words_of_one_year_may_stand_in_one_table(tmp_path: Path) -> None:
    """As its columns come from several hands."""
    path = table(tmp_path, ("企业名称", "去年营业收入", "上年从业人员"), ("厂", "1", "2"))
    (one,), _ = read(path, as_of=date(2023, 6, 20))
    assert set(values(one)) == {("revenue", 2022), ("employees", 2022)}


def test_everyday_names_of_one_meaning_are_read(tmp_path: Path) -> None:
    """注册时间 and 注册地址 are; 地址 may be another, so it is asked about."""
    head = ("企业名称", "注册时间", "企业注册地址")
    (one,), _ = read(table(tmp_path, head, ("示例厂", "2012年5月8日", "聊城市东昌府区某路1号")))
    assert {key for key, _ in values(one)} >= {"established_on", "registered_in_liaocheng"}
    path = table(tmp_path, ("企业名称", "地址"), ("示例厂", "聊城市"))
    diagnostics = Diagnostics()
    opened = open_profiles(path, RULES, diagnostics, most=9, by_row=True)
    assert list(opened.carried.values()) == ["地址"]
    (asked,) = diagnostics.items
    assert (asked.code, "--column 注册地=地址" in asked.remedy) == ("P157", True)
    assert not open_profiles(
        path, RULES, Diagnostics(), most=9, by_row=True, columns=("注册地=地址",)
    ).carried


def test_a_column_in_another_unit_than_its_heading_is_asked_about(tmp_path: Path) -> None:
    """86,000,000 under （万元） is a figure in 元; what is plausible beside it is not."""
    head = ("企业名称", "2022年营业收入（万元）", "2022年净利润（万元）")
    rows = [head, ("示例一厂", "8600", "61"), ("示例二厂", "86000000", "610")]
    (_, second), remarks = read(table(tmp_path, *rows))
    assert values(second)["revenue", 2022] == exactly(Decimal(860_000_000_000))
    assert remarks == ["P131"]
