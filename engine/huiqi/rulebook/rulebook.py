"""The rulebook in memory: every text linked, typed and immutable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from huiqi.diagnostics import Place
from huiqi.language.scope import Scope
from huiqi.language.tree import FactReference, Node, ParameterReference, walk
from huiqi.language.types import Type
from huiqi.rulebook.models import Grade, Text
from huiqi.rulebook.points import Number

#: The place of what no file wrote.
NOWHERE = Place("")
#: From the strongest to the weakest; a grade's rank is its place here.
GRADES = tuple(Grade)
RANKS = {grade: rank for rank, grade in enumerate(GRADES)}
#: From this rank on, the strict reading does not rely on a statement.
WEAK = RANKS[Grade.COMPARABLE]


@dataclass(frozen=True, slots=True)
class Source:
    """A cited document."""

    id: str
    title: str
    number: str
    issuer: str
    date: date | None
    url: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class Basis:
    """A place in a source, and how far it carries."""

    source: Source
    locator: str
    supports: tuple[str, ...]
    grade: Grade
    note: str

    def cited(self) -> str:
        """As printed: title, number and place."""
        parts = [f"《{self.source.title}》" if "《" not in self.source.title else self.source.title]
        if self.source.number:
            parts.append(self.source.number)
        if self.locator:
            parts.append(self.locator)
        return " ".join(parts)


def support(bases: tuple[Basis, ...]) -> int:
    """The rank of what several citations support together.

    Citations of the same part (``supports``) back each other: the best counts.  Different parts
    are all needed: the weakest part counts.
    """
    parts: dict[str, int] = {}
    for basis in bases:
        rank = RANKS[basis.grade]
        for part in basis.supports or ("",):
            parts[part] = min(parts.get(part, rank), rank)
    return max(parts.values(), default=len(GRADES) - 1)


@dataclass(frozen=True, slots=True)
class Fact:
    """A base fact, or a field of a record (``formula``: derived from the other fields)."""

    id: str
    type: Type
    label: Text
    yearly: bool = False
    unit: str = ""
    low: Number | None = None
    high: Number | None = None
    can_change: str = "no"
    question: Text | None = None
    help: Text | None = None
    known_by: str | None = None
    rarely_known: bool = False
    proof: tuple[str, ...] = ()
    fields: Mapping[str, Fact] = field(default_factory=dict)
    key: str | None = None
    formula: Node | None = None
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter's value in a period."""

    since: date
    until: date | None
    when: Node | None
    value: Node
    basis: tuple[Basis, ...]
    grade: int


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated value."""

    id: str
    type: Type
    label: Text
    overlap: str
    rows: tuple[Row, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A derived fact."""

    id: str
    type: Type
    label: Text
    yearly: bool
    unit: str
    low: Number | None
    high: Number | None
    node: Node
    bindings: Mapping[str, Node]
    look_back: int | None
    floor: Node | None
    line: str
    ask: bool
    prefill: bool
    question: Text | None
    help: Text | None
    known_by: str | None
    rarely_known: bool
    proof: tuple[str, ...]
    working: tuple[str, ...]
    basis: tuple[Basis, ...]
    grade: int
    note: Text | None
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One reading of an ambiguous clause."""

    id: str
    text: Text
    node: Node


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """A leaf of a measure: exactly one of node, unknown, question and readings is given."""

    id: str
    text: Text
    basis: tuple[Basis, ...]
    grade: int
    node: Node | None = None
    unknown: Text | None = None
    question: Text | None = None
    readings: tuple[Reading, ...] = ()
    proof: tuple[str, ...] = ()
    note: Text | None = None
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """``all``, ``any``, ``none`` or ``at_least`` (with its threshold) of the children."""

    id: str
    kind: str
    children: tuple[Clause, ...]
    threshold: int = 0
    text: Text | None = None


Clause = Condition | Group


@dataclass(frozen=True, slots=True, eq=False)
class Cap:
    """An upper limit of an amount."""

    at_most: Node
    per: str
    less: Node | None
    by: Node | None
    basis: tuple[Basis, ...]
    grade: int
    note: Text | None


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """A part of the amount, paid on its own condition."""

    id: str
    text: Text
    share: Node
    clause: Clause | None


@dataclass(frozen=True, slots=True, eq=False)
class AmountReading:
    """Another reading of the amount."""

    id: str
    text: Text
    node: Node
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Gives:
    """What a measure gives."""

    amount: Node | None
    at_most: Node | None
    caps: tuple[Cap, ...]
    stages: tuple[Stage, ...]
    readings: tuple[AmountReading, ...]
    shared_from: Node | None
    basis: tuple[Basis, ...]
    grade: int
    note: Text | None


@dataclass(frozen=True, slots=True)
class InForce:
    """The period of a measure, as stated or as seen."""

    since: date | None
    until: date | None
    seen: tuple[date, ...]
    basis: tuple[Basis, ...]
    note: Text | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that disagree, for an official to rule on."""

    id: str
    text: Text
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rung:
    """A title's place on the ladder, and whether the enterprise holds it."""

    step: str
    order: int
    held: Node


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One support measure; with ``ladder``, a title."""

    id: str
    programme: str
    slot: int | None
    title: Text
    summary: Text | None
    department: Text | None
    instrument: str
    ladder: Rung | None
    how_to_apply: Text | None
    in_force: InForce
    basis: tuple[Basis, ...]
    variable: str | None
    records: str | None
    requires: Clause
    gives: Gives | None
    proof: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    unstated: tuple[Text, ...]
    note: Text | None
    place: Place

    def conditions(self) -> Iterator[Condition]:
        """Its leaves, in the order of reading."""
        yield from leaves(self.requires)

    def clauses(self) -> Iterator[Clause]:
        """All clauses that decide it or a stage of its amount."""
        yield self.requires
        for stage in self.gives.stages if self.gives else ():
            if stage.clause is not None:
                yield stage.clause

    def nodes(self) -> Iterator[Node]:
        """Every expression in it."""
        for clause in self.clauses():
            for leaf in leaves(clause):
                if leaf.node is not None:
                    yield leaf.node
                yield from (reading.node for reading in leaf.readings)
        if self.gives is not None:
            yield from gives_nodes(self.gives)


@dataclass(frozen=True, slots=True)
class Programme:
    """A group of measures under one policy."""

    id: str
    title: Text
    summary: Text | None
    basis: tuple[Basis, ...]
    slots: int | None
    note: Text | None


@dataclass(frozen=True, slots=True, repr=False)
class Rulebook:
    """All rules, linked."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    definitions: Mapping[str, Definition]
    programmes: Mapping[str, Programme]
    measures: Mapping[str, Measure]
    scope: Scope
    version: str
    sha256: str
    #: For each name, every fact and definition it rests on, itself included.
    closure: Mapping[str, frozenset[str]]
    #: Names whose value rests on something the strict reading does not rely on.
    weak: frozenset[str]

    def __repr__(self) -> str:
        return f"Rulebook({len(self.measures)} measures, {self.sha256[:12]})"

    @property
    def supports(self) -> tuple[Measure, ...]:
        """The measures that support an enterprise: all but the titles."""
        return tuple(measure for measure in self.measures.values() if measure.ladder is None)

    @property
    def titles(self) -> tuple[Measure, ...]:
        """The titles, from the foot of the ladder up."""
        found = [measure for measure in self.measures.values() if measure.ladder is not None]
        return tuple(sorted(found, key=lambda title: title.ladder.order if title.ladder else 0))

    def label(self, name: str) -> Text:
        """What people call a fact, a definition or a parameter."""
        found = self.facts.get(name) or self.definitions.get(name) or self.parameters.get(name)
        return found.label if found else Text(zh=name, en=name)

    def rests_on_weak(self, node: Node) -> bool:
        """Whether the two readings may differ on an expression."""
        return any(name in self.weak for name in names_read(node))


def leaves(clause: Clause) -> Iterator[Condition]:
    """The conditions of a clause, in the order of reading."""
    if isinstance(clause, Condition):
        yield clause
    else:
        for child in clause.children:
            yield from leaves(child)


def gives_nodes(gives: Gives) -> Iterator[Node]:
    """Every expression of an amount."""
    for node in (gives.amount, gives.at_most, gives.shared_from):
        if node is not None:
            yield node
    for cap in gives.caps:
        yield from (node for node in (cap.at_most, cap.less, cap.by) if node is not None)
    yield from (stage.share for stage in gives.stages)
    yield from (reading.node for reading in gives.readings)


def names_read(node: Node) -> Iterator[str]:
    """The facts, definitions and parameters an expression names."""
    for part in walk(node):
        if isinstance(part, (FactReference, ParameterReference)):
            yield part.name
