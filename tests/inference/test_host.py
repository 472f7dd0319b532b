"""What the engine loses or swallows is noticed, here in one process with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from huiqi.inference import Child, Gate, Graph, Join
from huiqi.inference.network import compile_graph

if TYPE_CHECKING:
    from huiqi.inference.host import RunningNetwork

#: Every test here asks the network itself.
pytestmark = pytest.mark.network

GRAPH = Graph(("a", "b"), (Gate(id="g", kind=Join.ALL, children=(Child("a"), Child("b"))),))


def _running() -> RunningNetwork:
    """The graph in a host of its own (imported here: where it is absent, the file still loads)."""
    from huiqi.inference.host import QuietHost, RunningNetwork

    return RunningNetwork(QuietHost(), compile_graph(GRAPH))


def test_the_host_starts_no_threads() -> None:
    """The engine's two background threads race with every call."""
    before = threading.active_count()
    running = _running()
    assert running.tell(["n0+", "n1+"]) == ["n2+"]
    assert threading.active_count() == before


def test_only_what_is_new_is_reported() -> None:
    """Telling a literal again does nothing; the network goes on from where it was."""
    running = _running()
    assert running.tell(["n0+"]) == []
    assert running.tell(["n0+", "n1+"]) == ["n2+"]
    assert running.tell(["n1+"]) == []


def test_a_reset_before_any_fact_is_harmless() -> None:
    """The engine crashes when a state in which nothing happened is deleted."""
    running = _running()
    for _ in range(3):
        running.reset()
    assert running.tell(["n1-"]) == ["n2-"]


def test_a_failing_action_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine swallows what an action raises."""

    def fail(*_: object) -> None:
        raise RuntimeError("no room")

    running = _running()
    monkeypatch.setattr("durable.engine.Closure.assert_fact", fail)
    with pytest.raises(RuntimeError, match="no room"):
        running.tell(["n0+", "n1+"])


def test_an_abandoned_action_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clock jumps, the engine silently drops the action and all that wait for it."""
    running = _running()
    monkeypatch.setattr("durable.engine.Closure._has_completed", lambda _: True)
    with pytest.raises(RuntimeError, match="did not pass"):
        running.tell(["n0+", "n1+"])
