"""Which rows state what cannot be: they are decided one by one, and refused there with the reason.

As :mod:`huiqi.evaluation.contradictions` checks an enterprise; what only asks for a second look
refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.language.tree import FactReference
from huiqi.lowering.lowered import LoweredEntry, Where
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.scalars import Scalar
from huiqi.rulebook.constraint_bounds import Constraint


def set_contradicted_apart(lowerer: Lowerer) -> None:
    """Sets apart the rows that break a constraint, or tell a field that does not apply.

    What each of them reads is read apart: nothing is missing of two lists together.
    """
    for constraint in lowerer.rulebook.constraints.all:
        if constraint.severity != "error" or constraint.locals or constraint.of_any_year:
            continue
        for where in _places(lowerer, constraint):
            with lowerer.reading():
                lowerer.set_apart(_broken(lowerer, constraint, where))
    for name, columns in lowerer.columns.lists.items():
        here = Where(lowerer.as_of.year, False, {"self": LoweredEntry(name)})
        for key in columns.fields:
            field = lowerer.rulebook.facts[name].fields[key]
            if field.applies_when is not None:
                with lowerer.reading():
                    applies = lowerer.truth(field.applies_when, here)
                lowerer.set_apart(lowerer.graph.is_true(lowerer.graph.negation(applies)))


def _places(lowerer: Lowerer, constraint: Constraint) -> Iterator[Where]:
    """Of every record, in every year in which something that it names is told, or once."""
    this = lowerer.as_of.year
    if constraint.each is not None:
        if constraint.each in lowerer.columns.lists:
            yield Where(this, False, {"self": LoweredEntry(constraint.each)})
        return
    if not constraint.yearly:
        yield Where(this, False, {})
        return
    years: set[int] = set()
    for part in constraint.references:
        if isinstance(part, FactReference):
            years |= {year - part.shift for year in lowerer.years.get(part.name, ())}
    for year in sorted(years):
        yield Where(year, True, {})


def _broken(lowerer: Lowerer, constraint: Constraint, where: Where) -> Scalar:
    """Where it applies, and fails of what applies for certain."""
    graph = lowerer.graph
    holds = graph.true if constraint.when is None else lowerer.truth(constraint.when, where)
    subject = lowerer.value(constraint.subject, where)
    limit = lowerer.value(constraint.limit, where)
    truth = lowerer.comparing.compare(constraint.operator, subject, limit)
    certain = [
        graph.negation(part)
        for value in (subject, limit)
        for part in (getattr(value, "optional", graph.false), getattr(value, "absent", graph.false))
    ]
    return graph.both(graph.is_true(holds), graph.is_true(graph.negation(truth)), *certain)
