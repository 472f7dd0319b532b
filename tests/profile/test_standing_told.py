"""What a cell says by which an enterprise is hardly to be called, or is no industry."""

from __future__ import annotations

from itertools import product

import pytest

from huiqi.profile.standing_told import offences_told, says_no_industry, standing_told
from huiqi.profile.years_told import says_more_than_no, says_no, says_there_is
from tests.titles import RULES

ENTRY = "statistics_entry_year"


def _stopped(cell: str) -> bool:
    return bool([*standing_told(RULES, [("走访记录", cell)])])


@pytest.mark.parametrize(
    ("cell", "stopped"),
    [
        ("停产", True),
        ("去年停产了", True),
        ("停产一年了，设备在卖", True),
        ("停产整改", True),
        # Once, and no more.
        ("去年停产过，今年恢复了", False),
        ("去年停产，今年恢复生产", False),
        ("停产半年，3月复产了", False),
        ("停产过，现在又停产了", True),
        # To mend something, or feared; who plans to stop for good is to be looked at.
        ("准备停产检修一个月", False),
        ("3月停产检修，已恢复", False),
        ("停产检修后就停产了", True),
        ("怕停产", False),
        ("打算注销", True),
        ("准备停产", True),
        # It has not come about that it goes on again.
        ("停产，准备恢复", True),
        ("停产半年，没复产", True),
        ("停产，等行情恢复了再说", True),
        ("停产，年底争取复产了", True),
        ("停产，不会恢复了", True),
    ],
)
def test_who_stopped_for_a_while_or_once_is_no_stopped_firm(cell: str, stopped: bool) -> None:
    """去年停产过，今年恢复了 stood last of the list, behind all that may be called."""
    assert _stopped(cell) is stopped


@pytest.mark.parametrize("gap", ["，", "，还", "，明年", "半年，", "，老板说"])
@pytest.mark.parametrize("hope", ["准备", "打算", "等", "想", "没", "未", "不会", "计划", "争取"])
@pytest.mark.parametrize("end", ["复产了", "恢复了", "恢复生产了"])
def test_what_is_hoped_for_or_denied_takes_nothing_back(gap: str, hope: str, end: str) -> None:
    """Whatever stands between: a firm that stopped and hopes to go on has stopped."""
    assert _stopped(f"停产{gap}{hope}{end}")


@pytest.mark.parametrize("no", ["不是", "否", "没有", "没", "没上", "×"])
@pytest.mark.parametrize("trade", ["农业的", "服务业", "属于建筑业", "不算工业", "搞养殖的"])
def test_a_no_with_its_reason_is_a_no_and_the_reason_is_read(no: str, trade: str) -> None:
    """不是，农业的 was read as a plain no, and the firm told to enter the register of industry."""
    for cell in (f"{no}，{trade}", f"{no}（{trade}）", f"{no}；{trade}"):
        assert says_no(cell), cell
        assert not says_there_is(cell)
        assert says_more_than_no(cell)
        assert says_no_industry(RULES, ENTRY, cell)


@pytest.mark.parametrize("cell", ["不算工业", "不是工业", "不属于工业企业", "非工业，种粮的"])
def test_that_it_is_no_industry_is_a_no(cell: str) -> None:
    """Of the register of industry."""
    assert says_no(cell)
    assert says_no_industry(RULES, ENTRY, cell)


@pytest.mark.parametrize(
    "cell",
    ["否", "没，老板怕入统", "2019", "没，做运输设备的", "没有（农机配件）", "不是农业，没上"],
)
def test_no_other_reason_makes_a_trade(cell: str) -> None:
    """Nor does a trade make a no of what says none."""
    assert not says_no_industry(RULES, ENTRY, cell)


def test_a_trade_beside_a_yes_is_no_no() -> None:
    """It is read as the yes that it is; and nothing of any other fact."""
    for yes, trade in product(("是", "有", "√"), ("农业的", "服务业")):
        cell = f"{yes}，{trade}"
        assert not says_no(cell)
        assert says_no_industry(RULES, ENTRY, cell)
        assert not says_no_industry(RULES, "revenue", cell)
    assert not says_no("原来是工业，不是工业了")


