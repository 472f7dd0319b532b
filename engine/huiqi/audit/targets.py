"""What the cases have not reached, as something a generated enterprise can be tried against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.audit import branches, clause_truths, limits, mcdc, statuses
from huiqi.audit.context import Audit
from huiqi.audit.observe import Observations
from huiqi.diagnostics import Place
from huiqi.language.tree import Node
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.text import Text

#: What is to happen: its kind, and of what.
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """One thing no case shows.  ``owner``: a measure, or the definition it stands in."""

    key: Key
    owner: str
    text: Text
    source: Text
    basis: tuple[Basis, ...]
    place: Place
    root: Node | None = None


def targets(audit: Audit) -> Iterator[Target]:
    """Everything that the checks of coverage found missing and possible."""
    for measure, way in statuses.missing(audit):
        yield Target(
            ("status", measure.id, way),
            measure.id,
            Text(zh=f"结论为 {way}", en=f"decided as {way}"),
            measure.title,
            measure.basis,
            measure.place,
        )
    for measure, condition, truth in clause_truths.missing(audit):
        yield Target(
            ("truth", measure.id, condition.id, truth),
            measure.id,
            Text(zh=f"条件为 {truth.value}", en=f"the condition is {truth.value}"),
            condition.text,
            condition.basis,
            condition.place,
            condition.node,
        )
    for need, proof in mcdc.missing(audit):
        if proof is None:
            word = str(need.value).lower()
            yield Target(
                ("alone", need.measure.id, need.clause.id, need.condition.id, need.value),
                need.measure.id,
                Text(zh=f"条件为 {word} 时单独决定结论", en=f"it alone decides when {word}"),
                need.condition.text,
                need.condition.basis,
                need.condition.place,
                need.condition.node,
            )
    for limit, relation, impossible in limits.gaps(audit):
        if not impossible:
            said = audit.said(limit.node)
            yield Target(
                ("limit", limit.node, limit.end, relation),
                limit.owner.measure or limit.owner.subject,
                Text(zh=f"{said.zh}：{relation.value}", en=f"{said.en}: {relation.value}"),
                limit.owner.label,
                limit.owner.basis,
                limit.owner.place,
                limit.owner.root,
            )
    for owner, node, name, shown in branches.missing(audit):
        said = audit.said(shown)
        yield Target(
            ("branch", node, name),
            owner.measure or owner.subject,
            Text(zh=f"取到“{said.zh}”", en=f"takes “{said.en}”"),
            owner.label,
            owner.basis,
            owner.place,
            owner.root,
        )


def reached(audit: Audit, found: Observations) -> Iterator[Key]:
    """What the cases of ``found`` show."""
    for run in found.runs:
        for name in run.results:
            for way in statuses.ways(run, name):
                yield ("status", name, way)
    for name, vectors in found.vectors.items():
        measure = audit.rulebook.measures[name]
        roots = [clause for root in measure.clauses() if (clause := mcdc.settled(root))]
        for vector in vectors:
            for condition, truth in vector.items():
                yield ("truth", name, condition, truth)
            for clause in roots:
                for need in mcdc.shown(clause, vector):
                    yield ("alone", name, clause.id, *need)
    for (node, end), relations in found.relations.items():
        for relation in relations:
            yield ("limit", node, end, relation)
    for node, changes in found.changed.items():
        for name in changes:
            yield ("branch", node, name)
