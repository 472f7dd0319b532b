"""What a decision works out of a result only when it is asked for."""

from __future__ import annotations

from huiqi.decision.changes import smallest_changes
from huiqi.decision.ranges import examine
from huiqi.decision.results import MeasureResult
from huiqi.decision.what_if import Change, RangeReport
from huiqi.evaluation import Evaluator


class Afterwards:
    """Works out the rest of what one reading says of one enterprise on one day."""

    __slots__ = ("evaluator",)

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator

    def changes(self, result: MeasureResult) -> tuple[Change, ...]:
        """The smallest set of facts that would have to be different."""
        own = self.evaluator
        return smallest_changes(own.rulebook, own.profile, own.as_of, result)

    def range(self, result: MeasureResult) -> RangeReport | None:
        """What is known of the range of its amount.

        Not of a model: a witness is decided in the strict reading, and is none for another.
        """
        own = self.evaluator
        if not own.strict:
            return None
        return examine(own.rulebook, own.profile, own.as_of, result)
