"""What a cell says of how far a measure came: 已报, 没批, 待拨, 2023-03-01, 2.5, 约30."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from huiqi.dates import parse_days
from huiqi.language.types import Kind, Type
from huiqi.profile.account import YUAN
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.profile.outcome_words import OutcomeWords, outcome_words, tells_refusal
from huiqi.quantities import MONEY_UNITS, Number, QuantityError, parse_money
from huiqi.rough_figures import range_about_it
from huiqi.rulebook.points import is_bare, parse_range
from huiqi.screening.outcome_told import WrittenOutcome
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.wordings import says_not_applicable, says_nothing, yes_or_no

_MONEY, _YUAN = Type(kind=Kind.MONEY), MONEY_UNITS[YUAN]
#: A year, or a month of it, that would be an amount as well: 2026.9.
_MONTH = re.compile(r"20\d\d(?:\.(?:0?[1-9]|1[0-2]))?")
#: A day without its year: 11.28.
_DAY = re.compile(r"(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])")


def outcomes_told(
    text: str,
    step: OutcomeStep,
    unit: Decimal,
    *,
    named: bool = False,
    certificate: bool = False,
) -> tuple[WrittenOutcome, ...]:
    """What a cell says came of a measure, be that more or less than its column asks; nothing where
    it says nothing, or that it did not come to that.  Of what was paid about (约30) no amount is
    told.

    Args:
        text: The cell.
        step: How far its column says that it came.
        unit: What a bare number counts, in yuan.
        named: The cell names the measure itself.
        certificate: That it passed is said of a certificate, and not of what is given for it.

    Raises:
        QuantityError: It cannot be read.
    """
    if says_nothing(text) or says_not_applicable(text) or yes_or_no(text) is False:
        return ()
    if yes_or_no(text):
        return (WrittenOutcome(step=step),)
    days = (_MONTH, *([_DAY] if unit == _YUAN else ()))
    if step is not OutcomeStep.PAID and any(one.fullmatch(plain(text)) for one in days):
        # Of what was applied for a day is asked rather than an amount.
        return (WrittenOutcome(step=step, days=(plain(text),)),)
    try:
        amount = parse_money(text, unit)
    except QuantityError:
        if is_inexact(text, unit) or (step is not OutcomeStep.PAID and _is_day(text)):
            return (WrittenOutcome(step=step, days=(plain(text),)),)
        return tuple(_in_words(text, step, unit, named=named, certificate=certificate))
    if amount < 0:
        raise QuantityError(sentence("不会小于零"))
    return (WrittenOutcome(step=step, amount=amount),) if amount else ()


def _is_day(text: str) -> bool:
    try:
        parse_days(text)
    except QuantityError:
        return False
    return True


def _in_words(
    text: str, step: OutcomeStep, unit: Decimal, *, named: bool, certificate: bool
) -> Iterator[WrittenOutcome]:
    """What the words of a cell say, as of :func:`outcomes_told`."""
    words = outcome_words(text)
    if not words and tells_refusal(text):
        yield WrittenOutcome(step=OutcomeStep.REFUSED)
        return
    if not words or any(one.is_of_two for one in words):
        raise QuantityError(sentence("看不出办到哪一步"))
    for one in words:
        listed = one.listed or (certificate and one.passed)
        told = _came_to(replace(one, listed=listed), step, unit, named=named)
        if told is not None:
            yield replace(told, levels=one.levels, year=one.year, listed=listed, days=one.days)


def _came_to(
    words: OutcomeWords, step: OutcomeStep, unit: Decimal, *, named: bool
) -> WrittenOutcome | None:
    came = words.step
    if words.unasked:
        # Below the title of a measure it says no more than 否.
        return WrittenOutcome(step=OutcomeStep.UNASKED) if named else None
    if came is OutcomeStep.REFUSED:
        return WrittenOutcome(step=came)
    granted = came is OutcomeStep.GRANTED and not words.listed and OutcomeStep.PAID in words.denied
    if OutcomeStep.APPLIED in words.denied and came is not OutcomeStep.APPLIED and not granted:
        # 拿到了，奖没报: what was had is the title.
        if came is OutcomeStep.PAID and words.amounts:
            if not words.days:
                raise QuantityError(sentence("看不出办到哪一步"))
            # 去年到了20万，今年没报: so much came of the year before.
            return WrittenOutcome(step=came, amount=_amount(words, step, unit))
        # Below 已申报 with the title of a measure 没报 says no more than 否.
        told = named or came is not None
        return WrittenOutcome(step=OutcomeStep.UNCLAIMED) if told else None
    if OutcomeStep.PAID in words.denied and came is not OutcomeStep.PAID:
        if came is OutcomeStep.GRANTED:
            return WrittenOutcome(step=OutcomeStep.OWED, amount=_amount(words, step, unit))
        # Below 已拨付 with the title of a measure 没拨 says no more than 否.
        unpaid = named or came is not None
        amount = _amount(words, step, unit)
        return WrittenOutcome(step=OutcomeStep.UNPAID, amount=amount) if unpaid else None
    if came is None and words.denied:
        return None
    return WrittenOutcome(step=came or step, amount=_amount(words, step, unit))


def _amount(words: OutcomeWords, step: OutcomeStep, unit: Decimal) -> Number | None:
    """What is written beside the step that it came to, in yuan, where that is exact; a bare number
    only where the head says what it counts: nobody means 39 yuan by 拨了39.
    """
    bare = is_bare(words.amount, _MONEY)
    if not words.amount or (bare and (words.step not in (step, None) or unit == _YUAN)):
        return None
    try:
        return parse_money(words.amount, unit) or None
    except QuantityError:
        return None


def is_inexact(text: str, unit: Decimal) -> bool:
    """Whether a cell says about how much it was, or between what, and no one amount."""
    try:
        low, high = parse_range(range_about_it(text) or text, _MONEY, "", unit)
    except QuantityError:
        return False
    return low != high
