"""Columns of an officer's own table are asked about by what their heads have in them, and none that
tells something is only copied in silence."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.given_table import GivenTable
from huiqi.profile.outcome_heads import OutcomeStep, outcome_head
from huiqi.profile.rows import EnterpriseTable
from huiqi.screening.outcome_columns import outcomes_in
from huiqi.tables.personal_columns import heads_to_call_by, tells_of_a_person
from tests.screening.test_asked_of_table import answered_by
from tests.titles import RULES

DAY = date(2026, 12, 1)
HELD = ("是，2026.12到期", "不是", "是 2027年12月到期")
PROJECTS = ("中频炉换新，投了560万，2026年6月投产", "", "细纱机更新30台，1200万，2025年11月完")
CAME = ("技改报过，没批", "无", "首台套报了，批了")
FIGURES = ("1", "2", "12")


def given(folder: Path, columns: Mapping[str, Sequence[str]], *said: str) -> GivenTable:
    """A table of three enterprises."""
    path = folder / "台账.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["企业名称", *columns])
        for number, row in enumerate(zip(*columns.values(), strict=True)):
            writer.writerow([f"示例{number}公司", *row])
    return GivenTable(file=path, columns=said)


def opened(folder: Path, columns: Mapping[str, Sequence[str]], *said: str) -> EnterpriseTable:
    return given(folder, columns, *said).alone(RULES, DAY, Diagnostics())


@pytest.mark.parametrize(
    ("head", "cells", "fact", "within"),
    [
        ("是不是高企（到期）", HELD, "high_technology_certificate", False),
        ("是不是高企", HELD, "high_technology_certificate", False),
        ("高新到期", HELD, "high_technology_certificate", False),
        ("高新技术企业证书到哪天", HELD, "high_technology_certificate", True),
        ("评上高企了没", HELD, "high_technology_certificate", True),
        *(
            (head, PROJECTS, "renovation_projects.total_investment", False)
            for head in (
                "技改（项目、投了多少、啥时候完）",
                "技改(项目名/投资/完工)",
                "技改项目（名称、投资、完工时间）",
            )
        ),
        ("啥时候完", ("2026年6月", "", "2025.11"), "renovation_projects.completed_on", False),
    ],
)
def test_what_has_the_name_of_a_thing_in_it_is_asked_about(
    tmp_path: Path, head: str, cells: Sequence[str], fact: str, within: bool
) -> None:
    """Those with a name among other words are asked about one by one."""
    (doubt,) = opened(tmp_path, {head: cells}).in_doubt
    assert doubt.name == head
    assert doubt.meanings[0].facts == (fact,)
    assert doubt.within is within


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("高企意向", HELD),
        ("研发负责人", FIGURES),
        ("高企培育", ("是", "否", "是")),
        ("技改备案号", FIGURES),
        ("营收增速", FIGURES),
        ("项目数", FIGURES),
    ],
)
def test_what_is_of_another_thing_is_not(tmp_path: Path, head: str, cells: Sequence[str]) -> None:
    """Who hopes for a title does not hold it, and is not asked about one by one."""
    assert not opened(tmp_path, {head: cells}).in_doubt


def test_of_heads_with_a_name_in_them_few_are_asked(tmp_path: Path) -> None:
    """The others are named with the option that would say it."""
    titles = (
        "高企证书到哪天",
        "小巨人证书到哪天",
        "瞪羚证书到哪天",
        "独角兽证书到哪天",
        "科技型中小企业证书到哪天",
    )
    columns = {f"现有的{head}": HELD for head in titles}
    table = opened(tmp_path, columns)
    within = [one for one in table.in_doubt if one.within]
    _, asked = answered_by(given(tmp_path, columns), lambda text: "", DAY)
    own = [text for text in asked if "里写的是不是" in text or "是哪一个" in text]
    assert len(within) > len(own) == 3


def test_a_bracket_of_parts_with_a_unit_is_not_passed_over(tmp_path: Path) -> None:
    """What an amount counts would be lost."""
    diagnostics = Diagnostics()
    columns = {"技改（项目、投资万元、完工）": PROJECTS}
    table = given(tmp_path, columns).alone(RULES, DAY, diagnostics)
    assert not table.in_doubt
    assert any("看不懂" in str(one.message) for one in diagnostics.items)


@pytest.mark.parametrize(
    ("head", "step"),
    [
        ("获批", OutcomeStep.GRANTED),
        ("批复情况", OutcomeStep.GRANTED),
        ("批了没", OutcomeStep.GRANTED),
        ("拨付（万元）", OutcomeStep.PAID),
        ("到账金额", OutcomeStep.PAID),
        ("拨付：技术改造设备奖补", OutcomeStep.PAID),
        ("获批时间", None),
        ("拨付单位", None),
        ("批复文号", None),
    ],
)
def test_an_outcome_needs_no_word_that_it_is_over(head: str, step: OutcomeStep | None) -> None:
    """拨付 was only copied, and the firm was to be called for what it had been paid."""
    told = outcome_head(head)
    assert (None if told is None else told.step) is step


@pytest.mark.parametrize("head", ["去年报过啥（批没批、拨了多少）", "申报情况"])
def test_what_came_of_measures_is_asked_and_then_read(tmp_path: Path, head: str) -> None:
    """As what is headed 已申报; the option that says it is taken as well."""

    def reply(text: str) -> str:
        return "是" if "批没批、拨没拨吗" in text else ""

    told, asked = answered_by(given(tmp_path, {head: CAME}), reply, DAY)
    assert told.columns == (f"已申报={head}",)
    assert any(f"“{head}”里写的“技改”是哪一项" in text for text in asked)
    table = opened(tmp_path, {head: ("技改", "", "")}, f"已申报={head}")
    assert table.carried == {1: head}
    named = given(tmp_path, {head: ("是", "", "")}, f"已申报：小升规奖励={head}")
    found = outcomes_in(named.alone(RULES, DAY, Diagnostics()), RULES, Diagnostics())
    assert [(row, one.step) for row, own in found.told.items() for one in own] == [
        (2, OutcomeStep.APPLIED)
    ]


@pytest.mark.parametrize(
    ("head", "asked"),
    [
        ("去年报了啥", True),
        ("去年申报", True),
        ("项目申请", True),
        ("申报时间", False),
        ("未申报", False),
    ],
)
def test_of_what_is_headed_as_applied_for_the_name_is_enough(
    tmp_path: Path, head: str, asked: bool
) -> None:
    """技改 under 去年报了啥 was only copied, and the firm was called for what it had had."""
    _, found = answered_by(given(tmp_path, {head: ("技改", "没报", "高企首次")}), lambda _: "", DAY)
    assert any("批没批、拨没拨吗" in text for text in found) is asked


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("走访记录", CAME),
        ("拟申报项目", CAME),
        ("申报情况", ("材料齐", "无", "等")),
        ("贷款政策", CAME),
    ],
)
def test_what_tells_of_no_outcome_is_not_asked_about(
    tmp_path: Path, head: str, cells: Sequence[str]
) -> None:
    """Neither by its head alone nor by its cells alone."""
    _, asked = answered_by(given(tmp_path, {head: cells}), lambda text: "", DAY)
    assert not [text for text in asked if "批没批、拨没拨吗" in text]


def test_what_no_column_is_called_is_refused(tmp_path: Path) -> None:
    """A slip of the pen says of nothing that it was applied for."""
    with pytest.raises(InputError) as caught:
        opened(tmp_path, {"申报了啥": CAME}, "已申报=申报啥")
    assert [one.code for one in caught.value.faults] == ["T104"]


def test_a_part_of_this_year_beside_the_figures_of_the_last_is_asked_about(tmp_path: Path) -> None:
    """It was dropped; it says who is near a line, and is the figure of no year."""
    columns = {
        "去年营业收入（万元）": ("1800", "900", "1950"),
        "今年1-10月": ("1650万", "700", "2500万"),
    }

    def reply(text: str) -> str:
        return "万元" if "哪个单位" in text else "是" if "只用来看规上" in text else ""

    told, asked = answered_by(given(tmp_path, columns), reply, DAY)
    assert told.columns == ("2026年1-10月营业收入=今年1-10月",)
    assert any("今年1-10月（700）" in text for text in asked)
    table = told.alone(RULES, DAY, Diagnostics())
    profiles = [table.profile(row, Diagnostics()) for row in table.table.rows]
    amounts = [one.amount for profile in profiles for one in profile.so_far]
    assert amounts == [Decimal(16_500_000), Decimal(7_000_000), Decimal(25_000_000)]


def test_a_part_of_a_year_beside_something_else_is_not(tmp_path: Path) -> None:
    columns = {"用电（万度）": ("18", "9", "19"), "今年1-10月": ("16", "7", "25")}
    _, asked = answered_by(given(tmp_path, columns), lambda text: "", DAY)
    assert not [text for text in asked if "今年1-10月" in text]


def test_whoever_answers_for_a_firm_is_called_where_nobody_else_is_named() -> None:
    """And is left out with the other persons."""
    assert heads_to_call_by(["老板", "电话", "备注"]) == {"老板", "电话"}
    assert heads_to_call_by(["法定代表人", "联系人", "电话"]) == {"联系人", "电话"}
    assert heads_to_call_by(["包保负责人", "企业负责人", "做什么的"]) == {"企业负责人"}
    for head in ("老板", "厂长", "法人", "企业法人", "主要负责人"):
        assert tells_of_a_person(head, ())
