"""A figure among words: what was spent on what (中频炉改造，花了210万), or of which year it is."""

from __future__ import annotations

import re
from datetime import date

from huiqi.dates import RELATIVE_YEAR, RELATIVE_YEARS
from huiqi.quantities import ABOUT_BEFORE, NEARLY_BEFORE, other_money
from huiqi.rulebook.points import BOUND_BEFORE
from huiqi.spelling import plain

#: An amount behind the words for what it was spent.
_FOR_WHAT = re.compile(r"[^\d<>=≤≥超逾~.-]{2,20}(?P<amount>\d[\d,]*(?:\.\d+)?(?:[万亿]元?|元)?)")
#: An amount with its unit, wherever it stands: nothing behind it is a part of what it counts (50万
#: 平方米, 1200元/吨).
_WITH_UNIT = re.compile(
    r"(?<![\d.-])(?<!\d,)(?P<amount>\d[\d,]*(?:\.\d+)?(?:[万亿]元?|元))"
    r"(?=整?(?:$|[;,，；、。)]|\((?!(?:平方?米|㎡|[亩吨件度股台套个人]|千瓦时?|kwh?)\))"
    "|[买购换上改建装投花用的](?!下)"
    # 2000万在建, 380万25年12月
    "|在建|正在|[已刚](?=经?[竣完投建用验装买上换改])|(?:20)?\\d\\d年|20\\d\\d[./-]\\d))"
)
#: Before a figure, that it is none that is exact.
_NOT_EXACT = re.compile(rf"(?:{ABOUT_BEFORE}|{NEARLY_BEFORE}|{BOUND_BEFORE}|[超逾上]);?$")
#: What else may be counted beside it: machines, days, sizes.
_COUNTED = re.compile(
    r"(?:20\d\d[./-]\d{1,2}(?:[./-]\d{1,2})?|(?:19|20)?\d\d年(?:\d{1,2}月)?(?:\d{1,2}[日号])?|\d{1,2}月(?:\d{1,2}[日号])?"
    # 380万 2025
    r"|(?<![\d.])20[12]\d(?![\d.,万亿千百元])"
    # 25.3竣工: a day where it says of what.
    r"|[123]\d\.(?:1[0-2]|0?[1-9])(?=底?前?(?:[竣完]|投产|建成|投用|验收))"
    r"|\d{1,3}(?:号|#|台|套|条|个|组|辆|座|把|轴|期|级|吨|米|寸|英寸)|[a-z]+\d+)"
)
#: A year, or a month of it, that would be an amount as well.
_OF_DAY = re.compile(r"20[0-4]\d(?:\.(?:0?[1-9]|1[0-2]))?")
_TOGETHER = re.compile("总共|一共|合计共|共计")
#: Words that make it none that was spent, or none that is exact.
_NOT_SO_MUCH = re.compile(
    "计划|拟|预计|预算|打算|准备|未|不足|以上|以下|左右|大约|约|将|累计|合同|分期|总|首付|定金|订金"
    "|尾款|还要|还差|还需|贷款|补助|补贴|奖|税金|年产|产值|产量|产能|面积|每|租"
)
#: A space parts what it is said of, but behind a figure: that is before its unit.
_SPACE, _WITHIN = re.compile(r"\s+"), re.compile(r"(?<=\d)\s+(?=[^\d\s])")

#: A figure, and the year of which it is: 310（25年）.
_OF_YEAR = re.compile(r"(?P<figure>[^()]*\d[^()]*)\((?P<year>(?:20)?\d\d)年度?\)")
_CENTURY = 100
#: A figure behind the year of which it is: 去年420万, 25年310.
_BEHIND_YEAR = re.compile(
    rf"(?:(?P<year>(?:20)?\d\d)年度?|(?P<relative>{RELATIVE_YEAR})):?(?P<figure>\d[^年月日]*)"
)
#: What share it is of something, in brackets behind it: 280万（占9%）.
_SHARE = re.compile(
    r"(?P<figure>[^()]*\d[^()]*)\((?:占|约占|占比|比例|强度)[^()\d]{0,8}\d+(?:\.\d+)?%(?:左右|多)?\)"
)
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
    told = plain(_SPACE.sub(";", _WITHIN.sub("", text.strip()).replace("，", ";")))
    if _NOT_SO_MUCH.search(_TOGETHER.sub("", told)) or other_money(told):
        return ""
    match = _FOR_WHAT.fullmatch(told)
    if match is None:
        amounts = list(_WITH_UNIT.finditer(told))
        rest = _COUNTED.sub("", _WITH_UNIT.sub("", told))
        if len(amounts) != 1 or amounts[0][0] == told or re.search(r"\d", rest):
            return ""
        match = amounts[0]
    figure = match["amount"]
    inexact = _NOT_EXACT.search(told[: match.end() - len(figure)]) is not None
    return "" if inexact or _OF_DAY.fullmatch(figure) else figure


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


def figure_of_year(text: str, year: int | None, as_of: date | None = None) -> str:
    """A figure without the year beside it, where that is its column's; empty of anything else."""
    told = plain(text)
    if year is None:
        return ""
    if (match := _OF_YEAR.fullmatch(told)) is None and (match := _BEHIND_YEAR.fullmatch(told)):
        relative = match["relative"]
        if relative:
            own = as_of is not None and as_of.year + RELATIVE_YEARS[relative] == year
            return match["figure"] if own else ""
    if match is None:
        return ""
    return match["figure"] if int(match["year"]) in (year, year % _CENTURY) else ""


def figure_without_share(text: str) -> str:
    """A figure without the share in brackets behind it (280万（占9%）), which is of another figure
    and says nothing of this one; empty of anything else.
    """
    match = _SHARE.fullmatch(plain(text))
    return "" if match is None else match["figure"]
