"""The process in which durable-rules runs: ``python -m huiqi.inference.worker``.

It reads one JSON object a line from standard input and answers each with one line.  It is
started early, beside all that its parent has to load, so it imports little.  Where it fails,
the parent has lost nothing: it is told why, or sees this process end, and starts another.

Requests are ``{"do": ..., "number": ..., "key": ...}`` with a graph's key,
a number by which the parent calls it (``decide`` has many):

``define``  ``graph``; the graph itself, before anything else names its key
``decide``  ``graphs``: ``[[key, graph], ...]`` to define first; ``asked``: ``[[key, [marks of the
            leaves, one string a case]], ...]``; answers ``decided``: for each, the marks of all
            nodes case by case, or ``refused`` with a Reason where the graph is beyond the limits
``open``    ``session``: a number; a session of its own on the graph
``tell``    ``session``, ``leaves``: ``[[position, mark], ...]``; answers ``changes`` alike
``close``   ``session``

Every answer has the request's number and how many rules are ``loaded`` now, or an ``error``, the
data of a ``Reason``; with ``lasting`` set, asking again would be useless; with ``ended`` set,
this process is no more.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, TextIO

from huiqi.inference import wire
from huiqi.inference.errors import REMEDY, NetworkLimitError, Reason
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from huiqi.inference.host import QuietHost, RunningNetwork
    from huiqi.inference.network import Network


class Sessions:
    """The networks of one process: compiled once for each graph, one in use for each session.

    All evaluations share one state in a ruleset, so a session has a loaded network to itself;
    closed, it is emptied and lent again.
    """

    def __init__(self, host: QuietHost) -> None:
        self._host = host
        self.loaded = 0  # rules, which cannot be unloaded
        self._networks: dict[int, Network] = {}
        self._refused: dict[int, dict[str, Any]] = {}
        self._idle: dict[int, list[RunningNetwork]] = {}
        self._open: dict[int, tuple[int, RunningNetwork, list[str]]] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do what a request asks; any exception but a limit means that the process must end."""
        if request["do"] == "decide":
            for number, graph in request["graphs"]:
                self._define_or_refuse(number, graph)
            return {"decided": [self._decided(number, cases) for number, cases in request["asked"]]}
        key = request["key"]
        match request["do"]:
            case "define":
                self._define(key, request["graph"])
                return {}
            case "open":
                marks = [wire.UNKNOWN] * self._networks[key].node_count
                self._open[request["session"]] = (key, self._lend(key), marks)
                return {}
            case "tell":
                return {"changes": self._tell(request["session"], request["leaves"])}
            case "close":
                key, running, _ = self._open.pop(request["session"])
                running.reset()
                self._idle[key].append(running)
                return {}
        raise ValueError(f"unknown request {request['do']!r}")

    def _define(self, key: int, graph: list[object]) -> None:
        """Compile and load at once, so that a graph beyond the limits is refused here."""
        from huiqi.inference.graph import from_json
        from huiqi.inference.network import compile_graph

        self._networks[key] = compile_graph(from_json(graph))
        self._idle[key] = [self._lend(key)]

    def _define_or_refuse(self, key: int, graph: list[object]) -> None:
        """One graph that does not fit keeps no other from being decided."""
        try:
            self._define(key, graph)
        except NetworkLimitError as error:
            self._refused[key] = _beyond_limits(error).as_data()

    def _decided(self, key: int, cases: list[str]) -> list[str] | dict[str, Any]:
        if key in self._refused:
            return {"refused": self._refused[key]}
        return self._decide(key, cases)

    def _lend(self, key: int) -> RunningNetwork:
        """A loaded network of that graph that nobody uses."""
        from huiqi.inference.host import RunningNetwork

        if self._idle.get(key):
            return self._idle[key].pop()
        self.loaded += self._networks[key].rule_count
        return RunningNetwork(self._host, self._networks[key])

    def _decide(self, key: int, cases: list[str]) -> list[str]:
        """The marks of all nodes for each case."""
        helpers_from = self._networks[key].node_count
        running = self._lend(key)
        decided = []
        for leaves in cases:
            marks = list(leaves.ljust(helpers_from, wire.UNKNOWN))
            wire.enter(marks, running.tell(wire.literals(leaves)))
            running.reset()
            decided.append("".join(marks))
        self._idle[key].append(running)
        return decided

    def _tell(self, session: int, leaves: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """Add leaves to a session; the nodes that have changed, with their marks."""
        _, running, marks = self._open[session]
        told = [f"n{position}{mark}" for position, mark in leaves]
        changed = wire.enter(marks, [*told, *running.tell(told)])
        return [(node, marks[node]) for node in changed]


def serve(requests: TextIO, answers: TextIO) -> int:
    """Answer until there are no more requests; 1 if the engine failed and cannot be kept."""
    sessions: Sessions | None = None
    missing: dict[str, Any] = {}
    try:
        from huiqi.inference.host import QuietHost

        sessions = Sessions(QuietHost())
    except Exception as error:
        # A later Python may refuse it otherwise than by an ImportError.
        said = sentence("durable-rules 无法导入（{error}）", error=_named(error))
        missing = {"error": Reason(said, REMEDY).as_data()}
    for line in requests:
        request = json.loads(line)
        answer: dict[str, Any] = {**missing, "lasting": True}
        ended = False
        if sessions is not None:
            try:
                answer = sessions.answer(request)
                answer["loaded"] = sessions.loaded
            except NetworkLimitError as error:
                answer = {"error": _beyond_limits(error).as_data()}
            except Exception as error:
                said = sentence("推理引擎出错（{error}）", error=_named(error))
                answer = {"error": Reason(said).as_data()}
                ended = answer["ended"] = True
        answer["number"] = request["number"]
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
        if ended:
            return 1
    return 0


def _beyond_limits(error: NetworkLimitError) -> Reason:
    return Reason(sentence("规则图超出推理网络的限度（{error}）", error=_named(error)))


def _named(error: Exception) -> str:
    """An error of another program: its kind, and what it says."""
    return f"{type(error).__name__}: {error}"


def serve_standard() -> int:
    """Serve on standard input and output.

    The engine's C part may print; so the answers get a descriptor of their own, and what is
    printed goes to standard error.  An interrupt is the parent's affair.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with answers:
        return serve(sys.stdin, answers)


if __name__ == "__main__":
    sys.exit(serve_standard())
