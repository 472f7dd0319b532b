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

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Interval, Records, exactly
from tests.decision.small import AS_OF, profile
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


def test_an_uplift_on_what_may_be_any_amount(tmp_path: Path) -> None:
    """A fifth of 100 or more is 20 or more, where it has to be chosen as well."""
    choice = rule("choice", "enterprise", "[m1, m2]") + "\n"
    measures = {**paying("amount: b", "amount: 10元"), "u": UPLIFT}
    some = Interval(Decimal(100), None)
    book = rules(tmp_path, choice, **measures)
    permitted = decided(book, b=some).combinations.permitted
    (uplift,) = (award for award in permitted.taken if award.measure == "u")
    assert uplift.low == 20
    assert uplift.high is None
    assert permitted.totals["official"].low == 120
    assert permitted.totals["official"].high is None


def test_an_uplift_on_what_has_an_open_ceiling(tmp_path: Path) -> None:
    """100 under a ceiling of at least 60, with a fifth on what is left of it: 72 to 120."""
    stacking = rule("choice", "enterprise", "[m1, m2]") + "\n"
    stacking += rule("ceiling", "year", "[m1]", ", at_most: b").replace("r:", "s:", 1)
    book = rules(tmp_path, stacking, **paying("amount: 100元", "amount: 10元"), u=UPLIFT)
    decision = decided(book, b=Interval(Decimal(60), None))
    total = decision.combinations.permitted.totals["official"]
    assert total.low == 72
    assert total.high == 120


# ---- every choice there is


