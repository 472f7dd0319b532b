"""``calendar``: what opens, closes and falls due, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from huiqi.decision.agenda import Agenda, Event, Occasion
from huiqi.profile.profile import Profile
from huiqi.report.blocks import Block, Column, Facts, Note, Page, Role, Said, Space, Table, TextRun
from huiqi.report.pages import marks
from huiqi.report.pages.opening import framed
from huiqi.report.phrases import Phrases
from huiqi.words import to_say

OCCASIONS = {
    Occasion.OPENS: to_say("开始受理"),
    Occasion.CLOSES: to_say("截止"),
    Occasion.DUE: to_say("以前要办"),
}
_COLUMNS = (Column(least=8), Column(), Column(), Column(least=8), Column(), Column(grows=True))
#: So many events are told, from the fullest page to the shortest; no more names than these.
_EVENTS = (30, 20, 12, 8, 5)
_NAMED = 4


def calendar_pages(agenda: Agenda, phrases: Phrases, profile: Profile | None) -> Iterator[Page]:
    """The page with as many events as there is room for, those to come first."""
    for most in _EVENTS:
        yield calendar_page(agenda, phrases, profile, most)


def calendar_page(
    agenda: Agenda, phrases: Phrases, profile: Profile | None, most: int = 10**9
) -> Page:
    """All events by month, or so many; below them what has no day."""
    say = phrases.say
    blocks: list[Block] = []
    whose = say("从 {first} 到 {last}", first=agenda.first, last=agenda.last)
    if profile is not None:
        whose += "  " + say("只列这户能得、可能能得的，和已有或可能有的称号")
        blocks.append(Note.strong(profile.name))
    blocks += [Note(whose), Space()]
    # Of too many, first those that are not over on the day.
    to_come = [event for event in agenda.events if event.on.last >= agenda.as_of]
    shown = agenda.events
    if len(shown) > most:
        shown = tuple(to_come[:most] or shown[-most:])
    if shown:
        blocks.append(Table(_COLUMNS, list(_rows(shown, agenda.as_of, phrases))))
    else:
        blocks.append(Note(say("这段时间里没有一个来源写明的日期")))
    if number := len(agenda.events) - len(shown):
        blocks.append(Note.quiet(say("另 {number} 个日子：--full", number=number)))
    if not all(event.certain for event in agenda.events):
        blocks.append(Note.quiet(say("* 文件到那天是否有效没有查到，是否如此未知")))
    rest = list(_rest(agenda, phrases))
    if rest:
        blocks += [Space(), Facts(rest)]
    if shown:
        blocks += [Space(), Note(say("写成日历文件 huiqi calendar -o 日历.ics"))]
    return framed(say("申报日历"), blocks, phrases, agenda.as_of)


def _rows(events: Sequence[Event], as_of: date, phrases: Phrases) -> Iterator[Sequence[Said]]:
    """A line for each; the month stands before its first."""
    say, before = phrases.say, ""
    for event in events:
        month = say("{year}年{month}月", year=event.on.first.year, month=event.on.first.month)
        exact = event.on.first == event.on.last
        day = say("{day}日", day=event.on.first.day) if exact else say("日未写")
        role = Role.QUIET if event.on.last < as_of else Role.STRONG
        yield (
            month if month != before else "",
            TextRun(day, role),
            marks.glyph(event.mark) if event.mark is not None else "",
            say(OCCASIONS[event.occasion]) + ("" if event.certain else "*"),
            phrases.text(event.measure.name),
            phrases.text(event.text) if event.text is not None else "",
        )
        before = month


def _rest(agenda: Agenda, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """What is taken on any day, what asks for nothing, and what has no day."""
    say = phrases.say
    for label, measures in (
        (say("常年受理"), agenda.always),
        (say("免申即享"), agenda.automatic),
        (say("不在这段时间"), agenda.elsewhen),
    ):
        if measures:
            names = [phrases.text(measure.name) for measure in measures]
            yield label, phrases.few(names, _NAMED, to_say("{names}等 {number} 件"))
    if agenda.undated:
        number = len(agenda.undated)
        yield say("没有日期"), say("另有 {number} 件，来源没有写申报时间", number=number)
