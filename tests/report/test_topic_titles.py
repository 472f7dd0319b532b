"""The titles that a topic is about, beside what other places pay for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.report.blocks import Note, words_of
from huiqi.report.pages.topic_titles import titles_in_short, titles_told
from huiqi.report.phrases import Phrases

ROOT = Path(__file__).resolve().parents[2]
TOPIC = "specialised-and-little-giant"
DAY = date(2026, 11, 30)
#: 4.95 % of 186 million, 4.8 % of 162 million.
FACTS = {
    "rd_expense_reported": {"2024": "780万元", "2025": "920万元"},
    "revenue": {"2024": "1.62亿元", "2025": "1.86亿元"},
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The rules of the project."""
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


def told(engine: Engine, day: date = DAY, **more: object) -> list[str]:
    """The lines of the topic's titles."""
    source = {"enterprise": "示例企业", "facts": {**FACTS, **more}}
    decision = engine.check(engine.read_enterprise(source, day).enterprise, day)
    blocks = titles_told(decision[TOPIC], Phrases(engine.rulebook), 0)
    return [words_of(block.text) for block in blocks if isinstance(block, Note)]


def test_what_the_answers_meet_already_is_told(engine: Engine) -> None:
    """The topic had nothing but 济南 不符合 for who meets what the province asked."""
    lines = told(engine)
    new, old = (
        lines.index(f"称号（认定，不是钱）专精特新中小企业{which}")
        for which in ("", "（2022年办法）")
    )
    assert lines[old + 1] == "2026-03-31 已失效"
    assert lines[old + 2] == (
        "所填已够 3 条：上年研发费用不低于100万元；上年研发费用占营业收入不低于3%；"
        "上年营业收入1000万元以上"
    )
    # That a score is asked for as well, or a direct condition.
    assert "评价得分60分以上 或 满足直通条件之一" in lines[old + 3]
    assert lines[old + 3].startswith("还没有定 4 条：")
    # What applies since was not seen lately, and the province's own rules never.
    assert "最后见于 2026-08-15" in lines[new + 1]
    assert "山东2026年实施细则没有找到" in lines[new + 1]
    assert "专精特新发展评价50分以上" in lines[new + 3]
    lacking = told(engine, rd_expense_reported={"2024": "90万元", "2025": "99万元"})
    assert any(line.startswith("不够 2 条：") for line in lacking)


def test_whoever_has_the_title_is_not_told_how_to_get_it(engine: Engine) -> None:
    """Only what is above it."""
    titles = [
        {"title": "specialised_sme", "recognised_on": "2025-05-01", "valid_until": "2028-04-30"}
    ]
    lines = told(engine, recognitions=titles)
    heads = [line for line in lines if line.startswith("称号")]
    assert heads == ["称号（认定，不是钱）专精特新“小巨人”"]


def test_how_many_are_met_is_told_in_short(engine: Engine) -> None:
    """Beside the topic, before anything is opened; nothing where a topic is about no title."""
    source = {"enterprise": "示例企业", "facts": FACTS}
    decision = engine.check(engine.read_enterprise(source, DAY).enterprise, DAY)
    phrases = Phrases(engine.rulebook)
    assert titles_in_short(decision[TOPIC], phrases) == (
        "专精特新中小企业的条件，所填已够 3 条，没有定 8 条"
    )
    assert titles_in_short(decision["green-factory"], phrases) == ""
