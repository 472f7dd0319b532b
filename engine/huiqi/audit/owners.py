"""Every expression of a rulebook, and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.diagnostics import Place
from huiqi.language.tree import Node, walk
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.linked_checks import definition_nodes
from huiqi.rulebook.measure import Measure, gives_nodes, leaves
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """An expression: whose, what people call it, and where that is written."""

    subject: str
    label: Text
    place: Place
    root: Node
    basis: tuple[Basis, ...]
    measure: str | None = None


def owned(rulebook: Rulebook) -> Iterator[Owned]:
    """All that cases can reach, in the order of the rulebook."""
    for measure in rulebook.measures.values():
        if not measure.modelled_on:
            yield from _conditions(measure)
            yield from _amounts(measure)
    for definition in rulebook.definitions.values():
        for root in definition_nodes(definition):
            yield Owned(
                subject=definition.id,
                label=definition.label,
                place=definition.place,
                root=root,
                basis=definition.basis,
            )
    for parameter in rulebook.parameters.values():
        declared = rulebook.declared_at.get(("name", parameter.id), Place(parameter.id))
        for row in parameter.rows:
            for root in (row.value, *([row.when] if row.when is not None else [])):
                yield Owned(
                    subject=parameter.id,
                    label=parameter.label,
                    place=declared,
                    root=root,
                    basis=row.basis,
                )
    for fact in rulebook.facts.values():
        for key, field in fact.fields.items():
            if field.formula is not None:
                declared = rulebook.declared_at.get(("name", fact.id), Place(fact.id))
                yield Owned(
                    subject=f"{fact.id}.{key}",
                    label=field.label,
                    place=declared,
                    root=field.formula,
                    basis=(),
                )


def _conditions(measure: Measure) -> Iterator[Owned]:
    """What its conditions ask, in each of their readings."""
    for clause in measure.clauses():
        for leaf in leaves(clause):
            nodes = [leaf.node] if leaf.node is not None else []
            for node in (*nodes, *(reading.node for reading in leaf.readings)):
                subject = f"{measure.id}/{leaf.id}"
                yield Owned(
                    subject=subject,
                    label=leaf.text,
                    place=leaf.place,
                    root=node,
                    basis=leaf.basis,
                    measure=measure.id,
                )


def _amounts(measure: Measure) -> Iterator[Owned]:
    """What it gives, but for the other readings of its amount."""
    gives = measure.gives
    if gives is None:
        return
    shown = {reading.node for reading in gives.readings}
    label = Text(zh=f"{measure.title.zh}的金额", en=f"amount of {measure.title.en}")
    for amount in gives_nodes(gives):
        if amount not in shown:
            subject = f"{measure.id}/gives"
            yield Owned(
                subject=subject,
                label=label,
                place=measure.place,
                root=amount,
                basis=gives.basis,
                measure=measure.id,
            )


def place_of(rulebook: Rulebook, owner: Owned, node: Node) -> Place:
    """Where a node is written, or what is nearest below it, or its owner."""
    for part in walk(node):
        found = rulebook.written_at(part)
        if found is not None:
            return found
    return rulebook.written_at(owner.root) or owner.place
