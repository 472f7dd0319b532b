"""Uplifts in a combination: paid on what is taken, and chosen with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations as subsets
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from huiqi.decision.results import Decision
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Interval, exactly
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


# ---- every choice there is


class Case(NamedTuple):
    """Measures by what they pay (``a``, ``b``, ``d`` yuan, or a share of others), and the rules."""

    amounts: dict[str, str]
    shares: dict[str, tuple[tuple[str, ...], Fraction]]
    apart: tuple[tuple[str, str], ...] = ()
    limits: tuple[tuple[tuple[str, ...], int], ...] = ()

    def rulebook(self, folder: Path) -> Rulebook:
        """The rules as they are written."""
        listed = [
            rule("choice", "enterprise", f"[{one}, {other}]").replace("r:", f"r{one}{other}:", 1)
            for one, other in self.apart
        ]
        listed += [
            rule("ceiling", "year", f"[{', '.join(names)}]", f", at_most: {limit}元").replace(
                "r:", f"c{names[0]}:", 1
            )
            for names, limit in self.limits
        ]
        measures = {name: FREE + f"gives: {{amount: {of}}}\n" for name, of in self.amounts.items()}
        for name, (names, rate) in self.shares.items():
            uplift = f"{{of: [{', '.join(names)}], rate: {float(rate)}}}"
            measures[name] = FREE + f"gives: {{uplift: {uplift}}}\n"
        return rules(folder, "\n".join(listed), **measures)

    def paid(self, chosen: Sequence[str], worth: Mapping[str, int]) -> Fraction:
        """What a set comes to: one after the other, an uplift after its base, up to the limits."""
        left = {names: Fraction(limit) for names, limit in self.limits}
        found: dict[str, Fraction] = {}
        for name in sorted(chosen, key=lambda name: (name in self.shares, name)):
            if name in self.shares:
                names, rate = self.shares[name]
                amount = rate * sum(found.get(each, Fraction(0)) for each in names)
            else:
                amount = Fraction(worth[name])
            amount = min([amount, *(rest for names, rest in left.items() if name in names)])
            left = {names: rest - amount * (name in names) for names, rest in left.items()}
            found[name] = amount
        return sum(found.values(), Fraction(0))

    def best(self, worth: Mapping[str, int]) -> Fraction:
        """The most of all sets of which no two are apart."""
        everything = [*self.amounts, *self.shares]
        return max(
            self.paid(chosen, worth)
            for size in range(len(everything) + 1)
            for chosen in subsets(everything, size)
            if not any(one in chosen and other in chosen for one, other in self.apart)
        )


FIFTH, THIRD = Fraction(1, 5), Fraction(3, 10)
FLAT = {"m1": "a * 1元", "m2": "b", "m3": "d * 1元"}
CASES = {
    "two bases": Case(FLAT, {"u": (("m1", "m2"), FIFTH)}, (("m1", "m3"),)),
    "two uplifts": Case(
        FLAT, {"u": (("m1", "m2"), FIFTH), "v": (("m1",), THIRD)}, (("m1", "m3"), ("m2", "m3"))
    ),
    "an uplift apart": Case(
        FLAT, {"u": (("m1", "m2"), FIFTH), "v": (("m1",), THIRD)}, (("u", "m3"), ("m1", "m3"))
    ),
    "its base limited": Case(
        FLAT, {"u": (("m1", "m2"), FIFTH)}, (("m2", "m3"),), ((("m1", "m2"), 50),)
    ),
    "one of its bases limited": Case(
        FLAT, {"u": (("m1", "m2"), FIFTH)}, (("m2", "m3"),), ((("m1",), 30),)
    ),
    "limited with another": Case(
        FLAT, {"u": (("m1",), FIFTH)}, (("m1", "m3"),), ((("m1", "m2"), 50),)
    ),
    "itself limited": Case(FLAT, {"u": (("m1", "m2"), FIFTH)}, (("m1", "m3"),), ((("u",), 9),)),
    "limited with its base": Case(
        FLAT, {"a0": (("m1", "m2"), FIFTH)}, (("m1", "m3"),), ((("a0", "m1"), 45),)
    ),
    "limited with what is weaker": Case(
        FLAT, {"a0": (("m1", "m2"), FIFTH)}, (("m1", "m3"),), ((("a0", "m3"), 45),)
    ),
}


#: What is known of ``b``: one amount, or from one to another.
RANGES = ((0, 0), (25, 25), (50, 50), (0, 50), (25, 50))


@pytest.mark.parametrize("name", CASES)
def test_the_best_of_every_choice(tmp_path: Path, name: str) -> None:
    """What is called proved is the most of all permitted sets, of what is sure and of what is
    possible; what is not has its bound beyond; and what is taken comes to what its awards do.
    """
    case = CASES[name]
    book = case.rulebook(tmp_path)
    proved = 0
    for a, (low, high), d in product((0, 20, 40), RANGES, (0, 30, 60)):
        ends = [{"m1": a, "m2": end, "m3": d} for end in (low, high)]
        b = Interval(Decimal(low), Decimal(high))
        permitted = decided(
            book, a=exactly(Decimal(a)), b=b, d=exactly(Decimal(d))
        ).combinations.permitted
        chosen = [award.measure for award in permitted.taken]
        sure, possible = (case.best(worth) for worth in ends)
        own = sum((Fraction(award.low) for award in permitted.taken), Fraction(0))
        most = sum((Fraction(award.high or 0) for award in permitted.taken), Fraction(0))
        assert [own, most] == [case.paid(chosen, worth) for worth in ends], ends
        if permitted.unproved is None:
            proved += 1
            assert (own, permitted.most) == (sure, possible), ends
        else:
            assert permitted.unproved.sure is not None
            assert permitted.unproved.most is not None
            assert own <= sure <= permitted.unproved.sure, ends
            assert most <= possible <= permitted.unproved.most, ends
    assert proved


def test_an_uplift_with_a_cap_of_its_own(tmp_path: Path) -> None:
    """A fifth of 60 and 40, and at most 15: of the 40 alone it is not 15 times 0.4, but is at most
    the 15; nothing of it is sure, and what is chosen is not called the best.
    """
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m3]"),
        **paying("amount: 60元", "amount: 40元", "amount: 80元"),
        u=FREE
        + "gives: {uplift: {of: [m1, m2], rate: 20%}, caps: [{at_most: 15元, per: enterprise}]}\n",
    )
    permitted = decided(book).combinations.permitted
    ends: dict[str, object] = {a.measure: (a.low, a.high) for a in permitted.taken}
    assert ends == {"m2": (40, 40), "m3": (80, 80), "u": (0, 15)}
    assert permitted.unproved is not None
    assert permitted.unproved.most == 135


def test_an_uplift_with_a_cap_of_its_own_on_all_of_its_base(tmp_path: Path) -> None:
    """Where all of it is taken, the uplift is what it was worked out to be: 60, 40 and 15."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m3]"),
        **paying("amount: 60元", "amount: 40元", "amount: 50元"),
        u=FREE
        + "gives: {uplift: {of: [m1, m2], rate: 20%}, caps: [{at_most: 15元, per: enterprise}]}\n",
    )
    permitted = decided(book).combinations.permitted
    assert {award.measure: award.low for award in permitted.taken} == {"m1": 60, "m2": 40, "u": 15}
    assert permitted.unproved is None
    assert permitted.most == 115


def test_an_uplift_in_no_proportion_that_is_paid_in_full(tmp_path: Path) -> None:
    """20 and 25 to 50 under a ceiling of 50, with a fifth of the 20: 49 are sure, 54 possible, and
    nothing can pass either.
    """
    book = CASES["limited with another"].rulebook(tmp_path)
    b = Interval(Decimal(25), Decimal(50))
    permitted = decided(
        book, a=exactly(Decimal(20)), b=b, d=exactly(Decimal(0))
    ).combinations.permitted
    assert permitted.totals["official"].low == 49
    assert permitted.most == 54
    assert permitted.unproved is None


@pytest.mark.parametrize(("other", "sure", "best"), [(20, 30, True), (100, 100, False)])
def test_an_uplift_on_what_has_no_known_end(
    tmp_path: Path, other: int, sure: int, best: bool
) -> None:
    """A fifth of at least 25; beside 100 in their place nothing of the fifth is sure."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m2]"),
        **paying("amount: b", f"amount: {other}元"),
        u=UPLIFT,
    )
    permitted = decided(book, b=Interval(Decimal(25), None)).combinations.permitted
    assert permitted.totals["official"].low == sure
    assert permitted.most is None
    assert (permitted.unproved is None) is best
