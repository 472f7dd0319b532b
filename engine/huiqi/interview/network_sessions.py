"""The inference network beside an interview: it derives as answers come.

Each claim that an answer moves has a session of its own, which is told the conditions that became
known and goes on from what it has derived; where an answer is withdrawn, the session is built anew
(:mod:`huiqi.inference.session`).  After each answer its truth of every node is compared with the
evaluator's.
"""

from __future__ import annotations

from huiqi.decision.clauses import gate_truths, graph_of
from huiqi.decision.results import Decision
from huiqi.inference import InferenceUnavailable, InferenceWorker, Session, check_agreement
from huiqi.inference.errors import Reason
from huiqi.inference.graph import Graph
from huiqi.truth import Truth


class NetworkSessions:
    """The sessions of one interview."""

    def __init__(self, worker: InferenceWorker) -> None:
        self._worker = worker
        self._graphs: dict[str, Graph] = {}
        self._sessions: dict[tuple[str, int], Session] = {}
        #: How many truths were compared, and why some were not.
        self.checked = 0
        self.note: Reason | None = None

    @property
    def rebuilds(self) -> int:
        """How often a network was built: once for each session, and where something was taken
        back.
        """
        return sum(session.rebuilds for session in self._sessions.values())

    def follow(self, before: Decision, after: Decision) -> None:
        """Tell the sessions what an answer made of the decision, and compare.

        Raises:
            Disagreement: The network and the evaluator differ on a node.
        """
        for old, new in zip(before.results, after.results, strict=True):
            if old is new or old.verdicts == new.verdicts:
                continue
            name = new.measure.id
            graph = self._graphs.get(name)
            if graph is None:
                graph = self._graphs[name] = graph_of(new.measure.requires)
            for index, verdict in enumerate(new.verdicts):
                session = self._sessions.get((name, index))
                if session is None:
                    session = self._sessions[name, index] = Session(self._worker, graph)
                told = {found.condition.id: found.truth for found in verdict.clauses}
                expected = gate_truths(new.measure.requires, verdict.nodes)
                try:
                    for leaf in graph.leaves:
                        session.tell(leaf, told.get(leaf, Truth.UNKNOWN))
                    self.checked += check_agreement(graph, session.truths(), expected).checked
                except InferenceUnavailable as unavailable:
                    self.note = unavailable.reason
                    return

    def close(self) -> None:
        """Free the networks."""
        for session in self._sessions.values():
            session.close()
        self._sessions.clear()
