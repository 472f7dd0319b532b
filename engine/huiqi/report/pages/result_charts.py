"""What each measure comes to, and how far what is nearly met is: charts beside the answers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from huiqi.decision.results import AmountKind, Decision, Status
from huiqi.decision.standing import is_maximum_alone, is_refused, most_of
from huiqi.decision.topics import LEVELS
from huiqi.quantities import Number, round_half_up
from huiqi.report.blocks import Bar, Chart
from huiqi.report.figures import amount_overview as worth
from huiqi.report.pages import marks
from huiqi.report.pages.near import near_misses
from huiqi.report.phrases import Phrases


def charts(decision: Decision, phrases: Phrases) -> Iterator[Chart]:
    """What each measure comes to; how far what is nearly met is."""
    say = phrases.say
    bars = sorted(_bars(decision, phrases), key=lambda one: one[:2])
    # Where nothing is certain frames alone would say no more than the lines do.
    if any(bar.low for _, _, bar in bars):
        head = say("各项金额（实心是一定的，框是最多到的）")
        yield Chart(head, [bar for _, _, bar in bars])
    near = list(near_misses(decision.results, phrases))
    if near:
        yield Chart(say("差得最近的（整条是要求的，实心是现在的）"), near)


def _bars(decision: Decision, phrases: Phrases) -> Iterator[tuple[int, Number, Bar]]:
    """A bar for each document with a known bound, by whose money, then the larger first."""
    rulebook = phrases.rulebook
    for result in decision.results:
        level = rulebook.level(result.measure)
        most = most_of(result)
        idle = is_refused(result)
        # Of what may be had only what figures that were told bound: the rest says nothing of it.
        told = result.amount is not None and result.amount.of_told is not None
        alone = is_maximum_alone(result) or not (told or result.status is Status.QUALIFIES)
        if not most or idle or alone or result.outside or level not in LEVELS:
            continue
        sure = result.status is Status.QUALIFIES and result.amount is not None
        low = result.amount.low if sure and result.amount is not None else None
        only_limit = result.amount_kind is AmountKind.AT_MOST
        yield (
            LEVELS.index(level),
            -most,
            Bar(
                label=f"{marks.whose(result, phrases)}  {phrases.text(result.measure.name)}",
                low=_plain(Decimal(0) if low is None or only_limit else low),
                high=_plain(most),
                said=worth(result.amount, phrases.say),
            ),
        )


def _plain(number: Number) -> Decimal:
    return number if isinstance(number, Decimal) else round_half_up(number, 2)
