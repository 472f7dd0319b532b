"""All documents as a list to choose from: by topic, level, kind, whether one can apply now, and a
condition; with an enterprise, how each stands for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from huiqi.decision.application import Application, Opening, application, application_of
from huiqi.decision.results import Decision, Status
from huiqi.decision.standing import is_refused, worth_of
from huiqi.decision.topics import LEVELS, MarkedResult, asked_of_enterprise, marked_results
from huiqi.language.types import Kind
from huiqi.report.blocks import Block
from huiqi.report.pages import marks
from huiqi.report.pages.applying import opening_said
from huiqi.report.pages.detail import OPENED
from huiqi.report.pages.documents_found import DocumentsFound, documents_by_words, unpublished_told
from huiqi.report.pages.in_short import worth_in_place
from huiqi.report.pages.narrower_paper import part_told
from huiqi.report.pages.next_step import NumberedQuestions, next_step
from huiqi.report.pages.one_measure import below_standing
from huiqi.report.pages.result_lines import Marked
from huiqi.report.pages.result_rows import marked, marked_answer
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.reach import Reach
from huiqi.rulebook.rulebook import Declared
from huiqi.words import to_say

INSTRUMENTS = {
    "subsidy": to_say("补贴"),
    "reward": to_say("奖励"),
    "tax": to_say("税收"),
    "loan": to_say("贷款"),
    "service": to_say("服务"),
    "recognition": to_say("认定"),
    "title": to_say("称号"),
    "unknown": to_say("没有写"),
}
_OPEN = (Opening.OPEN, Opening.PERHAPS, Opening.AUTOMATIC)
#: Under no topic.
BESIDE = "beside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of the list is wanted; empty: all.  ``condition``: the id of a fact; ``words``: what
    somebody calls it.
    """

    topic: str = ""
    level: str = ""
    instrument: str = ""
    now: str = ""
    condition: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """A document; ``mark`` and what goes with it only where an enterprise is known."""

    id: str
    title: str
    topics: str
    whose: str
    instrument: str
    opening: str
    mark: Marked | None = None
    ended: str = ""
    step: str = ""
    amount: str = ""
    blocks: Sequence[Block] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresScreen:
    """The list, and what can be wanted of it: by the name of each filter its choices; ``apart``:
    the words by which it was found, where those that were written stand nowhere; ``alike``: what
    the same thing is called besides; ``wider``: a word by which there are others, and how many;
    ``parts``: the words within what was written by which some were found alone; ``nowhere``: what
    no document speaks of.
    """

    lines: Sequence[DocumentLine]
    number: int
    choices: Mapping[str, Mapping[str, str]]
    none_open: bool
    condition: str = ""
    tally: Sequence[tuple[Marked, int]] = field(default_factory=tuple)
    apart: Sequence[str] = ()
    alike: Sequence[str] = ()
    wider: tuple[str, int] = ("", 0)
    parts: Sequence[str] = ()
    nowhere: Sequence[str] = ()
    #: Whether some have all that was written.
    whole: bool = True
    unpublished: Sequence[str] = ()
    #: What is known of a part of the city that the words name.
    part: str = ""
    #: What is found besides, by id: topics without a document, titles, what other places have.
    topics: Sequence[tuple[str, str]] = ()
    titles: Sequence[tuple[str, str]] = ()
    elsewhere: Sequence[tuple[str, str]] = ()


def measures_screen(
    phrases: Phrases, as_of: date, wanted: Wanted, decision: Decision | None = None
) -> MeasuresScreen:
    """The documents of the city and the province; ``decision``: on all of them."""
    rulebook = phrases.rulebook
    every = rulebook.documents
    screen = _List(phrases, as_of, decision)
    chosen = [measure for measure in every if screen.fits(measure, wanted)]
    found = DocumentsFound(documents=chosen)
    if wanted.words:
        found = documents_by_words(wanted.words, chosen, rulebook)
    chosen = list(found.documents)
    if decision is not None:
        chosen.sort(key=lambda one: (found.rank.get(one.id, 0), screen.order(one)))
    return MeasuresScreen(
        lines=[screen.line(measure) for measure in chosen],
        number=len(every),
        choices=screen.choices(every),
        none_open=not any(screen.opening(measure).state in _OPEN for measure in every),
        condition=phrases.text(rulebook.label(wanted.condition)) if wanted.condition else "",
        tally=screen.tally(chosen),
        apart=found.apart,
        alike=found.alike,
        wider=found.wider,
        parts=found.parts,
        whole=any(one.id not in found.rank for one in chosen),
        nowhere=[phrases.text(one.label) for one in found.nowhere],
        unpublished=unpublished_told(found.unpublished, phrases),
        part=part_told(wanted.words, phrases),
        topics=[(one.id, phrases.text(one.name)) for one in found.topics],
        titles=[(one.id, phrases.text(one.title)) for one in found.titles],
        elsewhere=[
            (one.id, phrases.say("{place}：{title}", place=place, title=phrases.text(one.title)))
            for one in found.elsewhere
            for place in marks.places_of([one], phrases)
        ],
    )


