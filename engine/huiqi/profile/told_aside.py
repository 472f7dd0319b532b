"""What a cell of remarks tells that is asked for elsewhere: a figure with its year (2024年营收约
3200万), the year of entering above scale, in which year equipment was bought and for how much, a
title, what came of a measure.

It is not read: which figure is meant, and whether a plan came about, only its firm can say.  It is
never dropped in silence either: each is told, with the column in which it would be read.

Code, a remark: P201 what a cell tells that is read in another column alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from huiqi.dates import YEARS_TOLD
from huiqi.language.types import Kind
from huiqi.objects import dataclass
from huiqi.profile.support_aside import outcomes_aside, title_aside
from huiqi.profile.years_told import year_told
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.names_within import names_within
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.sentences import Sentence, bilingual, sentence
from huiqi.spelling import one_line, plain
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from huiqi.diagnostics import Diagnostics
    from huiqi.profile.rows import EnterpriseTable
    from huiqi.tables import Row

#: What a cell tells that another column is for.
TOLD_ASIDE = "P201"
#: A longer cell is a report; so many things of one are told.
_LONGEST, _MOST = 200, 4
_PHRASES = re.compile(r"[，;；。\n、]+|(?<!\d),|,(?!\d{3}(?!\d))")
_RELATIVE = "|".join(sorted(YEARS_TOLD, key=len, reverse=True))
_YEAR = re.compile(
    rf"(?<![\d.])(?P<year>20[0-4]\d|[0-4]\d)(?:年度?|(?=[^\d年月日.万亿元%台套条个人家吨米户项期号/-]))"
    rf"|(?P<relative>{_RELATIVE})"
)
_AMOUNT = re.compile(
    r"(?:约|近|大概|大约)?\d[\d,]*(?:\.\d+)?(?:千万|百万|[万亿])元?(?:左右|多)?"
    r"(?![\d吨台件套个只米㎡亩平户])|\d+人$"
)
_SHARE = re.compile(r"\d+(?:\.\d+)?%")
#: That equipment came, or is to come.
_WORK = re.compile(
    "(?:上|买|购|购置|换|更换|装|添|进|投|新增|改造)[^,，;；。、]{0,10}(?:设备|机器|产线|生产线|车间|项目)"
    "|设备[^,，;；。、]{0,6}(?:到位|到货|到厂|进场|装好|装完)|上线|技改|技术改造|扩建|新建|投产|完工|竣工"
)
_HOPED = re.compile("计划|预计|准备|打算|拟|争取|力争|有望|希望|想|将")
_DENIED = re.compile("[没未]|不[上买换装]|取消")
_ENTERED = re.compile("[升入上纳]规|入统|纳统")
#: What is of others, or of a part: 上半年, 比去年.
_OTHERS = re.compile("比|增长|同比|下降|[上下]半年|季度|\\d月|补贴|补助|奖|罚|贷款|欠|注册资本")
_EQUIPMENT = "设备"
#: The heads of columns of remarks, in which an amount is of anything.
_OF_REMARKS = re.compile("备注|说明|情况|其[他它]|走访|需求|诉求|问题|记录|备忘|事项")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAside:
    """A part of a cell, and what is said of it."""

    written: str
    said: Sentence


def told_aside(
    rulebook: Rulebook, text: str, as_of: date, *, entered: bool = True, any_sum: bool = True
) -> Iterator[ToldAside]:
    """What a cell tells; ``entered``: of the year of entering above scale, too; ``any_sum``: of an
    amount, too, of which it does not say what it is, and of a title.
    """
    if says_nothing(text) or len(text) > _LONGEST:
        return
    outcomes = dict(outcomes_aside(rulebook, text))
    for written, where in outcomes.items():
        yield ToldAside(written=written, said=where)
    for phrase in filter(None, map(one_line, _PHRASES.split(text))):
        if any(phrase in written for written in outcomes):
            continue
        told = plain(phrase)
        year = _year_of(told, as_of)
        said = _of_phrase(rulebook, told, year, as_of, entered=entered)
        if said is None and any_sum:
            said = title_aside(rulebook, phrase, as_of)
        if said is None and any_sum and _AMOUNT.search(told) and not _OTHERS.search(told):
            said = sentence("没写是什么数；要用，写明是哪一列、哪一年的")
        if said is not None:
            yield ToldAside(written=phrase.strip(), said=said)


def work_told(rulebook: Rulebook, text: str, as_of: date) -> ToldAside | None:
    """What the name of a project tells of when it is, or was, done."""
    told = plain(text)
    said = _of_work(rulebook, told, _year_of(told, as_of), as_of)
    return None if said is None else ToldAside(written=one_line(text), said=said)


def remark_on_told_aside(table: EnterpriseTable, row: Row, diagnostics: Diagnostics) -> None:
    """P201 of the cells that are only carried, and of the names of projects."""
    facts, as_of = table.facts, table.facts.as_of
    if as_of is None:
        return
    rulebook = facts.rulebook
    apart = {*table.so_far, *table.places_of_outcomes}
    apart |= {place for at, place in enumerate(table.carried) if at in table.of_receipts}
    entered = not any(
        fact.is_calendar_year and not says_nothing(text) and not facts.says_no_year(key, text)
        for key, fact in facts.facts.items()
        for text in (facts.cell(key, row.cells),)
    )
    found = {
        index: tuple(
            told_aside(
                rulebook,
                row.cells[index],
                as_of,
                entered=entered,
                any_sum=_OF_REMARKS.search(head) is not None,
            )
        )[:_MOST]
        for index, head in table.carried.items()
        if index not in apart
    }
    for key, index in facts.columns.items():
        if WITHIN in key[0] and facts.facts[key].type.kind is Kind.TEXT:
            own = work_told(rulebook, row.cells[index], as_of)
            found[index] = () if own is None else (own,)
    # What stands among the titles too is read there.
    titles = [plain(row.cells[place]) for place in facts.listing]
    for index, told in found.items():
        for one in told:
            if any(plain(one.written) in cell for cell in titles):
                continue
            message = sentence(
                "“{column}”里的“{written}”没有读：{told}",
                column=table.table.columns[index],
                written=one.written,
                told=one.said,
            )
            diagnostics.warn(TOLD_ASIDE, table.table.place(row, index), message, found=one.written)


def _of_phrase(
    rulebook: Rulebook, told: str, year: int | None, as_of: date, *, entered: bool
) -> Sentence | None:
    if entered and _ENTERED.search(told) and (own := year_told(told, as_of)) is not None:
        of_year = _year_of_entering(rulebook)
        if of_year is not None and own <= as_of.year:
            return sentence("要用，写一列“{fact}”：{year}", fact=of_year.label, year=str(own))
        return None
    if _OTHERS.search(told):
        return None
    if (work := _of_work(rulebook, told, year, as_of)) is not None:
        return work
    amount, share = _AMOUNT.search(told), _SHARE.search(told)
    if amount is None and share is None:
        return None
    fact = _figure_named(rulebook, _HOPED.sub("", told))
    if fact is None:
        return None
    if amount is None:
        return sentence("只写了占比；写一列“{fact}”，写哪一年的、多少万元", fact=fact.label)
    if _HOPED.search(told) or (year is not None and year > as_of.year):
        return sentence("是预计的，不当{fact}用；实际多少问了再写", fact=fact.label)
    if year is None:
        return sentence(
            "没写哪一年的；写一列“{fact}”，列名带年份，格里写 {amount}",
            fact=fact.label,
            amount=amount[0],
        )
    return sentence(
        "要用，写一列“{year}年{fact}”：{amount}", year=str(year), fact=fact.label, amount=amount[0]
    )


def _of_work(rulebook: Rulebook, told: str, year: int | None, as_of: date) -> Sentence | None:
    """What is said of equipment of a year: what is to come is a plan, what is over was done only
    where nobody says that it was hoped for.
    """
    if year is None or not _WORK.search(told) or _DENIED.search(told):
        return None
    columns = _columns_of_work(rulebook, _EQUIPMENT in told)
    if columns is None:
        return None
    match = _AMOUNT.search(told)
    values = {
        "year": str(year),
        "spent": columns[0],
        "day": columns[1],
        "amount": bilingual("") if match is None else sentence("（{sum}）", sum=match[0]),
    }
    if year > as_of.year:
        return sentence(
            "{year} 年的，还没有到，是计划{amount}，不当已经花的；完了写两列“{spent}”“{day}”",
            **values,
        )
    if _HOPED.search(told):
        return sentence(
            "计划 {year} 年的{amount}，做了没有要问；做了写两列“{spent}”“{day}”", **values
        )
    if year == as_of.year:
        return sentence(
            "今年（{year} 年）的{amount}，完了没有要问；写两列“{spent}”“{day}”", **values
        )
    if match is None:
        return sentence("{year} 年的，没写花了多少；问了写两列“{spent}”“{day}”", **values)
    return sentence(
        "{year} 年的，{sum}；要用，写两列“{spent}”：{sum}、“{day}”：{year}年",
        sum=match[0],
        **values,
    )


def _year_of(told: str, as_of: date) -> int | None:
    """The one year that a phrase names."""
    years = {
        as_of.year + YEARS_TOLD[match["relative"]]
        if match["relative"]
        else int(match["year"][-2:]) + 2000
        for match in _YEAR.finditer(told)
    }
    return next(iter(years)) if len(years) == 1 else None


def _figure_named(rulebook: Rulebook, told: str) -> Fact | Definition | None:
    """The amount, or the number, that a phrase names."""
    for one in names_within(rulebook).find(told):
        if isinstance(one, Fact | Definition) and one.type.kind in (Kind.MONEY, Kind.COUNT):
            return one
    return None


@lru_cache(maxsize=4)
def _year_of_entering(rulebook: Rulebook) -> Fact | None:
    """The fact that is a year of which yes or no may be said."""
    own = (one for one in rulebook.facts.values() if one.is_calendar_year and one.whether)
    return next(own, None)


@lru_cache(maxsize=8)
def _columns_of_work(rulebook: Rulebook, equipment: bool) -> tuple[Sentence, Sentence] | None:
    """The columns that tell of a project what was spent, on its ``equipment`` or on all of it, and
    when it was completed.
    """
    for name in rulebook.vocabulary.meanings(_EQUIPMENT):
        list_, within, _ = name.partition(WITHIN)
        fields = rulebook.facts[list_].fields if within else {}
        for field in fields.values():
            if field.planned_until is None or field.type.kind is not Kind.MONEY:
                continue
            if (_EQUIPMENT in field.label.zh) is equipment:
                label, until = rulebook.facts[list_].label, fields[field.planned_until]
                spent = sentence("{list}：{field}", list=label, field=field.label)
                return spent, sentence("{list}：{field}", list=label, field=until.label)
    return None
