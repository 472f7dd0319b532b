"""All that was said in an interview, to look over and to change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiqi.decision.results import MeasureResult
from huiqi.interview.results import AskedReply, Reviewed
from huiqi.report.pages.asked_lines import counts_told
from huiqi.report.pages.interview import reply_words, tells_its_name
from huiqi.report.pages.question_keys import written_key
from huiqi.report.pages.question_screen import StandingNow, standing_now
from huiqi.report.phrases import Phrases
from huiqi.wordings import says_unknown

if TYPE_CHECKING:
    from huiqi.interview import Interview


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """What was said of one fact; ``key``: as it is sent to be asked again."""

    key: str
    label: str
    value: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScreen:
    """What was said, topic by topic; ``open``: how many questions are left to be asked;
    ``counted``: that, and how many were not known or skipped, in words.
    """

    topics: Sequence[tuple[str, Sequence[ReviewLine]]]
    open: int
    counted: str
    so_far: StandingNow


def review_screen(
    interview: Interview, phrases: Phrases, certain: Sequence[MeasureResult] = ()
) -> ReviewScreen:
    """All that was said; ``certain``: what the last answers made so."""
    topics: dict[str, list[ReviewLine]] = {}
    progress = interview.progress
    for row in interview.review():
        if tells_its_name(row, phrases):
            continue
        topics.setdefault(phrases.text(row.topic), []).append(_line(row, phrases))
    return ReviewScreen(
        topics=list(topics.items()),
        open=progress.open_now,
        counted=counts_told(progress.unasked, progress.put_off, phrases, progress.partly),
        so_far=standing_now(interview, phrases, certain),
    )


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
