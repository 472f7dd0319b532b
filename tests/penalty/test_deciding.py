"""Deciding incidents: the order of arrival, what learning can change, the network beside it."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.inference import InferenceWorker
from huiqi.penalty.answering import consequence_of
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.results import Consequence, PenaltyDecision, PenaltyStatus
from huiqi.penalty.rule_graph import outcome_node
from huiqi.rulebook.sanction import EFFECTS
from huiqi.truth import Truth
from tests.penalty.book import BOOK, DAY, DECIDER, LICENCE, incident, judged

_BASE = {
    "incident": LICENCE,
    "items": ["shandong-2021-3", "market-first-6"],
}
_QUESTIONS = ("harm-slight", "harm-none", "timely", "minor", "market-first-6/in-force")


def _days(low: str, high: str) -> st.SearchStrategy[str]:
    first, last = date.fromisoformat(low), date.fromisoformat(high)
    return st.dates(first, last).map(date.isoformat)


#: Things that can be learnt of the licence act; each field is learnt at most once.
_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "found_on": _days("2025-03-01", "2025-03-05"),
    "ordered_on": st.just("2025-03-05"),
    "correct_by": _days("2025-03-10", "2025-03-12"),
    "corrected_on": _days("2025-03-08", "2025-03-14"),
    "refused": st.booleans(),
    "correction_failed": st.booleans(),
    "casualties": st.integers(0, 2),
    "merit": st.booleans(),
    "no_fault_evidence": st.booleans(),
    "food_business": st.booleans(),
}
_EARLIER = st.fixed_dictionaries(
    {
        "committed_on": _days("2022-06-01", "2025-02-28"),
        "kind": st.sampled_from(["未悬挂许可证", "别的"]),
        "domain": st.sampled_from(["市场监管", "税务"]),
        "authority": st.sampled_from(["示例机关", "别的机关"]),
    }
)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events in some order of arrival."""
    events: list[dict[str, Any]] = []
    for name in draw(st.lists(st.sampled_from(sorted(_FIELDS)), unique=True, max_size=8)):
        events.append({"what": name, "incident": {name: draw(_FIELDS[name])}})
    events += [
        {"what": "earlier", "history": [draw(_EARLIER)]} for _ in range(draw(st.integers(0, 2)))
    ]
    if draw(st.booleans()):
        events.append({"what": "complete", "history_complete": True})
    for key in draw(st.lists(st.sampled_from(_QUESTIONS), unique=True)):
        events.append({"what": key, "judgements": {key: judged(draw(st.booleans()))}})
    return draw(st.permutations(events))


def _together(events: list[dict[str, Any]]) -> dict[str, Any]:
    """The same history as one file without events."""
    whole: dict[str, Any] = deepcopy(_BASE)
    whole["history"] = {"at_least": []}
    for event in events:
        whole["incident"].update(event.get("incident", {}))
        whole["history"]["at_least"] += event.get("history", [])
        whole.setdefault("judgements", {}).update(event.get("judgements", {}))
        if "history_complete" in event:
            whole["history_complete"] = True
    return whole


@given(histories())
@settings(max_examples=60)
def test_any_order_of_arrival_gives_the_answer_of_the_whole_history(
    events: list[dict[str, Any]],
) -> None:
    """The last answer is that of a plain reading of everything at once."""
    arrived = DECIDER.decide(incident({**deepcopy(_BASE), "events": events}), DAY, around=False)
    whole = DECIDER.decide(incident(_together(events)), DAY, around=False)
    assert arrived.answer.leaves == whole.answer.leaves
    assert (arrived.answer.worst, arrived.answer.best) == (whole.answer.worst, whole.answer.best)
    assert arrived.answer.status is whole.answer.status
    assert len(arrived.turns) == len(events) + 1


@given(histories())
@settings(max_examples=60)
def test_learning_facts_only_narrows_what_is_possible(events: list[dict[str, Any]]) -> None:
    """Between worst and best: no new field or judgement leads outside; new violations may."""
    events = [event for event in events if "history" not in event]
    decision = DECIDER.decide(incident({**deepcopy(_BASE), "events": events}), DAY, around=False)
    for before, after in zip(decision.turns, decision.turns[1:], strict=False):
        assert _lenience(before.answer.worst) <= _lenience(after.answer.worst)
        assert _lenience(after.answer.best) <= _lenience(before.answer.best)


