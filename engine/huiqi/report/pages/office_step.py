"""What an office, or an official, has to say of a measure, in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import Settler, settler_of, year_is_open
from huiqi.report.layout import widest
from huiqi.report.pages.had_before import had_before, perhaps_had
from huiqi.report.pages.items_told import items_counted, items_told
from huiqi.report.pages.narrower_paper import level_of, narrower_in_short
from huiqi.report.pages.only_exclusions import only_exclusions
from huiqi.report.pages.presumed_refusal import year_asked
from huiqi.report.phrases import Phrases
from huiqi.rulebook.narrower import narrower_source, part_of_city
from huiqi.words import to_say

#: A step of more columns than these goes to the measure's own screen.
_ROOM = {"zh": 27, "en": 24}


def asks_office(result: MeasureResult, phrases: Phrases, wraps: bool, own: str = "") -> str:
    """What an office has to say; as far as there is room what may have been had before, and what
    an official has to judge.  ``own``: in which part of the city the enterprise is.
    """
    to_ask = _to_ask(result, phrases, own)
    if wraps and year_is_open(result):
        to_ask = year_asked(result, phrases)
    seen, counted = last_seen(result, phrases, own), ""
    if result.to_be_confirmed and (counted := items_counted(result, phrases)):
        told = items_told(result, phrases) if wraps else counted
        to_ask = phrases.say("{step}；{seen}", step=told, seen=seen)
    if not wraps:
        # That some of it is open is said, whatever else there is no room for.
        brief = counted or phrases.say("读到的够；{seen}", seen=seen)
        shorter = [brief] if result.to_be_confirmed else []
        # Whose paper it is comes before what else is open: elsewhere it may not be had at all.
        whose = narrower_in_short(result.measure, phrases, own)
        return shortest([whose, to_ask, *shorter, phrases.say("要问部门")], phrases)
    questions = [
        phrases.text(clause.condition.question)
        for clause in result.open_clauses
        if clause.condition.question is not None
    ]
    if questions and not result.to_be_confirmed and not had_before(result):
        to_ask = phrases.say("要问：{question}", question=questions[0].rstrip("？?"))
    return phrases.joined(filter(None, (perhaps_had(result, phrases), to_ask)))


def asks_office_too(result: MeasureResult, phrases: Phrases) -> str:
    """What an office has to say as well before it is known whether it can be had; empty where
    nothing.
    """
    told = [
        phrases.text(one.brief or one.unknown or one.text)
        for clause in result.open_clauses
        for one in (clause.condition,)
        if settler_of(clause) is Settler.OFFICE
    ]
    if year_is_open(result):
        return year_asked(result, phrases)
    if not told:
        return ""
    named = phrases.few(list(dict.fromkeys(told)), 1, to_say("{names}等 {number} 处"))
    return phrases.say("另要问部门：{condition}", condition=named)


def _to_ask(result: MeasureResult, phrases: Phrases, own: str) -> str:
    """What an office or an official has to say."""
    say = phrases.say
    if had_before(result):
        return say("已经得过；再给不给，来源没有写清")
    if result.to_be_confirmed:
        if result.amount is not None and len(result.measure.conflicts) > 0:
            return say("读到的条件够；两件来源说法不同")
        if only := only_exclusions(result, phrases):
            return say("{step}；{seen}", step=only, seen=last_seen(result, phrases, own))
        return say("读到的条件够；{seen}", seen=last_seen(result, phrases, own))
    if year_is_open(result):
        return say("看哪一年没有写，问部门")
    unknown = [
        text
        for clause in result.open_clauses
        if clause.condition.unknown is not None
        for text in (clause.condition.brief, clause.condition.unknown)
        if text is not None
    ]
    return shortest([*map(phrases.text, unknown), say("有条件来源没有写")], phrases)


def last_seen(result: MeasureResult, phrases: Phrases, own: str = "") -> str:
    """Up to when its document was seen in force, where more is not known; of what the city gives
    and one district's paper alone tells, whose that is, and that it has to be asked elsewhere
    (``own``: in which part the enterprise is).
    """
    last = result.measure.in_force.last_seen
    if last is None:
        return phrases.say("有效期没有查到")
    if days := result.measure.in_force.seen_days_before(result.force.on):
        return phrases.say("{number}天前仍见有效", number=days)
    if (paper := narrower_source(result.measure, phrases.rulebook)) is not None:
        told = to_say("{level}级政策，只见于{issuer}{year}年的材料，别的县区要问")
        if own == part_of_city(paper.issuer, phrases.rulebook):
            told = to_say("{level}级政策，只见于{issuer}{year}年的材料")
        elif own:
            told = to_say("{level}级政策，只见于{issuer}{year}年的材料，{own}照不照办要问")
        level, year = level_of(result.measure, phrases), last.last.year
        return phrases.say(told, level=level, issuer=paper.issuer, year=year, own=own)
    return phrases.say("最后见于{year}年", year=last.last.year)


def shortest(texts: Sequence[str], phrases: Phrases) -> str:
    """The first of them for which there is room."""
    room = _ROOM[phrases.language]
    return next((text for text in texts if text and widest(text) <= room), texts[-1])
