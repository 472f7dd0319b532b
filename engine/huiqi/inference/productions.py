"""Turns a graph into rules over symbols, the only thing the network is given.

A node has two literals, ``n7+`` (it is true) and ``n7-`` (it is false); unknown is neither, and
negation reads the other sign.  A rule says that all of its body, or any of it, gives its head.
What a user calls a node never reaches the network: nodes are numbered, leaves first, then gates
as the graph lists them, then the helpers made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from huiqi.inference.graph import Gate, Graph, Join

JOIN_WIDTH = 12  # facts in one join; the engine's limit is 16
CHAIN_WIDTH = 12  # links in one $or; with the group in each, the engine bears 15


@dataclass(frozen=True, slots=True)
class Production:
    """All of the body (``joined``) or any one of it gives the head."""

    head: str
    body: tuple[str, ...]
    joined: bool


Unit = tuple[Production, ...]
"""Every rule with the same node in its head: these must stay together in one ruleset."""


def lower(graph: Graph) -> list[Unit]:
    """The graph's rules, each after those whose heads it reads."""
    names = (*graph.leaves, *(gate.id for gate in graph.gates))
    numbers = {name: number for number, name in enumerate(names)}
    helpers = count(len(names))
    units: list[Unit] = []
    for gate in graph.ordered:
        children = [_signs(numbers[c.node], c.positive) for c in gate.children]
        node = numbers[gate.id]
        if gate.kind is Join.AT_LEAST and 1 < gate.threshold < len(children):
            units.extend(_counters(node, gate, children, helpers))
        else:
            all_of = gate.kind is Join.ALL or gate.threshold > 1
            units.extend(_junction(node, all_of, children, helpers))
    return units


Signs = tuple[str, str]
"""The literals by which something is true and by which it is false."""


def _signs(node: int, positive: bool = True) -> Signs:
    """A node's literals, exchanged if it is negated."""
    signs = (f"n{node}+", f"n{node}-")
    return signs if positive else signs[::-1]


def _junction(
    node: int, all_of: bool, children: list[Signs], helpers: Iterator[int]
) -> Iterator[Unit]:
    """All of: a join of what makes the children true, and an ``$or`` of what makes one false.

    Any of is the dual.  A child listed twice is taken once, since a join wants distinct facts.
    A join that is too wide goes by helpers, which need only the one sign.
    """
    joined_sign, chained_sign = (0, 1) if all_of else (1, 0)
    head = _signs(node)
    body = list(dict.fromkeys(child[joined_sign] for child in children))
    while len(body) > JOIN_WIDTH:
        wider, body = body, []
        for start in range(0, len(wider), JOIN_WIDTH):
            part = tuple(wider[start : start + JOIN_WIDTH])
            body.append(_signs(next(helpers))[joined_sign])
            yield (Production(body[-1], part, joined=True),)
    rules = [Production(head[joined_sign], tuple(body), joined=True)]
    chained = list(dict.fromkeys(child[chained_sign] for child in children))
    for start in range(0, len(chained), CHAIN_WIDTH):
        part = tuple(chained[start : start + CHAIN_WIDTH])
        rules.append(Production(head[chained_sign], part, joined=False))
    yield tuple(rules)


def _counters(
    node: int, gate: Gate, children: list[Signs], helpers: Iterator[int]
) -> Iterator[Unit]:
    """At least k of n, by nodes S(i, j): at least j of the first i children.

    S(i, j) holds if S(i-1, j) does, or S(i-1, j-1) and child i; it fails if S(i-1, j-1) does, or
    S(i-1, j) and child i.  Only the counts from which k can still be reached have a node.
    """
    needed, available = gate.threshold, len(children)
    row: dict[int, Signs] = {}
    for i, child in enumerate(children, start=1):
        before, row = row, {}
        for j in range(max(1, needed - (available - i)), min(i, needed) + 1):
            if i == 1:
                row[j] = child
                continue
            row[j] = _signs(node if i == available else next(helpers))
            more, fewer = before.get(j), before.get(j - 1)
            holds = _step(row[j][0], child[0], more and more[0], fewer and fewer[0])
            fails = _step(row[j][1], child[1], fewer and fewer[1], more and more[1])
            yield (*holds, *fails)


def _step(head: str, child: str, alone: str | None, with_child: str | None) -> Iterator[Production]:
    """The head follows from ``alone``, and from the child together with ``with_child``.

    Where ``with_child`` is ``None`` it is certain, and the child suffices; where ``alone`` is
    ``None`` it is impossible.
    """
    if with_child is not None:
        yield Production(head, tuple(dict.fromkeys((with_child, child))), joined=True)
        if alone is not None:
            yield Production(head, (alone,), joined=False)
    else:
        body = (child,) if alone is None else tuple(dict.fromkeys((alone, child)))
        yield Production(head, body, joined=False)
