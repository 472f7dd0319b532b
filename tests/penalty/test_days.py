"""Days that have to have come, and days that may never come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator
from huiqi.language.checker import check_expression
from huiqi.penalty.incident import profile_of
from huiqi.penalty.incident_reader import incident_from
from huiqi.rulebook.documents import read_yaml_text
from huiqi.truth import Truth
from huiqi.values import Record
from tests.penalty.book import BOOK, DAY, DECIDER, incident

ACT: dict[str, Any] = {
    "what": "示例",
    "domain": "林业",
    "person": "企业",
    "committed_on": "2025-05-01",
    "nature": "single",
}


def leaves(**fields: Any) -> dict[str, Truth]:
    """What each condition comes to for an act of which this is known besides."""
    decision = DECIDER.decide(incident({"incident": {**ACT, **fields}}), DAY, around=False)
    return dict(decision.answer.leaves)


def codes(text: str) -> dict[str, tuple[str, str]]:
    """The faults found in an incident, with place and message."""
    diagnostics = Diagnostics()
    document = read_yaml_text(text, "x.yaml", diagnostics)
    assert document is not None
    incident_from(document, BOOK, DAY, diagnostics)
    return {
        item.code: (f"{item.place.line}:{item.place.column}", item.message)
        for item in diagnostics.errors
    }


def test_a_violation_was_found_by_the_day_of_the_decision() -> None:
    """The act was a month before: neither limit had passed, whenever it was found."""
    found = leaves()
    assert found["article-36-two-years/after-two-years"] is Truth.FALSE
    assert found["article-36-five-years/after-five-years"] is Truth.FALSE


def test_an_old_act_leaves_the_limits_open() -> None:
    """Between the act and the decision there was time enough to find it late."""
    found = leaves(committed_on="2018-05-01")
    assert found["article-36-two-years/after-two-years"] is Truth.UNKNOWN
    assert found["article-36-five-years/after-five-years"] is Truth.UNKNOWN
    found = leaves(committed_on="2021-05-01")
    assert found["article-36-two-years/after-two-years"] is Truth.UNKNOWN
    assert found["article-36-five-years/after-five-years"] is Truth.FALSE


def test_an_unknown_correction_may_never_have_come() -> None:
    """The day of the decision does not bound it: 已经改正 stays open."""
    found = leaves()
    assert found["article-33-minor/corrected"] is Truth.UNKNOWN
    assert leaves(corrected_on="2025-06-01")["article-33-minor/corrected"] is Truth.TRUE
    assert leaves(uncorrected_on="2025-06-01")["article-33-minor/corrected"] is Truth.FALSE


def test_an_unknown_end_of_a_continuing_act_may_lie_ahead() -> None:
    """It goes on: no limit has begun to run."""
    found = leaves(committed_on="2015-01-01", nature="continuing", found_on="2025-05-20")
    assert found["article-36-two-years/after-two-years"] is Truth.UNKNOWN


@pytest.mark.parametrize(
    "field", ["found_on", "ended_on", "ordered_on", "corrected_on", "uncorrected_on"]
)
def test_a_stated_day_of_what_has_happened_is_not_after_the_decision(field: str) -> None:
    """Both days are named; the day itself is no contradiction."""
    text = "incident:\n  committed_on: 2025-05-01\n  {}: {}\n"
    assert codes(text.format(field, "2025-06-01")) == {}
    place, message = codes(text.format(field, "2052-05-10"))["V103"]
    assert place == f"3:{len(field) + 5}"
    assert "2052-05-10" in message
    assert "评估日 2025-06-01" in message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("history:\n  - {committed_on: 2025-06-02}\n", "3:5"),
        ("events:\n  - {on: 2025-06-02}\n", "3:10"),
        (
            "judgements:\n  minor: {answer: 是, by: 甲, date: 2025-06-02, reason: 理}\n",
            "3:35",
        ),
        ("laws:\n  - {law: 法, in_force_from: 2022-01-01, in_force_until: 2021-12-31}\n", "3:5"),
        ("laws:\n  - {law: 法, fine_low: 3万元, fine_high: 1万元}\n", "3:5"),
    ],
)
def test_what_came_after_is_refused_wherever_it_is_stated(text: str, place: str) -> None:
    """Earlier violations, events and answers; and a law or a fine the wrong way round."""
    assert codes(f"incident: {{committed_on: 2025-05-01}}\n{text}")["V103"][0] == place


def test_deadlines_and_dates_of_laws_may_lie_ahead() -> None:
    """A time limit still running, a law repealed later."""
    assert not codes(
        "incident: {committed_on: 2025-05-01, ordered_on: 2025-05-02, correct_by: 2025-07-01}\n"
        "laws: [{law: 法, in_force_from: 2020-01-01, in_force_until: 2030-01-01}]\n"
    )


def test_what_an_enterprise_does_not_have_is_not_stated_of_one() -> None:
    """Age and capacity are an individual's: for an enterprise they do not apply."""
    found = codes("incident: {committed_on: 2025-05-01, person: 企业, age: 13}")
    place, message = found["P142"]
    assert place == "1:55"
    assert message == "行为时的年龄（13岁）只在当事人为自然人时才有"
    assert leaves()["article-30-under-14/under-14"] is Truth.FALSE
    assert leaves(person="自然人")["article-30-under-14/under-14"] is Truth.UNKNOWN


def test_the_order_of_events_makes_no_difference_to_a_check() -> None:
    """Of two checks that found it uncorrected the later counts."""
    told = {"incident": ACT, "history": []}
    first, second = ({"incident": {"uncorrected_on": day}} for day in ("2025-05-10", "2025-05-20"))
    for events in ([first, second], [second, first]):
        known = incident({**told, "events": events}).known()
        assert known.fields["uncorrected_on"].low == date(2025, 5, 20)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("earlier", "kind", "listed"),
    [
        ({"kind": "甲"}, Truth.TRUE, Truth.TRUE),
        ({"kind": "乙"}, Truth.UNKNOWN, Truth.UNKNOWN),
        ({}, Truth.UNKNOWN, Truth.UNKNOWN),
        ({"kind": "乙", "same_kind": "是"}, Truth.TRUE, Truth.TRUE),
        ({"kind": "甲", "same_kind": "否"}, Truth.FALSE, Truth.UNKNOWN),
        ({"kind": "甲", "listed": "否"}, Truth.TRUE, Truth.FALSE),
    ],
)
def test_the_same_words_mean_the_same_kind(
    earlier: dict[str, Any], kind: Truth, listed: Truth
) -> None:
    """And the same list; other words leave both open; what is said counts."""
    known = incident(
        {
            "incident": {**ACT, "kind": "甲"},
            "history": [{"committed_on": "2024-01-01", **earlier}],
        }
    ).known()
    evaluator = Evaluator(BOOK.terms, profile_of(known, {}), DAY)
    for field, wanted in (("same_kind", kind), ("listed", listed)):
        node = check_expression(f"any(h.{field} for h in history)", BOOK.terms.scope)
        assert evaluator.evaluate(node, {"incident": Record(known.fields)}).value is wanted
