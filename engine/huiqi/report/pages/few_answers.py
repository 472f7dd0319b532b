"""What one answer, or two, would settle, and what was left empty: near the head of a result,
whatever the section in which it stands below.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from huiqi.decision.questions import OUTSIDE, Question, asked_alike
from huiqi.decision.results import Decision, MeasureResult
from huiqi.decision.standing import (
    Mark,
    is_chosen_by_others,
    is_share_of_maxima,
    is_worthless,
    worth_of,
)
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.report.at_stake import hanging
from huiqi.report.pages import marks
from huiqi.report.pages.at_the_head import FIGURES, keys_of
from huiqi.report.pages.in_short import (
    base_unknown,
    is_highest_alone,
    limit_in_short,
    worth_in_short,
)
from huiqi.report.pages.next_step import NumberedQuestions, own_marked
from huiqi.report.pages.question_keys import written_key
from huiqi.report.pages.result_lines import AskedLine, FewAnswersLine
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Fact

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
        near = [one for one in own_marked(decision, Mark.ASK_ENTERPRISE) if self._is_near(one)]
        near = [one for one in near if one.measure.id not in led]
        # What she was asked, and left, was thought to be about her.
        near.sort(key=self._order)
        self._near = near

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

    def leaves(self, result: MeasureResult) -> bool:
        """Whether a measure is not among them."""
        return all(one is not result for one in self._near)

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

    def _is_near(self, result: MeasureResult) -> bool:
        """Whether it comes to a figure and waits for an answer or two that the house can give."""
        level = self._phrases.rulebook.level(result.measure)
        if level == "comparable" or is_worthless(result) or is_share_of_maxima(result):
            return False
        most = _FEW if is_highest_alone(result) else _NAMED
        if result.amount_kind not in FIGURES or self._waits(result) > most:
            return False
        return all(map(self._can_be_told, result.open_facts))

    def _waits(self, result: MeasureResult) -> int:
        return len(dict.fromkeys(map(asked_alike, result.open_facts)))

    def _can_be_told(self, missing: Missing) -> bool:
        if self._asked.are_told_roughly([missing]) or self._asked.is_said_unknown(missing):
            return False
        asked_of = self._phrases.rulebook.declared(missing.name)
        declared = declared_of(self._phrases.rulebook, missing)
        known_by = (declared and declared.known_by) or asked_of.known_by
        return known_by not in OUTSIDE and not asked_of.rarely_known

    def _was_left(self, result: MeasureResult) -> bool:
        return not set(self._empty or ()).isdisjoint(result.missing)

    def _line(self, result: MeasureResult) -> FewAnswersLine:
        phrases = self._phrases
        return FewAnswersLine(
            title=phrases.text(result.measure.name),
            amount=worth_in_short(result, phrases),
            limit=base_unknown(result, phrases, named=False) or limit_in_short(result, phrases),
            bounded=not is_highest_alone(result),
            whose=marks.whose(result, phrases),
            asked=phrases.say.listed(list(self._labels(result.open_facts))),
            why=self._why(result),
            keys=keys_of(result, self._asked),
        )

    def _labels(self, missing: Sequence[Missing]) -> Iterator[str]:
        """What is asked, by its names."""
        for one in dict.fromkeys(map(asked_alike, missing)):
            declared = declared_of(self._phrases.rulebook, one)
            if isinstance(declared, Fact):
                yield self._phrases.text(declared.label)

    def _why(self, result: MeasureResult) -> str:
        """Why it is not known."""
        say = self._phrases.say
        if self._was_left(result):
            return say("空着过了")
        return say("没有填") if self._empty is None else say("还没有问到")
