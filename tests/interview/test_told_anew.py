"""A list that is told anew: one box of it is changed, and all else is as it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from huiqi.evaluation.reads import Missing
from huiqi.interview import Interview
from huiqi.report.pages.question_screen import fields_offered
from tests.interview.respondent import DAY
from tests.interview.test_interview import ENGINE, RULES, asked, begun, facts_of

TITLES = Missing("recognitions", None)
LISTS = sorted(name for name, fact in RULES.facts.items() if fact.fields and not fact.yearly)
COMPLETE = Path(__file__).resolve().parents[2] / "cases" / "examples" / "example-complete.yaml"


def lines(interview: Interview) -> list[dict[str, str]]:
    """The lines of the page of a list, each with all that is offered there."""
    question = asked(interview)
    assert isinstance(question.told, list)
    offered = [field.id for field in fields_offered(question)]
    return [{name: str(told.get(name, "")) for name in offered} for told in question.told]


def changed(interview: Interview, key: Missing, at: int, field: str, value: str) -> None:
    """One box of the page, and nothing else."""
    interview.reopen(key)
    whole = asked(interview).whole
    sent = lines(interview)
    sent[at][field] = value
    interview.answer(sent, whole=whole, places=list(range(len(sent))))


def records_of(interview: Interview, name: str) -> list[dict[str, Any]]:
    """What is told of a list."""
    told = facts_of(interview)[name]
    return list(told if isinstance(told, list) else told.get("complete", told.get("at_least")))


def by_field(interview: Interview) -> None:
    """Three titles as the page asks for them: kinds first, then what each says, one by one."""
    interview.reopen(TITLES)
    kinds = ("高新技术企业", "专精特新中小企业", "市级“一企一技术”研发中心")
    interview.answer([{"title": kind} for kind in kinds])
    for kind, day in zip(kinds, ("2021-11-29", "2022", "2019"), strict=True):
        interview.reopen(Missing(TITLES.name, None, f".recognised_on({kind})"))
        interview.answer(day)
    interview.reopen(Missing(TITLES.name, None, ".valid_until(高新技术企业 2021-11-29)"))
    interview.answer("2024-11-28")
    interview.reopen(Missing(TITLES.name, None, ".valid_until(专精特新中小企业)"))
    interview.unknown()


def in_file() -> Interview:
    """The same, of a file that was opened."""
    interview = begun(registered_in_liaocheng="是")
    by_field(interview)
    return ENGINE.interview(interview.profile_mapping(), DAY)


def step_by_step() -> Interview:
    """The same within one interview."""
    interview = begun(registered_in_liaocheng="是")
    by_field(interview)
    return interview


@pytest.mark.few(6)
@pytest.mark.parametrize("told", [in_file, step_by_step])
@pytest.mark.parametrize("field", ["title", "name", "valid_until"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_box_changes_nothing_else(told: Any, field: str, at: int) -> None:
    """The day of recognition, and the days of the other titles, were dropped without a word."""
    interview = told()
    before = records_of(interview, TITLES.name)
    value = {"title": "瞪羚企业", "name": "示例证书", "valid_until": "2030-12-31"}[field]
    changed(interview, TITLES, at, field, value)
    after = records_of(interview, TITLES.name)
    assert after[at] == {**before[at], field: value}
    assert after[:at] + after[at + 1 :] == before[:at] + before[at + 1 :]
    # What is asked of it, and what is answered, opens what it says.
    for row in interview.review():
        interview.reopen(row.key)
        assert asked(interview).key == row.key


@pytest.mark.parametrize("told", [in_file, step_by_step])
def test_what_is_told_of_it_afterwards_stands_and_is_not_told_twice(told: Any) -> None:
    """An answer below the list, an answer in the list, and again below: the last one stands."""
    interview = told()
    until = Missing(TITLES.name, None, ".valid_until(高新技术企业 2021-11-29)")
    for day in ("2024-12-31", "2025-12-31"):
        changed(interview, TITLES, 0, "valid_until", day)
        assert records_of(interview, TITLES.name)[0]["valid_until"] == day
        interview.reopen(until)
        interview.answer("2026-06-30")
        assert records_of(interview, TITLES.name)[0]["valid_until"] == "2026-06-30"


@pytest.mark.parametrize("told", [in_file, step_by_step])
def test_an_emptied_box_is_not_told_and_an_emptied_line_is_gone(told: Any) -> None:
    """And what was said of a record that is gone is nowhere any more."""
    interview = told()
    before = records_of(interview, TITLES.name)
    changed(interview, TITLES, 0, "valid_until", "")
    first = {name: value for name, value in before[0].items() if name != "valid_until"}
    assert records_of(interview, TITLES.name) == [first, *before[1:]]
    interview.reopen(TITLES)
    sent = lines(interview)
    interview.answer(sent[:1] + sent[2:], places=[0, 2])
    assert records_of(interview, TITLES.name) == [first, before[2]]
    assert not [row for row in interview.review() if "专精特新" in row.key.where]


def test_lines_that_are_called_alike_are_not_mixed_up() -> None:
    """Two payments of one name, of which the second was told as the first."""
    paid: list[Mapping[str, str]] = [
        {"name": "高企奖励", "amount": "5万元", "received_on": "2019-05-01"},
        {"name": "高企奖励", "amount": "10万元", "received_on": "2021-05-01"},
    ]
    interview = begun(registered_in_liaocheng="是", support_received=paid)
    key = Missing("support_received", None)
    interview.reopen(key)
    interview.answer(lines(interview))
    assert records_of(interview, key.name) == paid
    changed(interview, key, 1, "name", "示例奖励")
    assert records_of(interview, key.name) == [paid[0], {**paid[1], "name": "示例奖励"}]


def test_a_list_of_a_year_is_told_anew_of_that_year() -> None:
    """The projects of the year before stood on its page, and became those of the year."""
    told = [{"name": "甲", "year": "2021"}, {"name": "乙", "year": "2022"}]
    interview = begun(registered_in_liaocheng="是", rd_projects={"complete": told, "through": 2022})
    key = Missing("rd_projects", 2022)
    interview.reopen(key)
    assert [line["name"] for line in lines(interview)] == ["乙"]
    changed(interview, key, 0, "name", "丙")
    years = facts_of(interview)["rd_projects"]
    names = {year: [one["name"] for one in part] for year, part in years.items()}
    assert names == {2021: ["甲"], 2022: ["丙"]}


@pytest.mark.few(4)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_sent_as_it_stands_stays_as_it_is(name: str) -> None:
    """Of every kind of list that the complete example tells of."""
    interview = ENGINE.interview(COMPLETE, DAY)
    before = facts_of(interview)
    if not before.get(name):
        pytest.skip("the example tells nothing of it")
    interview.reopen(Missing(name, None))
    sent = lines(interview)
    interview.answer(sent, whole=asked(interview).whole, places=list(range(len(sent))))
    assert facts_of(interview) == before
