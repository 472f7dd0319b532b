"""Where one of several things is enough, the questions and the papers say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huiqi.decision.results import Decision
from huiqi.engine import Engine
from huiqi.report.pages.one_suffices import one_suffices
from huiqi.report.pages.papers import papers_for
from huiqi.report.phrases import Phrases

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 12, 1)
EITHER = "“科技型中小企业或高新技术企业”有一样就够"
#: A share of the revenue that reaches the research subsidy of the province.
SPENT = {"营业收入": {2025: "2.12亿"}, "研发投入（财务报告口径）": {2025: "850万元"}}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The rules as they are."""
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


def decided(engine: Engine, **facts: object) -> Decision:
    """An invented firm with those facts."""
    told = {"enterprise": "示例企业", "facts": {"注册地在聊城市": "是", **SPENT, **facts}}
    return engine.check(engine.read_enterprise(told, DAY).enterprise, DAY)


@pytest.mark.parametrize(
    ("told", "either", "both"),
    [
        # Neither the number nor the certificate is told of: either is enough.
        ({}, {"technology_sme", "high_technology_certificate"}, set()),
        # Without the number the certificate has to be there.
        ({"科技型中小企业（入库）": {2025: "否"}}, set(), {"high_technology_certificate"}),
    ],
)
def test_of_two_ways_that_are_open_each_says_that_one_is_enough(
    engine: Engine, told: dict[str, object], either: set[str], both: set[str]
) -> None:
    """Both the certificate and the number were asked for, and a clerk looked for both."""
    decision, phrases = decided(engine, **told), Phrases(engine.rulebook)
    subsidy = decision["rd-subsidy-2025"]
    said = {one.name: one_suffices(one, [subsidy], phrases) for one in subsidy.missing}
    assert {name for name, text in said.items() if text == EITHER} >= either
    assert all(said[name] == "" for name in both & said.keys())
    # What every way needs is not one of several.
    assert said.get("rd_subsidy_barred", "") == ""


def test_a_paper_of_which_one_of_two_is_enough_is_not_asked_for_beside_it(engine: Engine) -> None:
    """高新技术企业证书或科小入库登记编号 stood beside 入库登记编号."""
    decision = decided(engine, **{"科技型中小企业（入库）": {2025: "是"}})
    papers = papers_for(decision["rd-subsidy-2025"], decision, Phrases(engine.rulebook))
    assert "高新技术企业证书或科小入库登记编号" in papers
    assert "入库登记编号" not in papers
