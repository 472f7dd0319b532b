"""The place in time of each applicant, by what is known of its day and hour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from huiqi.funds.first_come import by_day, by_time
from huiqi.truth import Truth
from tests.funds.samples import DAY, applicant

NEXT = date(2024, 3, 2)
YES, OPEN = Truth.TRUE, Truth.UNKNOWN


@pytest.mark.parametrize(
    ("day", "hour", "eligible", "known"),
    [
        (DAY, time(10), YES, True),
        (DAY, time(10), OPEN, True),
        (DAY, None, YES, True),
        # Without an hour it makes its day one moment, if it counts at all: that is open.
        (DAY, None, OPEN, False),
        (None, time(10), YES, False),
        (None, None, YES, False),
        (None, None, OPEN, False),
    ],
)
def test_a_place_is_known_by_its_day_and_hour(
    day: date | None, hour: time | None, eligible: Truth, known: bool
) -> None:
    """Whether or not it qualifies, where it has both."""
    one = replace(applicant(1, 10), applied_on=day, applied_at=hour, eligible=eligible)
    assert by_time([one]) == by_day([one]) == [0 if known else None]


def test_one_without_an_hour_joins_those_of_its_day_alone() -> None:
    """Of other days the hours still count; in whatever order they stand."""
    hours = [(NEXT, time(9)), (DAY, time(10)), (NEXT, time(8)), (DAY, time(9))]
    people = [
        replace(applicant(n, 10), applied_on=day, applied_at=hour)
        for n, (day, hour) in enumerate(hours)
    ]
    assert by_time(people) == [3, 1, 2, 0]
    assert by_day(people) == [1, 0, 1, 0]
    whole = replace(applicant(9, 10), applied_on=DAY)
    assert by_time([*people, whole]) == [2, 0, 1, 0, 0]
    # One that may not count, or without a day, joins nobody.
    for open_ in (replace(whole, eligible=OPEN), applicant(9, 10)):
        assert by_time([*people, open_]) == [3, 1, 2, 0, None]
