"""What a cell says of how far a measure came: 已报, 没批, 待拨, 2023-03-01, 2.5, 约30."""

from __future__ import annotations

import re
from decimal import Decimal

from huiqi.dates import parse_days
from huiqi.language.types import Kind, Type
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.quantities import QuantityError, parse_money
from huiqi.rough_figures import range_about_it
from huiqi.rulebook.points import parse_range
from huiqi.screening.outcome_told import WrittenOutcome
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.wordings import says_not_applicable, says_nothing, yes_or_no

_MONEY = Type(kind=Kind.MONEY)
#: What one says of each step, in their order.
_DONE = {
    OutcomeStep.APPLIED: "申报|申请|上报|提交|报",
    OutcomeStep.GRANTED: "获批|批准|审批|审核|认定|通过|批",
    OutcomeStep.PAID: "拨付|兑付|兑现|到账|发放|拨款|付款|拨|发|付",
}
#: A year, or a month of it, that would be an amount as well: 2026.9.
_MONTH = re.compile(r"20\d\d(?:\.(?:0?[1-9]|1[0-2]))?")
_ANY = "|".join(_DONE.values())
_DID = re.compile(rf"(?:已经?|刚刚?|都)?({_ANY})(?:通过|下来|到位|完|过|出去?|上去)?了?")
_DID_NOT = re.compile(rf"(?:还|暂|尚)?(?:没有?|未)(?:能|再)?({_ANY})(?:通过|下来|到位|完|过)?呢?")
#: What is waited for, or goes on, has the step before it behind it.
_WAITS = re.compile(rf"(?:还在|还|在)?(?:等待?|待|等着)({_ANY})(?:下来|到位)?")
_GOES_ON = re.compile(rf"(?:还在|正在|在)({_ANY})|({_ANY})中")


def outcome_told(
    text: str, measure: str, step: OutcomeStep, unit: Decimal
) -> WrittenOutcome | None:
    """What a cell says came of a measure; ``None`` where it says nothing, or that it did not come
    to that.  Of what was paid about (约30) no amount is told.

    Args:
        text: The cell.
        measure: The measure of its column.
        step: How far its column says that it came.
        unit: What a bare number counts, in yuan.

    Raises:
        QuantityError: It cannot be read.
    """
    if says_nothing(text) or says_not_applicable(text) or yes_or_no(text) is False:
        return None
    came = True if yes_or_no(text) else _came_to(text, step)
    if came is not None:
        return WrittenOutcome(measure, step, None) if came else None
    if step is not OutcomeStep.PAID and _MONTH.fullmatch(plain(text)):
        # Of what was applied for a day is asked rather than an amount.
        return WrittenOutcome(measure, step, None)
    try:
        amount = parse_money(text, unit)
    except QuantityError:
        if not is_inexact(text, unit):
            if step is OutcomeStep.PAID:
                raise
            parse_days(text)
        return WrittenOutcome(measure, step, None)
    if amount < 0:
        raise QuantityError(sentence("不会小于零"))
    return WrittenOutcome(measure, step, amount) if amount else None


def is_inexact(text: str, unit: Decimal) -> bool:
    """Whether a cell says about how much it was, or between what, and no one amount."""
    try:
        low, high = parse_range(range_about_it(text) or text, _MONEY, "", unit)
    except QuantityError:
        return False
    return low != high


def _came_to(text: str, step: OutcomeStep) -> bool | None:
    """Whether it came to a step, by words: what was paid was granted before, and what was not even
    granted was not paid; ``None`` where the words do not say.
    """
    told, order = plain(text), list(_DONE)
    own = order.index(step)
    for pattern in (_DID, _DID_NOT, _WAITS, _GOES_ON):
        match = pattern.fullmatch(told)
        if match is None:
            continue
        words = next(filter(None, match.groups()))
        said = next(n for n, one in enumerate(order) if re.fullmatch(_DONE[one], words))
        if pattern is _DID:
            return True if own <= said else None
        if own > said or pattern is _DID_NOT:
            return False if own >= said else None
        if own < said:
            return True
        # Of 申报中 nobody knows whether it is handed in.
        return False if pattern is _WAITS or said else None
    return None
