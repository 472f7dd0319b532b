"""The rows of a result: each topic with the document that answers it, and what can be acted on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from huiqi.decision.application import application_of
from huiqi.decision.groups import awaited
from huiqi.decision.results import REFUSED, Decision, MeasureResult, Status
from huiqi.decision.standing import (
    Mark,
    is_chosen_by_others,
    is_refused,
    is_share_of_maxima,
    is_within_reach,
    least_if_had,
    mark_of,
    most_of,
    refused_as_presumed,
    worth_of,
    year_is_open,
)
from huiqi.decision.topics import MarkedResult, Overview, Topic
from huiqi.report.blocks import Block, Note, Role, TextRun
from huiqi.report.pages import marks, three_things
from huiqi.report.pages.applying import opening_said
from huiqi.report.pages.at_the_head import keys_of
from huiqi.report.pages.detail import OPENED
from huiqi.report.pages.had_before import may_be_had_already
from huiqi.report.pages.in_short import (
    FIGURES,
    given_in_words,
    is_highest_alone,
    worth_in_place,
)
from huiqi.report.pages.narrower_paper import own_part
from huiqi.report.pages.next_step import (
    NumberedQuestions,
    if_changed,
    next_step,
    step_on_paper,
)
from huiqi.report.pages.office_step import asks_office_too, last_seen
from huiqi.report.pages.one_measure import below_standing, weaker_than_document
from huiqi.report.pages.papers import papers_for
from huiqi.report.pages.question_keys import written_key
from huiqi.report.pages.reference import model_said
from huiqi.report.pages.result_lines import (
    AnswerLine,
    AskedLine,
    Marked,
    MarkGroup,
)
from huiqi.report.pages.rough_answers import awaits_audit
from huiqi.report.pages.topic_titles import titles_in_short, titles_told
from huiqi.report.pages.whom import its_department
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fund
from huiqi.truth import Truth
from huiqi.words import to_say


def marked(mark: Mark, phrases: Phrases) -> Marked:
    """The sign and the word of a mark."""
    return Marked(name=mark.value, sign=marks.GLYPHS[mark], word=phrases.say(marks.WORDS[mark]))


def marked_answer(answer: MarkedResult, phrases: Phrases) -> Marked:
    """Those of an answer: what only waits for what may still happen is not refused for good."""
    own = marked(answer.mark, phrases)
    return replace(own, word=phrases.say("以后再看")) if awaited(answer.result) else own


class ResultRows:
    """Of one decision."""

    def __init__(
        self, decision: Decision, found: Overview, phrases: Phrases, asked: NumberedQuestions
    ) -> None:
        self.decision, self.found, self.phrases, self.asked = decision, found, phrases, asked
        self.own = own_part(decision.profile, phrases.rulebook)

    def groups(self) -> Iterator[MarkGroup]:
        """The topics, mark by mark."""
        for mark in Mark:
            lines = [self._topic(topic) for topic in self.found.topics if topic.mark is mark]
            if lines:
                yield MarkGroup(mark=marked(mark, self.phrases), lines=lines)

    def beside(self) -> Iterator[MarkGroup]:
        """What stands under no topic, mark by mark."""
        for mark in Mark:
            found = [answer for answer in self.found.beside if answer.mark is mark]
            name = self.phrases.text
            lines = [self.line(answer, name(answer.result.measure.name)) for answer in found]
            if lines:
                yield MarkGroup(mark=marked(mark, self.phrases), lines=lines)

    def fund_line(self, fund: Fund) -> AnswerLine:
        """What is paid from a fund, as a document is told."""
        return self.line(self.found.marked[fund.measure], self.phrases.text(fund.name), id=fund.id)

    def leads(self, lines: Sequence[AnswerLine]) -> list[tuple[AnswerLine, MeasureResult]]:
        """Of all lines those on which the enterprise can act now."""
        of = [(topic.slot.id, topic.best) for topic in self.found.topics if topic.best is not None]
        # What stands below another document may be had or asked about as well.
        of += [
            (_sibling_id(topic, place), answer)
            for topic in self.found.topics
            for place, answer in enumerate(topic.siblings, 1)
            # What names none, and of which all that was read is met, was told to be so, too.
            if answer.result.amount is not None or answer.result.to_be_confirmed
        ]
        of += [(answer.result.measure.id, answer) for answer in self.found.beside]
        ready = {
            id: answer.result
            for id, answer in of
            if self._ready(answer) and answer.result.measure.recipient == "enterprise"
        }
        # What a fund pays is worked out of the enterprise's own figures.
        for fund in self.phrases.rulebook.funds.values():
            result = self.decision[fund.measure]
            if not is_refused(result) and most_of(result):
                ready[fund.id] = result
        every = (own for line in lines for own in (line, *line.siblings))
        own = [line for line in every if line.id in ready]
        # One that stands under two topics, or answers one and is paid from a fund, is one.
        own = list({ready[line.id].measure.id: line for line in reversed(own)}.values())[::-1]
        own.sort(key=lambda line: _first(ready[line.id]))
        return [(self._lead(line, ready[line.id]), ready[line.id]) for line in own]

    def open_besides(self, lines: Sequence[AnswerLine], taken: Collection[str]) -> list[AnswerLine]:
        """What is open for a project or a title that was told, whatever stands in its place above
        it: the newest first; not what is ``taken``, by the ids of measures.
        """
        of = [
            (topic.slot.id if not place else _sibling_id(topic, place), answer)
            for topic in self.found.topics
            if topic.best is not None
            for place, answer in enumerate((topic.best, *topic.siblings))
        ]
        of += [(answer.result.measure.id, answer) for answer in self.found.beside]
        open_: dict[str, tuple[str, MeasureResult]] = {}
        for id, answer in of:
            result = answer.result
            own = result.measure.recipient == "enterprise" and result.measure.id not in taken
            first = result.measure.in_force.first_seen
            # Of what was seen only afterwards nobody knew on that day.
            known = first is None or first.first <= self.decision.as_of
            told = bool(result.items) and known and not refused_as_presumed(result)
            if own and told and answer.mark in (Mark.ASK_ENTERPRISE, Mark.ASK_OFFICE):
                open_.setdefault(result.measure.id, (id, result))
        there = {own.id: own for line in lines for own in (line, *line.siblings)}
        newest = sorted(open_.values(), key=lambda one: _newest(one[1]))
        return [
            replace(
                there[id],
                title=self.phrases.text(result.measure.name),
                also="",
                step=self._seen(there[id].step, result),
                siblings=(),
            )
            for id, result in newest
            if id in there
        ]

    def _seen(self, step: str, result: MeasureResult) -> str:
        """With the year in which it was last seen, where more is not known."""
        if result.force.truth is not Truth.UNKNOWN or result.to_be_confirmed:
            return step
        return self.phrases.joined([step, last_seen(result, self.phrases, self.own)])

    def _lead(self, line: AnswerLine, result: MeasureResult) -> AnswerLine:
        """With the year in which its document was last seen, whatever else has to be asked."""
        # One applies for a document; the topic that it answers is told below.
        line = replace(line, title=line.also or line.title, also="", siblings=())
        step, on_paper = (
            self._lead_step(step, line, result) for step in (line.step, line.on_paper)
        )
        return replace(line, step=step, on_paper=on_paper)

    def _lead_step(self, step: str, line: AnswerLine, result: MeasureResult) -> str:
        if mark_of(result) is Mark.ASK_ENTERPRISE and (
            office := asks_office_too(result, self.phrases)
        ):
            step = self.phrases.say("{step}；{seen}", step=step, seen=office)
        if step == line.title:
            where = to_say("能得，去报")
            if result.measure.department is None:
                where = to_say("条件够；去哪里报，先问")
            step = self.phrases.say(where)
        if result.force.truth is not Truth.UNKNOWN or result.to_be_confirmed:
            return step
        seen = last_seen(result, self.phrases, self.own)
        return self.phrases.say("{step}；{seen}", step=step, seen=seen)

    def _ready(self, answer: MarkedResult) -> bool:
        result = answer.result
        if answer.mark is Mark.ASK_ENTERPRISE:
            # What is in force, and within reach by figures that were told, is asked about now; of
            # which year counts nobody but an office can say.
            return (
                is_within_reach(result)
                or year_is_open(result)
                or self.asked.are_told_roughly(result.open_facts)
                or self._is_to_be_asked(result)
            )
        return answer.mark in (Mark.ELIGIBLE, Mark.ASK_OFFICE)

    def _is_to_be_asked(self, result: MeasureResult) -> bool:
        """Whether all it waits for was said not to be known, and its amount is worked out from the
        enterprise's own figures: nothing is left to answer, so that it is to be gone and asked.
        """
        rulebook = self.phrases.rulebook
        if any(fund.measure == result.measure.id for fund in rulebook.funds.values()):
            # What a fund pays stands there as such, whatever was answered.
            return False
        own = rulebook.level(result.measure) != "comparable" and not worth_of(result).kind
        return own and self.asked.are_said_unknown(result.open_facts)

    def _topic(self, topic: Topic) -> AnswerLine:
        """A topic with the document that answers it, and below that the others."""
        name = self.phrases.text(topic.slot.name)
        if topic.best is None:
            return self._elsewhere(topic, name)
        places = self.phrases.say.listed(marks.places_of(topic.elsewhere, self.phrases))
        more = [Note(self.phrases.say("外地的做法（{places}），不作结论", places=places))]
        line = self.line(topic.best, name, more if topic.elsewhere else (), id=topic.slot.id)
        return replace(line, siblings=self._siblings(topic))

    def tested(self, measure: str) -> AnswerLine | None:
        """The document that was asked about, wherever else it stands."""
        answer = self.found.marked.get(measure)
        if answer is None:
            return None
        return self.line(answer, self.phrases.text(answer.result.measure.name), id="tested")

    def line(
        self, answer: MarkedResult, name: str, more: Sequence[Block] = (), *, id: str = ""
    ) -> AnswerLine:
        """A document, with why and how much below it."""
        result, phrases, say = answer.result, self.phrases, self.phrases.say
        refused = is_refused(result)
        title, own = phrases.text(result.measure.title), phrases.text(result.measure.name)
        head = [Note(TextRun(title, Role.STRONG))] if id else []
        held = answer.mark is Mark.HELD
        below = below_standing(answer, self.decision, phrases, OPENED)
        if held:
            # It may recognise others as well.
            note = say("有的这一个不用再报，有期限的到期以前再看；报别的，看下面的条件。")
            below = chain([Note(note)], below)
        return AnswerLine(
            id=id or result.measure.id,
            mark=marked_answer(answer, phrases),
            title=name,
            also=own if own != name else "",
            step=self._step(answer),
            on_paper=step_on_paper(answer, self.asked, phrases),
            whose=marks.whose(result, phrases),
            # What is only presumed takes no money away that an office may still speak of.
            amount="" if result.status in REFUSED else worth_in_place(result, phrases)[0],
            figure=not refused
            and (result.amount_kind in FIGURES or least_if_had(result) is not None)
            and not is_share_of_maxima(result),
            cap_alone=is_highest_alone(result),
            limit="" if refused_as_presumed(result) else self._limit(answer),
            papers=papers_for(result, self.decision, phrases),
            whom=its_department(result.measure, phrases),
            keys=[] if held else keys_of(result, self.asked),
            blocks=[*head, *below, *more],
            when="" if refused else self._when(result),
            deciding=None if refused else self._deciding(result),
        )

    def _deciding(self, result: MeasureResult) -> AskedLine | None:
        """The question by which its amount is one or another."""
        if result.by_answer is None:
            return None
        asked = result.by_answer.missing
        text = self.phrases.asked(asked, self.decision.profile)
        return AskedLine(key=written_key(asked), text=text, bearing="")

    def _step(self, answer: MarkedResult) -> str:
        """What to do next; of an amount that is not known also what is given."""
        step = next_step(answer, self.asked, self.phrases, wraps=True)
        if answer.mark in (Mark.ASK_OFFICE, Mark.ELIGIBLE) and (audit := self._audit(answer)):
            step = self.phrases.joined([step, audit])
        given = given_in_words(answer.result, self.phrases)
        if not given:
            return step
        return self.phrases.say("{step}；给的是：{given}", step=step, given=given)

    def _audit(self, answer: MarkedResult) -> str:
        return awaits_audit(answer.result, self.asked.are_told_roughly, self.phrases)

    def _when(self, result: MeasureResult) -> str:
        """When one can apply for it, and until when its document is in force."""
        say, until = self.phrases.say, result.measure.in_force.until
        # The last day of a document is no day by which to apply.
        opening = opening_said(application_of(result), self.phrases)
        if until is None or until < self.decision.as_of:
            return opening
        ends = say("文件到 {day} 失效", day=until)
        return self.phrases.joined([opening or say("来源没有写"), ends])

    def _limit(self, answer: MarkedResult) -> str:
        """That the amount is only a maximum; of what is one step off, what it would come to."""
        if answer.mark is not Mark.ONE_STEP:
            funds = self.phrases.rulebook.funds.values()
            own = (fund for fund in funds if fund.measure == answer.result.measure.id)
            caps = [told for fund in own for told in three_things.cap_unknown(fund, self.phrases)]
            # What decided it may be known less well than its document: the word beside it says so.
            refused = answer.result.status in REFUSED
            weaker = "" if refused else weaker_than_document(answer.result, self.phrases)
            limit = worth_in_place(answer.result, self.phrases)[1]
            return self.phrases.joined(filter(None, (limit, *caps, weaker)))
        then = if_changed(answer.result, self.phrases)
        return self.phrases.say("若改变，{amount}", amount=then) if then else ""

    def _siblings(self, topic: Topic) -> list[AnswerLine]:
        """The other documents of a topic."""
        name = self.phrases.text
        return [
            self.line(each, name(each.result.measure.name), id=_sibling_id(topic, place))
            for place, each in enumerate(topic.siblings, 1)
        ]

    def _elsewhere(self, topic: Topic, name: str) -> AnswerLine:
        """A topic that only other places have a document on: what those would make of it, apart."""
        say, phrases = self.phrases.say, self.phrases
        illustration = self.decision[topic.slot.id].illustration
        models = illustration.models if illustration is not None else ()
        blocks: list[Block] = [Note(say("参照：外地的做法，不作结论，不进合计"))]
        blocks += [Note(model_said(model, phrases), 1) for model in models]
        blocks += titles_told(self.decision[topic.slot.id], phrases, 1)
        return AnswerLine(
            id=topic.slot.id,
            mark=marked(Mark.ELSEWHERE, phrases),
            title=name,
            step=phrases.joined(
                filter(
                    None,
                    (
                        say.listed(marks.places_of(topic.elsewhere, phrases)),
                        titles_in_short(self.decision[topic.slot.id], phrases),
                    ),
                )
            ),
            whose="",
            amount="",
            figure=False,
            blocks=blocks,
        )


def _first(result: MeasureResult) -> tuple[object, ...]:
    """What can be had, then what is known to be in force, then what comes to most, of as much by
    the newer document; behind what rests on the enterprise's own figures what others choose a few
    for, and last what it may have had once and for all.
    """
    sure, valid = result.status is Status.QUALIFIES, result.force.truth is Truth.TRUE
    behind = may_be_had_already(result), is_chosen_by_others(result.measure)
    return not sure, behind, not valid, worth_of(result), _newest(result)


def _newest(result: MeasureResult) -> tuple[bool, int]:
    """What is known to be in force, then what was seen last."""
    last = result.measure.in_force.last_seen
    return result.force.truth is not Truth.TRUE, -(last.last.year if last is not None else 0)


def _sibling_id(topic: Topic, place: int) -> str:
    """Of a document that stands below another one under a topic."""
    return f"{topic.slot.id}-{place}"
