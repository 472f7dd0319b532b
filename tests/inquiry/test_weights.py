"""What is said to hang on a question, against rulebooks in which its answers are written out."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.decision.results import UNSETTLED, MeasureResult, Status
from huiqi.engine import Engine
from huiqi.inquiry.asked import Inquiry, Matter, OpenPoint, Weight
from huiqi.inquiry.letters import inquiry_of
from huiqi.quantities import Number, exact_sum
from tests.inquiry.unknown import DAY, MEASURES, firms, written

_HINT = "{id: hint, unknown: {zh: 一定条件, en: some}}"
_HERE = MEASURES["presuming"].split("    - ")[-1].split("\n")[0]
_LIMIT = ", basis: [{source: other}]"


def _said(name: str, old: str, *new: str) -> list[str]:
    assert old in MEASURES[name]
    return [MEASURES[name].replace(old, answer) for answer in new]


def _truth(name: str) -> tuple[str, str]:
    """A condition that every enterprise meets, and one that none does."""
    shared = f"{{id: {name}, text: {{zh: 条, en: c}}, if: "
    return shared + "'as_of >= 2000-01-01'}", shared + "'as_of < 2000-01-01'}"


#: Of each question its measure, and the files that would stand there with each of its answers.
ANSWERED: dict[tuple[Matter, str], list[str]] = {
    (Matter.CLAUSE, "hinted"): _said("hinted", _HINT, *_truth("hint")),
    (Matter.FORCE, "aged"): _said(
        "aged",
        "in_force: {seen: [2020]}",
        "in_force: {from: 2020-01-01, until: 2030-01-01}",
        "in_force: {from: 2020-01-01, until: 2021-01-01}",
    ),
    (Matter.PRESUMED, "presuming"): _said(
        "presuming",
        _HERE,
        "{id: here, text: {zh: 在本地, en: here}, if: here}",
        _truth("here")[0],
    ),
    (Matter.BORROWED, "borrowing"): [
        *_said("borrowing", _LIMIT, ""),
        *(
            MEASURES["borrowing"].replace(
                "{id: limit, text: {zh: 门槛, en: limit}, if: staff >= 30" + _LIMIT + "}", answer
            )
            for answer in _truth("limit")
        ),
    ],
    (Matter.READING, "double"): [
        MEASURES["double"].split("  readings:")[0] + f"  if: {read}\ngives: {{amount: 2万元}}\n"
        for read in ("new or old", "new and old")
    ],
    (Matter.CONFLICT, "disputed"): [
        MEASURES["disputed"].split("\ngives:")[0] + f"\ngives: {{amount: {amount}}}\n"
        for amount in ("1万元", "4万元")
    ],
    (Matter.READING, "reread"): [
        MEASURES["reread"].split("\ngives:")[0] + f"\ngives: {{amount: {amount}}}\n"
        for amount in ("7万元", "9万元")
    ],
    (Matter.CAP, "capped"): _said("capped", "per: unknown", "per: project", "per: enterprise"),
    (Matter.TEXT, "secret"): [
        MEASURES["secret"]
        .replace("in_force: {note: {zh: 没有见过, en: never seen}}", force)
        .replace("modelled_on: [hinted]", f"requires: {answer}")
        for force, answer in (
            ("in_force: {from: 2020-01-01, until: 2021-01-01}", _truth("k")[0]),
            ("in_force: {from: 2020-01-01, until: 2030-01-01}", _truth("k")[0]),
            ("in_force: {from: 2020-01-01, until: 2030-01-01}", _truth("k")[1]),
        )
    ],
}


@pytest.fixture(scope="module")
def inquiry(tmp_path_factory: pytest.TempPathFactory) -> Inquiry:
    """The questions of the small rulebook."""
    engine = Engine.load(written(tmp_path_factory.mktemp("rules")), compare=False)
    return inquiry_of(engine.rulebook, None, firms(engine), DAY, lambda told: None)


def _weight(inquiry: Inquiry, topic: Matter, measure: str) -> tuple[OpenPoint, Weight]:
    (found,) = [
        (point, weight)
        for letter in inquiry.letters
        for question in letter.questions
        for point, weight in zip(question.points, question.each, strict=True)
        if point.topic is topic and measure in point.measures
    ]
    return found


def _results(folder: Path, measure: str, text: str | None) -> list[MeasureResult]:
    engine = Engine.load(written(folder, **({measure: text} if text else {})), compare=False)
    return [engine.check(firm, DAY, [measure])[measure] for firm in firms(engine)]


def _ends(result: MeasureResult) -> tuple[Number, Number | None]:
    if result.status in (Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE):
        return Decimal(0), Decimal(0)
    if result.measure.gives is None or result.amount is None:
        return Decimal(0), Decimal(0)
    return result.amount.low or Decimal(0), result.amount.high


@pytest.mark.parametrize(("topic", "measure"), ANSWERED)
def test_a_question_weighs_what_its_answers_written_out_change(
    inquiry: Inquiry, topic: Matter, measure: str, tmp_path: Path
) -> None:
    """The same verdicts, recounted by loading the rules with each answer and deciding again."""
    now = _results(tmp_path / "now", measure, None)
    answers = [
        _results(tmp_path / str(number), measure, text)
        for number, text in enumerate(ANSWERED[topic, measure])
    ]
    only = bears = 0
    low: Number = Decimal(0)
    high: Number = Decimal(0)
    for number, before in enumerate(now):
        then = [results[number] for results in answers]
        open_now = before.status in UNSETTLED
        inexact = open_now or _ends(before)[0] != _ends(before)[1]
        if inexact and any((r.status, _ends(r)) != (before.status, _ends(before)) for r in then):
            bears += 1
        if open_now and not any(result.status in UNSETTLED for result in then):
            only += 1
            low = exact_sum(low, min(_ends(result)[0] for result in then))
            high = exact_sum(high, max(_ends(result)[1] or Decimal(0) for result in then))
    _, weight = _weight(inquiry, topic, measure)
    assert (weight.only, weight.bears) == (only, bears)
    assert (weight.low, weight.high, weight.unbounded) == (low, high, 0)
    assert bears, "a question that bears on nothing shows nothing"


def test_what_is_answered_in_words_claims_nothing(inquiry: Inquiry) -> None:
    """Neither a verdict nor a yuan hangs on what was not tried."""
    for topic, measure in ((Matter.UNSTATED, "silent"), (Matter.STACKING, "hinted")):
        found = [
            weight
            for letter in inquiry.letters
            for question in letter.questions
            for point, weight in zip(question.points, question.each, strict=True)
            if point.topic is topic and measure in point.measures
        ]
        assert found
        assert all(weight == Weight(points=1) for weight in found)


def test_a_fund_bounds_no_enterprise(inquiry: Inquiry) -> None:
    """The pool is no limit of what one of them is paid: what hangs on the cap is not bounded."""
    _, weight = _weight(inquiry, Matter.VALUE, "limited")
    assert weight.bears
    assert weight.at_stake < Decimal(1000_0000)


def test_all_answers_settle_what_they_can(inquiry: Inquiry) -> None:
    """What the whole settles is at least what each settles, and at most all that is open."""
    most = max(question.weight.only for letter in inquiry.letters for question in letter.questions)
    assert most <= inquiry.weight.only <= inquiry.standings.open
    for letter in inquiry.letters:
        assert letter.weight.only >= max(question.weight.only for question in letter.questions)


def test_verdicts_stand_as_check_marks_them(inquiry: Inquiry, tmp_path: Path) -> None:
    """Every verdict is settled, or waits for the enterprise, an office, or a text."""
    found = inquiry.standings
    assert found.enterprises == 4
    assert found.verdicts == 4 * len(MEASURES)
    assert found.settled + found.enterprise + found.office + found.text == found.verdicts
    assert found.text == 4
    engine = Engine.load(written(tmp_path), compare=False)
    settled = sum(
        result.status not in UNSETTLED
        for firm in firms(engine)
        for result in engine.check(firm, DAY).results
    )
    assert found.settled == settled
