"""A yes-or-no of what is held up to a day, told by that day: ``2027年11月``, ``是（2026.3到期）``.

A day to come can only be the end.  A day that is past is the end where the cell or the head of its
column says so; else it may be that of the award, which may have lapsed, and answers nothing.
"""

from __future__ import annotations

import re
from datetime import date

from huiqi.dates import parse_days
from huiqi.quantities import QuantityError
from huiqi.spelling import plain
from huiqi.truth import Truth
from huiqi.wordings import yes_or_no

#: What is said before a day, the day, and what is said after it.
_TOLD = re.compile(
    r"(?P<said>[^\d(,:;，：；、]*)[(,:;，：；、 ]*(?P<before>[^\d]*)"
    r"(?P<day>(?:19|20)\d\d[\d年月日号./-]*)(?P<after>.*)"
)
_END = re.compile("有效期|到期|截止|截至|期满|届满|失效|有效至|有效到")
_OVER = ("已过期", "过期", "已到期", "已失效", "失效", "已期满")
#: What ends a day says no more than that it is one.
_NOTHING_MORE = re.compile("[)、,，。; 前止后的已将]*")


def told_by_day(text: str, head: str, as_of: date) -> Truth | None:
    """Whether it is held on the day of decision; ``None`` where the cell does not say so by a day.

    ``head``: of its column.
    """
    if plain(text) in _OVER:
        return Truth.FALSE
    match = _TOLD.fullmatch(plain(text))
    if match is None:
        return None
    said, before, after = match["said"], match["before"], match["after"]
    try:
        first, last = parse_days(match["day"])
    except QuantityError:
        return None
    yes = yes_or_no(said) if said else None
    if yes is False or (said and yes is None and not _END.search(said)):
        return None
    more = _NOTHING_MORE.sub("", _END.sub("", after))
    if _END.search(f"{said}{before}{after}") or (_END.search(head) and not more):
        if first >= as_of:
            return Truth.TRUE
        return Truth.FALSE if last < as_of and not yes and not more else None
    # 2027年拟申报 tells of what is hoped for; 是，2022年 of an award that may have lapsed.
    return Truth.TRUE if first > as_of and not more else None