class _List:
    def __init__(self, phrases: Phrases, as_of: date, decision: Decision | None) -> None:
        self.phrases, self.as_of, self.decision = phrases, as_of, decision
        rulebook = phrases.rulebook
        self.reach = Reach(rulebook)
        self.slots = [measure for measure in rulebook.supports if measure.slot is not None]
        every = marked_results(rulebook, decision) if decision is not None else {}
        self.marked = {name: asked_of_enterprise(answer) for name, answer in every.items()}

    def topics(self, measure: Measure) -> list[Measure]:
        """Those under which it stands."""
        return [slot for slot in self.slots if measure.id in slot.modelled_on]

    def opening(self, measure: Measure) -> Application:
        """Whether one can apply for it."""
        answer = self.marked.get(measure.id)
        if answer is None:
            return application(measure, self.as_of)
        return application_of(answer.result)

    def fits(self, measure: Measure, wanted: Wanted) -> bool:
        """Whether it is among what is wanted."""
        topics = [slot.id for slot in self.topics(measure)] or [BESIDE]
        return (
            (not wanted.topic or wanted.topic in topics)
            and wanted.level in ("", self.phrases.rulebook.level(measure))
            and wanted.instrument in ("", measure.instrument)
            and (not wanted.now or self.opening(measure).state in _OPEN)
            and (not wanted.condition or wanted.condition in self.reach.of_measure(measure))
        )

    def order(self, measure: Measure) -> tuple[object, ...]:
        """As on the result, the larger amount first; what is not in force last."""
        result, mark, _ = self.marked[measure.id]
        ended = result.status is Status.NOT_IN_FORCE
        return ended, list(marks.GLYPHS).index(mark), worth_of(result)

    def choices(self, every: Sequence[Measure]) -> dict[str, dict[str, str]]:
        """What can be wanted, by the names of the filters."""
        say, phrases = self.phrases.say, self.phrases
        instruments = [kind for kind in INSTRUMENTS if any(m.instrument == kind for m in every)]
        return {
            "topic": {
                **{slot.id: phrases.text(slot.name) for slot in self.slots},
                BESIDE: say("题目之外"),
            },
            "level": {level: say(marks.LEVELS[level]) for level in LEVELS},
            "instrument": {kind: say(INSTRUMENTS[kind]) for kind in instruments},
        }

    def line(self, measure: Measure) -> DocumentLine:
        """A document in short; with an enterprise also how it stands, and why."""
        say, phrases = self.phrases.say, self.phrases
        topics = [phrases.text(slot.name) for slot in self.topics(measure)]
        told = DocumentLine(
            id=measure.id,
            title=phrases.text(measure.title),
            topics=say.listed(topics) if topics else say("题目之外"),
            whose=marks.whose_document(measure, phrases),
            instrument=say(INSTRUMENTS[measure.instrument]),
            opening=opening_said(self.opening(measure), phrases),
        )
        answer = self.marked.get(measure.id)
        return told if answer is None else self._decided(told, answer)

    def _decided(self, told: DocumentLine, answer: MarkedResult) -> DocumentLine:
        assert self.decision is not None
        phrases, result = self.phrases, answer.result
        ended = result.force.timing
        return replace(
            told,
            whose=marks.whose(result, phrases),
            mark=marked_answer(answer, phrases),
            ended=phrases.text(ended) if ended is not None else "",
            step=next_step(
                answer, NumberedQuestions((), 0, self.decision.profile), phrases, wraps=True
            ),
            amount="" if is_refused(result) else worth_in_place(result, phrases)[0],
            blocks=list(below_standing(answer, self.decision, phrases, OPENED)),
        )

    def tally(self, chosen: Sequence[Measure]) -> list[tuple[Marked, int]]:
        """How many of those shown have each mark."""
        if self.decision is None:
            return []
        found = [self.marked[measure.id].mark for measure in chosen]
        return [
            (marked(mark, self.phrases), found.count(mark))
            for mark in marks.GLYPHS
            if mark in found
        ]


def conditions_by_topic(phrases: Phrases) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
    """What is asked of an enterprise, topic by topic: its id, its name, and how many documents of
    the city and the province can rest on it.
    """
    rulebook = phrases.rulebook
    reach = Reach(rulebook)
    resting: dict[str, set[str]] = defaultdict(set)
    for one in rulebook.documents:
        for name in reach.of_measure(one):
            resting[name].add(one.id)
    topics: dict[str, list[tuple[str, str, int]]] = {}
    # What is asked as one figure is looked for as that, too, not only as what it is made up of.
    figures = [one for one in rulebook.definitions.values() if one.ask]

    def is_part(fact: Declared) -> bool:
        """Whether it is a line of a figure, and matters nowhere else: that is looked for."""
        return fact.type.kind is Kind.MONEY and any(
            fact.id != whole.id
            and fact.id in reach.of_name(whole.id)
            and resting[fact.id] <= resting[whole.id]
            for whole in figures
        )

    for fact in (*figures, *rulebook.facts.values()):
        if resting[fact.id] and not fact.rarely_known and not is_part(fact):
            title = phrases.text(fact.topic) if fact.topic is not None else phrases.say("其他")
            topics.setdefault(title, []).append(
                (fact.id, phrases.text(fact.label), len(resting[fact.id]))
            )
    for title, facts in topics.items():
        yield title, sorted(facts, key=lambda one: -one[2])
