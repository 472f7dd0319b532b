"""What the head of a column may be taken for, by what it names."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import TYPE_CHECKING

from huiqi.language.types import Kind
from huiqi.profile.column_names import ColumnNames, Key, bare_head, without_year
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.naming import FactNames, fact_names
from huiqi.rulebook.rulebook import Fact
from huiqi.spelling import plain
from huiqi.tables.units import without_unit

if TYPE_CHECKING:
    from huiqi.profile.column_fits import Thing

#: Between the words of a head that says several.
_OR = re.compile(r"[/、|及和与]")
#: What people add to the name of a thing as they talk, before it and behind it.
_TALK = re.compile(
    "^(?:现在|目前|一共|总共|大概|大约)|(?:大概|大约)?(?:一共|总共)?(?:[花投报交用办评得拿有搞]了?)?"
    "(?:了没有?|没有?|了吗|吗|了多少|多少钱?|几个?|了几年|了啥|啥|了什么|什么|了)$"
    "|(?:[花投报交用办评得拿])$"
)
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
    several = (part for part in _OR.split(bare) if part != bare)
    like = next(filter(None, map(facts.looks_like, (bare, *several))), [])
    said = without_talk(bare)
    if like or said == bare or facts.find(bare) is not None:
        return like
    found = facts.find(said)
    return facts.looks_like(said) if found is None else [facts.declared[found]]


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
