"""What the head of a column may be taken for, by what it names."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import TYPE_CHECKING

from huiqi.dates import year_at_end
from huiqi.language.types import Kind
from huiqi.profile.column_names import ColumnNames, Key, bare_head, without_year
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.naming import FactNames, fact_names
from huiqi.rulebook.rulebook import Fact
from huiqi.rulebook.vocabulary import PlaceWord, TitleWord
from huiqi.spelling import plain
from huiqi.tables.units import without_unit

if TYPE_CHECKING:
    from huiqi.profile.column_fits import Thing

#: Between the words of a head that says several.
_OR = re.compile(r"[/、|及和与]")
#: What people add to the name of a thing as they talk, before it and behind it.
_TALK = re.compile(
    "^(?:现在|目前|一共|总共|大概|大约|有?(?:几个|多少个?)|都?[有得拿获]?(?:得|到)?过?(?:啥|什么|哪些|哪几个))|(?:大概|大约)?(?:一共|总共)?(?:[花投报交用办评得拿有搞]了?)?"
    "(?:了没有?|没有?|了吗|吗|了多少|有?多少[钱个件项]?|有?几[个件项]?|了几年|了啥|啥|了什么|什么|了)$"
    "|(?:[花投报交用办评得拿])$"
)
#: When something is done, or whether it is, as one says it: 技改啥时候干完, 设备装完没.
_WHEN_DONE = re.compile(
    "(?:技改|技术改造|项目|设备|工程|改造|新?厂房?|生?产?线|的)*"
    "(?:预计|计划|大概|大约|拟|实际)?(?:啥时候?|什么时候|何时|多会儿|哪[年天]|几月)?(?:能|会|要|可以|才)*"
    "(?:全部|正式|已经?)?(?:[做干弄装改建搞整盖]完|完工|竣工|投产|建成|完成)(?:投产|投用)?(?:了|的)?"
    "(?:时间|日期|年月|年份|没有?|没了|吗|否|与否|情况|进度)?"
)
_COMPLETION = "竣工时间"
#: Of a thing since when it is so, as one asks it: 哪年成立, 啥时候入的规.
_SINCE_WHEN = re.compile(
    "(?P<of>.*?)是?(?:哪一?[年天]|啥时候?|什么时候|何时|多会儿)(?P<done>[^年月天].*?)(?:了|的)?"
)
_WHEN = ("日期", "时间", "")
#: What a cell tells, part by part: （项目、投了多少、啥时候完）.
_PARTS = re.compile(r"\(([^()]+)\)$")
_BETWEEN_PARTS = re.compile(r"[/、,;|+]|(?<!涉)及|[和与]")


def parts_told(facts: FactNames, head: str) -> list[list[Fact]]:
    """Of a list that a head names the fields that its bracket does, part by part (技改（项目、投了
    多少）); none where that names fewer than two things, a unit, or no field.
    """
    told = plain(head)
    bracket = _PARTS.search(told)
    words = [] if bracket is None else [*filter(None, _BETWEEN_PARTS.split(bracket[1]))]
    if bracket is None or len(words) < 2 or any(without_unit(word) != word for word in words):
        return []
    bare = bare_head(told)
    named = facts.find(bare)
    ids = [one.id for one in facts.looks_like(bare)] if named is None else [named]
    lists = {name.partition(WITHIN)[0] for name in ids if named is not None or WITHIN in name}
    found = []
    for word in words:
        like = facts.looks_like(word) or facts.looks_like(f"{bare}{word}")
        within = [one for one in like if isinstance(one, Fact) and WITHIN in one.id]
        found.append([one for one in within if one.id.partition(WITHIN)[0] in lists])
    return [*filter(None, found)]


def looks_like(facts: FactNames, head: str) -> list[Thing]:
    """What a head may be taken for; else the first of several that it names (县市区/乡镇), or what
    it is about, said as one talks (研发花了多少, 规上了没).  Of a list whose parts it names in a
    bracket (技改（项目、投资、完工）) the amount is what a column tells of it.
    """
    for part in parts_told(facts, head):
        if amounts := [one for one in part if one.type.kind is Kind.MONEY]:
            return [*amounts]
    bare = bare_head(head)
    parts = [part for part in _OR.split(bare) if part != bare]
    several = (bare, *parts, *filter(None, (without_talk(part) for part in parts)))
    like = next(filter(None, map(facts.looks_like, several)), [])
    said, named = without_talk(bare), facts.find(bare)
    if not like and named is None and _WHEN_DONE.fullmatch(bare) is not None:
        like = facts.looks_like(_COMPLETION)
    if not like and named is None:
        like = _since_when(facts, bare)
    if named is not None and facts.declared[named].yearly and not like:
        # The year that two bare figures are behind a name (营收25) is to be asked about.
        return [facts.declared[named]] if year_at_end(without_unit(plain(head))) else []
    if like or said == bare or named is not None:
        return like
    found = facts.find(said)
    return facts.looks_like(said) if found is None else [facts.declared[found]]


def _since_when(facts: FactNames, bare: str) -> list[Thing]:
    """What a head asks the day or the year of, by the name of that: 哪年成立 is 成立日期."""
    match = _SINCE_WHEN.fullmatch(bare)
    if match is None:
        return []
    said = f"{match['of']}{match['done']}".replace("的", "")
    for word in _WHEN:
        found = facts.find(f"{said}{word}")
        like: list[Thing] = [] if found is None else [facts.declared[found]]
        if like := like or facts.looks_like(said + word):
            return like if all(map(_is_a_day, like)) else []
    return []


def _is_a_day(thing: Thing) -> bool:
    """Whether a day or a year answers it."""
    return not isinstance(thing, PlaceWord | TitleWord) and (
        thing.type.kind is Kind.DATE or thing.is_calendar_year
    )


def without_talk(bare: str) -> str:
    """A head without what people add to the name of a thing as they talk: 规上了没, 规上没."""
    return _TALK.sub("", bare) or bare


def part_of_head(names: ColumnNames, read: Container[Key], head: str) -> list[Thing]:
    """What a part of a head may be, by itself; a fact by its name, unless it is ``read``."""
    facts = fact_names(names.rulebook)
    bare = without_unit(plain(head), dated=True)
    found = facts.find(without_year(bare))
    if found is None:
        return facts.looks_like(without_year(bare))
    told = names.year_of(bare)
    key = (found, int(told[:4]) if told[:4].isdigit() and facts.declared[found].yearly else None)
    return [] if key in read else [facts.declared[found]]
