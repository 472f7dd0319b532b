"""Which conditions can turn on a share, or a growth, of a base that is not positive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.rulebook.linked_checks import definition_nodes, parameter_nodes
from huiqi.rulebook.measure import Condition
from huiqi.rulebook.rulebook import Rulebook, names_read


def rests_on_share(rulebook: Rulebook, condition: Condition) -> bool:
    """Whether an official may have to say what a share of nothing is."""
    if condition.node is None:
        return False
    reached = {
        other
        for name in names_read(condition.node)
        for other in rulebook.closure.get(name, (name,))
    }
    nodes = [condition.node]
    for name in reached:
        definition = rulebook.definitions.get(name)
        if definition is not None:
            nodes.extend(definition_nodes(definition))
        elif name in rulebook.parameters:
            nodes.extend(parameter_nodes(rulebook.parameters[name]))
    return any(map(_divides, _walked(rulebook, nodes)))


def _walked(rulebook: Rulebook, nodes: Iterable[Node]) -> Iterator[Node]:
    """All that is below, and below what works out a field."""
    waiting, seen = list(nodes), set[Node]()
    while waiting:
        for part in tree.walk(waiting.pop()):
            yield part
            owner = part.record.type.record if isinstance(part, tree.FieldReference) else None
            if owner is not None and isinstance(part, tree.FieldReference):
                formula = rulebook.facts[owner.name].fields[part.field].formula
                if formula is not None and formula not in seen:
                    seen.add(formula)
                    waiting.append(formula)


def _divides(node: Node) -> bool:
    if isinstance(node, tree.Arithmetic):
        return node.operator == "/" and not isinstance(node.right, tree.Literal)
    return isinstance(node, tree.Growth)
