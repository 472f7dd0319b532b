"""The topics of a programme: each answered by the most favourable document that stands under it.

A topic is a place in a programme whose text may not be public.  Documents of the city and the
province answer it; another place's are a reference, never a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from huiqi.decision.expiring import held_already
from huiqi.decision.results import UNSETTLED, Decision, MeasureResult, Status
from huiqi.decision.standing import (
    Mark,
    is_worthless,
    mark_of,
    refused_as_presumed,
    worth_of,
)
from huiqi.objects import dataclass
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.naming import support_or_title_named
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth

#: As they are shown, and (by the second column) how favourable each is among a topic's documents:
#: to answer and to ask are alike.
_SHOWN = (
    Mark.ELIGIBLE,
    Mark.ONE_STEP,
    Mark.ASK_ENTERPRISE,
    Mark.ASK_OFFICE,
    Mark.HELD,
    Mark.PRESUMED_NO,
    Mark.NO,
    Mark.OTHERS,
    Mark.ELSEWHERE,
)
_FAVOUR = {
    Mark.ELIGIBLE: 0,
    Mark.ONE_STEP: 1,
    Mark.ASK_ENTERPRISE: 2,
    Mark.ASK_OFFICE: 2,
    Mark.HELD: 3,
    Mark.PRESUMED_NO: 4,
    Mark.NO: 5,
    Mark.OTHERS: 6,
    Mark.ELSEWHERE: 7,
}
#: Whose money comes first among equals.
LEVELS = ("city", "province")


class MarkedResult(NamedTuple):
    """A document with how it stands; ``held``: the title that the enterprise has of those it would
    recognise, by language.
    """

    result: MeasureResult
    mark: Mark
    held: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic (``slot``: its place in the programme), the document that answers it, the others.

    ``best`` is absent where there are documents of other places alone (``elsewhere``, nearest
    first).
    """

    slot: Measure
    mark: Mark
    best: MarkedResult | None
    siblings: tuple[MarkedResult, ...]
    elsewhere: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All topics in the order in which they are shown, and the documents under none of them.

    ``marked``: every document, by its id, in the order of the decision.
    """

    topics: tuple[Topic, ...]
    beside: tuple[MarkedResult, ...]
    #: Under no topic, of which only the direction is known: their text is not public.
    unpublished: tuple[MeasureResult, ...]
    marked: Mapping[str, MarkedResult]

    def count(self, mark: Mark) -> int:
        """How many topics have this mark."""
        return sum(topic.mark is mark for topic in self.topics)


def overview(rulebook: Rulebook, decision: Decision) -> Overview:
    """How the topics and the documents beside them stand."""
    answers = marked_results(rulebook, decision)
    slots = [r.measure for r in decision.results if r.measure.slot is not None]
    topics = sorted(
        (_topic(rulebook, slot, answers) for slot in slots), key=lambda t: _order(rulebook, t)
    )
    under = {name for slot in slots for name in (slot.id, *slot.modelled_on)}
    others = [answer for name, answer in answers.items() if name not in under]
    unpublished = [one.result for one in others if not one.result.measure.published]
    beside = [
        answer
        for answer in others
        for r in (answer.result,)
        if r.measure.published
        and r.measure.recipient == "enterprise"
        # Another place's, if it was asked for, answers nothing here.
        and rulebook.level(r.measure) in LEVELS
    ]
    beside.sort(key=lambda answer: (_SHOWN.index(answer.mark), *_less(rulebook, answer.result)))
    return Overview(
        topics=tuple(topics),
        beside=tuple(beside),
        unpublished=tuple(unpublished),
        marked=answers,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A document that was asked for, or that answers the topic that was (``topic``).

    ``under``: the topics under which it stands, with whose other documents ``siblings`` and
    ``elsewhere`` it is shown.
    """

    answer: MarkedResult
    topic: Topic | None
    under: tuple[Measure, ...]
    siblings: tuple[MarkedResult, ...]
    elsewhere: tuple[Measure, ...]


