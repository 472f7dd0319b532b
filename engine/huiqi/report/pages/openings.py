"""What of a decision is open, closes soon, is ahead or is over: one line of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from huiqi.decision.application import SOON, Application, Opening, application_of, force_on
from huiqi.decision.expiring import SOON as EXPIRES_SOON
from huiqi.decision.expiring import expiring, held_already
from huiqi.decision.results import REFUSED, Decision, MeasureResult
from huiqi.decision.standing import refused_as_presumed
from huiqi.report.blocks import Said
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.titles_read import steps_of_title
from huiqi.truth import Truth
from huiqi.words import to_say

Found = Sequence[tuple[MeasureResult, Application]]


def openings(decision: Decision, phrases: Phrases, named: int) -> Iterator[tuple[Said, Said]]:
    """When what may be had can be applied for, so many of each kind by name; what no source says,
    by its number.
    """
    say, level = phrases.say, phrases.rulebook.level
    held = held_already(phrases.rulebook, decision)
    found = [
        (result, application_of(result))
        for result in decision.results
        if result.measure.published
        and result.measure.id not in held
        and result.status not in REFUSED
        and level(result.measure) != "comparable"
    ]
    if not found:
        return
    kinds: tuple[tuple[str, Found], ...] = (
        (say("{number} 天内截止", number=SOON), [one for one in found if one[1].closing]),
        (say("正在受理"), _in(found, Opening.OPEN)),
        (say("也许正在受理"), _in(found, Opening.PERHAPS)),
        (say("还没开始"), _in(found, Opening.AHEAD)),
        (say("已截止"), _in(found, Opening.OVER)),
        (say("免申即享"), _in(found, Opening.AUTOMATIC)),
    )
    # What closes is named even where nothing else is.
    most = [max(named, 1), *(named for _ in kinds[1:])]
    said = [
        f"{word} {_listed(kind, phrases, number)}"
        for (word, kind), number in zip(kinds, most, strict=True)
        if kind
    ]
    usual = sum(now.state is Opening.USUAL for _, now in found)
    if usual:
        said.append(say("{number} 件只知道往年的时间", number=usual))
    unknown = sum(now.state is Opening.UNKNOWN for _, now in found)
    if unknown == len(found):
        said.append(say("读到的来源都没有写，说不出哪项快截止"))
    elif unknown:
        said.append(say("其余 {number} 件来源没有写", number=unknown))
    # The last day of a document is no day by which to apply.
    ending = _ending(found, decision, phrases)
    if ending:
        names = phrases.few(ending, max(named, 1), to_say("{names}等 {number} 件"))
        said.append(say("另外，文件本身快失效：{names}", names=names))
    yield say("申报时间"), phrases.joined(said)


def _ending(found: Found, decision: Decision, phrases: Phrases) -> list[str]:
    """Of what may be had the documents that are in force and soon will not be, the next first."""
    own = [result.measure for result, _ in found if not refused_as_presumed(result)]
    return list(documents_ending(own, decision.as_of, phrases).values())


def documents_ending(measures: Iterable[Measure], as_of: date, phrases: Phrases) -> dict[str, str]:
    """The documents that are in force and soon will not be, with the days left, the next first; by
    the id of the measure.
    """
    days = [
        (until, measure)
        for measure in measures
        if (until := measure.in_force.until) is not None
        and 0 <= (until - as_of).days <= EXPIRES_SOON
    ]
    return {
        measure.id: phrases.say(
            "{name}（{day}，还有 {number} 天）",
            name=phrases.text(measure.name),
            day=until,
            number=(until - as_of).days,
        )
        for until, measure in sorted(days, key=lambda one: one[0])
    }


def renewals(decision: Decision, phrases: Phrases) -> list[tuple[str, str]]:
    """By what the titles are looked at again that end soon, or have ended: the id and the title of
    each document that may be in force.
    """
    rulebook = phrases.rulebook
    found = {
        measure.id: phrases.text(measure.title)
        for held in expiring(rulebook, decision.profile, decision.as_of)
        if held.title is not None
        for measure in steps_of_title(rulebook, held.title)
        if force_on(measure.in_force, decision.as_of) is not Truth.FALSE
    }
    return list(found.items())


def _in(found: Found, state: Opening) -> Found:
    """Those in a state that are not already told as closing."""
    return [(result, now) for result, now in found if now.state is state and not now.closing]


def _listed(found: Found, phrases: Phrases, named: int) -> str:
    """The first of them by the day that matters, with that day; the others by their number."""
    say = phrases.say
    ordered = sorted(found, key=lambda one: _matters(one[1]) or "9")
    said = []
    for result, now in ordered[:named]:
        name, day = phrases.text(result.measure.name), _matters(now)
        said.append(say("{text}（{notes}）", text=name, notes=day) if day else name)
    if not said:
        return say("{number} 件", number=len(found))
    if len(found) > named:
        return say("{names}等 {number} 件", names=say.listed(said), number=len(found))
    return say.listed(said)


def _matters(now: Application) -> str:
    """The day that matters: its beginning while that is ahead, else its end."""
    if now.period is None:
        return ""
    day = now.period.first if now.state is Opening.AHEAD else now.period.last
    return str(day) if day is not None else ""
