"""That what is held up to a day is over, as a cell says it whatever the day: 到期没续, 过期了."""

from __future__ import annotations

import re
from datetime import date

from huiqi.dates import centuries_in_full, days_perhaps
from huiqi.profile.days_of_titles import Days
from huiqi.wordings import answer_in_words

OVER = ("已过期", "过期", "过期了", "已到期", "到期了", "已失效", "失效", "失效了", "已期满")
_TAKEN_AWAY = re.compile("(?:资格|称号)?(?:已经?|被)+(?:撤销|取消|注销|摘牌|除名)(?:资格|称号)?了?")
#: It ended, and was not given anew.
NOT_RENEWED = re.compile(
    "^了?还?(?:没有?|未)(?:再|能)?(?:复审|复核|重新?认定|重?新?申?报|续|通过|过)+[上了]?$"
)
#: The same of what does not say since when: 到期了没重报.
_OVER_NOT_RENEWED = re.compile(
    r"[已早]?(?:过期|到期|失效|期满)(?P<not>了?[,;( ]*还?[没未][^\d]*?)\)?"
)
#: A no that tells why: 否（原来是，24年掉了）; not where it may be had again by now.
_NO_LONGER = re.compile(
    r"(?:否|不是|没有?|无)[(,; ]+(?:已|在)?(?=.*(?:原来|原是|曾|以前|之前|掉|过期|到期|期满|失效"
    r"|取消|撤销|没报|未报|没再报|不再|没通过|未通过|没过))(?!.*(?:[今明后]年\d|已通过|公示|待批|待发|补发|恢复)).*"
)
#: A no beside what is hoped for: 否（打算明年报）; not where it may be had by now.
_NOT_YET = re.compile(
    r"(?:否|不是|没有?|无|未)[(,;:、 ]+(?!.*(?:通过|公示|批|到期|期满|过期|补发|恢复|原|曾|掉))"
    r"(?:[今明后]年|下半年|上半年|年底|还|正|已|在|就|(?:20)?\d\d年?)*(?:打算|准备|计划|拟|想|争取|预计|希望|申报|报).*"
)
#: What ends a day says no more than that it is one.
NOTHING_MORE = re.compile("[()、,，。; 前止后的已将于新刚获]")
#: A year without its century.
_SHORT = re.compile(r"(?<!\d)(?=[0-4]\d年)")
#: Of a cell that says that it is not had: since it ended.
_ENDED = re.compile("过期|到期|失效|期满")
#: A yes before that.
_YES = re.compile(r"[是有已][,;:、( ]+")
_DAY = re.compile(
    r"(?:19|20)\d\d(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|[./-]\d{1,2}(?:[./-]\d{1,2})?)?"
)


def says_not_held(text: str) -> bool:
    """Whether a cell says, whatever the day, that it is over, or not had."""
    cell = with_centuries(answer_in_words(text))
    over = _OVER_NOT_RENEWED.fullmatch(cell)
    return (
        cell.strip("() ") in OVER
        or _TAKEN_AWAY.fullmatch(cell) is not None
        or _NO_LONGER.fullmatch(cell) is not None
        or _NOT_YET.fullmatch(cell) is not None
        or (over is not None and NOT_RENEWED.match(NOTHING_MORE.sub("", over["not"])) is not None)
    )


def ended_then(text: str, as_of: date) -> Days | None:
    """On which day it ended that a cell says is over; the first and the last of all that are past
    where it does not say, ``None`` where it says no such thing.
    """
    cell = with_centuries(answer_in_words(text))
    if _ENDED.search(cell) is None or not says_not_held(cell):
        return None
    told = [days for days in map(days_perhaps, _DAY.findall(cell)) if days is not None]
    if not told:
        return date.min, as_of
    first, last = max(told)
    return (first, min(last, as_of)) if first <= as_of else None


def ended_beside_yes(text: str, as_of: date) -> Days | None:
    """The same of a cell that says yes before it (是，到期了): one of both is of another time."""
    cell = with_centuries(answer_in_words(text))
    match = _YES.match(cell)
    return None if match is None else ended_then(cell[match.end() :].removesuffix(")"), as_of)


def with_centuries(cell: str) -> str:
    """A cell in its plain form with the century of each year."""
    return centuries_in_full(_SHORT.sub("20", cell))