def documents(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    """What has to be decided to show a measure, or a topic, among the documents of its topics."""
    found = [name]
    for slot in _slots(rulebook, name):
        found += [slot.id, *answering(rulebook, slot.id)]
    return tuple(dict.fromkeys(found))


def documents_named(rulebook: Rulebook, written: Iterable[str]) -> list[str]:
    """The measures and titles of the ladder that are named by any of their names, and for a topic
    the documents that answer it; what stands beside them under a topic is not meant.
    """
    meant = [support_or_title_named(rulebook, name) for name in written]
    return [own for name in meant for own in answering(rulebook, name)]


def answering(rulebook: Rulebook, name: str) -> tuple[str, ...]:
    """The documents of the city and the province under a topic; a measure is its own."""
    own = rulebook.measures[name]
    under = own.modelled_on if own.slot is not None else ()
    levels = {other: rulebook.level(rulebook.measures[other]) for other in under}
    return tuple(other for other in under if levels[other] in LEVELS) or (name,)


def placed(rulebook: Rulebook, decision: Decision, name: str) -> Placed:
    """A measure with those beside it; for a topic the document that answers it."""
    marked = marked_results(rulebook, decision)
    slots = _slots(rulebook, name)
    topics = [_topic(rulebook, slot, marked) for slot in slots]
    asked = topics[0] if slots and slots[0].id == name else None
    own = asked.best if asked is not None else marked[name]
    if own is None:
        own = marked[name]._replace(mark=Mark.ELSEWHERE)
    answers = [a for t in topics for a in (t.best, *t.siblings) if a is not None]
    others = {a.result.measure.id: a for a in answers if a.result is not own.result}
    elsewhere = {m.id: m for topic in topics for m in topic.elsewhere}
    return Placed(
        answer=own,
        topic=asked,
        under=slots,
        siblings=tuple(others.values()),
        elsewhere=tuple(elsewhere.values()),
    )


def _slots(rulebook: Rulebook, name: str) -> tuple[Measure, ...]:
    """The topic of this id, or those under which the measure stands."""
    own = rulebook.measures[name]
    if own.slot is not None:
        return (own,)
    every = [m for m in rulebook.supports if m.slot is not None]
    return tuple(slot for slot in every if name in slot.modelled_on)


def _topic(rulebook: Rulebook, slot: Measure, marked: Mapping[str, MarkedResult]) -> Topic:
    """The topic with its documents, the most favourable first."""
    names = slot.modelled_on or (slot.id,)
    answers = [asked_of_enterprise(marked[name]) for name in names if name in marked]
    answers.sort(key=lambda answer: _favour(rulebook, answer))
    elsewhere = tuple(
        rulebook.measures[name]
        for name in names
        if rulebook.level(rulebook.measures[name]) not in LEVELS
    )
    if not answers:
        return Topic(slot=slot, mark=Mark.ELSEWHERE, best=None, siblings=(), elsewhere=elsewhere)
    return Topic(
        slot=slot,
        mark=answers[0].mark,
        best=answers[0],
        siblings=tuple(answers[1:]),
        elsewhere=elsewhere,
    )


def marked_results(rulebook: Rulebook, decision: Decision) -> dict[str, MarkedResult]:
    """Every document by its id, with how it stands: for a title that is held nobody applies, and of
    what is presumed to be refused nothing has to be answered.
    """
    held = held_already(rulebook, decision)
    marked = {}
    for result in decision.results:
        mark = Mark.PRESUMED_NO if refused_as_presumed(result) else mark_of(result)
        name = result.measure.id
        marked[name] = MarkedResult(result, Mark.HELD if name in held else mark, held.get(name, {}))
    return marked


def asked_of_enterprise(answer: MarkedResult) -> MarkedResult:
    """What is open of a document for others is nothing an enterprise waits for."""
    result = answer.result
    others = result.measure.recipient != "enterprise" and result.status in UNSETTLED
    return answer._replace(mark=Mark.OTHERS) if others else answer


def _favour(rulebook: Rulebook, answer: MarkedResult) -> tuple[object, ...]:
    """The most favourable first; among equals what is known to be in force, then the city's, then
    the better grade, then the more.  Of what is refused the order of the topic's author is kept:
    the first is the nearest to what the topic is about.

    What is open and comes to nothing, however it is answered, is behind what may come to something.
    """
    result = answer.result
    ended = result.status is Status.NOT_IN_FORCE
    idle = result.status in UNSETTLED and is_worthless(result)
    level = LEVELS.index(rulebook.level(result.measure))
    unsure = result.force.truth is Truth.UNKNOWN
    mark = _FAVOUR[answer.mark]
    if answer.mark is Mark.NO:
        return mark, ended
    return mark, ended, idle, unsure, level, result.figure_grade, worth_of(result)


def _order(rulebook: Rulebook, topic: Topic) -> tuple[object, ...]:
    """By mark, then what is known to be in force and bounded by what was told, then the larger
    amount; never by the topic's number, whose order is not public.
    """
    if topic.best is None:
        return (_SHOWN.index(topic.mark),)
    return (_SHOWN.index(topic.mark), *_less(rulebook, topic.best.result))


def _less(rulebook: Rulebook, result: MeasureResult) -> tuple[object, ...]:
    worth, level = worth_of(result), LEVELS.index(rulebook.level(result.measure))
    sure = result.force.truth is Truth.TRUE and worth.kind == 0
    return not sure, worth, level
