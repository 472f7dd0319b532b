"""What has to be done follows from the verdict: steps, duties, and the city's three procedures."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from huiqi.penalty.results import PenaltyDecision
from tests.penalty.book import BOOK, DAY, DECIDER, LICENCE, NO_GROUNDS, incident, judged

#: An act under no list whose correction was refused after the time limit: the verdict is open.
REFUSED: dict[str, Any] = {
    "incident": {
        **LICENCE,
        "what": "废气治理设施停运（示例）",
        "domain": "生态环境",
        "committed_on": "2024-03-01",
        "found_on": "2024-03-01",
        "ordered_on": "2024-03-01",
        "correct_by": "2024-03-10",
        "refused": True,
    },
    "items": [],
    "history": [],
}


def decided(data: dict[str, Any], as_of: date = DAY) -> PenaltyDecision:
    """The decision on plain data."""
    return DECIDER.decide(incident(deepcopy(data), as_of), as_of, around=False)


def duties(decision: PenaltyDecision) -> set[str]:
    """The duties told."""
    return {task.duty.id for task in decision.duties}


def licence(**more: object) -> dict[str, Any]:
    """The act of the province's list, corrected in time."""
    fields = {**LICENCE, "found_on": "2025-03-01", "correct_by": "2025-03-10"}
    return {
        "incident": {**fields, "corrected_on": "2025-03-05", **more},
        "items": ["shandong-2021-3"],
        "history": [],
    }


def test_an_open_verdict_asks_for_no_decision_of_one_outcome() -> None:
    """Neither a decision not to punish, nor its procedure, nor a time limit that has passed."""
    decision = decided(REFUSED)
    assert decision.answer.worst != decision.answer.best
    assert duties(decision) == {"correct", "confiscate"}
    assert decision.courses == ()
    (step,) = decision.steps
    assert (step.kind, step.by, step.done) == ("correction", None, False)
    assert set(step.rules) == {"article-33-minor", "article-33-first"}
    # A refusal bars lists alone: where there are none, it is not asked about.
    assert "shandong-refusal" not in decision.open_rules


def test_a_settled_verdict_of_no_penalty_brings_its_duties() -> None:
    """The correction is marked as done; nothing is left to ask or to do first."""
    decision = decided(licence(illegal_gain="0元", case_filed=True))
    assert decision.answer.worst.outcome == ("none", "must")
    assert [(task.duty.id, task.done, task.chosen) for task in decision.duties] == [
        ("correct", True, False),
        ("educate", False, False),
        ("decide", False, False),
    ]
    assert decision.missing == ()
    assert decision.open_rules == ()


@pytest.mark.parametrize(
    ("filed", "expected"),
    [
        ({"case_filed": False}, [("not-filed", None, False)]),
        ({"case_filed": True}, [("filed-no-penalty", True, False)]),
        ({}, [("not-filed", None, True), ("filed-no-penalty", True, True)]),
    ],
)
def test_three_procedures_by_whether_the_case_was_filed(
    filed: dict[str, bool], expected: list[tuple[str, bool | None, bool]]
) -> None:
    """N-21: not filed, filed and unpunished, filed and mitigated; the last two are reviewed."""
    courses = decided(licence(**filed)).courses
    found = [(c.procedure.id, c.procedure.review, c.open) for c in courses]
    assert found == expected
    assert ("decide" in duties(decided(licence(**filed)))) is (filed.get("case_filed") is not False)


def _mitigated() -> dict[str, Any]:
    data = deepcopy(REFUSED)
    data["incident"].update(NO_GROUNDS, merit=True, case_filed=True)
    keys = ("minor", "harm-none", "harm-slight", "timely")
    data["judgements"] = {key: judged(False) for key in keys}
    return data


