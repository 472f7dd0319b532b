"""Several days of one title in a cell: ``2021年认定，2024年复审通过，2027年12月``."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import NamedTuple

from huiqi.dates import days_perhaps
from huiqi.spelling import plain

#: Between days that are each named of a title, outside of brackets: 瞪羚2025.10；高企2023.12.
_EACH = re.compile(r"[;；、,，。\n/ ]+(?![^(（]*[)）])(?=\D)")
#: One of them: of what it is, the day, and how that is meant.
_NAMED = re.compile(
    r"(?P<title>[^\d()（）:：]{2,20}?)[:： ]*[(（]?"
    r"(?P<before>(?:首次|初次)(?:认定|获评)?|(?:证书)?(?:有效期?[至到]?|到期|截止)"
    r"|认定|获评|发证)?[:： ]*"
    r"(?P<day>(?:20)?\d\d(?:[年./-]\d{1,2}(?:[月./-]\d{0,2}[日号]?)?|年))"
    r"(?P<how>.*?)[)）]?"
)
#: What is said of such a day, and as what it stands beside its title.
_HOW = re.compile(
    r"[(（,， ]*(?P<how>(?:首次)?(?:认定|获评|获批|发证|颁证)?|(?:通过)?复[审核](?:通?过)?|首次"
    r"|到期|有效期?[至到]?)了?[)）]*"
)

#: The first and the last day that are meant.
Days = tuple[date, date]


class DayOfTitle(Enum):
    """What a day is said to be.

    ``RECHECK``: it was looked at again then, and not said that it passed; ``PASSED``: apart from
    the day it is said that it did.
    """

    BARE = "bare"
    GIVEN = "given"
    RECHECK = "recheck"
    PASSED = "passed"
    END = "end"


class DaysTold(NamedTuple):
    """The days of a cell, in its order, each with what it is; ``yes``: whether a yes stands before
    them.
    """

    days: tuple[tuple[Days, DayOfTitle], ...]
    yes: bool

    def of(self, *kinds: DayOfTitle) -> list[Days]:
        """Those that are said to be one of these."""
        return [days for days, own in self.days if own in kinds]


_DAY = re.compile(
    r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}[日号]|年\d{1,2}月份?|年[底末]?|\.\d{1,2}(?:\.\d{1,2})?"
    r"|/\d{1,2}(?:/\d{1,2})?|-\d{1,2}(?:-\d{1,2})?)?(?!\d)"
)
_BETWEEN = re.compile(r"[,;，；、。() ]+")
_YES = ("是", "有")
_END = re.compile("(?:证书)?(?:有效期?[至到]?|[至到]|到期|截止|期满)日?:?")
_ENDS = re.compile("前?(?:已|将)?(?:到期|止|截止|期满|届满)了?")
_AGAIN = "(?:复[审核]|重新认定)"
_FIRST = "(?:首次|初次|第[一二三四]次|[一二两三四]次|新|重新|再次|又|已经?|顺利)*"
_GIVEN = re.compile(
    rf"首次|{_FIRST}(?:认定|获[批评得]|评[上定]|(?:颁?发|[领拿换])[了的]?新?证|{_AGAIN}通?过"
    rf"|通过{_AGAIN}?|重新认定)的?(?:通过|成功)?了?"
)
_PASSED = re.compile(rf"(?:已经?|又)?(?:{_AGAIN}已?通?过|通过{_AGAIN})了?")
#: The same with its year, which is this one where none is named.
_PASSED_IN = re.compile(
    r"(?:今年|本年|(?P<year>20\d\d)(?:年|[./-])?)(?:\d{1,2}[月日.]*)*" f"(?:{_PASSED.pattern})"
)
_RECHECK = re.compile("(?:已经?|又)?复[审核]?了?")


def days_by_title(cell: str) -> list[tuple[str, str]] | None:
    """Each title that a cell of days names, with its day and what is said of that, as written
    (瞪羚2025.10；高企2023.12复审过); ``None`` where a part of it names none.  A day of which
    another thing is said (2026.6公示) is none that it was given: empty.
    """
    found = []
    for part in filter(None, _EACH.split(cell.strip())):
        if (match := _NAMED.fullmatch(part)) is None:
            return None
        how, before = _HOW.fullmatch(match["how"]), match["before"] or ""
        if before and _END.fullmatch(plain(before)):
            day = before + match["day"]
        else:
            day = match["day"] + before
        found.append((match["title"], "" if how is None else day + how["how"]))
    return found or None


def passed_now(cell: str, as_of: date) -> bool:
    """Whether it says that the title passed a recheck in the year of decision (今年复核通过): no
    title ends in the year in which it is given anew.
    """
    told = _PASSED_IN.finditer(cell)
    return any(one["year"] in (None, str(as_of.year)) for one in told)


def days_of_title(cell: str) -> DaysTold | None:
    """The days that a cell tells, in its plain form with the century of each year; ``None`` where
    it says anything else.
    """
    found = list(_DAY.finditer(cell))
    if not found:
        return None
    first = [part for part in _BETWEEN.split(cell[: found[0].start()]) if part]
    yes = first[:1] in ([one] for one in _YES)
    first = first[1:] if yes else first
    if len(first) > 1:
        return None
    days, before = list[tuple[Days, DayOfTitle]](), "".join(first)
    for own, then in zip(found, (*found[1:], None), strict=True):
        gap = cell[own.end() : None if then is None else then.start()]
        after, next_ = (_BETWEEN.split(gap), "") if then is None else _apart(gap)
        told, kind = days_perhaps(own[0]), _kind(before, after)
        if told is None or kind is None:
            return None
        days.append((told, kind))
        before = next_
    return DaysTold(tuple(days), yes)


def _apart(gap: str) -> tuple[list[str], str]:
    """What is said between two days: behind the first, and before the second."""
    *parts, last = _BETWEEN.split(gap)
    if not parts:
        return ([""], last) if _END.fullmatch(last) else ([last], "")
    return parts, last


def _kind(before: str, after: list[str]) -> DayOfTitle | None:
    """What a day is, by the words before and behind it, of which the first is not apart from it;
    ``None`` where they say anything else.
    """
    kinds = set[DayOfTitle]()
    if before:
        kinds.add(DayOfTitle.END if _END.fullmatch(before) else DayOfTitle.GIVEN)
        if DayOfTitle.GIVEN in kinds and not _GIVEN.fullmatch(before):
            return None
    for place, word in enumerate(after):
        if not word:
            continue
        if _ENDS.fullmatch(word):
            kinds.add(DayOfTitle.END)
        elif _RECHECK.fullmatch(word):
            kinds.add(DayOfTitle.RECHECK)
        elif place and _PASSED.fullmatch(word):
            kinds.add(DayOfTitle.PASSED)
        elif _GIVEN.fullmatch(word):
            kinds.add(DayOfTitle.GIVEN)
        else:
            return None
    return next(iter(kinds), DayOfTitle.BARE) if len(kinds) < 2 else None
