"""What the table says came of a measure, as far as it tells of a reason to call one."""

from __future__ import annotations

from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.quantities import Number
from huiqi.screening.outcome_told import OutcomeTold
from huiqi.screening.screened import ScreenedEnterprise

#: The later counts: a table may tell of each step in a column of its own.
_ORDER = (
    *(OutcomeStep.APPLIED, OutcomeStep.UNPAID, OutcomeStep.GRANTED, OutcomeStep.OWED),
    *(OutcomeStep.REFUSED, OutcomeStep.PAID),
)


def outcome_of(entry: ScreenedEnterprise, measure: str) -> OutcomeTold | None:
    """The farthest that the table says a measure came, of the last year of what is paid in parts;
    ``None`` where it says of nothing that was done about it.
    """
    own = [one for one in entry.outcomes if one.measure == measure and not one.step.tells_of_none]
    return max(own, key=lambda one: (one.year, _ORDER.index(one.step)), default=None)


def still_to_come(entry: ScreenedEnterprise, measure: str) -> tuple[str, Number] | None:
    """What is still to come of a measure that is paid in stages, in words and in yuan at most,
    where one of them was paid; of a larger sum than that one nobody says that another is left.
    """
    later, outcome = entry.worded.later.get(measure), outcome_of(entry, measure)
    if later is None or outcome is None or outcome.step is not OutcomeStep.PAID:
        return None
    # Of a sum without a word on which of them it was only what is no more than the first.
    first = outcome.year == 1 or (outcome.amount and outcome.amount <= later[1])
    return later if first else None


def not_claimed(entry: ScreenedEnterprise, measure: str) -> OutcomeTold | None:
    """What the table says of a measure that was not applied for, or for whose title alone it says
    that it was given; ``None`` where more came of it.
    """
    own = [one for one in entry.outcomes if one.measure == measure and one.step.tells_of_none]
    return own[0] if own and outcome_of(entry, measure) is None else None
