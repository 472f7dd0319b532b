"""Which facts can only close a measure: no answer to them ever opens one (vetoes)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.rulebook.measure import Clause, Condition, Measure
from huiqi.rulebook.rulebook import Definition, Fact


def closing_facts(
    facts: Mapping[str, Fact],
    definitions: Mapping[str, Definition],
    measures: Iterable[Measure],
    closure: Mapping[str, frozenset[str]],
) -> frozenset[str]:
    """Yes-or-no facts that conditions read with one sign alone: yes excludes, no only lets pass."""
    reading = _Signs(facts, definitions, closure)
    for measure in measures:
        reading.clause(measure.requires, True)
    return frozenset(name for name, signs in reading.signs.items() if signs == {False})


@dataclass(slots=True)
class _Signs:
    """With which signs each fact is read; what is compared or counted is read with both."""

    facts: Mapping[str, Fact]
    definitions: Mapping[str, Definition]
    closure: Mapping[str, frozenset[str]]
    signs: dict[str, set[bool]] = field(init=False, default_factory=dict)
    _seen: set[tuple[str | Node, bool]] = field(init=False, default_factory=set)

    def clause(self, clause: Clause, sign: bool) -> None:
        if isinstance(clause, Condition):
            for node in clause.nodes:
                self.node(node, sign)
            return
        for child in clause.children:
            self.clause(child, sign is not (clause.kind == "none"))

    def node(self, node: Node, sign: bool) -> None:
        # Both signs of every child are asked: without this a deep expression takes for ever.
        if (node, sign) in self._seen:
            return
        self._seen.add((node, sign))
        if isinstance(node, tree.Not):
            self.node(node.operand, not sign)
        elif isinstance(node, tree.And | tree.Or):
            for operand in node.operands:
                self.node(operand, sign)
        elif isinstance(node, tree.FactReference):
            self.name(node.name, sign)
        else:
            self.beneath(node)
            for child in tree.children(node):
                for either in (True, False):
                    self.node(child, either)

    def beneath(self, node: Node) -> None:
        """What decides a parameter, or works out the fields of a record, can stand either way."""
        owner = node.record.type.record if isinstance(node, tree.FieldReference) else None
        name = node.name if isinstance(node, tree.ParameterReference) else ""
        for below in self.closure.get(owner.name if owner is not None else name, ()):
            if below in self.facts:
                self.signs.setdefault(below, set()).update({True, False})

    def name(self, name: str, sign: bool) -> None:
        fact = self.facts.get(name)
        if fact is not None:
            both = fact.type.kind is not Kind.BOOL
            self.signs.setdefault(name, set()).update({True, False} if both else {sign})
            return
        if (name, sign) in self._seen:
            return
        self._seen.add((name, sign))
        definition = self.definitions[name]
        for either in (True, False) if definition.type.kind is not Kind.BOOL else (sign,):
            self.node(definition.node, either)
            for bound in definition.bindings.values():
                # A name within a definition can stand with any sign.
                self.node(bound, True)
                self.node(bound, False)
