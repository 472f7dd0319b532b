"""What a remark tells that another column is for is not read, and never dropped in silence.

All enterprises are invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.city import screen
from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.profile.told_aside import TOLD_ASIDE, told_aside
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from tests.titles import RULES

DAY = date(2026, 6, 20)
PHRASES = Phrases(RULES, "zh")


def told(text: str) -> dict[str, str]:
    return {one.written: one.said.in_language("zh") for one in told_aside(RULES, text, DAY)}


#: Where a title is read, and what came of a measure; of what is given for a title both are told.
TITLED, CAME = "“称号（一格写几个）”", "办到哪一步、多少钱写一列“已申报”，照这句写"
HELD = f"要用，写一列{TITLED}，照这句写"
BOTH = f"证书写一列{TITLED}，写明哪年的；{CAME}"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "2024年营收约3200万，研发占6%，去年刚升规",
            {
                "2024年营收约3200万": "“2024年营业收入”：约3200万",
                "研发占6%": "只写了占比",
                "去年刚升规": "“首次升规纳统年份”：2025",
            },
        ),
        ("26上的设备", {"26上的设备": "今年（2026 年）的"}),
        ("25年上设备300万", {"25年上设备300万": "2025 年的，300万；"}),
        ("明年上线", {"明年上线": "2027 年的，还没有到，是计划"}),
        ("27年扩建二期3000万", {"27年扩建二期3000万": "是计划（3000万），不当已经花的"}),
        (
            "计划2024年上设备500万",
            {"计划2024年上设备500万": "计划 2024 年的（500万），做了没有要问"},
        ),
        ("2023年营收预计5000万", {"2023年营收预计5000万": "是预计的"}),
        ("首台套卖了2台，600万", {"600万": "没写是什么数"}),
        ("2024年营收3,200万元", {"2024年营收3,200万元": "：3,200万元"}),
        ("2022年6月升规", {"2022年6月升规": "“首次升规纳统年份”：2022"}),
        ("高企2023复审奖10万没到", {"高企2023复审奖10万没到": BOTH}),
        ("2023年高企，10万没到", {"2023年高企，10万没到": BOTH}),
        ("24年认定高企，奖10万到账", {"24年认定高企，奖10万到账": BOTH}),
        ("小升规奖5万到账", {"小升规奖5万到账": CAME}),
        (
            "技改报了没批，25年营收2000万",
            {"技改报了没批": CAME, "25年营收2000万": "“2025年营业收入”"},
        ),
        ("专精特新2023、科小", {"专精特新2023": HELD, "科小": HELD}),
    ],
)
def test_each_part_is_told_with_where_it_is_read(text: str, parts: dict[str, str]) -> None:
    """Its year, its sum and whether that is a plan; what is none of these is asked about."""
    found = told(text)
    assert [*found] == [*parts]
    assert all(words in found[part] for part, words in parts.items())


@pytest.mark.parametrize(
    "text",
    [
        *("缺人手", "效益一般", "年产5万吨", "占地50亩", "第26号楼", "0635-2612345", ""),
        *("没上设备", "25年没上设备", "比去年增长10%", "贷款300万", "2024年才来的"),
        *("2022年罚过环保2万", "想报高企", "老板说高企没用", "上市公司配套", "项目批了"),
        *("研发人员少", "瞪羚企业的供应商", "给新材料企业供货", "准备申报专精特新"),
    ],
)
def test_what_is_no_figure_of_another_column_is_left(text: str) -> None:
    """Counts of other things, what is denied, fines and loans."""
    assert not told(text)


HEAD = "企业名称,注册地,首次升规纳统年份,备注,贷款余额"


def noted(tmp_path: Path, *rows: str) -> list[tuple[int, str]]:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    table, own = GivenTable(file=path, lenient=True).alone(RULES, DAY, Diagnostics()), Diagnostics()
    for row in table.table.rows:
        table.profile(row, own)
    return [(one.place.line, one.found) for one in own.items if one.code == TOLD_ASIDE]


def test_an_amount_alone_is_of_anything_only_in_a_column_of_remarks(tmp_path: Path) -> None:
    """Under a head of its own the head says what it is."""
    assert noted(tmp_path, "示例甲厂,聊城市,,600万,300万") == [(2, "600万")]


def test_the_year_of_entering_is_told_only_where_its_own_column_tells_none(tmp_path: Path) -> None:
    """是 there tells none."""
    rows = [
        f"示例{n}厂,聊城市,{year},去年升规," for n, year in (("甲", ""), ("乙", "是"), ("丙", 2025))
    ]
    assert noted(tmp_path, *rows) == [(2, "去年升规"), (3, "去年升规")]


def test_its_line_says_what_was_not_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_text(f"{HEAD}\n示例甲厂,聊城市,,2024年营收约3200万,", encoding="utf-8")
    given = GivenTable(file=path, lenient=True)
    found = screen(RULES, given, DAY, worded(PHRASES), processes=1)
    call = Calls(found, PHRASES).of(found.entries[0])
    assert "表里“备注”写着“2024年营收约3200万”，没有读" in call.because
    assert "“2024年营收约3200万”对不对" in call.asked


def test_a_title_and_what_came_of_it_are_told_once_in_its_line(tmp_path: Path) -> None:
    """Not one by one, and not what stands among the titles too."""
    path = tmp_path / "台账.csv"
    cells = '高企2024,"高企2023复审奖10万没到，高企2024"'
    path.write_text(
        f"企业名称,注册地,称号（一格写几个）,备注\n示例甲厂,聊城市,{cells}", encoding="utf-8"
    )
    found = screen(RULES, GivenTable(file=path, lenient=True), DAY, worded(PHRASES), processes=1)
    call = Calls(found, PHRASES).of(found.entries[0])
    assert call.because.count("高企2023复审奖10万没到") == 1
    assert call.because.count("没有读") == 1
    (remark,) = (one for one in found.remarks if one.code == TOLD_ASIDE)
    assert BOTH in str(remark.message)
