"""What a row says, beside the figures of its project, by which that is not done."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.profile.unfinished_told import unfinished_told

DAY = date(2026, 12, 1)
UNDONE = (
    "换细纱机，25.6备案，还没完",
    "技改二期备案26.2，设备到了一半",
    "技改 没竣工",
    "技改二期在建",
    "技改未完工",
    "新线在建",
    "生产线安装中",
    "设备正在安装",
    "2号线在调试",
    "设备还没到",
    "设备没到齐",
    "机器到了两台",
    "车间没盖完",
    "技改还没投产",
    "厂房土建阶段，设备没进",
    "项目施工中",
    "技改干到一半",
    "技改进度60%",
    "技改年底才能完",
    "技改预计明年3月完工",
    "换窑炉，明年投产",
    "技改停工了",
    "项目刚开工",
    "技改备案了，还没开工",
    "上了新线，还差两台没装",
    "技改备案26.5，设备款付了，没装好",
    "换炉子，在装",
    "技改2027.3完",
    "技改没完，老板没钱",
    "设备下单了没到货",
    "发改备了案，没动工",
    "没动工",
    "还没开工",
    "发改批了，还没开工",
    "技改备了案，没开始",
    "备案了还没开始干",
    "技改一直没动",
)
#: Done, of which of two is not known, or of papers, titles and money.
OTHERS = (
    "技改备案25.3，26.9完工，没报奖补；高企复审的5万没领",
    "换蒸发器，25.12完工",
    "技改完了，没报",
    "技改25年验收，钱没到",
    "设备都装好了，没报",
    "技改已投产",
    "没有在建项目",
    "技改补贴没到账",
    "技改申报没完",
    "高企还没报",
    "设备补贴没下来",
    "技改手续没办完",
    "想上技改",
    "技改备案25.3",
    "省专精特新26年报了，等",
    "单项冠军奖没见",
    "磨超线26.6进的省首台套名单，奖还没报",
    "去年技改验收了，奖没给",
    "一期投产，二期在建",
    "厂房是租的",
    "没换设备",
    "账上研发单列了",
    "用过创新券，去济南检测花了18万",
    "技改没报过",
    "设备25年装完了",
    "冷库补贴农业局给过",
    "技改项目奖补未申报",
    "设备更新贷款没批",
    "没停工",
    "节后还没开工",
    "厂子没开工",
    "高企想报，还没开始",
    "技改没开始报",
    "老板没动",
    "升规材料没启动",
)


@pytest.mark.parametrize("cell", UNDONE)
def test_what_is_not_done_is_said_as_people_say_it(cell: str) -> None:
    """换细纱机，25.6备案，还没完 stood beside 136万 as if nothing had been told."""
    told = unfinished_told([("报过啥", cell)], DAY)
    assert told is not None
    assert told.written in cell


@pytest.mark.parametrize("cell", OTHERS)
def test_nothing_else_is_taken_for_that(cell: str) -> None:
    """That papers or money are not there says nothing of the machines."""
    assert unfinished_told([("报过啥", cell)], DAY) is None


def test_who_says_of_a_project_that_it_is_done_says_nothing_undone() -> None:
    """Of two projects nobody knows which the figures are of."""
    cells = [("报过啥", "二号线在建"), ("备注", "换蒸发器，25.12完工")]
    assert unfinished_told(cells, DAY) is None
    assert unfinished_told(cells[:1], DAY) is not None


def test_not_started_is_of_the_project_in_its_own_column() -> None:
    """没开始 below 正在上的项目 is of that; below 报过啥 it may be of a claim."""
    told = unfinished_told([("正在上的项目", "没开始")], DAY)
    assert told is not None
    assert told.written == "没开始"
    assert unfinished_told([("报过啥", "没开始")], DAY) is None