def _lenience(found: Consequence) -> tuple[int, int]:
    """How lenient a consequence is: what must follow counts before what may."""
    may = found.may or found.must
    return -EFFECTS.index(found.must), -EFFECTS.index(may)


def _five_events() -> PenaltyDecision:
    """A history told in five events, with the network beside it, where there is one."""
    events = [
        {"what": "发现", "incident": {"found_on": "2025-03-05"}},
        {"what": "责令", "incident": {"ordered_on": "2025-03-05", "correct_by": "2025-03-12"}},
        {"what": "未改", "incident": {"uncorrected_on": "2025-03-12"}},
        {"what": "以前", "history": [{"committed_on": "2024-05-01", "kind": "未悬挂许可证"}]},
        {"what": "判定", "judgements": {"harm-slight": judged(True)}},
    ]
    data = {**deepcopy(_BASE), "history": [], "events": events}
    with InferenceWorker() as worker:
        return PenaltyDecider(BOOK, worker).decide(incident(data), DAY)


@pytest.mark.network
def test_the_network_decides_every_step_alike() -> None:
    """A session is told the leaves as they become known, and its truths are compared."""
    decision = _five_events()
    assert decision.note is None
    graph_size = decision.checked // 6
    assert decision.checked == 6 * graph_size > 6 * len(decision.answer.leaves)


def test_every_event_changes_what_follows() -> None:
    """An order, its limit, an earlier violation, an officer's answer."""
    decision = _five_events()
    # Ordered, then found uncorrected at the limit: the list no longer applies.
    ends = [(turn.answer.worst.outcome[0], turn.answer.best.outcome[0]) for turn in decision.turns]
    assert ends[0] == ("ordinary", "none")
    results = {result.rule.id: result.decides for result in decision.answer.rules}
    assert results["shandong-2021-3"] is Truth.FALSE
    assert results["shandong-refusal"] is Truth.TRUE
    changed = decision.turns[3].changed
    assert changed["shandong-refusal/late"] == (Truth.UNKNOWN, Truth.TRUE)
    # A violation found later turns "first" from true to false: the session is built anew.
    assert decision.turns[4].changed["market-first-6/first-by-market-list"] == (
        Truth.TRUE,
        Truth.FALSE,
    )


@pytest.mark.network
def test_the_network_agrees_over_random_histories() -> None:
    """Twenty histories through one worker, none of them decided otherwise."""
    rng = random.Random(7)
    with InferenceWorker() as worker:
        decider = PenaltyDecider(BOOK, worker)
        for _ in range(20):
            found = date(2025, 3, 1) + timedelta(days=rng.randrange(10))
            fields = {
                **LICENCE,
                "found_on": found.isoformat(),
                "correct_by": (found + timedelta(days=10)).isoformat(),
                "refused": rng.random() < 0.5,
            }
            if rng.random() < 0.7:
                fields["corrected_on"] = (found + timedelta(days=rng.randrange(20))).isoformat()
            answers = {key: judged(rng.random() < 0.5) for key in _QUESTIONS if rng.random() < 0.5}
            data = {**_BASE, "incident": fields, "history": [], "judgements": answers}
            decision = decider.decide(incident(data), DAY, around=False)
            assert decision.note is None
            assert decision.checked > 0


def test_what_follows_is_the_most_lenient_that_must_and_may() -> None:
    """Must none leaves nothing to choose; may none stands above must lighter."""
    none_must = {outcome_node("none", "must"): Truth.TRUE, outcome_node("none", "may"): Truth.TRUE}
    assert consequence_of(none_must, unknown=False) == Consequence("none")
    both = {
        outcome_node("none", "may"): Truth.TRUE,
        outcome_node("lighter_or_mitigated", "must"): Truth.TRUE,
    }
    assert consequence_of(both, unknown=False) == Consequence("lighter_or_mitigated", "none")
    weaker = {
        outcome_node("lighter_or_mitigated", "must"): Truth.TRUE,
        outcome_node("lighter_or_mitigated", "may"): Truth.TRUE,
        outcome_node("none", "may"): Truth.UNKNOWN,
    }
    assert consequence_of(weaker, unknown=False) == Consequence("lighter_or_mitigated")
    assert consequence_of(weaker, unknown=True) == Consequence("lighter_or_mitigated", "none")
    assert consequence_of({}, unknown=True) == Consequence("ordinary")


