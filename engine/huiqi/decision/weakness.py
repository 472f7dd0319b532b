"""Statements that only the illustrative reading counts: graded comparable, assumed or unsourced."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.rulebook.basis import WEAK, Basis
from huiqi.rulebook.measure import Condition, Gives, Measure, gives_nodes, leaves
from huiqi.rulebook.rulebook import Rulebook, names_read


class Weakness:
    """What the two readings of one rulebook can answer differently, found as it is asked for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self._bases: dict[str, tuple[Basis, ...] | None] = {}
        self._conditions: dict[Condition, bool] = {}
        self._amounts: dict[Gives, bool] = {}

    def bases(self, measure: Measure) -> tuple[Basis, ...] | None:
        """What the illustrative reading of a measure counts besides, each source once; ``None``
        where the two cannot differ.
        """
        if measure.id not in self._bases:
            weak = rests_on_weak(self.rulebook, measure)
            self._bases[measure.id] = tuple(_weak_bases(self.rulebook, measure)) if weak else None
        return self._bases[measure.id]

    def of_condition(self, condition: Condition) -> bool:
        """Whether the readings can differ on a condition."""
        found = self._conditions.get(condition)
        if found is None:
            found = self._conditions[condition] = (
                condition.grade >= WEAK
                or condition.presumed
                or any(map(self.rulebook.rests_on_weak, condition.nodes))
            )
        return found

    def of_amount(self, gives: Gives) -> bool:
        """Whether they can differ on what is paid for a claim of which they say the same."""
        found = self._amounts.get(gives)
        if found is None:
            nodes = (*gives_nodes(gives), *(said.node for said in gives.conflicting))
            stages = [stage.clause for stage in gives.stages if stage.clause is not None]
            found = self._amounts[gives] = (
                gives.uplift is not None
                or any(grade >= WEAK for grade in gives.limit_grades)
                or any(self.rulebook.rests_on_weak(node) for node in nodes)
                or any(self.of_condition(leaf) for clause in stages for leaf in leaves(clause))
            )
        return found


def rests_on_weak(rulebook: Rulebook, measure: Measure) -> bool:
    """Whether the illustrative reading can differ from the strict one."""
    gives = measure.gives
    return (
        any(condition.grade >= WEAK for condition in measure.conditions())
        or any(name in rulebook.weak for node in measure.nodes() for name in names_read(node))
        or (gives is not None and any(grade >= WEAK for grade in gives.limit_grades))
    )


def _weak_bases(rulebook: Rulebook, measure: Measure) -> Iterator[Basis]:
    seen = set()
    for condition in measure.conditions():
        if condition.grade >= WEAK:
            for basis in condition.basis:
                if basis.source.id not in seen:
                    seen.add(basis.source.id)
                    yield basis
    names = {name for node in measure.nodes() for name in names_read(node)}
    reached = {other for name in names for other in rulebook.closure.get(name, ())}
    for name in sorted(reached):
        definition = rulebook.definitions.get(name)
        if definition is not None and definition.grade >= WEAK:
            for basis in definition.basis:
                if basis.source.id not in seen:
                    seen.add(basis.source.id)
                    yield basis
