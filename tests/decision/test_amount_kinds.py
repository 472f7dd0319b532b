"""An amount that is not named, one not known and one not due are told apart, and from figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import AmountKind
from huiqi.engine import Engine
from huiqi.values import Interval, Value
from tests.decision.small import AS_OF, profile, rulebook
from tests.decision.test_amounts import FREE, money

ENOUGH = "requires: {id: enough, text: {zh: 够, en: enough}, if: a >= 3}\n"


@pytest.mark.parametrize(
    ("body", "facts", "kind"),
    [
        # A title, or a measure of which no figure is published.
        (ENOUGH, {"a": money(3)}, AmountKind.NONE),
        (ENOUGH, {"a": money(2)}, AmountKind.NONE),
        # The source names a figure, which rests on a fact that nobody stated.
        (ENOUGH + "gives: {amount: 2 * b}\n", {"a": money(3)}, AmountKind.UNKNOWN),
        # Of a share of what is not known, no limit is known either.
        (ENOUGH + "gives: {at_most: 5% * b}\n", {"a": money(3)}, AmountKind.UNKNOWN),
        # The pool that many share bounds no one of them.
        (
            ENOUGH + "gives: {amount: 2 * b, shared_from: 8元}\n",
            {"a": money(3), "b": money(100)},
            AmountKind.UNKNOWN,
        ),
        (
            ENOUGH + "gives: {amount: 2 * b, shared_from: 8元}\n",
            {"a": money(3), "b": money(1)},
            AmountKind.RANGE,
        ),
        (ENOUGH + "gives: {amount: 2 * b}\n", {"a": money(2)}, AmountKind.NOT_DUE),
        (ENOUGH + "gives: {at_most: 5万元}\n", {"a": money(2)}, AmountKind.NOT_DUE),
        (ENOUGH + "gives: {amount: 2 * b}\n", {"a": money(3), "b": money(7)}, AmountKind.EXACT),
        # Nothing, worked out, is a figure as well.
        (ENOUGH + "gives: {amount: 2 * b}\n", {"a": money(3), "b": money(0)}, AmountKind.EXACT),
        (ENOUGH + "gives: {amount: 2 * b}\n", {"b": money(7)}, AmountKind.RANGE),
        (
            FREE + "gives: {amount: 2 * b}\n",
            {"a": money(3), "b": Interval(money(1).low, None)},
            AmountKind.RANGE,
        ),
        (ENOUGH + "gives: {at_most: 5万元}\n", {"a": money(3)}, AmountKind.AT_MOST),
    ],
)
def test_what_is_said_of_an_amount(
    tmp_path: Path, body: str, facts: dict[str, Value], kind: AmountKind
) -> None:
    """Of each of them one word."""
    book = rulebook(tmp_path, m=body)
    assert decide_measures(book, profile(**facts), AS_OF)["m"].amount_kind is kind


def test_nothing_is_due_by_a_document_that_has_ended(tmp_path: Path) -> None:
    """Whatever it would come to."""
    book = rulebook(tmp_path, m=ENOUGH + "gives: {amount: 7元}\n")
    decision = decide_measures(book, profile(a=money(3)), AS_OF.replace(year=2024))
    assert decision["m"].amount_kind is AmountKind.NOT_DUE


@pytest.mark.parametrize(
    ("investment", "of_told"),
    [
        ("2600万元", 2_600_000),
        ("<= 2600万元", 2_600_000),
        ("2000万元..2600万元", 2_600_000),
        # The least alone bounds nothing.
        (">= 2000万元", None),
        (None, None),
    ],
)
def test_what_is_told_as_the_most_bounds_what_was_told_of(
    investment: str | None, of_told: int | None
) -> None:
    """Of a project of which the audit is still to come 金额未知 was told, where there may be other
    projects; a tenth of the most is the most of this one.
    """
    project = {"name": "甲"}
    if investment is not None:
        project["audited_equipment_and_software"] = investment
    facts = {"registered_in_liaocheng": True, "renovation_projects": {"at_least": [project]}}
    day = date(2026, 11, 30)
    with Engine.load(compare=False) as engine:
        firm = engine.read_enterprise({"enterprise": "示例企业", "facts": facts}, day).enterprise
        amount = engine.check(firm, day)["technical-renovation"].amount
    assert amount is not None
    assert amount.of_told == of_told
    assert amount.high is None
