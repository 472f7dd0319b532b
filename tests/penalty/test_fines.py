"""Which fine applies: one act under several laws, and laws that changed.

Article 29: 同一个违法行为违反多个法律规范应当给予罚款处罚的，按照罚款数额高的规定处罚.  Article 37:
适用违法行为发生时的规定；新的规定处罚较轻或者不认为是违法的，适用新的规定.  What each case expects
follows from these words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.penalty.fines import highest, no_violation, versions
from huiqi.penalty.laws import ApplicableLaw, Law
from huiqi.sentences import sentence
from huiqi.truth import Truth
from tests.penalty.book import DAY, DECIDER, LICENCE, incident

ACT, NOW = date(2024, 1, 1), date(2025, 1, 1)


def law(name: str, low: int | None, high: int | None, **more: object) -> Law:
    """A law with its range of fines in yuan."""
    return Law(
        law=name,
        article="第一条",
        fine_low=None if low is None else Decimal(low),
        fine_high=None if high is None else Decimal(high),
        **{"since": None, "until": None, **more},  # type: ignore[arg-type]
    )


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
    assert _chosen(law("甲", 30, 40), law("乙", 10, None)) is None
    # A third one above both settles it.
    assert _chosen(law("甲", 30, 40), law("乙", 10, 50), law("丙", 30, 50)) == law("丙", 30, 50)


def test_one_law_is_no_competition() -> None:
    """Nothing to choose."""
    assert highest(versions([law("甲", 1, 2)], ACT, NOW)) is None
    assert highest(versions([], ACT, NOW)) is None


def test_only_provisions_that_are_violated_compete() -> None:
    """Where it is no violation there is no fine to be higher; between the others one is."""
    none = law("甲", 90, 99, violation=False)
    assert highest(versions([none, law("乙", 10, 30)], ACT, NOW)) is None
    assert highest(versions([none, law("乙", 10, 30, violation=False)], ACT, NOW)) is None
    assert _chosen(none, law("乙", 10, 30), law("丙", 20, 30)) == law("丙", 20, 30)


def test_a_provision_whose_version_is_open_may_be_the_higher() -> None:
    """However high the one that is known: no officer has yet said which version applies."""
    one, other = law("甲", 1, 2), law("甲", 3, 4)
    high = law("乙", 50, 90)
    found = highest(versions([one, other, high], ACT, NOW))
    assert found is not None
    assert found.chosen is None
    assert found.among == (high,)
    assert "行政机关认定" in found.reason
    open_ = ApplicableLaw(None, (one, other), sentence("{law}", law="示例"))
    assert highest([open_]) is None


def test_equal_fines_are_one_fine_all_the_same() -> None:
    """By the one named first; nothing is left for an officer."""
    first, second = law("甲", 10, 30), law("乙", 10, 30)
    assert _chosen(first, second) is first
    assert _chosen(second, first) is second


def _two(low: int, high: int, violation: bool = True) -> tuple[Law, Law]:
    old = Law(
        law="甲",
        article="第一条",
        since=None,
        until=date(2024, 6, 30),
        fine_low=Decimal(10),
        fine_high=Decimal(30),
    )
    new = Law(
        law="甲",
        article="第一条",
        since=date(2024, 7, 1),
        until=None,
        fine_low=Decimal(low),
        fine_high=Decimal(high),
        violation=violation,
    )
    return old, new


def test_the_new_law_applies_only_where_lighter() -> None:
    """Old, unless the new one is lighter at both ends or no longer a violation."""
    for low, high, new_applies in (
        (0, 10, True),
        (10, 29, True),
        (0, 30, True),
        (10, 30, False),
        (11, 30, False),
        (10, 31, False),
        (20, 50, False),
    ):
        old, new = _two(low, high)
        (choice,) = versions((old, new), ACT, NOW)
        assert choice.chosen is (new if new_applies else old), (low, high)
        assert ("新的规定处罚较轻" in choice.reason) is new_applies
        assert ("新的规定不更轻" in choice.reason) is not new_applies
    (choice,) = versions(_two(0, 50), ACT, NOW)
    assert choice.chosen is None
    old, new = _two(0, 0, violation=False)
    (choice,) = versions((old, new), ACT, NOW)
    assert choice.chosen is new
    assert "不认为是违法" in choice.reason
    # What is no violation needs no fine to be lighter.
    without = replace(new, fine_low=None, fine_high=None)
    assert versions((old, without), ACT, NOW)[0].chosen is without
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
    assert choice.reason == "适用行为发生时的规定"
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


def test_of_several_versions_the_first_is_named_however_they_are_listed() -> None:
    """Where none of them calls it a violation: then, or by the day of the decision."""
    old, new = (replace(each, violation=False) for each in _two(10, 50))
    for listed in ((old, new), (new, old)):
        (choice,) = versions(listed, ACT, NOW, date(2024, 8, 1))
        assert choice.chosen is old
        assert "不溯及既往" in choice.reason
    # A slip of whoever listed them: two versions in force at once.
    later = replace(new, since=date(2024, 8, 1))
    before = replace(old, violation=True)
    for three in ((before, new, later), (later, new, before)):
        (choice,) = versions(three, ACT, NOW)
        assert choice.chosen is new


def test_what_was_no_violation_stays_none() -> None:
    """Article 37: the law at the time of the act; a later, heavier one does not reach back."""
    old, new = _two(10, 50)
    old = replace(old, violation=False)
    # Nor does a later, lighter one: less than nothing is not lighter.
    for high in (50, 5):
        (choice,) = versions(
            (old, replace(new, fine_low=Decimal(0), fine_high=Decimal(high))), ACT, NOW
        )
        assert choice.chosen is old
        assert "不溯及既往" in choice.reason
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
        assert ("行为延续到" in choice.reason) is (chosen is None)
    # Also where two versions are said to have come while it went on.
    both = (old, new, replace(new, fine_high=Decimal(5)))
    assert "行为延续到" in versions(both, ACT, NOW, date(2024, 7, 1))[0].reason
    # An act that is said to have ended before it began was done on the day it began.
    assert versions((old, new), ACT, NOW, date(2023, 1, 1))[0].chosen is new
    before = replace(old, violation=False)
    assert versions((before, new), ACT, NOW, date(2024, 7, 1))[0].chosen is None
    assert no_violation((before, new), ACT, NOW, date(2024, 6, 30))[0] is Truth.TRUE
    assert no_violation((before, new), ACT, NOW, date(2024, 7, 1))[0] is Truth.UNKNOWN


def test_two_versions_of_one_day_are_not_chosen_between() -> None:
    """The first of them is not simply taken."""
    one, other = law("甲", 10, 30), law("甲", 20, 40)
    (choice,) = versions((one, other), ACT, NOW)
    assert choice.chosen is None
    assert "行为发生时有效的版本写了不止一个" in choice.reason
    old, new = _two(0, 10)
    for again in (replace(new, fine_high=Decimal(5)), replace(new, violation=False)):
        (choice,) = versions((old, new, again), ACT, NOW)
        assert choice.chosen is None
        assert "决定时有效的版本写了不止一个" in choice.reason
        assert no_violation((old, new, again), ACT, NOW)[1] is (
            Truth.FALSE if again.violation else Truth.UNKNOWN
        )


FROM, UNTIL = {"in_force_from": "2024-01-01"}, {"in_force_until": "2025-03-31"}
FINE = {"fine_low": "1万元", "fine_high": "3万元"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (FROM | UNTIL | FINE,
         law("甲法", 10000, 30000, since=date(2024, 1, 1), until=date(2025, 3, 31))),
        ({}, law("甲法", None, None)),
        ({"violation": False}, law("甲法", None, None, violation=False)),
        ({"violation": True}, law("甲法", None, None)),
        # An end that lies somewhere is not known; a version of no certain day is not dated.
        ({"fine_low": "1万元..2万元"}, law("甲法", None, None)),
        ({"fine_high": ">= 3万元"}, law("甲法", None, None)),
        (FROM | {"in_force_until": ">= 2025-01-01"},
         law("甲法", None, None, since=date(2024, 1, 1), dated=False)),
        ({"in_force_from": "2024-01-01..2024-02-01"} | UNTIL,
         law("甲法", None, None, until=date(2025, 3, 31), dated=False)),
        ({"in_force_until": "不适用"}, law("甲法", None, None)),
    ],
)  # fmt: skip
def test_a_provision_is_read_as_it_is_written(written: dict[str, Any], read: Law) -> None:
    """Each of its days and fines from its own field."""
    laws = [{"law": "甲法", "article": "第一条", **written}]
    data = {"incident": LICENCE, "items": [], "history": [], "laws": laws}
    assert incident(data).laws == (read,)


def test_a_provision_without_a_name_is_one_all_the_same() -> None:
    """What is not written stays empty; two without a name are versions of one."""
    data: dict[str, Any] = {"incident": LICENCE, "items": [], "history": []}
    read = incident({**data, "laws": [{"fine_low": "1元"}, {"fine_low": "2元"}]}).laws
    assert read is not None
    assert [found.name for found in read] == ["", ""]
    assert len(versions(read, ACT, NOW)) == 1


def test_a_version_of_no_certain_day_is_not_chosen() -> None:
    """It may or may not have been in force at the time: for an officer, and no ground to stop."""
    old, new = _two(0, 10)
    for laws in ((replace(old, dated=False), new), (old, replace(new, dated=False))):
        (choice,) = versions(laws, ACT, NOW)
        assert choice.chosen is None
        assert "没有写到哪一天" in choice.reason
        assert no_violation(laws, ACT, NOW) == (Truth.UNKNOWN, Truth.UNKNOWN)
        gone = tuple(replace(found, violation=False) for found in laws)
        assert versions(gone, ACT, NOW)[0].chosen is None
        assert no_violation(gone, ACT, NOW) == (Truth.UNKNOWN, Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("fields", "chosen"),
    [
        ({"nature": "single"}, "new"),
        ({"nature": "continuing", "ended_on": "2025-03-31"}, "new"),
        ({"nature": "continuing", "ended_on": "2025-04-01"}, None),
        ({"nature": "continuing"}, None),
    ],
)
def test_an_incident_says_how_long_the_act_went_on(
    fields: dict[str, str], chosen: str | None
) -> None:
    """A single act is done on its day; one whose end is not known may go on to this day."""
    laws = [
        {"law": "甲法", "article": "第一条", **UNTIL, **FINE},
        {"law": "甲法", "article": "第一条", "in_force_from": "2025-04-01", "fine_low": 0,
         "fine_high": "1万元"},
    ]  # fmt: skip
    data = {"incident": {**LICENCE, **fields}, "items": [], "history": [], "laws": laws}
    (choice,) = DECIDER.decide(incident(data), DAY, around=False).versions
    assert (choice.chosen and choice.chosen.fine_high) == (chosen and Decimal(10000))


ENDS = (None, Decimal(0), Decimal(1), Decimal(2))


def test_every_two_ranges_of_fines() -> None:
    """The new one is lighter where it is lower at an end and higher at none."""
    fines = [(a, b) for a, b in product(ENDS, repeat=2) if a is None or b is None or a <= b]
    for one, two in product(fines, repeat=2):
        old, new = _two(0, 0)
        old = replace(old, fine_low=one[0], fine_high=one[1])
        new = replace(new, fine_low=two[0], fine_high=two[1])
        (choice,) = versions((old, new), ACT, NOW)
        signs = {
            None if a is None or b is None else (b > a) - (b < a)
            for a, b in zip(one, two, strict=True)
        }
        if None in signs or signs >= {-1, 1}:
            assert choice.chosen is None, (one, two)
        else:
            assert choice.chosen is (new if -1 in signs else old), (one, two)


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
