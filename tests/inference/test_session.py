"""A session goes on from what it knows, and begins anew only when something is taken back."""

from __future__ import annotations

import os
import random
import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.inference import (
    Child,
    Gate,
    Graph,
    InferenceUnavailable,
    InferenceWorker,
    Join,
    Session,
    client,
    evaluate,
)
from huiqi.truth import Truth
from tests.inference.graphs import random_graph, random_leaves

#: Every test here asks the network itself.
pytestmark = pytest.mark.network

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
GRAPH = Graph(
    ("a", "b"),
    (
        Gate(id="both", kind=Join.ALL, children=(Child("a"), Child("b"))),
        Gate(id="not", kind=Join.ALL, children=(Child("a", False),)),
    ),
)


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_arrival_does_not_matter(worker: InferenceWorker, seed: int) -> None:
    """After each fact, in any order, the truths are those of deciding at once."""
    chance = random.Random(seed)
    graph = random_graph(chance, 8, 10)
    leaves = random_leaves(chance, graph)
    for _ in range(2):
        arriving = list(leaves.items())
        chance.shuffle(arriving)
        told: dict[str, Truth] = {}
        with Session(worker, graph) as session:
            assert session.truths() == evaluate(graph, {})
            for leaf, truth in arriving:
                session.tell(leaf, truth)
                told[leaf] = truth
                assert session.truths() == evaluate(graph, told)
            assert session.rebuilds == 1


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_facts_may_be_changed_and_withdrawn(worker: InferenceWorker, seed: int) -> None:
    """Whatever was told before, the truths are those of what is told now."""
    chance = random.Random(seed)
    graph = random_graph(chance, 5, 8)
    told: dict[str, Truth] = {}
    with Session(worker, graph) as session:
        for _ in range(15):
            leaf = chance.choice(graph.leaves)
            told[leaf] = chance.choice(list(Truth))
            session.tell(leaf, told[leaf])
            assert session.truths() == evaluate(graph, told)


def test_only_what_takes_back_begins_anew(worker: InferenceWorker) -> None:
    """Telling the same again, or unknown of what is unknown, changes nothing."""
    with Session(worker, GRAPH) as session:
        session.tell("a", TRUE)
        session.tell("a", TRUE)
        session.tell("b", UNKNOWN)
        session.tell("b", TRUE)
        assert (session.rebuilds, session.truths()["both"]) == (1, TRUE)
        session.tell("a", FALSE)
        assert (session.rebuilds, session.truths()["both"]) == (2, FALSE)
        session.tell("a", UNKNOWN)
        assert (session.rebuilds, session.truths()["both"]) == (3, UNKNOWN)


def test_sessions_and_decisions_on_one_graph_do_not_mix(worker: InferenceWorker) -> None:
    """All evaluations in a ruleset share one state, so each session needs a network of its own."""
    with Session(worker, GRAPH) as first, Session(worker, GRAPH) as second:
        first.tell("a", TRUE)
        second.tell("b", TRUE)
        assert worker.infer(GRAPH, {"a": FALSE})["both"] is FALSE
        assert first.truths()["both"] is UNKNOWN
        first.tell("b", TRUE)
        assert first.truths()["both"] is TRUE
        assert second.truths() == {"a": UNKNOWN, "b": TRUE, "both": UNKNOWN, "not": UNKNOWN}


def test_a_closed_session_leaves_nothing_in_its_network(worker: InferenceWorker) -> None:
    """The next session gets the same loaded network, emptied."""
    with Session(worker, GRAPH) as session:
        session.tell("a", TRUE)
    with Session(worker, GRAPH) as session:
        assert session.truths() == evaluate(GRAPH, {})
        session.tell("b", TRUE)
        assert session.truths() == evaluate(GRAPH, {"b": TRUE})


def test_a_closed_session_can_go_on() -> None:
    """What was told is kept on this side."""
    with InferenceWorker() as worker:
        session = Session(worker, GRAPH)
        session.tell("a", TRUE)
        session.close()
        session.close()
        session.tell("b", TRUE)
        assert session.truths()["both"] is TRUE


def test_sessions_that_nobody_closed_do_not_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The worker is replaced, and the sessions that lose their network go on all the same."""
    monkeypatch.setattr(client, "MOST_RULES", 10)
    with InferenceWorker() as worker:
        sessions = [Session(worker, GRAPH) for _ in range(9)]
        seen = []
        for leaf in ("a", "b"):
            for session in sessions:
                session.tell(leaf, TRUE)
                seen.append(worker.pid)
        assert all(session.truths()["both"] is TRUE for session in sessions)
        assert 2 < len(set(seen)) < 10


def test_a_session_survives_the_worker() -> None:
    """When the worker was replaced, the session is built anew from what it was told."""
    with InferenceWorker() as worker, Session(worker, GRAPH) as session:
        session.tell("a", TRUE)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        os.waitid(os.P_PID, worker.pid, os.WEXITED | os.WNOWAIT)
        session.tell("b", TRUE)
        assert session.truths()["both"] is TRUE
        assert session.rebuilds == 2


def test_a_fact_told_to_a_hanging_worker_is_kept() -> None:
    """The failure is reported once, and the next call begins anew with that fact."""
    with InferenceWorker() as worker, Session(worker, GRAPH) as session:
        session.tell("a", TRUE)
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGSTOP)
        usual, worker.time_limit = worker.time_limit, 0.5
        with pytest.raises(InferenceUnavailable, match="no answer within"):
            session.tell("b", TRUE)
        worker.time_limit = usual
        assert session.truths()["both"] is TRUE
