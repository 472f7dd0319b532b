"""Why one of a table is to be called, in words; and what to fill in where nothing is a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostic, shortened
from huiqi.profile.doubts import OPENING
from huiqi.profile.fact_columns import ENDS_SOON
from huiqi.quantities import Number
from huiqi.report.figures import at_most, from_to
from huiqi.report.pages.call_order import (
    amount_called_for,
    for_the_table,
    in_force_and_theirs,
    is_in_doubt,
    measure_called_for,
    of_what_is_told,
    ready_to_ask_for,
    remarked_under,
    rests_on_unread,
)
from huiqi.report.pages.screen_tables import measure_name
from huiqi.report.pages.screen_words import opened_by
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise, Screening
from huiqi.wordings import says_nothing, says_nothing_there
from huiqi.words import to_say

#: So many reasons stand beside the first.
_BESIDE = 2
#: So much of a cell is quoted.
_SHORT = 30
#: So few facts are named in a step; of more their number is.
_FACTS_NAMED = 2
#: So many choices are named, that have so many letters at least of a part of the head.
_OPTIONS, _TELLING = 4, 2
_PARTS = re.compile(r"[\W_]+")


class Reason(NamedTuple):
    """Why one is called: what is said, and what that comes to at most, in yuan, if anything."""

    said: str
    most: Number | None = None


def reason_to_call(entry: ScreenedEnterprise, most: frozenset[str], phrases: Phrases) -> str:
    """All reasons to call in one; empty where there is none."""
    return "；".join(one.said for one in reasons_to_call(entry, most, phrases))


def reasons_to_call(
    entry: ScreenedEnterprise, most: frozenset[str], phrases: Phrases
) -> list[Reason]:
    """Which of their figures are hardly meant, what of theirs ends soon, and the best reason to
    call besides.
    """
    called_for = measure_called_for(entry, most, phrases)
    say = phrases.say
    # What is to be looked at before anything rests on it.
    doubts = map(say.told, entry.hardly_meant)
    reasons = [Reason(say("先核对：{message}", message=message)) for message in doubts]
    reasons += [Reason(say.told(one)) for one in remarked_under(entry, ENDS_SOON)]
    reasons += [Reason(_opened(entry, one, phrases)) for one in remarked_under(entry, OPENING)]
    if called_for is None:
        return reasons
    if called_for in for_the_table(entry):
        # The column is asked for once, of the whole table: to one it is no more than a range.
        return reasons or [_for_table(entry, called_for, phrases)]
    if rests_on_unread(entry, called_for):
        reasons.append(Reason(say("先改读不懂的格，再看下面的")))
    # What is known to be in force, and their own figures bound, or asks for more on what was
    # told, is told as well; and what only an office has to confirm.
    told = (one for one in of_what_is_told(entry) if not is_in_doubt(one))
    beside = {
        one.measure: one for one in (*in_force_and_theirs(entry), *ready_to_ask_for(entry), *told)
    }
    beside.pop(called_for.measure, None)
    received = list(entry.received)
    for one in (called_for, *islice(beside.values(), _BESIDE)):
        reasons.append(Reason(_reason(entry, one, phrases), amount_called_for(one)))
        # Whether it is the same support nobody has read: beside the first that it may be of.
        own = [each for each in received if one.measure in each.measures]
        received = [each for each in received if each not in own]
        reasons += [
            Reason(
                say(
                    "表里“{column}”写着“{written}”，先对一对",
                    column=each.head,
                    written=shortened(each.written, _SHORT),
                )
            )
            for each in own
        ]
    return reasons


def _opened(entry: ScreenedEnterprise, hint: str, phrases: Phrases) -> str:
    """What its figures open that is not had yet, and what for."""
    say, measures = phrases.say, phrases.rulebook.measures
    told = say.told(hint)
    for answer in entry.screened.answers:
        measure = measures[answer.measure]
        if measure.summary is not None and opened_by(entry, answer, phrases) == hint:
            summary = phrases.text(measure.summary)
            return say("{text}（{notes}）", text=told, notes=summary)
    return told


def _for_table(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> Reason:
    """What waits for a column that the table lacks, in few words."""
    say = phrases.say
    money, step = from_to(answer.low, answer.of_told, say), entry.worded.steps.get(answer.measure)
    named = say("{measure}（{said}）", measure=measure_name(answer, phrases), said=money)
    said = say("{measure}：{step}", measure=named, step=step) if step else named
    return Reason(said, answer.of_told)


def _reason(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    say, name = phrases.say, measure_name(answer, phrases)
    step = entry.worded.steps.get(answer.measure) or say("能得，去报")
    waits, most = answer.mark is Mark.ASK_ENTERPRISE, amount_called_for(answer)
    if _to_be_confirmed(answer):
        step = say("读到的条件够，先问部门还办不办")
    if answer.near_over:
        return say("{measure}：{step}，那一年已过，为下一年留意", measure=name, step=step)
    money = at_most(most, say) if most else ""
    if money and waits and most != answer.most:
        money = say("就写到的{money}", money=money)
    if money and waits and answer.figured_roughly:
        money = say("{money}，按所写的上限算", money=money)
    if waits and answer.asks > _FACTS_NAMED and answer.measure in entry.worded.steps:
        step = say("{step}（全部见“逐户逐项”）", step=step)
    said = "，".join(filter(None, (money, validity_told(answer, phrases))))
    if not said:
        return say("{measure}：{step}", measure=name, step=step)
    return say("{measure}（{said}）：{step}", measure=name, said=said, step=step)


def _to_be_confirmed(answer: MeasureAnswer) -> bool:
    """Whether nothing else is open than whether its document is in force."""
    return answer.mark is Mark.ASK_OFFICE and answer.ready and is_in_doubt(answer)


def validity_told(answer: MeasureAnswer, phrases: Phrases) -> str:
    """Until when its document is in force, or when it was seen last; of what only an office has to
    confirm the step says so itself.
    """
    force = phrases.rulebook.measures[answer.measure].in_force
    if not is_in_doubt(answer):
        return "" if force.until is None else phrases.say("文件到 {day}", day=force.until)
    if answer.mark is Mark.ASK_OFFICE and not _to_be_confirmed(answer):
        return ""
    if not force.seen:
        return phrases.say("文件是否有效待核")
    last = phrases.say.told(max(force.seen).text)
    return phrases.say("文件只见于{year}，是否有效待核", year=last)


def often_filled(found: Screening) -> dict[int, str]:
    """The columns in which most enterprises of the table say something, by their place."""
    return {
        place: head
        for place, head in enumerate(found.evaluated)
        if head not in found.told_beside
        and 2 * sum(not says_nothing(one.evaluated[place]) for one in found.entries) > found.decided
    }


def cells_to_fill(
    found: Screening, entry: ScreenedEnterprise, often: Mapping[int, str], phrases: Phrases
) -> str:
    """What most enterprises of the table say (:func:`often_filled`) and this one does not, where
    nothing else is a reason to call it; empty where it says all of that.  Of a list of which it
    says that there is nothing (项目: 无) nothing more is to be said.
    """
    told = dict(zip(found.evaluated, entry.evaluated, strict=True))
    none = {own for head, own in found.list_of.items() if says_nothing_there(told.get(head, ""))}
    lacking = [
        head
        for place, head in often.items()
        if says_nothing(cell := entry.evaluated[place])
        # 暂无 says that there is nothing to be filled in.
        and not (cell and says_nothing_there(cell))
        and found.list_of.get(head) not in none
    ]
    if not lacking:
        return ""
    return phrases.say("先补上表里没有写的：{columns}", columns=phrases.say.listed(lacking))


def cells_to_mend(found: Screening, entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """The columns of its cells that were not read for what stands in them, where nothing else is a
    reason to call it; empty where all were.
    """
    own = (head for head, fault in _unread(found, entry) if not fault.allowed)
    columns = list(dict.fromkeys(own))
    if not columns:
        return ""
    return phrases.say("先改读不懂的格：{columns}", columns=phrases.say.listed(columns))


def cells_without_word(found: Screening, entry: ScreenedEnterprise, phrases: Phrases) -> str:
    """What it has that no choice of the rules is called (a title that no measure asks for): no
    fault of the cell, and which there are that the column may be about.
    """
    say, told = phrases.say, []
    for head, fault in _unread(found, entry):
        if not fault.allowed:
            continue
        parts = [part for part in _PARTS.split(head) if len(part) >= _TELLING]
        options = (say.told(one) for one in fault.allowed)
        about = [one for one in options if any(part in one for part in parts)]
        written = shortened(say.told(fault.found), _SHORT)
        text = say(
            "“{column}”写的“{written}”不在规则的选项里，没有当作哪一个",
            column=head,
            written=written,
        )
        if about:
            names = phrases.few(about, _OPTIONS, to_say("{names}等 {number} 个"))
            text = say("{text}；是 {names} 的，写成这样", text=text, names=names)
        told.append(text)
    return "；".join(told)


def _unread(found: Screening, entry: ScreenedEnterprise) -> Iterator[tuple[str, Diagnostic]]:
    """Its cells that were not read, each with the head of its column."""
    heads = dict(zip(found.own_places, (*found.carried, *found.evaluated), strict=True))
    for fault in entry.unread:
        if head := heads.get(fault.place.column - 1, ""):
            yield head, fault
