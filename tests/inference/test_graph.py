"""What a graph refuses, and how it is evaluated."""

from __future__ import annotations

import random

import pytest

from huiqi.inference import Child, Gate, Graph, GraphError, Join, evaluate
from huiqi.inference.graph import from_json, to_json
from huiqi.truth import Truth
from tests.inference.graphs import completions, random_graph, random_leaves, random_tree


def _all(name: str, *children: str) -> Gate:
    """An ``ALL`` gate."""
    return Gate(id=name, kind=Join.ALL, children=tuple(Child(child) for child in children))


@pytest.mark.parametrize(
    ("leaves", "gates", "message"),
    [
        (("a", "a"), (), "two nodes are called 'a'"),
        (("a",), (_all("a", "a"),), "two nodes are called 'a'"),
        (("a",), (_all("g", "a"), _all("g", "a")), "two nodes are called 'g'"),
        (("a",), (_all("g", "b"),), "gate 'g' reads 'b', which is not there"),
        (("a",), (_all("g"),), "gate 'g' has no children"),
        (("a",), (_all("g", "g"),), "in a cycle: g"),
        (("a",), (_all("g", "a", "h"), _all("h", "g"), _all("i", "a")), "in a cycle: g, h"),
        (
            ("a",),
            (Gate(id="g", kind=Join.AT_LEAST, children=(Child("a"),), threshold=2),),
            "gate 'g' needs 2 of 1",
        ),
        (
            ("a",),
            (Gate(id="g", kind=Join.AT_LEAST, children=(Child("a"),)),),
            "gate 'g' needs 0 of 1",
        ),
        (
            ("a",),
            (Gate(id="g", kind=Join.ANY, children=(Child("a"),), threshold=1),),
            "only AT_LEAST has a threshold",
        ),
    ],
)
def test_a_graph_without_meaning_is_refused(
    leaves: tuple[str, ...], gates: tuple[Gate, ...], message: str
) -> None:
    """Each mistake is named with the node that has it."""
    with pytest.raises(GraphError, match=message):
        Graph(leaves, gates)


def test_gates_may_be_listed_before_what_they_read() -> None:
    """A reader listed first still sees its child's truth."""
    graph = Graph(("a",), (_all("top", "middle"), _all("middle", "a")))
    assert evaluate(graph, {"a": Truth.TRUE})["top"] is Truth.TRUE


def test_a_very_deep_graph_is_evaluated() -> None:
    """Neither the order nor the evaluation recurses."""
    gates = [Gate(id="g0", kind=Join.ALL, children=(Child("a", False),))]
    gates += [
        Gate(id=f"g{n}", kind=Join.ALL, children=(Child(f"g{n - 1}", False),))
        for n in range(1, 5001)
    ]
    truths = evaluate(Graph(("a",), tuple(reversed(gates))), {"a": Truth.TRUE})
    assert (truths["g4999"], truths["g5000"]) == (Truth.TRUE, Truth.FALSE)


def test_a_misspelt_leaf_is_refused() -> None:
    """It must not pass for an unknown one."""
    with pytest.raises(GraphError, match="'b' is not a leaf"):
        evaluate(Graph(("a",), ()), {"b": Truth.TRUE})


@pytest.mark.parametrize("seed", range(20))
def test_a_graph_survives_the_pipe(seed: int) -> None:
    """Written as JSON and read again, it decides alike, each node by its place."""
    chance = random.Random(seed)
    graph = random_graph(chance, 5, 12)
    again = from_json(to_json(graph))
    assert again.key == graph.key
    assert again.nodes == tuple(map(str, range(len(graph.nodes))))
    told = [chance.choice(list(Truth)) for _ in graph.leaves]
    one = evaluate(graph, dict(zip(graph.leaves, told, strict=True)))
    other = evaluate(again, dict(zip(again.leaves, told, strict=True)))
    assert [one[name] for name in graph.nodes] == [other[name] for name in again.nodes]


def test_what_nodes_are_called_is_not_in_the_key() -> None:
    """Rules of one shape are one network."""
    one = Graph(("a", "b"), (Gate(id="g", kind=Join.ALL, children=(Child("b"),)),))
    other = Graph(("c", "d"), (Gate(id="h", kind=Join.ALL, children=(Child("d"),)),))
    assert one.key == other.key


def test_the_key_tells_graphs_apart_by_everything_else_in_them() -> None:
    """A worker that took one graph for another would answer for the wrong rules."""
    child = Child("a")
    graphs = [
        Graph(("a", "b"), (Gate(id="g", kind=Join.ALL, children=(child,)),)),
        Graph(("b", "a"), (Gate(id="g", kind=Join.ALL, children=(child,)),)),
        Graph(("a", "b", "c"), (Gate(id="g", kind=Join.ALL, children=(child,)),)),
        Graph(("a", "b"), (Gate(id="g", kind=Join.ANY, children=(child,)),)),
        Graph(("a", "b"), (Gate(id="g", kind=Join.ALL, children=(Child("a", False),)),)),
        Graph(
            ("a", "b"), (Gate(id="g", kind=Join.AT_LEAST, children=(child, child), threshold=1),)
        ),
        Graph(
            ("a", "b"), (Gate(id="g", kind=Join.AT_LEAST, children=(child, child), threshold=2),)
        ),
    ]
    assert len({graph.key for graph in graphs}) == len(graphs)


def test_on_trees_the_evaluator_says_what_all_completions_agree_on() -> None:
    """Where no node is read twice, Kleene's logic loses nothing."""
    chance = random.Random(2)
    for _ in range(150):
        graph = random_tree(chance, 6)
        leaves = random_leaves(chance, graph)
        seen = list(completions(graph, leaves))
        for node, truth in evaluate(graph, leaves).items():
            values = {values[node] for values in seen}
            assert truth is (Truth.of(values.pop()) if len(values) == 1 else Truth.UNKNOWN)
