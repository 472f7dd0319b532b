"""Sharing a fund: laws that hold whatever the claims, and an independent computation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.decision.decide import Decider
from huiqi.funds.applicants import Applicant
from huiqi.funds.sharing import claim, in_cents
from huiqi.funds.sharing_rules import RULES
from huiqi.funds.side_by_side import sufficient_cap, summaries
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.fund_models import SharingName
from huiqi.truth import Truth
from huiqi.values import exactly
from tests.funds import samples
from tests.funds.samples import applicant, known_applicants, results, shared

POOLS = st.integers(0, 200)
CAPS = st.integers(0, 70)


def order(rule: str, one: Applicant) -> Any:
    """What the rule pays by: said here anew."""
    if rule == "first_come":
        return (one.applied_on, one.applied_at)
    return one.rank if rule.endswith("ranked") else 0


def quotas(rule: str, people: Sequence[Applicant], pool: int, cap: int) -> list[Fraction]:
    """Each applicant's exact share, worked out one by one from the rule's words."""
    claims = [int(one.base_low * 100) for one in people]
    if rule.startswith("capped"):
        claims = [min(amount, cap) for amount in claims]
    found = []
    for one, amount in zip(people, claims, strict=True):
        before = sum(
            c for p, c in zip(people, claims, strict=True) if order(rule, p) < order(rule, one)
        )
        equal = sum(
            c for p, c in zip(people, claims, strict=True) if order(rule, p) == order(rule, one)
        )
        left = max(0, pool - before)
        found.append(Fraction(amount) if equal <= left else Fraction(left * amount, equal))
    return found


@given(known_applicants(), POOLS, CAPS)
def test_shares_agree_with_an_independent_computation(
    people: list[Applicant], pool: int, cap: int
) -> None:
    """Each award is its exact quota, cut or with one cent more; the cents go to the largest parts
    cut off; together they are all of the pool or all of the claims; never above pool or claim.
    """
    found = results(shared(people, pool, cap))
    assert set(found) == {rule.id for rule in RULES}
    for rule, result in found.items():
        exact = quotas(rule, people, pool, cap)
        cut_off: dict[bool, list[Any]] = {}
        for one, quota, amount, asked in zip(
            people, exact, result.amounts, result.claims, strict=True
        ):
            assert quota // 1 <= amount <= -(-quota // 1), rule
            assert amount <= asked
            if quota % 1:
                cut_off.setdefault(amount > quota, []).append((-(quota % 1), one.key))
        if len(cut_off) == 2:
            assert max(cut_off[True]) < min(cut_off[False]), rule
        assert sum(result.amounts) == min(pool, sum(result.claims)) <= pool
        assert result.low == result.high == result.amounts
        if result.rule.capped:
            assert max(result.amounts) <= cap


@given(known_applicants(), POOLS, CAPS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    people: list[Applicant], pool: int, cap: int, random: Any
) -> None:
    """Each gets the same however the table is sorted; first come goes by time, not by row."""
    before = shared(people, pool, cap)
    mixed = list(people)
    random.shuffle(mixed)
    after = shared(mixed, pool, cap)
    for one, other in zip(before.results, after.results, strict=True):
        by_name = dict(zip((p.name for p in mixed), other.amounts, strict=True))
        assert [by_name[p.name] for p in people] == list(one.amounts)


@given(known_applicants(), POOLS, CAPS, st.data())
def test_more_of_a_base_never_gives_less(
    people: list[Applicant], pool: int, cap: int, data: st.DataObject
) -> None:
    """An applicant's own award does not fall when its own base grows."""
    position = data.draw(st.integers(0, len(people) - 1))
    base = people[position].base_low + Decimal(data.draw(st.integers(1, 40))).scaleb(-2)
    grown = list(people)
    grown[position] = replace(people[position], base_low=base, base_high=base)
    before, after = results(shared(people, pool, cap)), results(shared(grown, pool, cap))
    for rule, result in before.items():
        assert after[rule].amounts[position] >= result.amounts[position], rule


@given(known_applicants(), POOLS, CAPS)
def test_a_larger_pool_never_pays_less(people: list[Applicant], pool: int, cap: int) -> None:
    """In all: the sum paid does not fall."""
    smaller, larger = results(shared(people, pool, cap)), results(shared(people, pool + 1, cap))
    for rule, result in smaller.items():
        assert sum(larger[rule].amounts) >= sum(result.amounts)


