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
