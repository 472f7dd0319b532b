"""What of an enterprise's projects may be a reason to call it: its own, and those that are not told
to be completed.
"""

from __future__ import annotations

from fractions import Fraction

from huiqi.report.pages.call_measures import (
    is_of_what_is_told,
    is_unfinished,
    of_its_own,
    waiting_for_answers,
)
from huiqi.rulebook.list_columns import WITHIN
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise


def of_its_project(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What their own project may bring, whatever else they are called for, where that is not told
    to be a plan: all that is asked is of a list of which the table tells; what comes to most first.
    """
    return [
        one
        for one in of_its_own(entry)
        if one.theirs and any(WITHIN in name for name in one.missing) and is_of_what_is_told(one)
    ]


def planned_alone(entry: ScreenedEnterprise) -> list[MeasureAnswer]:
    """What would come of a project that is not told to be completed; what comes to most first."""
    asked = waiting_for_answers(entry)
    plans = {
        one.measure: own
        for one in asked
        if not one.of_told and (own := entry.planned.get(one.measure))
    }
    undone = (one for one in asked if is_unfinished(entry, one))
    plans |= {one.measure: one.of_told for one in undone if one.of_told}
    found = (one for one in asked if one.measure in plans)
    return sorted(found, key=lambda one: -Fraction(plans[one.measure]))
