"""Looking back at earlier years of one's own figure, and where that stops."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from huiqi.evaluation.frame import Frame, anything
from huiqi.evaluation.reads import Missing, Outcome
from huiqi.rulebook.points import WrittenPoint
from huiqi.rulebook.rulebook import Definition
from huiqi.values import Interval, Value

if TYPE_CHECKING:
    from huiqi.evaluation.evaluator import Evaluator


def floor_of_looking_back(
    evaluator: Evaluator, definition: Definition, year: int
) -> Outcome | None:
    """Where a self-reference ends: before the enterprise existed, before anything is told of it,
    or too far back; ``None`` where it goes on.
    """
    if definition.look_back is None:
        return None
    founded = evaluator.rulebook.founded
    if definition.floor is not None and founded is not None:
        established = evaluator.outcome(founded).value
        start = established.low if isinstance(established, Interval) else None
        if start is not None and year < start.year:
            return evaluator.collected(definition.floor, Frame(year, definition.yearly))
    if evaluator.origin is None or year >= evaluator.origin:
        return None
    if year >= max(_told_from(evaluator, definition), evaluator.origin - definition.look_back):
        return None
    value = anything(definition.type, definition.low, definition.high)
    return Outcome(value, (Missing(definition.id, year),))


def _told_from(evaluator: Evaluator, definition: Definition) -> int:
    """The earliest year of which anything is told that the looking back rests on: further back
    every year is open in the same way, and working it out year by year tells nothing more.
    """
    found = evaluator.told.get(definition.id)
    if found is None:
        reached = evaluator.rulebook.closure[definition.id]
        facts = evaluator.profile.facts
        years = (when for name, when in facts if when is not None and name in reached)
        found = evaluator.told[definition.id] = min(years, default=date.max.year)
    return found


def kept_within(value: Value, low: WrittenPoint | None, high: WrittenPoint | None) -> Value:
    """What is known besides: a derived value keeps its declared domain."""
    if (low is None and high is None) or not isinstance(value, Interval) or value.known:
        return value
    if low is not None and (value.low is None or value.low < low):
        value = value._replace(low=low)
    if high is not None and (value.high is None or value.high > high):
        value = value._replace(high=high)
    return value
