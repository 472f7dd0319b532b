"""Whether a payment received before is one that a rule is about, where not all of it is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.values import Choice, Interval, Record, Records, Value, symbol
from tests.decision.stacking import EACH, FREE, decided, rule, rules, things

#: Under the rule stand m2 and m4; m5 is called as m2 is.
MEASURES = {
    "m1": EACH + "gives: {amount: 10% * t.worth}\n",
    "m2": FREE + "short: {zh: 二号奖, en: second}\ngives: {amount: 0元}\n",
    "m3": FREE + "gives: {amount: 0元}\n",
    "m4": FREE + "short: {zh: 四号奖, en: fourth}\ngives: {amount: 0元}\n",
    "m5": FREE + "short: {zh: 二号奖, en: second}\ngives: {amount: 0元}\n",
}


def excluded(folder: Path, scope: str, **fields: Value) -> bool | None:
    """Whether such a payment excludes the award of 10 yuan for 甲; ``None``: that is not known."""
    book = rules(folder, rule("paid_before", scope, "[m1]", ", against: [m2, m4]"), **MEASURES)
    received = Records((Record(fields, "旧奖"),), complete=True)
    total = decided(book, things=things(甲=100), support_received=received).totals.get("official")
    if total is None:
        return True
    assert total.high == 10
    return {0: None, 10: False}[int(total.low or 0)]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        # By any of its names, as names are compared.
        (Choice(frozenset(("m2",))), True),
        (Choice(frozenset(("测试措施m2",))), True),
        (Choice(frozenset(("Test Measure M4",))), True),
        (Choice(frozenset((" 四号奖\u200b",))), True),
        (Choice(frozenset(("二号奖",))), None),
        (Choice(frozenset(("m3",))), False),
        (Choice(frozenset(("别的",))), False),
        # One of several: all are, none is, some are.
        (Choice(frozenset(("m2", "m4"))), True),
        (Choice(frozenset(("m2", "测试措施m4"))), True),
        (Choice(frozenset(("m1", "m3"))), False),
        (Choice(frozenset(("m3", "别的"))), False),
        (Choice(frozenset(("m2", "m3"))), None),
        (Choice(frozenset(("m2", "别的"))), None),
        # Any, or none at all.
        (Choice(None), None),
        (Choice(frozenset(("m2",)), optional=True), None),
        (Choice(frozenset(("m3",)), optional=True), False),
    ],
)
def test_which_measure_a_payment_was_of(
    tmp_path: Path, measure: Choice, expected: bool | None
) -> None:
    """It excludes where all it may have been exclude, and not where none does."""
    assert excluded(tmp_path, "enterprise", measure=measure) is expected


@pytest.mark.parametrize(
    ("project", "expected"),
    [
        (Choice(frozenset(("甲",))), True),
        (Choice(frozenset(("乙", "丙"))), False),
        (Choice(frozenset(("甲", "乙"))), None),
        (Choice(None), None),
    ],
)
def test_which_project_a_payment_was_for(
    tmp_path: Path, project: Choice, expected: bool | None
) -> None:
    """One of several, none of which is this one, is another."""
    assert excluded(tmp_path, "project", measure=symbol("m2"), project=project) is expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("2023-01-01", "2023-06-19", True),
        ("2021-01-01", "2022-12-31", False),
        ("2022-12-31", "2023-01-01", None),
        (None, "2022-12-31", False),
        ("2023-01-01", None, None),
    ],
)
def test_in_which_year_a_payment_was_made(
    tmp_path: Path, low: str | None, high: str | None, expected: bool | None
) -> None:
    """Days of earlier years are not of this one, although it is not known which."""
    first, last = (None if end is None else date.fromisoformat(end) for end in (low, high))
    day = Interval(first, last)
    assert excluded(tmp_path, "year", measure=symbol("m2"), received_on=day) is expected
