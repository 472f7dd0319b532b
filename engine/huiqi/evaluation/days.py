"""Days between which a dated parameter changes."""

from __future__ import annotations

from datetime import date, timedelta

from huiqi.rulebook.rulebook import Parameter
from huiqi.values import Interval

_DAY = timedelta(days=1)


def days_told_apart(parameter: Parameter, day: Interval) -> list[date]:
    """The first of a range of days, and each on which a row begins or has ended: between them
    nothing changes.
    """
    first: date = date.min if day.low is None else day.low
    if day.low is not None and day.low == day.high:
        return [first]
    ends = (row.until for row in parameter.rows if row.until is not None)
    changes = {row.since for row in parameter.rows} | {end + _DAY for end in ends if end < date.max}
    within_range = (at for at in changes if first < at and (day.high is None or at <= day.high))
    return [first, *sorted(within_range)]
