"""What cannot be otherwise, of every enterprise a proof speaks of: the rules' own constraints.

They are those by which the evaluator bounds what is unknown.  One is put to the solver once all
that it names is part of the question; until then some figure satisfies it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.symbols import Entry, ProofFrame
from huiqi.audit.proofs.terms import Logical
from huiqi.language.tree import Comparison, FactReference, Node, walk
from huiqi.language.types import BOOL
from huiqi.rulebook.constraint_bounds import Constraint
from huiqi.rulebook.rulebook import Fact

if TYPE_CHECKING:
    from huiqi.audit.proofs.translator import Translator


class Limits:
    """The constraints of one translator's rulebook, as its facts are met."""

    def __init__(self, translator: Translator) -> None:
        self.translator = translator
        self.possible = translator.world.possible
        self._met: set[tuple[str, int | None]] = set()
        self._put: set[tuple[str, int | None]] = set()

    def met(self, name: str, year: int | None) -> None:
        """A fact has become part of the question: what the rules say of it is put."""
        fact = self.translator.rulebook.facts.get(name)
        key = (name, None if fact is not None and fact.fields else year)
        if fact is None or key in self._met:
            return
        self._met.add(key)
        if fact.fields:
            self._records(fact)
            return
        here = ProofFrame(self.translator.as_of.year if year is None else year, fact.yearly)
        if fact.applies_when is not None:
            value = self.translator.look_up(name, year)
            assert not isinstance(value, Entry)
            self._applies(fact.applies_when, here, value.absent)
        for constraint in self._binding(None):
            if name in constraint.names and (year is not None or not constraint.yearly):
                for shift in {part.shift for part in _facts(constraint) if part.name == name}:
                    own = None if year is None or not constraint.yearly else year - shift
                    self._put_once(constraint, own)

    def _binding(self, each: str | None) -> Iterator[Constraint]:
        """Those that every enterprise satisfies."""
        for constraint in self.translator.rulebook.constraints.all:
            binds = constraint.binds and not constraint.of_any_year
            if constraint.each == each and binds and not constraint.locals:
                yield constraint

    def _put_once(self, constraint: Constraint, year: int | None) -> None:
        key = (constraint.id, year)
        when = self.translator.as_of.year if year is None else year
        facts = self.translator.rulebook.facts
        needed = {
            (part.name, when + part.shift if facts[part.name].yearly else None)
            for part in _facts(constraint)
        }
        if key not in self._put and needed <= self._met:
            self._put.add(key)
            self._hold(constraint, ProofFrame(when, constraint.yearly))

    def _records(self, fact: Fact) -> None:
        """What the rules say of each record of a list."""
        for item in self.translator.world.ledger(fact).items:
            own = self.translator.own_entry(item, fact)
            here = ProofFrame(self.translator.as_of.year, False, {"self": own})
            for constraint in self._binding(fact.id):
                self._hold(constraint, here)
            for key, declared in fact.fields.items():
                field = own.fields.get(key)
                if field is None or isinstance(field, Entry):
                    continue
                if declared.required:
                    self.possible.append(terms.contrary(field.absent))
                if declared.applies_when is not None:
                    self._applies(declared.applies_when, here, field.absent)

    def _hold(self, constraint: Constraint, here: ProofFrame) -> None:
        """What bounds nothing unknown is likely, no more: a day that is not stated may be ahead."""
        world = self.translator.world
        held = world.possible if constraint.bounds else world.modest
        held.append(self._formula(constraint, here))

    def _formula(self, constraint: Constraint, here: ProofFrame) -> Logical:
        """It holds, or is silent: its condition fails, or one side does not apply."""
        t = self.translator
        subject, limit = t.value(constraint.subject, here), t.value(constraint.limit, here)
        assert not isinstance(subject, Entry)
        assert not isinstance(limit, Entry)
        holds = Comparison(
            BOOL, operator=constraint.operator, left=constraint.subject, right=constraint.limit
        )
        silent = [subject.absent, limit.absent]
        if constraint.when is not None:
            silent.append(terms.contrary(t.truth(constraint.when, here).true))
        return terms.either(*silent, t.truth(holds, here).true)

    def _applies(self, condition: Node, here: ProofFrame, absent: Logical) -> None:
        """It applies where the condition holds, and does not where it fails."""
        true = self.translator.truth(condition, here).true
        self.possible.append(terms.either(terms.contrary(true), terms.contrary(absent)))
        self.possible.append(terms.either(true, absent))


def _facts(constraint: Constraint) -> Iterator[FactReference]:
    for node in constraint.nodes:
        for part in walk(node):
            if isinstance(part, FactReference):
                yield part
