"""A question with all that is said of it, and what was answered to look over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from huiqi.dates import written_year
from huiqi.decision.questions import Question
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.interview.results import AnswerKind, AskedReply, InterviewQuestion, Reviewed, Selectable
from huiqi.interview.state import InterviewState
from huiqi.interview.telling import in_full, is_by_year, records_named, records_written
from huiqi.language.types import Kind
from huiqi.profile.account import NO, NOT_APPLICABLE, YES
from huiqi.profile.profile import Profile
from huiqi.profile.record_lists import WHOLE, wrapper
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, sentence
from huiqi.values import Records
from huiqi.words import to_say

OTHER = sentence("其他")
_KINDS = {
    Kind.BOOL: AnswerKind.YES_NO,
    Kind.ENUM: AnswerKind.OPTION,
    Kind.MONEY: AnswerKind.NUMBER,
    Kind.RATIO: AnswerKind.NUMBER,
    Kind.COUNT: AnswerKind.NUMBER,
    Kind.SCALAR: AnswerKind.NUMBER,
    Kind.DATE: AnswerKind.DAY,
    Kind.RECORDS: AnswerKind.RECORDS,
}
#: What a question has behind it on when to write that it does not apply.
_NONE = re.compile(f"（([^（）]+?)，?写“{NOT_APPLICABLE}”）")
_NONE_EN = re.compile(r"\(([^()]+?): not_applicable\)")
#: What is chosen of a day that has not come.
NOT_YET = to_say("还没有")
UNITS = {Kind.MONEY: to_say("万元"), Kind.RATIO: "%"}


def question_put(
    question: Question,
    rulebook: Rulebook,
    told: object,
    *,
    again: bool = False,
    not_known: bool = False,
) -> InterviewQuestion:
    """The question as it is put; ``told``: as it was written so far, of a list that is asked
    ``again`` its records, of which the answer takes the place; ``not_known``: somebody said not to
    know it.
    """
    key = question.missing
    asked_of = rulebook.declared(key.name)
    declared = declared_of(rulebook, key)
    assert declared is not None
    kind = declared.type.kind
    return InterviewQuestion(
        key=key,
        topic=asked_of.topic or OTHER,
        declared=declared,
        asked_of=asked_of,
        kind=_KINDS.get(kind, AnswerKind.WORDS),
        unit=UNITS.get(kind, declared.unit),
        options=tuple(_options(declared)),
        first_fields=tuple(_first_fields(asked_of, key)),
        measures=question.measures,
        largest=question.largest,
        known_by=question.known_by or asked_of.known_by,
        rules_out=question.rules_out,
        deniable=_is_deniable(key, asked_of, rulebook),
        told=in_full(told) if again else told,
        not_known=not_known,
        whole=again and _says_whole(told),
        records=records_written(told) if kind is Kind.RECORDS and not is_by_year(told) else (),
    )


def _is_deniable(key: Missing, asked_of: Fact | Definition, rulebook: Rulebook) -> bool:
    """Whether its topic is one of what hardly any enterprise has, and it asks whether it has it;
    not what many do not know of, who would deny it unread.
    """
    is_whether = not key.where and asked_of.type.kind is Kind.BOOL
    topic, order = asked_of.topic, rulebook.interview
    is_alone = key.name in order.answered_alone
    return is_whether and not is_alone and topic is not None and topic.zh in order.denied_together


def _says_whole(told: object) -> bool:
    """Whether a list says that it is all."""
    word = wrapper(told)
    return isinstance(told, list) if word is None else WHOLE[word]


def _options(declared: Fact | Definition) -> Iterator[Selectable]:
    """What can be chosen; also that a day has not come, where it may lie ahead, and that there is
    no such thing, where the question says how.
    """
    if declared.type.kind is Kind.BOOL:
        yield Selectable(written=YES, label=sentence("是"))
        yield Selectable(written=NO, label=sentence("否"))
    enumeration = declared.type.enumeration
    if enumeration is not None:
        for name in enumeration.symbols:
            label: InLanguages = Text(
                zh=enumeration.label(name, "zh"), en=enumeration.label(name, "en")
            )
            yield Selectable(written=name, label=label)
    if isinstance(declared, Fact) and declared.not_yet is not None:
        yield Selectable(written=NOT_YET, label=declared.not_yet)
    if (none := none_said(declared)) is not None:
        yield Selectable(written=NOT_APPLICABLE, label=none)


def none_said(declared: Fact | Definition) -> Text | None:
    """How one says that there is no such thing, as the question has it in brackets before 不适用:
    没有研发机构; ``None`` where it does not say that one may.
    """
    asked = declared.question
    zh, en = (None, None) if asked is None else (_NONE.search(asked.zh), _NONE_EN.search(asked.en))
    return None if zh is None or en is None else Text(zh=zh[1], en=en[1])


def _first_fields(asked_of: Fact | Definition, key: Missing) -> Iterator[Fact]:
    """The field that names a record, and the year where all years are asked at once."""
    if key.where or not isinstance(asked_of, Fact) or not asked_of.fields:
        return
    if asked_of.shown_by is not None:
        yield asked_of.fields[asked_of.shown_by]
    if asked_of.yearly and key.year is None and "year" in asked_of.fields:
        yield asked_of.fields["year"]


def review_of(
    state: InterviewState, facts: Mapping[str, object], rulebook: Rulebook, profile: Profile
) -> tuple[Reviewed, ...]:
    """All that is told and what was skipped, topic by topic in the order of the authors."""
    found = list(_reviewed(state, facts, rulebook, profile))
    seen = {row.key for row in found}
    for step in state.steps:
        gone = bool(step.key.where) and not records_named(facts, step.key, profile)
        if step.key not in seen and step.reply is not AskedReply.ANSWERED and not gone:
            found.append(_row(step.key, step.reply, None, rulebook))
    topics = {topic: place for place, topic in enumerate(rulebook.interview.topics)}
    found.sort(key=lambda row: topics.get(row.topic.in_language("zh"), len(topics)))
    return tuple(found)


def _reviewed(
    state: InterviewState, facts: Mapping[str, object], rulebook: Rulebook, profile: Profile
) -> Iterator[Reviewed]:
    for name, value in facts.items():
        if (stated := rulebook.vocabulary.stated.get(name)) is not None:
            # What an address says, or the word for a title, by the facts that it answers.
            answered = [fact for fact in stated.answers if profile.given(fact, None) is not None]
            yield from (_row(Missing(fact, None), None, value, rulebook) for fact in answered)
            continue
        fact = rulebook.declared(name)
        years = dict(value) if is_by_year(value) else {None: value}
        for year, told in years.items():
            key = Missing(name, None if year is None else written_year(year))
            step = state.step(key)
            yield _row(key, step.reply if step is not None else None, told, rulebook)
        if isinstance(fact, Fact) and fact.fields:
            yield from _of_records(state, facts, fact, rulebook, profile)


def _of_records(
    state: InterviewState,
    facts: Mapping[str, object],
    fact: Fact,
    rulebook: Rulebook,
    profile: Profile,
) -> Iterator[Reviewed]:
    """The fields of each record, but for its name."""
    seen: set[str] = set()
    for (name, _), given in profile.facts.items():
        if name != fact.id or not isinstance(given.value, Records):
            continue
        for record in given.value.items:
            if record.key in seen:
                continue
            seen.add(record.key)
            any_field = Missing(fact.id, None, f".({record.key})")
            for raw in records_named(facts, any_field, profile)[:1]:
                for part, written in raw.items():
                    if part not in (fact.shown_by, "year", "rest") and written is not None:
                        shown = f"({record.key})" if record.key else ""
                        key = Missing(fact.id, None, f".{part}{shown}")
                        step = state.step(key)
                        yield _row(key, step.reply if step is not None else None, written, rulebook)


def _row(key: Missing, reply: AskedReply | None, written: object, rulebook: Rulebook) -> Reviewed:
    asked_of = rulebook.declared(key.name)
    declared = declared_of(rulebook, key)
    assert declared is not None
    return Reviewed(
        key=key,
        topic=asked_of.topic or OTHER,
        declared=declared,
        reply=reply,
        written=written,
    )
