"""What works out the dearer parts of a result, and of a decision, when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from huiqi.decision.combined import Combinations
from huiqi.decision.what_if import ByAnswer, Change, RangeReport

if TYPE_CHECKING:
    from huiqi.decision.made_up import MadeUp
    from huiqi.decision.questions import Question
    from huiqi.decision.renewed import Renewed
    from huiqi.decision.results import Amount, Illustration, MeasureResult


class Later(Protocol):
    """What decided a measure, and works out the dearer parts of its result when asked."""

    def illustration(self, result: MeasureResult) -> Illustration | None:
        """With weak statements counted."""

    def titles(self, result: MeasureResult) -> tuple[MeasureResult, ...]:
        """The titles that it is about and that are not held, by their own criteria."""

    def changes(self, result: MeasureResult) -> tuple[Change, ...]:
        """The smallest set of facts that would have to be different."""

    def changed_amount(self, result: MeasureResult) -> Amount | None:
        """What it would come to with the smallest changes made."""

    def made_up(self, result: MeasureResult) -> MadeUp | None:
        """What it would be with the figure made up for which it is refused."""

    def one_change(self, result: MeasureResult) -> bool:
        """Whether a single fact would have to be different."""

    def range(self, result: MeasureResult) -> RangeReport | None:
        """What is known of the range of its amount."""

    def by_answer(self, result: MeasureResult) -> ByAnswer | None:
        """What it comes to by each answer to the one question that decides its amount."""


class Rest(Protocol):
    """What decided an enterprise, and works out what concerns all measures when it is asked."""

    def combinations(self, results: Iterable[MeasureResult]) -> Combinations:
        """What of these measures may be had together."""

    def questions(self, results: Sequence[MeasureResult]) -> tuple[Question, ...]:
        """What is worth asking for these measures, in which order."""

    def renewed(self, results: Sequence[MeasureResult]) -> tuple[Renewed, ...]:
        """What of these a title that ends soon would bring, where it is recognised anew."""
