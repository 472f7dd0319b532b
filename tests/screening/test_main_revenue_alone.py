"""Who is near the line of industry by main revenue alone, which is what counts for it.

All enterprises are invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huiqi.city import GivenTable, screen
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from tests.titles import RULES

DAY = date(2026, 12, 1)
ZH = Phrases(RULES, "zh")
MAIN = "2025年主营业务收入（万元）"
LESS = "总收入不会更少"


def calls_of(folder: Path, head: str, *rows: str) -> dict[str, Call]:
    path = folder / "台账.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    given = GivenTable(
        file=path, columns=("首次升规纳统年份=规上",), lenient=True, no_is_never=True
    )
    found = screen(RULES, given, DAY, worded(ZH), processes=1)
    calls = Calls(found, ZH)
    return {one.name: calls.of(one) for one in found.entries}


def test_who_is_near_by_main_revenue_is_called_for(tmp_path: Path) -> None:
    """Of 2300 and 1850 nothing was said, since no whole revenue was told."""
    rows = (
        "示例甲厂,聊城市,没入,2300",
        "示例乙厂,聊城市,没入,1850",
        # A tenth below the line is no more near; in the directory one falls short of it.
        "示例丙厂,聊城市,没入,1799",
        "示例丁厂,聊城市,2020,1700",
        "示例戊厂,聊城市,2020,2600",
        "示例己厂,聊城市,,1950",
    )
    calls = calls_of(tmp_path, f"企业名称,注册地,规上,{MAIN}", *rows)
    words = {name: call.word for name, call in calls.items()}
    assert words["示例甲厂"] == words["示例乙厂"] == words["示例己厂"] == "快到线"
    assert words["示例丁厂"] == "怕退规"
    assert "快到线" not in (words["示例丙厂"], words["示例戊厂"])
    assert f"主营业务收入（2025年） 2300万元，已过线 300万元；{LESS}" in calls["示例甲厂"].because
    assert f"主营业务收入（2025年） 1850万元，差 150万元到线；{LESS}" in calls["示例乙厂"].because
    assert calls["示例己厂"].because.startswith("也许快到线：主营业务收入（2025年） 1950万元")
    # That it comes to less of the line is no less true of the whole.
    assert LESS not in calls["示例丁厂"].because


def test_the_whole_is_told_where_it_stands(tmp_path: Path) -> None:
    """Beside it main revenue is no stand-in for it, nor beside what this year comes to so far."""
    row = "示例甲厂,聊城市,没入,1850"
    head = f"企业名称,注册地,规上,{MAIN}"
    whole = calls_of(tmp_path, f"{head},2025年营业收入（万元）", f"{row},1900")["示例甲厂"].because
    assert "营业收入（2025年） 1900万元，差 100万元到线" in whole
    assert LESS not in whole
    far = f"{head},今年1-10月营业收入（万元）"
    assert LESS not in calls_of(tmp_path, far, f"{row},2100")["示例甲厂"].because
