"""Quantities written in rules: the unit says the dimension."""

from __future__ import annotations

from huiqi.language.checking import error
from huiqi.language.tree import Literal
from huiqi.language.types import MONEY, RATIO, SCALAR, SPAN, Type
from huiqi.quantities import (
    MONEY_UNITS,
    RATIO_UNITS,
    SPAN_UNITS,
    QuantityError,
    parse_money,
    parse_ratio,
    parse_span,
    split_quantity,
)


def literal(text: str) -> Literal:
    """The literal of a quantity such as ``500万元``, ``10%``, ``2年`` or ``3``.

    Raises :class:`~huiqi.quantities.QuantityError`.
    """
    number, unit = split_quantity(text)
    if unit in MONEY_UNITS:
        return Literal(MONEY, parse_money(text), text)
    if unit in RATIO_UNITS:
        return Literal(RATIO, parse_ratio(text), text)
    if unit in SPAN_UNITS:
        return Literal(SPAN, parse_span(text), text)
    return Literal(SCALAR, number, text)


def literal_at(token: object, expected: Type | None = None) -> Literal:
    """The literal of a token; a fault is reported at it.

    Raises :class:`~huiqi.language.parser.ExpressionError` E102.
    """
    try:
        if expected == SPAN:
            return Literal(SPAN, parse_span(str(token)), str(token))
        return literal(str(token))
    except QuantityError as problem:
        raise error(token, "E102", problem.told, found=str(token)) from None
