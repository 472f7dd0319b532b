"""The only module that runs durable-rules, in the one way that was found to hold.

No background threads, no retraction, one fixed state, and actions that add a literal at most
once.  What was derived is what the sink rule received, never what an action meant to add.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from durable import engine

from huiqi.inference.network import SID, SINK, Network, Ruleset, definition, fact

Action = Callable[[Any], None]


class HostError(RuntimeError):
    """The engine did not do what was asked; the process that holds it should end."""


class QuietHost(engine.Host):  # type: ignore[misc]  # durable-rules has no types
    """A host without the two background threads, which race with everything else."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = Lock()
        self._names = 0

    def _run(self) -> None:
        """Start nothing: every action runs inside the assertion that made it ready."""

    def new_name(self) -> str:
        """A name that no ruleset here has had: a ruleset cannot be redefined or removed."""
        self._names += 1
        return f"ruleset{self._names}"


class _Running:
    """One ruleset, with what has been asserted in it and what its sink has received."""

    def __init__(self, host: QuietHost, ruleset: Ruleset) -> None:
        self._host = host
        self._takes = ruleset.takes
        self._asserted: set[str] = set()
        self._received: list[str] = []
        self._acted = False
        self._name = host.new_name()
        # set_rulesets changes the dictionary it is given; this one is made for it.
        rules = definition(ruleset)
        for position, rule in enumerate(ruleset.rules):
            rules[f"r{position}"]["run"] = self._deriving(rule.head)
        rules[SINK]["run"] = self._receive
        host.set_rulesets({self._name: rules})

    def _deriving(self, head: str) -> Action:
        """An action of one argument (with two, the engine waits for ever)."""
        derived = fact(head)

        def derive(context: Any) -> None:
            self._acted = True
            if head not in self._asserted:
                self._asserted.add(head)
                context.assert_fact(derived)

        return derive

    def _receive(self, context: Any) -> None:
        """The sink: a firing brings one or more facts from working memory."""
        self._acted = True
        self._received.extend(message["n"] for message in context.m)

    def tell(self, literals: Iterable[str]) -> list[str]:
        """Assert those that this ruleset reads; what it newly derived."""
        new = [name for name in literals if name in self._takes and name not in self._asserted]
        if not new:
            return []
        start = len(self._received)
        self._asserted.update(new)
        self._host.assert_facts(self._name, [fact(literal) for literal in new])
        error = self._host.get_state(self._name, SID).get("exception")
        if error:
            raise HostError(f"an action failed: {error}")
        if len(self._received) != len(self._asserted) or set(self._received) != self._asserted:
            raise HostError("a fact did not pass through the network")
        given = set(new)
        return [name for name in self._received[start:] if name not in given]

    def reset(self) -> None:
        """Forget all facts; deleting a state in which no action ran would crash."""
        if self._acted:
            self._host.delete_state(self._name, SID)
        self._asserted.clear()
        self._received.clear()
        self._acted = False


class RunningNetwork:
    """A network loaded into the host, with the facts of one evaluation or session."""

    def __init__(self, host: QuietHost, network: Network) -> None:
        self._host = host
        with host.lock:
            self._rulesets = [_Running(host, ruleset) for ruleset in network.rulesets]

    def tell(self, literals: Iterable[str]) -> list[str]:
        """Add literals; all that newly follows from them and from what was told before.

        One pass is enough, since a ruleset reads only from those before it.  Raises
        :class:`HostError` if the engine lost a fact or an action failed.
        """
        known = list(literals)
        given = len(known)
        with self._host.lock:
            for ruleset in self._rulesets:
                known.extend(ruleset.tell(known))
        return known[given:]

    def reset(self) -> None:
        """Forget every fact, so that another evaluation can begin."""
        with self._host.lock:
            for ruleset in self._rulesets:
                ruleset.reset()
