"""A figure among words: what was spent on what (中频炉改造，花了210万), or of which year it is."""

from __future__ import annotations

import re

from huiqi.spelling import plain

#: An amount behind the words for what it was spent.
_FOR_WHAT = re.compile(
    r"[^\d<>=≤≥约近超逾~.-]{2,20}(?P<amount>\d[\d,]*(?:\.\d+)?(?:[万亿]元?|元)?)"
)
#: An amount with its unit, wherever it stands.
_WITH_UNIT = re.compile(r"(?<![\d.-])(?<!\d,)\d[\d,]*(?:\.\d+)?(?:[万亿]元?|元)(?![\d万亿])")
#: What else may be counted beside it: machines, days, sizes.
_COUNTED = re.compile(
    r"(?:(?:19|20)?\d\d年(?:\d{1,2}月)?(?:\d{1,2}[日号])?|\d{1,2}月(?:\d{1,2}[日号])?"
    r"|\d{1,3}(?:台|套|条|个|组|辆|座|把|轴|期|级|吨|米|寸|英寸)|[a-z]+\d+)"
)
_TOGETHER = re.compile("总共|一共|合计共|共计")
#: Words that make it none that was spent, or none that is exact.
_NOT_SO_MUCH = re.compile(
    "计划|拟|预计|预算|打算|准备|未|不足|以上|以下|左右|大约|约|将|累计|合同|分期|总|首付|定金|订金"
    "|尾款|还要|还差|还需|贷款|补助|补贴|奖|税金|年产|产值|每年|租"
)
#: A figure, and the year of which it is: 310（25年）.
_OF_YEAR = re.compile(r"(?P<figure>[^()]*\d[^()]*)\((?P<year>(?:20)?\d\d)年度?\)")
_CENTURY = 100
#: A figure, and whether the tax on it is in it: 860（含税）, 不含税860万元.
_TAX = re.compile("(?:不含税|未税|含税|价税合计)价?")
_OF_TAX = re.compile(
    rf"(?P<figure>\d[\d,]*(?:\.\d+)?[万亿千百]*元?)[, ]*\(?{_TAX.pattern}\)?"
    rf"|{_TAX.pattern}:?(?P<behind>\d[\d,]*(?:\.\d+)?[万亿千百]*元?)"
)
_NET = re.compile("不含|未税")


def amount_told(text: str) -> str:
    """The one amount that a cell tells, whatever it tells of for what, of how many, or when;
    empty where it is an amount alone, or there is none, another, or one that was not spent so.
    """
    # Between hundreds and thousands nobody writes the wide comma.
    told = plain(text.replace("，", ";"))
    if _NOT_SO_MUCH.search(_TOGETHER.sub("", told)):
        return ""
    match = _FOR_WHAT.fullmatch(told)
    if match is not None:
        return match["amount"]
    amounts = _WITH_UNIT.findall(told)
    rest = _COUNTED.sub("", _WITH_UNIT.sub("", told))
    alone = len(amounts) == 1 and amounts[0] != told and re.search(r"\d", rest) is None
    return amounts[0] if alone else ""


def amount_of_tax(text: str) -> str:
    """A figure with the tax on it as what counts at most (860（含税）: <= 860), one without it as
    what counts at least: which of the two does is said by no source here.  Empty of anything else.
    """
    told = plain(text)
    match = _OF_TAX.fullmatch(told)
    if match is None:
        return ""
    sign = ">=" if _NET.search(told) else "<="
    return f"{sign} {match['figure'] or match['behind']}"


def figure_of_year(text: str, year: int | None) -> str:
    """A figure without the year behind it, where that is its column's; empty of anything else."""
    match = _OF_YEAR.fullmatch(plain(text))
    if match is None or year is None:
        return ""
    return match["figure"] if int(match["year"]) in (year, year % _CENTURY) else ""
