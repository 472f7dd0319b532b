"""Whether a formula, with an enterprise's figures put in, says what the evaluator says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import z3

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.symbols import Entries, Entry, Meaning, Number, Proposition, named
from huiqi.audit.proofs.witness import (
    Valuation,
    profile_content,
    read_back,
    terms_true,
    yaml_of,
)
from huiqi.audit.proofs.world import World
from huiqi.language.types import Kind, Type
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value


def stated(world: World, rulebook: Rulebook, values: Valuation) -> Profile:
    """Everything of the enterprise, read back from its file."""
    return read_back(yaml_of(profile_content(world, rulebook, values)), rulebook)


def difference(world: World, values: Valuation, meaning: Meaning, value: Value, type_: Type) -> str:
    """Nothing, or how the formula departs from the evaluator.

    Where the evaluator knows the value it must be the same, and where the formula says it is sure
    the evaluator must know it.  A range must hold what the formula has.
    """
    if isinstance(meaning, (Entry, Entries)):
        return ""
    sure, absent = _truth(values, meaning.sure), _truth(values, meaning.absent)
    if isinstance(meaning, Proposition):
        return _statement(values, meaning, value, sure)
    if value is NOT_APPLICABLE:
        return "" if absent else "applies"
    if absent:
        return "" if getattr(value, "optional", False) else f"does not apply, against {value}"
    if isinstance(value, Interval) and isinstance(meaning, Number):
        number = _number(values, meaning)
        low, high = _fraction(value.low), _fraction(value.high)
        if (low is not None and number < low) or (high is not None and number > high):
            return f"{number} outside {value}"
        return f"sure, against {value}" if sure and not value.known else ""
    if isinstance(value, Choice) and named(type_):
        symbol = _symbol(world, int(_number(values, meaning)), type_)
        if value.symbols is not None and symbol not in value.symbols:
            return f"{symbol} not in {value}"
        return f"sure, against {value}" if sure and not value.known else ""
    return f"{meaning} against {value}"


def _statement(values: Valuation, meaning: Proposition, value: Value, sure: bool) -> str:
    holds = _truth(values, meaning.true)
    if value is NOT_APPLICABLE:
        return "" if not holds else "holds, not applicable"
    assert isinstance(value, Truth)
    if value is Truth.UNKNOWN:
        return "sure, against unknown" if sure else ""
    return "" if holds == (value is Truth.TRUE) else f"{holds} against {value}"


def _truth(values: Valuation, formula: Any) -> bool:
    return formula if isinstance(formula, bool) else terms_true(values(formula))


def _given(values: Valuation, term: Any) -> Any:
    return term if isinstance(term, Fraction) else values(term)


def _number(values: Valuation, number: Number) -> Fraction:
    top, bottom = (_fraction(_given(values, part)) for part in (number.top, number.bottom))
    assert top is not None
    assert bottom is not None
    return top / bottom


def _fraction(point: Any) -> Fraction | None:
    if point is None or isinstance(point, Fraction):
        return point
    if isinstance(point, date):
        return Fraction(point.toordinal())
    if isinstance(point, (Decimal, int)):
        return Fraction(point)
    assert z3.is_rational_value(point) or z3.is_int_value(point), point
    return terms.value_of(point)


def _symbol(world: World, place: int, type_: Type) -> str:
    if type_.enumeration is not None:
        return type_.enumeration.symbols[place]
    if type_.kind is Kind.INDUSTRY:
        return world.industries[place]
    return world.texts[place] if place < len(world.texts) else f"名称{place}"
