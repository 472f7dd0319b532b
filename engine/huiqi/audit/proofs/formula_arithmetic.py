"""Arithmetic on formulas, with quotients kept apart as long as they are only compared."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.symbols import ONE, ZERO, Meaning, Number, pick, surely_absent


def worked_out(number: Number) -> Number:
    """The same number with its quotient worked out."""
    if number.plain:
        return number
    if isinstance(number.bottom, Fraction):
        return number._replace(top=terms.times(number.top, 1 / number.bottom), bottom=ONE)
    top, bottom = terms.reals(number.top, number.bottom)
    return number._replace(top=top / bottom, bottom=ONE)


def sum_of(left: Number, right: Number) -> Number:
    """The sum of two numbers."""
    least = None
    if left.least is not None and right.least is not None:
        least = left.least + right.least
    if left.plain and right.plain:
        top, bottom = terms.plus(left.top, right.top), ONE
    elif left.bottom is right.bottom:
        top, bottom = terms.plus(left.top, right.top), left.bottom
    else:
        top = terms.plus(terms.times(left.top, right.bottom), terms.times(right.top, left.bottom))
        bottom = terms.times(left.bottom, right.bottom)
    return _joined(left, right, top, bottom, least)


def opposite_of(operand: Number) -> Number:
    """The number with the contrary sign."""
    return operand._replace(top=terms.minus(operand.top), least=None)


def product_of(left: Number, right: Number) -> Number:
    """The product of two numbers."""
    least = None
    if left.least is not None and right.least is not None and min(left.least, right.least) >= 0:
        least = left.least * right.least
    top, bottom = terms.times(left.top, right.top), terms.times(left.bottom, right.bottom)
    return _joined(left, right, top, bottom, least)


def quotient_of(left: Number, right: Number, opening: Callable[[], Meaning]) -> Number:
    """The exact quotient; open where the divisor is not positive."""
    top, bottom = terms.times(left.top, right.bottom), terms.times(left.bottom, right.top)
    least = None
    if left.least is not None and right.least is not None and min(left.least, right.least) >= 0:
        least = ZERO
    quotient = _joined(left, right, top, bottom, least)
    if right.least is not None and right.least > 0:
        return quotient
    positive = terms.below(ZERO, right.top)
    if positive is True:
        return quotient
    open_ = opening()
    assert isinstance(open_, Number)
    found = pick(positive, right.sure, quotient, open_._replace(absent=quotient.absent))
    return found._replace(sure=terms.either(found.sure, surely_absent(left, right)))


def growth(now: Number, base: Number, opening: Number) -> Number:
    """One year's growth as a ratio; open where the base is not positive."""
    positive = terms.below(ZERO, base.top)
    # Both are facts or sums of them: nothing is divided yet.
    now, base = worked_out(now), worked_out(base)
    absent = terms.either(now.absent, base.absent)
    rate = Number(
        terms.plus(now.top, terms.minus(base.top)),
        base.top,
        absent,
        terms.both(now.sure, base.sure),
    )
    found = pick(positive, base.sure, rate, opening)
    known = terms.either(found.sure, surely_absent(now, base))
    return found._replace(absent=absent, sure=known)


def half_up(operand: Number, places: int) -> Number:
    """Half up (half away from zero) to ``places`` decimals."""
    scale = Fraction(10) ** places
    number = worked_out(operand)
    scaled = terms.times(number.top, scale)
    half = Fraction(1, 2)
    up = terms.whole(terms.plus(scaled, half))
    if operand.least is None or operand.least < 0:
        down = terms.minus(terms.whole(terms.plus(terms.minus(scaled), half)))
        up = terms.pick_number(terms.below(scaled, ZERO), down, up)
    least = ZERO if operand.least is not None and operand.least >= 0 else None
    return number._replace(top=terms.times(up, 1 / scale), least=least)


def whole_of(operand: Number) -> Number:
    """The whole number not above."""
    number = worked_out(operand)
    least = None if operand.least is None else Fraction(operand.least.__floor__())
    return number._replace(top=terms.whole(number.top), least=least)


def _joined(
    left: Number, right: Number, top: object, bottom: object, least: Fraction | None
) -> Number:
    absent = terms.either(left.absent, right.absent)
    sure = terms.either(terms.both(left.sure, right.sure), surely_absent(left, right))
    return Number(top, bottom, absent, sure, least)
