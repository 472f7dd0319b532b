"""Heads as people talk: what they are about is asked, and never taken for granted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.dates import year_in_full
from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.profile.rows import EnterpriseTable
from tests.titles import RULES

DAY = date(2026, 11, 30)


def opened(tmp_path: Path, head: str, *cells: str) -> EnterpriseTable:
    """A table with one column of its own."""
    rows = [f"示例{n}公司,{cell}" for n, cell in enumerate(cells)]
    path = tmp_path / "台账.csv"
    path.write_text("\n".join([f"企业名称,{head}", *rows]), encoding="utf-8")
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    return table


@pytest.mark.parametrize(
    ("head", "cells", "fact"),
    [
        ("规上了没（哪年进的库）", ("是（2014年）", "√ 2008", "否"), "statistics_entry_year"),
        ("加计扣除报了（25）", ("640", "3980", "265"), "rd_super_deduction"),
        ("25年研发花了", ("640", "38", "265"), "rd_expense_reported"),
        ("25年研发花了多少", ("640", "38", "265"), "rd_expense_reported"),
        ("用工多少", ("186", "38", "860"), "employees"),
        ("高企办了没", ("是", "否", "是"), "high_technology_certificate"),
        ("到哪一步了", ("2025年11月投产", "在建", "2026年9月完工"), "renovation_projects"),
    ],
)
def test_what_it_is_about_is_asked(
    tmp_path: Path, head: str, cells: tuple[str, ...], fact: str
) -> None:
    """It was only carried, and the list then asked for a column that the table had."""
    table = opened(tmp_path, head, *cells)
    (doubt,) = (one for one in table.in_doubt if one.name == head)
    told = [name for meaning in doubt.meanings for name in meaning.facts]
    assert any(name.startswith(fact) for name in told)
    assert not table.facts.columns


@pytest.mark.parametrize("head", ["干啥的", "他们要啥", "找谁", "归谁管", "欠款多少", "税交了多少"])
def test_what_is_about_nothing_of_the_rules_is_not(tmp_path: Path, head: str) -> None:
    """What people add is no name by itself, and another thing stays another thing."""
    assert not [one.name for one in opened(tmp_path, head, "12", "30").in_doubt if one.name == head]


@pytest.mark.parametrize(
    ("head", "told"),
    [("加计扣除报了(25)", "加计扣除报了(2025)"), ("人数(5)", "人数(5)"), ("第(25)批", "第(25)批")],
)
def test_two_digits_alone_in_a_bracket_at_the_end_are_a_year(head: str, told: str) -> None:
    """Nothing else is."""
    assert year_in_full(head) == told


AMOUNTS, HEADCOUNT, DAYS, YEARS = (
    ("540", "9600"),
    ("12", "30"),
    ("2011.5", "2006.9"),
    ("2024", "2020"),
)
ASKED: dict[str, tuple[tuple[str, ...], str]] = {
    "加计25年报了多少(万)": (AMOUNTS, "rd_super_deduction"),
    "加计25年扣了多少(万)": (AMOUNTS, "rd_super_deduction"),
    "加计扣除报了多少（万）": (AMOUNTS, "rd_super_deduction"),
    "25年加计扣了多少万": (AMOUNTS, "rd_super_deduction"),
    "研发25年花了多少(万)": (AMOUNTS, "rd_expense_reported"),
    "研发投了多少钱(万)": (AMOUNTS, "rd_expense_reported"),
    "研发上花多少(万)": (AMOUNTS, "rd_expense_reported"),
    "哪年成立": (DAYS, "established_on"),
    "啥时候成立的": (DAYS, "established_on"),
    "什么时候注册的": (DAYS, "established_on"),
    "哪年建的厂": (DAYS, "established_on"),
    "哪年开的厂": (DAYS, "established_on"),
    "哪年上的规": (YEARS, "statistics_entry_year"),
    "啥时候入的规": (YEARS, "statistics_entry_year"),
    "高企哪年拿的": (YEARS, "high_technology_certificate"),
    "高企啥时候评的": (YEARS, "high_technology_certificate"),
    "专精特新哪年评的": (YEARS, "specialised_sme_certificate"),
    "有几个工人": (HEADCOUNT, "employees"),
    "现在多少人": (HEADCOUNT, "employees"),
    "人有多少": (HEADCOUNT, "employees"),
    "发明专利几个": (HEADCOUNT, "invention_patents"),
    "发明有几件": (HEADCOUNT, "invention_patents"),
    "研发人员几个": (HEADCOUNT, "research_staff"),
    "搞研发的多少人": (HEADCOUNT, "research_staff"),
    "设备花了多少钱(万)": (AMOUNTS, "renovation_projects.audited_equipment_and_software"),
    "技改投进去多少(万)": (AMOUNTS, "renovation_projects.total_investment"),
    "技改哪年完的": (("2025.12", "2026.9"), "renovation_projects.completed_on"),
    "资产多少(万)": (AMOUNTS, "total_assets"),
    "25年底资产有多少(万)": (AMOUNTS, "total_assets"),
}


@pytest.mark.parametrize("head", ASKED)
def test_what_is_asked_in_a_head_is_what_it_tells(tmp_path: Path, head: str) -> None:
    """加计25年报了多少 was only carried, and the list asked each enterprise for it."""
    cells, fact = ASKED[head]
    (doubt,) = (one for one in opened(tmp_path, head, *cells).in_doubt if one.name == head)
    assert fact in [name for meaning in doubt.meanings for name in meaning.facts]


@pytest.mark.parametrize(
    "head", ["成立多少年", "25年挣了多少(万)", "实用新型多少个", "哪年退的规", "哪年入的园"]
)
def test_another_question_is_not(tmp_path: Path, head: str) -> None:
    """Profit is no revenue, how long no day; nor is a count money."""
    table = opened(tmp_path, head, "2015", "2020")
    assert not [one for one in table.in_doubt if one.name == head]
    assert not [one for one in table.sought() for column in one.columns if column[0] == head]


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("加计25年报了多少", "加计2025年报了多少"),
        ("近25年营收", "近25年营收"),
        ("从业25年以上", "从业25年以上"),
        ("专利25年内", "专利25年内"),
    ],
)
def test_a_year_within_a_head_is_one(head: str, told: str) -> None:
    """How long something lasted is none."""
    assert year_in_full(head) == told
