"""Which fine applies: one act under several laws, and laws that changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from huiqi.penalty.fines import Law, highest, no_violation, versions
from huiqi.truth import Truth

ACT, NOW = date(2024, 1, 1), date(2025, 1, 1)


def law(name: str, low: int | None, high: int | None, **more: object) -> Law:
    """A law with its range of fines in yuan."""
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    return Law(name, "第一条", None, None, *ends, **more)  # type: ignore[arg-type]


def _chosen(*laws: Law) -> Law | None:
    found = highest(versions(laws, ACT, NOW))
    assert found is not None
    return found.chosen


def test_the_higher_at_both_ends_applies() -> None:
    """In whatever order the laws are named."""
    low, high = law("甲", 10, 30), law("乙", 20, 50)
    assert _chosen(low, high) == high
    assert _chosen(high, low) == high
    assert _chosen(law("甲", 10, 30), law("乙", 10, 31)) == law("乙", 10, 31)


def test_ranges_that_cross_are_for_an_officer() -> None:
    """The article does not say how ranges are compared."""
    assert _chosen(law("甲", 30, 40), law("乙", 10, 50)) is None
    assert _chosen(law("甲", None, 40), law("乙", 10, 50)) is None
    # A third one above both settles it.
    assert _chosen(law("甲", 30, 40), law("乙", 10, 50), law("丙", 30, 50)) == law("丙", 30, 50)


def test_one_law_is_no_competition() -> None:
    """Nothing to choose."""
    assert highest(versions([law("甲", 1, 2)], ACT, NOW)) is None
    assert highest(versions([], ACT, NOW)) is None


def _two(low: int, high: int, violation: bool = True) -> tuple[Law, Law]:
    old = Law("甲", "第一条", None, date(2024, 6, 30), Decimal(10), Decimal(30))
    new = Law(
        "甲", "第一条", date(2024, 7, 1), None, Decimal(low), Decimal(high), violation=violation
    )
    return old, new


def test_the_new_law_applies_only_where_lighter() -> None:
    """Old, unless the new one is lighter at both ends or no longer a violation."""
    for low, high, new_applies in ((0, 10, True), (10, 29, True), (10, 30, False), (20, 50, False)):
        old, new = _two(low, high)
        (choice,) = versions((old, new), ACT, NOW)
        assert choice.chosen is (new if new_applies else old), (low, high)
    (choice,) = versions(_two(0, 50), ACT, NOW)
    assert choice.chosen is None
    old, new = _two(0, 0, violation=False)
    (choice,) = versions((old, new), ACT, NOW)
    assert choice.chosen is new
    assert no_violation((old, new), ACT, NOW) == (Truth.FALSE, Truth.TRUE)
    assert no_violation((old, new), ACT, date(2024, 6, 30)) == (Truth.FALSE, Truth.FALSE)


def test_versions_of_one_law_meet_however_they_are_spelt() -> None:
    """〔2020〕 and [2020], a space: two versions of one provision, not two provisions."""
    old, new = _two(5, 20)
    old, new = replace(old, law="甲法（试行）"), replace(new, law="甲法 (试行)", article="第一条 ")
    assert len(versions([old, new], ACT, NOW)) == 1


def test_an_act_after_the_change_is_under_the_new_law() -> None:
    """However heavy it is."""
    old, new = _two(20, 50)
    (choice,) = versions((old, new), date(2024, 7, 1), NOW)
    assert choice.chosen is new
    (choice,) = versions((old, new), date(2024, 6, 30), NOW)
    assert choice.chosen is old


def test_what_is_not_given_is_not_chosen() -> None:
    """No version at the time of the act, or none now: for an officer."""
    old, new = _two(0, 10)
    assert versions((new,), ACT, NOW)[0].chosen is None
    assert versions((old,), ACT, NOW)[0].chosen is None
    assert no_violation((), ACT, NOW) == (Truth.FALSE, Truth.FALSE)
    assert no_violation((new,), ACT, NOW) == (Truth.UNKNOWN, Truth.FALSE)
    assert no_violation((old,), ACT, NOW) == (Truth.FALSE, Truth.UNKNOWN)


def test_what_was_no_violation_stays_none() -> None:
    """Article 37: the law at the time of the act; a later, heavier one does not reach back."""
    old, new = _two(10, 50)
    old = replace(old, violation=False)
    (choice,) = versions((old, new), ACT, NOW)
    assert choice.chosen is old
    assert no_violation((old, new), ACT, NOW) == (Truth.TRUE, Truth.FALSE)
    # Under two laws it has to be none under both.
    other = law("乙", 10, 20)
    assert no_violation((old, new, other), ACT, NOW) == (Truth.FALSE, Truth.FALSE)
    (_, lapsed) = _two(0, 0, violation=False)
    both = (old, new, replace(old, law="乙", violation=True), replace(lapsed, law="乙"))
    assert no_violation(both, ACT, NOW) == (Truth.FALSE, Truth.TRUE)


def test_an_act_that_goes_on_into_the_new_law_is_for_an_officer() -> None:
    """Which version its time is, the article does not say."""
    old, new = _two(0, 10)
    for ended, chosen in ((date(2024, 6, 30), new), (date(2024, 7, 1), None)):
        (choice,) = versions((old, new), ACT, NOW, ended)
        assert choice.chosen is chosen
    before = replace(old, violation=False)
    assert no_violation((before, new), ACT, NOW, date(2024, 6, 30))[0] is Truth.TRUE
    assert no_violation((before, new), ACT, NOW, date(2024, 7, 1))[0] is Truth.UNKNOWN


def test_two_versions_of_one_day_are_not_chosen_between() -> None:
    """The first of them is not simply taken."""
    one, other = law("甲", 10, 30), law("甲", 20, 40)
    (choice,) = versions((one, other), ACT, NOW)
    assert choice.chosen is None


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).map(sorted), min_size=2, max_size=4)
)
def test_no_law_is_higher_than_the_chosen_one(ranges: list[list[int]]) -> None:
    """At either end."""
    laws = [law(str(n), low, high) for n, (low, high) in enumerate(ranges)]
    chosen = _chosen(*laws)
    ends = [(Decimal(low), Decimal(high)) for low, high in ranges]
    top = (max(low for low, _ in ends), max(high for _, high in ends))
    if top in ends:
        assert chosen is not None
        assert (chosen.fine_low, chosen.fine_high) == top
    else:
        assert chosen is None
