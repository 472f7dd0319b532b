"""What was applied for, granted and paid, beside what was estimated of the same enterprises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from functools import reduce

from huiqi.decision.results import AmountKind, Status
from huiqi.diagnostics import Diagnostic
from huiqi.objects import dataclass
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.quantities import Number, exact_sum
from huiqi.screening.outcome_told import OutcomeTold
from huiqi.screening.screened import NOTHING, MeasureAnswer, ScreenedEnterprise, Screening

#: What is neither applied for, granted nor paid, as far as it is told.
_UNCOUNTED = (
    *(OutcomeStep.LISTED, OutcomeStep.UNCLAIMED, OutcomeStep.UNASKED),
    OutcomeStep.REFUSED,
)
#: A cell of what came of a measure that is in no total.
OUTCOME_UNREAD = "P169"


class PaidStanding(Enum):
    """How what was paid lies to what was estimated; ``REFUSED``: by its conditions nothing was due;
    ``NO_ESTIMATE``: no amount is known, nor, of a row that was not decided, anything.
    """

    WITHIN = "within"
    BELOW = "below"
    ABOVE = "above"
    REFUSED = "refused"
    NO_ESTIMATE = "no_estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A row that was paid: how much (yuan; ``None``: the table does not say), and beside what."""

    row: int
    amount: Number | None
    answer: MeasureAnswer | None
    beside: PaidStanding | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePaid:
    """One measure of which the table says what came of it.

    ``applied``, ``granted``: so many rows say so.  ``total``: all that was paid; ``compared``: that
    part of it which has an estimate, of which ``low`` and ``high`` are the sums (yuan; ``None``:
    not bounded).
    """

    measure: str
    applied: int
    granted: int
    payments: tuple[Payment, ...]
    total: Number
    compared: Number
    low: Number
    high: Number | None

    def count(self, beside: PaidStanding) -> int:
        """How many payments lie so."""
        return sum(one.beside is beside for one in self.payments)


def uncounted(entry: ScreenedEnterprise) -> Iterator[Diagnostic]:
    """What is remarked on the cells of an enterprise that are in no total."""
    return (one for one in entry.noted if one.code == OUTCOME_UNREAD)


def paid(found: Screening) -> tuple[MeasurePaid, ...]:
    """Each measure of which the table has a column of what came of it, in their order."""
    answers = {
        (entry.row, answer.measure): answer
        for entry in found.estimated
        for answer in entry.screened.answers
    }
    told: dict[str, list[tuple[int, OutcomeTold]]] = {}
    for row, outcomes in found.outcomes.items():
        for one in outcomes:
            # What was neither applied for nor granted is in no count.
            if one.step not in _UNCOUNTED:
                told.setdefault(one.measure, []).append((row, one))
    result = []
    for measure, own in told.items():
        payments = tuple(
            _payment(row, one.amount, answers.get((row, measure)))
            for row, one in own
            if one.step is OutcomeStep.PAID
        )
        ends = [
            (one.amount, one.answer.low or NOTHING, one.answer.most)
            for one in payments
            if one.amount is not None
            and one.answer is not None
            and one.beside in (PaidStanding.WITHIN, PaidStanding.BELOW, PaidStanding.ABOVE)
        ]
        highs = [high for _, _, high in ends]
        known = [high for high in highs if high is not None]
        result.append(
            MeasurePaid(
                measure=measure,
                applied=sum(one.step is OutcomeStep.APPLIED for _, one in own),
                granted=sum(one.step in (OutcomeStep.GRANTED, OutcomeStep.OWED) for _, one in own),
                payments=payments,
                total=_sum(one.amount for one in payments if one.amount is not None),
                compared=_sum(amount for amount, _, _ in ends),
                low=_sum(low for _, low, _ in ends),
                high=_sum(known) if len(known) == len(highs) else None,
            )
        )
    return tuple(result)


def _payment(row: int, amount: Number | None, answer: MeasureAnswer | None) -> Payment:
    return Payment(row=row, amount=amount, answer=answer, beside=_beside(amount, answer))


def _beside(amount: Number | None, answer: MeasureAnswer | None) -> PaidStanding | None:
    if answer is None:
        return PaidStanding.NO_ESTIMATE
    if answer.conditions is Status.DOES_NOT_QUALIFY:
        return PaidStanding.REFUSED
    if answer.kind not in (AmountKind.EXACT, AmountKind.RANGE, AmountKind.AT_MOST):
        return PaidStanding.NO_ESTIMATE
    if amount is None:
        return None
    if amount < (answer.low or NOTHING):
        return PaidStanding.BELOW
    return (
        PaidStanding.ABOVE
        if answer.most is not None and amount > answer.most
        else PaidStanding.WITHIN
    )


def _sum(amounts: Iterable[Number]) -> Number:
    return reduce(exact_sum, amounts, NOTHING)