@given(known_applicants(most=3, largest=6), st.integers(0, 14), st.integers(0, 5), st.data())
def test_what_is_unknown_stays_within_its_bounds(
    people: list[Applicant], pool: int, cap: int, data: st.DataObject
) -> None:
    """For every base and place an open applicant may turn out to have, all get what was said.

    The awards shown meanwhile are within the same bounds.
    """
    high = data.draw(st.sampled_from([None, 4]))
    rank = data.draw(st.sampled_from([None, 2]))
    low = data.draw(st.integers(0, 3))
    open_one = replace(
        applicant(90, None, rank, 1),
        base_low=samples.yuan(low),
        base_high=None if high is None else samples.yuan(high),
    )
    found = results(shared([*people, open_one], pool, cap))
    for rule, result in found.items():
        assert all(
            a <= b <= c for a, b, c in zip(result.low, result.amounts, result.high, strict=True)
        )
        assert sum(result.amounts) <= pool, rule
    bases = range(low, 20 if high is None else high + 1)
    for base, place in product(bases, range(5) if rank is None else [rank]):
        cents = samples.yuan(base)
        completed = replace(
            open_one, base_low=cents, base_high=cents, rank=Decimal(place) + Decimal("0.5")
        )
        if rank is not None:
            completed = replace(completed, rank=Decimal(rank))
        for rule, exact in results(shared([*people, completed], pool, cap)).items():
            for least, amount, most in zip(
                found[rule].low, exact.amounts, found[rule].high, strict=True
            ):
                assert least <= amount <= most, (rule, base, place)


def test_the_bounds_are_reached() -> None:
    """With one open base, others get nothing at worst pro rata, and what stands before it stays."""
    people = [applicant(1, 60, 1, 1), applicant(2, None, 2, 2), applicant(3, 60, 3, 3)]
    found = results(shared(people, 100))
    assert (found["pro_rata"].low, found["pro_rata"].high) == ([0, 0, 0], [50, 100, 50])
    assert (found["ranked"].low, found["ranked"].high) == ([60, 0, 0], [60, 40, 40])
    assert (found["first_come"].low, found["first_come"].high) == ([60, 0, 0], [60, 40, 40])
    assert summaries(shared(people, 100))[1].certain == 1
    capped = results(shared(people, 100, 50))["capped_pro_rata"]
    assert (capped.low, capped.high) == ([33, 0, 33], [50, 34, 50])


def test_an_award_is_told_where_nothing_of_its_own_is_open() -> None:
    """What others leave open is told beside it, as the bounds within which it moves."""
    people = [applicant(1, 60, 1, 1), applicant(2, None, 2, 2), applicant(3, 60, 3, 3)]
    found = results(shared(people, 100))
    assert [found["pro_rata"].award(n) for n in range(3)] == [50, None, 50]
    assert [found["ranked"].award(n) for n in range(3)] == [60, None, 40]
    # Of an empty pool everyone gets nothing, whatever is open.
    assert [results(shared(people, 0))["ranked"].award(n) for n in range(3)] == [0, 0, 0]


def test_whose_claim_is_not_known_is_named() -> None:
    """No base, or a base of which only the least is known; also who may not qualify."""
    people = [
        applicant(1, 60),
        applicant(2, None),
        replace(applicant(3, 60), base_high=None),
        replace(applicant(4, 60), eligible=Truth.UNKNOWN),
    ]
    sharing = shared([*people, replace(applicant(5, 60), eligible=Truth.FALSE)], 100)
    assert sharing.unknown == (1, 2, 3)
    # At the lowest: who may not qualify may claim nothing.
    assert list(sharing.claims) == [60, 0, 60, 0]
    assert [one.row for one in sharing.applicants] == [one.row for one in people]


@pytest.mark.parametrize(("yuan", "cents"), [("1.009", 100), ("0.99", 99), ("0", 0), ("12", 1200)])
def test_a_pool_is_whole_cents_and_never_more_than_it_is(yuan: str, cents: int) -> None:
    """A fraction of a cent is not paid."""
    assert in_cents(Decimal(yuan)) == cents


def test_a_cap_can_settle_an_open_base() -> None:
    """At least 50 cents, at most 40 of them counted: nothing is open any more."""
    open_one = replace(applicant(1, None, 1), base_low=samples.yuan(50))
    found = results(shared([open_one, applicant(2, 30, 2)], 60, 40))
    assert not found["ranked"].certain
    # Claimed for sure, and told as such: the least it may be, each cut to the cap.
    assert found["ranked"].claims == [50, 30]
    assert found["capped_ranked"].claims == [40, 30]
    assert found["capped_ranked"].certain
    assert found["capped_ranked"].amounts == [40, 20]


