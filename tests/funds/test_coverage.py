"""Coverage against the pool and the cap: counted anew for each point."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from huiqi.funds.applicants import Applicant
from huiqi.funds.coverage import Point, against_cap, against_pool
from tests.funds.samples import applicant, known_applicants, shared
from tests.funds.test_sharing import order


def in_full(people: list[Applicant], pool: int, cap: int | None, rule: str) -> Fraction:
    """The share of enterprises for whom, with all before and beside them, the pool suffices."""
    claims = [int(p.base_low * 100) for p in people]
    if cap is not None:
        claims = [min(claim, cap) for claim in claims]
    asked = [(order(rule, one), claim) for one, claim in zip(people, claims, strict=True)]
    reached = [sum(c for at, c in asked if at <= place) <= pool for place, _ in asked]
    return Fraction(sum(reached), len(people))


@given(known_applicants(largest=3000), st.integers(1, 9000))
def test_coverage_agrees_with_sharing_at_every_point(people: list[Applicant], pool: int) -> None:
    """Claims met, claims cut and enterprises paid in full, each exactly."""
    people = [replace(p, base_low=p.base_low + 1, base_high=p.base_low + 1) for p in people]
    total = int(sum(p.base_low for p in people) * 100)
    points = against_pool(shared(people, pool))
    assert {pool, total} <= {point.at for point in points}
    for point in points:
        assert point.met == Fraction(min(point.at, total), total)
        for rule, share in point.in_full.items():
            assert share == in_full(people, point.at, None, rule), (rule, point.at)
    for point in against_cap(shared(people, pool)):
        claims = [min(int(p.base_low * 100), point.at) for p in people]
        assert point.met == Fraction(min(sum(claims), pool), total)
        cut = sum(int(p.base_low * 100) > point.at for p in people)
        assert point.cut == Fraction(cut, len(people))
        for rule, share in point.in_full.items():
            assert share == in_full(people, pool, point.at, rule), (rule, point.at)


def test_the_unknown_are_not_counted() -> None:
    """Coverage is of the known: one of one is paid, not one of two."""
    sharing = shared([applicant(1, 60, 1, 1), applicant(2, None, 2, 2)], 100)
    assert against_pool(sharing)[-1].in_full == {"pro_rata": 1, "ranked": 1, "first_come": 1}


def test_there_is_no_chart_of_nothing() -> None:
    """Without a claim there are no points."""
    assert against_pool(shared([applicant(1, 0)], 100)) == ()
    assert against_cap(shared([applicant(1, None)], 100)) == ()


def test_an_axis_has_few_points_however_far_the_claims_lie_apart() -> None:
    """From one cent to ten billion yuan, and with no pool at all."""
    people = [applicant(n, 10**n, n) for n in range(1, 13)]
    assert 10 < len(against_pool(shared(people, 0))) <= 30
    assert 10 < len(against_cap(shared(people, 5))) <= 30


ROUND = [100, 150, 200, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 4000, 5000]


STEPS = ("1", "1.5", "2", "3", "4", "5", "6", "8")


def _at(points: tuple[Point, ...]) -> list[int]:
    return [point.at for point in points]


def test_an_axis_has_round_amounts_and_those_that_matter() -> None:
    """From a tenth of the pool (or of the claims, where these are less) up to all claims, which
    with the pool are on it however odd; the pool stays on it where it is more.
    """
    people = [applicant(1, 2000), applicant(2, 3000)]
    assert _at(against_pool(shared(people, 1000))) == ROUND
    assert _at(against_pool(shared(people, 1234))) == [123, *ROUND[1:9], 1234, *ROUND[9:]][1:]
    # A tenth of 1099 is more than 100, and a thousandth of 2,001,000 more than 2000.
    assert _at(against_pool(shared(people, 1099))) == [*ROUND[1:9], 1099, *ROUND[9:]]
    far = [applicant(1, 2_001_000)]
    assert _at(against_pool(shared(far, 1)))[:3] == [1, 3000, 4000]
    assert _at(against_pool(shared(people, 7001))) == [*ROUND[5:], 6000, 7001]
    assert _at(against_pool(shared(people, 0))) == [
        *(10, 15, 20, 30, 40, 50, 60, 80),
        *ROUND,
    ]


def test_an_axis_of_caps_leaves_out_the_smallest_tenth_of_claims() -> None:
    """The cap, and the one under which all claims fit, are on it wherever they lie."""
    claims = [7, *[100] * 9, 1000]
    people = [applicant(n, cents, n) for n, cents in enumerate([0, *claims])]
    assert _at(against_cap(shared(people, 2000))) == ROUND[:9]
    # 7 and ten times 99 fit into 1000.
    assert _at(against_cap(shared(people, 1000, 37))) == [37, 99, *ROUND[:9]]
    # Of nine claims a tenth is none, of ten it is one.
    for small, first in ((9, 10), (10, 100)):
        few = [applicant(n, cents, n) for n, cents in enumerate([7, *[100] * (small - 1)])]
        assert _at(against_cap(shared(few, 2000)))[0] == first
    # A thousandth of the largest claim is where it begins at the latest.
    two = [applicant(1, 1, 1), applicant(2, 1_000_000, 2)]
    steps = [int(Decimal(n) * 10**p) for p in (3, 4, 5) for n in STEPS]
    assert _at(against_cap(shared(two, 2_000_000))) == [*steps, 1_000_000]


def test_what_is_reached_is_counted_to_the_cent() -> None:
    """Three of one claim each: the last cent of a group decides."""
    people = [applicant(n, 10, n) for n in (1, 2, 3)]
    for pool, ranked in ((9, 0), (10, 1), (19, 1), (20, 2), (30, 3)):
        (point,) = [each for each in against_pool(shared(people, pool)) if each.at == pool]
        assert point.in_full == {"pro_rata": int(pool == 30), "ranked": Fraction(ranked, 3)}
        assert point.met == Fraction(pool, 30)
        assert point.cut == 0
