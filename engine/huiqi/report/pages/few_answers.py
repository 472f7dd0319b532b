"""What one answer, or two, would settle, be it somebody else's, and what was left empty: near the
head of a result, whatever the section in which it stands below.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import chain

from huiqi.decision.far_limits import far_measures
from huiqi.decision.questions import OUTSIDE, Question, asked_alike
from huiqi.decision.results import Decision, MeasureResult
from huiqi.decision.standing import (
    Mark,
    is_chosen_by_others,
    is_share_of_maxima,
    is_told_in_part,
    is_worthless,
    worth_of,
)
from huiqi.evaluation.reads import Missing, who_knows
from huiqi.report.at_stake import hanging
from huiqi.report.pages import marks
from huiqi.report.pages.asked_of_others import first_asked, labels_asked
from huiqi.report.pages.at_the_head import keys_of
from huiqi.report.pages.chosen_told import chosen_told
from huiqi.report.pages.in_short import (
    FIGURES,
    base_unknown,
    is_highest_alone,
    worth_in_place,
)
from huiqi.report.pages.next_step import NumberedQuestions, own_marked
from huiqi.report.pages.question_keys import written_key
from huiqi.report.pages.result_lines import AskedLine, FewAnswersLine
from huiqi.report.pages.rough_answers import answers_told
from huiqi.report.phrases import Phrases

#: A measure that waits for more questions than these is not near; one that waits for one more is
#: named where the enterprise's own case bounds it.
_FEW, _NAMED = 2, 3
#: So many measures are named, and so many questions that were left empty.
_MEASURES, _EMPTY = 5, 3


class FewAnswers:
    """Of one decision.

    ``empty``: the questions that were left empty on pages that were passed; absent, nobody was
    asked: what is missing was not filled in.
    """

    def __init__(
        self,
        decision: Decision,
        asked: NumberedQuestions,
        phrases: Phrases,
        empty: Collection[Missing] | None,
        led: Collection[str],
    ) -> None:
        """``led``: the measures that stand above already."""
        self._decision, self._asked, self._phrases = decision, asked, phrases
        self._empty = empty
        # What asks for ten times what was ever told is open, and no answer or two away.
        far = far_measures(decision)
        figured = [
            one
            for one in own_marked(decision, Mark.ASK_ENTERPRISE, phrases.rulebook)
            if one.measure.id not in {*led, *far} and self._comes_to_a_figure(one)
        ]
        # What she was asked, and left, was thought to be about her.
        self._near = sorted(filter(self._is_near, figured), key=self._order)
        self._others = sorted(filter(self._others_know, figured), key=self._order)

    def _order(self, result: MeasureResult) -> tuple[object, ...]:
        """What was left before all; then what few answers settle; what her own case bounds before
        what a source names as its highest.
        """
        return (
            not self._was_left(result),
            self._waits(result) > _FEW,
            is_chosen_by_others(result.measure),
            is_highest_alone(result),
            worth_of(result),
        )

    def lines(self) -> list[FewAnswersLine]:
        """The first of those measures, what was left empty before all, by what they are worth."""
        return [self._line(result) for result in self._near[:_MEASURES]]

    def more(self) -> list[FewAnswersLine]:
        """The others."""
        return [self._line(result) for result in self._near[_MEASURES:]]

    def others_know(self) -> list[FewAnswersLine]:
        """What waits for an answer or two that somebody else has to give: it is gone and asked."""
        return [self._line(result) for result in self._others]

    def leaves(self, result: MeasureResult) -> bool:
        """Whether a measure is not among them."""
        return all(one is not result for one in (*self._near, *self._others))

    def left_empty(self) -> tuple[list[AskedLine], int]:
        """The questions left empty that still matter and are not named in those lines, the most
        valuable first; how many others there are.
        """
        named = set(chain.from_iterable(result.missing for result in self._near[:_MEASURES]))
        found = [
            question
            for question in self._decision.questions
            if question.missing in (self._empty or ())
            and question.missing not in named
            and not question.idle
            and not all(map(is_worthless, question.measures))
        ]
        found.sort(key=lambda question: -(question.largest or 0))
        return [self._asked_line(one) for one in found[:_EMPTY]], max(len(found) - _EMPTY, 0)

    def _asked_line(self, question: Question) -> AskedLine:
        phrases = self._phrases
        return AskedLine(
            key=written_key(question.missing),
            text=phrases.missing(question.missing),
            bearing=hanging(question.measures, phrases.say),
        )

    def _comes_to_a_figure(self, result: MeasureResult) -> bool:
        """Whether it comes to one and waits for an answer or two, whoever gives it."""
        level = self._phrases.rulebook.level(result.measure)
        if level == "comparable" or is_worthless(result) or is_share_of_maxima(result):
            return False
        most = _FEW if is_highest_alone(result) else _NAMED
        return result.amount_kind in FIGURES and self._waits(result) <= most

    def _is_near(self, result: MeasureResult) -> bool:
        """Whether all that it waits for can be told in the house."""
        return all(map(self._can_be_told, result.open_facts))

    def _others_know(self, result: MeasureResult) -> bool:
        """Whether some of what it waits for was said not to be known, or others alone know it, and
        the rest can be told in the house.
        """
        open_ = result.open_facts
        others = [one for one in open_ if not self._can_be_told(one)]
        return bool(others) and all(map(self._can_be_asked, others))

    def _can_be_asked(self, missing: Missing) -> bool:
        """Whether somebody can be asked for it: not for what hardly any enterprise has, nor for
        what is told as well as it can be.
        """
        if self._asked.is_said_unknown(missing):
            return True
        rarely = self._phrases.rulebook.declared(missing.name).rarely_known
        return not rarely and not self._asked.are_told_roughly([missing])

    def _waits(self, result: MeasureResult) -> int:
        return len(dict.fromkeys(map(asked_alike, result.open_facts)))

    def _can_be_told(self, missing: Missing) -> bool:
        if self._asked.are_told_roughly([missing]) or self._asked.is_said_unknown(missing):
            return False
        rarely = self._phrases.rulebook.declared(missing.name).rarely_known
        return who_knows(self._phrases.rulebook, missing) not in OUTSIDE and not rarely

    def _was_left(self, result: MeasureResult) -> bool:
        return not set(self._empty or ()).isdisjoint(result.missing)

    def _line(self, result: MeasureResult) -> FewAnswersLine:
        phrases = self._phrases
        amount, limit = worth_in_place(result, phrases)
        return FewAnswersLine(
            title=phrases.text(result.measure.name),
            amount=amount,
            limit=phrases.joined(
                filter(
                    None,
                    (
                        base_unknown(result, phrases, named=False) or limit,
                        chosen_told(result, phrases),
                    ),
                )
            ),
            bounded=not is_highest_alone(result),
            whose=marks.whose(result, phrases),
            asked=self._to_answer(result),
            why=self._why(result),
            keys=keys_of(result, self._asked),
        )

    def _to_answer(self, result: MeasureResult) -> str:
        """What is to be answered; of what others know what is to be asked first, and whom."""
        say, open_ = self._phrases.say, result.open_facts
        rough = [one for one in open_ if self._asked.are_told_roughly([one])]
        told = [one for one in open_ if self._can_be_told(one)]
        others = [one for one in open_ if one not in told and one not in rough]
        parts = []
        if others:
            unknown = any(map(self._asked.is_said_unknown, others))
            parts.append(first_asked(others, self._phrases, said_unknown=unknown))
        if told:
            parts.append(say("要答：{fact}", fact=say.listed(labels_asked(told, self._phrases))))
        if rough:
            parts.append(answers_told(rough, self._asked.are_told_roughly, self._phrases))
        return self._phrases.joined(parts)

    def _why(self, result: MeasureResult) -> str:
        """Why it is not known; empty where nobody in the house was to tell it."""
        say = self._phrases.say
        if not any(map(self._can_be_told, result.open_facts)):
            return ""
        if self._was_left(result):
            return say("空着过了")
        if any(is_told_in_part(self._decision.profile, one) for one in result.open_facts):
            return say("只写了一部分，没说还有没有别的")
        return say("没有填") if self._empty is None else say("还没有问到")
