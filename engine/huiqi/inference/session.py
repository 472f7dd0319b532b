"""A session: facts arrive one by one, and the network goes on from where it was."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from types import TracebackType
from typing import Self

from huiqi.inference import wire
from huiqi.inference.client import InferenceWorker, read_mark, write_mark
from huiqi.inference.errors import InferenceUnavailable
from huiqi.inference.graph import Graph, check_leaves
from huiqi.truth import Truth

_numbers = count(1)


class Session:
    """What follows from the leaves told so far.

    A new fact goes on from what was derived.  The network does not take back: when a told truth
    is withdrawn (``Truth.UNKNOWN``) or changed, the session is built anew from the others, and
    so it is when the worker was replaced meanwhile.
    """

    def __init__(self, worker: InferenceWorker, graph: Graph) -> None:
        self._worker = worker
        self._graph = graph
        self._positions = {name: position for position, name in enumerate(graph.leaves)}
        self._told: dict[str, Truth] = {}
        self._marks: list[str] = []
        self._generation: object = None
        self._number = 0
        self.rebuilds = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def tell(self, leaf: str, truth: Truth) -> None:
        """State, change or withdraw (``UNKNOWN``) the truth of a leaf.

        Raises ``GraphError`` if there is no such leaf, and :class:`InferenceUnavailable` if the
        worker failed: the fact is kept, and the next call tries again from the beginning.
        """
        check_leaves(self._graph, {leaf: truth})
        before = self._told.get(leaf, Truth.UNKNOWN)
        if truth is before:
            return
        if truth is Truth.UNKNOWN:
            del self._told[leaf]
        else:
            self._told[leaf] = truth
        with self._worker.turn:
            if before.known:
                self.close()
            elif self._current:
                self._send({leaf: truth})
            self._build()

    def truths(self) -> dict[str, Truth]:
        """The truth of every leaf and gate now; raises as :meth:`tell` does."""
        with self._worker.turn:
            self._build()
        names = self._graph.nodes
        return {name: read_mark(name, mark) for name, mark in zip(names, self._marks, strict=True)}

    def close(self) -> None:
        """Free the session's network; what was told is kept, and a later call builds it anew."""
        with self._worker.turn:
            if self._current:
                self._generation = None
                with suppress(InferenceUnavailable):  # then its network is gone as well
                    self._worker.request("close", self._graph, session=self._number)

    @property
    def _current(self) -> bool:
        """Whether the worker that holds this session's network is still there."""
        return self._generation is not None and self._generation is self._worker.generation

    def _build(self) -> None:
        """Open a session in the worker and tell it all that is known, unless there is one."""
        if self._current:
            return
        self._number = next(_numbers)
        self._marks = [wire.UNKNOWN] * len(self._graph.nodes)
        self.rebuilds += 1
        self._worker.request("open", self._graph, session=self._number)
        self._generation = self._worker.generation
        self._send(self._told)

    def _send(self, leaves: dict[str, Truth]) -> None:
        """Tell the worker and enter what has changed."""
        told = [(self._positions[leaf], write_mark(truth)) for leaf, truth in leaves.items()]
        answer = self._worker.request("tell", self._graph, session=self._number, leaves=told)
        for node, mark in answer["changes"]:
            self._marks[node] = mark
