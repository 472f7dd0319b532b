"""The next step on a measure, in a few words: a question, an office, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.decision.expiring import held_already
from huiqi.decision.groups import awaited, failing
from huiqi.decision.questions import Question, asked_alike, counted
from huiqi.decision.results import (
    AmountKind,
    ClauseResult,
    Decision,
    MeasureResult,
    Status,
    amount_kind,
)
from huiqi.decision.standing import (
    Mark,
    is_said_unknown,
    is_told_roughly,
    is_within_reach,
    is_worthless,
    mark_of,
    most_of,
    refused_as_presumed,
)
from huiqi.decision.topics import MarkedResult
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.profile.profile import Profile
from huiqi.report.figures import amount_overview as worth
from huiqi.report.figures import money
from huiqi.report.pages import marks
from huiqi.report.pages.had_before import had_before
from huiqi.report.pages.in_short import is_cap_alone
from huiqi.report.pages.items_told import items_told
from huiqi.report.pages.narrower_paper import own_part
from huiqi.report.pages.office_step import asks_office, last_seen, shortest
from huiqi.report.pages.presumed_refusal import refused_by
from huiqi.report.pages.rough_answers import answers_told, labels_of
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import RANKS, Grade, support
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Records
from huiqi.words import to_say

#: So many questions are named one by one: by their numbers, and by what they ask.
_NAMED, _BY_NAME = 3, 2
#: On a paper nothing else says what they are.
_ON_PAPER = 5


class NumberedQuestions:
    """The questions of a decision, of which the first are shown and have numbers.

    One field of several records is one question here: it is asked of each in the form.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        most: int,
        profile: Profile | None = None,
        *,
        near: frozenset[str] = frozenset(),
        far: frozenset[str] = frozenset(),
    ) -> None:
        """``profile``: what was told as far as it is known, a range or that nobody knows it, is
        asked last; ``near``: measures that, where they are bounded, are asked out first as what is
        within reach is; ``far``: what only those wait for is asked after all else.
        """
        self.profile, self._near, self._far = profile, near, far
        # What only measures wait for that come to nothing anyway need not be answered, nor what
        # settles nothing as long as something else is not known: no interview asks that.
        asked = [one for one in questions if not one.idle]
        self._asked = {asked_alike(one.missing) for one in asked}
        worth = [one for one in asked if not all(map(is_worthless, one.measures))]
        questions = sorted(worth, key=self._order)
        groups: dict[Missing, list[Question]] = {}
        for question in questions:
            groups.setdefault(asked_alike(question.missing), []).append(question)
        self.shown = [tuple(group) for group in groups.values()][:most]
        #: What is not shown since somebody said not to know it: the largest amount first.
        self.not_known = sorted(
            (tuple(g) for g in list(groups.values())[most:] if self.is_said_unknown(g[0].missing)),
            key=lambda group: -max(question.largest or 0 for question in group),
        )
        self.number = counted(worth)
        self.numbers = {key: n for n, key in enumerate(list(groups)[:most], 1)}

    def _order(self, question: Question) -> tuple[bool, bool, bool]:
        """What is known to be in force, and within reach, is asked out first; last what only waits
        for far more than was ever told.
        """
        far = all(one.measure.id in self._far for one in question.measures)
        near = any(
            is_within_reach(one) or (one.measure.id in self._near and most_of(one) is not None)
            for one in question.measures
        )
        return far, self._is_told(question.missing), not near

    def waited_for(self, result: MeasureResult) -> list[Missing]:
        """What a measure waits for and somebody is asked: not what only makes up a figure that is
        asked as one, nor what settles nothing as long as something else is not known.
        """
        return [one for one in result.missing if asked_alike(one) in self._asked]

    def are_told_roughly(self, missing: Sequence[Missing]) -> bool:
        """Whether all that is missing was told as a range."""
        profile = self.profile
        return bool(missing) and all(
            profile is not None and is_told_roughly(profile, one) for one in missing
        )

    def tells_some(self, missing: Missing) -> bool:
        """Whether some of a list is told, and not whether it is all."""
        if self.profile is None or missing.where:
            return False
        given = self.profile.given(missing.name, missing.year)
        return given is not None and isinstance(given.value, Records)

    def is_said_unknown(self, missing: Missing) -> bool:
        """Whether somebody said not to know it."""
        return self.profile is not None and is_said_unknown(self.profile, missing)

    def are_said_unknown(self, missing: Sequence[Missing]) -> bool:
        """Whether somebody said of all that is missing not to know it."""
        return bool(missing) and all(map(self.is_said_unknown, missing))

    def _is_told(self, missing: Missing) -> bool:
        return self.are_told_roughly([missing]) or self.is_said_unknown(missing)

    def shown_as(self, missing: Sequence[Missing]) -> list[str]:
        """The numbers of those that are shown."""
        asked = set(map(asked_alike, missing))
        return [str(self.numbers[one]) for one in self.numbers if one in asked]

    def said(self, missing: Sequence[Missing], phrases: Phrases) -> str:
        """Which of them have to be answered."""
        say = phrases.say
        asked = dict.fromkeys(map(asked_alike, missing))
        if self.are_said_unknown(missing):
            return say("答过不知道的 {number} 问，去问清", number=len(asked))
        shown = self.shown_as(missing)
        if not shown:
            return say("另答 {number} 问", number=len(asked))
        if len(shown) == len(asked) and len(shown) <= _NAMED:
            return say("答下面第 {numbers} 问", numbers=say.listed(shown))
        return say("答下面第 {first} 问，另 {others} 问", first=shown[0], others=len(asked) - 1)


