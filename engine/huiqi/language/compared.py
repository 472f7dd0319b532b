"""What is compared with what: a comparison, or the two that an interval means."""

from __future__ import annotations

from huiqi.language import tree
from huiqi.language.tree import Node

#: An operator with its sides exchanged.
MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def comparisons(node: Node) -> tuple[tuple[str, tree.Comparison], ...]:
    """The comparisons that a node itself makes, each with its name within it: none for one alone,
    ``low`` and ``high`` for the ends of an interval.
    """
    if isinstance(node, tree.Comparison):
        return (("", node),)
    if isinstance(node, tree.IntervalMembership):
        low = ">=" if node.low_included else ">"
        high = "<=" if node.high_included else "<"
        return (
            ("low", tree.Comparison(node.type, operator=low, left=node.operand, right=node.low)),
            ("high", tree.Comparison(node.type, operator=high, left=node.operand, right=node.high)),
        )
    return ()
