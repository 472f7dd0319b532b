"""Whose paper a measure is known from, where that is a part of the place whose measure it is."""

from __future__ import annotations

from huiqi.profile.profile import Profile
from huiqi.report.pages import marks
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.narrower import (
    has_own_programme,
    narrower_source,
    part_of_city,
    parts_of_city,
)
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.words import to_say


def narrower_told(measure: Rule, phrases: Phrases, own: str = "") -> str:
    """That it is a policy of the whole place and only a part's paper tells of it, so that whether
    the other parts keep to it has to be asked; empty where it is not so.  ``own``: the part in
    which the enterprise is, where it is told (`own_part`).
    """
    source = narrower_source(measure, phrases.rulebook)
    if source is None:
        return ""
    told = to_say("是{level}级政策，只见于{issuer}的材料，别的县区照不照办要问")
    if own == part_of_city(source.issuer, phrases.rulebook):
        told = to_say("是{level}级政策，只见于{issuer}的材料")
    elif own:
        told = to_say("是{level}级政策，只见于{issuer}的材料，{own}照不照办要问")
    level = level_of(measure, phrases)
    return phrases.say(told, level=level, issuer=source.issuer, own=own)


def narrower_in_short(measure: Rule, phrases: Phrases, own: str = "") -> str:
    """The same in half a line; empty too where the enterprise is in the part whose paper it is."""
    source = narrower_source(measure, phrases.rulebook)
    part = "" if source is None else part_of_city(source.issuer, phrases.rulebook)
    if not part or own == part:
        return ""
    if own:
        return phrases.say("只见于{part}，{own}要问", part=part, own=own)
    return phrases.say("只见于{part}，别县要问", part=part)


def own_part(profile: Profile | None, rulebook: Rulebook) -> str:
    """The part of its city in which an enterprise says that it is; empty where it names none."""
    for place in rulebook.vocabulary.places.values():
        for name in place.answers:
            given = None if profile is None else profile.given(name, None)
            if given is not None and (part := part_of_city(given.written, rulebook)):
                return part
    return ""


def own_measures_lacking(profile: Profile, phrases: Phrases) -> str:
    """Of an enterprise of the city: that the measures of the part in which it is are not held, so
    that they are in no answer here; empty where they are, and for others.
    """
    say, rulebook = phrases.say, phrases.rulebook
    own = own_part(profile, rulebook)
    if own:
        if has_own_programme(own, rulebook):
            return ""
        return say(
            "这里只有市里、省里的措施；{part}自己的没有收，不等于没有，要问{part}的部门",
            part=own,
        )
    for place in rulebook.vocabulary.places.values():
        for name in place.answers:
            given = profile.given(name, None)
            parts = parts_of_city(name, rulebook)
            held = any(has_own_programme(part, rulebook) for part in parts)
            if parts and not held and given is not None and given.value is Truth.TRUE:
                return say(
                    "这里只有市里、省里的措施；各县（市、区）自己的没有收，不等于没有，要问县里的部门"
                )
    return ""


def level_of(measure: Rule, phrases: Phrases) -> str:
    """Whose measure it is, in a word."""
    return phrases.say(marks.LEVELS[phrases.rulebook.level(measure)])


def part_told(words: str, phrases: Phrases) -> str:
    """Of a part of the city that is looked for by its name: that no measure of its own is known,
    and which of the city only its papers tell of; empty where the words name none.
    """
    say, rulebook = phrases.say, phrases.rulebook
    part = part_of_city(words, rulebook)
    if not part:
        return ""
    if has_own_programme(part, rulebook):
        return say("注册在{part}的，县里、市里、省里的措施都核对。", part=part)
    own = [
        phrases.text(measure.name)
        for measure in rulebook.documents
        for source in (narrower_source(measure, rulebook),)
        if source is not None and part_of_city(source.issuer, rulebook) == part
    ]
    told = say(
        "收进来的来源里没有{part}自己的措施；没有收，不等于没有，要问{part}的部门。"
        "市里、省里的措施，注册在{part}的照样核对。",
        part=part,
    )
    if not own:
        return told
    named = phrases.few(own, len(own), to_say("{names}等 {number} 件"))
    also = say("只见于{part}材料的市级政策：{measures}。", part=part, measures=named)
    return f"{told}{also}"
