"""An amount and how well it is supported: in the same words on every page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
import yaml

from huiqi.decision.results import UNSETTLED
from huiqi.decision.topics import marked_results
from huiqi.engine import Engine
from huiqi.report.blocks import Table
from huiqi.report.pages.answer_rows import answer_row
from huiqi.report.pages.by_answer import by_answer_told
from huiqi.report.pages.in_short import highest_of_source
from huiqi.report.pages.marks import whose_document
from huiqi.report.pages.measures_screen import Wanted, measures_screen
from huiqi.report.pages.next_step import NumberedQuestions
from huiqi.report.pages.question_screen import question_screen
from huiqi.report.pages.result_screen import result_screen
from huiqi.report.phrases import Phrases

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The rules as they are."""
    with Engine.load(ROOT / "rules", compare=False) as loaded:
        yield loaded


def firm(number: int) -> dict[str, object]:
    """The invented example with some of what it tells, from nothing to all."""
    told = yaml.safe_load((ROOT / "cases/examples/example-complete.yaml").read_text("utf-8"))
    draw = Random(number)
    share = draw.choice((0, 0.2, 0.5, 0.8, 1))
    facts = {name: value for name, value in told["facts"].items() if draw.random() < share}
    if draw.random() < 0.5:
        # Of what its first certificate brings only the least is reported.
        facts["首次通过高新技术企业认定的年份"] = 2025
        facts.pop("已获得的称号", None)
    return {"enterprise": {"name": "示例企业"}, "facts": facts}


def plain(said: object) -> str:
    """What a cell says, whatever its role."""
    return getattr(said, "text", None) or str(said)


@pytest.mark.parametrize("number", range(8))
def test_every_page_says_the_same_of_a_measure(engine: Engine, number: int) -> None:
    """One page said 金额未知 and another 最低10万元, one 省 官方 and another 省 报道*."""
    source = firm(number)
    decision = engine.check(engine.read_enterprise(source, DAY).enterprise, DAY)
    phrases = Phrases(engine.rulebook)
    name = {phrases.text(one.measure.name): one.measure.id for one in decision.results}
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for document in measures_screen(phrases, DAY, Wanted(), decision).lines:
        told[document.id].add((document.whose, document.amount))
    screen = result_screen(decision, phrases, None, unasked=0, put_off=0)
    groups = [line for group in (*screen.groups, *screen.beside) for line in group.lines]
    for line in (*screen.leads, *screen.leads_more, *screen.leads_bare, *groups):
        for each in (line, *line.siblings):
            if id := name.get(each.also or each.title):
                told[id].add((each.whose, each.amount))
    for few in (*screen.few_answers, *screen.few_answers_more, *screen.others_know):
        told[name[few.title]].add((few.whose, few.amount))
    for answer in marked_results(engine.rulebook, decision).values():
        row = answer_row(answer, "", NumberedQuestions((), 0, None), phrases)
        # In a column of figures there is no room to say that it is but a source's highest.
        amount = highest_of_source(answer.result, phrases) or plain(row[3])
        told[answer.result.measure.id].add((plain(row[2]), amount))
    with engine.interview(source, DAY) as interview:
        # What is told there is of the same answers.
        shown = question_screen(interview, phrases)
    tables = [
        block for block in (shown.why if shown is not None else ()) if isinstance(block, Table)
    ]
    for row in (row for table in tables for row in table.rows):
        if id := name.get(plain(row[0])):
            told[id].add((plain(row[1]), plain(row[2])))
    open_ = {
        one.measure.id
        for one in decision.results
        if one.status in UNSETTLED and one.measure.published
    }
    assert {id: said for id, said in told.items() if id in open_ and len(said) > 1} == {}


def test_of_what_has_a_least_alone_that_is_said(engine: Engine) -> None:
    """The report says 最低10万元 and nothing else: not unknown, and not sure either."""
    source = {"enterprise": {"name": "示例企业"}, "facts": {"首次通过高新技术企业认定的年份": 2025}}
    decision = engine.check(engine.read_enterprise(source, DAY).enterprise, DAY)
    lines = measures_screen(Phrases(engine.rulebook), DAY, Wanted(), decision).lines
    assert {line.id: line.amount for line in lines}[
        "rd-first-high-technology"
    ] == "给就不少于 10万元"


@pytest.mark.parametrize("number", range(8))
def test_what_is_open_is_as_weak_as_its_document(engine: Engine, number: int) -> None:
    """While a measure is open its grade does not go up and down with each answer, and the list of
    all documents says the same of it; but where it reads what another, weaker source defines.
    """
    decision = engine.check(engine.read_enterprise(firm(number), DAY).enterprise, DAY)
    phrases = Phrases(engine.rulebook)
    lines = {
        line.id: line.whose for line in measures_screen(phrases, DAY, Wanted(), decision).lines
    }
    for result in decision.results:
        weaker = any(one.grade > one.condition.grade for one in result.open_clauses)
        if result.conditions in UNSETTLED and result.measure.id in lines and not weaker:
            said = lines[result.measure.id].removesuffix("*")
            assert said == whose_document(result.measure, phrases), result.measure.id


def test_what_decides_among_amounts_is_named_once(engine: Engine) -> None:
    """列入的目录 stood before each of its answers."""
    product = [{"产品名称": "甲", "认定日期": "2025-10"}]
    facts = {"注册地在聊城市": "是", "首台套产品": product}
    read = engine.read_enterprise({"enterprise": "示例企业", "facts": facts}, DAY)
    decision = engine.check(read.enterprise, DAY)
    told = by_answer_told(decision["first-set"], Phrases(engine.rulebook))
    assert told.startswith("看列入的目录：")
    assert told.count("列入的目录") == 1
    assert "100万元；国家首台套目录 不超过 150万元" in told