@pytest.mark.parametrize("cell", ["在", "在的", "已在", "在规", "在册", "服务业规上", "商贸限上"])
def test_that_it_is_there_is_said_by_in(cell: str) -> None:
    """在 in a column of who is above scale could not be read."""
    assert says_there_is(cell)
    assert not says_no(cell)


@pytest.mark.parametrize("cell", ["不在", "还不在", "没在", "未", "还没", "没", "没有", "不在库里"])
def test_that_it_is_not_there_is_a_no(cell: str) -> None:
    assert says_no(cell)
    assert not says_there_is(cell)


@pytest.mark.parametrize("cell", ["在办", "在谈", "正在申报", "在建", "未知"])
def test_what_goes_on_is_neither(cell: str) -> None:
    assert not says_there_is(cell)


@pytest.mark.parametrize(
    ("cell", "barred"),
    [
        ("法人因担保被限高，正谈和解", True),
        ("老板被限制高消费", True),
        ("实控人限高了", True),
        ("被法院限消", True),
        ("股东被限制消费", True),
        ("法人有限高", True),
        ("限高还没解除", True),
        ("限高了，正办解除", True),
        ("老板坐不了高铁", True),
        # Lifted, denied, feared; what a road has, and a hall.
        ("限高3月解除了", False),
        ("法人被限制高消费，去年已经解除了", False),
        ("限制高消费令已撤", False),
        ("没被限高", False),
        ("怕被限高", False),
        ("做公路限高架、限高限速标牌", False),
        ("厂房限高8米", False),
        ("示例有限高新技术公司", False),
    ],
)
def test_who_is_barred_from_high_spending_is_looked_at_first(cell: str, barred: bool) -> None:
    """法人被限高 stood among those to be called for 260万.  It is not the list of defaulting
    debtors, and is asked about in its own words.
    """
    told = [*standing_told(RULES, [("备注", cell)])]
    assert [one.label.zh for one in told] == ["限制高消费"] * barred
    assert all(one.ask is not None and "失信被执行人" in one.ask.zh for one in told)


@pytest.mark.parametrize(
    ("cell", "mended"),
    [
        ("市监局因标签罚过一次(25.7，2000块)，已改", True),
        ("罚款3000，已交", True),
        ("城管罚500，结案了", True),
        ("质监罚过，没改", False),
        # Of these nobody takes what is said for the end; nor of so much.
        ("环保罚过，已改", False),
        ("工伤事故，已结", False),
        ("欠薪已结清", False),
        ("罚了50000，已改", False),
        ("罚12万，已改", False),
        ("25.10环保罚了12万，说在修复", False),
    ],
)
def test_a_small_fine_that_is_over_is_told_as_such(cell: str, mended: bool) -> None:
    """A label for which 2000 were paid, and which was mended, stood beside struck-off firms."""
    (told,) = offences_told(RULES, [("备注", cell)])
    assert told.mended is mended


@pytest.mark.parametrize(
    "cell",
    [
        "在线数据超标，26.8在查",
        "查完再说",
        "在调查",
        "被环保查了",
        "环保在查，没结论",
        "税务稽查中",
        "被举报，还没查完",
        "被应急局查过一次",
        "安监局在调查，等调查结果",
        "配合调查",
        "立案在查",
    ],
)
def test_an_inquiry_that_is_not_over_is_told(cell: str) -> None:
    """查完再说 stood in the remarks of one who was called for 290万 as if nothing was."""
    (told,) = offences_told(RULES, [("环保安监", cell)])
    assert told.written == cell
    assert not told.mended


@pytest.mark.parametrize(
    "cell",
    [
        "检查",
        "走访检查",
        "查账征收",
        "在查账征收",
        "抽查合格",
        "自查完再报",
        "没被环保查过",
        "怕被环保查",
        "环保查过，没事",
        "统计调查户",
        "调查问卷已交",
        "在查资料",
        "现在查不到电话",
        "材料审查中",
    ],
)
def test_who_only_looks_inquires_into_nothing(cell: str) -> None:
    """Visits, books and questionnaires are no inquiry."""
    assert not [*offences_told(RULES, [("备注", cell)])]
