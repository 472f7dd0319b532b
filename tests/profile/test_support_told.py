"""What a cell says of support that was had: told beside the measures of the same thing, no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable, screen
from huiqi.profile.support_told import receipt_heads, support_told
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from tests.screening.called import reason_to_call, to_call
from tests.titles import RULES

HEAD = "已享受政策"
RENOVATION, FIRST = "technical-renovation", "rd-first-high-technology"


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("省技改设备奖补（2023年）40万", {"省技改设备奖补（2023年）40万": RENOVATION}),
        ("设备补贴", {"设备补贴": RENOVATION}),
        ("国家小巨人奖补、2025年技改贴息86万", {"2025年技改贴息86万": RENOVATION}),
        ("首台套没报上，技改拿了50万", {"技改拿了50万": RENOVATION}),
        ("高企奖10万", {"高企奖10万": FIRST}),
        ("升规奖励已领", {"升规奖励已领": "above-scale-reward"}),
        ("创新券2万", {"创新券2万": "innovation-voucher"}),
        ("研发补助12万元", {"研发补助12万元": "rd-subsidy-2025"}),
        # Of nothing here; never had, refused, or hoped for.
        ("农业产业化龙头奖励20万", {}),
        ("稳岗补贴3.2万；厂房租金三免两减半", {}),
        ("以前报过技改没批", {}),
        ("没享受过技改补助", {}),
        ("正在申报技改", {}),
        ("想报研发补助", {}),
        ("无", {}),
        ("没有", {}),
        ("/", {}),
        ("", {}),
    ],
)
def test_each_part_is_of_the_measures_of_the_same_thing(cell: str, parts: dict[str, str]) -> None:
    """By the words that the rules declare; the rest stays the officer's own remark."""
    found = {
        one.written: one.measures
        for one in support_told(RULES, HEAD, cell)
        if parts or one.measures
    }
    own = {written: of for written, of in found.items() if written in parts}
    assert own.keys() == parts.keys()
    assert all(measure in own[written] for written, measure in parts.items())
    others = found.keys() - own.keys()
    assert all(RENOVATION not in found[written] for written in others)
    assert not others or parts


def test_every_measure_is_meant_by_its_own_title() -> None:
    """A title is in words of which one at least is declared, or stands there as it is."""
    for measure in RULES.supports:
        told = support_told(RULES, HEAD, measure.title.zh)
        assert any(measure.id in one.measures for one in told), measure.id


@pytest.mark.parametrize(
    ("cell", "had"),
    [("高企首次认定奖10万（2022）", True), ("高企奖10万", False), ("首次升规奖励", False)],
)
def test_a_first_reward_is_of_what_is_first_of_the_same_thing(cell: str, had: bool) -> None:
    """首次 alone says nothing of another thing."""
    assert any(FIRST in one.had for one in support_told(RULES, HEAD, cell)) is had


def test_what_was_had_stands_beside_its_own_measure_and_a_first_reward_is_not_offered_again(
    tmp_path: Path,
) -> None:
    """创新券2万 stood beside the subsidy for research; and who told of the first reward of 2022 was
    asked in which year the title was first given.
    """
    path = tmp_path / "台账.csv"
    cells = ("高企首次认定奖10万（2022）", "创新券2万", "高企奖10万", "无", "")
    rows = [f"示例{place}公司,聊城市,2028年12月,{cell}" for place, cell in enumerate(cells)]
    path.write_text("\n".join((f"企业名称,注册地,高企,{HEAD}", *rows)), encoding="utf-8")
    phrases = Phrases(RULES, "zh")
    given = GivenTable(file=path, columns=("高新技术企业资格在有效期内=高企",))
    found = screen(RULES, given, date(2026, 11, 30), worded(phrases), processes=1)
    reasons = {
        one.name: reason_to_call(one, frozenset(), phrases) for one in to_call(found.entries)
    }
    first, other, reward, none, empty = (reasons[f"示例{place}公司"] for place in range(5))
    assert "首次认定高企补助" not in first
    assert "首次认定高企补助" in none
    assert other == none == empty
    assert "先对一对" not in none
    (told,) = (part for part in reward.split("；") if "先对一对" in part)
    # Whether it was the first nobody says: of one more to be asked, and no reason before others.
    assert not reward.startswith("首次认定高企补助")
    order = [one.name for one in to_call(found.entries)]
    assert order.index("示例2公司") > max(map(order.index, ("示例1公司", "示例3公司", "示例4公司")))
    assert told == f"表里“{HEAD}”写着“高企奖10万”，先对一对"


@pytest.mark.parametrize(
    ("head", "had"),
    [
        *((one, True) for one in ("享受政策资金2024年", "2025年享受政策", "享受政策（2024）")),
        *((one, True) for one in ("近三年享受政策", "25年享受政策", "享受政策资金（万元）")),
        *((one, False) for one in ("拟享受政策", "可享受政策2026", "2024年营收", "2024年", "资金")),
    ],
)
def test_support_that_was_had_in_a_year_is_told_as_any(head: str, had: bool) -> None:
    """享受政策资金 with a column a year was copied, and who had it was called for it anew."""
    assert receipt_heads(RULES, ["企业名称", head]) == ({1: head} if had else {})
