"""Two ways of deciding, side by side: where they differ, there is no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huiqi.inference.client import InferenceWorker
from huiqi.inference.errors import Disagreement, InferenceUnavailable, Reason
from huiqi.inference.graph import Graph
from huiqi.truth import Truth


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many nodes both ways decided alike; ``note`` says why, if none."""

    checked: int
    note: Reason | None = None


def compare(graph: Graph, found: Mapping[str, Truth], expected: Mapping[str, Truth]) -> Agreement:
    """Raise :class:`Disagreement` at the graph's first node on which the two differ.

    A node that only one of them has counts as a difference.
    """
    for node in graph.nodes:
        network, evaluator = found.get(node), expected.get(node)
        if network is not evaluator or network is None:
            raise Disagreement(node, _in_words(network), _in_words(evaluator))
    return Agreement(len(graph.nodes))


def decide_with_agreement(
    worker: InferenceWorker,
    graph: Graph,
    leaves: Mapping[str, Truth],
    expected: Mapping[str, Truth],
) -> Agreement:
    """Let the network decide too, and compare with what the evaluator said of every node.

    Raises :class:`Disagreement`.  A network that gives no answer is no disagreement: nothing was
    checked then, and the note says why.
    """
    try:
        found = worker.decide(graph, leaves)
    except InferenceUnavailable as unavailable:
        return Agreement(0, unavailable.reason)
    return compare(graph, found, expected)


def _in_words(truth: Truth | None) -> str:
    """A truth as a message names it."""
    return "not decided" if truth is None else truth.value
