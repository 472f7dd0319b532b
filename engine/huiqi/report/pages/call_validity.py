"""How long the document of a measure is in force, beside the reason to call one."""

from __future__ import annotations

from datetime import date

from huiqi.decision.standing import Mark
from huiqi.report.pages.call_measures import is_in_doubt, is_unfinished, unrounded_of
from huiqi.report.phrases import Phrases
from huiqi.rulebook.narrower import narrower_source
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.words import to_say


def is_to_be_confirmed(answer: MeasureAnswer) -> bool:
    """Whether nothing else is open than whether its document is in force."""
    return answer.mark is Mark.ASK_OFFICE and answer.ready and is_in_doubt(answer)


def validity_told(answer: MeasureAnswer, phrases: Phrases) -> str:
    """Until when its document is in force, or when it was seen last, and, of what only a part of
    the place tells of, whose paper that is; of what only an office has to confirm the step says so
    itself.
    """
    rulebook = phrases.rulebook
    measure = rulebook.measures[answer.measure]
    force = measure.in_force
    if not is_in_doubt(answer):
        return "" if force.until is None else phrases.say("文件到 {day}", day=force.until)
    if answer.mark is Mark.ASK_OFFICE and not is_to_be_confirmed(answer):
        return ""
    if not force.seen:
        return phrases.say("文件是否有效待核")
    last = phrases.say.told(max(force.seen).text)
    if len(force.seen) > 1:
        return phrases.say("文件{day}仍见有效，此后待核", day=last)
    # What that means elsewhere is said once, above the list.
    if (paper := narrower_source(measure, rulebook)) is not None:
        return phrases.say(
            "文件只见于{issuer}{year}，是否有效待核",
            issuer=paper.issuer,
            year=last,
        )
    return phrases.say("文件只见于{year}，是否有效待核", year=last)


def last_day(entry: ScreenedEnterprise, answer: MeasureAnswer) -> date | None:
    """The last day on which it can be had, where its document soon ends, or the year in which
    alone a stage of it is paid does.
    """
    if answer.measure in entry.worded.this_year:
        return entry.worded.this_year[answer.measure][1]
    over = answer.near_over or answer.unclaimed or is_in_doubt(answer)
    return None if over else answer.ends_soon


def year_told(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """Until when a stage is paid that is of this year alone: no source says the day; empty where
    there is none.
    """
    stage, day = entry.worded.this_year.get(answer.measure, ("", None))
    told = to_say("{stage}的到 {day}，按“当年”推的，来源没写日子")
    return phrases.say(told, stage=stage, day=day) if stage else ""


def notes_beside(
    entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases
) -> tuple[str, ...]:
    """What stands in a line beside the amount: that a stage of it is of a year that is over; last,
    that its document is not known to be in force.
    """
    say, stage = phrases.say, entry.worded.missed.get(answer.measure)
    over = say("{stage}的过了当年还办不办要问", stage=stage) if stage else ""
    unrounded = unrounded_of(entry, answer)
    rounded = "" if unrounded is None else rounding_unsaid(phrases)
    undone = say("没有竣工") if is_unfinished(entry, answer) else ""
    doubt = say("文件待核") if is_in_doubt(answer) else ""
    return tuple(filter(None, (rounded, over, undone, doubt)))


def rounding_unsaid(phrases: Phrases) -> str:
    """That what is told is rounded yet: which way no source says is told once (`told_once`)."""
    return phrases.say("取整前")


def rounded_up(phrases: Phrases) -> str:
    """That what is told is rounded up, which no source says."""
    return phrases.say("尾数进位，来源没写怎样取整")


def missed_asked(
    entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases, *, claimed: bool = True
) -> str:
    """What is asked of a stage of a year that is over; empty where there is none.  ``claimed``: it
    may have been had.
    """
    stage = entry.worded.missed.get(answer.measure)
    if stage and not claimed:
        return phrases.say("{stage}的过了当年还办不办", stage=stage)
    return phrases.say("{stage}的得过没有、过了当年还办不办", stage=stage) if stage else ""


def year_asked(entry: ScreenedEnterprise, answer: MeasureAnswer, phrases: Phrases) -> str:
    """What is asked first of a stage that is paid in this year alone; empty where there is none."""
    stage, _ = entry.worded.this_year.get(answer.measure, ("", None))
    return phrases.say("{stage}的报了没有", stage=stage) if stage else ""
