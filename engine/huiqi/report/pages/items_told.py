"""Of a measure for each of several records, some of which are as they should be and some open: how
many of each, and how much.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from huiqi.decision.results import UNSETTLED, ItemResult, MeasureResult, Status
from huiqi.decision.standing import most_paid
from huiqi.quantities import Number, exact_sum
from huiqi.report.figures import between
from huiqi.report.phrases import Phrases


def items_told(result: MeasureResult, phrases: Phrases) -> str:
    """How many qualify and how many are open, with what each come to; empty where not both are."""
    say, records = phrases.say, result.measure.records
    sides = _sides(result)
    if sides is None or records is None:
        return ""
    met, open_ = sides
    return say(
        "{number} 个{list}里，{met} 个够{much}，{open} 个没有定{more}",
        number=len(result.items),
        list=phrases.text(phrases.rulebook.label(records)),
        met=len(met),
        much=_much(met, phrases),
        open=len(open_),
        more=_much(open_, phrases),
    )


def items_counted(result: MeasureResult, phrases: Phrases) -> str:
    """The same in few words."""
    sides = _sides(result)
    if sides is None:
        return ""
    met, open_ = map(len, sides)
    return phrases.say("{met} 个够，{open} 个没有定", met=met, open=open_)


def _sides(result: MeasureResult) -> tuple[list[ItemResult], list[ItemResult]] | None:
    met = [one for one in result.items if one.verdict.status is Status.QUALIFIES]
    open_ = [one for one in result.items if one.verdict.status in UNSETTLED]
    return (met, open_) if met and open_ else None


def _much(items: Sequence[ItemResult], phrases: Phrases) -> str:
    """What they come to each by itself, in brackets; empty where that is not known."""
    low: Number = Decimal(0)
    high: Number = Decimal(0)
    for one in items:
        amount, most = one.amount, most_paid(one.amount)
        if amount is None or most is None:
            return ""
        low, high = exact_sum(low, amount.low or Decimal(0)), exact_sum(high, most)
    return phrases.say("（{notes}）", notes=between(low, high, phrases.say))
