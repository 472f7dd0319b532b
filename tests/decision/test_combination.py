"""What is taken of what may be had together: what is sure, then what is possible."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.values import Interval, Value
from tests.decision.small import rulebook
from tests.decision.stacking import EACH, FREE, decided, paying, payment, rule, rules, taken, things

LESS = ", at_most: 100元, less: got"


def test_the_one_thing_that_earns_is_known_by_its_key(tmp_path: Path) -> None:
    """Of two things one earns nothing: the rule still knows that the other is the same."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1, m2]"),
        m1=EACH.replace(">= 0元", ">= 50元") + "gives: {amount: 10% * t.worth}\n",
        m2=EACH + "gives: {amount: 20% * t.worth}\n",
    )
    combinations = decided(book, things=things(甲=100, 乙=40)).combinations
    assert combinations.cautious is None
    assert combinations.permitted.totals["official"].low == 28
    assert [item.award.key for item in combinations.permitted.left_out] == ["甲"]


@pytest.mark.parametrize(
    ("cap", "high"), [("", None), (", caps: [{at_most: 25元, per: enterprise}]", 25)]
)
def test_what_a_list_does_not_tell_may_earn_too(tmp_path: Path, cap: str, high: int | None) -> None:
    """At least these two: what they come to is sure, and only a cap bounds the rest."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1]", ", against: [m2]"),
        m1=EACH + f"gives: {{amount: 10% * t.worth{cap}}}\n",
        m2=FREE + "gives: {amount: 0元}\n",
    )
    for worths, low in (({"甲": 100, "乙": 100}, 20), ({"甲": 100}, 10)):
        known = replace(things(**worths), complete=False)
        total = decided(book, things=known).totals["official"]
        assert total.low == low
        assert total.high == high


def test_what_a_list_does_not_tell_is_sure_of_nothing(tmp_path: Path) -> None:
    """The better measure for the two that are known; what more there may be is not sure."""
    book = rules(
        tmp_path,
        rule("higher", "project", "[m1, m2]"),
        m1=EACH + "gives: {amount: 10% * t.worth}\n",
        m2=EACH + "gives: {amount: 20% * t.worth}\n",
    )
    known = replace(things(甲=100, 乙=100), complete=False)
    total = decided(book, things=known).totals["official"]
    assert total.low == 40
    assert total.high is None


def test_one_record_gives_its_key(tmp_path: Path) -> None:
    """Without any rule by the thing: one thing names the award, two do not."""
    book = rulebook(tmp_path, m1=EACH + "gives: {amount: t.worth}\n")
    assert taken(decided(book, things=things(甲=100))) == {("m1", "甲")}
    assert taken(decided(book, things=things(甲=100, 乙=100))) == {("m1", None)}


def test_a_ceiling_of_its_own_that_is_not_known(tmp_path: Path) -> None:
    """Two of 80 under a cap of 50 to 100: 50 are sure, so 60 are preferred; it may be 100."""
    stacking = rule("choice", "enterprise", "[m1, m2]") + "\n"
    stacking += rule("higher", "project", "[m1]", ", against: [m3]").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        m1=EACH + "gives: {amount: t.worth, caps: [{at_most: b, per: enterprise}]}\n",
        m2=FREE + "gives: {amount: 60元}\n",
        m3=FREE + "gives: {amount: 0元}\n",
    )
    facts: dict[str, Value] = {"b": Interval(Decimal(50), Decimal(100))}
    permitted = decided(book, things=things(甲=80, 乙=80), **facts).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    assert permitted.most == 100
    assert [award.key for award in permitted.most_by] == ["甲", "乙"]


def test_what_earns_nothing_hides_nothing_after_it(tmp_path: Path) -> None:
    """A measure without an amount, one not met, and another's money stand before what is had."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m4]"),
        m1=FREE,
        m2=FREE.replace("a >= 0", "a >= 5") + "gives: {amount: 9元}\n",
        m3="recipient: cluster\n" + FREE + "gives: {amount: 9元}\n",
        m4=FREE + "gives: {amount: 7元}\n",
    )
    assert taken(decided(book)) == {("m4", None)}


def test_of_a_limit_nothing_is_sure(tmp_path: Path) -> None:
    """最高 9 beside a sure 1: the 1 is taken, and the 9 may be."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        m1=FREE + "gives: {at_most: 9元}\n",
        m2=FREE + "gives: {amount: 0.5元}\n",
    )
    permitted = decided(book).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    (most_by,) = permitted.most_by
    assert most_by.low == 0
    assert most_by.high == 9


def test_what_is_not_known_is_not_sure(tmp_path: Path) -> None:
    """A list that may hold anything: nothing of it is sure, and half a yuan is preferred."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        m1=EACH + "gives: {amount: t.worth}\n",
        m2=FREE + "gives: {amount: 0.5元}\n",
    )
    permitted = decided(book).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    assert permitted.most is None


GONE = rule("paid_before", "enterprise", "[m1]", ", against: [m9]").replace("r:", "g:", 1)


