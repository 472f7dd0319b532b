"""What to write instead of a figure or a day that could not be read."""

from __future__ import annotations

from decimal import Decimal

from huiqi.language.types import Kind
from huiqi.quantities import YUAN, QuantityError, TooFineError, rounded_text
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.sentences import sentence
from huiqi.values import lies_between
from huiqi.wordings import says_none

_EXAMPLES = {
    kind: sentence("例如 {example}", example=example)
    for kind, example in {
        Kind.MONEY: sentence("1200万元、1.2亿元、至少2000万元、1000万元至1200万元"),
        Kind.RATIO: sentence("3.5%、0.035、至少5%"),
        Kind.COUNT: sentence("120、至少300、280至320"),
        Kind.DATE: ("2015-03-01", "2015年3月1日", "2015年3月"),
    }.items()
}
_YEAR = sentence("例如 {example}", example=("2024", "2024年", "2024年3月", "2013至2015"))


def how_to_write(
    fact: Fact | Definition, written: object, problem: QuantityError, bare: Decimal | None
) -> str:
    """``problem``: why it could not be read; ``bare``: what a figure without a unit counts, where
    that is told.
    """
    kind, example = fact.type.kind, _EXAMPLES.get(fact.type.kind, "")
    if fact.is_calendar_year:
        example = _YEAR
    if isinstance(problem, TooFineError):
        ratio = kind is Kind.RATIO
        counted = bare or (Decimal(1) if ratio else YUAN)
        least = Decimal("0.0001" if ratio else "0.01")
        rounded = rounded_text(str(written), counted, least)
        if not rounded:
            return example
        return sentence("四舍五入后写 {rounded}；是公式算的，在外面套 ROUND()", rounded=rounded)
    if not says_none(written):
        return example
    # Where nothing is beyond what can be (a place among others), there is no such thing.
    nought = kind is not Kind.DATE and lies_between(Decimal(0), fact.low, fact.high)
    if nought:
        return sentence("没有就写 0，不知道就写 未知；{example}", example=example)
    return sentence("没有就写 不适用，不知道就写 未知；{example}", example=example)
