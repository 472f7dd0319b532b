"""The network says what the evaluator says, and neither says what a completion refutes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.inference import (
    Child,
    Gate,
    Graph,
    InferenceWorker,
    Join,
    client,
    evaluate,
)
from huiqi.truth import Truth
from tests.inference.graphs import completions, random_graph, random_leaves, random_tree

#: Every test here asks the network itself.
pytestmark = pytest.mark.network

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def _check(worker: InferenceWorker, graph: Graph, cases: list[dict[str, Truth]]) -> None:
    """Every node of every case."""
    found = worker.infer_many(graph, cases)
    assert found == [evaluate(graph, leaves) for leaves in cases]


@pytest.mark.fuzz
@settings(deadline=None)
@given(seed=st.integers(0, 2**32), leaves=st.integers(1, 9), gates=st.integers(1, 12))
def test_the_network_agrees_with_the_evaluator_on_small_graphs(
    worker: InferenceWorker, seed: int, leaves: int, gates: int
) -> None:
    """All nodes, whatever is shared, negated, listed twice or out of order."""
    chance = random.Random(seed)
    graph = random_graph(chance, leaves, gates)
    _check(worker, graph, [random_leaves(chance, graph) for _ in range(12)])


@pytest.mark.few(1)
@pytest.mark.parametrize(("leaves", "gates", "widest"), [(60, 12, 12), (60, 60, 8), (300, 30, 40)])
def test_the_network_agrees_with_the_evaluator_on_large_graphs(
    worker: InferenceWorker, leaves: int, gates: int, widest: int
) -> None:
    """Graphs that take several rulesets, groups and helper nodes."""
    chance = random.Random(leaves * gates)
    for _ in range(3):
        graph = random_graph(chance, leaves, gates, widest)
        _check(worker, graph, [random_leaves(chance, graph) for _ in range(40)])


def test_on_trees_the_network_says_what_all_completions_agree_on(worker: InferenceWorker) -> None:
    """Brute force, without the evaluator: where no node is read twice the answer is exact."""
    chance = random.Random(4)
    for _ in range(40):
        graph = random_tree(chance, 6)
        leaves = random_leaves(chance, graph)
        seen = list(completions(graph, leaves))
        for node, truth in worker.infer(graph, leaves).items():
            values = {values[node] for values in seen}
            assert truth is (Truth.of(values.pop()) if len(values) == 1 else UNKNOWN)


def test_a_definite_answer_holds_in_every_completion(worker: InferenceWorker) -> None:
    """Brute force on graphs with shared leaves, where Kleene may say unknown but never wrongly."""
    chance = random.Random(5)
    for _ in range(30):
        graph = random_graph(chance, 7, 10)
        leaves = random_leaves(chance, graph)
        found = worker.infer(graph, leaves)
        for values in completions(graph, leaves):
            for node, truth in found.items():
                assert truth in (UNKNOWN, Truth.of(values[node]))


@pytest.mark.parametrize("kind", [Join.ALL, Join.ANY])
def test_gates_of_three_hundred_children(worker: InferenceWorker, kind: Join) -> None:
    """One child decides, wherever it stands, and only the last unknown leaves it open."""
    names = tuple(f"leaf {n}" for n in range(300))
    graph = Graph(names, (Gate(id="g", kind=kind, children=tuple(map(Child, names))),))
    neutral = TRUE if kind is Join.ALL else FALSE
    decisive = FALSE if kind is Join.ALL else TRUE
    plain = dict.fromkeys(names, neutral)
    cases = [plain] + [
        {**plain, names[position]: truth}
        for position in (0, 99, 100, 143, 144, 299)
        for truth in (decisive, UNKNOWN)
    ]
    found = [truths["g"] for truths in worker.infer_many(graph, cases)]
    assert found == [neutral] + [decisive, UNKNOWN] * 6
    _check(worker, graph, [dict.fromkeys(names, truth) for truth in Truth])


def test_a_chain_of_two_hundred_negations(worker: InferenceWorker) -> None:
    """Truth passes through every ruleset on the way, listed in the worst order."""
    gates = [Gate(id="g0", kind=Join.ALL, children=(Child("a", False),))]
    gates += [
        Gate(
            id=f"g{n}",
            kind=Join.ANY if n % 2 else Join.ALL,
            children=(Child(f"g{n - 1}", False), Child("b")),
        )
        for n in range(1, 200)
    ]
    graph = Graph(("a", "b"), tuple(reversed(gates)))
    _check(worker, graph, [{"a": a, "b": b} for a in Truth for b in Truth])


@pytest.mark.parametrize("needed", [1, 2, 13, 20, 39, 40])
def test_at_least_so_many_of_forty(worker: InferenceWorker, needed: int) -> None:
    """Just enough, just too few, and just still possible, in random places."""
    chance = random.Random(needed)
    names = tuple(f"leaf {n}" for n in range(40))
    graph = Graph(
        names,
        (Gate(id="g", kind=Join.AT_LEAST, children=tuple(map(Child, names)), threshold=needed),),
    )
    for true, false, expected in (
        (needed, 40 - needed, TRUE),
        (needed, 0, TRUE),
        (needed - 1, 41 - needed, FALSE),
        (0, 41 - needed, FALSE),
        (needed - 1, 40 - needed, UNKNOWN),
        (0, 0, UNKNOWN),
    ):
        truths = [TRUE] * true + [FALSE] * false + [UNKNOWN] * (40 - true - false)
        chance.shuffle(truths)
        leaves = dict(zip(names, truths, strict=True))
        assert worker.infer(graph, leaves)["g"] is expected


def test_a_child_listed_twice_counts_twice_and_against_itself_never(
    worker: InferenceWorker,
) -> None:
    """A join wants distinct facts, so that repeated literals are where a network goes wrong."""
    a, not_a, b = Child("a"), Child("a", False), Child("b")
    gates = (
        Gate(id="all", kind=Join.ALL, children=(a, a, b)),
        Gate(id="both", kind=Join.ALL, children=(a, not_a)),
        Gate(id="either", kind=Join.ANY, children=(a, not_a)),
        Gate(id="two", kind=Join.AT_LEAST, children=(a, a, b), threshold=2),
        Gate(id="three", kind=Join.AT_LEAST, children=(a, a, b, b), threshold=3),
        Gate(id="one of both", kind=Join.AT_LEAST, children=(a, not_a, b), threshold=2),
    )
    graph = Graph(("a", "b"), gates)
    _check(worker, graph, [{"a": x, "b": y} for x in Truth for y in Truth])


def test_a_graph_without_gates_or_facts(worker: InferenceWorker) -> None:
    """With nothing to do the engine must not be asked to do it: deleting nothing crashes it."""
    lonely = Graph(("a",), ())
    assert worker.infer_many(lonely, [{}, {"a": FALSE}]) == [{"a": UNKNOWN}, {"a": FALSE}]
    graph = Graph(("a",), (Gate(id="g", kind=Join.ALL, children=(Child("a"),)),))
    for _ in range(3):
        assert worker.infer(graph, {}) == {"a": UNKNOWN, "g": UNKNOWN}
    assert worker.infer_many(graph, []) == []


def test_one_decision_leaves_nothing_for_the_next(worker: InferenceWorker) -> None:
    """The network has no truth maintenance, so a forgotten reset would keep the first answer."""
    graph = Graph(("a",), (Gate(id="g", kind=Join.ALL, children=(Child("a"),)),))
    told = [TRUE, UNKNOWN, FALSE, UNKNOWN, TRUE]
    found = worker.infer_many(graph, [{"a": truth} for truth in told])
    assert [truths["g"] for truths in found] == told


def test_a_worker_full_of_rules_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules cannot be unloaded, so memory would grow with every new graph (of two rules here)."""
    monkeypatch.setattr(client, "MOST_RULES", 4)
    with InferenceWorker() as worker:
        seen = []
        for number in range(7):
            names = tuple(f"leaf {place}" for place in range(number + 1))
            graph = Graph(names, (Gate(id="g", kind=Join.ALL, children=(Child("leaf 0"),)),))
            for _ in range(2):
                assert worker.infer(graph, {"leaf 0": TRUE})["g"] is TRUE
                seen.append(worker.pid)
        assert len(set(seen)) == 3
