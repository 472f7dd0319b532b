"""Which missing fact to ask first: the one that settles the most measures the soonest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from huiqi.decision.results import MeasureResult, Status
from huiqi.evaluation.reads import Missing


def in_asking_order(results: Sequence[MeasureResult]) -> tuple[Missing, ...]:
    """Every missing fact once.

    Facts that open verdicts rest on come before those of amounts; among them, first what the
    measures with the fewest missing facts need, then what the most measures need.
    """
    uses: Counter[Missing] = Counter()
    fewest: dict[Missing, tuple[int, int]] = {}
    order: dict[Missing, int] = {}
    for result in results:
        open_verdict = result.status in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
        for missing in result.missing:
            uses[missing] += 1
            order.setdefault(missing, len(order))
            rank = (0 if open_verdict else 1, len(result.missing))
            fewest[missing] = min(fewest.get(missing, rank), rank)
    return tuple(
        sorted(order, key=lambda missing: (fewest[missing], -uses[missing], order[missing]))
    )