def test_a_mitigated_penalty_has_its_own_document_and_review() -> None:
    """Where the authority chooses it among lighter and mitigated."""
    decision = decided(_mitigated())
    assert decision.answer.worst == decision.answer.best
    assert decision.answer.worst.outcome == ("lighter_or_mitigated", "must")
    (course,) = decision.courses
    assert (course.procedure.id, course.chosen) == ("filed-mitigated", True)
    assert "《减轻行政处罚决定书》" in course.procedure.documents[0].zh
    assert duties(decision) == {"correct", "confiscate"}


def test_what_is_only_allowed_is_told_as_a_choice() -> None:
    """May none: the duties of no penalty where the authority decides so."""
    data = deepcopy(REFUSED)
    del data["incident"]["refused"]
    data["incident"].update(NO_GROUNDS, corrected_on="2024-03-05", casualties=0)
    data["judgements"] = {
        "article-32/other-ground": judged(False),
        "minor": judged(False),
        "harm-none": judged(False),
        "harm-slight": judged(True),
        "timely": judged(True),
    }
    decision = decided(data)
    assert decision.answer.worst.outcome == ("none", "may")
    told = {task.duty.id: task.chosen for task in decision.duties}
    assert told == {"correct": False, "confiscate": False, "educate": True, "decide": True}
    assert all(course.chosen for course in decision.courses)


def test_what_was_no_violation_is_neither_corrected_nor_educated() -> None:
    """Article 37: there is nothing to order, to confiscate or to teach."""
    data = deepcopy(REFUSED)
    data["laws"] = [
        {"law": "甲条例", "article": "第一条", "in_force_until": "2024-12-31", "violation": False},
        {"law": "甲条例", "article": "第一条", "in_force_from": "2025-01-01"},
    ]
    data["incident"]["ended_on"] = "2024-03-01"
    decision = decided(data)
    assert decision.answer.worst.outcome == ("none", "must")
    assert (duties(decision), decision.courses, decision.steps) == (set(), (), ())


def test_the_limit_of_a_step_is_the_last_day_it_can_be_kept() -> None:
    """On the day itself it is offered; the day after, only what still helps without it."""
    data = licence()
    data["incident"].pop("corrected_on")
    for day, by in (("2025-03-10", date(2025, 3, 10)), ("2025-03-11", None)):
        as_of = date.fromisoformat(day)
        (step,) = decided(data, as_of).steps
        assert step.by == by
        assert ("shandong-2021-3" in step.rules) is (by is not None)


def test_what_is_told_to_be_done_is_no_step_to_take() -> None:
    """Whether it was in time may still be open: it is done all the same."""
    data = licence()
    for name in ("found_on", "correct_by"):
        data["incident"].pop(name)
    decision = decided(data)
    assert decision.answer.worst != decision.answer.best
    (step,) = decision.steps
    assert (step.kind, step.done) == ("correction", True)
    data["incident"]["corrected_on"] = f"> {DAY}"
    (step,) = decided(data).steps
    assert (step.kind, step.done) == ("correction", False)


@pytest.mark.parametrize(
    ("day", "told"), [("2021-12-31", False), ("2022-01-01", True), ("2026-11-26", True)]
)
def test_a_list_of_2021_says_that_later_ones_were_not_found(day: str, told: bool) -> None:
    """Beside the verdict, which stands."""
    as_of = date.fromisoformat(day)
    act = date(as_of.year, 12, 1) if as_of.month == 12 else date(as_of.year - 1, 12, 1)
    data = licence(
        committed_on=act.isoformat(),
        found_on=act.isoformat(),
        corrected_on=act.isoformat(),
        correct_by=act.isoformat(),
    )
    decision = decided(data, as_of)
    assert decision.answer.worst.outcome == ("none", "must")
    assert [found.id for found in decision.dated] == (["shandong-2021"] if told else [])
    assert BOOK.lists["shandong-2021"].later is not None


def test_a_list_that_no_longer_matters_is_not_spoken_of() -> None:
    """A verdict by age alone does not rest on the list, though its item is open."""
    data = licence(person="自然人", age=13)
    data["incident"].pop("corrected_on")
    decision = decided(data)
    assert decision.answer.worst.outcome == ("none", "must")
    assert decision.dated == ()
