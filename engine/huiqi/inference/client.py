"""The parent's side of the worker: starting it, asking it, and ending it when it fails."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from huiqi.inference import wire
from huiqi.inference.errors import REMEDY, Disagreement, InferenceUnavailable, Reason
from huiqi.inference.graph import Graph, check_leaves, to_json
from huiqi.inference.pipe import Pipe
from huiqi.sentences import sentence
from huiqi.truth import Truth

BATCH = 50  # cases in one request: each request has the whole time limit
MOST_RULES = 20_000  # 300 MB; rules cannot be unloaded, so a worker with more is replaced

_MARKS = {Truth.TRUE: wire.TRUE, Truth.FALSE: wire.FALSE, Truth.UNKNOWN: wire.UNKNOWN}
_TRUTHS = {mark: truth for truth, mark in _MARKS.items()}

#: The marks of all nodes, by those of the leaves.
Decided = dict[str, str]


class InferenceWorker:
    """One worker process, started when first needed and anew after it has failed.

    Where not even a first answer came there is no other try: what cannot begin (durable-rules is
    not there, or crashes when it is loaded) would fail or wait as often as it is asked.

    Safe to use from several threads, which take turns: whoever holds ``turn`` makes several
    requests in a row.  ``time_limit`` is in seconds, for one request.
    """

    def __init__(self, time_limit: float = 10.0) -> None:
        self.turn = threading.RLock()
        self.time_limit = time_limit
        self._pipe: Pipe | None = None
        self._defined: dict[str, int] = {}
        self._keys = count()
        #: What was compared before: the marks of all nodes, by a graph's shape and its leaves'.
        self.compared: dict[tuple[str, str], str] = {}
        self._loaded = 0
        self._number = 0
        self._answered = False
        self._lasting: Reason | None = None
        #: Why the latest request that failed did; ``None`` as long as all were answered.
        self.failure: Reason | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The worker process, if there is one now."""
        return self._pipe.pid if self._pipe else None

    @property
    def generation(self) -> object:
        """Something that is another object once the worker was replaced; ``None`` without one."""
        return self._pipe if self._pipe and self._pipe.usable else None

    def start(self) -> None:
        """Start the process and return at once; that it cannot start shows in the first call."""
        with self.turn:
            if self._pipe is not None and not self._pipe.usable:
                self._end()
            if self._pipe is None and self._lasting is None:
                try:
                    self._pipe = Pipe(_command(), _environment())
                except OSError as error:
                    said = sentence("推理进程无法启动（{error}）", error=error)
                    self._lasting = Reason(said)

    def close(self) -> None:
        """End the process; the worker may be used again, and then starts another."""
        with self.turn:
            self._end()

    def infer(self, graph: Graph, leaves: Mapping[str, Truth]) -> dict[str, Truth]:
        """The network's truth of every leaf and gate; a leaf that is not given is unknown.

        Raises :class:`InferenceUnavailable` if there is no answer, :class:`Disagreement` if the
        network contradicts itself, and ``GraphError`` for a name that is not a leaf.
        """
        return self.infer_many(graph, [leaves])[0]

    def infer_many(
        self, graph: Graph, cases: Iterable[Mapping[str, Truth]]
    ) -> list[dict[str, Truth]]:
        """:meth:`decide` for each case."""
        marked = []
        for leaves in cases:
            check_leaves(graph, leaves)
            marked.append(marks_of(graph.leaves, leaves))
        (found,) = self.infer_all([(graph, marked)])
        if isinstance(found, Reason):
            raise InferenceUnavailable(found)
        return [read_marks(graph, found[marks]) for marks in marked]

    def infer_all(self, asked: Iterable[tuple[Graph, Iterable[str]]]) -> list[Decided | Reason]:
        """For each graph and each case (the marks of its leaves) the marks of all nodes; one
        message for many of them.

        Graphs of one shape are one, and so are their cases that are marked alike.  A graph that
        the network refuses has the reason in place of its answers.  Raises as :meth:`decide`.
        """
        shapes = []
        open_: dict[str, tuple[Graph, dict[str, None]]] = {}
        for graph, cases in asked:
            shapes.append(graph.key)
            open_.setdefault(graph.key, (graph, {}))[1].update(dict.fromkeys(cases))
        found: dict[str, Decided | Reason] = {key: {} for key in open_}
        with self.turn:
            for batch in _batches((graph, list(cases)) for graph, cases in open_.values()):
                for (graph, cases), answer in zip(batch, self._decided(batch), strict=True):
                    own = found[graph.key]
                    if isinstance(answer, Reason) or isinstance(own, Reason):
                        found[graph.key] = answer if isinstance(answer, Reason) else own
                    else:
                        own.update(zip(cases, answer, strict=True))
        return [found[key] for key in shapes]

    def _decided(self, batch: list[tuple[Graph, list[str]]]) -> Iterator[list[str] | Reason]:
        """One message: graphs that the worker does not know yet, and what is asked of each."""
        with self._failure_kept():
            self._begin(any(graph.key not in self._defined for graph, _ in batch))
            graphs = []
            for graph, _ in batch:
                if graph.key not in self._defined:
                    self._defined[graph.key] = next(self._keys)
                    graphs.append([self._defined[graph.key], to_json(graph)])
            asked = [[self._defined[graph.key], cases] for graph, cases in batch]
            answer = self._exchange({"do": "decide", "graphs": graphs, "asked": asked})
        for (graph, _), found in zip(batch, answer["decided"], strict=True):
            if isinstance(found, list):
                yield found
            else:
                del self._defined[graph.key]
                self.failure = Reason.of_data(**found["refused"])
                yield self.failure

    def request(self, do: str, graph: Graph, **content: Any) -> dict[str, Any]:
        """Send one request and wait for its answer, at most the time limit.

        Raises :class:`InferenceUnavailable`; unless the worker itself had refused the request,
        it has then been killed, and the next call starts another.
        """
        with self.turn, self._failure_kept():
            self._begin(do == "open" or graph.key not in self._defined)
            if graph.key not in self._defined:
                key = next(self._keys)
                self._exchange({"do": "define", "key": key, "graph": to_json(graph)})
                self._defined[graph.key] = key
            return self._exchange({"do": do, "key": self._defined[graph.key], **content})

    def _begin(self, more: bool) -> None:
        """Have a process to ask; ``more``: it will load rules, and should not be full of them."""
        if more and self._loaded > MOST_RULES:
            self._end()
        self.start()
        if self._lasting is not None:
            raise InferenceUnavailable(self._lasting)

    @contextmanager
    def _failure_kept(self) -> Iterator[None]:
        """Why there was no answer is told of the worker afterwards."""
        try:
            yield
        except InferenceUnavailable as unavailable:
            self.failure = unavailable.reason
            raise

    def _exchange(self, message: dict[str, Any]) -> dict[str, Any]:
        """One message and its answer."""
        assert self._pipe is not None
        self._number += 1
        message["number"] = self._number
        try:
            line = self._pipe.exchange(json.dumps(message).encode() + b"\n", self.time_limit)
            answer: dict[str, Any] = json.loads(line)
            if answer.get("number") != self._number:
                raise InferenceUnavailable(Reason(sentence("推理进程答非所问")))
        except ValueError as error:
            self._end()
            why = sentence("推理进程的回答无法读懂（{error}）", error=error)
            raise InferenceUnavailable(Reason(why)) from None
        except InferenceUnavailable as unavailable:
            self._end()
            if self._answered:
                raise
            self._lasting = Reason(unavailable.reason.said, REMEDY)
            raise InferenceUnavailable(self._lasting) from None
        except BaseException:
            # An interrupt too leaves an answer under way, which nobody must take for the next.
            self._end()
            raise
        self._answered = True
        if "error" in answer:
            reason = Reason.of_data(**answer["error"])
            if answer.get("lasting"):
                self._lasting = reason
            if answer.get("lasting") or answer.get("ended"):
                self._end()
            raise InferenceUnavailable(reason)
        self._loaded = answer["loaded"]
        return answer

    def _end(self) -> None:
        """Kill the process, which has nothing to save."""
        self._defined.clear()
        self._loaded = 0
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None


