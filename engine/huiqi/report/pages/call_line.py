"""Why one of a table is called, in a line: for what, how much, and by when; not all that is so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiqi.diagnostics import shortened
from huiqi.report.figures import at_most, money
from huiqi.report.layout import widest
from huiqi.report.pages.call_reason import Reason
from huiqi.report.pages.calls import Call
from huiqi.report.phrases import Phrases
from huiqi.words import to_say

#: So many characters are read at a glance; more of one reason is shortened to that.
_LONGEST = 60
#: So many columns of a question are worth it.
_LEAST_ASKED = 16
#: Between what is asked.
_NEXT = re.compile("[、，；]|[,;] ")
#: A figure, a range of figures or a day, with its unit.
_FIGURE = re.compile(r"¥?\d[\d,.～~/-]*(?:[万亿]?元|[万亿]|%|年|月|日|[kmb]\b)?")
#: What ends the first statement of a reason.
_ENDS = "；"


def in_a_line(call: Call, phrases: Phrases) -> str:
    """The first reason, and of the others as many as there is room for; empty where none is."""
    say, told, figured = phrases.say, "", call.figured
    for reason in call.reasons:
        own = phrases.joined(_told(reason, phrases))
        if not told:
            told = brief(own)
            continue
        few = phrases.joined(_told(reason, phrases, notes=1))
        tried = (say("另有 {reason}", reason=one) if reason.of else one for one in (own, few))
        longer = (phrases.joined([told, one]) for one in tried)
        if (fits := next((one for one in longer if len(one) <= _LONGEST), None)) is not None:
            told = fits
        elif reason is figured and reason.most:
            # The amount beside it is not that of the first: that is said, however long it is.
            amount = money(reason.most, say)
            of = say("{money}是{measure}的", money=amount, measure=reason.measure)
            told = phrases.joined([told, of, *reason.notes[-1:]])
    return told


def at_a_glance(call: Call, room: int, phrases: Phrases) -> str:
    """What it is called for, by when, and what to ask first, on one line of a terminal; what is
    left out stands in the file.

    Args:
        room: How many columns there are.
    """
    say = phrases.say
    if not call.reasons:
        return ""
    first = call.reasons[0]
    # Without the last of its notes an amount is not to be read.
    texts = [phrases.joined(_told(first, phrases, notes)) for notes in (None, 1)]
    tried, asked = [*texts], ""
    if call.asked and (not first.asked or first.asked not in texts[0]):
        asked = _NEXT.split(call.asked)[0].strip()
        more = (
            to_say("{told}；问 {facts}") if asked == call.asked else to_say("{told}；问 {facts}等")
        )
        tried = [*(say(more, told=told, facts=asked) for told in texts), *texts]
    fits = next((one for one in tried if widest(one) <= room), tried[-1])
    if fits in texts and len(tried) > len(texts) and room - widest(fits) >= _LEAST_ASKED:
        # The beginning of a question is more than none.
        fits = say("{told}；问 {facts}", told=fits, facts=asked)
    return cut_to(fits, room)


def cut_to(told: str, room: int) -> str:
    """As much of it as fits so many columns of a terminal; no figure is cut, which would be another
    one: 10… of 100万元.
    """
    if widest(told) <= room:
        return told
    end = len(told)
    while end and widest(f"{told[:end]}…") > room:
        end -= 1
    whole = next((one for one in _FIGURE.finditer(told) if one.start() < end < one.end()), None)
    return f"{told[: end if whole is None else whole.start()].rstrip()}…"


def brief(said: str) -> str:
    """As much of what is said as is read at a glance."""
    return shortened(said, _LONGEST)


def _told(reason: Reason, phrases: Phrases, notes: int | None = None) -> Iterator[str]:
    """A reason in few words; ``notes``: with so many at most of what stands beside its amount."""
    say = phrases.say
    if reason.short:
        yield say("{measure}：{step}", measure=reason.measure, step=reason.short)
        return
    # Of what figures open the figure is said first; of what was written that.
    first = reason.said.partition(_ENDS)[0]
    if reason.is_opening and reason.measure:
        yield say("{measure}：{step}", measure=reason.measure, step=first)
    elif not reason.of or reason.is_opening or reason.ends is not None:
        yield first
    elif reason.most:
        yield f"{reason.measure} {at_most(reason.most, say)}"
        yield from reason.notes if notes is None else reason.notes[len(reason.notes) - notes :]
    elif reason.asked:
        yield say("{measure}：问 {facts}", measure=reason.measure, facts=reason.asked)
    else:
        yield reason.measure
    if reason.by is not None:
        by = to_say("{day} 前要定（按当年推的）") if reason.is_opening else to_say("文件到 {day}")
        by = to_say("到 {day}（按当年推的）") if reason.of_year else by
        yield say(by, day=reason.by)
