"""The year in which a title was first given, bounded by a recognition that a table tells.

A certificate of December 2024 says that it was first given in 2024 at the latest, and a first one
that it was given then.  Which fact the year is the title declares: ``first_given``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from huiqi.profile.column_names import Key
from huiqi.profile.lasting import Held
from huiqi.quantities import Span, shift_date
from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import plain

#: That it was the first, and nothing that makes it none.
_FIRST = re.compile("首次(?:认定|通过|获批)?")
_NOT_YET = re.compile("拟|未|非|计划|准备|申报|培育")
#: That it was held before.
_AGAIN = re.compile("复审|复核|重新认定|再次|续|(?<=\\d)复")


def first_years(rulebook: Rulebook, read: Mapping[Key, int]) -> dict[Key, int]:
    """The facts of those years which no column tells, each with the place of the column of its
    title.
    """
    told = {
        (first, None): index
        for (name, _), index in read.items()
        for own in (rulebook.definitions.get(name),)
        if own is not None
        for first in (own.first_given,)
        if first is not None
    }
    return {key: index for key, index in told.items() if key not in read}


def year_first_given(held: Held, text: str, years: int) -> str:
    """What a cell tells of that year (``<= 2024``, ``2025..2025``; of a recheck the year before),
    where it says by a day, and for so many years, whether the title is held; empty where it says
    nothing of it, as these do.
    """
    if held.between is None or _NOT_YET.search(plain(text)):
        return ""
    first, last = (shift_date(day, Span(-years, "years")) for day in held.between)
    if first is None or last is None:
        return ""
    if _FIRST.search(plain(text)) and first.year == last.year:
        return f"{last.year}..{last.year}"
    again = _AGAIN.search(plain(text)) is not None
    return f"<= {last.year - again}"
