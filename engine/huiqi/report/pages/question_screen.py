"""One question of an interview as a screen, with why it is asked and what each answer does; and
all that was said, to look over.  The words are those of the terminal's interview.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import Mark, mark_of, worth_of
from huiqi.decision.topics import overview
from huiqi.interview.results import AnswerKind, AskedReply, InterviewQuestion, Reviewed
from huiqi.quantities import MONEY_UNITS
from huiqi.report.blocks import Block, Column, Facts, Note, Role, Said, Table, TextRun
from huiqi.report.pages import marks
from huiqi.report.pages.in_short import worth_in_short
from huiqi.report.pages.interview import (
    certain_lines,
    effects_told,
    hangs_on,
    how_to_answer,
    moved,
    question_words,
    reply_words,
    where_to_look,
)
from huiqi.report.pages.question_keys import written_key
from huiqi.report.pages.result_lines import Marked
from huiqi.report.pages.result_screen import marked
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fact
from huiqi.truth import Truth
from huiqi.wordings import says_unknown
from huiqi.words import Say, to_say

if TYPE_CHECKING:
    from huiqi.interview import Interview

#: So many measures are named that wait for a question.
_MOST = 8
#: After so many questions the result is offered.
_PAUSE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingNow:
    """How many topics have each mark as far as is known; what became certain by the last answer.

    ``of``: of what the marks are.
    """

    of: str
    tally: Sequence[tuple[Marked, int]]
    certain: Sequence[Said]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordField:
    """A field with which a record is named; ``options``: what can be chosen, if that is all."""

    id: str
    label: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScreen:
    """``key``: as it is sent to be asked again; ``kind``: which input it takes; ``options``: what
    is sent, and its words; ``fields``: of a list, those that name each record; ``told``,
    ``records``: as it was answered before, ``how`` if that is one end of it, ``whole`` if those
    are all; ``roughly``: a figure may be told to a tenth; ``again``: something was said to it;
    ``answered``: where it is time to look at the result, how many were answered until then, else 0.
    """

    key: str
    over: str
    text: str
    hints: Sequence[str]
    kind: str
    unit: str
    options: Sequence[tuple[str, str]]
    fields: Sequence[RecordField]
    told: str
    how: str
    roughly: bool
    records: Sequence[dict[str, str]]
    whole: bool
    bearing: str
    why: Sequence[Block]
    effects: Sequence[Block]
    so_far: StandingNow
    first: bool
    again: bool
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """What was said of one fact; ``key``: as it is sent to be asked again."""

    key: str
    label: str
    value: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewScreen:
    """What was said, topic by topic; ``open``: how many questions are left."""

    topics: Sequence[tuple[str, Sequence[ReviewLine]]]
    open: int
    so_far: StandingNow


def question_screen(interview: Interview, phrases: Phrases) -> QuestionScreen | None:
    """The question that stands; ``None`` where nothing is left to ask."""
    asked = interview.question
    if asked is None:
        return None
    say, progress, told = phrases.say, interview.progress, asked.told
    found = interview.effects()
    end, figure = end_told(asked)
    effects: list[tuple[Said, Said]] = [
        (say("答“{value}”", value=answer), does)
        for answer, does in effects_told(asked, found, phrases)
    ]
    return QuestionScreen(
        key=written_key(asked.key),
        over=say(
            "{topic} · {left}",
            topic=phrases.text(asked.topic),
            # How many are left changes with each answer: what one opens, another settles.
            left=_left(interview, say),
        ),
        text=question_words(asked, phrases, interview.profile),
        hints=list(_hints(asked, phrases)),
        kind=asked.kind.value,
        unit=say(asked.unit) if asked.unit in MONEY_UNITS else phrases.counted_in(asked.unit),
        options=_options(asked, phrases),
        fields=[*_fields(asked, phrases), *_until(asked, phrases)],
        told=figure,
        how=end,
        roughly=asked.may_be_rough,
        records=[
            {str(key): str(value) for key, value in record.items()}
            for record in (told if isinstance(told, list) else [])
            if isinstance(record, dict)
        ],
        whole=asked.whole,
        bearing=hangs_on(asked, say, found),
        why=list(_why(asked.measures, len(moved(asked, found)), phrases)),
        effects=[Facts(effects)] if effects else [],
        so_far=standing_now(interview, phrases),
        first=progress.number == 1,
        again=interview.asked_again,
        answered=0 if (progress.number - 1) % _PAUSE else progress.number - 1,
    )


def _left(interview: Interview, say: Say) -> str:
    """Which question it is: of those asked since a profile was opened, where one was."""
    progress = interview.progress
    if not progress.left:
        return say("可能是最后一题")
    if interview.state.begun.facts:
        return say("接着答的第 {number} 题，答到哪里都能看结果", number=progress.number)
    return say("第 {number} 题，答到哪里都能看结果", number=progress.number)


def _options(asked: InterviewQuestion, phrases: Phrases) -> list[tuple[str, str]]:
    """What can be chosen; of a record first what its name says."""
    found = [(one.written, phrases.text(one.label)) for one in asked.options]
    name = asked.key.key
    return sorted(found, key=lambda option: not name or option[1] not in name)


def _kinds(asked: InterviewQuestion) -> Iterator[Fact]:
    """What kind a record is, where that tells it apart from others."""
    fact = asked.asked_of
    if not asked.key.where and isinstance(fact, Fact):
        fields = (fact.fields[name] for name in fact.key if name in fact.fields)
        yield from (field for field in fields if field.type.enumeration is not None)


def _fields(asked: InterviewQuestion, phrases: Phrases) -> Iterator[RecordField]:
    """What is written of a record first; where its kind tells it, what it is called may be left
    open.
    """
    kinds = list(_kinds(asked))
    yield from (_field(field, phrases) for field in kinds)
    for own in asked.first_fields:
        field = _field(own, phrases)
        yield replace(field, label=_left_open(own, phrases)) if kinds else field


def _left_open(field: Fact, phrases: Phrases) -> str:
    return phrases.say("{label}（可不写）", label=field.label)


def _until(asked: InterviewQuestion, phrases: Phrases) -> Iterator[RecordField]:
    """Until when a record is good, which stands on the same paper; it may be left open."""
    fact = asked.asked_of
    if not asked.key.where and isinstance(fact, Fact) and "until" in fact.roles:
        until = fact.fields[fact.roles["until"]]
        yield replace(_field(until, phrases), label=_left_open(until, phrases))


def _field(field: Fact, phrases: Phrases) -> RecordField:
    options = phrases.options_offered(field.type)
    return RecordField(id=field.id, label=phrases.text(field.label), options=options)


#: What stands between the ends of a range.
_TO = ".."


def told_in_field(asked: InterviewQuestion | None) -> str:
    """What stands in the field of a question that was answered before."""
    if asked is None or not isinstance(asked.told, str | int):
        return ""
    ends = str(asked.told).split(_TO)
    return _TO.join(end.removesuffix(asked.unit) for end in ends)


def end_told(asked: InterviewQuestion | None) -> tuple[str, str]:
    """Whether what was told is the least or the most (``>=``, ``<=``), and the figure; nothing
    where it is neither.
    """
    told = told_in_field(asked)
    if asked is None or asked.kind is not AnswerKind.NUMBER:
        return "", told
    end = next((end for end in (">=", "<=") if told.startswith(end)), "")
    return end, told.removeprefix(end).strip()


def _hints(asked: InterviewQuestion, phrases: Phrases) -> Iterator[str]:
    """What helps to answer, who usually knows it, where it stands, and how it is written."""
    say, where = phrases.say, where_to_look(asked, phrases)
    if asked.help is not None:
        yield phrases.text(asked.help)
    if asked.first_fields:
        fields = say.listed([phrases.text(field.label) for field in asked.first_fields])
        yield say("先写{fields}；别的用得着时再逐条问", fields=fields)
    if asked.anew:
        yield say("写过的在下面：要添就接着写，要去掉就清空；都写上了选“有，都写在下面”")
    who = marks.known_by(asked.known_by, phrases)
    told = to_say("通常{who}知道；看{places}。") if where else to_say("通常{who}知道。")
    yield say(told, who=who, places=where)
    if asked.kind is AnswerKind.DAY and (written := told_in_field(asked)):
        yield say("写过“{written}”：知道是哪一天就写那一天，不知道的照样继续", written=written)
    if asked.kind in (AnswerKind.NUMBER, AnswerKind.DAY, AnswerKind.WORDS):
        yield how_to_answer(asked, phrases)


def _why(measures: Sequence[MeasureResult], number: int, phrases: Phrases) -> Iterator[Block]:
    """The measures that wait for it, the largest first; of those it bears on, so many in all, how
    many others there are.
    """
    say = phrases.say
    waiting = sorted(measures, key=worth_of)
    rows: list[Sequence[Said]] = [
        (
            phrases.text(result.measure.name),
            marks.whose(result, phrases),
            worth_in_short(result, phrases),
        )
        for result in waiting[:_MOST]
    ]
    if (more := number - len(rows)) > 0:
        rows.append((say("另有 {number} 项", number=more), "", ""))
    columns = (
        Column(head=say("措施"), grows=True),
        Column(head=say("出钱与依据")),
        Column(head=say("金额"), align="right"),
    )
    if rows:
        yield Table(columns, rows)
    if any(result.force.truth is Truth.UNKNOWN for result in waiting[:_MOST]):
        yield Note(TextRun(say(marks.STAR), Role.QUIET))


def standing_now(interview: Interview, phrases: Phrases) -> StandingNow:
    """The verdicts as they stand now: of the topics, or of the measures it is about."""
    found = overview(phrases.rulebook, interview.decision)
    own = [mark_of(result) for result in interview.decision.results]
    counts = {mark: found.count(mark) if found.topics else own.count(mark) for mark in Mark}
    certain = certain_lines(interview.progress.certain[:_MOST], phrases)
    return StandingNow(
        of=marks.topics_heading(phrases) if found.topics else phrases.say("所测的措施"),
        tally=[(marked(mark, phrases), number) for mark, number in counts.items() if number],
        certain=[block.text for block in certain.blocks if isinstance(block, Note)],
    )


def review_screen(interview: Interview, phrases: Phrases) -> ReviewScreen:
    """All that was said."""
    topics: dict[str, list[ReviewLine]] = {}
    for row in interview.review():
        topics.setdefault(phrases.text(row.topic), []).append(_line(row, phrases))
    return ReviewScreen(
        topics=list(topics.items()),
        open=len(interview.questions),
        so_far=standing_now(interview, phrases),
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
