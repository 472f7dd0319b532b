"""A year told by a day of it, or beside a yes: ``2026年3月``, ``是（2026年3月新入规）``."""

from __future__ import annotations

import re

from huiqi.dates import parse_days
from huiqi.quantities import QuantityError
from huiqi.spelling import plain

#: What is said before and after the day; nothing else may be.
_ENTERED = "(?:(?:首次|新)?[纳入进升上][规统库])?"
_TOLD = re.compile(
    rf"(?:(?:是|已)?{_ENTERED}?[(,:;，：； ]*)(?P<day>\d[^()]*?)(?:新?{_ENTERED})?\)?"
)


def year_told(text: str) -> int | None:
    """The year of the day or the month that a cell tells; ``None`` where it tells none, or one that
    may be of two years.
    """
    match = _TOLD.fullmatch(plain(text))
    if match is None:
        return None
    try:
        first, last = parse_days(match["day"])
    except QuantityError:
        return None
    return first.year if first.year == last.year else None
