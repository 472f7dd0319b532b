"""A project that a table tells of is a reason to call, whether or not others may be untold; of a
firm of no industry its trade is looked at first.

All enterprises are invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable, screen
from huiqi.report.pages.call_kinds import NO_INDUSTRY, OTHER
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from tests.titles import RULES

DAY = date(2026, 12, 1)
ZH = Phrases(RULES, "zh")
HEAD = "企业名称,注册地,干啥的,技改情况,备注"
FINISHED = "示例钢球厂,聊城市,轴承钢球,2026年6月完,"
NONE_TOLD = tuple(f"示例{one}厂,聊城市,棉纱,," for one in "甲乙丙丁")
LIST = "技术改造项目"


def _calls(folder: Path, *rows: str, whole: tuple[str, ...] = ()) -> dict[str, Call]:
    path = folder / "台账.csv"
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    given = GivenTable(
        file=path, columns=(f"{LIST}：竣工投产日期=技改情况",), whole=whole, lenient=True
    )
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    calls = Calls(found, ZH)
    return {one.name: calls.of(one) for one in found.entries}


@pytest.mark.parametrize("whole", [(), (LIST,)])
def test_a_finished_project_is_called_for_whatever_else_there_may_be(
    tmp_path: Path, whole: tuple[str, ...]
) -> None:
    """That a firm may have others hid the one that was told: 没有先联系的理由."""
    calls = _calls(tmp_path, FINISHED, *NONE_TOLD, whole=whole)
    told = calls.pop("示例钢球厂")
    assert told.kind is OTHER
    assert "技术改造设备奖补（" in told.because
    assert "经第三方审核的实际设备软件投资额" in told.because
    # Whether its equipment is smart nobody said: the maximum of that stands behind.
    assert told.because.index("技术改造设备奖补（") < told.because.index("智能化设备购置支持（")
    # Who tells of none is not called for what the whole table is asked.
    assert not any("技术改造设备奖补" in one.because for one in calls.values())


@pytest.mark.parametrize(
    ("trade", "remark", "looked_at"),
    [
        ("货运、仓储", "", True),
        ("电池", "服务业", True),
        ("检测", "服务类，不是工厂", True),
        ("包装物流设备", "", False),
        ("建筑陶瓷", "物流费高", False),
        ("电池", "属于生产性服务业", False),
    ],
)
@pytest.mark.parametrize("project", ["2026年6月完", "买了40辆新能源货车"])
def test_of_no_industry_the_trade_is_looked_at_first(
    tmp_path: Path, trade: str, remark: str, looked_at: bool, project: str
) -> None:
    """A haulier was called for the equipment of a plant, or told to mend a cell of lorries."""
    row = f"示例货运公司,聊城市,{trade},{project},{remark}"
    call = _calls(tmp_path, row, FINISHED, *NONE_TOLD)["示例货运公司"]
    assert (call.kind is NO_INDUSTRY) is looked_at
    assert call.because.startswith("表里“") is looked_at
    assert ("先看是不是工业" in call.because) is looked_at
