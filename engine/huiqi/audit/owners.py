"""What decides in a rulebook, found by one walk over its fields: whose, and where written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace

from huiqi.diagnostics import Place
from huiqi.language.fieldwise import outermost, parts
from huiqi.language.tree import Node, walk
from huiqi.rulebook.apply import Apply
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.force import InForce
from huiqi.rulebook.measure import (
    Condition,
    Gives,
    Group,
    Measure,
    SourceConflict,
    Statement,
    Title,
)
from huiqi.rulebook.rulebook import DatedValue, Fact, Rulebook, Stated
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, sentence

#: Where what decides stands, in the order of reading.
COLLECTIONS = (
    *("measures", "provisions", "definitions", "parameters"),
    *("facts", "stacking", "funds"),
)
#: What says where from, how to apply, or how else an amount is read, and decides nothing.
APART = (Text, Place, Basis, Apply, SourceConflict, Stated, Statement)
#: What is a part of something else already.
_DERIVED = ("bindings", "working")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """An object that decides: whose, what people call that, and where it is written.

    ``subject``: ``measure/clause``, a definition, a field of a fact; ``key`` in ``collection``
    names the entry of the rulebook that it is part of.
    """

    collection: str
    key: str
    subject: str
    label: InLanguages
    place: Place
    part: object
    basis: tuple[Basis, ...] = ()

    @property
    def rule(self) -> str | None:
        """The rule it is part of."""
        return self.key if self.collection in ("measures", "provisions") else None

    @property
    def root(self) -> Node:
        """The expression."""
        assert isinstance(self.part, Node)
        return self.part


def deciding(rulebook: Rulebook) -> Iterator[Owned]:
    """All that decides: each entry, each object within it, and each expression as a whole."""
    for collection in COLLECTIONS:
        for key, entry in getattr(rulebook, collection).items():
            declared = rulebook.declared_at.get(("name", key), Place(key))
            whole = Owned(
                collection=collection,
                key=key,
                subject=key,
                label=getattr(entry, "title", None) or getattr(entry, "label", None) or entry.text,
                place=getattr(entry, "place", declared),
                part=entry,
                basis=getattr(entry, "basis", ()),
            )
            # Who qualifies for what is modelled on another is decided there.
            borrowed = isinstance(entry, Measure) and bool(entry.modelled_on)
            yield from _below(rulebook, whole, entry.in_force if borrowed else entry)


def owned(rulebook: Rulebook) -> Iterator[Owned]:
    """The expressions: all that cases can reach, in the order of the rulebook."""
    return (own for own in deciding(rulebook) if isinstance(own.part, Node))


def each_node(rulebook: Rulebook) -> Iterator[tuple[Owned, Node]]:
    """Every node that cases can reach, once, with whose it is."""
    seen: set[Node] = set()
    for owner in owned(rulebook):
        for node in walk(owner.root):
            if node not in seen:
                seen.add(node)
                yield owner, node


def expressions(rulebook: Rulebook) -> Iterator[Node]:
    """Every expression, also those that decide nothing."""
    for collection in COLLECTIONS:
        yield from outermost(getattr(rulebook, collection), Node)


def _below(rulebook: Rulebook, owner: Owned, part: object) -> Iterator[Owned]:
    if isinstance(part, Node):
        yield replace(owner, part=part)
    elif isinstance(part, tuple | Mapping):
        for key, one in parts(part):
            inner = owner
            if isinstance(one, Fact):  # a field of a list
                inner = replace(owner, subject=f"{owner.key}.{key}", label=one.label)
            yield from _below(rulebook, inner, one)
    elif is_dataclass(part) and not isinstance(part, APART):
        owner = _within(rulebook, owner, part)
        yield owner
        for name, one in parts(part):
            if name not in _DERIVED:
                yield from _below(rulebook, owner, one)


def _within(rulebook: Rulebook, owner: Owned, part: object) -> Owned:
    """What has a name of its own is named by it; what has a basis rests on that."""
    owner = replace(owner, part=part, basis=getattr(part, "basis", owner.basis))
    match part:
        case Condition():
            subject = f"{owner.key}/{part.id}"
            return replace(owner, subject=subject, label=part.text, place=part.place)
        case Group():
            return replace(owner, subject=f"{owner.key}/{part.id}")
        case Gives():
            label = sentence("{owner}的金额", owner=owner.label)
            return replace(owner, subject=f"{owner.key}/gives", label=label)
        case InForce():
            return replace(owner, subject=f"{owner.key}/in_force")
        case Title():
            return replace(owner, subject=f"{owner.key}/ladder")
        case DatedValue():
            return replace(owner, place=rulebook.written_at(part.value) or owner.place)
    return owner


def period_of(rule: Measure) -> object:
    """What tells its period from others: that of a statute or a list is of all its rules."""
    force = rule.in_force
    if not force.on:
        return rule.id
    return (rule.collection, force.since, force.until, force.ended_by, force.seen)


def place_of(rulebook: Rulebook, owner: Owned, node: Node) -> Place:
    """Where a node is written, or what is nearest below it, or its owner."""
    for part in (*walk(node), owner.part):
        found = rulebook.written_at(part) if isinstance(part, Node) else None
        if found is not None:
            return found
    return owner.place
