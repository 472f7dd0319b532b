"""One measure on one day, as formulas: the whole, and each of its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clause_formulas import condition_truth, from_conditions, records_of
from huiqi.audit.proofs.examination import Examination, ProofCase
from huiqi.audit.proofs.symbols import Proposition
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.witness_check import Shown
from huiqi.rulebook.measure import Clause, Group, Measure
from huiqi.truth import Truth


class MeasureCase(ProofCase):
    """A measure on one day; for a measure of records, one of its records."""

    def __init__(self, found: Examination, measure: Measure, as_of: date) -> None:
        super().__init__(found, as_of)
        self.measure = measure
        self.names = {}
        self.there: Logical = True
        if measure.variable is not None:
            item = records_of(self.translator, measure)[0]
            self.names, self.there = {measure.variable: item}, item.there
        self.truths: dict[str, Proposition] = {}
        from_conditions(
            measure.requires,
            lambda one: condition_truth(self.translator, measure.id, one, self.names),
            self.truths,
        )

    def turned(self, clause: Clause, condition: str, value: bool) -> Logical:
        """What the clause comes to, were the condition so, whatever it says."""
        truths = {**self.truths, condition: Proposition(value)}
        return from_conditions(clause, lambda one: truths[one.id], {}).true

    def applies(self, asked: frozenset[str]) -> list[Logical]:
        return [self.there, *self.world.applicable(asked)]

    def shows(self, clause: Clause, truth: Truth) -> str | None:
        """Some enterprise on which the evaluator gives the clause this truth."""
        for others in (True, False):
            # Rather one that meets everything else.
            rest = [
                self.truths[part.id].true
                for part in siblings_of(self.measure.requires, clause)
                if others
            ]
            own = self.truths[clause.id]
            wanted = own.true if truth is Truth.TRUE else terms.contrary(own.true)
            reply = self.possible(*self.applies(frozenset()), wanted, own.sure, *rest)
            if not reply.possible:
                continue

            def test(shown: Shown) -> bool:
                names = shown.names(self.measure)
                return bool(names) and shown.clause(self.measure, clause, names[0]) is truth

            witness = self.witness(reply, test)
            if witness is not None:
                return witness
        return None


def clauses_of(clause: Clause) -> Iterator[Clause]:
    """A clause and all below it."""
    yield clause
    if isinstance(clause, Group):
        for child in clause.children:
            yield from clauses_of(child)


def groups_within(clause: Clause) -> Iterator[Group]:
    """The groups among them."""
    return (part for part in clauses_of(clause) if isinstance(part, Group))


def siblings_of(whole: Clause, clause: Clause) -> list[Clause]:
    """The other parts of an ``all`` that the clause stands in."""
    for group in groups_within(whole):
        if group.kind == "all" and clause in group.children:
            return [child for child in group.children if child is not clause]
    return []
