"""The parent's side of the worker: starting it, asking it, and ending it when it fails."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from huiqi.inference import wire
from huiqi.inference.errors import REMEDY, Disagreement, InferenceUnavailable, Reason
from huiqi.inference.graph import Graph, check_leaves, to_json
from huiqi.inference.pipe import Pipe
from huiqi.truth import Truth

BATCH = 50  # cases in one request: each request has the whole time limit
MOST_RULES = 20_000  # 300 MB; rules cannot be unloaded, so a worker with more is replaced

_MARKS = {Truth.TRUE: wire.TRUE, Truth.FALSE: wire.FALSE, Truth.UNKNOWN: wire.UNKNOWN}
_TRUTHS = {mark: truth for truth, mark in _MARKS.items()}


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
                    self._lasting = Reason(
                        f"推理进程无法启动（{error}）",
                        f"the inference worker cannot be started: {error}",
                    )

    def close(self) -> None:
        """End the process; the worker may be used again, and then starts another."""
        with self.turn:
            self._end()

    def decide(self, graph: Graph, leaves: Mapping[str, Truth]) -> dict[str, Truth]:
        """The network's truth of every leaf and gate; a leaf that is not given is unknown.

        Raises :class:`InferenceUnavailable` if there is no answer, :class:`Disagreement` if the
        network contradicts itself, and ``GraphError`` for a name that is not a leaf.
        """
        return self.decide_many(graph, [leaves])[0]

    def decide_many(
        self, graph: Graph, cases: Iterable[Mapping[str, Truth]]
    ) -> list[dict[str, Truth]]:
        """:meth:`decide` for each case, with one message to the worker for many of them."""
        marks = []
        for leaves in cases:
            check_leaves(graph, leaves)
            marks.append("".join(_MARKS[leaves.get(name, Truth.UNKNOWN)] for name in graph.leaves))
        names = graph.nodes
        decided: list[dict[str, Truth]] = []
        for start in range(0, len(marks), BATCH):
            answer = self.request("decide", graph, cases=marks[start : start + BATCH])
            decided.extend(
                {name: read_mark(name, mark) for name, mark in zip(names, case, strict=True)}
                for case in answer["cases"]
            )
        return decided

    def request(self, do: str, graph: Graph, **content: Any) -> dict[str, Any]:
        """Send one request and wait for its answer, at most the time limit.

        Raises :class:`InferenceUnavailable`; unless the worker itself had refused the request,
        it has then been killed, and the next call starts another.
        """
        with self.turn:
            if self._loaded > MOST_RULES and (do == "open" or graph.key not in self._defined):
                self._end()
            self.start()
            try:
                if self._lasting is not None:
                    raise InferenceUnavailable(self._lasting)
                if graph.key not in self._defined:
                    key = len(self._defined)
                    self._exchange({"do": "define", "key": key, "graph": to_json(graph)})
                    self._defined[graph.key] = key
                return self._exchange({"do": do, "key": self._defined[graph.key], **content})
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
                raise InferenceUnavailable(
                    Reason("推理进程答非所问", "the inference worker answered another question")
                )
        except ValueError as error:
            self._end()
            raise InferenceUnavailable(
                Reason(
                    f"推理进程的回答无法读懂（{error}）",
                    f"the inference worker answered nonsense: {error}",
                )
            ) from None
        except InferenceUnavailable as unavailable:
            self._end()
            if self._answered:
                raise
            said = unavailable.reason
            self._lasting = Reason(said.zh, said.en, REMEDY)
            raise InferenceUnavailable(self._lasting) from None
        except BaseException:
            # An interrupt too leaves an answer under way, which nobody must take for the next.
            self._end()
            raise
        self._answered = True
        if "error" in answer:
            reason = Reason(**answer["error"])
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


def read_mark(node: str, mark: str) -> Truth:
    """The truth of a mark; :class:`Disagreement` where the network says both."""
    if mark == wire.BOTH:
        raise Disagreement(node, "both true and false", None)
    return _TRUTHS[mark]


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
