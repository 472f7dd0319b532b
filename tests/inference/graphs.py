"""Random graphs, and a check of their truths that shares no code with the evaluator."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import product

from huiqi.inference import Child, Gate, Graph, Join
from huiqi.truth import Truth

Leaves = dict[str, Truth]


def random_graph(chance: random.Random, leaves: int, gates: int, widest: int = 6) -> Graph:
    """Gates over leaves and other gates, shared at will, half of them listed out of order."""
    names = [f"leaf {number}" for number in range(leaves)]
    made: list[Gate] = []
    for number in range(gates):
        pool = names + [gate.id for gate in made] * 2
        width = chance.randint(1, widest)
        made.append(_gate(chance, f"gate {number}", chance.choices(pool, k=width)))
    if chance.random() < 0.5:
        chance.shuffle(made)
    return Graph(tuple(names), tuple(made))


def random_tree(chance: random.Random, gates: int) -> Graph:
    """A graph in which every node is read at most once, so that Kleene's answer is exact."""
    names: list[str] = []
    free: list[str] = []
    made: list[Gate] = []
    for number in range(gates):
        children = []
        for _ in range(chance.randint(1, 4)):
            if free and chance.random() < 0.6:
                children.append(free.pop(chance.randrange(len(free))))
            elif len(names) < 9:
                names.append(f"leaf {len(names)}")
                children.append(names[-1])
        if children:
            made.append(_gate(chance, f"gate {number}", children))
            free.append(made[-1].id)
    return Graph(tuple(names), tuple(made))


def _gate(chance: random.Random, name: str, children: list[str]) -> Gate:
    """A gate of any kind over these."""
    kind = chance.choice(list(Join))
    threshold = chance.randint(1, len(children)) if kind is Join.AT_LEAST else 0
    signed = tuple(Child(child, chance.random() < 0.7) for child in children)
    return Gate(id=name, kind=kind, children=signed, threshold=threshold)


def random_leaves(chance: random.Random, graph: Graph) -> Leaves:
    """A truth for some of the leaves: now and then nearly all true, all false or all unknown."""
    weights = chance.choice([(4, 4, 2), (8, 1, 1), (1, 8, 1), (1, 1, 8), (1, 1, 0)])
    truths = chance.choices([Truth.TRUE, Truth.FALSE, Truth.UNKNOWN], weights, k=len(graph.leaves))
    told = dict(zip(graph.leaves, truths, strict=True))
    return {name: truth for name, truth in told.items() if truth.known or chance.random() < 0.5}


def two_valued(graph: Graph, leaves: Mapping[str, bool]) -> dict[str, bool]:
    """Every node in plain two-valued logic, by counting."""
    gates = {gate.id: gate for gate in graph.gates}
    known = dict(leaves)

    def holds(node: str) -> bool:
        if node not in known:
            gate = gates[node]
            count = sum(holds(child.node) == child.positive for child in gate.children)
            needed = {Join.ALL: len(gate.children), Join.ANY: 1}.get(gate.kind, gate.threshold)
            known[node] = count >= needed
        return known[node]

    return {node: holds(node) for node in (*graph.leaves, *gates)}


def completions(graph: Graph, leaves: Leaves) -> Iterator[dict[str, bool]]:
    """Every node's truth for every way of answering what is unknown."""
    told = {name: leaves.get(name, Truth.UNKNOWN) for name in graph.leaves}
    unknown = [name for name, truth in told.items() if not truth.known]
    given = {name: truth is Truth.TRUE for name, truth in told.items() if truth.known}
    for answers in product([True, False], repeat=len(unknown)):
        yield two_valued(graph, given | dict(zip(unknown, answers, strict=True)))
