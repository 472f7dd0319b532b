"""All that was said in an interview, to look over and to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huiqi.decision.results import Decision, MeasureResult
from huiqi.decision.standing import is_told_roughly, is_worthless
from huiqi.evaluation.reads import Missing
from huiqi.interview.results import AskedReply, Reviewed
from huiqi.report.pages.asked_lines import counts_told
from huiqi.report.pages.changed_by_answer import changed_by_answer
from huiqi.report.pages.interview import reply_words, tells_its_name
from huiqi.report.pages.question_keys import written_key
from huiqi.report.pages.standing_so_far import StandingNow, standing_now
from huiqi.report.phrases import Phrases
from huiqi.wordings import says_unknown

if TYPE_CHECKING:
    from huiqi.interview import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """What was said of one fact; ``key``: as it is sent to be asked again; ``returned``: one
    comes back from it; ``changed``: what stands otherwise since it was changed there.
    """

    key: str
    label: str
    value: str
    known: bool
    returned: bool = False
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScreen:
    """What was said, topic by topic; ``open``: how many questions are left to be asked;
    ``counted``: that, and how many were not known or skipped, in words.
    """

    topics: Sequence[tuple[str, Sequence[ReviewLine]]]
    open: int
    counted: str
    #: What was not asked, since no answer to it alone would do anything, and nobody told.
    never_asked: Sequence[ReviewLine]
    so_far: StandingNow


def review_screen(
    interview: Interview,
    phrases: Phrases,
    certain: Sequence[MeasureResult] = (),
    returned: tuple[Missing, Decision | None] | None = None,
) -> ReviewScreen:
    """All that was said; ``certain``: what the last answers made so; ``returned``: the question
    from which one comes back and, where it was answered otherwise, what was decided before.
    """
    topics: dict[str, list[ReviewLine]] = {}
    progress = interview.progress
    for row in interview.review():
        if tells_its_name(row, phrases):
            continue
        topics.setdefault(phrases.text(row.topic), []).append(_line(row, phrases))
    if returned is not None:
        key, before = written_key(returned[0]), returned[1]
        said = changed_by_answer(before, interview.decision, phrases) if before is not None else ""
        for lines in topics.values():
            lines[:] = [
                replace(line, returned=True, changed=said) if line.key == key else line
                for line in lines
            ]
    return ReviewScreen(
        topics=list(topics.items()),
        open=progress.open_now,
        counted=counts_told(progress.unasked, progress.put_off, phrases, progress.partly),
        never_asked=[] if progress.open_now else list(_never_asked(interview, phrases)),
        so_far=standing_now(interview, phrases, certain),
    )


def _never_asked(interview: Interview, phrases: Phrases) -> Iterator[ReviewLine]:
    asked = {one.missing for one in interview.put_off} | {*interview.progress.partly}
    for question in interview.decision.questions:
        key = question.missing
        # What was told as a range stands among what was answered.
        told = is_told_roughly(interview.profile, key)
        if key not in asked and not told and not all(map(is_worthless, question.measures)):
            names = [phrases.text(one.measure.name) for one in question.measures]
            value = phrases.say("要看它的：{measures}", measures=phrases.say.listed(names))
            label = phrases.missing(key)
            yield ReviewLine(key=written_key(key), label=label, value=value, known=False)


def _line(row: Reviewed, phrases: Phrases) -> ReviewLine:
    unknown = row.written is not None and says_unknown(row.written)
    known = row.written is not None and not unknown
    own = phrases.say("不知道") if unknown else _label(row, phrases)
    return ReviewLine(
        key=written_key(row.key),
        label=phrases.missing(row.key),
        value=own or reply_words(row, phrases),
        known=known and row.reply is not AskedReply.UNKNOWN,
    )


def _label(row: Reviewed, phrases: Phrases) -> str:
    """Of an option that was chosen its words."""
    kinds = row.declared.type.enumeration
    symbol = kinds.find(str(row.written)) if kinds is not None else None
    return kinds.label(symbol, phrases.language) if kinds is not None and symbol else ""
