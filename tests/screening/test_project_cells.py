"""What one cell tells of a project: what was spent on it, when it was done, its equipment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable, screen
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.project_cells import completion_within
from huiqi.report.pages.call_line import in_a_line
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.values import Interval, Records
from tests.profile.read_rows import read_profiles
from tests.screening.test_loading import check_small_and_large, written
from tests.titles import RULES

DAY, ZH = date(2026, 11, 30), Phrases(RULES, "zh")
ASKS, ALONE = "技改、啥时候完", "技改"
PLAN = -1
#: The cell, and by hand: what was spent on it (in 万; ``PLAN``: that may be a plan), the first and
#: the last day of its completion, and what the equipment comes to at most (in 万).
CELLS: dict[str, tuple[int | None, str, int | None]] = {
    "细纱机1200万，2025年11月完": (1200, "2025-11-01 2025-11-30", None),
    "中频炉换新，投了560万，2026年6月投产": (560, "2026-06-01 2026-06-30", None),
    "机加工中心6台，780万，已完（2025.12）": (780, "2025-12-01 2025-12-31", None),
    "2号纸机节能改造，设备投了3200万，今年9月完工": (3200, "2026-09-01 2026-09-30", None),
    "1#炉改造，300万，2026年3月底完工": (300, "2026-03-01 2026-03-31", None),
    "改造2号、3号窑 1,150万元 2026.10.20竣工": (1150, "2026-10-20 2026-10-20", None),
    "350万（2026.5完工）": (350, "2026-05-01 2026-05-31", None),
    "种子加工线350万 2026.5": (350, "2026-05-01 2026-05-31", None),
    "隧道2条，总投资980万（设备860万），2026.10.20完工": (980, "2026-10-20 2026-10-20", 860),
    "洁净车间扩建 2200万 2027年3月完": (PLAN, "2027-03-01 2027-03-31", None),
    "窑炉，投2600万，2026年12月底完": (PLAN, "2026-12-01 2026-12-31", None),
    "提取车间，计划投1800万，明年5月完": (PLAN, "2027-05-01 2027-05-31", None),
    "换纺机，在建，已投1200万": (PLAN, "2026-12-01 ", None),
    "生产线700万": (700, "", None),
    # A number of a machine, or a day, is no amount; nor is what was agreed, or of parts.
    "2号线 2026.5": (None, "", None),
    "智能产线，合同4600万，已付3100万": (None, "", None),
}


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_tells_of_a_project_what_it_says(tmp_path: Path, cell: str) -> None:
    """A point in a day, or the number of a machine, left the whole cell unread; read in a database
    it tells the same.
    """
    spent, days, equipment = CELLS[cell]
    path = written(tmp_path / "T.csv", [["企业名称", f"{ASKS}（万元）"], ["示例甲厂", cell]])
    columns = (f"技术改造项目：完成投资={ASKS}（万元）",)
    table = GivenTable(file=path, columns=columns, lenient=True)
    check_small_and_large(table, "renovation_projects")
    if spent is None:
        with pytest.raises(InputError):
            read_profiles(path, RULES, Diagnostics(), most=1, columns=columns, as_of=DAY)
        return
    (profile,) = read_profiles(path, RULES, Diagnostics(), most=1, columns=columns, as_of=DAY)
    value = profile.facts["renovation_projects", None].value
    assert isinstance(value, Records)
    (record,) = value.items
    fields = {key: own for key, own in record.fields.items() if isinstance(own, Interval)}
    total, done = fields.get("total_investment"), fields.get("completed_on")
    most = fields.get("audited_equipment_and_software")
    assert (total is None) is (spent == PLAN)
    assert total is None or total.low == total.high == (spent or 0) * 10_000
    assert ("" if done is None else f"{done.low} {done.high or ''}") == days
    assert (most is not None) is (equipment is not None)
    assert most is None or most.high == (equipment or 0) * 10_000


def _called(folder: Path, cells: str, head: str = ALONE) -> Call:
    text = f"企业名称,注册地,2025年营业收入（万元）,规上,{head},走访记录\n"
    text += f"示例甲厂,聊城市,5000,是,{cells}"
    path = folder / "T.csv"
    path.write_text(text, encoding="utf-8")
    columns = (f"技术改造项目：完成投资={head}",)
    given = GivenTable(
        file=path, columns=columns, unit="万元", lenient=True, whole=("技术改造项目",)
    )
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    return Calls(found, ZH).of(found.entries[0])


def test_a_day_alone_is_that_of_the_completion_only_where_the_head_says_so() -> None:
    """2026.5 beside an amount may be that of the start; what is to come is not over."""
    for cell, alone in (("种子线350万 2026.5", ""), ("种子线350万 2027.5", "2027.5")):
        assert completion_within(cell, ALONE, DAY) == alone
        assert completion_within(cell, ASKS, DAY) == cell.split()[1]
    for cell in ("没有在建项目", "在建", "2025年技改，300万", "生产线700万"):
        assert completion_within(cell, ASKS, DAY) == ""


def test_what_is_to_come_is_a_plan_and_its_day_is_not_asked(tmp_path: Path) -> None:
    """2027年3月完 was taken as spent, under a document for what is completed."""
    plan = _called(tmp_path, '"洁净车间扩建 2200万 2027年3月完",')
    assert plan.word == "未竣工"
    assert "按计划的投资算 220万元" in plan.because
    done = _called(tmp_path, '"洁净车间扩建 2200万 2026年3月完",')
    assert done.word == "文件待核"
    assert "不超过 220万元" in done.because
    assert not any("竣工投产日期" in one.because for one in (plan, done))


def test_what_is_said_beside_a_project_not_to_be_done_is_unfinished(tmp_path: Path) -> None:
    """设备到了一半 stood in another column, and the sum as if it were had."""
    undone = _called(tmp_path, "2600万,技改二期备案，设备到了一半")
    assert undone.word == "未竣工"
    assert "“走访记录”写着“设备到了一半”，没有竣工" in undone.because
    assert undone.figured is not None
    assert undone.figured.notes[0] == "没有竣工"
    assert undone.asked.startswith("什么时候竣工")
    for said in ("技改二期备案", "设备装完了", ""):
        done = _called(tmp_path, f"2600万,{said}")
        assert done.word == "文件待核", said
        assert "没有竣工" not in done.because
    own = _called(tmp_path, '"2600万，26.9完工",设备补贴没下来')
    assert own.word != "未竣工"


def test_of_an_investment_that_is_not_read_no_maximum_is_told(tmp_path: Path) -> None:
    """不超过 500万元 stood beside a project whose amount nobody could read."""
    path = tmp_path / "T.csv"
    rows = [f"示例{one}厂,聊城市,生产线300万,否" for one in "乙丙丁"]
    rows.insert(0, '示例甲厂,聊城市,"智能产线，合同4600万，已付3100万，2026年3月完",是')
    path.write_text("\n".join(("企业名称,注册地,技改,智能化改造", *rows)), encoding="utf-8")
    columns = (
        "技术改造项目：完成投资=技改",
        "技术改造项目：属于智能工厂、数字化车间等智能化改造=智能化改造",
    )
    given = GivenTable(file=path, columns=columns, unit="万元", lenient=True)
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    call = Calls(found, ZH).of(found.entries[0])
    assert "智能化设备购置支持（按投资算，投资没读出来，" in call.because
    assert "500万元" not in call.because
    assert call.figured is None


def test_a_completed_project_is_named_beside_another_reason(tmp_path: Path) -> None:
    """Who had research to be paid for was not asked about a project of 410万; nor is one of a year
    that is over a reason beside real ones, or nought an amount.
    """
    path = tmp_path / "T.csv"
    head = "企业名称,注册地,2025年营业收入,2025年研发投入（财务报告口径）,高企,技改"
    rows = [
        '示例甲厂,聊城市,6300,430,是,"数字化车间，投了410万，2026年4月验收"',
        '示例乙厂,聊城市,6300,430,是,"数字化车间，投了410万，2027年4月完"',
        "示例丙厂,聊城市,3100,180,2023年12月7日认定,",
    ]
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = ("技术改造项目：完成投资=技改", "高新技术企业资格在有效期内=高企")
    given = GivenTable(file=path, columns=columns, unit="万元", lenient=True)
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    done, plan, short = (Calls(found, ZH).of(one) for one in found.entries)
    beside = "另有：技术改造设备奖补（不超过 41万元），问项目报过没有"
    assert done.because.endswith(beside)
    # The most of what the row offers stands in 至多, and whose that is in the line; it is called
    # for what is in force.
    assert done.figured is not None
    assert done.figured.measure == "技术改造设备奖补"
    line = in_a_line(done, ZH)
    assert line.startswith("企业研究开发财政补助 不超过 21.5万元；取整前")
    assert "41万元是技术改造设备奖补的" in line or "另有 技术改造设备奖补 不超过 41万元" in line
    assert "另有" not in plan.because
    assert short.word == "十天内"
    assert "为下一年留意" not in short.because
    assert not any(one.most == 0 for one in (*done.reasons, *plan.reasons, *short.reasons))
