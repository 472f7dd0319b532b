"""The rules that bear on an incident as one graph: leaves, clauses, items, and what follows.

The same graph is decided by the inference network and by the plain evaluator.  Nodes are named
``rule/condition``; ``rule/applies`` is a rule as a whole, ``outcome/none/must`` what follows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from huiqi.decision.clauses import graph_of
from huiqi.inference.graph import Child, Gate, Graph, Join
from huiqi.objects import cached_property
from huiqi.rulebook.measure import Group, Rule, leaves
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.sanction import EFFECTS, EffectName, ModalityName
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence

MODALITIES: tuple[ModalityName, ...] = ("must", "may")
#: Stands for the items an incident may fall under while it does not say which.
UNNAMED = "lists/unnamed"
BAR = "lists/barred"
_NEVER = "lists/none"

RULING = Text.of(sentence("同一事项有两处写法，条件不同：是否采用较宽的一处"))


@dataclass(frozen=True, slots=True)
class ItemConflict:
    """Items that state the same matter differently; they apply where all do, or by a ruling."""

    members: tuple[str, ...]

    @property
    def ruling(self) -> str:
        """The question which one prevails."""
        return f"conflict/{self.members[0]}"

    @property
    def result(self) -> str:
        """The node of what they come to together."""
        return f"{self.ruling}/applies"


def conflicts(items: Iterable[Rule]) -> tuple[ItemConflict, ...]:
    """The groups of items in conflict, each once."""
    named = {item.id: set(item.sanction.conflicts_with) for item in items}
    others = {item: found for item, found in named.items() if found}
    groups = []
    while others:
        members = {min(others)}
        waiting = set(members)
        while waiting:
            for other in others.pop(waiting.pop(), set()):
                if other not in members:
                    members.add(other)
                    waiting.add(other)
        groups.append(ItemConflict(tuple(sorted(members))))
    return tuple(groups)


@lru_cache(maxsize=1024)
def with_force(rule: Rule) -> Group:
    """A rule with the condition that it is in force."""
    return Group(id="applies", kind="all", children=(rule.force, rule.requires))


def questions(book: PenaltyBook) -> dict[str, tuple[str, ...]]:
    """What an officer can be asked, questions and texts that the source leaves open: by the
    question's id (or rule/id) the rules that ask it.
    """
    found: dict[str, list[str]] = {}
    for rule in (*book.provisions, *book.items.values()):
        for asked in leaves(with_force(rule)):
            if asked.question is not None or asked.unknown is not None or asked.readings:
                full = f"{rule.id}/{asked.id}"
                found.setdefault(asked.id, []).append(full)
                found.setdefault(full, []).append(full)
    for pair in conflicts(book.items.values()):
        found[pair.ruling] = [pair.ruling]
    return {key: tuple(rules) for key, rules in found.items()}


@dataclass(frozen=True)
class Bearing:
    """The rules that bear on an incident; ``unnamed``: it may fall under items it does not name."""

    provisions: tuple[Rule, ...]
    items: tuple[Rule, ...]
    unnamed: bool

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The provisions, then the items."""
        return (*self.provisions, *self.items)

    @cached_property
    def conflicts(self) -> tuple[ItemConflict, ...]:
        """Among the items."""
        return conflicts(self.items)

    @cached_property
    def graph(self) -> Graph:
        """Everything that is derived, from the leaves to what follows."""
        names: list[str] = []
        gates: list[Gate] = []
        for rule in self.rules:
            own = graph_of(with_force(rule))
            names += [f"{rule.id}/{leaf}" for leaf in own.leaves]
            gates += [
                Gate(
                    id=f"{rule.id}/{gate.id}",
                    kind=gate.kind,
                    children=tuple(Child(f"{rule.id}/{c.node}", c.positive) for c in gate.children),
                    threshold=gate.threshold,
                )
                for gate in own.gates
            ]
        barring = [f"{rule.id}/applies" for rule in self.provisions if rule.sanction.bars_lists]
        if not barring:
            names.append(_NEVER)
        gates.append(_gate(BAR, Join.ANY, barring or [_NEVER]))
        follows: dict[tuple[EffectName, ModalityName], list[str]] = {}
        for rule in self.provisions:
            for pair in rule.sanction.outcomes:
                follows.setdefault(pair, []).append(f"{rule.id}/applies")
        applies = {item.id: [f"{item.id}/applies"] for item in self.items}
        for conflict in self.conflicts:
            names.append(conflict.ruling)
            gates += _ruled(conflict)
            applies |= self._in_conflict(conflict)
        free = Child(BAR, positive=False)
        for item in self.items:
            children = (*map(Child, applies[item.id]), free)
            gates.append(Gate(id=f"{item.id}/decides", kind=Join.ALL, children=children))
            for pair in item.sanction.outcomes:
                follows.setdefault(pair, []).append(f"{item.id}/decides")
        if self.unnamed:
            names.append(UNNAMED)
            children = (Child(UNNAMED), free)
            gates.append(Gate(id="lists/perhaps", kind=Join.ALL, children=children))
            follows.setdefault(("none", "must"), []).append("lists/perhaps")
        gates += [_gate(outcome_node(*key), Join.ANY, below) for key, below in follows.items()]
        return Graph(tuple(names), tuple(gates))

    def _in_conflict(self, conflict: ItemConflict) -> dict[str, list[str]]:
        """What each member's outcome rests on: a more lenient one also on the ruling for it."""
        ranks = {
            item.id: (
                EFFECTS.index(item.sanction.effect),
                MODALITIES.index(item.sanction.modality),
                not item.sanction.instead,
            )
            for item in self.items
            if item.id in conflict.members
        }
        strictest = max(ranks.values())
        return {
            name: [conflict.result] if rank == strictest else [conflict.result, conflict.ruling]
            for name, rank in ranks.items()
        }


def outcome_node(effect: str, modality: str) -> str:
    """The node of what follows."""
    return f"outcome/{effect}/{modality}"


def bearing(book: PenaltyBook, named: tuple[str, ...] | None, domain: str | None) -> Bearing:
    """The provisions, the items named, and those that state the same matter otherwise."""
    chosen = {book.items[name].id for name in named or ()}
    for conflict in conflicts(book.items.values()):
        if chosen & set(conflict.members):
            chosen.update(conflict.members)
    items = tuple(item for item in book.items.values() if item.id in chosen)
    possible = domain is None or any(item.sanction.domain == domain for item in book.items.values())
    return Bearing(book.provisions, items, named is None and possible)


def _gate(name: str, kind: Join, children: Iterable[str]) -> Gate:
    return Gate(id=name, kind=kind, children=tuple(Child(child) for child in children))


def _ruled(conflict: ItemConflict) -> list[Gate]:
    """All of them apply; or one does and the ruling is for the wider."""
    members = [f"{name}/applies" for name in conflict.members]
    return [
        _gate(f"{conflict.ruling}/all", Join.ALL, members),
        _gate(f"{conflict.ruling}/any", Join.ANY, members),
        _gate(f"{conflict.ruling}/ruled", Join.ALL, [f"{conflict.ruling}/any", conflict.ruling]),
        _gate(conflict.result, Join.ANY, [f"{conflict.ruling}/all", f"{conflict.ruling}/ruled"]),
    ]
