"""More of what officers' own tables say: heads, days and units as they write them."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby
from pathlib import Path

import duckdb
import pytest

from huiqi.city import GivenTable, groups_of, screen
from huiqi.dates import with_year
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostics
from huiqi.report.blocks import Facts, Heading, Table, words_of
from huiqi.report.pages.screen import screening_page
from huiqi.report.pages.screen_remarks import remarks_told
from huiqi.report.phrases import Phrases
from huiqi.screening.loader.load import load_enterprises
from huiqi.screening.screened import Screening
from huiqi.screening.worded import Worded
from huiqi.tables.units import unit_told_above
from tests.commands import huiqi
from tests.screening.written_answers import answers_of
from tests.titles import RULES

DAY = date(2026, 11, 29)
ZH = Phrases(RULES, "zh")


def _wordless(decision: Decision) -> Worded:
    return Worded()


def given(folder: Path, *lines: str, columns: tuple[str, ...] = ()) -> GivenTable:
    """A table of these lines."""
    path = folder / "台账.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return GivenTable(file=path, columns=columns, lenient=True)


def sheet(found: Screening, name: str) -> Table:
    """A sheet of the file that is written."""
    heading = ""
    for block in screening_page(found, ZH, groups_of(found)).blocks:
        if isinstance(block, Heading):
            heading = words_of(block.text)
        elif isinstance(block, Table) and heading == name:
            return block
    raise AssertionError(name)


@pytest.mark.parametrize(
    ("head", "first"),
    [
        # Before it is audited, what it is at most.
        ("技改设备投资额（万元）", "技术改造项目：经第三方审核的实际设备软件投资额（至多）"),
        ("设备投资（万元）", "技术改造项目：经第三方审核的实际设备软件投资额（至多）"),
        ("技改投资（万元）", "技术改造项目：完成投资"),
        ("2025-2026技改(万元)", "技术改造项目：完成投资"),
        ("2025年至2026年技改（万元）", "技术改造项目：完成投资"),
        ("技改", "技术改造项目：完成投资"),
    ],
)
def test_an_investment_is_asked_about_whatever_it_is_called(
    tmp_path: Path, head: str, first: str
) -> None:
    """技改设备投资额 was carried without a word."""
    table, _ = given(tmp_path, f"企业名称,{head}", "示例企业,1260").opened(
        RULES, DAY, Diagnostics()
    )
    (doubt,) = table.in_doubt
    assert doubt.meanings[0].name == first


@pytest.mark.parametrize("head", ["投产", "竣工投产时间", "竣工", "完工年月", "2026年投产"])
def test_a_completion_is_asked_about_whatever_it_is_called(tmp_path: Path, head: str) -> None:
    table, _ = given(tmp_path, f"企业名称,{head}", "示例企业,2026.5").opened(
        RULES, DAY, Diagnostics()
    )
    (doubt,) = table.in_doubt
    assert doubt.meanings[0].name == "技术改造项目：竣工投产日期"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("今年6月", "2026年6月"),
        ("去年12月3日", "2025年12月3日"),
        ("上年底", "2025年底"),
        ("明年3月", ""),
        ("今年", ""),
        ("今年13月", ""),
        ("今年完工", ""),
        ("2026年6月", ""),
    ],
)
def test_a_day_told_from_the_day_of_decision_has_its_year(text: str, told: str) -> None:
    """Of a year to come none is told: it has not happened."""
    assert with_year(text, DAY) == told


def test_such_a_day_is_read_alike_one_by_one_and_in_a_database(tmp_path: Path) -> None:
    """As the month of completion; how it was read is told."""
    own = given(
        tmp_path,
        "企业名称,技改完成时间",
        "示例企业,今年6月",
        "示例企业2,2026年6月",
        columns=("技术改造项目：竣工投产日期=技改完成时间",),
    )
    table, _ = own.opened(RULES, DAY, Diagnostics())
    remarks = Diagnostics()
    first, second = (
        table.profile(row, remarks).facts[("renovation_projects", None)].value
        for row in table.table.rows
    )
    assert str(first) == str(second)
    assert any("“今年6月”" in one.message for one in remarks.items)
    loaded = load_enterprises(duckdb.connect(), own, RULES, DAY, Diagnostics())
    assert not loaded.apart_rows()


@pytest.mark.parametrize(
    ("above", "unit"),
    [
        ("填报单位：示例专班 截至11月20日 单位：营收、研发、技改均为万元", "万元"),
        ("单位：以上金额都为 万元", ""),
        ("单位：营收和研发统一为亿元", "亿元"),
        ("单位：万元", "万元"),
        ("数据口径：2025年度，金额未注明的均为万元", "万元"),
        ("表中金额统一为元", "元"),
        ("金额均为含税价", ""),
        ("填报单位：示例专班", ""),
        ("单位：营收万元、研发元", ""),
    ],
)
def test_the_unit_above_a_table_is_found_behind_what_it_is_of(above: str, unit: str) -> None:
    """Of several amounts alike, and of nothing that is not said of all."""
    assert unit_told_above([above]) == unit


def test_nothing_in_force_is_not_told_as_nought(tmp_path: Path) -> None:
    """What waits for a document to be confirmed may be had: 0 would cross the firm off."""
    found = screen(
        RULES, given(tmp_path, "企业名称,注册地", "示例企业,北京市"), DAY, _wordless, processes=1
    )
    (entry,) = found.entries
    assert entry.screened.low == 0
    table = sheet(found, "先联系谁")
    heads = [words_of(column.head) for column in table.columns]
    assert "可同时得的至少（元）" not in heads
    assert not any(words_of(cell) == "0.00" for row in table.rows for cell in row)


def test_every_answer_stands_beside_the_columns_of_the_table(tmp_path: Path) -> None:
    """Those that are facts, too: to be filtered by county."""
    own = given(
        tmp_path,
        "企业名称,县市区,备注,2025年从业人员",
        "示例企业,东昌府区,好,12",
        columns=("注册地=县市区",),
    )
    found = screen(RULES, own, DAY, _wordless, processes=1)
    table = sheet(found, "逐户逐项")
    heads = [words_of(column.head) for column in table.columns]
    assert heads[-3:] == ["县市区", "备注", "2025年从业人员"]
    assert [words_of(cell) for cell in table.rows[0]][-3:] == ["东昌府区", "好", "12"]


def test_a_place_that_will_be_asked_about_is_not_told_as_unread(tmp_path: Path) -> None:
    """经开区 lies somewhere: that is a question of its own."""
    lines = ("企业名称,县市区", "示例企业1,经开区", "示例企业2,东昌府区")
    table, _ = given(tmp_path, *lines).opened(RULES, DAY, Diagnostics())
    (doubt,) = table.in_doubt
    assert [one.unread for one in doubt.meanings] == [0]


def test_a_card_of_one_leaves_the_page_of_all_cards(tmp_path: Path) -> None:
    """It was written anew, with that one alone."""
    own = given(tmp_path, "企业名称,注册地", "示例甲公司,聊城市", "示例乙公司,聊城市")
    folder = tmp_path / "卡片"
    words = ("screen", str(own.file), "--as-of", str(DAY), "--cards", str(folder))
    assert huiqi(*words).returncode == 0
    index = (folder / "index.html").read_bytes()
    done = huiqi(*words, "--where", "企业名称=示例乙公司")
    assert done.returncode == 0
    assert (folder / "index.html").read_bytes() == index
    assert "1-3.html" in done.stderr
    assert "index.html 没有改" in done.stderr
    # Of one alone no page is needed that leads to it, which a second one would not be on.
    alone = tmp_path / "一户"
    assert huiqi(*words[:-1], str(alone), "--where", "企业名称=示例乙公司").returncode == 0
    assert [path.name for path in alone.iterdir()] == ["1-3.html"]


def test_of_those_who_are_chosen_their_own_remarks_are_told(tmp_path: Path) -> None:
    """What stands in the row of another is none of theirs; what is of the table is."""
    rows = ("示例台账（2026年11月）", "企业名称,注册地,2025年营业收入（万元）")
    own = given(tmp_path, *rows, "示例甲公司,聊城市,1.2亿", "示例乙公司,聊城市,3.4亿")
    words = ("screen", str(own.file), "--as-of", str(DAY), "--no-ask")
    every = huiqi(*words).stderr
    chosen = huiqi(*words, "--where", "企业名称=示例乙公司").stderr
    assert "P176" in every
    assert "也要这样看的" in every
    assert "3.4亿" in chosen
    assert "1.2亿" not in chosen
    assert "也要这样看的" not in chosen
    assert "T123" in chosen


def test_of_one_firm_two_sheets_say_one_thing(tmp_path: Path) -> None:
    """Never above scale, and near it: one sheet refused it, and another told whom to ask."""
    table = given(
        tmp_path,
        "企业名称,上规年份,2025年营业收入（万元）",
        "示例甲公司,未上规,1850",
        "示例乙公司,未上规,900",
        "示例丙公司,2015,1850",
        columns=("首次升规纳统年份=上规年份",),
    )
    found = screen(RULES, table, DAY, _wordless, processes=1)
    page = screening_page(found, ZH, groups_of(found))
    rows = [row for row in answers_of(page) if row["措施代号"] == "above-scale-reward"]
    told, marks = {row["企业名称"]: row["下一步"] for row in rows}, {row["标记"] for row in rows}
    hint = "营业收入（2025年） 1850万元，差 150万元到线；还没有升规，问统计部门能不能入库"
    assert told["示例甲公司"].startswith(f"现在不符合；{hint}")
    # Far below it, and long above it, no office is to be asked.
    assert "问统计部门" not in told["示例乙公司"] + told["示例丙公司"]
    assert marks == {"不符合"}


def test_what_to_look_at_is_told_by_what_it_is_about(tmp_path: Path) -> None:
    """P113 says nothing to an officer; of one kind it stands together."""
    table = given(
        tmp_path,
        "企业名称,高企,技改投资（万元）,完工情况",
        "示例甲公司,2026年12月,1260,在建",
        "示例乙公司,见附件,800,完工",
        "示例丙公司,2027年底,,",
        columns=(
            "高新技术企业资格在有效期内=高企",
            "技术改造项目：完成投资=技改投资（万元）",
            "技术改造项目：竣工投产日期=完工情况",
        ),
    )
    found = screen(RULES, table, DAY, _wordless, processes=1)
    blocks = list(remarks_told(found, ZH))
    facts = next(block for block in blocks if isinstance(block, Facts))
    kinds = [words_of(kind) for kind, _ in facts.rows]
    assert {"怎样读的", "没有读的格", "还没有竣工", "到期"} <= set(kinds)
    assert [kind for kind, _ in groupby(kinds)] == list(dict.fromkeys(kinds))
    assert len(facts.rows) == len({(one.code, str(one.message)) for one in found.remarks})
    assert not any(re.search(r"[A-Z]\d{3}", words_of(text)) for _, text in facts.rows)