class Case(NamedTuple):
    """Measures by what they pay (``a``, ``b``, ``d`` yuan, or a share of others), and the rules."""

    amounts: dict[str, str]
    shares: dict[str, tuple[tuple[str, ...], Fraction]]
    apart: tuple[tuple[str, str], ...] = ()
    limits: tuple[tuple[tuple[str, ...], int], ...] = ()
    #: Of these it is not known whether they are had: nothing of them is sure.
    doubtful: tuple[str, ...] = ()
    #: Each uplift is in proportion to its base, or never passes its limit: all is proved.
    straight: bool = True

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
        for name in self.doubtful:
            measures[name] = measures[name].replace("a >= 0", "c")
        return rules(folder, "\n".join(listed), **measures)

    def paid(self, chosen: Sequence[str], worth: Mapping[str, int], sure: bool) -> Fraction:
        """What a set comes to: one after the other, an uplift after its base, up to the limits."""
        left = {names: Fraction(limit) for names, limit in self.limits}
        found: dict[str, Fraction] = {}
        for name in sorted(chosen, key=lambda name: (name in self.shares, name)):
            if sure and name in self.doubtful:
                amount = Fraction(0)
            elif name in self.shares:
                names, rate = self.shares[name]
                amount = rate * sum(found.get(each, Fraction(0)) for each in names)
            else:
                amount = Fraction(worth[name])
            amount = min([amount, *(rest for names, rest in left.items() if name in names)])
            left = {names: rest - amount * (name in names) for names, rest in left.items()}
            found[name] = amount
        return sum(found.values(), Fraction(0))

    def best(self, worth: Mapping[str, int], sure: bool) -> Fraction:
        """The most of all sets of which no two are apart."""
        everything = [*self.amounts, *self.shares]
        return max(
            self.paid(chosen, worth, sure)
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
        FLAT,
        {"u": (("m1", "m2"), FIFTH), "v": (("m1",), THIRD)},
        (("u", "m3"), ("m1", "m3")),
        straight=False,
    ),
    "its base limited": Case(
        FLAT, {"u": (("m1", "m2"), FIFTH)}, (("m2", "m3"),), ((("m1", "m2"), 50),)
    ),
    "one of its bases limited": Case(
        FLAT, {"u": (("m1", "m2"), FIFTH)}, (("m2", "m3"),), ((("m1",), 30),)
    ),
    "limited with another": Case(
        FLAT,
        {"u": (("m1",), FIFTH)},
        (("m1", "m3"),),
        ((("m1", "m2"), 50),),
        straight=False,
    ),
    "itself limited": Case(
        FLAT, {"u": (("m1", "m2"), FIFTH)}, (("m1", "m3"),), ((("u",), 9),), straight=False
    ),
    "limited with its base": Case(
        FLAT, {"a0": (("m1", "m2"), FIFTH)}, (("m1", "m3"),), ((("a0", "m1"), 45),), straight=False
    ),
    "limited with what is weaker": Case(
        FLAT, {"a0": (("m1", "m2"), FIFTH)}, (("m1", "m3"),), ((("a0", "m3"), 45),), straight=False
    ),
    "a limit elsewhere": Case(FLAT, {"u": (("m1",), FIFTH)}, (("m1", "m2"),), ((("m3",), 40),)),
    "one that never reaches its limit, then another": Case(
        FLAT, {"u": (("m3",), FIFTH), "v": (("m1",), THIRD)}, (("m1", "m2"),), ((("u",), 15),)
    ),
    "one that may not be had, then another": Case(
        FLAT, {"u": (("m1",), FIFTH), "v": (("m1",), THIRD)}, (("m1", "m2"),), doubtful=("u",)
    ),
    "a base that may not be had": Case(
        FLAT, {"u": (("m1", "m3"), FIFTH)}, (("m1", "m2"),), doubtful=("m1",)
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
    proved = False
    for a, (low, high), d in product((0, 20, 40), RANGES, (0, 30, 60)):
        ends = [{"m1": a, "m2": end, "m3": d} for end in (low, high)]
        b = Interval(Decimal(low), Decimal(high))
        permitted = decided(
            book, a=exactly(Decimal(a)), b=b, d=exactly(Decimal(d))
        ).combinations.permitted
        chosen = [award.measure for award in permitted.taken]
        sure, possible = case.best(ends[0], sure=True), case.best(ends[1], sure=False)
        own = sum((Fraction(award.low) for award in permitted.taken), Fraction(0))
        most = sum((Fraction(award.high or 0) for award in permitted.taken), Fraction(0))
        assert own == case.paid(chosen, ends[0], sure=True), ends
        assert most == case.paid(chosen, ends[1], sure=False), ends
        if permitted.unproved is None:
            proved = True
            assert (own, permitted.most) == (sure, possible), ends
        else:
            assert not case.straight, ends
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


def test_an_uplift_with_a_cap_of_its_own_on_what_is_not_known(tmp_path: Path) -> None:
    """A fifth of 50 to 80 and at most 15: all of its base is taken, so 10 are sure."""
    book = rules(
        tmp_path,
        rule("ceiling", "year", "[m1, m2]", ", at_most: 1000元"),
        **paying("amount: b", "amount: 1元"),
        u=FREE
        + "gives: {uplift: {of: [m1], rate: 20%}, caps: [{at_most: 15元, per: enterprise}]}\n",
    )
    permitted = decided(book, b=Interval(Decimal(50), Decimal(80))).combinations.permitted
    assert [award.low for award in permitted.taken] == [50, 1, 10]
    assert [award.high for award in permitted.taken] == [80, 1, 15]
    assert permitted.unproved is None


def test_an_uplift_is_paid_after_a_base_that_is_less_well_supported(tmp_path: Path) -> None:
    """That the base is due rests on a report, the share on the law: it is a share all the same."""
    book = rules(
        tmp_path,
        rule("ceiling", "year", "[m1, m2]", ", at_most: 150元"),
        m1=FREE.replace("if: a >= 0", "if: a >= 0, basis: [{source: press}]")
        + "gives: {amount: 100元}\n",
        m2=FREE + "gives: {amount: 70元}\n",
        a0=UPLIFT,
    )
    permitted = decided(book).combinations.permitted
    # 70, then 80 of the 100 under the ceiling, and a fifth of the 80.
    assert {award.measure: award.low for award in permitted.taken} == {"m1": 80, "m2": 70, "a0": 16}


def test_what_remains_of_a_base_without_a_known_end_bounds_no_uplift(tmp_path: Path) -> None:
    """A fifth of at least 25 and of 40, of which the first was paid before: what the fifth comes to
    is not told, and not called nothing.
    """
    gone = rule("paid_before", "enterprise", "[m1]", ", against: [m3]")
    book = rules(
        tmp_path,
        gone,
        **paying("amount: b", "amount: 40元", "amount: 0元"),
        u=UPLIFT.replace("[m1]", "[m1, m2]"),
    )
    permitted = decided(
        book, b=Interval(Decimal(25), None), support_received=payment(measure="m3")
    ).combinations.permitted
    assert {award.measure for award in permitted.taken} == {"m2", "u"}
    assert permitted.most is None
    only = rules(
        tmp_path / "only", gone, **paying("amount: b", "amount: 40元", "amount: 0元"), u=UPLIFT
    )
    permitted = decided(
        only, b=Interval(Decimal(25), None), support_received=payment(measure="m3")
    ).combinations.permitted
    # Of nothing a fifth is nothing.
    assert {award.measure: award.high or 0 for award in permitted.taken} == {"m2": 40, "u": 0}


def test_an_uplift_on_what_is_not_decided_stands_alone(tmp_path: Path) -> None:
    """Asked of one of its bases only, it is what it was worked out to be, with it or without."""
    book = rules(
        tmp_path,
        rule("choice", "enterprise", "[m1, m3]"),
        **paying("amount: 100元", "amount: 60元", "amount: 120元"),
        u=UPLIFT.replace("[m1]", "[m1, m2]"),
    )
    listed = [book.measures[name] for name in ("m1", "m3", "u")]
    person = profile(a=exactly(Decimal(1)), support_received=Records((), complete=True))
    permitted = Decider(book).decide(person, AS_OF, listed).combinations.permitted
    assert {award.measure: award.low for award in permitted.taken} == {"m3": 120, "u": 32}
