"""Whether it was so in a year, as cells say it with theirs: 2026年入库了, 2025年有，今年没弄.

All of a cell is read, or nothing of it: what it says beside years, yes and no is of something else.
"""

from __future__ import annotations

import re
from datetime import date

from huiqi.dates import RELATIVE_YEAR, RELATIVE_YEARS
from huiqi.spelling import read_whole
from huiqi.wordings import answer_in_words

#: A year, with the month or the day of it.
_YEAR = (
    rf"(?P<year>{RELATIVE_YEAR}|20\d\d年?度?|\d\d年度?)"
    r"(?:(?<=年)\d{1,2}月份?(?:\d{1,2}[日号])?|[./-]\d{1,2}(?:[./-]\d{1,2})?(?!\d))?"
)
_SO = "(?:都|也|均|就|全|又|刚)*"
#: That it was, and that it was not: of 还没 nobody knows what became of it.
_YES = (
    rf"(?P<yes>{_SO}(?:已经?)?(?:入了?库了?|在库|有了?|是的?(?!否)|评上了?|登记了|有入?库?编号))"
    "(?!没)"
)
_NO = (
    rf"(?P<no>{_SO}(?:没有?|未|不)"
    "(?:在库|(?:再|能)?(?:入库?|(?P<undone>弄|报|申报|办|做|登记|搞)|续|评上?|上)?了?)"
    r"|否|不是|无)"
)
_PART = re.compile(rf"[,;:、。()/+和及与 ]*(?:{_YEAR}|{_NO}|{_YES})[,;:、。()/+ ]*")
_CENTURY = 2000


def whether_in_year(text: str, asked: int, as_of: date) -> bool | None:
    """What a cell says of the year that its column asks about; ``None`` where it says nothing of
    it, or anything else.
    """
    told = years_stated(text, asked, as_of)
    return None if told is None else told.get(asked)


def tells_other_years(text: str, asked: int, as_of: date) -> bool:
    """Whether a cell says it of other years alone."""
    told = years_stated(text, asked, as_of)
    return told is not None and asked not in told


def years_stated(text: str, asked: int, as_of: date) -> dict[int, bool] | None:
    """Of which years a cell says whether it was so; what it says of none is of the year ``asked``.
    ``None`` where it says anything else, says two things of a year, or hopes for one.
    """
    parts = read_whole(_PART, answer_in_words(text))
    stated, open_, lead = dict[int, bool](), list[int](), None
    if parts is None:
        return None
    for match in parts:
        if match["year"]:
            open_.append(_year(match["year"], as_of))
            continue
        status = match["yes"] is not None
        if match["undone"] and not open_ and asked >= as_of.year:
            # What was not applied for, with no word of when, may be yet.
            continue
        if not open_ and (stated or lead is not None):
            return None
        if not open_:
            lead = status
        if any(stated.setdefault(year, status) is not status for year in open_):
            return None
        open_ = []
    if open_ and (lead is False or stated):
        # 没有，2025 and 2025年没有，2026 may mean either.
        return None
    stated |= dict.fromkeys(open_, True)
    if lead is not None and not stated:
        stated = {asked: lead}
    if lead is not None and lead is not stated.get(asked, lead):
        return None
    return stated if stated and max(stated) <= as_of.year else None


def _year(told: str, as_of: date) -> int:
    if told in RELATIVE_YEARS:
        return as_of.year + RELATIVE_YEARS[told]
    number = int(re.sub(r"\D", "", told))
    return number if number >= _CENTURY else _CENTURY + number
