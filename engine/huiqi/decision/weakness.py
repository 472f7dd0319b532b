"""Statements that only the illustrative reading counts: graded comparable, assumed or unsourced."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.rulebook.basis import WEAK, Basis
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook, names_read


def rests_on_weak(rulebook: Rulebook, measure: Measure) -> bool:
    """Whether the illustrative reading can differ from the strict one."""
    gives = measure.gives
    return (
        any(condition.grade >= WEAK for condition in measure.conditions())
        or any(name in rulebook.weak for node in measure.nodes() for name in names_read(node))
        or (gives is not None and any(grade >= WEAK for grade in gives.limit_grades))
    )


def weak_bases(rulebook: Rulebook, measure: Measure) -> Iterator[Basis]:
    """What the illustrative reading of a measure counts besides, each source once."""
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
