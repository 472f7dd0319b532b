"""The unknowns of a formula fixed to one enterprise of the samples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import z3

from huiqi.audit.proofs.symbols import Entries, Entry, Meaning, Proposition, named
from huiqi.audit.proofs.witness import Valuation
from huiqi.audit.proofs.world import World
from huiqi.language.types import Kind
from huiqi.rulebook.rulebook import Definition, Fact
from tests.language.meanings import Firm


def fixed(world: World, firm: Firm, opened: int) -> Valuation:
    """Every term's value for the enterprise; what the rules leave open takes some value."""
    pairs = [
        pair
        for key, unknown in world.unknowns.items()
        for pair in _pairs(world, unknown.fact, unknown.meaning, firm.facts.get(key))
    ]
    pairs += [(constant, _some(constant, opened)) for constant in world.openings]
    return lambda term: z3.simplify(z3.substitute(term, *pairs))


def _pairs(
    world: World, fact: Fact | Definition, meaning: Meaning, value: Any
) -> Iterator[tuple[Any, Any]]:
    assert not isinstance(meaning, Entry)
    if not isinstance(meaning.absent, bool):
        yield meaning.absent, z3.BoolVal(value is None)
    if isinstance(meaning, Entries):
        assert isinstance(fact, Fact)
        for position, item in enumerate(meaning.items):
            there = value is not None and position < len(value)
            yield item.there, z3.BoolVal(there)
            own = value[position].plain if there else {}
            for key, field in item.fields.items():
                yield from _pairs(world, fact.fields[key], field, own.get(key))
    elif isinstance(meaning, Proposition):
        yield meaning.holds, z3.BoolVal(bool(value))
    elif named(fact.type):
        yield meaning.top, z3.IntVal(0 if value is None else _place(world, fact, value))
    else:
        constant = z3.z3util.get_vars(meaning.top)[0]
        number = _number(value)
        if fact.type.kind is Kind.RATIO:
            yield constant, z3.Q(number.numerator, number.denominator)
        else:
            cents = number * 100 if fact.type.kind is Kind.MONEY else number
            assert cents.denominator == 1
            yield constant, z3.IntVal(cents.numerator)


def _number(value: Any) -> Fraction:
    if value is None:
        return Fraction(0)
    return Fraction(value.toordinal() if isinstance(value, date) else value)


def _place(world: World, fact: Fact | Definition, value: str) -> int:
    if fact.type.enumeration is not None:
        return fact.type.enumeration.symbols.index(value)
    known = world.industries if fact.type.kind is Kind.INDUSTRY else world.texts
    return known.index(value) if value in known else len(known)


def _some(constant: Any, which: int) -> Any:
    if z3.is_bool(constant):
        return z3.BoolVal(which % 2 == 0)
    return z3.IntVal(which) if z3.is_int(constant) else z3.RealVal(which * 1000003)
