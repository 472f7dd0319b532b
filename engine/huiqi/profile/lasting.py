"""A yes-or-no of what is held up to a day, told by a day: ``2027年11月``, ``是（2026.3到期）``.

A day to come can only be the end.  A day that is past is the end, or that of the recognition, only
where the cell or the head of its column says so; else it answers nothing.  What was recognised is
held for so many years, where the rules know how many; afterwards it may have been renewed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from huiqi.dates import RELATIVE_YEARS, YEARS_TOLD, days_perhaps, days_written, in_years
from huiqi.profile.days_of_titles import DayOfTitle, Days, days_of_title, passed_now
from huiqi.profile.on_the_way import applies_for_it, refused_it, tells_of_refusal
from huiqi.profile.over_told import (
    NOT_RENEWED,
    NOTHING_MORE,
    OVER,
    ended_beside_yes,
    ended_then,
    says_not_held,
    with_centuries,
)
from huiqi.quantities import Span, shift_date
from huiqi.rulebook.levels_written import FIRST_TIME, RECHECK_PASSED
from huiqi.spelling import plain
from huiqi.truth import Truth
from huiqi.wordings import answer_in_words, says_nothing, yes_or_no

#: What ends within so many days is told: time enough to apply for it anew.
SOON = 180
#: What the user says the days of a column are, behind the name of what it is.
ENDS = "有效期至"
UNTIL, RECOGNISED = f"（{ENDS}）", "（认定日期）"
#: The same of a figure that is to be audited.
AT_MOST = "（至多）"
_DAY = r"(?:19|20)\d\d[\d年月日号底末./-]*"
#: A day behind it is the last.
_UP_TO = ("到", "至")
#: The number of a certificate, before what else is said.
_CERTIFICATE = re.compile(
    r"^(?P<yes>[是有](?=[ ,;、，；:：(/a-z证编]))?[ ,;、，；:：(/]*"
    r"(?:证书)?(?:编?号)?:?[a-z]{1,4}\d{8,14}\)?[ ,;、，；]*"
)
#: Between a yes and the day, where a head names both: 是/2026.12.7.
_YES_THEN = re.compile(r"^(?P<yes>[是有已]) ?[/|~—–-] ?(?=.)")
#: Behind a day that a spreadsheet keeps as a moment.
_MIDNIGHT = re.compile(r"(?<=\d)[ T]00:00(?::00)?$")
#: A head that asks whether first: 是否高企/证书到期.
_ASKS_WHETHER = re.compile("是否|是不是|有无|有没有")
#: 已过期，2025.12到期没重新认定: what is said behind it tells since when.
_IS_OVER = re.compile(r"已?(?:过期|到期|失效|期满)了?[,;、( ]+(?=.*\d)")
#: That it is looked at again this year, which says nothing of how that ends: 2023.11（今年复审）.
_UNDER_RECHECK = re.compile(
    r"[(,、 ]+今年(?:正?在|要|该|需)?复[审核]中?(?:\)|(?=$|[),;，；、 ]|认定))"
)
#: In which batch it was given: 2024年第六批.
_BATCH = re.compile(
    r"[(,、 ]*(?:第[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十]{1,3})批次?\)?"
)
#: What is said before a day, the day, and what is said after it.
_TOLD = re.compile(
    rf"(?P<said>[^\d(,:;，：；、]*)[(,:;，：；、 ]*(?P<before>[^\d]*)(?P<day>{_DAY})(?P<after>.*)"
)
#: A period: its end is told, whatever the head says.
_ONE_DAY = r"(?:19|20)\d\d(?:[年./]\d{1,2}(?:[月./]\d{1,2}[日号]?)?月?|年|-\d{1,2}-\d{1,2})?"
_UP = r"[-—–~至到]|[,，;；、]? ?(?:认定)?[,，;；、]? ?(?:到期|有效期?[至到]|截止)日?:?"
_PERIOD = re.compile(rf"(?:有效期:?)?(?P<first>{_ONE_DAY}) ?(?:{_UP}) ?(?P<last>{_ONE_DAY})")
#: A yes before a period: 是（2024.12—2027.12）.
_ANSWERED = re.compile(r"^[是有已](?=[(,:; \d])\(?[,:; ]*([^()]*)\)?$")
_NO = ("否", "无", "没", "未", "不")
_END = re.compile("有效期|到期|截止|截至|期满|届满|失效|有效至|有效到|^[到至](?=\\d|$)")
#: Of a head, 有效期 alone may stand over the days on which it began.
_ENDS_THERE = re.compile("有效期?[至到限止]|到期|截止|截至|期满|届满|失效")
_BEGAN = re.compile(
    "认定|[颁发领取拿换下][的了]?新?证|颁发|获批|获评|评[定上]|公布|通过|复[审核]过|首次"
)
#: For how long it is held, from the day before it: 2023年12月（有效期三年）; 24年的证.
_LASTS = re.compile(r"[(,、 ]*有效期?(?:为|:)?[三3]年\)?|\([三3]年\)|(?<=[年月日号\d])的证书?$")
_OF_WHAT = re.compile(f"{_END.pattern}|{_BEGAN.pattern}")
#: When it ends, told from the day of decision, whatever is told beside it: 今年12月到期.
_ENDING = re.compile(
    r"(?P<year>今年|明年|后年|(?:20)?\d\d年(?=\d))(?P<month>(?:\d{1,2}月(?:\d{1,2}[日号])?)?)底?"
    "(?:到期|期满|届满|截止|失效)"
)
#: The same of a year that is over: 去年到期了.
_ENDED_IN = re.compile(r"(?:去年|上年|前年)(?:\d{1,2}月)?底?(?:就|已经?)?(?:到期|过期|期满|失效)")
_OF_YEAR = "{}年"
#: It ended, or is not had, before its time.
_TAKEN = re.compile("撤销|注销|取消|作废|吊销|失去|丧失")
#: It ended, and was given anew since.
_RENEWED = re.compile(
    r"(?P<day>[^(,:;，：；、 到]*)(?:到期|期满|届满)(?:了|后)?[(,;，；、 ]*"
    r"(?:已经?|又)(?:(?:通过)?重新认定|(?:复审|复核)通?过|通过(?:复审|复核)|换发?了?新?证)(?:通过|成功)?了?\)?"
)
#: What was rechecked is held anew, where the cell says yes as well.
_RECHECKED = re.compile("(?:通过)?(?:复审|复核|重新认定)(?:通?过)?")
_PASSED = "通过"
_DID_PASS = re.compile(f"{_PASSED}|复[审核]过")
_GIVEN = "认定"
#: A title with which time it was given, and how that is said beside its day.
_WHICH_TIME = re.compile(rf"(?P<title>[^()]+)\((?:(?P<first>{FIRST_TIME})|{RECHECK_PASSED})\)")
_FIRST_GIVEN, _PASSED_AGAIN = f"首次{_GIVEN}", f"复审{_PASSED}"


class OtherColumn(NamedTuple):
    """Another column that tells of the same: the days of a title, ``days`` saying which of
    :data:`UNTIL` and :data:`RECOGNISED`; else whether there is any such year.
    """

    place: int
    days: str = ""


class Held(NamedTuple):
    """Whether it is held on the day of decision, ``None`` where the cell does not say so by a day;
    ``between``: which days it ends, or ended; ``since``: whether it tells when it was
    given, and not whether it is held still; on which days, where nobody knows for how long it is.
    """

    truth: Truth | None = None
    between: tuple[date, date] | None = None
    since: bool | Days = False

    @property
    def until(self) -> date | None:
        """On which day it ends at the latest, where it is held."""
        return self.between[1] if self.truth is Truth.TRUE and self.between is not None else None

    @property
    def only_given(self) -> bool:
        """Whether it tells when it was given alone, and for how long is not known."""
        return self.truth is None and bool(self.since) and self.between is None


def told_by_day(text: str, head: str, as_of: date, years: int | None = None) -> Truth | None:
    """Whether it is held on the day of decision, as :func:`held_by_day` says it."""
    return held_by_day(text, head, as_of, years).truth


def held_by_day(text: str, head: str, as_of: date, years: int | None = None) -> Held:
    """What a cell says by a day.

    ``head``: of its column; ``years``: for how long it is recognised.
    """
    told = _YES_THEN.sub(r"\g<yes>,", answer_in_words(_MIDNIGHT.sub("", text.strip())))
    bare = _BATCH.sub("", numberless := _without_number(told))
    bare = _UNDER_RECHECK.sub("", bare)
    cell = with_centuries(_LASTS.sub(_GIVEN, bare))
    if _ENDED_IN.search(cell):
        cell = in_years(cell, as_of, RELATIVE_YEARS)
    if numberless != told and yes_or_no(numberless):
        return Held(Truth.TRUE)
    asks_which = says_which(head) and _ASKS_WHETHER.match(plain(head)) is None
    if says_not_held(cell) or (refused_it(cell, as_of) and not asks_which):
        # Whoever is asked for a day may have been refused what she had before.
        return Held(Truth.FALSE, ended_then(cell, as_of))
    if (ended := ended_beside_yes(cell, as_of)) is not None:
        return Held(None, ended)
    if passed_now(cell, as_of):
        return Held(Truth.TRUE)
    over = _IS_OVER.match(cell)
    if over is not None:
        since = held_by_day(cell[over.end() :], head, as_of)
        if since.truth is Truth.FALSE:
            return since
    if _ENDS_THERE.search(head) and days_written(own := in_years(cell, as_of, YEARS_TOLD)):
        # 明年底 is hoped for where it is asked whether it is held.
        cell = own
    if (renewed := _RENEWED.fullmatch(cell)) is not None:
        return _given_anew(renewed["day"], as_of, years)
    apart = _of_several(cell, head, as_of, years) or _ending(cell, as_of) or _period(cell, as_of)
    if apart is not None:
        return apart
    match = _TOLD.fullmatch(cell)
    days = None if match is None else days_perhaps(match["day"])
    if match is None or days is None or applies_for_it(cell, as_of) or tells_of_refusal(cell):
        # 2025年没过 tells of no day on which it was given, or ended.
        return Held()
    return _of_one_day(match, days, head, as_of, years)


def _without_number(told: str) -> str:
    """Without the number of a certificate before what else is said, behind a yes too."""
    match = _CERTIFICATE.match(told)
    if match is None:
        return told
    rest = told[match.end() :]
    yes = match["yes"] or ""
    return f"{yes},{rest}" if yes and rest else yes or rest


def _of_one_day(
    match: re.Match[str], days: Days, head: str, as_of: date, years: int | None
) -> Held:
    """What a day says by the words beside it, and the head of its column."""
    said, before, after = match["said"], match["before"], match["after"]
    yes = yes_or_no(said) if said else None
    if said in OVER and not NOTHING_MORE.sub("", f"{before}{after}"):
        return Held(Truth.FALSE, days) if days[1] < as_of else Held()
    if yes is False or (said and yes is None and not _OF_WHAT.search(said)):
        return Held()
    more = NOTHING_MORE.sub("", after)
    if more in OVER:
        return Held(Truth.FALSE, days) if days[1] < as_of else Held()
    more = _OF_WHAT.sub("", _RECHECKED.sub("", more) if yes or _DID_PASS.search(more) else more)
    refused, more = more, NOT_RENEWED.sub("", more)
    if NOT_RENEWED.match(_END.sub("", NOTHING_MORE.sub("", after), count=1)):
        # 到期没重新认定: the words for a recognition are of the one that did not come.
        more = ""
    first, last = days
    told = f"{said}{before}{after}"
    up_to = _END.search(told) is not None or f"{said}{before}".endswith(_UP_TO)
    if up_to or (_ENDS_THERE.search(head) and not _BEGAN.search(told) and not more):
        held = held_until(first, last, as_of)
        if held.truth is Truth.FALSE and more:
            return Held()
        return _perhaps_renewed(days) if held.truth is Truth.FALSE and yes else held
    began = _BEGAN.search(f"{told} {head}")
    if more or first > as_of:
        # 2027年拟申报 tells of what is hoped for, as does a recognition to come.
        return Held() if more or began else Held(Truth.TRUE, days)
    # 2025.12认定没过 says that it was not.
    return held_since(days, as_of, years) if (yes or began) and refused == more else Held()


def _given_anew(day: str, as_of: date, years: int | None) -> Held:
    """What ended then and was given anew, in that year at the earliest: held for so many years."""
    ended = days_perhaps(day)
    if ended is None:
        return Held()
    least = years and shift_date(date(ended[0].year, 1, 1), Span(years, "years"))
    return Held(Truth.TRUE) if least and least >= as_of else Held(since=True)


def _of_several(cell: str, head: str, as_of: date, years: int | None) -> Held | None:
    """What several days say, or one beside a recheck that was passed; ``None`` where that is one
    day alone, or they do not fit together.
    """
    told = days_of_title(cell)
    if told is None:
        return None
    bare, ends = told.of(DayOfTitle.BARE), told.of(DayOfTitle.END)
    passed = told.of(DayOfTitle.PASSED)
    if len(told.days) == 1 and not passed:
        again = told.of(DayOfTitle.RECHECK) if not told.yes else []
        # That it was looked at again says that it had been given; not that it is held.
        return Held(since=True) if again and _is_over(again[0], head, as_of) else None
    # A day to come can only be the end.
    ends += [days for days in (*bare, *passed) if days[0] > as_of]
    past = [days for days in bare if days[0] <= as_of]
    given = [*told.of(DayOfTitle.GIVEN), *(days for days in passed if days[0] <= as_of)]
    again = told.of(DayOfTitle.RECHECK)
    if told.yes:
        given, again = [*given, *again], []
    if given or again or ends or _BEGAN.search(head):
        # 2018、2021、2024年三次认定; 2023.12，2026.12到期.
        given += past
    elif past:
        return None
    if len(ends) > 1 or any(days[0] > as_of for days in (*given, *again)):
        return None
    last = max(given, default=None)
    if ends and (ends[0][1] >= as_of or last is None or last[1] < ends[0][0]):
        held = held_until(*ends[0], as_of)
        return _perhaps_renewed(ends[0]) if held.truth is Truth.FALSE and told.yes else held
    if ends and (last is None or last[0] <= ends[0][1]):
        return None
    if again and (last is None or max(again) > last):
        return Held(since=True)
    return None if last is None else held_since(last, as_of, years)


def _is_over(looked_at: Days, head: str, as_of: date) -> bool:
    """Whether it is known by now how it went when it was looked at again: on a day that is past, or
    in a year that is; below a head of ends it is when that is due.
    """
    first, last = looked_at
    past = last < as_of if first == last else last.year < as_of.year
    return past and _ENDS_THERE.search(head) is None


def _ending(cell: str, as_of: date) -> Held | None:
    """What ends on a day to come is held, whatever else is said; ``None`` where none is told.  Of
    今年到期 alone nobody knows whether it has.
    """
    told = list(_ENDING.finditer(cell))
    if len(told) != 1 or _TAKEN.search(cell) or cell.startswith(_NO):
        return None
    year, month = told[0]["year"], told[0]["month"]
    if year in YEARS_TOLD:
        year = _OF_YEAR.format(as_of.year + YEARS_TOLD[year])
    days = days_written(f"{year}{month}")
    if days is None or days[0] >= as_of:
        return None if days is None else Held(Truth.TRUE, days)
    return Held(None, days) if told[0][0] == cell and told[0]["year"] in YEARS_TOLD else None


def _period(cell: str, as_of: date) -> Held | None:
    """What a period says that stands alone, or behind a yes; ``None`` where none does."""
    bare = _ANSWERED.sub(r"\1", cell)
    period = _PERIOD.fullmatch(bare)
    if period is None:
        return None
    begun, ended = days_written(period["first"]), days_written(period["last"])
    if begun is None or ended is None or begun >= ended:
        return Held()
    held = held_until(*ended, as_of)
    return _perhaps_renewed(ended) if held.truth is Truth.FALSE and bare != cell else held


def _perhaps_renewed(ended: Days) -> Held:
    """What is over, beside a yes: one of both is of another time."""
    return Held(None, ended)


def says_which(head: str) -> bool:
    """Whether a head says what the days below it are."""
    return ends_there(head) or _BEGAN.search(head) is not None


def ends_there(head: str) -> bool:
    """Whether a head says that what it is of ends on the days below it."""
    return _ENDS_THERE.search(head) is not None


def days_told(called: str) -> str:
    """What the user says the days of a column are, in what the column is called; empty: nothing."""
    name = plain(called)
    return next((days for days in (UNTIL, RECOGNISED) if name.endswith(plain(days))), "")


def head_told(called: str) -> str:
    """What the user says of the cells of a column, in what the column is called: which days they
    are, or that a figure is at most so much; empty: nothing.
    """
    at_most = plain(called).endswith(plain(AT_MOST))
    return AT_MOST if at_most else days_told(called)


def told_together(text: str, other: str, days: str) -> str:
    """What a cell says with that of an :class:`OtherColumn`: ``是`` and ``2023-11-29`` as
    ``是（2023-11-29认定）``; where it is asked in which year, the no of who has none.
    """
    if not days:
        return other if says_nothing(text) and yes_or_no(other) is False else text
    if says_nothing(other):
        return text
    own = plain(other)
    if _OF_WHAT.search(own) or _LASTS.search(own) or _PERIOD.fullmatch(own):
        # What the day is it says itself, whatever stands in the column otherwise.
        return f"{text}（{other}）"
    if days == RECOGNISED and (time := _WHICH_TIME.fullmatch(plain(text))) is not None:
        # 高企（头一回） is that of the day.
        how = _FIRST_GIVEN if time["first"] else _PASSED_AGAIN
        return f"{time['title']}（{other}{how}）"
    return f"{text}（{ENDS}{other}）" if days == UNTIL else f"{text}（{other}{_GIVEN}）"


def tells_a_day_only(text: str, as_of: date) -> bool:
    """Whether it is a day that is past, and does not say of what."""
    return told_by_day(text, "", as_of) is None and told_by_day(text, UNTIL, as_of) is Truth.FALSE


def held_since(days: tuple[date, date], as_of: date, years: int | None) -> Held:
    """Whether what was recognised on one of these days is held, for so many years."""
    if years is None:
        return Held(since=days)
    least, most = (shift_date(day, Span(years, "years")) for day in days)
    if least is None or most is None:
        return Held(since=True)
    if least <= as_of:
        return Held(None, (least, most), since=True)
    return Held(Truth.TRUE, (least, most))


def held_until(first: date, last: date, as_of: date) -> Held:
    """Whether what ends on one of these days is held."""
    if first >= as_of:
        return Held(Truth.TRUE, (first, last))
    if last < as_of:
        return Held(Truth.FALSE, (first, last))
    return Held(None, (first, last))
