"""What was received before for the same, or may have been."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.decision.results import MeasureResult
from huiqi.decision.trace import ReceivedBefore
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Gives
from huiqi.truth import Truth


def had_before(result: MeasureResult) -> bool:
    """Whether a payment for the same was received, so that only another occasion would bring it."""
    return any(
        payment.same is Truth.TRUE
        for truth, received in _received(result)
        if truth is Truth.FALSE
        for payment in received.receipts
    )


def may_be_had_already(result: MeasureResult) -> bool:
    """Whether a payment that was told of may have been this one, which is paid once and for all:
    of what is paid for each occasion it may have been for another.
    """
    gives: Gives | None = result.measure.gives
    once = gives.once if gives is not None else None
    return once is not None and once.scope == "enterprise" and any(_perhaps(result))


def perhaps_had(result: MeasureResult, phrases: Phrases) -> str:
    """Which payments that were told of may have been for the same; empty where none."""
    told = dict.fromkeys(phrases.received(received) for received in _perhaps(result))
    return phrases.joined(list(told))


def _perhaps(result: MeasureResult) -> Iterator[ReceivedBefore]:
    """What was received that may be for the same."""
    for truth, received in _received(result):
        same = [payment.same for payment in received.receipts]
        if truth is Truth.UNKNOWN and Truth.UNKNOWN in same:
            yield received


def _received(result: MeasureResult) -> Iterator[tuple[Truth, ReceivedBefore]]:
    """What each clause on what was received found."""
    for verdict in result.verdicts:
        for clause in verdict.clauses:
            if clause.condition.once and (received := clause.trace.received) is not None:
                yield clause.truth, received
