"""What one cell tells of a project: 窑炉改造，投2600万，2026年12月底完.

Where a table has a column of what was spent on a project, and none of the day of its completion, or
of its equipment, the cells of that column may tell them as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.dates import days_written
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.completion import completion_told
from huiqi.rulebook.list_columns import WITHIN, column_of
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.spelling import plain
from huiqi.wordings import says_nothing

if TYPE_CHECKING:
    from huiqi.profile.fact_columns import FactColumns

_AMOUNT = r"\d[\d,]*(?:\.\d+)?[亿万千百]*元?"
#: Of the whole, and of the equipment in it: 总投资980万（设备860万）.
_EQUIPMENT = "设备"
_BOTH = re.compile(
    rf"总?投资额?:?(?P<whole>{_AMOUNT})[(,;，；、]*(?:其中)?:?{_EQUIPMENT}(?:投资|投入|款)?额?:?"
    rf"(?P<part>{_AMOUNT})\)?"
)
#: The same without a word for the whole: 2600万（设备1900）, 2600万，其中设备1900万.
_OWN = rf"(?:其中|含)?:?{_EQUIPMENT}(?:投资|投入|款)?额?:?(?P<part>{_AMOUNT})"
_IN_BRACKETS = re.compile(rf"(?<![\d.])(?P<whole>{_AMOUNT})\({_OWN}\)")
_BEHIND = re.compile(rf"(?P<whole>{_AMOUNT})[,;、]{_OWN}")
_UNIT = re.compile("[亿万千百]+元?|元$")
#: Another part of the whole: what stands beside is not all of it.
_OTHER_PART = re.compile("土建|厂房|基建|软件|土地")
#: Between what is told; a thousand has its comma, and a figure its unit behind a space.
_BETWEEN = re.compile(
    r"(?<!\d),|,(?!\d{3}(?!\d))|[，;；。、\n]|(?<!\d)\s+|(?<=\d)\s+(?=\d)|(?=[(（])"
    # 2000万在建
    r"|(?<=[万亿元])(?=在建|建设中|[已刚]|正在|还没|尚未|[没未][完竣投]|(?:20)?\d\d年\d|20\d\d[./-]\d)"
)
_A_DAY = r"(?:(?:20)?\d\d|[今明去])年(?:\d{1,2}月|[底末])|20\d\d[./-]\d{1,2}(?!\d*[万亿元])"
_DONE = "完工|竣工|投产|建成|投用|投入使用|验收|完成(?!投资)|已经?完|完了?[)）]?$"
_UNDONE = "在建|建设中|施工|安装|调试|[未没]完|[未没]竣|[未没]投产|停工|进行中"
_OF_COMPLETION = re.compile(rf"{_A_DAY}|{_DONE}|{_UNDONE}")
_MONEY = re.compile(r"\d[万亿元]")
#: That there is none, or no more than one is thought of.
_NONE = re.compile(r"^(?:暂|还|尚)?(?:没有?|无|不)(?![完竣投])")
#: Of a head, that what is a day below it is that of the completion: 啥时候完.
_ASKS_WHEN = re.compile("完(?!成投资)|竣工|投产")
#: What is not spent yet, beside what is to come.
_PLANNED = re.compile("计划|预计|准备|打算|[拟将]")


def told_within(rulebook: Rulebook, read: Mapping[Key, int]) -> dict[Key, int]:
    """The days of completion, and what the equipment comes to at most, which no column tells, each
    with the place of the column of what was spent on the same.
    """
    found: dict[Key, int] = {}
    for (name, year), index in read.items():
        list_, within, field = name.partition(WITHIN)
        if not within or year is not None or field not in rulebook.facts[list_].fields:
            continue
        own = rulebook.facts[list_].fields[field]
        if own.type.kind is not Kind.MONEY or own.planned_until is None:
            continue
        found.setdefault((f"{list_}{WITHIN}{own.planned_until}", None), index)
        if _EQUIPMENT in own.label.zh or any(_is_of_equipment(rulebook, one) for one, _ in read):
            continue
        for other in rulebook.vocabulary.meanings(_EQUIPMENT):
            if other.startswith(f"{list_}{WITHIN}") and _is_audited(rulebook, other):
                found.setdefault((other, None), index)
    return {key: index for key, index in found.items() if key not in read}


def cells_within(rulebook: Rulebook, columns: Mapping[Key, int]) -> frozenset[Key]:
    """Of the columns of a table those (:func:`told_within`)."""
    own = [key for key in columns if WITHIN in key[0]]
    return frozenset(
        key
        for key in own
        if told_within(rulebook, {one: columns[one] for one in own if one != key}).get(key)
        == columns[key]
    )


def _is_of_equipment(rulebook: Rulebook, name: str) -> bool:
    fact = column_of(rulebook, name) if WITHIN in name else None
    return fact is not None and fact.type.kind is Kind.MONEY and _EQUIPMENT in fact.label.zh


def _is_audited(rulebook: Rulebook, name: str) -> bool:
    """Whether it is an amount of which an estimate says no more than what it is at most."""
    fact = column_of(rulebook, name)
    return isinstance(fact, Fact) and fact.type.kind is Kind.MONEY and fact.planned_until is None


def text_within(columns: FactColumns, key: Key, text: str) -> str:
    """Of a cell of what was spent the part that tells of its completion, or its equipment; empty
    where none does.
    """
    if says_nothing(text):
        return text
    if key not in columns.completions:
        amounts = equipment_beside(text)
        return "" if amounts is None else amounts[1]
    head = columns.table.columns[columns.columns[key]]
    return completion_within(text, head, columns.as_of)


def completion_within(text: str, head: str, as_of: date | None) -> str:
    """The part that tells when a project is, or was, completed, where another tells of money."""
    if as_of is None:
        return ""
    parts = [part.strip() for part in _BETWEEN.split(text) if part and part.strip()]
    own = [
        part
        for part in parts
        if _OF_COMPLETION.search(part) and not _MONEY.search(part) and not _NONE.search(part)
    ]
    if not own or not any(re.search(r"\d", part) for part in parts if part not in own):
        return ""
    told = own[0]
    for part in own[1:]:
        told += part if part[0] in "(（" else f"，{part}"
    told = told.strip("()（）") if told[0] in "(（" else told
    if completion_told(told, as_of):
        return told
    days = days_written(plain(told))
    if days is None:
        return ""
    # Nobody says of what a day is that is over, but where the head does.
    return told if days[0] > as_of or _ASKS_WHEN.search(head) else ""


def is_to_come(told: str, as_of: date) -> bool:
    """Whether what is told of a completion says that it lies ahead."""
    said = completion_told(told, as_of) or told
    days = days_written(plain(said))
    return said.startswith(">") or (days is not None and days[0] > as_of)


def without_plans(text: str) -> str:
    """A cell without the words that what it tells is planned: what is to come may be no more."""
    return _PLANNED.sub("", text)


def equipment_beside(text: str) -> tuple[str, str] | None:
    """The amounts of the whole and of the equipment in it, where a cell tells both, and no more.
    One without a unit counts what the other does: 2600万（设备1900）.
    """
    told = plain(text)
    match = _BOTH.search(told) or _IN_BRACKETS.search(told) or _BEHIND.fullmatch(told)
    if match is None:
        return None
    rest = told[: match.start()] + told[match.end() :]
    whole, part = match["whole"], match["part"]
    if not (_UNIT.search(whole) and _UNIT.search(part)):
        unit = _UNIT.search(whole) or _UNIT.search(part)
        own = "" if unit is None else unit[0]
        whole, part = _UNIT.sub("", whole) + own, _UNIT.sub("", part) + own
    more = _figure(part) > _figure(whole) and _unit(part) == _unit(whole)
    return None if more or _MONEY.search(rest) or _OTHER_PART.search(rest) else (whole, part)


def _figure(amount: str) -> Decimal:
    return Decimal(_UNIT.sub("", amount).replace(",", ""))


def _unit(amount: str) -> str:
    match = _UNIT.search(amount)
    return "" if match is None else match[0]
