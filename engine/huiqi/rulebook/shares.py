"""Which conditions can turn on a share, or a growth, of a base that is not positive."""

from __future__ import annotations

from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.rulebook.linked_checks import all_read, nodes_behind
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
    behind = (node for name in reached for node in nodes_behind(rulebook, name))
    return any(map(_divides, all_read(rulebook, (condition.node, *behind))))


def _divides(node: Node) -> bool:
    if isinstance(node, tree.Arithmetic):
        return node.operator == "/" and not isinstance(node.right, tree.Literal)
    return isinstance(node, tree.Growth)
