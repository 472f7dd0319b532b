"""What the network is given: leaves, and gates that join them, in any order.

A graph is only logic.  Its leaves have been computed exactly elsewhere; here they are symbols.
:func:`evaluate` is the plain evaluator of a graph, beside which the network always runs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from huiqi.objects import cached_property
from huiqi.truth import Truth, at_least, conjunction, disjunction, negation


class GraphError(ValueError):
    """The graph has no meaning: a name used twice, an unknown child, a cycle, no children."""


class Join(Enum):
    """How a gate joins its children."""

    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Child:
    """A leaf or gate that a gate reads, as it is or (``positive=False``) negated."""

    node: str
    positive: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One joint; ``threshold`` is how many an ``AT_LEAST`` needs, and 0 for the other kinds."""

    id: str
    kind: Join
    children: tuple[Child, ...]
    threshold: int = 0


@dataclass(frozen=True)
class Graph:
    """Leaves and gates without a cycle; raises :class:`GraphError` if they are anything else.

    A child may be listed more than once: in ``AT_LEAST`` it then counts as often.
    """

    leaves: tuple[str, ...]
    gates: tuple[Gate, ...]

    def __post_init__(self) -> None:
        """Check now, so that whoever holds a graph can rely on it."""
        _check_names(self)
        for gate in self.gates:
            _check_threshold(gate)
        _ = self.ordered

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Every name: the leaves, then the gates, as they are listed."""
        return (*self.leaves, *(gate.id for gate in self.gates))

    @cached_property
    def ordered(self) -> tuple[Gate, ...]:
        """The gates, each after all that it reads."""
        return _in_order(self)

    @cached_property
    def key(self) -> str:
        """The graph's shape as text, whatever its nodes are called: alike ones are one network."""
        return json.dumps(to_json(self))


def _check_names(graph: Graph) -> None:
    """Every name once, and every child there."""
    known: set[str] = set()
    for name in (*graph.leaves, *(gate.id for gate in graph.gates)):
        if name in known:
            raise GraphError(f"two nodes are called {name!r}")
        known.add(name)
    for gate in graph.gates:
        for child in gate.children:
            if child.node not in known:
                raise GraphError(f"gate {gate.id!r} reads {child.node!r}, which is not there")


def _check_threshold(gate: Gate) -> None:
    """A gate that is always true or always false is a mistake, not a rule."""
    if not gate.children:
        raise GraphError(f"gate {gate.id!r} has no children")
    if gate.kind is not Join.AT_LEAST:
        if gate.threshold:
            raise GraphError(f"gate {gate.id!r}: only AT_LEAST has a threshold")
    elif not 1 <= gate.threshold <= len(gate.children):
        raise GraphError(
            f"gate {gate.id!r} needs {gate.threshold} of {len(gate.children)} children"
        )


def _in_order(graph: Graph) -> tuple[Gate, ...]:
    """Children first (Kahn's algorithm, so that a deep graph needs no deep stack)."""
    names = {gate.id for gate in graph.gates}
    waiting = {gate.id: {c.node for c in gate.children} & names for gate in graph.gates}
    readers: dict[str, list[Gate]] = {}
    for gate in graph.gates:
        for node in waiting[gate.id]:
            readers.setdefault(node, []).append(gate)
    ordered = [gate for gate in graph.gates if not waiting[gate.id]]
    for gate in ordered:  # grows while it is read
        for reader in readers.get(gate.id, ()):
            waiting[reader.id].remove(gate.id)
            if not waiting[reader.id]:
                ordered.append(reader)
    if len(ordered) < len(graph.gates):
        left = sorted(name for name, nodes in waiting.items() if nodes)
        raise GraphError(f"these gates read one another in a cycle: {', '.join(left)}")
    return tuple(ordered)


def evaluate(graph: Graph, leaves: Mapping[str, Truth]) -> dict[str, Truth]:
    """The truth of every leaf and gate; a leaf that is not given is unknown.

    Raises :class:`GraphError` for a name that is not a leaf: a misspelt leaf must not pass as
    an unknown one.
    """
    check_leaves(graph, leaves)
    truths = {name: leaves.get(name, Truth.UNKNOWN) for name in graph.leaves}
    for gate in graph.ordered:
        values = [truths[c.node] if c.positive else negation(truths[c.node]) for c in gate.children]
        if gate.kind is Join.ALL:
            truths[gate.id] = conjunction(values)
        elif gate.kind is Join.ANY:
            truths[gate.id] = disjunction(values)
        else:
            truths[gate.id] = at_least(gate.threshold, values)
    return truths


def check_leaves(graph: Graph, leaves: Mapping[str, Truth]) -> None:
    """Raise :class:`GraphError` if a truth is given for what is not a leaf of the graph."""
    for name in leaves.keys() - set(graph.leaves):
        raise GraphError(f"{name!r} is not a leaf of this graph")


def to_json(graph: Graph) -> list[object]:
    """The graph's shape as plain lists, each node by its place among all: for its key and for the
    worker, in which nodes have no other names.
    """
    place = {name: position for position, name in enumerate(graph.nodes)}
    gates = [
        [gate.kind.value, [[place[c.node], c.positive] for c in gate.children], gate.threshold]
        for gate in graph.gates
    ]
    return [len(graph.leaves), gates]


def from_json(content: list[Any]) -> Graph:
    """A graph of the shape that :func:`to_json` wrote; its nodes are called by their places."""
    leaves, gates = content
    return Graph(
        tuple(map(str, range(leaves))),
        tuple(
            Gate(
                id=str(leaves + position),
                kind=Join(kind),
                children=tuple(Child(str(node), positive) for node, positive in children),
                threshold=threshold,
            )
            for position, (kind, children, threshold) in enumerate(gates)
        ),
    )