def next_step(
    answer: MarkedResult, asked: NumberedQuestions, phrases: Phrases, *, wraps: bool = False
) -> str:
    """What to do or to know next; empty where nothing short can be said.

    ``wraps``: where it stands a line is no limit, so a single question, and what an
    office is asked, is named at any length.
    """
    result, say = answer.result, phrases.say
    if answer.mark is Mark.HELD:
        return say("已有{title}，这一个不用再报", title=answer.held[phrases.language])
    if answer.mark is Mark.ELIGIBLE:
        return _qualifies(result, phrases, wraps)
    if answer.mark is Mark.PRESUMED_NO:
        return refused_by(result, phrases)
    if answer.mark is Mark.ASK_ENTERPRISE:
        return _asks(result, asked, phrases, wraps)
    if answer.mark is Mark.OTHERS:
        return say("看集群或协会，不看单个企业")
    if answer.mark is Mark.ASK_OFFICE:
        return asks_office(result, phrases, wraps, own_part(asked.profile, phrases.rulebook))
    if result.status is Status.NOT_IN_FORCE:
        timing = result.force.timing
        return phrases.text(timing) if timing is not None else say("不在施行期")
    refusal = _refusal(result, phrases)
    if answer.mark is Mark.ONE_STEP:
        step = shortest([one_step_told(result, phrases), refusal], phrases)
        return phrases.joined(filter(None, (step, how_sure(result, phrases)))) if wraps else step
    then = result.measure.summary
    if later := later_told(result, phrases):
        told = say("{later}：{summary}", later=later, summary=phrases.text(then)) if then else later
        return phrases.joined(filter(None, (told, gap_told(result, phrases)))) if wraps else later
    if wraps and gap_told(result, phrases):
        return refused_in_full(result, phrases)
    if wraps and then is not None and lacks_record(result):
        # Whoever is about to have one wants to know what for.
        return say("{refusal}；有了以后：{summary}", refusal=refusal, summary=phrases.text(then))
    return refusal


def step_on_paper(answer: MarkedResult, asked: NumberedQuestions, phrases: Phrases) -> str:
    """The same where no numbered questions stand below: what is to be found out is named."""
    result = answer.result
    if answer.mark is Mark.ASK_ENTERPRISE and not asked.are_told_roughly(result.open_facts):
        waiting = _waiting(result, asked)
        labels = list(dict.fromkeys(labels_of(map(asked_alike, waiting), phrases)))
        if labels:
            if len(labels) <= _ON_PAPER and any(asked.are_told_roughly([one]) for one in waiting):
                words = to_say("还要弄清：{fact}")
                return answers_told(waiting, asked.are_told_roughly, phrases, words)
            named = phrases.few(labels, _ON_PAPER, to_say("{names}等 {number} 样"))
            if asked.are_said_unknown(waiting):
                return phrases.say("先问：{fact}", fact=named)
            return phrases.say("还要弄清：{facts}", facts=named)
    return next_step(answer, asked, phrases, wraps=True)


