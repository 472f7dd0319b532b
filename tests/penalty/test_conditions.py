"""Conditions as officials write them: understood whole, or quoted whole for an officer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.penalty.conditions import ConditionReader
from tests.penalty.book import BOOK

READER = ConditionReader(BOOK)


def _formulas(text: str) -> list[str]:
    """The formulas of the clauses, and the names of definitions."""
    return [
        clause if isinstance(clause, str) else str(clause.get("if", clause["id"]))
        for clause in READER.read(text).clauses
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("初次违法", ["first_by_statute"]),
        ("属于两年内首次违法", ["first_2_years"]),
        ("12个月内首次违法", ["first_12_months"]),
        ("年度内首次违法", ["first_calendar_year"]),
        ("此前未发生过", ["text-1"]),
        ("两年内未发生同类违法行为", ["first_2_years_same"]),
        ("在责令改正期限内改正", ["incident.corrected_on <= incident.correct_by"]),
        (
            "自行改正或者在行政机关责令改正的期限内改正",
            [
                "incident.corrected_on < incident.found_on"
                " or incident.corrected_on <= incident.correct_by"
            ],
        ),
        ("货值金额不足500元", ["incident.goods_value < 500元"]),
        ("违法货值金额不超过500元", ["incident.goods_value <= 500元"]),
        ("违法所得1万元以下", ["illegal-gain"]),
        ("持续时间不足1个月", ["incident.ended_on < incident.committed_on + 1个月"]),
        ("违法行为持续时间不超过20日", ["incident.ended_on <= incident.committed_on + 20日"]),
        ("没有违法所得", ["incident.illegal_gain == 0元"]),
        ("签订承诺书", ["incident.commitment_signed"]),
        ("危害后果轻微", ["harm-slight"]),
        ("没有造成危害后果", ["harm-none"]),
        ("初次违法,危害后果轻微", ["first_by_statute", "harm-slight"]),
        ("（1）首次违法；（2）危害后果轻微", ["first_by_statute", "harm-slight"]),
    ],
)
def test_plain_conditions_are_understood(text: str, expected: list[str]) -> None:
    """By their meaning, with the ends as written."""
    assert _formulas(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "满足下列情形之一：（1）首次违法；（2）危害后果轻微",
        "首次违法；或危害后果轻微",
        "未超过总宽度20%且当场改正",
        "危害后果轻微,且:期限内拆除恢复原状",
        "货值金额不足500元或者数量不足10件",
    ],
)
def test_alternatives_and_the_unknown_are_quoted_whole(text: str) -> None:
    """An 或 that is split would turn "either" into "both"."""
    parsed = READER.read(text)
    assert parsed.judged
    quoted = "".join(str(clause) for clause in parsed.clauses)
    for part in parsed.judged:
        assert part in quoted
    if "或" in text:
        assert parsed.judged == (text,)


def test_nothing_is_lost() -> None:
    """What is not understood stands beside what is."""
    parsed = READER.read("初次违法；非主要农作物种子；货值不足500元")
    assert parsed.judged == ("非主要农作物种子",)
    assert len(parsed.clauses) == 3
    assert READER.read("  ").clauses == ()


@given(st.text("首次违法危害后果轻微，；。（1）2)①或且之一不足超过500元年内\n", max_size=60))
def test_any_text_gives_clauses_or_nothing(text: str) -> None:
    """No text raises, and none with words in it comes out empty."""
    parsed = READER.read(text)
    assert bool(parsed.clauses) or not set(text) & set("首次违法危害后果轻微足超过内")


@pytest.mark.parametrize(
    ("text", "name", "window", "kinds"),
    [
        ("属于两年内首次违法", "first_2_years", "2年", ["same", "domain", "any"]),
        ("12个月内未发生同类违法行为", "first_12_months_same", "12个月", ["same"]),
        ("年度内首次违法", "first_calendar_year", "calendar_year", ["same", "domain", "any"]),
    ],
)
def test_a_window_of_the_list_becomes_its_own_definition(
    text: str, name: str, window: str, kinds: list[str]
) -> None:
    """Open in kind and authority unless the text says 同类."""
    assert READER.read(text).clauses == (name,)
    model = READER.first[name]
    assert (model["windows"], model["kinds"]) == ([window], kinds)
