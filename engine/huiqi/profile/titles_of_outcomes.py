"""Titles that are told where a table says what came of measures: 省首台套26.6进名单，没报 says that
the product stands on the list; of what is given for that, that it was not applied for.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from huiqi.profile.outcome_words import DAY, LISTED
from huiqi.profile.titles_listed import TitleTold, titles_of_cell, words_of_titles
from huiqi.rulebook.list_columns import WITHIN
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.vocabulary import TitleWord
from huiqi.spelling import QUOTES, plain

_LISTS, _RECOGNISED = re.compile(LISTED), "认定"
#: That it is only hoped for, or was not.
_NOT = re.compile(
    rf"(?:[没未不无想拟待等差盼]|准备|打算|计划|争取|可能|有望|能否|是否|申报|推荐|上报)"
    rf"[^,;，；。]{{0,6}}?(?:{LISTED})|(?:{LISTED})(?:[没未]|不了|中|前|过期|撤)"
)
_PARTS = re.compile("[,;，；。]")
#: A level, of a title that is told without its own (首台套进了省名单).
_LEVEL = re.compile("国家|省|市")
_DAYS = re.compile(rf"(?<![\d.])(?:{DAY})(?![\d.万亿元])")


def name_of_title(rulebook: Rulebook, told: str, word: str) -> str:
    """All that the title is called in a text which a word for a measure is part of
    (省新材料领军企业, where the word is 新材料); the word itself where it is part of none.
    """
    names = _names(rulebook)
    found = [name for name in names if word in name and name in told]
    # 省首台套 in 省首台套目录, which without its level is the end of another name.
    return max(found, key=lambda name: (name in names[name], len(name)), default=word)


@lru_cache(maxsize=4096)
def title_listed(rulebook: Rulebook, written: str, word: str, as_of: date) -> TitleTold | None:
    """The title that a part of a cell says was given; ``None`` where it says of none that it was,
    or of which is not told.

    Args:
        written: The part, as it stands there.
        word: What it has for the measure.
        as_of: The day of decision: what is given later was not yet.
    """
    told = plain(written).translate(QUOTES)
    name = name_of_title(rulebook, told, word)
    told = told.replace(name, "", 1)
    if _NOT.search(told) or (listed := _LISTS.search(told)) is None:
        return None
    # The level and the day are those of the listing, in its part or, the day, before it.
    before = _PARTS.split(told[: listed.start()])
    here = before[-1] + _PARTS.split(told[listed.start() :])[0]
    own = _titled(rulebook, name, here)
    title = next((one for one in rulebook.vocabulary.titles.values() if one.several), None)
    if not own or title is None:
        return None
    days = _DAYS.findall(here) or _DAYS.findall("".join(before))
    texts = [f"{own}{days[0]}{_RECOGNISED}"] if len(days) == 1 else []
    for text in (*texts, own):
        known = titles_of_cell(rulebook, title, text, as_of).known
        if len(known) == 1:
            return known[0]
    return None


def _titled(rulebook: Rulebook, name: str, told: str) -> str:
    """The title that a name is of, be its level told apart; empty where it is of several."""
    names, level = _names(rulebook), _LEVEL.search(told)
    own = {*names.get(name, ())}
    if len(own) > 1 and level is not None:
        own = {*names.get(level[0] + name, ())}
    return next(iter(own)) if len(own) == 1 else ""


@lru_cache(maxsize=4)
def _names(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """All that titles are called, with and without their level, each with the full names that it
    may stand for, one of each title.
    """
    titles = (one for one in rulebook.vocabulary.titles.values() if one.several)
    found: dict[str, dict[str, str]] = {}
    for title in titles:
        for own in title.listed:
            _add_names(rulebook, title, own, found)
    return {name: frozenset(own.values()) for name, own in found.items()}


def _add_names(
    rulebook: Rulebook, title: TitleWord, own: str, found: dict[str, dict[str, str]]
) -> None:
    list_, _, field = own.partition(WITHIN)
    options = rulebook.facts[list_].fields[field].type.enumeration
    heads = () if options is None else options.heads
    levels = sorted((plain(one) for alike in heads for one in alike), key=len, reverse=True)
    for name, symbol in words_of_titles(rulebook, own):
        found.setdefault(name, {})[symbol] = name
        level = next((one for one in levels if name.startswith(one)), "")
        if level and len(bare := name.removeprefix(level)) > 2:
            found.setdefault(bare, {}).setdefault(symbol, name)
    # What a name without its level begins with is of every title that has it: 首台套目录.
    for name in [one for one in found if one not in found[one].values()]:
        for shorter, titles in found.items():
            if shorter != name and name.startswith(shorter) and shorter not in titles.values():
                found[name] = titles | found[name]