@pytest.mark.parametrize(("gone", "left"), [("m1", "m2"), ("m2", "m1")])
def test_what_is_gone_leaves_nothing_unsettled(tmp_path: Path, gone: str, left: str) -> None:
    """Whether it may be had beside another is no question where it is not had at all."""
    book = rules(
        tmp_path,
        rule("unknown", "year", "[m1, m2]", source="guess")
        + "\n"
        + GONE.replace("[m1]", f"[{gone}]"),
        **paying("amount: 100元", "amount: 60元"),
        m9=FREE + "gives: {amount: 0元}\n",
    )
    combinations = decided(book, support_received=payment(measure="m9")).combinations
    assert combinations.cautious is None
    assert combinations.open == ()
    assert {award.measure for award in combinations.permitted.taken} == {left}


@pytest.mark.parametrize(("other", "better"), [("99.5", "m2"), ("99.7", "m2"), ("99.9", "m4")])
def test_what_is_gone_counts_for_nothing(tmp_path: Path, other: str, better: str) -> None:
    """Neither for nor against what shares a ceiling with it: of 99.8 and another the larger."""
    stacking = "\n".join(
        (
            rule("ceiling", "year", "[m1, m2]", ", at_most: 99.8元"),
            rule("choice", "enterprise", "[m2, m4]").replace("r:", "s:", 1),
            GONE,
        )
    )
    book = rules(
        tmp_path,
        stacking,
        **paying("amount: 50元", "amount: 100元"),
        m4=FREE + f"gives: {{amount: {other}元}}\n",
        m9=FREE + "gives: {amount: 0元}\n",
    )
    permitted = decided(book, support_received=payment(measure="m9")).combinations.permitted
    assert {award.measure for award in permitted.taken} == {better}


def test_most_is_the_best_that_may_come(tmp_path: Path) -> None:
    """What is sure is preferred; that another set may come to more is told apart."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        m1=FREE + "gives: {amount: 50元}\n",
        m2=FREE + "gives: {amount: b}\n",
    )
    facts: dict[str, Value] = {"b": Interval(Decimal(0), Decimal(80))}
    permitted = decided(book, **facts).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m1"]
    assert permitted.most == 80
    assert [award.measure for award in permitted.most_by] == ["m2"]


def test_of_what_is_equally_sure_the_one_that_may_come_to_more(tmp_path: Path) -> None:
    """50 is as sure as 50 to 80: the second is taken, though it stands later."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        m1=FREE + "gives: {amount: 50元}\n",
        m2=FREE + "gives: {amount: b}\n",
    )
    permitted = decided(book, b=Interval(Decimal(50), Decimal(80))).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    assert permitted.most == 80
    assert permitted.most_by == ()


def test_of_what_may_come_to_as_much_the_surer_one(tmp_path: Path) -> None:
    """0 to 80 and 40 to 80 may both come to 80: told is the second; 45 is sure, and is taken."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2, m3]"),
        m1=FREE + "gives: {amount: b}\n",
        m2=FREE + "gives: {amount: 40元 + 0.5 * b}\n",
        m3=FREE + "gives: {amount: 45元}\n",
    )
    permitted = decided(book, b=Interval(Decimal(0), Decimal(80))).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m3"]
    assert permitted.most == 80
    assert [award.measure for award in permitted.most_by] == ["m2"]


def test_a_ceiling_that_is_not_known_may_leave_nothing(tmp_path: Path) -> None:
    """Under a ceiling of 0 to 100 nothing is sure: 30 beside it is, and is preferred."""
    stacking = rule("ceiling", "year", "[m1, m2]", LESS) + "\n"
    stacking += rule("choice", "enterprise", "[m3]", ", against: [m1, m2]").replace("r:", "s:", 1)
    book = rules(tmp_path, stacking, **paying("amount: 60元", "amount: 60元", "amount: 30元"))
    permitted = decided(book).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m3"]
    assert permitted.most == 100
    assert [award.measure for award in permitted.most_by] == ["m1", "m2"]


def test_what_brings_nothing_more_is_still_taken(tmp_path: Path) -> None:
    """Where one fills the ceiling the other pays nothing, and no rule keeps it out."""
    book = rules(
        tmp_path,
        rule("ceiling", "year", "[m1, m2]", ", at_most: 100元"),
        **paying("amount: 60元", "amount: 100元"),
    )
    decision = decided(book)
    assert taken(decision) == {("m1", None), ("m2", None)}
    assert decision.combinations.permitted.left_out == ()
    assert decision.totals["official"].low == 100


def pairs(*listed: tuple[int, int]) -> str:
    """A rule for each two measures of which only one may be had."""
    return "\n".join(
        rule("choice", "enterprise", f"[m{one}, m{other}]").replace("r:", f"r{one}{other}:", 1)
        for one, other in listed
    )


@pytest.mark.parametrize(
    ("amounts", "listed", "best"),
    [
        # The third fills the ceiling: the second adds nothing under it, and nothing keeps it out.
        ((30, 10, 30, 20, 10), [(1, 2), (1, 5), (2, 4), (3, 4)], {"m2", "m3", "m5"}),
        # The first does: so the fifth.
        ((20, 10, 10, 30, 20, 10), [(1, 3), (2, 6), (3, 5), (4, 5), (4, 6)], {"m1", "m5", "m6"}),
    ],
)
def test_what_nothing_taken_excludes_is_taken_too(
    tmp_path: Path, amounts: tuple[int, ...], listed: list[tuple[int, int]], best: set[str]
) -> None:
    """Under a ceiling over all but the last of the measures."""
    under = ", ".join(f"m{n}" for n in range(1, len(amounts)))
    stacking = rule("ceiling", "year", f"[{under}]", ", at_most: 20元") + "\n"
    book = rules(
        tmp_path,
        stacking + pairs(*listed),
        **paying(*(f"amount: {amount}元" for amount in amounts)),
    )
    permitted = decided(book).combinations.permitted
    assert permitted.totals["official"].low == 30
    assert {award.measure for award in permitted.taken} == best


def test_what_is_taken_instead_excludes_it(tmp_path: Path) -> None:
    """Of what is taken that which excludes it, by the first rule that says so, and no more."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]", ", against: [m3, m4]") + "\n" + pairs((5, 3)),
        **paying(*(f"amount: {amount}元" for amount in (1, 2, 30, 40, 5, 60))),
    )
    permitted = decided(book).combinations.permitted
    assert {award.measure for award in permitted.taken} == {"m3", "m4", "m6"}
    assert {
        item.award.measure: (item.rule.id, {award.measure for award in item.instead})
        for item in permitted.left_out
    } == {"m1": ("r", {"m3", "m4"}), "m2": ("r", {"m3", "m4"}), "m5": ("r53", {"m3"})}
    assert [item.award.measure for item in permitted.left_out] == ["m1", "m2", "m5"]


