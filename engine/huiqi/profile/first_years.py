"""The years of a title that a table tells with it, as that in which it was first given.

A certificate of December 2024 says that it was first given in 2024 at the latest, and a first one
that it was given then.  Which fact the year is the title declares: ``first_given``; as those of the
first application that failed, and of the last recheck (``first_failed``, ``last_rechecked``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from huiqi.profile.column_names import Key
from huiqi.profile.lasting import Held
from huiqi.profile.title_history import title_history
from huiqi.quantities import Span, shift_date
from huiqi.rulebook.rulebook import Declared, Rulebook
from huiqi.spelling import plain
from huiqi.truth import Truth

#: That it was the first, and nothing that makes it none.
_FIRST = re.compile("首次(?:认定|通过|获批)?")
_NOT_YET = re.compile("拟|未|非|计划|准备|申报|培育")
#: That it was held before.
_AGAIN = re.compile("复审|复核|重新认定|再次|续|(?<=\\d)复")


def years_of_title(title: Declared) -> tuple[str, ...]:
    """The facts of its years."""
    return tuple(filter(None, (title.first_given, title.first_failed, title.last_rechecked)))


def first_years(rulebook: Rulebook, read: Mapping[Key, int]) -> dict[Key, int]:
    """The facts of those years which no column tells, each with the place of the column of its
    title.
    """
    told = {
        (year, None): index
        for (name, _), index in read.items()
        if name in rulebook.definitions
        for year in years_of_title(rulebook.definitions[name])
    }
    return {key: index for key, index in told.items() if key not in read}


def year_of_title(
    title: Declared, fact: str, held: Callable[[], Held], text: str, as_of: date
) -> str:
    """What a cell tells of one of the years of a title, as the value of its fact is written; empty
    where it says nothing of it.

    Args:
        held: Whether and until when it is held, as the cell says, or whoever gave the table.
    """
    years = title.lasting
    if years is True or not years:
        return ""
    told = title_history(text, as_of)
    if told is None and held().truth is Truth.TRUE:
        # 2024复审, of what is said to be in force: it passed.
        told = title_history(text, as_of, held=True)
    if fact == title.first_failed:
        return "" if told is None else told.failed_year
    if fact == title.last_rechecked:
        return "" if told is None else told.rechecked_year(as_of, years)
    first = "" if told is None else told.first_year(years)
    return first or year_first_given(held(), text, years)


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
