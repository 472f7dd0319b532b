"""Clauses, measures and amounts as formulas: the twin of the decision, for what can be proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.symbols import (
    Entries,
    Entry,
    Meaning,
    Number,
    Proposition,
    all_of,
    any_of,
    contrary_of,
    pick,
)
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.translator import Translator, extreme_of
from huiqi.language.tree import Node
from huiqi.language.types import BOOL
from huiqi.rulebook.measure import Clause, Condition, Measure

Names = Mapping[str, Meaning]
NO_YUAN = Number(Fraction(0), least=Fraction(0))


def condition_truth(t: Translator, measure: str, condition: Condition, names: Names) -> Proposition:
    """A condition, however well it is supported."""
    key = f"{measure}/{condition.id}"
    if condition.readings:
        return _ambiguous(t, key, [t.truth(r.node, t.frame(names)) for r in condition.readings])
    if condition.node is None:
        return t.world.judgement(key)
    return t.truth(condition.node, t.frame(names))


def _ambiguous(t: Translator, key: str, readings: list[Proposition]) -> Proposition:
    """What every reading says; where they differ, an official's answer or open."""
    everything, anything = all_of(readings), any_of(readings)
    answer = t.world.opening(BOOL, ("readings", key), absent=False)
    assert isinstance(answer, Proposition)
    agreed = terms.either(everything.holds, terms.contrary(anything.holds))
    holds = terms.both(anything.holds, terms.either(everything.holds, answer.holds))
    known = terms.both(*(reading.sure for reading in readings))
    return Proposition(holds, False, terms.both(agreed, known))


def clause_truth(t: Translator, measure: str, clause: Clause, names: Names) -> Proposition:
    """A clause with all below it."""
    return from_conditions(clause, lambda one: condition_truth(t, measure, one, names), {})


def from_conditions(
    clause: Clause, said: Callable[[Condition], Proposition], truths: dict[str, Proposition]
) -> Proposition:
    """A clause by what is said of its conditions; it and each below it is added to ``truths``."""
    if isinstance(clause, Condition):
        found = said(clause)
    else:
        parts = [from_conditions(child, said, truths) for child in clause.children]
        found = _grouped(clause.kind, clause.threshold, parts)
    truths[clause.id] = found
    return found


def _grouped(kind: str, threshold: int, parts: list[Proposition]) -> Proposition:
    """What a group says of its parts."""
    if kind == "all":
        return all_of(parts)
    if kind == "any":
        return any_of(parts)
    if kind == "none":
        return all_of([contrary_of(part) for part in parts])
    total: object = Fraction(0)
    for part in parts:
        total = terms.plus(total, terms.pick_number(part.true, Fraction(1), Fraction(0)))
    known = terms.both(*(part.sure for part in parts))
    return Proposition(terms.not_above(Fraction(threshold), total), False, known)


def records_of(t: Translator, measure: Measure) -> tuple[Entry, ...]:
    """The records a measure is decided for, each with whether it is there."""
    assert measure.records is not None
    found = t.look_up(measure.records)
    assert isinstance(found, Entries)
    return found.only(terms.contrary(found.absent))


@dataclass(frozen=True, slots=True)
class ClaimFormula:
    """One claim on a measure: its names, whether it is granted, and its record there."""

    names: Names
    granted: Proposition
    there: Logical = True


def claims_of(t: Translator, measure: Measure) -> list[ClaimFormula]:
    """The claims: one, or one for each record."""
    if measure.variable is None:
        return [ClaimFormula({}, clause_truth(t, measure.id, measure.requires, {}))]
    claims = []
    for item in records_of(t, measure):
        names = {measure.variable: item}
        met = clause_truth(t, measure.id, measure.requires, names)
        claims.append(ClaimFormula(names, all_of([Proposition(item.there), met]), item.there))
    return claims


def granted(claims: list[ClaimFormula]) -> Proposition:
    """Whether any claim is granted."""
    return any_of([claim.granted for claim in claims])


def yuan_of(t: Translator, node: Node, names: Names) -> Number:
    """An expression's value in yuan, never below zero; what does not apply pays nothing."""
    return not_negative(t.number(node, t.frame(names)))


def not_negative(value: Number) -> Number:
    """Not below zero, and zero where it does not apply."""
    applied = pick(value.absent, value.sure, NO_YUAN, value._replace(absent=False))
    return extreme_of(False, [applied, NO_YUAN])
