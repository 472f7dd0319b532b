"""What is said of the ladder of titles: each step, and the nearest."""

from __future__ import annotations

from typing import NamedTuple

from huiqi.decision.groups import Standing
from huiqi.decision.results import Decision, MeasureResult
from huiqi.objects import dataclass
from huiqi.rulebook.measure import Clause, Measure
from huiqi.truth import Truth


class Lacking(NamedTuple):
    """A part of the criteria that is not met, with the conditions that keep it from being met."""

    clause: Clause
    conditions: tuple[Standing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One title: whether it is held, whether its criteria are met, what is lacking, what it opens.

    ``failing`` and ``open`` are the parts of the criteria that fail or are not known; a part with
    alternatives counts once.
    """

    name: str
    order: int
    held: Truth
    result: MeasureResult
    failing: tuple[Lacking, ...]
    open: tuple[Lacking, ...]
    opens: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """All steps from the foot up; ``nearest`` is the one to try next, if any is left."""

    steps: tuple[Step, ...]
    nearest: Step | None
    #: The decision on the titles that it is read from.
    decision: Decision
