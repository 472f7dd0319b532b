"""One question of an interview as a screen, with why it is asked and what each answer does; and
all that was said, to look over.  The words are those of the terminal's interview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiqi.decision.results import MeasureResult
from huiqi.decision.standing import worth_of
from huiqi.evaluation.reads import Missing
from huiqi.interview.results import (
    HAS,
    NONE,
    AnswerEffect,
    AnswerKind,
    InterviewQuestion,
)
from huiqi.language.types import Kind
from huiqi.profile.doubts import likely_units
from huiqi.quantities import MONEY_UNITS
from huiqi.report.blocks import Block, Column, Facts, Note, Role, Said, Table, TextRun
from huiqi.report.pages import marks
from huiqi.report.pages.figures_needed import needed_rows
from huiqi.report.pages.following_pages import FollowingPages
from huiqi.report.pages.in_short import worth_in_place
from huiqi.report.pages.interview import (
    effects_told,
    hangs_on,
    how_to_answer,
    moved,
    question_words,
    shown_of,
    where_to_look,
)
from huiqi.report.pages.listed_answers import ListedAnswers, listed_answers
from huiqi.report.pages.one_suffices import one_suffices
from huiqi.report.pages.pauses import pause_at
from huiqi.report.pages.question_keys import written_key
from huiqi.report.pages.standing_so_far import StandingNow, standing_now
from huiqi.report.pages.told_in_fields import told_in_field, told_on_page
from huiqi.report.pages.told_words import told_words
from huiqi.report.pages.who_knows import known_to, office_presumed
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fact
from huiqi.truth import Truth
from huiqi.wordings import says_unknown
from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.interview import Interview

#: So many measures are named that wait for a question.
_MOST = 9
#: So many others are named where they have no line of their own.
_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordField:
    """A field with which a record is named; ``options``: what can be chosen, if that is all."""

    id: str
    label: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideLine:
    """A question that is asked on the page of another, in one field; as in `QuestionScreen`.
    ``listed``: what may be chosen in its place; ``told``: as its field holds what was answered,
    ``how`` which end of it that is, ``ticked`` what is ticked instead.
    """

    key: str
    text: str
    hints: Sequence[str]
    kind: str
    unit: str
    options: Sequence[tuple[str, str]]
    listed: ListedAnswers
    told: str
    how: str
    ticked: str
    roughly: bool
    bearing: str
    why: Sequence[Block]
    effects: Sequence[Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScreen:
    """``key``: as it is sent to be asked again; ``turn``: which page it is; ``left``: about
    how many questions follow, 0 where that is not told; ``kind``: which input
    it takes; ``options``: what is sent, and its words; ``listed``: the same of a list beside the
    field into which something else may be written; ``fields``: of a list, those that name each
    record; ``told``, ``records``: as it was answered before, ``how`` if that is one end of it,
    ``ticked`` if it is what is ticked beside the field, be it that nobody knows it; ``whole`` if
    those are all; ``roughly``: a figure may be told to a tenth; ``again``: something
    was said to it; ``answered``: where it is time to look at the result, how many pages there were
    until then, else 0.
    """

    key: str
    topic: str
    turn: str
    left: int
    text: str
    hints: Sequence[str]
    kind: str
    unit: str
    options: Sequence[tuple[str, str]]
    listed: ListedAnswers
    fields: Sequence[RecordField]
    told: str
    how: str
    ticked: str
    roughly: bool
    records: Sequence[dict[str, str]]
    whole: bool
    #: Some of a list is told already.
    some: bool
    #: What it lists is good up to a day: what ended belongs to it, too.
    may_end: bool
    bearing: str
    why: Sequence[Block]
    effects: Sequence[Block]
    so_far: StandingNow
    first: bool
    again: bool
    answered: int
    #: It had been time for that before.
    rested: bool
    #: Those before a profile was opened are not among them.
    resumed: bool
    #: To how many questions, all of the page, one answer says no; 0: to none.
    deniable: int
    #: What is asked with it on the page, and what that is.
    beside: Sequence[BesideLine]
    beside_heading: str
    #: The figure that stands is hardly meant: how it is written to be read as is likely.
    likely: Sequence[str]


def question_screen(
    interview: Interview,
    phrases: Phrases,
    *,
    chosen: Sequence[Missing] = (),
    certain: Sequence[MeasureResult] = (),
    before: int = 0,
    typed: str = "",
    left: int = 0,
) -> QuestionScreen | None:
    """The question that stands; ``None`` where nothing is left to ask.

    ``chosen``: what somebody chose to be asked after it; ``certain``: what the last answers made
    so; ``before``: how many had been asked until the page before this one; ``typed``: what was
    written and refused; ``left``: how many questions were said to follow the page before, if any.
    """
    asked = interview.question
    if asked is None:
        return None
    say, progress, told = phrases.say, interview.progress, asked.told
    beside, pause = interview.beside(chosen), pause_at(interview, asked.key, before)
    found = interview.effects()
    hints = list(_hints(asked, phrases))
    heading, held = to_say("同一方面的，也可以在这里答"), told_on_page(asked, say)
    if interview.state.page_again is not None:
        heading = to_say("这一页别的题，也可以在这里改")
    elif chosen:
        heading = to_say("选的另几题，也可以在这里答")
    elif asked.key.where:
        heading = to_say("这一条里还要填的，也可以在这里答")
    elif interview.state.is_skipped_once(asked.key):
        heading = to_say("别的跳过的，也可以在这里答")
    elif len(interview.state.measures) == 1:
        heading = to_say("这一件还要看的，也可以在这里答")
    following = FollowingPages(interview, [asked.key, *(one.key for one in beside)], left)
    return QuestionScreen(
        key=written_key(asked.key),
        topic=phrases.text(asked.topic),
        turn=following.said(say, rested=pause.rested),
        left=following.told,
        text=question_words(asked, phrases, interview.profile),
        hints=hints,
        kind=asked.kind.value,
        unit=_unit(asked, phrases),
        options=_options(asked, phrases),
        listed=listed_answers(asked, phrases, typed),
        fields=list(_fields(asked, phrases)),
        told=held.written,
        how=held.end,
        ticked=held.ticked,
        roughly=asked.may_be_rough,
        records=[shown_in_line(record) for record in (told if isinstance(told, list) else ())],
        whole=asked.whole,
        some=bool(asked.records),
        may_end=_may_end(asked),
        bearing=hangs_on(asked, say, found),
        why=list(_why(asked, found, phrases)),
        effects=_effects(asked, found, phrases),
        so_far=standing_now(interview, phrases, certain),
        first=not interview.state.pages_before,
        again=interview.asked_again and asked.key not in interview.state.skipped,
        deniable=_deniable([asked, *beside]),
        answered=progress.page - 1 if pause.due else 0,
        rested=pause.rested,
        resumed=bool(interview.state.begun.facts),
        beside=list(_beside(beside, interview, phrases, hints)),
        beside_heading=say(heading),
        likely=likely_units(asked.declared, asked.told) if isinstance(asked.told, str) else (),
    )


def shown_in_line(record: Mapping[str, object]) -> dict[str, str]:
    """What stands in the line of a record; what nobody knows is nothing to read there."""
    return {str(name): str(told) for name, told in record.items() if not says_unknown(told)}


def _deniable(on_page: Sequence[InterviewQuestion]) -> int:
    """Of one question alone its own no is as short."""
    every = len(on_page) > 1 and all(one.deniable for one in on_page)
    return len(on_page) if every else 0


def _effects(
    asked: InterviewQuestion, found: Sequence[AnswerEffect], phrases: Phrases
) -> list[Block]:
    """What each answer does, and to what a figure has to come."""
    every = effects_told(asked, found, phrases)
    rows = [(phrases.say("答“{value}”", value=answer), does) for answer, does in every]
    rows += needed_rows(asked, phrases)
    return [Facts([*rows])] if rows else []


def _beside(
    every: Iterable[InterviewQuestion], interview: Interview, phrases: Phrases, above: list[str]
) -> Iterator[BesideLine]:
    """``above``: the hints of the question that stands; what one says is not said again below it,
    since the page would be twice as long.
    """
    said = [*above]
    for asked in every:
        found, hints = interview.effects(asked), list(_hints(asked, phrases, beside=True))
        held = told_on_page(asked, phrases.say)
        is_list = asked.kind is AnswerKind.RECORDS
        # Of which record it is stands above.
        of_record = bool(asked.key.where)
        words = phrases.text(asked.declared.label)
        yield BesideLine(
            key=written_key(asked.key),
            text=words if of_record else question_words(asked, phrases, interview.profile),
            hints=[hint for hint in hints if hint not in said],
            kind=asked.kind.value,
            unit=_unit(asked, phrases),
            options=_whether(phrases) if is_list else _options(asked, phrases),
            listed=listed_answers(asked, phrases),
            told=held.in_one_field(asked, phrases.say),
            how=held.end,
            ticked=held.ticked,
            roughly=asked.may_be_rough,
            bearing=hangs_on(asked, phrases.say, found),
            why=list(_why(asked, found, phrases)),
            effects=_effects(asked, found, phrases),
        )
        said += hints


def _unit(asked: InterviewQuestion, phrases: Phrases) -> str:
    """What a bare figure counts, in words."""
    return phrases.say(asked.unit) if asked.unit in MONEY_UNITS else phrases.counted_in(asked.unit)


def _options(asked: InterviewQuestion, phrases: Phrases) -> list[tuple[str, str]]:
    """What can be chosen; of a record first what its name says."""
    found = [(one.written, phrases.text(one.label)) for one in asked.options]
    name, kinds = asked.key.key, asked.declared.type.enumeration

    def said(option: str) -> bool:
        return kinds is not None and any(one in name for one in kinds.names(option))

    return sorted(found, key=lambda option: not name or not said(option[0]))


def _whether(phrases: Phrases) -> list[tuple[str, str]]:
    """Of a list that is asked for below another question: none, or some, to be told next."""
    return [(NONE, phrases.say(NONE)), (HAS, phrases.say("有，下一页写"))]


def _kinds(asked: InterviewQuestion) -> Iterator[Fact]:
    """What kind a record is, where that tells it apart from others."""
    fact = asked.asked_of
    if not asked.key.where and isinstance(fact, Fact):
        fields = (fact.fields[name] for name in fact.key if name in fact.fields)
        yield from (field for field in fields if field.type.enumeration is not None)


def _may_end(asked: InterviewQuestion) -> bool:
    fact = asked.asked_of
    return not asked.key.where and isinstance(fact, Fact) and "until" in fact.roles


def fields_offered(asked: InterviewQuestion) -> list[Fact]:
    """What is asked of each record of a list at once: what kind it is, what it is called, and since
    and until when it is good, which stand on the same paper: two of one kind are told apart by it.
    """
    fact, days = asked.asked_of, []
    if _may_end(asked) and isinstance(fact, Fact):
        days = [fact.fields[name] for name in (fact.dated_by, fact.roles["until"]) if name]
    return [*_kinds(asked), *asked.first_fields, *days]


def _fields(asked: InterviewQuestion, phrases: Phrases) -> Iterator[RecordField]:
    """What is written of a record first; where its kind tells it, what it is called may be left
    open, as may be since and until when it is good.
    """
    kinds = list(_kinds(asked))
    for field in fields_offered(asked):
        may_be_open = field not in kinds and (bool(kinds) or field not in asked.first_fields)
        label = phrases.text(field.label)
        yield RecordField(
            id=field.id,
            label=phrases.say("{label}（可不写）", label=label) if may_be_open else label,
            options=phrases.options_offered(field.type),
        )


def _hints(asked: InterviewQuestion, phrases: Phrases, *, beside: bool = False) -> Iterator[str]:
    """What helps to answer, who usually knows it, where it stands, and how it is written;
    ``beside``: of a list it is asked alone whether there is any.
    """
    say, where = phrases.say, where_to_look(asked, phrases)
    if asked.help is not None:
        yield phrases.text(asked.help)
    if asked.first_fields and not beside:
        fields = [phrases.text(one.label) for one in list(_kinds(asked)) or asked.first_fields]
        yield say("先写{fields}；别的用得着时再逐条问", fields=say.listed(fields))
        if any(field.type.kind is Kind.DATE for field in fields_offered(asked)):
            yield say("日期只知道年的写年，如 2023年")
    if asked.anew:
        yield say("写过的在下面：要添就接着写，要去掉就清空")
        if not asked.whole:
            yield say("没有别的就选“没有别的了”，等它的几项才定得下来")
    elif asked.records:
        yield say("写过的：{names}", names=told_words(asked.records, phrases, asked.declared))
    if enough := one_suffices(asked.key, asked.measures, phrases):
        yield enough
    who = known_to(asked.key, phrases)
    told = to_say("通常{who}知道；看{places}。") if where else to_say("通常{who}知道。")
    yield say(told, who=who, places=where)
    yield from office_presumed(asked.key, phrases)
    if asked.kind is AnswerKind.DAY and (written := told_in_field(asked)):
        yield say("写过“{written}”：知道是哪一天就写那一天，不知道的照样继续", written=written)
    if asked.kind in (AnswerKind.NUMBER, AnswerKind.DAY, AnswerKind.WORDS):
        yield how_to_answer(asked, phrases)


def _why(
    asked: InterviewQuestion, found: Sequence[AnswerEffect], phrases: Phrases
) -> Iterator[Block]:
    """The measures that wait for it, the largest first, then those that stand otherwise with an
    answer; how many others there are.
    """
    say = phrases.say
    own = {one.measure.id for one in asked.measures}
    bearing = moved(asked, found)
    waiting = sorted(bearing, key=lambda one: (one.measure.id not in own, worth_of(one)))
    shown, others = shown_of(waiting, _MOST), list[Block]()
    rows: list[Sequence[Said]] = [
        (
            phrases.text(result.measure.name),
            marks.whose(result, phrases),
            worth_in_place(result, phrases)[0],
        )
        for result in shown
    ]
    if more := waiting[len(shown) :]:
        names = [phrases.text(result.measure.name) for result in more]
        told = say("另有 {number} 项", number=len(names))
        if len(names) <= _NAMED:
            told = say("另有：{names}", names=say.listed(names))
        others = [Note(told)]
    columns = (
        Column(head=say("措施"), grows=True),
        Column(head=say("出钱与依据")),
        Column(head=say("金额"), align="right"),
    )
    if rows:
        yield Table(columns, rows)
    yield from others
    if any(result.force.truth is Truth.UNKNOWN for result in shown):
        yield Note(TextRun(say(marks.STAR), Role.QUIET))