def _qualifies(result: MeasureResult, phrases: Phrases, wraps: bool) -> str:
    """Of what can be had, as far as there is room, for which records, and what its amount waits
    for; its name where there is nothing to say.
    """
    amount = _amount_waits(result, phrases) if wraps else ""
    if wraps and (told := items_told(result, phrases)):
        return phrases.joined(filter(None, (told, amount)))
    return amount or phrases.text(result.measure.name)


def _amount_waits(result: MeasureResult, phrases: Phrases) -> str:
    """What is to be answered, of what can be had, to know how much; empty where that is known."""
    labels = labels_of(dict.fromkeys(map(asked_alike, result.missing)), phrases)
    if not labels:
        return ""
    facts = phrases.few(labels, _BY_NAME, to_say("{names}等 {number} 项"))
    return phrases.say("能得；多少还看：{facts}", facts=facts)


def _asks(result: MeasureResult, asked: NumberedQuestions, phrases: Phrases, wraps: bool) -> str:
    """What the enterprise has to answer; as soon as it is all told, how much it comes to, too."""
    if asked.are_told_roughly(result.open_facts):
        # Of an audit that is to come nobody has more to answer: it is waited for.
        labels = labels_of(dict.fromkeys(map(asked_alike, result.open_facts)), phrases)
        if wraps and 0 < len(labels) <= _BY_NAME:
            return phrases.say("等确切的数：{facts}", facts=phrases.say.listed(labels))
        return phrases.say("要确切的数")
    waiting = _waiting(result, asked)
    said = asked.said(waiting, phrases)
    if wraps:
        return next(_named_questions(result, asked, phrases, _BY_NAME), said)
    # The figure beside it is the cap, whatever it is a share of.
    cap = [phrases.say("上限；{step}", step=said)] if is_cap_alone(result) else []
    return shortest([*cap, *_named_questions(result, asked, phrases, 1), said], phrases)


def _named_questions(
    result: MeasureResult, asked: NumberedQuestions, phrases: Phrases, most: int
) -> Iterator[str]:
    """What is asked, where that is so few things of which none has a number."""
    waiting = _waiting(result, asked)
    alike = dict.fromkeys(map(asked_alike, waiting))
    # Where there is no room for more its number says which it is.
    if len(alike) > most or (most == 1 and asked.shown_as(waiting)):
        return
    if any(declared_of(phrases.rulebook, one) is not None for one in alike):
        said = to_say("要答：{fact}")
        exact = [one for one in waiting if not asked.are_told_roughly([one])]
        if asked.are_said_unknown(exact):
            said = to_say("先问：{fact}")
        elif any(map(asked.tells_some, alike)):
            # That there are no others is an answer, too: else it stays open for ever.
            said = to_say("要答：{fact}，没有写上的还有哪些；没有别的，选“没有别的了”")
        yield answers_told(waiting, asked.are_told_roughly, phrases, said, asked.shown_as)
    texts = {phrases.text(clause.condition.text) for clause in result.open_clauses}
    if len(texts) == 1:
        yield phrases.say("要看：{condition}", condition=texts.pop())


def _waiting(result: MeasureResult, asked: NumberedQuestions) -> Sequence[Missing]:
    """What it waits for; where nobody is asked for any of it yet, all of that."""
    return asked.waited_for(result) or result.missing


def how_sure(result: MeasureResult, phrases: Phrases) -> str:
    """Of what is one step off, what keeps that step from being all: what no source says, how well
    it is supported, and when its document was last seen.
    """
    say, measure = phrases.say, result.measure
    told = list(filter(None, [not_published(measure, phrases)]))
    if support(measure.basis) > RANKS[Grade.OFFICIAL]:
        told.append(say("只见于{grade}", grade=marks.graded_by(measure.basis, phrases)))
    if result.force.truth is Truth.UNKNOWN:
        told.append(last_seen(result, phrases))
    return phrases.joined(told)


