"""Which missing fact to ask first: the one that settles the most measures the soonest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from huiqi.decision.results import MeasureResult, Status
from huiqi.evaluation.reads import Missing
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook


def in_asking_order(
    results: Sequence[MeasureResult], rulebook: Rulebook, profile: Profile
) -> tuple[Missing, ...]:
    """Every missing fact once.

    Facts that open verdicts rest on come before those of amounts; what people rarely have at
    hand, and what they have already told as far as they know it, comes last of each; what only
    illustrations need comes after all.  Among the rest, first what the measures with the fewest
    missing facts need, then what the most need.
    """
    uses: Counter[Missing] = Counter()
    fewest: dict[Missing, tuple[int, int]] = {}
    order: dict[Missing, int] = {}
    models = [
        model
        for result in results
        if result.illustration is not None
        for model in result.illustration.models[:1]
    ]
    for number, result in enumerate([*results, *models]):
        open_verdict = result.status in (Status.UNDETERMINED, Status.NEEDS_JUDGEMENT)
        for missing in result.missing:
            uses[missing] += 1
            order.setdefault(missing, len(order))
            group = 2 if number >= len(results) else 0 if open_verdict else 1
            rank = (group, len(result.missing))
            fewest[missing] = min(fewest.get(missing, rank), rank)

    def rank_of(missing: Missing) -> tuple[int, bool, int, int, int]:
        group, count = fewest[missing]
        fact = rulebook.facts.get(missing.name) or rulebook.definitions[missing.name]
        told = profile.given(missing.name, missing.year) is not None and not missing.where
        return group, fact.rarely_known or told, count, -uses[missing], order[missing]

    return tuple(sorted(order, key=rank_of))
