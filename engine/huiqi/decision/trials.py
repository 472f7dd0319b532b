"""An enterprise as it is tried, with something filled in or changed: what does not rest on that is
taken from the enterprise as it was.
"""

from __future__ import annotations

from huiqi.decision.blank import ProfileDifference
from huiqi.decision.measure_decider import MeasureDecider
from huiqi.decision.results import MeasureResult
from huiqi.evaluation import Evaluator
from huiqi.evaluation.found_contradictions import FoundContradictions
from huiqi.objects import cached_property
from huiqi.profile.profile import Profile
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.reach import Reach


class Trial:
    """One enterprise in the strict reading."""

    def __init__(
        self,
        evaluator: Evaluator,
        reach: Reach,
        before: tuple[Trial, ProfileDifference] | None = None,
    ) -> None:
        """``before``: as it was, and what is told otherwise since."""
        self.evaluator = evaluator
        self.profile = evaluator.profile
        self.reach = reach
        self._before = before

    def again(self, profile: Profile) -> Trial:
        """The same enterprise, of which something is told otherwise."""
        difference = ProfileDifference(self.reach, self.profile, profile)
        evaluator = self.evaluator.again(profile, difference.name)
        return Trial(evaluator, self.reach, (self, difference))

    @cached_property
    def contradictions(self) -> FoundContradictions:
        """Whether what is stated can be."""
        if self._before is None:
            return FoundContradictions(self.evaluator)
        trial, difference = self._before
        return trial.contradictions.again(self.evaluator, difference.rule)

    def apart(self) -> Trial:
        """The same, which no longer keeps the enterprise as it was."""
        found = Trial(self.evaluator, self.reach)
        found.contradictions = self.contradictions
        return found

    def measure(self, measure: Measure) -> MeasureResult:
        """What is decided of a measure."""
        return self._reading.measure(measure)

    @cached_property
    def _reading(self) -> MeasureDecider:
        reading = MeasureDecider(self.evaluator)
        if self._before is not None:
            trial, difference = self._before
            reading.take(trial._reading, difference)
        return reading
