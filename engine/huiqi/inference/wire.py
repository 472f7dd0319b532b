"""How truths travel between huiqi and its worker: one character a node, in the graph's order."""

from __future__ import annotations

from collections.abc import Iterable

TRUE, FALSE, UNKNOWN, BOTH = "+", "-", "?", "!"
"""``BOTH`` only comes from the worker: the network contradicts itself about that node."""


def literals(marks: str) -> list[str]:
    """The literals that hold for the first nodes, which are the leaves, given their marks."""
    return [f"n{node}{mark}" for node, mark in enumerate(marks) if mark != UNKNOWN]


def enter(marks: list[str], derived: Iterable[str]) -> list[int]:
    """Enter derived literals into the marks of all nodes; which nodes have changed.

    Helper nodes, which the graph does not have, are passed over.
    """
    changed = []
    for literal in derived:
        node, sign = int(literal[1:-1]), literal[-1]
        if node < len(marks):
            marks[node] = sign if marks[node] in (UNKNOWN, sign) else BOTH
            changed.append(node)
    return changed