def read_marks(graph: Graph, marks: str) -> dict[str, Truth]:
    """The truth of each node; :class:`Disagreement` where the network says both."""
    return {name: read_mark(name, mark) for name, mark in zip(graph.nodes, marks, strict=True)}


def read_mark(node: str, mark: str) -> Truth:
    """The truth of a mark; :class:`Disagreement` where the network says both."""
    if mark == wire.BOTH:
        raise Disagreement(node, "both true and false", None)
    return _TRUTHS[mark]


def marks_of(names: Iterable[str], truths: Mapping[str, Truth]) -> str:
    """The marks of these nodes, in this order; what is not told is unknown."""
    return "".join([_MARKS[truths.get(name, Truth.UNKNOWN)] for name in names])


def _batches(
    asked: Iterable[tuple[Graph, list[str]]],
) -> Iterator[list[tuple[Graph, list[str]]]]:
    """At most so many cases in each, whichever graphs they are of."""
    batch: list[tuple[Graph, list[str]]] = []
    left = BATCH
    for graph, cases in asked:
        for start in range(0, len(cases), BATCH):
            part = cases[start : start + BATCH]
            if len(part) > left:
                yield batch
                batch, left = [], BATCH
            batch.append((graph, part))
            left -= len(part)
    if batch:
        yield batch


def write_mark(truth: Truth) -> str:
    """The mark of a truth."""
    return _MARKS[truth]


def _command() -> list[str]:
    """-P keeps what lies in the working directory from being imported in place of ours."""
    return [sys.executable, "-P", "-W", "ignore", "-m", "huiqi.inference.worker"]


def _environment() -> dict[str, str]:
    """The parent's, and where this very package is found."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
