"""What is said while something is unknown holds for whatever it turns out to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.funds.applicants import Applicant
from huiqi.truth import Truth
from tests.funds.samples import applicant, results, shared, yuan

DAYS = (date(2024, 3, 1), date(2024, 3, 2))
HOURS = (time(9, 0), time(9, 30), time(10, 0))
#: Where a claim has no known end: further than any pool here.
FAR = 16


@st.composite
def applicants(draw: st.DrawFn) -> list[Applicant]:
    """A few, of whom the base, the rank, the time or whether they qualify may be unknown."""
    found = []
    for n in range(draw(st.integers(1, 4))):
        low = draw(st.integers(0, 6))
        high = draw(st.sampled_from([low, low, low, low + 3, None]))
        day = draw(st.sampled_from([*DAYS, *DAYS, None]))
        hour = None if day is None else draw(st.sampled_from([*HOURS[::2], None]))
        rank = draw(st.sampled_from([1, 2, 2, None]))
        found.append(
            replace(
                applicant(n, 0),
                base_low=yuan(low),
                base_high=None if high is None else yuan(high),
                applied_on=day,
                applied_at=hour,
                rank=None if rank is None else Decimal(rank),
                eligible=draw(st.sampled_from([Truth.TRUE] * 4 + [Truth.UNKNOWN])),
            )
        )
    return found


def moments() -> Iterator[tuple[date, time | None]]:
    """Every place in time that makes a difference: before, between, with and after the others."""
    yield DAYS[0].replace(month=2), None
    yield from product(DAYS, (time(8, 0), *HOURS, time(11, 0), None))
    yield DAYS[1].replace(month=4), None


def completions(one: Applicant) -> list[Applicant]:
    """What one of them may turn out to be; rank and time decide under different rules."""
    low = int(one.base_low * 100)
    high = FAR if one.base_high is None else int(one.base_high * 100)
    bases = sorted({low, (low + high) // 2, high})
    times = list(moments()) if one.applied_on is None else [(one.applied_on, one.applied_at)]
    ranks = [one.rank]
    if one.rank is None:
        ranks = [Decimal(n) / 2 for n in range(1, 6)]
    eligible = [one.eligible]
    if one.eligible is Truth.UNKNOWN:
        eligible = [Truth.TRUE, Truth.FALSE]
    places = [
        (times[n % len(times)], ranks[n % len(ranks)]) for n in range(max(len(times), len(ranks)))
    ]
    return [
        replace(
            one,
            base_low=yuan(base),
            base_high=yuan(base),
            applied_on=day,
            applied_at=hour,
            rank=rank,
            eligible=truth,
        )
        for base, ((day, hour), rank), truth in product(bases, places, eligible)
    ]


def check(
    people: Sequence[Applicant], pool: int, cap: int, tries: int, data: st.DataObject
) -> None:
    """Every completion, or so many of them where they are more, is within the bounds."""
    sharing = shared(people, pool, cap)
    found = results(sharing)
    names = [one.name for one in sharing.applicants]
    each = [completions(one) for one in people]
    number = 1
    for options in each:
        number *= len(options)
    chosen: Iterator[tuple[Applicant, ...]] = product(*each)
    if number > tries:
        drawn = [[data.draw(st.sampled_from(options)) for options in each] for _ in range(tries)]
        chosen = (tuple(one) for one in drawn)
    for complete in chosen:
        after = shared(complete, pool, cap)
        got = {one.name for one in after.applicants}
        for rule, exact in results(after).items():
            if rule not in found:
                continue
            amounts = dict(zip((a.name for a in after.applicants), exact.amounts, strict=True))
            bounds = zip(names, found[rule].low, found[rule].high, strict=True)
            for name, least, most in bounds:
                amount = amounts[name] if name in got else 0
                assert least <= amount <= most, (rule, name, complete)


@settings(max_examples=60, deadline=None)
@given(applicants(), st.integers(0, 14), st.integers(0, 7), st.data())
def test_bounds_hold_for_every_completion(
    people: list[Applicant], pool: int, cap: int, data: st.DataObject
) -> None:
    """Of bases, ranks, times and of who qualifies, under all five rules."""
    check(people, pool, cap, 40, data)


@settings(max_examples=100, deadline=None)
@given(applicants(), st.sampled_from(["time", "rank", "base", "all"]), st.data())
def test_bounds_hold_where_one_is_open(
    people: list[Applicant], what: str, data: st.DataObject
) -> None:
    """All that one of them may turn out to be, among others of whom everything is known and who
    do not all get what they ask.
    """
    settled = [completions(replace(one, eligible=Truth.TRUE))[0] for one in people]
    total = int(sum(one.base_low for one in settled) * 100)
    pool = data.draw(st.integers(0, total + 1))
    known = applicant(90, data.draw(st.integers(0, 3)), 2, 15)
    unknown = {
        "time": {"applied_on": None, "applied_at": None},
        "rank": {"rank": None},
        "base": {"base_high": None},
    }
    changed = unknown.get(
        what, {key: value for part in unknown.values() for key, value in part.items()}
    )
    check([*settled, replace(known, **changed)], pool, 5, 400, data)  # type: ignore[arg-type]


def test_an_application_without_a_day_can_make_a_day_one_moment() -> None:
    """What nobody gets before its day is known is not certain: it may come without an hour."""
    first, second = applicant(1, 100, 1, 0), applicant(2, 100, 1, 30)
    third = applicant(3, 1, 1)
    before = results(shared([first, second, third], 100))["first_come"]
    assert list(before.amounts) == [100, 0, 0]
    # 100 cents for 100 + 100 + 1: 49.75 each of the two, and no more than a cent for the third.
    assert (before.low, before.high) == ([49, 0, 0], [100, 50, 1])
    undivided = replace(third, applied_on=first.applied_on)
    after = results(shared([first, second, undivided], 100))["first_come"]
    assert list(after.amounts) == list(after.low) == list(after.high) == [50, 50, 0]


def test_who_may_not_qualify_may_get_nothing_and_leave_all_to_others() -> None:
    """Its claim is from nothing to what it asks; who does not qualify has no part in anything."""
    one, other = applicant(1, 100, 1, 0), applicant(2, 100, 1, 0)
    doubtful = replace(other, eligible=Truth.UNKNOWN)
    found = results(shared([one, doubtful], 100))["pro_rata"]
    assert (found.low, found.high) == ([50, 0], [100, 50])
    refused = shared([one, replace(other, eligible=Truth.FALSE)], 100)
    assert [a.name for a in refused.excluded] == [other.name]
    assert [list(r.amounts) for r in refused.results if r.reason is None] == [[100]] * 3
