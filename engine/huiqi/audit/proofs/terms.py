"""Formulas that stay plain Python where they are constant: a bool, a Fraction, or a term of Z3."""

from __future__ import annotations

import operator
from fractions import Fraction
from typing import Any

import z3

#: ``bool`` or ``z3.BoolRef``; ``Fraction`` or ``z3.ArithRef``.
Logical = Any
Arithmetical = Any
#: How many constants a choice may have for a product to be taken through it.
_MOST_LEAVES = 64


def both(*parts: Logical) -> Logical:
    """All of the parts."""
    return _joined(parts, False, z3.And)


def either(*parts: Logical) -> Logical:
    """Any of the parts."""
    return _joined(parts, True, z3.Or)


def _joined(parts: tuple[Logical, ...], decides: bool, join: Any) -> Logical:
    kept: list[Any] = []
    for part in parts:
        if part is decides:
            return decides
        if not isinstance(part, bool) and not any(part is other for other in kept):
            kept.append(part)
    if not kept:
        return not decides
    return kept[0] if len(kept) == 1 else join(*kept)


def contrary(part: Logical) -> Logical:
    """Not."""
    return (not part) if isinstance(part, bool) else z3.Not(part)


def implies(premise: Logical, conclusion: Logical) -> Logical:
    """The conclusion, wherever the premise holds."""
    return either(contrary(premise), conclusion)


def pick_truth(condition: Logical, left: Logical, right: Logical) -> Logical:
    """``left`` where the condition holds, else ``right``."""
    if isinstance(condition, bool):
        return left if condition else right
    if left is right:
        return left
    if isinstance(left, bool) or isinstance(right, bool):
        return both(implies(condition, left), either(condition, right))
    return z3.If(condition, left, right)


def pick_number(condition: Logical, left: Arithmetical, right: Arithmetical) -> Arithmetical:
    """``left`` where the condition holds, else ``right``."""
    if isinstance(condition, bool):
        return left if condition else right
    if left is right or (_constant(left) and _constant(right) and left == right):
        return left
    a, b = _alike(left, right)
    return z3.If(condition, a, b)


def plus(left: Arithmetical, right: Arithmetical) -> Arithmetical:
    """The sum."""
    if _constant(left):
        left, right = right, left
    if _constant(right):
        if _constant(left):
            return left + right
        if right == 0:
            return left
    a, b = _alike(left, right)
    return a + b


def minus(operand: Arithmetical) -> Arithmetical:
    """The number with the contrary sign."""
    return -operand


def times(left: Arithmetical, right: Arithmetical) -> Arithmetical:
    """The product; a choice among constants is taken through, so that it stays linear."""
    if _constant(left):
        left, right = right, left
    if _constant(right):
        if _constant(left):
            return left * right
        if right == 0:
            return Fraction(0)
        if right == 1:
            return left
    elif _constants_only(left):
        left, right = right, left
        return _through(left, right)
    elif _constants_only(right):
        return _through(left, right)
    a, b = _alike(left, right)
    return a * b


def _through(factor: Arithmetical, choice: Any) -> Any:
    if z3.is_app_of(choice, z3.Z3_OP_ITE):
        condition, left, right = choice.children()
        return pick_number(condition, _through(factor, left), _through(factor, right))
    return times(factor, value_of(choice))


def _constants_only(term: Any) -> bool:
    waiting, seen = [term], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > _MOST_LEAVES:
            return False
        if z3.is_app_of(part, z3.Z3_OP_ITE):
            waiting.extend(part.children()[1:])
        elif not (z3.is_rational_value(part) or z3.is_int_value(part)):
            return False
    return True


def value_of(term: Any) -> Fraction:
    """The number that a constant of Z3 is."""
    if z3.is_int_value(term):
        return Fraction(term.as_long())
    return Fraction(term.numerator_as_long(), term.denominator_as_long())


def below(left: Arithmetical, right: Arithmetical) -> Logical:
    """``left < right``."""
    return _compared(operator.lt, left, right)


def not_above(left: Arithmetical, right: Arithmetical) -> Logical:
    """``left <= right``."""
    return _compared(operator.le, left, right)


def same(left: Arithmetical, right: Arithmetical) -> Logical:
    """``left == right``."""
    return _compared(operator.eq, left, right)


def _compared(how: Any, left: Arithmetical, right: Arithmetical) -> Logical:
    if _constant(left) and _constant(right):
        return how(left, right)
    return how(*_alike(left, right))


def whole(number: Arithmetical) -> Arithmetical:
    """The whole number not above."""
    if _constant(number):
        return Fraction(number.numerator // number.denominator)
    return number if z3.is_int(number) else z3.ToInt(number)


def divided(number: Arithmetical, divisor: int) -> Arithmetical:
    """The whole quotient of a whole number (rounded down; the divisor is positive)."""
    if _constant(number):
        return Fraction(int(number) // divisor)
    return whole(number) / divisor


def remainder(number: Arithmetical, divisor: int) -> Arithmetical:
    """What is left by :func:`divided`."""
    if _constant(number):
        return Fraction(int(number) % divisor)
    return whole(number) % divisor


def _constant(number: Arithmetical) -> bool:
    return isinstance(number, (Fraction, int))


def _alike(left: Arithmetical, right: Arithmetical) -> tuple[Any, Any]:
    """Both as terms of one sort: whole numbers where both are, else reals."""
    fractional = any(
        (part.denominator != 1) if _constant(part) else z3.is_real(part) for part in (left, right)
    )
    return _term(left, fractional), _term(right, fractional)


def _term(number: Arithmetical, real: bool) -> Any:
    if _constant(number):
        if real:
            return z3.Q(number.numerator, number.denominator)
        return z3.IntVal(int(number))
    return z3.ToReal(number) if real and z3.is_int(number) else number


def reals(*numbers: Arithmetical) -> list[Any]:
    """The numbers as real terms of Z3."""
    return [_term(number, True) for number in numbers]
