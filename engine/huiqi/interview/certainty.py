"""When a verdict is certain: no answer can change it any more."""

from __future__ import annotations

from huiqi.decision.results import MeasureResult, Status

_CERTAIN = (Status.QUALIFIES, Status.DOES_NOT_QUALIFY)


def is_certain(result: MeasureResult) -> bool:
    """Whether no answer can change the verdict on its conditions any more, or it has ended."""
    return result.conditions in _CERTAIN or result.status is Status.NOT_IN_FORCE


def became_certain(before: MeasureResult, now: MeasureResult) -> bool:
    """Whether it has just become so, or, an answer being changed, is so otherwise."""
    return is_certain(now) and (not is_certain(before) or before.conditions is not now.conditions)
