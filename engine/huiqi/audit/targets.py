"""What the cases have not reached, as something a generated enterprise can be tried against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.audit import boundaries, branches, clause_truths, mcdc, statuses
from huiqi.audit.context import Audit
from huiqi.audit.observe import Observations
from huiqi.audit.owners import Owned
from huiqi.diagnostics import Place
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.measure import Condition, Measure
from huiqi.sentences import InLanguages, sentence

#: What is to happen: its kind, and of what.
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Target:
    """One thing no case shows.  ``owner``: a measure, or the definition it stands in."""

    key: Key
    owner: str
    text: InLanguages
    source: InLanguages
    basis: tuple[Basis, ...]
    place: Place


def targets(audit: Audit) -> Iterator[Target]:
    """Everything that the checks of coverage found missing and possible."""
    for measure, way, seen in statuses.outcomes(audit):
        if not seen:
            text = sentence("结论为 {way}", way=way)
            yield _target(measure.id, ("status", measure.id, way), text, measure, measure.title)
    for measure, condition, truth, seen in clause_truths.truths(audit):
        if not seen:
            text = sentence("条件为 {truth}", truth=truth.value)
            named = ("truth", measure.id, condition.id, truth)
            yield _target(measure.id, named, text, condition, condition.text)
    for need, met, proof in mcdc.needs_answered(audit):
        if not met and proof is None:
            measure, condition = need.measure, need.condition
            text = sentence("条件为 {word} 时单独决定结论", word=str(need.value).lower())
            key = ("alone", measure.id, need.clause.id, condition.id, need.value)
            yield _target(measure.id, key, text, condition, condition.text)
    for limit, relation, shown, impossible in boundaries.relations(audit):
        if not (shown or impossible):
            said = audit.said(limit.node)
            text = sentence("{said}：{relation}", said=said, relation=relation.value)
            yield at_owner(limit.owner, ("limit", limit.node, limit.end, relation), text)
    for owner, node, name, value, taken in branches.branches(audit):
        if not taken:
            text = sentence("取到“{said}”", said=audit.said(value))
            yield at_owner(owner, ("branch", node, name), text)


def at_owner(owner: Owned, key: Key, text: InLanguages) -> Target:
    """Something of an object that decides."""
    return _target(owner.rule or owner.subject, key, text, owner, owner.label)


def _target(
    owner: str,
    key: Key,
    text: InLanguages,
    at: Measure | Condition | Owned,
    source: InLanguages,
) -> Target:
    return Target(key=key, owner=owner, text=text, source=source, basis=at.basis, place=at.place)


def reached(audit: Audit, found: Observations) -> Iterator[Key]:
    """What the cases of ``found`` show."""
    for run in found.runs:
        for name in run.results:
            for way in statuses.ways(run, name):
                yield ("status", name, way)
    yield from _conditions_reached(audit, found)
    for (node, end), relations in found.relations.items():
        for relation in relations:
            yield ("limit", node, end, relation)
    for node, changes in found.changed.items():
        for name in changes:
            yield ("branch", node, name)


def _conditions_reached(audit: Audit, found: Observations) -> Iterator[Key]:
    """The truths of conditions, and those that decided alone."""
    for name, vectors in found.vectors.items():
        measure = audit.rulebook.rules[name]
        roots = [clause for root in measure.clauses() if (clause := mcdc.settled(root))]
        for vector in vectors:
            for condition, truth in vector.items():
                yield ("truth", name, condition, truth)
            for clause in roots:
                for need in mcdc.shown(clause, vector):
                    yield ("alone", name, clause.id, *need)
