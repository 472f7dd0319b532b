"""A year told by a day of it, or beside a yes: ``2026年3月``, ``是（2026年3月新入规）``."""

from __future__ import annotations

import re

from huiqi.dates import days_written
from huiqi.spelling import plain

#: What is said before and after the day; nothing else may be.
_ENTERED = "(?:(?:首次|新)?[纳入进升上][规统库])?"
_TOLD = re.compile(rf"[是已]?{_ENTERED}[(,:;，：； ]*(?P<day>\d[^()]*?)新?{_ENTERED}\)?")
#: That it has not come to that yet: 未入规, 尚未纳统.
_NOT_YET = re.compile("(?:还没有?|尚未|从未|从来没有?|没有?|未)[纳入进升上]+[规统库]*")


def says_never(text: str) -> bool:
    """Whether a cell says that there is no such year: it never came to that.  否 and 临规 do not:
    they tell how things stand now.
    """
    return _NOT_YET.fullmatch(plain(text)) is not None


def year_told(text: str) -> int | None:
    """The year of the day or the month that a cell tells; ``None`` where it tells none, or one that
    may be of two years.
    """
    match = _TOLD.fullmatch(plain(text))
    days = None if match is None else days_written(match["day"])
    return days[0].year if days is not None and days[0].year == days[1].year else None
