"""What a row of a table says came of a measure, and where it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.objects import dataclass
from huiqi.quantities import Number

if TYPE_CHECKING:
    from huiqi.screening.screened import OutcomeStep


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTold:
    """How far a measure came; ``amount``: in yuan, where it is written; ``head``, ``written``: the
    column, and what stands there; ``alike``: the other measures for the same thing.
    """

    measure: str
    step: OutcomeStep
    amount: Number | None
    head: str
    written: str
    alike: frozenset[str]
