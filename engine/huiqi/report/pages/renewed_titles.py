"""What a title that ends soon would bring, where it is recognised anew, and how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from huiqi.decision.results import Decision, MeasureResult
from huiqi.report.pages.in_short import FIGURES, limit_in_short, worth_in_short
from huiqi.report.phrases import Phrases


class RenewedTold(NamedTuple):
    """A measure as it would be then, with when that is and what it would come to, in words."""

    result: MeasureResult
    when: str
    brings: str


def renewed_titles(decision: Decision, phrases: Phrases) -> Iterator[RenewedTold]:
    """Of the city's and the province's for an enterprise, where that is a figure."""
    for one in decision.rest.renewed(decision.results):
        result = one.result
        own = result.measure.recipient == "enterprise"
        if not own or phrases.rulebook.level(result.measure) == "comparable":
            continue
        if result.amount_kind not in FIGURES:
            continue
        worth, limit = worth_in_short(result, phrases), limit_in_short(result, phrases)
        yield RenewedTold(
            result,
            phrases.say("{title}这次通过复审、重新认定以后再看", title=one.held.held),
            phrases.say("{text}（{notes}）", text=worth, notes=limit) if limit else worth,
        )