def test_the_remainder_goes_to_the_largest_part_cut_off_then_by_code_and_name() -> None:
    """100 cents among three equal claims: one cent over, which the first name gets."""
    people = [applicant(n, 70, 1, 0) for n in (3, 1, 2)]
    assert results(shared(people, 100))["pro_rata"].amounts == [33, 34, 33]
    coded = [replace(people[0], credit_code="B"), replace(people[1], credit_code="C"), people[2]]
    assert results(shared(coded, 100))["pro_rata"].amounts == [33, 33, 34]
    # Thirteenths of 100 cents: 53.8, 38.5 and 7.7; the last two cents go to .8 and .7.
    unequal = [applicant(1, 700, 1), applicant(2, 500, 1), applicant(3, 100, 1)]
    assert results(shared(unequal, 100))["pro_rata"].amounts == [54, 38, 8]


def test_a_day_without_hours_is_one_moment() -> None:
    """One who wrote no hour is neither first nor last of that day; other days keep their hours."""
    early, late = applicant(1, 60, 1, 5), applicant(2, 60, 1, 30)
    assert results(shared([early, late], 100))["first_come"].amounts == [60, 40]
    undivided = applicant(3, 60, 1, 10)
    people = [early, late, replace(undivided, applied_at=None)]
    assert results(shared(people, 90))["first_come"].amounts == [30, 30, 30]
    elsewhere = replace(undivided, applied_at=None, applied_on=samples.DAY.replace(day=2))
    assert results(shared([elsewhere, early, late], 100))["first_come"].amounts == [0, 60, 40]


def test_a_rule_without_its_figures_is_not_applied() -> None:
    """No ranks, no times, no cap: said, and nothing is made up."""
    sharing = shared([applicant(1, 60), applicant(2, 60)], 100)
    reasons = {
        r.rule.id: r.reason.in_language("zh") for r in sharing.results if r.reason is not None
    }
    assert reasons == {
        "ranked": "表里没有排名 或 得分",
        "first_come": "表里没有申请时间",
        "capped_pro_rata": "单户上限未知",
        "capped_ranked": "单户上限未知",
    }


def test_a_higher_score_comes_first_and_a_rank_goes_before_scores() -> None:
    """Scores fall where ranks rise."""
    one, two = (replace(applicant(n, 60), score=Decimal(n)) for n in (1, 2))
    assert results(shared([one, two], 100))["ranked"].amounts == [40, 60]
    ranked = [replace(one, rank=Decimal(1)), replace(two, rank=Decimal(2))]
    assert results(shared(ranked, 100))["ranked"].amounts == [60, 40]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 100))
def test_the_cap_that_makes_the_pool_suffice(claims: list[int], pool: int) -> None:
    """The highest that does: one cent more is too much; none where all claims fit."""
    found = sufficient_cap(claims, pool)
    if found is None:
        assert sum(claims) <= pool
    else:
        assert sum(min(c, found) for c in claims) <= pool < sum(min(c, found + 1) for c in claims)


@pytest.mark.parametrize(
    ("base", "rate", "cents"),
    [
        ("4117777.78", "0.2", 82355556),  # 823555.556
        ("0.02", "0.2", 0),
        ("0.03", "0.2", 1),
        ("0.12", "0.375", 5),  # 0.045 exactly: half up
        ("1000000000000.01", "0.2", 20000000000000),
    ],
)
def test_a_claim_is_rounded_half_up_to_the_cent(base: str, rate: str, cents: int) -> None:
    """Worked out by hand."""
    assert claim(Decimal(base), Decimal(rate)) == cents


@pytest.mark.parametrize("base", ["0.03", "350000", "4117777.78"])
def test_a_claim_is_what_the_measure_gives(base: str) -> None:
    """The fund and the measure that draws on it say the same, before the cap and the sharing."""
    facts: dict[tuple[str, int | None], Given]
    facts = {(samples.FUND.base, samples.AS_OF.year - 1): Given(value=exactly(Decimal(base)))}
    measure = samples.RULEBOOK.measures[samples.FUND.measure]
    profile = Profile(name="示例企业", facts=facts)
    decision = Decider(samples.RULEBOOK).decide(profile, samples.AS_OF, [measure])
    amount = decision.results[0].amount
    assert amount is not None
    expected = amount.lines[0].value
    assert expected == exactly(samples.yuan(claim(Decimal(base), Decimal("0.2"))))


def test_the_names_of_the_rules_are_those_a_fund_may_state() -> None:
    """The YAML and the code know the same rules."""
    assert {rule.id for rule in RULES} == set(SharingName.__args__)  # type: ignore[attr-defined]
