"""How what is missing and what a value is are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from huiqi.evaluation.events import undated
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.evaluation.shown import written
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Record, Value

RULES = load_rulebook()


@pytest.mark.parametrize(
    ("missing", "text", "field", "key"),
    [
        (Missing("employees", None), "employees", "", ""),
        (Missing("employees", 2022), "employees[2022]", "", ""),
        (Missing("rd_projects", None, ".other"), "rd_projects.other", "other", ""),
        (Missing("rd_projects", 2022, ".other(甲)"), "rd_projects[2022].other(甲)", "other", "甲"),
        (Missing("works", None, ".other(甲(一))"), "works.other(甲(一))", "other", "甲(一)"),
    ],
)
def test_what_is_missing_is_written_and_read_back(
    missing: Missing, text: str, field: str, key: str
) -> None:
    """A record's name may have brackets of its own."""
    assert str(missing) == text
    assert (missing.field, missing.key) == (field, key)


def test_what_is_missing_is_declared_as_a_fact_a_field_or_a_definition() -> None:
    """A field of a list is declared with the list."""
    projects = RULES.facts["rd_projects"]
    assert declared_of(RULES, Missing("rd_projects", 2022)) is projects
    assert declared_of(RULES, Missing("rd_projects", 2022, ".other")) is projects.fields["other"]
    assert declared_of(RULES, Missing("rd_projects", 2022, ".none")) is None
    assert (
        declared_of(RULES, Missing("rd_super_deduction", 2022))
        is (RULES.definitions["rd_super_deduction"])
    )


def test_the_day_a_record_lacks_is_named_with_the_record() -> None:
    """By its key, where it has one."""
    titles = RULES.facts["recognitions"]
    for key, text in (("甲", "recognitions.recognised_on(甲)"), ("", "recognitions.recognised_on")):
        assert str(undated(titles, Record({}, key))) == text


def number(low: int | None, high: int | None) -> Interval:
    """A range."""
    least, most = (None if end is None else Decimal(end) for end in (low, high))
    return Interval(least, most)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("employees", number(7, 7), "7"),
        ("employees", number(7, 9), "7～9"),
        ("employees", number(7, None), "≥ 7"),
        ("employees", number(None, 9), "≤ 9"),
        ("resident_enterprise", Truth.TRUE, "是"),
        ("resident_enterprise", Truth.FALSE, "否"),
        ("resident_enterprise", Truth.UNKNOWN, "未知"),
        ("employees", NOT_APPLICABLE, "不适用"),
        ("industry_code", Choice(frozenset({"C27", "C26"})), "C26、C27"),
    ],
)
def test_a_value_in_a_message(name: str, value: Value, text: str) -> None:
    """Which end is which shows; several symbols stand in one order."""
    assert written(value, RULES.facts[name].type) == text
