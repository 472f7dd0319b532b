"""What other facts would make of a result: changes that settle it, completions of a range."""

from __future__ import annotations

from typing import NamedTuple

from huiqi.evaluation.reads import Missing
from huiqi.objects import dataclass
from huiqi.quantities import Number
from huiqi.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact that would have to be different."""

    name: str
    year: int | None
    before: Value
    after: Value


class Filled(NamedTuple):
    """A missing fact, and the value it is given in a completion."""

    missing: Missing
    value: Value


class AmountIf(NamedTuple):
    """An answer, and what a measure comes to at most with it, in yuan; ``unrounded``: as of
    :func:`~huiqi.decision.standing.most_before_rounding`.
    """

    answer: Value
    most: Number
    unrounded: Number | None = None


class ByAnswer(NamedTuple):
    """The one question that decides an amount, and what it comes to by each answer, the least
    first.
    """

    missing: Missing
    amounts: tuple[AmountIf, ...]


Witness = tuple[Filled, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeReport:
    """What is known of a range: a completion that gives each end, and the best next question."""

    low: Witness | None
    high: Witness | None
    narrowest: Missing | None
    #: Whether the effort ended before all was tried: what is absent may be there.
    cut_short: bool = False

    @property
    def tight(self) -> bool:
        """Whether both ends can come out."""
        return self.low is not None and self.high is not None