def test_a_cap_of_its_own_comes_before_one_over_several(tmp_path: Path) -> None:
    """Two of 80 under a cap of 100, and 60, under 120 in all: 100 and 20."""
    stacking = rule("ceiling", "year", "[m1, m2]", ", at_most: 120元") + "\n"
    # By the thing: so that the cap is a ceiling over two awards.
    stacking += rule("higher", "project", "[m1]", ", against: [m3]").replace("r:", "s:", 1)
    book = rules(
        tmp_path,
        stacking,
        m1=EACH + "gives: {amount: t.worth, caps: [{at_most: 100元, per: enterprise}]}\n",
        m2=FREE + "gives: {amount: 60元}\n",
        m3=FREE + "gives: {amount: 0元}\n",
    )
    permitted = decided(book, things=things(甲=80, 乙=80)).combinations.permitted
    assert permitted.totals["official"].low == 120
    assert {award.measure: award.low for award in permitted.taken if award.measure == "m2"} == {
        "m2": 20
    }


@pytest.mark.parametrize(("second", "high"), [("amount: 30元", 100), ("at_most: 30元", 100)])
def test_a_ceiling_ends_what_has_no_known_end(tmp_path: Path, second: str, high: int) -> None:
    """At least 25 and without a known end, and 30 beside it: under a ceiling of 100 no more."""
    book = rules(
        tmp_path,
        rule("ceiling", "year", "[m1, m2]", ", at_most: 100元"),
        **paying("amount: b", second),
    )
    permitted = decided(book, b=Interval(Decimal(25), None)).combinations.permitted
    assert permitted.most == high
    total = permitted.totals["official"]
    assert sum(end for end in (total.high, total.at_most) if end is not None) == high
    assert [award.high for award in permitted.taken if award.measure == "m1"] == [100]


OPEN = FREE.replace("a >= 0", "c")


@pytest.mark.parametrize("open_gives", ["{amount: 1 * b}", "{at_most: 900元}", "{amount: 900元}"])
def test_what_is_open_does_not_stand_before_what_qualifies(tmp_path: Path, open_gives: str) -> None:
    """At most 9 of what qualifies, or 900, or nobody knows how much, of what may not: the 9 are
    told, and that it may come to more by the other.
    """
    book = rules(
        tmp_path,
        rule("higher", "enterprise", "[m1, m2]"),
        m1=OPEN + f"gives: {open_gives}\n",
        m2=FREE + "gives: {at_most: 9元}\n",
    )
    permitted = decided(book).combinations.permitted
    assert [award.measure for award in permitted.taken] == ["m2"]
    assert permitted.totals["official"].at_most == 9
    assert [award.measure for award in permitted.most_by] == ["m1"]


def test_among_what_is_open_the_larger_is_taken(tmp_path: Path) -> None:
    """Nothing qualifies: what could come to more stands for both."""
    book = rules(
        tmp_path,
        rule("higher", "enterprise", "[m1, m2]"),
        m1=OPEN + "gives: {at_most: 9元}\n",
        m2=OPEN + "gives: {at_most: 90元}\n",
    )
    assert taken(decided(book)) == {("m2", None)}