def not_published(measure: Measure, phrases: Phrases) -> str:
    """What no source says of it; empty where nothing is left open."""
    unsaid = list(map(phrases.text, measure.unstated))
    if not unsaid:
        return ""
    named = phrases.few(unsaid, 1, to_say("{names}等 {number} 处"))
    return phrases.say("没有公布：{named}", named=named)


def one_step_told(result: MeasureResult, phrases: Phrases) -> str:
    """The one change with which it would be met, by how far it is."""
    if gap := gap_told(result, phrases):
        return gap
    change = next(iter(result.changes), None)
    if change is None:
        return ""
    return phrases.say("只差：{fact}", fact=phrases.text(phrases.rulebook.label(change.name)))


def own_marked(decision: Decision, mark: Mark, rulebook: Rulebook) -> list[MeasureResult]:
    """Those of the enterprise that stand so, but for what would be refused as presumed, and what
    it is recognised as already.
    """
    held = held_already(rulebook, decision)
    return [
        result
        for result in decision.results
        if result.measure.recipient == "enterprise"
        and mark_of(result) is mark
        and not refused_as_presumed(result)
        and result.measure.id not in held
    ]


def if_changed(result: MeasureResult, phrases: Phrases) -> str:
    """What it would come to with the smallest changes; empty where that is no figure."""
    amount = result.changed_amount
    kind = amount_kind(amount, Status.QUALIFIES)
    if kind in (AmountKind.NONE, AmountKind.UNKNOWN):
        return ""
    return worth(amount, phrases.say)


def why_refused(result: MeasureResult, phrases: Phrases) -> str:
    """By how far it is missed, where that can be said; else why, in few words."""
    if had_before(result):
        return _refusal(result, phrases)
    later = later_told(result, phrases)
    return later or gap_told(result, phrases) or _refusal(result, phrases)


def later_told(result: MeasureResult, phrases: Phrases) -> str:
    """After what it is to be looked at again, where nothing else refuses it; empty where something
    does.
    """
    if result.status is not Status.DOES_NOT_QUALIFY:
        return ""
    events = [one.condition.awaits for one in awaited(result)]
    named = [phrases.text(one) for one in events if one is not None]
    return phrases.say("{events}以后再看", events=phrases.say.listed(named)) if named else ""


def refused_in_full(result: MeasureResult, phrases: Phrases) -> str:
    """Why it is refused, and by how far it is missed, which is what can be worked on."""
    refusal, gap = _refusal(result, phrases), gap_told(result, phrases)
    if had_before(result):
        return refusal
    if later := later_told(result, phrases):
        return later
    return phrases.say("{refusal}：{gap}", refusal=refusal, gap=gap) if gap else refusal


def gap_told(result: MeasureResult, phrases: Phrases) -> str:
    """How far it is from what refuses it first of all that can be measured; of a share of money in
    money, which is what has to be found.
    """
    for part in failing(result):
        if gap := phrases.clause(part).gap:
            short = next((one.lacking for one in part.trace.gaps if one.lacking), None)
            return (
                gap
                if short is None
                else phrases.say("差 {distance}", distance=money(short, phrases.say))
            )
    return ""


def brief_or_text(clause: ClauseResult, phrases: Phrases) -> str:
    """What is not so where a condition is not met, as briefly as its author put it."""
    return phrases.text(clause.condition.brief or clause.condition.text)


def _refusal(result: MeasureResult, phrases: Phrases) -> str:
    """Why it is refused, as the author put it in few words; first that it was had."""
    if had_before(result):
        return phrases.say("已经得过")
    for clause in failing(result):
        if clause.condition.brief is not None:
            return phrases.text(clause.condition.brief)
    if lacks_record(result):
        return phrases.say("没有这样的项目或称号")
    return phrases.say("条件不够")


def lacks_record(result: MeasureResult) -> bool:
    """Whether it is for records of a list, of which there are none."""
    return result.measure.variable is not None and not result.items
