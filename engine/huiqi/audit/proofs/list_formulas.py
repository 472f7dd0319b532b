"""Lists of records as formulas: fields and aggregates over a bounded number of places."""

from __future__ import annotations

from fractions import Fraction

from huiqi.audit.proofs import formula_arithmetic, terms
from huiqi.audit.proofs.symbols import (
    ZERO,
    Entries,
    Entry,
    Meaning,
    Number,
    ProofFrame,
    Proposition,
    all_of,
    any_of,
    contrary_of,
)
from huiqi.audit.proofs.translator import Translator, extreme_of, translates
from huiqi.language import tree


@translates(tree.FieldReference)
def _field(t: Translator, node: tree.FieldReference, place: ProofFrame) -> Meaning:
    record = t.value(node.record, place)
    assert isinstance(record, Entry)
    own = record.fields.get(node.field)
    if own is not None:
        return own
    owner = node.record.type.record
    assert owner is not None
    formula = t.rulebook.facts[owner.name].fields[node.field].formula
    assert formula is not None
    key = (record.label, node.field, place.year)
    found = t.derived_fields.get(key)
    if found is None:
        within = ProofFrame(place.year, place.yearly, {"self": record})
        found = t.derived_fields[key] = t.value(formula, within)
    return found


@translates(tree.Aggregate)
def _aggregate(t: Translator, node: tree.Aggregate, place: ProofFrame) -> Meaning:
    records = t.value(node.records, place)
    assert isinstance(records, Entries)
    counted: list[tuple[Proposition, Meaning]] = []
    for item in records.items:
        inner = place.binding(node.variable, item)
        # A list that does not apply has nothing in it.
        there = Proposition(terms.both(item.there, terms.contrary(records.absent)))
        if node.condition is not None:
            there = all_of([there, t.truth(node.condition, inner)])
        if there.holds is False and there.sure is True:
            continue
        value: Meaning = Number(Fraction(1))
        if node.operator in ("any", "all"):
            assert node.value is not None
            value = t.truth(node.value, inner)
        elif node.value is not None:
            value = t.value(node.value, inner)
        counted.append((there, value))
    if node.operator in ("any", "all"):
        return _quantified(node.operator, records, counted)
    numbers = [(there, value) for there, value in counted if isinstance(value, Number)]
    if node.operator in ("min", "max"):
        found = extreme_of(node.operator == "min", [_if_there(*entry) for entry in numbers])
    else:
        found = Number(ZERO, least=ZERO)
        for there, value in numbers:
            found = formula_arithmetic.sum_of(found, _or_zero(_if_there(there, value)))
    return found._replace(sure=terms.both(records.sure, found.sure))


def _quantified(
    operator: str, records: Entries, counted: list[tuple[Proposition, Meaning]]
) -> Proposition:
    parts = [(there, value) for there, value in counted if isinstance(value, Proposition)]
    if operator == "any":
        found = any_of([all_of([there, value]) for there, value in parts])
    else:
        found = all_of([any_of([contrary_of(there), value]) for there, value in parts])
    return Proposition(found.holds, False, terms.both(records.sure, found.sure))


def _if_there(there: Proposition, value: Number) -> Number:
    absent = terms.either(value.absent, terms.contrary(there.holds))
    known = terms.either(
        terms.both(there.sure, terms.contrary(there.holds)), terms.both(there.sure, value.sure)
    )
    return value._replace(absent=absent, sure=known)


def _or_zero(value: Number) -> Number:
    """What is not there adds nothing."""
    top = terms.pick_number(value.absent, ZERO, value.top)
    bottom = terms.pick_number(value.absent, Fraction(1), value.bottom)
    least = None if value.least is None else min(value.least, ZERO)
    return Number(top, bottom, False, value.sure, least)