def test_an_item_not_named_leaves_the_answer_open_and_is_offered() -> None:
    """Not saying which item is not saying that there is none."""
    open_ = DECIDER.decide(incident({"incident": LICENCE, "history": []}), DAY)
    assert open_.answer.status is not PenaltyStatus.DECIDED
    assert open_.candidates[0].id == "shandong-2021-3"
    none = DECIDER.decide(incident({"incident": LICENCE, "history": [], "items": []}), DAY)
    assert not none.candidates


def test_a_question_comes_with_what_others_say_and_its_answer_is_kept() -> None:
    """Asked once for all rules that ask it; answered with name, date and reason."""
    data: dict[str, Any] = {
        "incident": {
            "what": "重点排污单位不按照规定的方式公开环境信息",
            "domain": "生态环境",
            "person": "企业",
            "committed_on": "2025-03-01",
        },
        "items": [],
        "history": [],
    }
    decision = DECIDER.decide(incident(data), DAY)
    asked = {question.key: question for question in decision.questions}
    assert asked["timely"].rules == ("article-33-minor", "article-33-first")
    precedents = [s.precedent for s in asked["harm-slight"].sayings]
    assert precedents
    assert all("后果轻微" in model.conditions for model in precedents)
    data["judgements"] = {"harm-slight": judged(True)}
    answered = DECIDER.decide(incident(data), DAY)
    assert "harm-slight" not in {question.key for question in answered.questions}
    kept = [
        clause.judgement
        for result in answered.answer.rules
        for clause in result.verdict.clauses
        if clause.condition.id == "harm-slight"
    ]
    assert [k and (k.by, k.on, k.reason) for k in kept] == [
        ("示例执法人员", date(2025, 5, 30), "示例")
    ]


def test_what_no_longer_matters_is_not_asked() -> None:
    """With people hurt nobody is asked whether there was no harm, but whether it was slight."""
    fields = {**LICENCE, "casualties": 1, "corrected_on": "2025-03-02"}
    data = {"incident": fields, "items": [], "history": []}
    asked = {question.key for question in DECIDER.decide(incident(data), DAY).questions}
    assert "harm-none" not in asked
    assert {"harm-slight", "timely"} <= asked


def test_a_full_key_answers_one_rule_only() -> None:
    """rule/question wins over the question's own key."""
    data = {
        "incident": {**LICENCE, "corrected_on": "2025-03-02"},
        "items": [],
        "history": [],
        "judgements": {"timely": judged(True), "article-33-minor/timely": judged(False)},
    }
    leaves = DECIDER.decide(incident(data), DAY, around=False).answer.leaves
    assert leaves["article-33-minor/timely"] is Truth.FALSE
    assert leaves["article-33-first/timely"] is Truth.TRUE


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"kind": "未悬挂许可证"}, Truth.FALSE),
        ({"kind": "别的写法"}, Truth.UNKNOWN),
        ({"kind": "别的写法", "same_kind": True}, Truth.FALSE),
        ({"kind": "别的写法", "same_kind": False}, Truth.TRUE),
        ({"same_kind": False}, Truth.TRUE),
        ({}, Truth.UNKNOWN),
    ],
)
def test_other_words_are_not_another_kind(entry: dict[str, Any], expected: Truth) -> None:
    """The same words mean the same kind; whether other words do is for the file to say."""
    data = {
        "incident": LICENCE,
        "items": ["market-first-6"],
        "history": [{"committed_on": "2024-06-01", **entry}],
    }
    answer = DECIDER.decide(incident(data), DAY, around=False).answer
    assert answer.leaves["market-first-6/first-by-market-list"] is expected


def test_steps_name_the_correction_and_its_time_limit() -> None:
    """What is done is marked; what is open has its day."""
    fields = {**LICENCE, "found_on": "2025-05-20", "correct_by": "2025-06-15"}
    data = {"incident": fields, "items": ["shandong-2021-3"], "history": []}
    (step,) = DECIDER.decide(incident(data), DAY, around=False).steps
    assert (step.kind, step.by, step.done) == ("correction", date(2025, 6, 15), False)
    fields["corrected_on"] = "2025-05-25"
    (step,) = DECIDER.decide(incident(data), DAY, around=False).steps
    assert step.done
