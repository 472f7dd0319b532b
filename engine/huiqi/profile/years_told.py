"""A year told by a day of it, or beside a yes: ``2026年3月``, ``是（2026年3月新入规）``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from huiqi.dates import (
    RELATIVE_YEARS,
    centuries_in_full,
    days_perhaps,
    in_years,
    short_years_in_full,
)
from huiqi.spelling import figure_text
from huiqi.wordings import answer_in_words, yes_or_no

if TYPE_CHECKING:
    from huiqi.profile.column_names import Key
    from huiqi.profile.fact_columns import FactColumns

#: What is said before and after the day; nothing else may be.
_ENTERED = (
    "(?:[年月]度)?(?:(?:首次|新|刚刚?|才|就)*[纳入进升上]"
    "(?:[了的过]{0,2}[规统库]|规模)?(?:企业)?[了的]*)?"
)
_TOLD = re.compile(
    rf"[是已]?(?:{_ENTERED}|规上)[(,:;，：； ]*(?P<day>\d[^()]*?)[ ,]*"
    rf"(?:首次|新|小|就)?{_ENTERED}\)?"
)
#: A no, or a yes, that goes on.
_ANSWERED = re.compile(
    "(?:(?P<no>(?:服务业[,，、 ]*)?"
    "(?:否|不是|(?:还)?没有?[上到入纳]?[规统]?模?|尚未|未[上入纳]?[规统]?))"
    "|是|有|已)[(,:;，：； ].*"
)
_HOPED = "(?:准备|计划|打算|拟|争取|预计|有望|希望|想|盼)"
#: That it is on the way to it, and not there yet: 准备年底月度上规, 已报11月月度上规，等批.
_ON_THE_WAY = re.compile(
    rf"(?:(?:[今明后]年|(?:20)?\d\d年?)(?:年?[底末]|[上下]半年)?)?{_HOPED}"
    "(?!.*(?:已经?|过了).*[入上升]).*|[明后]年(?:年?[底初中]|[上下]半年)?(?:再|才|能|就|要)*[纳入进升上].*|(?:今年能|年底能|已报|已申报|正在申报|申报中|正在报).*"
)
#: For when that is hoped.
_HOPED_FOR = re.compile(rf"^(?:20)?\d\d年?(?=.*{_HOPED})")
#: Of which line of industry it is said so: 服务业规上.
_TRADE = "(?:工业|服务业?|商贸业?|商业|批零|批发|零售|住餐|餐饮|建筑业?|房地产业?)[,，、 ]*"
#: How it stands now, without a day: 规上服务业, 在库, 在.
_STANDS = re.compile(
    rf"(?:{_TRADE})?(?:已|在)?(?:规上|限上|入规|入库|在库|在统|纳统)[^\d未拟]*"
    "|[已还都仍]*在(?:[规统册]|名录库?)?[的了呢上里内中面]*"
)
#: It came to that once, and is so no more.
_LEFT = re.compile("退库|退规|退统|退出")
#: That it was so once.
_ONCE = re.compile(
    r"退|曾|原[来是]|重新|再次|(?<!\d)(?:19\d\d|20(?:0[1-9]|[1-9]\d))(?![\d万亿元.])"
)
#: How it stands now, below that.
_BELOW = re.compile(
    "[还尚]?未|还没有?|(?:还没|没有?|未)到规模|小微(?:企业)?|规下(?:企业)?|不够规模"
    "|[还都]?[不没未]在(?:[规库统册]|名录库?)?[的了呢上里内中面]*"
)
#: That the line of industry is none of its: 不算工业，种粮食的.
_NO_INDUSTRY = re.compile(r"(?:不算|不是|不属于?|非)(?:规上)?工业(?:企业|的)?(?:[(,:;，：； ].*)?")
#: More behind that: 规下，明年年初入规.
_BELOW_AND = re.compile(rf"(?:{_BELOW.pattern})(?P<more>[(,;，；:：、 ].*)")
#: A year by two digits, with or without its month; surely so; and what else stands in digits.
_SHORT = re.compile(r"(\d\d)(?:[./-](?:0?[1-9]|1[0-2]))?")
_SURELY = re.compile(r"(?:1[3-9]|[2-9]\d)[./-](?:0?[1-9]|1[0-2])|\d\d年.*")
_DIGITS, _LONG = re.compile(r"\d[\d./-]*"), re.compile(r"(?:19|20)\d\d")
#: That it may be above by now: 小微，已入规.
_ABOVE = re.compile("已经?[入升上纳进达]|规上|在[库统]|过了|[入升上纳][规统库]了")
#: What is added to a year, or a month, and tells of no other: 2019（今年怕退库）, 年度 or 月度.
_ASIDE = re.compile(
    r"[(,;，、 ](?:(?:19|20)?\d\d年?|[今明]年)?"
    r"(?:可能|也许|怕|担心|要|会|准备|打算|计划|申请|拟|想|待|即?将|正?在|办理?|面临){0,3}"
    r"退[^()\d]*\)?$"
    r"|\([年月]度\)$"
)
#: The same behind a year, or a month of it, alone: 2019（今年怕退库）, 2026年3月（新建投产）.
_TOLD_OF = re.compile(
    r"(?P<day>(?:19|20)\d\d(?:年?|[年./-]\d{1,2}月?))"
    r"\((?![^()]*(?:预计|估计|拟|计划|争取|力争|可能|待|左右|约|\?"
    r"|服务|商贸|商业|批发|零售|建筑|房地产))[^()\d]*\)"
)
#: That it has not come to that yet: 未入规, 尚未纳统.
_NOT_YET = re.compile(
    "(?:服务业[,，、 ]*)?(?:还没有?|尚未|从未|从来没有?|没有?|未)[纳入进升上]+[规统库]*"
)


def says_never(text: str, *, by_no: bool = False) -> bool:
    """Whether a cell says that there is no such year: it never came to that.  否 and 临规 do not:
    they tell how things stand now; unless it is said that 否 does (``by_no``).
    """
    return _NOT_YET.fullmatch(answer_in_words(text)) is not None or (by_no and says_no(text))


def says_no(text: str) -> bool:
    """Whether a cell says no, whatever it adds (否, 还没，今年估计过2000万) but that it once was so
    (否（2022退规）).
    """
    told = answer_in_words(text)
    match = _ANSWERED.fullmatch(told)
    denied = match is not None and match["no"] is not None
    added = (denied or _NO_INDUSTRY.fullmatch(told) is not None) and not _ONCE.search(told)
    return yes_or_no(text) is False or added or _is_below(told) or _is_on_the_way(told)


def says_more_than_no(text: str) -> bool:
    """Whether a cell says no, and more than how it stands: 没，老板怕入统."""
    told = answer_in_words(text)
    stands = _BELOW.fullmatch(told) or _NOT_YET.fullmatch(told)
    return says_no(text) and yes_or_no(text) is None and stands is None


def says_no_year(text: str) -> bool:
    """Whether a cell says yes or no, whatever it adds but a year: 否（预计今年入规）, 退库."""
    told = answer_in_words(text)
    if (
        yes_or_no(told) is not None
        or (_LEFT.search(told) and year_told(text) is None)
        or _STANDS.fullmatch(told)
    ):
        return True
    if _is_below(told) or _is_on_the_way(told) or _NO_INDUSTRY.fullmatch(told):
        return True
    match = _ANSWERED.fullmatch(told)
    return match is not None and (match["no"] is not None or re.search(r"\d", told) is None)


def says_there_is(text: str) -> bool:
    """Whether a cell says that there is such a year, and not which: 是, √, 在库; nobody leaves who
    never was there (2024退库).
    """
    return says_no_year(text) and not says_no(text)


def says_it_stands(text: str) -> bool:
    """The same of what is so still: not 原来是，退了."""
    return says_there_is(text) and not _ONCE.search(_ASIDE.sub("", answer_in_words(text)))


def _is_below(told: str) -> bool:
    """Whether it is said to be below scale now, whatever else, and not that it once was above."""
    match = _BELOW_AND.fullmatch(told)
    more = "" if match is None else match["more"]
    told_more = bool(more) and not _ONCE.search(more) and not _ABOVE.search(more)
    return _BELOW.fullmatch(told) is not None or told_more


def _is_on_the_way(told: str) -> bool:
    """Whether it is not there yet, and never was."""
    return _ON_THE_WAY.fullmatch(told) is not None and not _ONCE.search(_HOPED_FOR.sub("", told))


def year_told(text: str, as_of: date | None = None) -> int | None:
    """The year of the day or the month that a cell tells; ``None`` where it tells none, or one that
    may be of two years.

    ``as_of``: the day from which 今年 is told.
    """
    told = centuries_in_full(answer_in_words(text))
    if as_of is not None:
        told = in_years(short_years_in_full(told, as_of), as_of, RELATIVE_YEARS)
    told = _TOLD_OF.sub(r"\g<day>", _ASIDE.sub("", told))
    match = _TOLD.fullmatch(told)
    days = None if match is None else days_perhaps(match["day"])
    return days[0].year if days is not None and days[0].year == days[1].year else None


def years_in_short(cells: Iterable[str], as_of: date) -> bool:
    """Whether the cells of a column of years tell them by two digits: one says so by its month, or
    年 (15.3, 12年), and all others in digits may (16, 12.9).
    """
    told = [figure_text(cell) for cell in cells]
    shorts = [one for one in told if _SHORT.fullmatch(one)]
    digits = [one for one in told if _DIGITS.fullmatch(one) and not _LONG.match(one)]
    sure = any(_SURELY.fullmatch(one) for one in told)
    return sure and shorts == digits and all(year_in_short(one, as_of) for one in shorts)


def columns_in_short(facts: FactColumns, texts: Callable[[int], Iterable[str]]) -> frozenset[Key]:
    """The columns of years that tell them by two digits.

    Args:
        texts: What stands in a column, by its place.
    """
    as_of = facts.as_of
    return frozenset(
        key
        for key, fact in facts.facts.items()
        if as_of is not None and fact.is_calendar_year
        if years_in_short(texts(facts.columns[key]), as_of)
    )


def year_in_short(text: str, as_of: date) -> int | None:
    """The year of a cell of such a column; ``None`` where it tells none, or one to come."""
    match = _SHORT.fullmatch(figure_text(text))
    year = 0 if match is None else int(f"20{match[1]}")
    return year if 0 < year <= as_of.year else None
