"""And, or and not over formulas, with what the evaluator, too, would know of them."""

from __future__ import annotations

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.symbols import Proposition


def all_of(parts: list[Proposition]) -> Proposition:
    """Every part holds; one that surely does not decides."""
    holds = terms.both(*(part.true for part in parts))
    every = terms.both(*(part.sure for part in parts))
    if every is True:
        return Proposition(holds)
    refuted = [terms.both(part.sure, terms.contrary(part.true)) for part in parts]
    return Proposition(holds, False, terms.either(every, *refuted))


def any_of(parts: list[Proposition]) -> Proposition:
    """One part holds."""
    turned = all_of([contrary_of(part) for part in parts])
    return Proposition(terms.either(*(part.true for part in parts)), False, turned.sure)


def contrary_of(part: Proposition) -> Proposition:
    """The contrary; what does not apply is not so."""
    return Proposition(terms.contrary(part.true), False, part.sure)
