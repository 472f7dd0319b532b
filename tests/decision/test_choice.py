"""The best set of awards: equal to brute force where it is proved, and never beyond its bound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations as subsets
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huiqi.decision.stacking.choice import choose, taken_apart
from huiqi.decision.stacking.choice_search import Best, State, _Search, best_of
from huiqi.decision.stacking.prices import Prices
from huiqi.decision.stacking.problem import ENDLESS, Problem, Worth, bits, members_of
from huiqi.decision.stacking.weighed import Numbers, Weighed, mattering

Group = frozenset[int]


# ---- problems


@st.composite
def worths_of(draw: st.DrawFn, kind: str) -> Worth:
    """What is sure and what is possible: equal, apart, only possible, or without a known limit; of
    what is possible either all in the second sum, or nothing before the third.
    """
    one, other = (
        Fraction(draw(st.integers(0, 40)), draw(st.sampled_from((1, 4, 7)))) for _ in "ab"
    )
    if kind == "mixed":
        kind = draw(st.sampled_from(("range", "exact", "limit", "endless")))
    low, high = min(one, other), max(one, other)
    if kind == "exact":
        low = high
    if kind == "limit":
        low = Fraction(0)
    most = ENDLESS if kind == "endless" else high
    return low, draw(st.sampled_from((most, Fraction(0)))), most


@st.composite
def problems(draw: st.DrawFn, most: int = 7) -> Problem:
    """Awards, often alike; sets that exclude each other, many or few; nested ceilings."""
    count = draw(st.integers(1, most))
    kind = draw(st.sampled_from(("mixed", "range", "exact", "limit")))
    pool = draw(st.lists(worths_of(kind), min_size=1, max_size=draw(st.sampled_from((2, most)))))
    worths = tuple(draw(st.sampled_from(pool)) for _ in range(count))
    some = st.sets(st.integers(0, count - 1), min_size=1, max_size=max(1, count // 2))
    one = st.integers(0, count - 1).map(lambda n: {n})
    sides = draw(st.lists(st.tuples(st.one_of(one, some), st.one_of(one, some)), max_size=count))
    excluded = tuple((bits(ones), bits(others - ones)) for ones, others in sides if others - ones)
    cut = draw(st.integers(0, count))
    inner = draw(st.integers(0, cut))
    ceilings = []
    for low, high in ((0, inner), (inner, cut), (0, cut), (cut, count)):
        if high > low and draw(st.booleans()):
            ceilings.append((bits(range(low, high)), draw(worths_of(kind))))
    return Problem(worths, excluded, tuple(ceilings))


# ---- the oracle, over sets and not over bits


def sets_of(problem: Problem) -> list[tuple[Group, Group]]:
    """What excludes each other as sets of awards."""
    return [(frozenset(members_of(a)), frozenset(members_of(b))) for a, b in problem.excluded]


def permitted(problem: Problem, chosen: Group) -> bool:
    """Pair by pair: no award of one side beside one of the other."""
    return not any(a in chosen and b in chosen for s, t in sets_of(problem) for a in s for b in t)


def none_apart(problem: Problem, awards: int) -> bool:
    """The same of thousands, by sides."""
    return not any(awards & ones and awards & others for ones, others in problem.excluded)


def paid(problem: Problem, chosen: Group, end: int) -> Fraction:
    """Top down: the widest ceiling holds over what lies in it, narrower ceilings included."""

    def within(members: Group, limits: Sequence[tuple[Group, Fraction]]) -> Fraction:
        left, total = set(members), Fraction(0)
        for position, (group, limit) in enumerate(limits):
            if group <= left:
                narrower = [entry for entry in limits[position + 1 :] if entry[0] <= group]
                total += min(limit, within(group, narrower))
                left -= group
        return total + sum((Fraction(problem.worths[n][end]) for n in left & chosen), Fraction(0))

    limits = [
        (frozenset(members_of(group)), Fraction(limit[end])) for group, limit in problem.ceilings
    ]
    limits.sort(key=lambda entry: -len(entry[0]))
    return within(frozenset(range(len(problem.worths))), limits)


def pays(problem: Problem, chosen: Group) -> tuple[Fraction, ...]:
    """All its sums."""
    return tuple(paid(problem, chosen, end) for end in range(len(problem.worths[0])))


def brute_force(problem: Problem) -> Worth:
    """The best of all permitted sets, what is preferred first before what is preferred then."""
    everything = range(len(problem.worths))
    best: tuple[Fraction, ...] = (Fraction(-1),)
    for size in range(len(problem.worths) + 1):
        for listed in subsets(everything, size):
            chosen = frozenset(listed)
            if permitted(problem, chosen):
                best = max(best, pays(problem, chosen))
    return best


# ---- against it


@given(problem=problems())
def test_the_choice_is_the_best_there_is(problem: Problem) -> None:
    """Equal to brute force over every permitted set, itself permitted, and known to be the best."""
    found = choose(problem)
    chosen = frozenset(members_of(found.awards))
    assert permitted(problem, chosen)
    assert pays(problem, chosen) == brute_force(problem)
    assert found.proved
    assert found.bound == min(brute_force(problem)[0], ENDLESS)


@given(problem=problems(), effort=st.sampled_from((0, 1, 2, 5, 20)))
def test_with_little_effort_the_bound_still_holds(problem: Problem, effort: int) -> None:
    """What is proved is the best; what is not is permitted, and nothing passes its bound."""
    found = choose(problem, effort=effort)
    chosen = frozenset(members_of(found.awards))
    best = brute_force(problem)
    own = pays(problem, chosen)
    assert permitted(problem, chosen)
    assert own <= best
    assert found.bound >= min(best[0], ENDLESS)
    if found.proved:
        assert own == best
        assert found.bound == min(best[0], ENDLESS)


#: Two of 1 to 3 each under a ceiling of 4 to 5: 2 are sure, and 5 are possible.
TWO = Problem(((Fraction(1), Fraction(3)),) * 2, (), ((0b11, (Fraction(4), Fraction(5))),))


@example(problem=TWO, chosen={0, 1})
@given(problem=problems(), chosen=st.sets(st.integers(0, 6)))
def test_what_a_set_pays(problem: Problem, chosen: set[int]) -> None:
    """From the inside out as from the outside in."""
    own = frozenset(chosen) & frozenset(range(len(problem.worths)))
    expected = pays(problem, own)
    assert problem.worth_of(bits(own)) == expected


@given(problem=problems(6), order=st.permutations(range(6)))
def test_the_order_of_awards_does_not_matter(problem: Problem, order: Sequence[int]) -> None:
    """What it comes to is the same however they are listed."""
    new = [old for old in order if old < len(problem.worths)]
    place = {old: position for position, old in enumerate(new)}

    def moved(group: int) -> int:
        return bits(place[n] for n in members_of(group))

    other = Problem(
        tuple(problem.worths[old] for old in new),
        tuple((moved(ones), moved(others)) for ones, others in reversed(problem.excluded)),
        tuple((moved(group), limit) for group, limit in problem.ceilings),
    )
    assert other.worth_of(choose(other).awards) == problem.worth_of(choose(problem).awards)


def exactly(*amounts: int) -> tuple[Worth, ...]:
    """Worths that are as sure as they are possible."""
    return tuple((Fraction(amount), Fraction(amount)) for amount in amounts)


def test_a_ceiling_within_a_ceiling() -> None:
    """10 of the first two and 10 more under 12 in all: 5 beside the first two are better."""
    (inner, outer) = exactly(10, 12)
    problem = Problem(exactly(10, 10, 10, 5), ((0b100, 0b1000),), ((0b11, inner), (0b111, outer)))
    found = choose(problem)
    assert found.proved
    assert problem.worth_of(found.awards) == exactly(15)[0]
    assert found.bound == 15


def test_a_ceiling_passed_by_the_least_there_is() -> None:
    """Two of 1 under a ceiling of 1, or one of them and another 1 beside it."""
    (limit,) = exactly(1)
    problem = Problem(exactly(1, 1, 1), ((0b10, 0b100),), ((0b11, limit),))
    assert problem.worth_of(choose(problem).awards) == exactly(2)[0]


# ---- many


def rows(count: int, each: Sequence[Fraction], limits: Sequence[Fraction]) -> Problem:
    """So many equal projects, each under one of several measures, each measure with a ceiling."""
    worths = [(worth, worth) for worth in each for _ in range(count)]
    excluded = [
        (1 << one * count + n, 1 << other * count + n)
        for one, other in subsets(range(len(each)), 2)
        for n in range(count)
    ]
    ceilings = [
        (bits(range(k * count, (k + 1) * count)), (limit, limit)) for k, limit in enumerate(limits)
    ]
    return Problem(tuple(worths), tuple(excluded), tuple(ceilings))


@pytest.mark.parametrize("count", [3, 60])
def test_equal_projects_are_divided_among_measures(count: int) -> None:
    """7 each up to a third, 4 each up to a fifth, else 3: as many ways as there are divisions."""
    first, second = Fraction(7 * count, 3) - 2, Fraction(4 * count, 5) - 1
    best = max(
        min(Fraction(7 * k), first) + min(Fraction(4 * m), second) + 3 * (count - k - m)
        for k in range(count + 1)
        for m in range(count + 1 - k)
    )
    each = [Fraction(7), Fraction(4), Fraction(3)]
    problem = rows(count, each, [first, second, Fraction(100 * count)])
    found = choose(problem)
    assert found.proved
    assert none_apart(problem, found.awards)
    assert problem.worth_of(found.awards) == (best, best)


@pytest.mark.parametrize("limit", [Fraction(6999, 3), Fraction(2100), Fraction(1, 7)])
def test_a_thousand_equal_projects(limit: Fraction) -> None:
    """7 each up to a limit, else 4: so many of the one as pay, to the last that does."""
    best = max(min(Fraction(7 * k), limit) + 4 * (1000 - k) for k in range(1001))
    problem = rows(1000, [Fraction(7), Fraction(4)], [limit, Fraction(10**6)])
    found = choose(problem)
    assert found.proved
    assert none_apart(problem, found.awards)
    assert problem.worth_of(found.awards) == (best, best)


def by_table(each: Sequence[Sequence[int]], limits: Sequence[int]) -> int:
    """The best by a table of what the first two measures come to, project by project."""
    table = {(0, 0): 0}
    for first, second, third in each:
        more: dict[tuple[int, int], int] = {}
        for (a, b), free in table.items():
            for key, value in (
                ((min(a + first, limits[0]), b), free),
                ((a, min(b + second, limits[1])), free),
                ((a, b), free + third),
            ):
                more[key] = max(value, more.get(key, -1))
        table = more
    return max(a + b + free for (a, b), free in table.items())


def two_ceilings(
    random: Random, count: int, share: int
) -> tuple[Problem, list[tuple[int, ...]], list[int]]:
    """So many projects, each under one of three measures, of which two have a ceiling."""
    each = [tuple(random.randint(1, 20) for _ in range(3)) for _ in range(count)]
    limits = [sum(project[k] for project in each) // share for k in (0, 1)]
    worths = tuple((Fraction(project[k]),) * 2 for k in range(3) for project in each)
    excluded = tuple(
        (1 << one * count + n, 1 << other * count + n)
        for one, other in subsets(range(3), 2)
        for n in range(count)
    )
    ceilings = tuple(
        (bits(range(k * count, (k + 1) * count)), (Fraction(limit),) * 2)
        for k, limit in enumerate(limits)
    )
    return Problem(worths, excluded, ceilings), each, limits


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("share", [3, 5])
def test_projects_under_two_ceilings(seed: int, share: int) -> None:
    """Sixteen projects, each under one of three measures, of which two have a ceiling."""
    problem, each, limits = two_ceilings(Random(seed), 16, share)
    found, best = choose(problem), by_table(each, limits)
    widest = choose(problem, taken_apart(problem), effort=0).bound
    assert found.proved
    assert none_apart(problem, found.awards)
    assert problem.worth_of(found.awards)[0] == found.bound == best
    for effort in (10, 100, 300, 1000, 3000):
        # What was left off for want of effort is not forgotten.
        less = choose(problem, effort=effort)
        assert problem.worth_of(less.awards)[0] <= best <= less.bound <= widest
        assert not less.proved or less.bound == problem.worth_of(less.awards)[0]


def part(random: Random) -> Problem:
    """Six awards, some of which exclude each other, three under a ceiling that some pass."""
    worths = [(Fraction(random.randint(1, 10**6), 100),) * 2 for _ in range(6)]
    excluded = tuple((1 << a, 1 << b) for a, b in subsets(range(6), 2) if random.random() < 0.5)
    limit = sum((worth[0] for worth in worths[:3]), Fraction(0)) / 2
    return Problem(tuple(worths), excluded, ((bits(range(3)), (limit, limit)),))


@pytest.mark.parametrize("seed", range(3))
def test_what_shares_nothing_is_chosen_apart(seed: int) -> None:
    """Twenty such parts: the sum of what each comes to, and proved, since each is small."""
    random = Random(seed)
    parts = [part(random) for _ in range(20)]
    whole = Problem(
        tuple(worth for one in parts for worth in one.worths),
        tuple(
            (ones << 6 * k, others << 6 * k)
            for k, one in enumerate(parts)
            for ones, others in one.excluded
        ),
        tuple((one.ceilings[0][0] << 6 * k, one.ceilings[0][1]) for k, one in enumerate(parts)),
    )
    found = choose(whole)
    assert found.proved
    assert whole.worth_of(found.awards)[0] == found.bound
    assert found.bound == sum(brute_force(one)[0] for one in parts)


@pytest.mark.parametrize("count", [30, 101])
def test_a_ring(count: int) -> None:
    """Every other one, which a greedy choice would miss."""
    worths = tuple((Fraction(10 + n % 2), Fraction(0)) for n in range(count))
    excluded = tuple((1 << n, 1 << (n + 1) % count) for n in range(count))
    found = choose(Problem(worths, excluded, ()))
    assert found.proved
    assert found.awards == bits(range(1, count - 1, 2)) | (0 if count % 2 else 1 << count - 1)


@pytest.mark.parametrize("seed", [1, 2])
def test_of_thousands_the_larger_side(seed: int) -> None:
    """Two thousand that all exclude two thousand others: the sums decide, to the last unit."""
    random = Random(seed)
    amounts = [Fraction(random.randint(1, 10**8), 100) for _ in range(2000)]
    total = sum(amounts, Fraction(0))
    amounts += [*amounts[:-1], amounts[-1] + Fraction(1, 100)]
    worths = tuple((amount, amount) for amount in amounts)
    found = choose(Problem(worths, ((bits(range(2000)), bits(range(2000, 4000))),), ()))
    assert found.proved
    assert found.awards == bits(range(2000, 4000))
    assert found.bound == total + Fraction(1, 100)


def test_too_much_is_not_called_the_best() -> None:
    """A thousand that exclude each other at random: a good set, and a bound beyond it."""
    random = Random(1)
    count = 1000
    excluded = [
        (1 << one, 1 << other) for one, other in subsets(range(count), 2) if random.random() < 0.3
    ]
    worths = tuple((Fraction(random.randint(1, 10**6)),) * 2 for _ in range(count))
    problem = Problem(worths, tuple(excluded), ())
    found = choose(problem)
    assert none_apart(problem, found.awards)
    assert not found.proved
    assert max(worths)[0] <= problem.worth_of(found.awards)[0] < found.bound


# ---- alike, under one ceiling, with any effort


def copies(worths: Sequence[int], excluded: Sequence[tuple[int, int]], count: int) -> Problem:
    """So many equal parts; the first award of each is under one ceiling that half of them fill."""
    size = len(worths)
    limit = Fraction(worths[0] * count, 2)
    return Problem(
        exactly(*worths) * count,
        tuple((1 << a + size * k, 1 << b + size * k) for k in range(count) for a, b in excluded),
        ((bits(range(0, size * count, size)), (limit, limit)),),
    )


def best_of_copies(
    worths: Sequence[int], excluded: Sequence[tuple[int, int]], count: int
) -> Fraction:
    """How often the first award is taken decides: what is best with it, and what without."""
    everything = range(len(worths))
    sums: dict[bool, int] = {}
    for size in range(len(worths) + 1):
        for chosen in subsets(everything, size):
            if not any(a in chosen and b in chosen for a, b in excluded):
                found = sum(worths[n] for n in chosen if n)
                sums[0 in chosen] = max(found, sums.get(0 in chosen, 0))
    limit = Fraction(worths[0] * count, 2)
    return max(
        min(Fraction(worths[0] * k), limit) + k * sums[True] + (count - k) * sums[False]
        for k in range(count + 1)
    )


PAIR = ((0, 1),)
RING = ((0, 1), (1, 2), (2, 3), (3, 4), (4, 0))


@pytest.mark.parametrize(
    ("worths", "excluded", "count"),
    [((7, 4), PAIR, 3), ((7, 4), PAIR, 40), ((9, 5, 3, 6, 4), RING, 3), ((9, 5, 3, 6, 4), RING, 7)],
)
def test_parts_that_are_alike_with_any_effort(
    worths: Sequence[int], excluded: Sequence[tuple[int, int]], count: int
) -> None:
    """Where effort ends within some of them, what is found is permitted and the bound still holds;
    with enough of it the best is proved.
    """
    problem = copies(worths, excluded, count)
    best = best_of_copies(worths, excluded, count)
    for effort in (*range(120), 300, 1000, 10_000):
        found = choose(problem, effort=effort)
        assert none_apart(problem, found.awards)
        own = problem.worth_of(found.awards)[0]
        assert own <= best <= found.bound, effort
        assert not found.proved or own == best == found.bound, effort
    assert found.proved


# ---- drawn in a fixed way, and tried with every effort


def drawn(seed: int) -> Problem:
    """Up to eight awards of few kinds, dense or sparse exclusions, ceilings that are passed."""
    random = Random(seed)
    count = random.randint(2, 8)
    kinds: list[Worth] = []
    for _ in range(random.randint(1, 4)):
        low, more = random.randint(0, 12), random.choice((0, 0, 1, 5))
        kinds.append((Fraction(low, random.choice((1, 1, 3))), Fraction(low + more)))
    if random.random() < 0.1:
        kinds.append((Fraction(1), ENDLESS))
    worths = [random.choice(kinds) for _ in range(count)]
    dense = random.choice((0.1, 0.3, 0.5, 0.8))
    excluded = [(1 << a, 1 << b) for a, b in subsets(range(count), 2) if random.random() < dense]
    if random.random() < 0.3:
        cut = random.randint(1, count - 1)
        excluded.append((bits(range(cut)), bits(range(cut, count))))
    places = sorted(random.sample(range(count + 1), 2))
    ceilings: list[tuple[tuple[int, int], Worth]] = []
    for low, high in ((places[0], places[1]), (0, places[1]), (places[1], count)):
        if high > low and random.random() < 0.7 and (low, high) not in [c[0] for c in ceilings]:
            own = worths[low:high]
            share = random.choice((Fraction(1, 3), Fraction(1, 2), Fraction(3, 4)))
            least = share * sum((Fraction(worth[0]) for worth in own), Fraction(0))
            most = share * sum(
                (min(Fraction(worth[1]), Fraction(99)) for worth in own), Fraction(0)
            )
            ceilings.append(((low, high), (least, most)))
    return Problem(
        tuple(worths),
        tuple(excluded),
        tuple((bits(range(low, high)), limit) for (low, high), limit in ceilings),
    )


@pytest.mark.few(2)
@pytest.mark.parametrize("start", range(0, 240, 40))
def test_drawn_problems_with_any_effort(start: int) -> None:
    """With enough effort equal to brute force and proved; with less never beyond the bound."""
    for seed in range(start, start + 40):
        problem = drawn(seed)
        best = brute_force(problem)
        limit = min(best[0], ENDLESS)
        for effort in (0, 1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 50, 100, 30_000):
            found = choose(problem, effort=effort)
            chosen = frozenset(members_of(found.awards))
            own = pays(problem, chosen)
            assert permitted(problem, chosen), (seed, effort)
            assert own <= best, (seed, effort)
            assert found.bound >= limit, (seed, effort)
            if found.proved or effort == 30_000:
                assert (own, found.bound) == (best, limit), (seed, effort)
        assert found.proved, seed


@pytest.mark.parametrize("other", [(0, 0), (5, 5), (100, 0)])
def test_one_without_a_known_limit(other: tuple[int, int]) -> None:
    """In the place of another: what it comes to has no known limit, and no figure."""
    second = Fraction(other[0]), Fraction(other[1])
    found = choose(Problem(((ENDLESS, Fraction(1)), second), ((0b1, 0b10),), ()))
    assert found.proved
    assert found.awards == 0b1
    assert found.bound == ENDLESS


def test_of_those_that_exclude_each_other_the_bound_counts_one() -> None:
    """Five in a ring, ten each, without any effort: three pairs cover them, so no more than 30."""
    found = choose(
        Problem(exactly(*[10] * 5), tuple((1 << a, 1 << b) for a, b in RING), ()), effort=0
    )
    assert not found.proved
    assert found.bound == 30


def test_what_is_worth_nothing_brings_nothing_with_it() -> None:
    """5 and 5 under a ceiling of 7, 1 in the place of the second; the last is worth nothing."""
    limit = exactly(7)[0]
    problem = Problem(exactly(1, 5, 5, 0), ((0b1, 0b100),), ((0b110, limit),))
    found = choose(problem)
    assert none_apart(problem, found.awards)
    assert found.awards & 0b111 == 0b110
    assert found.bound == 7


# ---- what takes no search


#: 6 and 6 under a ceiling of 10, and 8 in the place of the second: 14, and the ceiling is not met.
BESIDE = Problem(exactly(6, 6, 8), ((0b10, 0b100),), ((0b11, exactly(10)[0]),))


@pytest.mark.parametrize("seed", range(40))
def test_without_ceilings_nothing_is_searched(seed: int) -> None:
    """What is best in each part is best in all: no effort is needed to prove it."""
    problem = replace(drawn(seed), ceilings=())
    found = choose(problem, taken_apart(problem), effort=0)
    assert found.proved
    assert problem.worth_of(found.awards) == brute_force(problem)


def test_nor_where_no_ceiling_is_met() -> None:
    """At the price of a yuan for a yuan the best choice is found at once."""
    found = choose(BESIDE, taken_apart(BESIDE), effort=0)
    assert found.awards == 0b101
    assert found.bound == 14
    assert found.proved


@pytest.mark.parametrize("seed", range(6))
def test_effort_is_what_it_took(seed: int) -> None:
    """As much as it needs, however much there is; and so much is enough."""
    problem = two_ceilings(Random(seed), 8, 3)[0]
    numbers = Numbers(problem)
    tree = taken_apart(problem)
    weighed = Weighed(numbers, tree, mattering(numbers, tree))
    found = best_of(weighed, 50_000)
    assert 0 <= found.effort < 50_000
    assert found == best_of(weighed, 100_000)
    assert found.bound == found.worth


@pytest.mark.few(2)
@pytest.mark.parametrize("apart", [0, 1, 3, 6, 30_000])
def test_effort_only_narrows_the_bound(apart: int) -> None:
    """Of one tree, taken apart with little effort or much: what is best lies within the bound, and
    the bound is never beyond that at the prices alone.
    """
    for seed in range(100):
        problem = drawn(seed)
        best = brute_force(problem)
        tree = taken_apart(problem, apart)
        widest = choose(problem, tree, effort=0).bound
        for effort in (1, 2, 4, 8, 16, 30_000):
            found = choose(problem, tree, effort=effort)
            assert min(best[0], ENDLESS) <= found.bound <= widest, (seed, effort)
            assert not found.proved or problem.worth_of(found.awards) == best, (seed, effort)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_better_by_the_least_there_is(count: int) -> None:
    """2 each up to a ceiling of 2, else 1: one of the first and the rest of the second, which is
    one more than all of either kind where there are two.
    """
    problem = rows(count, [Fraction(2), Fraction(1)], [Fraction(2), Fraction(100)])
    found = choose(problem)
    assert found.proved
    assert none_apart(problem, found.awards)
    assert problem.worth_of(found.awards)[0] == found.bound == count + 1


@pytest.mark.parametrize("seed", range(8))
def test_what_is_left_off_for_want_of_effort_is_within_the_bound(seed: int) -> None:
    """Of many states so many go on, none less promising than one that does not; what no longer
    goes on could not be better than the choice found, or is remembered by its bound.
    """
    random = Random(seed)
    problem = two_ceilings(random, 6, 3)[0]
    numbers = Numbers(problem)
    tree = taken_apart(problem)
    search = _Search(Weighed(numbers, tree, mattering(numbers, tree)), 1000)
    search.prices = Prices((1, 3), 4, 0)
    search.found = Best(1, 20, 0)
    states = [
        State((random.randint(0, 40), random.randint(0, 40)), random.randint(0, 40), 1 << n)
        for n in range(30)
    ]
    worth = {s.awards: s.under[0] + 3 * s.under[1] + 4 * s.free + 5 for s in states}
    on = search.going_on(states, 5, 10)
    kept = {state.awards for state in on}
    assert len(on) == len(kept) == 10
    left_off = [value for awards, value in worth.items() if awards not in kept]
    assert max(left_off) <= min(worth[awards] for awards in kept)
    assert search.dropped == max(left_off)
    few = search.going_on(states, 5, 100)
    assert {state.awards for state in few} == {a for a, value in worth.items() if value >= 21 * 4}


def test_where_effort_ends_between_two_that_are_alike() -> None:
    """The first has no choice that could be better, and the second is not looked into any more:
    what was found stays, whatever effort there is.

    Each of the two: 14 or 1, and 14 or 1 again; or 2 in the place of all four.  All of 14 are
    under a ceiling of 10, so that 10 and three times 1 are best.
    """
    pairs = ((0b1, 0b10), (0b100, 0b1000), (0b1111, 0b10000))
    problem = Problem(
        exactly(14, 1, 14, 1, 2) * 2,
        tuple((ones << place, others << place) for place in (0, 5) for ones, others in pairs),
        ((bits((0, 2, 5, 7)), (Fraction(10),) * 2),),
    )
    best = bits((0, 3, 6, 8))
    assert problem.worth_of(best) == brute_force(problem) == exactly(13)[0]
    numbers = Numbers(problem)
    tree = taken_apart(problem)
    weighed = Weighed(numbers, tree, mattering(numbers, tree))
    for effort in range(30):
        search = _Search(weighed, effort)
        search.found = Best(best, 13, 0)
        # A tenth for a yuan under the ceiling: 90 for the ceiling, and four times 14.
        _, _, bound = search.best_at(Prices((1,), 10, 90))
        assert bound == 90 + 4 * 14
        for state in search.states(search.root, bound):
            search.note(state)
        assert search.found == Best(best, 13, 0), effort
        # What was not looked into is remembered, as no better than it can be.
        assert search.dropped <= (bound if search.left <= 0 else 0), effort
