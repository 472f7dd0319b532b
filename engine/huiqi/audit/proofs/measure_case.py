"""One measure on one day, as formulas: the whole, and each of its clauses; and what is proved
impossible of it on all of its days, so that no case has to show it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clause_formulas import (
    claims_of,
    condition_truth,
    from_conditions,
    granted,
    records_of,
    yuan_of,
)
from huiqi.audit.proofs.examination import Examination, ProofCase
from huiqi.audit.proofs.payment_formulas import total_amount
from huiqi.audit.proofs.proof_days import days_of
from huiqi.audit.proofs.symbols import Proposition
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.translator import compare_numbers
from huiqi.audit.proofs.witness_check import Shown
from huiqi.rulebook.measure import Cap, Clause, Condition, Group, Measure
from huiqi.rulebook.rulebook import Rulebook
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
        self.state(measure.requires)

    def state(self, clause: Clause) -> None:
        """What a clause, and each below it, says is added to the ``truths``."""

        def said(one: Condition) -> Proposition:
            return condition_truth(self.translator, self.measure.id, one, self.names)

        from_conditions(clause, said, self.truths)

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


def never_decides(
    rulebook: Rulebook, measure: Measure, clause: Clause, condition: Condition, value: bool
) -> bool:
    """Whether it is proved that the condition, being ``value``, turns the clause for no enterprise
    on any of the measure's days; what is not decided in time is not proved.
    """
    found = Examination(rulebook=rulebook)
    for day in days_of(rulebook, measure):
        case = MeasureCase(found, measure, day)
        if condition.id not in case.truths:  # one of a stage
            case.state(clause)
        own = case.truths[condition.id].true
        with_, without = (case.turned(clause, condition.id, turned) for turned in (True, False))
        decides = terms.either(
            terms.both(with_, terms.contrary(without)), terms.both(without, terms.contrary(with_))
        )
        reply = case.possible(case.there, own if value else terms.contrary(own), decides)
        if not reply.impossible:
            return False
    return True


def never_exact(rulebook: Rulebook, measure: Measure, cap: Cap) -> bool:
    """Whether it is proved that what is there before the cap equals it for no enterprise on any of
    the measure's days (2000万 at 15 % is no sum in whole cents).
    """
    gives = measure.gives
    assert gives is not None
    before = replace(
        gives,
        caps=gives.caps[: gives.caps.index(cap)],
        rounding=None,
        stages=(),
        shared_from=None,
    )
    for day in days_of(rulebook, measure):
        case = ProofCase(Examination(rulebook=rulebook), day)
        claims = claims_of(case.translator, measure)
        if cap.per in ("project", "item"):
            # Any of the records may be the first.
            claims = claims[:1]
        paid = total_amount(case.translator, measure.giving(before), claims)
        if paid is None:
            return False
        limit = yuan_of(case.translator, cap.at_most, claims[0].names)
        equal = compare_numbers("==", paid, limit)
        if not case.possible(granted(claims).true, equal).impossible:
            return False
    return True
