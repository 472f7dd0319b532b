"""Which conditions can turn on a share, or a growth, of a base that is not positive."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.rulebook.checks import definition_nodes
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
    return any(map(_divides, _walked(nodes)))


def _walked(nodes: Iterable[Node]) -> Iterable[Node]:
    return (part for node in nodes for part in tree.walk(node))


def _divides(node: Node) -> bool:
    if isinstance(node, tree.Arithmetic):
        return node.operator == "/" and not isinstance(node.right, tree.Literal)
    return isinstance(node, tree.Growth)
