"""Two ways of deciding, side by side: where they differ, there is no answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from huiqi.inference.client import InferenceWorker, marks_of, read_marks, write_mark
from huiqi.inference.errors import Disagreement, InferenceUnavailable, Reason
from huiqi.inference.graph import Graph
from huiqi.truth import Truth

#: The mark of a node of which nothing is told: no answer has it.
_UNTOLD = " "
#: So many cases are remembered, the latest: about 4 MB.
REMEMBERED = 20_000


class Assignment(NamedTuple):
    """What the network is given, and what the evaluator says of every node."""

    leaves: Mapping[str, Truth]
    truths: Mapping[str, Truth]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many nodes both ways decided alike; ``note`` says why some, or all, were not compared.

    ``remembered``: of those, the nodes whose answer the network had given before, to the same
    question.
    """

    checked: int
    note: Reason | None = None
    remembered: int = 0


def check_agreement(
    graph: Graph, found: Mapping[str, Truth], expected: Mapping[str, Truth]
) -> Agreement:
    """Raise :class:`Disagreement` at the graph's first node on which the two differ.

    A node that only one of them has counts as a difference.
    """
    for node in graph.nodes:
        network, evaluator = found.get(node), expected.get(node)
        if network is not evaluator or network is None:
            raise Disagreement(node, _in_words(network), _in_words(evaluator))
    return Agreement(len(graph.nodes))


def agree_on_all(
    worker: InferenceWorker, asked: Iterable[tuple[Graph, Iterable[Assignment]]]
) -> Agreement:
    """Let the network decide every case of every graph, and compare.

    What the network has answered before, from the same truths of a graph of the same shape, is
    remembered.  Raises :class:`Disagreement` at the first node on which the two differ.  A network
    that gives no answer is no disagreement: nothing was checked then, and the note says why.
    """
    marked = [
        (graph, [(marks_of(graph.leaves, case.leaves), case.truths) for case in cases])
        for graph, cases in asked
    ]
    known = worker.compared
    new = [
        (graph, [leaves for leaves, _ in cases if (graph.key, leaves) not in known])
        for graph, cases in marked
    ]
    remembered = sum(
        len(graph.nodes) * (len(cases) - len(leaves))
        for (graph, cases), (_, leaves) in zip(marked, new, strict=True)
    )
    new = [(graph, leaves) for graph, leaves in new if leaves]
    note = None
    try:
        answers = worker.infer_all(new) if new else []
    except InferenceUnavailable as unavailable:
        return Agreement(0, unavailable.reason)
    for (graph, _), answer in zip(new, answers, strict=True):
        if isinstance(answer, Reason):
            note = answer
        else:
            known.update(((graph.key, leaves), marks) for leaves, marks in answer.items())
    checked = 0
    for graph, cases in marked:
        for leaves, truths in cases:
            decided = known.get((graph.key, leaves))
            if decided is None:
                continue
            if decided != _told(graph, truths):
                check_agreement(graph, read_marks(graph, decided), truths)
            checked += len(decided)
    while len(known) > REMEMBERED:
        del known[next(iter(known))]
    return Agreement(checked, note, remembered)


def _told(graph: Graph, truths: Mapping[str, Truth]) -> str:
    """The marks of all nodes; of one that is not told, one that no answer has."""
    marks = [write_mark(found) if (found := truths.get(n)) else _UNTOLD for n in graph.nodes]
    return "".join(marks)


def _in_words(truth: Truth | None) -> str:
    """A truth as a message names it."""
    return "not decided" if truth is None else truth.value
