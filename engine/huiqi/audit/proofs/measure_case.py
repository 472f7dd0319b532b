"""One measure on one day, as formulas: the whole, and each of its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clause_formulas import clause_truth, grouped, records_of
from huiqi.audit.proofs.examination import Examination, ProofCase
from huiqi.audit.proofs.symbols import Proposition
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.witness_check import Shown
from huiqi.rulebook.measure import Clause, Condition, Group, Measure
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
        self.whole = self._visit(measure.requires)

    def _visit(self, clause: Clause) -> Proposition:
        if isinstance(clause, Condition):
            found = clause_truth(self.translator, self.measure.id, clause, self.names)
        else:
            parts = [self._visit(child) for child in clause.children]
            found = grouped(clause.kind, clause.threshold, parts)
        self.truths[clause.id] = found
        return found

    def turned(self, clause: Clause, condition: str, value: bool) -> Logical:
        """What the clause comes to, were the condition so, whatever it says."""
        return self._turned(clause, condition, Proposition(value)).true

    def _turned(self, clause: Clause, condition: str, value: Proposition) -> Proposition:
        if clause.id == condition:
            return value
        if isinstance(clause, Condition):
            return self.truths[clause.id]
        parts = [self._turned(child, condition, value) for child in clause.children]
        return grouped(clause.kind, clause.threshold, parts)

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
