"""Where network and evaluator differ there is no answer, and the node is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.inference import (
    Agreement,
    Assignment,
    Child,
    Disagreement,
    Gate,
    Graph,
    InferenceWorker,
    Join,
    agree_on_all,
    check_agreement,
    evaluate,
    wire,
)
from huiqi.inference.client import read_mark
from huiqi.truth import Truth

GRAPH = Graph(
    ("a", "b"),
    (
        Gate(id="g", kind=Join.ALL, children=(Child("a"), Child("b"))),
        Gate(id="h", kind=Join.ANY, children=(Child("g"),)),
    ),
)
LEAVES = {"a": Truth.TRUE}


@pytest.mark.network
def test_agreement_counts_every_node(worker: InferenceWorker) -> None:
    """Leaves too: a leaf that reached the network changed would show."""
    expected = evaluate(GRAPH, LEAVES)
    with InferenceWorker() as fresh:
        assert agree_on_all(fresh, [(GRAPH, [Assignment(LEAVES, expected)])]) == Agreement(4)
        # Asked the same again, of this graph or of one of its shape, it is remembered.
        alike = Graph(
            ("c", "d"),
            (
                Gate(id="i", kind=Join.ALL, children=(Child("c"), Child("d"))),
                Gate(id="j", kind=Join.ANY, children=(Child("i"),)),
            ),
        )
        same = Assignment({"c": Truth.TRUE}, dict(zip(alike.nodes, expected.values(), strict=True)))
        found = agree_on_all(
            fresh, [(GRAPH, [Assignment(LEAVES, expected)]), (alike, [same, same])]
        )
        assert found == Agreement(12, None, 12)
        other = Assignment({"b": Truth.TRUE}, evaluate(GRAPH, {"b": Truth.TRUE}))
        assert agree_on_all(fresh, [(GRAPH, [Assignment(LEAVES, expected), other])]) == Agreement(
            8, None, 4
        )


@pytest.mark.network
def test_graphs_that_differ_in_one_sign_are_not_alike(worker: InferenceWorker) -> None:
    """Each has its own network: what one is, the other is not."""
    plain = Graph(("a",), (Gate(id="g", kind=Join.ALL, children=(Child("a"),)),))
    turned = Graph(("a",), (Gate(id="g", kind=Join.ALL, children=(Child("a", positive=False),)),))
    told = {"a": Truth.TRUE}
    cases = [Assignment(told, evaluate(graph, told)) for graph in (plain, turned)]
    agreed = agree_on_all(worker, [(plain, cases[:1]), (turned, cases[1:])])
    assert agreed.checked == 4
    with pytest.raises(Disagreement, match=r"^g:"):
        agree_on_all(worker, [(turned, cases[:1])])


@pytest.mark.network
def test_a_graph_beyond_the_limits_leaves_the_others_compared(worker: InferenceWorker) -> None:
    """The note says why it was not."""
    names = tuple(f"leaf {n}" for n in range(20_000))
    large = Graph(names, (Gate(id="g", kind=Join.ANY, children=tuple(map(Child, names))),))
    open_ = Assignment({}, evaluate(large, {}))
    small = Assignment(LEAVES, evaluate(GRAPH, LEAVES))
    agreed = agree_on_all(worker, [(large, [open_]), (GRAPH, [small]), (large, [open_])])
    assert agreed.checked == 4
    assert agreed.note is not None
    assert "does not fit" in agreed.note.alone("en")


@pytest.mark.network
def test_a_node_that_was_not_told_is_a_difference(worker: InferenceWorker) -> None:
    """A leaf too, which the network takes for unknown."""
    for node in GRAPH.nodes:
        truths = evaluate(GRAPH, {})
        del truths[node]
        with pytest.raises(Disagreement, match=f"^{node}: .*not decided"):
            agree_on_all(worker, [(GRAPH, [Assignment({}, truths)])])


@pytest.mark.network
@pytest.mark.parametrize(
    ("node", "said"),
    [(n, t) for n, right in evaluate(GRAPH, LEAVES).items() for t in Truth if t is not right],
)
def test_any_difference_is_named(worker: InferenceWorker, node: str, said: Truth) -> None:
    """Unknown against definite is a difference like true against false."""
    right = evaluate(GRAPH, LEAVES)
    with pytest.raises(Disagreement) as caught:
        agree_on_all(worker, [(GRAPH, [Assignment(LEAVES, {**right, node: said})])])
    assert caught.value.node == node
    assert caught.value.network == right[node].value
    assert caught.value.evaluator == said.value
    assert str(caught.value) == (
        f"{node}: the inference network says that it is {right[node].value}, "
        f"the evaluator that it is {said.value}"
    )


def test_a_node_that_only_one_side_has_is_a_difference() -> None:
    """Nothing may pass unchecked, whichever side left it out, or both."""
    truths = evaluate(GRAPH, LEAVES)
    without = {node: truth for node, truth in truths.items() if node != "h"}
    for found, expected in ((truths, without), (without, truths), (without, without)):
        with pytest.raises(Disagreement, match=r"^h: .*not decided"):
            check_agreement(GRAPH, found, expected)


def test_a_network_that_contradicts_itself_is_not_believed() -> None:
    """The later literal must not simply replace the earlier."""
    marks = ["?", "?"]
    assert wire.enter(marks, ["n1+", "n0-", "n1-", "n7+"]) == [1, 0, 1]
    assert marks == ["-", wire.BOTH]
    with pytest.raises(Disagreement, match=r"^g: the inference network says .* true and false$"):
        read_mark("g", marks[1])


def test_without_the_network_the_evaluator_stands_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That nothing was checked is said, not passed over."""
    (tmp_path / "durable.py").write_text("raise ImportError('gone')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with InferenceWorker() as worker:
        agreement = agree_on_all(worker, [(GRAPH, [Assignment(LEAVES, evaluate(GRAPH, LEAVES))])])
    assert agreement.checked == 0
    assert agreement.note is not None
    assert "gone" in agreement.note.alone("zh")
    assert "gone" in agreement.note.alone("en")
