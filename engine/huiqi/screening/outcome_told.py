"""What a row of a table says came of a measure, and where it says so."""

from __future__ import annotations

from typing import NamedTuple

from huiqi.objects import dataclass
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.quantities import Number


class WrittenOutcome(NamedTuple):
    """What came of a measure; ``amount``: in yuan, where it is written."""

    measure: str
    step: OutcomeStep
    amount: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTold:
    """How far a measure came; ``amount``: in yuan, where it is written; ``head``, ``written``: the
    column, and what stands there; ``alike``: the other measures for the same thing; ``before``: it
    came so in a year that is over, of a measure that is had anew each year.
    """

    measure: str
    step: OutcomeStep
    amount: Number | None
    head: str
    written: str
    alike: frozenset[str]
    before: bool = False
