"""What is said of one derived fact: its value and the lines before it."""

from __future__ import annotations

from datetime import date

from huiqi.decision.lines import Line, Operation
from huiqi.evaluation.reads import Outcome
from huiqi.objects import dataclass
from huiqi.rulebook.rulebook import Definition, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ComputedLine:
    """A fact or definition on the way, with its value; ``formula``: how it was worked out, where
    it was not stated.
    """

    declared: Fact | Definition
    outcome: Outcome
    stated: bool
    formula: Line | None = None

    @property
    def summands(self) -> tuple[Line, ...]:
        """Of a sum over a list, what each of its records adds."""
        if self.formula is None or self.formula.operation is not Operation.SUM:
            return ()
        return self.formula.operands


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    """The fact asked for, its value in both readings of the rules, and the lines before it."""

    enterprise: str
    as_of: date
    declared: Fact | Definition
    year: int | None
    outcome: Outcome
    illustrative: Outcome
    lines: tuple[ComputedLine, ...]
