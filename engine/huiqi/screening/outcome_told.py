"""What a row of a table says came of a measure, and where it says so."""

from __future__ import annotations

from huiqi.objects import dataclass
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.quantities import Number


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOutcome:
    """How far it came; ``amount``: in yuan, where it is written; ``levels``: whose money that is,
    where it is said; ``year``: of which year of what is paid in parts, nought where it is not.
    """

    step: OutcomeStep
    amount: Number | None = None
    levels: frozenset[str] = frozenset()
    year: int = 0
    #: That it was granted is said of a title, be it the one that it is given for.
    listed: bool = False
    #: The days and years that stand beside it.
    days: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTold:
    """How far a measure came; ``amount``: in yuan, where it is written; ``head``, ``written``: the
    column, and what stands there; ``alike``: the other measures for the same thing; ``before``: it
    came so in a year that is over, of a measure that is had anew each year; ``year``: of which year
    of what is paid in parts that is said, nought where it is not; ``titled``: the cell, or one of
    titles beside it, says that the title was given for which it is; ``due``: it is not paid, and
    the cell says that what it goes with was granted.
    """

    measure: str
    step: OutcomeStep
    amount: Number | None
    head: str
    written: str
    alike: frozenset[str]
    before: bool = False
    year: int = 0
    titled: bool = False
    due: bool = False
