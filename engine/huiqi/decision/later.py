"""What a decision works out of its results only when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from huiqi.decision.another_year import holds_of_another_year
from huiqi.decision.blank import ProfileDifference
from huiqi.decision.by_answer import amounts_by_answer
from huiqi.decision.changes import Changing, apply
from huiqi.decision.combined import Combinations
from huiqi.decision.expiring import recognised_already
from huiqi.decision.groups import failing
from huiqi.decision.made_up import MadeUp, made_up
from huiqi.decision.measure_decider import Beside, Lender, MeasureDecider
from huiqi.decision.questions import Question
from huiqi.decision.ranges import Ranges
from huiqi.decision.renewed import Renewed, renewed
from huiqi.decision.results import Amount, Illustration, MeasureResult, Status
from huiqi.decision.stacking import combine
from huiqi.decision.told_roughly import making_up
from huiqi.decision.trials import Trial
from huiqi.decision.weakness import Weakness
from huiqi.decision.what_if import ByAnswer, Change, RangeReport
from huiqi.decision.worth_asking import worth_asking
from huiqi.evaluation import Evaluator
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.reach import Reach
from huiqi.truth import Truth

_SETTLED = (Status.QUALIFIES, Status.DOES_NOT_QUALIFY)


class Afterwards:
    """The dearer parts of one decision: illustrations, changes, ranges, what concerns all.

    The effort of trying is for all its results together: with a thousand records it ends soon.
    """

    def __init__(
        self,
        strict: Evaluator,
        illustrative: Evaluator,
        weakness: Weakness,
        reach: Reach,
        lenders: tuple[Lender | None, Lender | None] = (None, None),
        *,
        plain: bool = False,
        trial: Trial | None = None,
    ) -> None:
        """``lenders``: whose readings say the same of some measures; ``plain``: the illustrative
        reading takes nothing from the strict one either; ``trial``: the strict reading with what
        it has taken over.
        """
        for evaluator, lender in zip((strict, illustrative), lenders, strict=True):
            if lender is not None:
                evaluator.borrow(lender.reading.evaluator, lender.alike.name)
        self.evaluator = strict
        #: What decides in the strict reading, whose results this completes.
        self.reading = MeasureDecider(strict, self, lenders[0])
        # What one search has spent does not shorten the other.
        self.trial = trial or Trial(strict, reach)
        self._tried: Trial | None = None
        self._changing, self._marking = Changing(self.trial), Changing(self.trial)
        of_models = _OfModels(self._changing, self._marking)
        beside = None if plain else Beside(self.reading, weakness)
        self._illustrative = MeasureDecider(illustrative, of_models, lenders[1], beside)
        self._reach = reach
        self._weakness = weakness
        self._ranges = Ranges(self.trial)

    def again(
        self, profile: Profile, difference: ProfileDifference, lenders: tuple[Lender, Lender]
    ) -> Afterwards:
        """The same for a profile that differs a little: only what rests on that is redone."""
        before = self._illustrative
        trial = self.tried(profile).apart()
        strict = trial.evaluator
        illustrative = before.evaluator.again(profile, difference.name, strict)
        other = Afterwards(strict, illustrative, self._weakness, self._reach, lenders, trial=trial)
        other.reading.take(self.reading, difference)
        other._illustrative.take(before, difference)
        return other

    def tried(self, profile: Profile) -> Trial:
        """The enterprise as another profile tells of it; whether that can be is asked first, then
        what is decided, so the last one is kept.
        """
        if self._tried is None or self._tried.profile is not profile:
            self._tried = self.trial.again(profile)
        return self._tried

    def illustration(self, result: MeasureResult) -> Illustration | None:
        """What it would be with weak statements counted; ``None`` where that changes nothing."""
        measure, amount = result.measure, result.amount
        # What is settled stays settled when weak statements are counted as well.
        if result.status is Status.NOT_IN_FORCE or (
            result.conditions in _SETTLED and (amount is None or amount.exact)
        ):
            return None
        if measure.modelled_on:
            return self._modelled(measure)
        weak = self._weakness.bases(measure)
        if weak is None:
            return None
        # Another place's dates say nothing of this one: as if it applied here and today.
        apart = self.evaluator.rulebook.level(measure) == "comparable"
        other = self._illustrative.measure(measure, applies=apart)
        if _same(other, result):
            return None
        refusing = tuple(failing(other))
        evaluator = self._illustrative.evaluator
        return Illustration(
            status=other.status,
            conditions=other.conditions,
            amount=other.amount,
            modelled_on=weak,
            refusing=refusing,
            in_another_year=measure.variable is None
            and holds_of_another_year(refusing, measure.in_force, evaluator),
        )

    def _modelled(self, measure: Measure) -> Illustration:
        """By the measures it is modelled on, as if each of them applied here and today."""
        measures = self.evaluator.rulebook.measures
        models = tuple(
            self._illustrative.measure(measures[name], applies=True) for name in measure.modelled_on
        )
        nearest = models[0]
        return Illustration(
            status=nearest.status,
            conditions=nearest.conditions,
            amount=nearest.amount,
            modelled_on=nearest.measure.basis,
            models=models,
            refusing=tuple(failing(nearest)),
        )

    def titles(self, result: MeasureResult) -> tuple[MeasureResult, ...]:
        """The titles that it is about and that are not held, by their own criteria."""
        titles = (self.evaluator.rulebook.measures[name] for name in result.measure.titles)
        return tuple(
            self.reading.measure(title)
            for title in titles
            if title.ladder is not None
            and self.evaluator.evaluate(title.ladder.held).value is not Truth.TRUE
        )

    def changes(self, result: MeasureResult) -> tuple[Change, ...]:
        """The smallest set of facts that would have to be different."""
        return self._changing.smallest(result)

    def changed_amount(self, result: MeasureResult) -> Amount | None:
        """What it would come to with those changes made."""
        return _with_changes(self.trial, result)

    def made_up(self, result: MeasureResult) -> MadeUp | None:
        """What it would be with the figure made up for which it is refused."""
        found = made_up(result, self.trial) if self._changing.allowance.take() else None
        if found is None:
            return None
        # What decides its amount then is asked of that, too.
        after = self.trial.again(apply(self.trial.profile, (found.change,)))
        told = amounts_by_answer(found.result, Ranges(after))
        later = _OfMadeUp(self._changing, self._marking, told)
        return replace(found, result=replace(found.result, later=later))

    def one_change(self, result: MeasureResult) -> bool:
        """Whether a single fact would have to be different."""
        return self._marking.one_is_enough(result)

    def range(self, result: MeasureResult) -> RangeReport | None:
        """What is known of the range of its amount."""
        return self._ranges.examine(result)

    def by_answer(self, result: MeasureResult) -> ByAnswer | None:
        """What it comes to by each answer to the one question that decides its amount."""
        return amounts_by_answer(result, self._ranges)

    def combinations(self, results: Iterable[MeasureResult]) -> Combinations:
        """What of these measures may be had together."""
        return combine(self.evaluator.rulebook, self.evaluator, list(results))

    def questions(self, results: Sequence[MeasureResult]) -> tuple[Question, ...]:
        """What is worth asking for these measures, in which order."""
        rulebook, profile = self.evaluator.rulebook, self.evaluator.profile
        # For what is held already nobody applies; where it alone is asked about, it is asked.
        held = recognised_already(rulebook, profile, self.evaluator.as_of, results)
        results = [one for one in results if one.measure.id not in held] or results
        making = making_up(results, self.evaluator, self._reach)
        return worth_asking(results, rulebook, profile, making)

    def renewed(self, results: Sequence[MeasureResult]) -> tuple[Renewed, ...]:
        """What of these a title that ends soon would bring, where it is recognised anew."""
        return tuple(renewed(results, self.trial, self._illustrative.evaluator))


class _OfModels:
    """What is worked out of a measure that another is modelled on: of no illustration is there
    another, and a witness, which is decided in the strict reading, is none for one.
    """

    def __init__(self, changing: Changing, marking: Changing) -> None:
        self._changing = changing
        self._marking = marking

    def illustration(self, result: MeasureResult) -> None:
        """None of an illustration."""

    def titles(self, result: MeasureResult) -> tuple[MeasureResult, ...]:
        """None of an illustration."""
        return ()

    def changes(self, result: MeasureResult) -> tuple[Change, ...]:
        """The smallest set of facts that would have to be different."""
        return self._changing.smallest(result)

    def changed_amount(self, result: MeasureResult) -> Amount | None:
        """What it would come to with those changes made."""
        return _with_changes(self._changing.trial, result)

    def made_up(self, result: MeasureResult) -> None:
        """None of an illustration."""

    def one_change(self, result: MeasureResult) -> bool:
        """Whether a single fact would have to be different."""
        return self._marking.one_is_enough(result)

    def range(self, result: MeasureResult) -> None:
        """None of an illustration."""

    def by_answer(self, result: MeasureResult) -> ByAnswer | None:
        """None of an illustration."""
        return None


class _OfMadeUp(_OfModels):
    """What is worked out of a measure with a figure made up: its amount by each answer, which was
    tried with that figure.
    """

    def __init__(self, changing: Changing, marking: Changing, told: ByAnswer | None) -> None:
        super().__init__(changing, marking)
        self._told = told

    def by_answer(self, result: MeasureResult) -> ByAnswer | None:
        """By each answer to the one question that decides its amount."""
        return self._told


def _with_changes(trial: Trial, result: MeasureResult) -> Amount | None:
    """What the measure comes to where the changes that were found are made."""
    if not result.changes:
        return None
    return trial.again(apply(trial.profile, result.changes)).measure(result.measure).amount


def _same(one: MeasureResult, other: MeasureResult) -> bool:
    """Whether counting weak statements changes nothing: then there is nothing to show apart."""
    left, right = one.amount, other.amount
    if left is None or right is None:
        return one.conditions is other.conditions and left is right
    return one.conditions is other.conditions and (left.low, left.high, left.at_most) == (
        right.low,
        right.high,
        right.at_most,
    )
