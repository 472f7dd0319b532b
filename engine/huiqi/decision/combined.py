"""What may be had together: what is taken, what is left out and why, and the sums of both."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.objects import dataclass
from huiqi.quantities import Number
from huiqi.rulebook.rulebook import Stacking
from huiqi.truth import Truth

if TYPE_CHECKING:
    from huiqi.decision.results import MeasureResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Sums over the measures of one grade, in yuan."""

    low: Number
    high: Number | None
    #: Of sources that name only a limit (最高): what they come to at most.
    at_most: Number | None = Decimal(0)
    #: Of all, the upper ends that are known: what is not known may add to it.
    known: Number = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What one measure would pay for one thing; ``key``: the record, where it is for one."""

    result: MeasureResult
    key: str | None
    low: Number
    high: Number | None
    only_limit: bool
    grade: int
    level: str

    @property
    def measure(self) -> str:
        """The measure's id."""
        return self.result.measure.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An award that what was received before excludes (true), or may exclude (unknown)."""

    award: int
    rule: Stacking
    excluded: Truth
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """An award not taken: the rule, and what is taken, or was received, in its stead."""

    award: Award
    rule: Stacking
    instead: tuple[Award, ...]
    received: str | None = None


@dataclass(frozen=True, slots=True)
class Unproved:
    """What no permitted set can pass, of what is sure and of what is possible (``None``: no known
    limit), where the search ended before the set found was proved to be the best.
    """

    sure: Number | None
    most: Number | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """A set of awards that may be had together; ``taken`` as paid under every ceiling.

    ``most``: the upper end of what the best permitted set can come to (``None``: no known limit),
    by ``most_by`` where that is another set than the one taken.
    """

    taken: tuple[Award, ...]
    left_out: tuple[LeftOut, ...]
    totals: dict[str, Total]
    totals_by_level: dict[str, dict[str, Total]]
    most: Number | None
    most_by: tuple[Award, ...]
    #: Where it is not proved that no permitted set is better.
    unproved: Unproved | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Combinations:
    """``permitted``: where no rule is known, both are had; ``cautious``: only one of them.

    ``cautious`` is absent where no unsettled rule meets two awards of this enterprise; ``open``
    are the unsettled rules that do, ``received`` what earlier payments do or may do.
    """

    permitted: Combination
    cautious: Combination | None
    open: tuple[Stacking, ...]
    received: tuple[tuple[Award, Received], ...]
