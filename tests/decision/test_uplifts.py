"""Uplifts in a combination: paid on what is taken, and chosen with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.decision.results import Decision
from tests.decision.stacking import EACH, FREE, decided, paying, payment, rule, rules, taken, things


def test_an_uplift_is_paid_on_what_is_taken(tmp_path: Path) -> None:
    """A fifth of 100 and 60; where only the 100 may be had, a fifth of 100."""
    uplift = FREE + "gives: {uplift: {of: [m1, m2], rate: 20%}}\n"
    measures = {**paying("amount: 100元", "amount: 60元"), "u": uplift}
    book = rules(tmp_path, rule("unknown", "year", "[m1, m2]", source="guess"), **measures)
    combinations = decided(book).combinations
    assert combinations.permitted.totals["official"].low == 160 + 32
    assert combinations.cautious is not None
    assert combinations.cautious.totals["official"].low == 100 + 20


def test_an_uplift_is_a_share_of_what_was_capped(tmp_path: Path) -> None:
    """300 and 400 under a cap of 500: a fifth is 100, though the two stand apart; where the 400
    may not be had, a fifth of 300.
    """
    measures = {
        "m1": EACH + "gives: {amount: t.worth, caps: [{at_most: 500元, per: enterprise}]}\n",
        "u": FREE + "gives: {uplift: {of: [m1], rate: 20%}}\n",
        "m2": EACH + "gives: {amount: 0.01 * t.worth}\n",
    }
    book = rules(tmp_path, rule("paid_before", "project", "[m1]", ", against: [m2]"), **measures)
    worths = things(甲=300, 乙=400)

    def uplift(decision: Decision) -> object:
        by_id = {award.measure: award for award in decision.combinations.permitted.taken}
        return (by_id["u"].low, by_id["u"].high)

    assert uplift(decided(book, things=worths)) == (100, 100)
    before = payment(measure="m2", project="乙")
    assert uplift(decided(book, things=worths, support_received=before)) == (60, 60)


UPLIFT = FREE + "gives: {uplift: {of: [m1], rate: 20%}}\n"


def test_an_uplift_is_worth_what_it_is_paid_on(tmp_path: Path) -> None:
    """100 with a fifth on it is more than 110 beside which the fifth is of nothing."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        **paying("amount: 100元", "amount: 110元"),
        u=UPLIFT,
    )
    permitted = decided(book).combinations.permitted
    assert {award.measure for award in permitted.taken} == {"m1", "u"}
    assert permitted.totals["official"].low == 120
    assert permitted.most == 120
    assert permitted.most_by == ()
    assert permitted.unproved is None


@pytest.mark.parametrize(("second", "best"), [(119, 120), (121, 121)])
def test_an_uplift_on_what_is_capped(tmp_path: Path, second: int, best: int) -> None:
    """Two things of 80 under a cap of 100: with a fifth on it 120, to the yuan."""
    stacking = rule("choice", "enterprise", "[m1, m2]") + "\n"
    # By the thing: so that the cap is a ceiling over two awards.
    stacking += rule("higher", "project", "[m1]", ", against: [m3]").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        m1=EACH + "gives: {amount: t.worth, caps: [{at_most: 100元, per: enterprise}]}\n",
        m2=FREE + f"gives: {{amount: {second}元}}\n",
        m3=FREE + "gives: {amount: 0元}\n",
        u=UPLIFT,
    )
    permitted = decided(book, things=things(甲=80, 乙=80)).combinations.permitted
    assert permitted.totals["official"].low == best
    assert permitted.most == best
    assert permitted.unproved is None


@pytest.mark.parametrize(("second", "proved"), [(110, False), (10, True)])
def test_an_uplift_in_no_proportion(tmp_path: Path, second: int, proved: bool) -> None:
    """Its base shares a ceiling with something else: what is found is called the best only where
    the uplift is paid in full.
    """
    stacking = rule("choice", "enterprise", "[m1, m2]") + "\n"
    stacking += rule("ceiling", "year", "[m1, m3]", ", at_most: 100元").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        **paying("amount: 100元", f"amount: {second}元", "amount: 50元"),
        u=UPLIFT,
    )
    permitted = decided(book).combinations.permitted
    # m1 and m3 come to 100, with a fifth of the 100; m2 and m3 to 160, with a fifth of nothing.
    assert permitted.totals["official"].low == (120 if proved else 160)
    assert (permitted.unproved is None) is proved
    if permitted.unproved is not None:
        assert permitted.unproved.sure is not None
        assert permitted.unproved.sure >= 160


def test_two_uplifts_on_one_base(tmp_path: Path) -> None:
    """100 with a fifth and 30% on it are more than 140."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        **paying("amount: 100元", "amount: 140元"),
        u=UPLIFT,
        v=UPLIFT.replace("20%", "30%"),
    )
    permitted = decided(book).combinations.permitted
    assert permitted.totals["official"].low == 150
    assert permitted.unproved is None


def test_an_uplift_that_is_itself_excluded(tmp_path: Path) -> None:
    """Of the fifth, 20, and 15 beside it the larger; both rest on the 100."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[u]", ", against: [m2]"),
        **paying("amount: 100元", "amount: 15元"),
        u=UPLIFT,
    )
    assert taken(decided(book)) == {("m1", None), ("u", None)}


def test_an_uplift_that_is_itself_limited(tmp_path: Path) -> None:
    """100 with 15 of the fifth are less than 116."""
    stacking = rule("choice", "enterprise", "[m1, m2]") + "\n"
    stacking += rule("ceiling", "year", "[u, m3]", ", at_most: 15元").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        **paying("amount: 100元", "amount: 116元"),
        m3=FREE.replace("a >= 0", "a >= 5") + "gives: {amount: 9元}\n",
        u=UPLIFT,
    )
    assert decided(book).combinations.permitted.totals["official"].low == 116
