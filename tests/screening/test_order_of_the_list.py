"""In what order a list stands where its rows are alike, and what its sheets count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from huiqi.city import screen
from huiqi.profile.given_table import GivenTable
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.report.blocks import Table, words_of
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_paid import paid_blocks
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.outcome_told import OutcomeTold
from huiqi.screening.screened import Screening
from tests.titles import RULES

DAY, ZH = date(2026, 12, 1), Phrases(RULES, "zh")
ENTRY = "企业名称,注册地,首次升规纳统年份,2025年营业收入（万元）,2024年营业收入（万元）"


def _found(folder: Path, *lines: str, day: date = DAY) -> Screening:
    file = folder / "台账.csv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return screen(RULES, GivenTable(file=file), day, worded(ZH), processes=1)


def test_whose_year_ends_stands_before_whose_year_is_over(tmp_path: Path) -> None:
    """Who came in last year stood first; what ends with the year is pressing in its last days."""
    rows = ("示例去年,聊城市,2025,3380,1650", "示例今年,聊城市,2026,2150,1780")
    found = _found(tmp_path, ENTRY, *rows)
    called = Calls(found, ZH)
    assert [one.name for one in called.in_order(found.entries)] == ["示例今年", "示例去年"]
    assert called.of(found.entries[1]).word == "待部门"
    late = _found(tmp_path, ENTRY, *rows, day=date(2026, 12, 24))
    assert Calls(late, ZH).of(late.entries[1]).word == "十天内"
    assert Calls(late, ZH).of(late.entries[0]).word == "待部门"


def test_what_is_only_said_to_be_unpaid_is_counted(tmp_path: Path) -> None:
    """Its row was empty under 估算与拨付, and 逐笔拨付 had no row at all."""
    found = _found(tmp_path, ENTRY, "示例甲厂,聊城市,2025,3380,1650")
    told = OutcomeTold(
        measure="champion-reward",
        step=OutcomeStep.UNPAID,
        amount=None,
        head="报过啥",
        written="单项冠军奖没见",
        alike=frozenset(),
    )
    refused = replace(told, measure="quality-award", step=OutcomeStep.REFUSED)
    found = replace(found, outcomes={found.entries[0].row: (told, refused)})
    (table,) = (block for block in paid_blocks(found, ZH) if isinstance(block, Table))
    (row,) = table.rows
    heads = [column.head for column in table.columns]
    counts = dict(zip(heads, map(words_of, row), strict=True))
    assert counts["写着没拨付"] == "1"
