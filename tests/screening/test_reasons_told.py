"""What stands beside whom to call: what is paid at once, what was written of penalties, who is no
industry or gone, what was had this year; and the line in which it is seen at a glance.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from huiqi.city import screen
from huiqi.profile.given_table import GivenTable
from huiqi.profile.standing_told import offences_told, standing_told, trade_told
from huiqi.profile.support_told import granted_in, says_never_had
from huiqi.report.blocks import words_of
from huiqi.report.pages.answers_in_words import answers_in_words
from huiqi.report.pages.call_line import in_a_line
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from tests.titles import RULES

DAY = date(2026, 12, 1)
ZH = Phrases(RULES, "zh")
ENTRY = "企业名称,注册地,首次升规纳统年份,2025年营业收入（万元）,2024年营业收入（万元）"
RESEARCH = "企业名称,注册地,高企,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
READ = ("高新技术企业资格在有效期内=高企",)


def _called(path: Path, head: str, *rows: str, redact: bool = False) -> list[Call]:
    file = path / "台账.csv"
    file.write_text("\n".join((head, *rows)), encoding="utf-8")
    given = GivenTable(file=file, columns=READ if "高企" in head else ())
    given = replace(given, redact=redact)
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    calls = Calls(found, ZH)
    return [calls.of(one) for one in found.entries]


def test_of_a_reward_in_two_halves_what_is_paid_at_once_is_told(tmp_path: Path) -> None:
    """L-21: half in the year of entry, half for two years of growth: 10万元 stood for both, and
    the conditions were said to be met where the revenue of a year was missing.
    """
    rows = ("示例甲,聊城市,2026,2150,1780", "示例乙,聊城市,2025,2380,1650")
    now, later = _called(tmp_path, ENTRY, *rows)
    halves = "升规纳统当年 不超过 5万元；连续两年营业收入保持增长 另不超过 5万元"
    assert now.because.startswith(f"小升规奖励（{halves}，")
    # Of who came in last year the first half is not lost: nobody says that it is not paid any more.
    over = "升规纳统当年 不超过 5万元，过了当年还办不办要问"
    rest = "另不超过 5万元，要连续两年营业收入保持增长"
    assert later.because.startswith(f"小升规奖励（{over}；{rest}，")
    assert later.asked.startswith("升规纳统当年的得过没有、过了当年还办不办；")
    line = "小升规奖励 不超过 5万元；升规纳统当年的过了当年还办不办要问；文件待核"
    assert in_a_line(later, ZH) == line
    for call in (now, later):
        assert call.figured is not None
        assert call.figured.most == 50_000
        assert "读到的条件够" not in call.because
        assert "营业收入（2026年）" in call.asked
    # Of who came in this year it ends with the year: no source states that day.
    until = "到 2026-12-31（按当年推的）"
    assert in_a_line(now, ZH) == f"小升规奖励 不超过 5万元；文件待核；{until}"
    assert "升规纳统当年的到 2026-12-31，按“当年”推的，来源没写日子" in now.because
    assert now.asked.startswith("升规纳统当年的报了没有；")
    assert now.reasons[0].by == date(2026, 12, 31)
    assert later.reasons[0].by is None


@pytest.mark.parametrize(
    ("paid", "rest"), [("5万", 50_000), ("3万", 50_000), ("10万", None), ("", None)]
)
def test_of_what_is_paid_in_halves_the_other_half_is_told_once_one_came(
    tmp_path: Path, paid: str, rest: int | None
) -> None:
    """L-21: two halves of 5万元. Who had one was told of no more money; who had more than one, or
    whose sum nobody wrote, is not told that a half is left.
    """
    row = f"示例甲,聊城市,2024,3260,2880,{paid or '到账'}"
    (call,) = _called(tmp_path, f"{ENTRY},已拨付:小升规奖励", row)
    told = "另不超过 5万元，要连续两年营业收入保持增长" in call.because
    assert told is (rest is not None)
    assert "过了当年" not in call.because
    assert (call.figured.most if call.figured else None) == rest
    if rest is not None:
        line = "小升规奖励：已拨付；另不超过 5万元，要连续两年营业收入保持增长"
        assert in_a_line(call, ZH) == line
        assert "营业收入（2026年）" in call.asked


def test_who_is_no_industry_is_not_asked_to_fill_in_what_industry_has(tmp_path: Path) -> None:
    """Three tell their research, and the carrier and the co-operative do not: 先补上研发 was told,
    and 500万元 and 10万元 stood as what they may have.
    """
    head = "企业名称,注册地,干啥的,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）"
    rows = [f"示例{one},聊城市,阀门,5300,{100 + place}" for place, one in enumerate("甲乙丙")]
    rows += ["示例物流,聊城市,货运、仓储,3300,", "示例蔬菜合作社,聊城市,大棚蔬菜,640,"]
    file = tmp_path / "台账.csv"
    file.write_text("\n".join((head, *rows)), encoding="utf-8")
    found = screen(RULES, GivenTable(file=file), DAY, worded(ZH), processes=1)
    calls, table = Calls(found, ZH), answers_in_words(found, ZH)
    heads = [words_of(column.head) for column in table.columns]
    for entry in found.entries[3:]:
        call = calls.of(entry)
        assert call.word == "先看行业"
        assert "先补" not in call.because
        own = [row for row in map(list, table.rows) if words_of(row[0]) == entry.name]
        cells = [dict(zip(heads, map(words_of, row), strict=True)) for row in own]
        asked = [one for one in cells if one["标记"] == "待你答"]
        assert asked
        for one in asked:
            assert one["下一步"].startswith("先看是不是工业")
            assert not any(told for name, told in one.items() if name.startswith("至多"))


def test_an_amount_that_an_answer_decides_is_one_figure_in_both_sheets(tmp_path: Path) -> None:
    """5% of 1150万元 is 57.5万元, 10% for integrated circuits: the list said 58 and the sheet of
    all answers 115.
    """
    file = tmp_path / "台账.csv"
    rows = "示例新材,聊城市,是,18000,1150"
    file.write_text(f"{RESEARCH}\n{rows}", encoding="utf-8")
    given = GivenTable(file=file, columns=READ)
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    figured = Calls(found, ZH).of(found.entries[0]).figured
    table = answers_in_words(found, ZH)
    heads = [words_of(column.head) for column in table.columns]
    (row,) = (
        dict(zip(heads, map(words_of, row), strict=True))
        for row in table.rows
        if words_of(list(row)[1]) == "企业研究开发财政补助"
    )
    (most,) = (told for name, told in row.items() if name.startswith("至多"))
    assert figured is not None
    assert figured.most is not None
    # 5% of it exactly: no source says which way that is rounded to whole 1万元.
    assert figured.most == 575_000
    assert Fraction(most.replace(",", "")) in (Fraction(575, 10), Fraction(575_000))
    assert "集成电路领域企业的 不超过" in row["金额怎样"]


def test_what_was_written_of_a_penalty_is_told_and_asked_with(tmp_path: Path) -> None:
    """The question about offences was put as if nothing had been told of any; the call stays where
    it was, and no verdict comes of it.
    """
    rows = ("示例甲,聊城市,是,8900,560,环保罚12万，没复查", "示例乙,聊城市,是,8900,560,无")
    told, none = _called(tmp_path, f"{RESEARCH},有没有被罚", *rows)
    assert told.kind is none.kind
    assert told.because.endswith("；表里“有没有被罚”写着“环保罚12万，没复查”，先核实")
    assert "表里“环保罚12万，没复查”算不算有违法违规或科研失信情形" in told.asked
    assert "先核实" not in none.because
    assert "算不算" not in none.asked
    # Who was punished may be a person.
    quiet, _ = _called(tmp_path, f"{RESEARCH},有没有被罚", *rows, redact=True)
    assert "表里“有没有被罚”写着处罚、事故一类的，先核实" in quiet.because
    assert "12万" not in quiet.because + quiet.asked


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        *((cell, True) for cell in ("25年8月应急罚6万(一般),已整改", "22年较大火灾,1人", "有")),
        *((cell, True) for cell in ("欠社保被责令改正,25.11", "信用还没修复", "出过事故")),
        *((cell, False) for cell in ("无", "没有", "没罚过", "怕罚", "未受处罚", "没出过事故")),
        *((cell, False) for cell in ("火灾报警器", "发票都在", "")),
    ],
)
def test_a_penalty_is_told_from_its_denial(cell: str, told: bool) -> None:
    """And from a product that is called after what it prevents."""
    assert bool([*offences_told(RULES, [("有没有被罚/失信", cell)])]) is told


@pytest.mark.parametrize(
    ("cell", "gone"),
    [
        *((cell, True) for cell in ("注销", "今年3月注销了", "吊销了", "停产，已经注销")),
        *((cell, False) for cell in ("停产", "打算注销", "在办注销", "停产，不打算注销")),
        ("注销分公司，停产", False),
    ],
)
def test_who_is_struck_off_is_told_from_who_thinks_of_it(
    tmp_path: Path, cell: str, gone: bool
) -> None:
    """Of who is gone nothing is told but that: 10万元 were told of a firm struck off in March."""
    assert any(one.gone for one in standing_told(RULES, [("备注", cell)])) is gone
    row = f"示例甲,聊城市,2026,2150,1780,{cell.replace('，', ' ')}"
    (call,) = _called(tmp_path, f"{ENTRY},备注", row)
    assert ("小升规奖励" not in call.because) is gone


@pytest.mark.parametrize(
    ("name", "does", "industry"),
    [
        ("示例瓜菜种植专业合作社", "西瓜甜瓜", False),
        ("示例农机专业合作社", "", False),
        ("示例甲有限公司", "蔬菜种植", False),
        ("示例饮料有限公司", "果蔬汁", True),
        ("示例果蔬有限公司", "脱水蔬菜", True),
        ("示例养殖设备有限公司", "", True),
        ("示例农机装备有限公司", "玉米收获机", True),
    ],
)
def test_who_grows_things_is_told_from_who_makes_them(name: str, does: str, industry: bool) -> None:
    """By what the name says of its form, or what is done there."""
    found = trade_told(RULES, [("做啥的", does)], {}, ("企业名称", name))
    assert (found is None) is industry


def test_the_maximum_of_a_reward_is_told_of_nobody_of_whom_nothing_is(tmp_path: Path) -> None:
    """A cooperative, a row without a figure and one that is above scale since nobody knows when
    were called for 10万元, as was a firm of which only the year is not known.
    """
    rows = [f"示例{number},聊城市,2010,3000,2900" for number in range(6)]
    rows += ["示例合作社,聊城市,,1300,1250", "示例空,聊城市,,,", "示例规上,聊城市,是,5200,5600"]
    rows += ["示例不知,聊城市,,5200,5600"]
    grows, empty, undated, unknown = _called(tmp_path, ENTRY, *rows)[-4:]
    assert grows.because == "表里“企业名称”写着“示例合作社”，先看是不是工业"
    assert empty.because.startswith("先补上表里没有写的：")
    assert "没有写是哪一年；问 首次升规纳统年份" in undated.because
    assert [one.figured for one in (grows, empty, undated)] == [None] * 3
    assert unknown.figured is not None


def test_what_was_granted_this_year_is_compared_and_not_offered(tmp_path: Path) -> None:
    """The province's subsidy had come in 2026: 20万元 of it were told to be had once more."""
    head = f"{RESEARCH},享受过的政策"
    rows = (
        "示例甲,聊城市,是,4300,390,省里研发补助26年批了19万",
        "示例乙,聊城市,是,4300,390,省里研发补助24年批了19万",
        "示例丙,聊城市,是,4300,390,省级研发补助没报",
    )
    now, before, never = _called(tmp_path, head, *rows)
    assert now.word == "对一对"
    assert now.figured is None
    assert now.because.count("先对一对") == 1
    assert before.word == never.word == "够得上"
    assert "先对一对" not in never.because


@pytest.mark.parametrize(
    ("part", "granted"),
    [
        *((part, True) for part in ("26年批了19万", "2026年到账", "今年到了")),
        *((part, False) for part in ("24年批了19万", "26年报了", "26年没批下来", "批了19万")),
    ],
)
def test_what_was_granted_in_a_year_is_told_from_what_was_applied_for(
    part: str, granted: bool
) -> None:
    """Of no year nobody knows whether it was this one."""
    assert granted_in(f"研发补助{part}", 2026) is granted


def test_what_was_never_applied_for_is_no_outcome_to_compare() -> None:
    """省级研发补助没报 was to be compared, twice."""
    assert says_never_had("省级研发补助没报")
    assert says_never_had("啥都没报过")
    assert not says_never_had("高企10万省里市里都到了;首台套没报过")
    assert not says_never_had("没报告")


def test_a_reason_is_seen_at_a_glance(tmp_path: Path) -> None:
    """For what, how much, by when; the amount that stands beside it is said to be another's."""
    (call,) = _called(tmp_path, RESEARCH, "示例甲,聊城市,是,8900,560")
    assert in_a_line(call, ZH) == "企业研究开发财政补助 不超过 28万元；文件到 2026-12-31"
