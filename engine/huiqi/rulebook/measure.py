"""A rule at run time: its clauses, its effect, its period and how to apply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from huiqi.diagnostics import Place
from huiqi.language.tree import Node
from huiqi.objects import dataclass
from huiqi.rulebook.apply import Apply
from huiqi.rulebook.basis import WEAK, Basis, of_conditions, support
from huiqi.rulebook.force import IN_FORCE, InForce
from huiqi.rulebook.sanction import Sanction
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence

#: The condition of a measure whose text is not public: nobody can decide it.
UNPUBLISHED = "text-not-public"
#: The place of what no file wrote.
NOWHERE = Place("")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One reading of an ambiguous clause."""

    id: str
    text: Text
    node: Node


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
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
    presumed: bool = False
    #: Whether it asks what was received before, for a measure that is paid once.
    once: bool = False
    #: In few words, what is so where it is not met; of what its source leaves open, what is.
    brief: Text | None = None
    #: What may still happen, where it is not met: it is not refused for good.
    awaits: Text | None = None
    #: Where this is so, nothing is asked; ``node`` holds there as well.
    unless: Node | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Its expressions: the one it asks, or that of each reading of its text."""
        own = () if self.node is None else (self.node,)
        return (*own, *(reading.node for reading in self.readings))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Group:
    """``all``, ``any``, ``none`` or ``at_least`` (with its threshold) of the children."""

    id: str
    kind: str
    children: tuple[Clause, ...]
    threshold: int = 0
    text: Text | None = None


Clause = Condition | Group


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Cap:
    """An upper limit of an amount."""

    at_most: Node
    per: str
    less: Node | None
    by: Node | None
    basis: tuple[Basis, ...]
    grade: int
    note: Text | None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Floor:
    """A lower limit of what is granted."""

    at_least: Node
    per: str
    by: Node | None
    basis: tuple[Basis, ...]
    grade: int
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """To whole multiples of ``to`` yuan (down, up or half_up); nothing below a minimum."""

    to: Decimal
    direction: str
    nothing_below: Decimal | None
    basis: tuple[Basis, ...]
    note: Text | None


@dataclass(frozen=True, slots=True, eq=False)
class Uplift:
    """A share of what other measures pay; ``only_limit``: the text names only its maximum."""

    of: tuple[str, ...]
    rate: Node
    only_limit: bool


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Stage:
    """A part of the amount, paid on its own condition."""

    id: str
    text: Text
    share: Node
    clause: Clause | None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Statement:
    """What the amount is by one of several sources that disagree, or by another reading."""

    id: str
    text: Text
    node: Node
    basis: tuple[Basis, ...]
    grade: int


@dataclass(frozen=True, slots=True)
class Once:
    """For what a measure is paid once; the fields of the record (``variable``) that tell which."""

    scope: str
    variable: str | None
    fields: tuple[str, ...] = ()

    @property
    def field(self) -> str | None:
        """What a payment names of them; of those of one such name the others tell which."""
        return next(iter(self.fields), None)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Gives:
    """What a measure gives: exactly one of amount, at_most and uplift is given."""

    amount: Node | None
    at_most: Node | None
    uplift: Uplift | None
    floors: tuple[Floor, ...]
    caps: tuple[Cap, ...]
    rounding: Rounding | None
    stages: tuple[Stage, ...]
    readings: tuple[Statement, ...]
    shared_from: Node | None
    basis: tuple[Basis, ...]
    grade: int
    note: Text | None
    #: Where sources disagree: each one's amount.  ``amount`` runs over all of them, ``grade`` is
    #: the weakest's.
    conflicting: tuple[Statement, ...] = ()
    once: Once | None = None

    def stated(self, chosen: str) -> Gives:
        """The same as the one source says that an official chose."""
        for statement in self.conflicting:
            if statement.id == chosen:
                return replace(self, amount=statement.node, grade=statement.grade)
        return self

    @property
    def year_by(self) -> Node | None:
        """The date that puts a claim in its year: the same for every limit by year."""
        dates = [*(floor.by for floor in self.floors), *(cap.by for cap in self.caps)]
        return next((by for by in dates if by is not None), None)

    @property
    def limit_grades(self) -> tuple[int, ...]:
        """How well each floor and cap is supported (ranks)."""
        return (*(floor.grade for floor in self.floors), *(cap.grade for cap in self.caps))


@dataclass(frozen=True, slots=True)
class SourceConflict:
    """Sources that disagree, for an official to rule on."""

    id: str
    text: Text
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grant:
    """What a measure pays; ``None``: it helps otherwise, and names no amount."""

    gives: Gives | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Title:
    """A title: its place on the ladder, whether the enterprise holds it, and what comes with it."""

    step: str
    order: int
    held: Node
    gives: Gives | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Unpublished:
    """A measure whose text is not public: the measures it is modelled on, nearest first, and the
    titles that it is about.
    """

    modelled_on: tuple[str, ...]
    gives: Gives | None = None
    titles: tuple[str, ...] = ()


#: What comes of a rule; what only one of them has stands in it.
Effect = Grant | Title | Unpublished | Sanction


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Rule:
    """One rule: whom or what it is about, what it asks, when, on what authority, and its effect.

    A measure or a title of a programme, an item of a list, a provision of the statute; all are
    linked, evaluated, explained and examined alike, and ``effect`` alone tells them apart.
    """

    id: str
    title: Text
    #: The programme, the list or the statute in which it stands.
    collection: str
    in_force: InForce
    basis: tuple[Basis, ...]
    requires: Clause
    effect: Effect
    #: For each record of which list it is, and what its expressions call the record.
    variable: str | None = None
    records: str | None = None
    note: Text | None = None
    place: Place = NOWHERE
    slot: int | None = None
    summary: Text | None = None
    department: Text | None = None
    instrument: str = ""
    apply: Apply = Apply()
    proof: tuple[str, ...] = ()
    #: The titles that it gives, and those above them.
    recognises: tuple[str, ...] = ()
    conflicts: tuple[SourceConflict, ...] = ()
    unstated: tuple[Text, ...] = ()
    #: ``enterprise``, ``organisation`` (an association or civil body) or ``cluster``.
    recipient: str = "enterprise"
    #: ``first``, ``first_failed`` or ``recheck``, where it is for that alone.
    occasion: str | None = None
    #: ``province`` or ``nation``, where it is for what a higher level than its own recognised.
    for_level: str | None = None
    short: Text | None = None
    #: What else people call it, the engine's own screens among them.
    also: tuple[str, ...] = ()

    @property
    def gives(self) -> Gives | None:
        """What is paid, if anything."""
        return None if isinstance(self.effect, Sanction) else self.effect.gives

    def giving(self, gives: Gives | None) -> Rule:
        """The same with another amount."""
        assert not isinstance(self.effect, Sanction)
        return replace(self, effect=replace(self.effect, gives=gives))

    @property
    def ladder(self) -> Title | None:
        """Of a title its place on the ladder."""
        return self.effect if isinstance(self.effect, Title) else None

    @property
    def modelled_on(self) -> tuple[str, ...]:
        """Of what is not public the measures it is modelled on, nearest first."""
        return self.effect.modelled_on if isinstance(self.effect, Unpublished) else ()

    @property
    def titles(self) -> tuple[str, ...]:
        """Of what is not public the titles that it is about."""
        return self.effect.titles if isinstance(self.effect, Unpublished) else ()

    @property
    def force(self) -> Condition:
        """That it is in force on one of its days, as a condition beside the others."""
        period = self.in_force
        text = Text.of(sentence("行为时或者决定时已施行且未失效"))
        return Condition(
            id=IN_FORCE,
            text=text,
            basis=period.basis,
            grade=support(period.basis),
            question=None if period.settled else text,
            note=period.note,
            place=period.place,
        )

    @property
    def sanction(self) -> Sanction:
        """What follows from a violation; only of a provision or an item."""
        assert isinstance(self.effect, Sanction)
        return self.effect

    @property
    def name(self) -> Text:
        """The title for one line of a list: its short form, where it has one."""
        return self.short or self.title

    @property
    def published(self) -> bool:
        """Whether it has a text of its own that says who qualifies."""
        return not self.modelled_on and self.requires.id != UNPUBLISHED

    @property
    def amount_question(self) -> str:
        """The judgement that chooses among sources that disagree on the amount."""
        return f"{self.id}/amount"

    @property
    def open_grade(self) -> int:
        """How well its verdict is supported while it is open (a rank): as the weakest statement on
        which it may come to rest, whatever is already answered; a weak one is not relied on.
        """
        own = (one.grade for one in self.conditions() if one.grade < WEAK)
        return max(support(of_conditions(self.basis)), *own, 0)

    @property
    def proofs(self) -> tuple[str, ...]:
        """What to bring: for itself, and for its conditions, each once."""
        asked = (proof for condition in self.conditions() for proof in condition.proof)
        return tuple(dict.fromkeys((*self.proof, *asked)))

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
                yield from leaf.nodes
        if self.gives is not None:
            yield from gives_nodes(self.gives)


#: A rule of a programme.
Measure = Rule


def leaves(clause: Clause) -> Iterator[Condition]:
    """The conditions of a clause, in the order of reading."""
    if isinstance(clause, Condition):
        yield clause
    else:
        for child in clause.children:
            yield from leaves(child)


def gives_nodes(gives: Gives) -> Iterator[Node]:
    """Every expression of an amount."""
    yield from (one for one in (gives.amount, gives.at_most, gives.shared_from) if one is not None)
    if gives.uplift is not None:
        yield gives.uplift.rate
    for floor in gives.floors:
        yield from (node for node in (floor.at_least, floor.by) if node is not None)
    for cap in gives.caps:
        yield from (node for node in (cap.at_most, cap.less, cap.by) if node is not None)
    yield from (stage.share for stage in gives.stages)
    yield from (reading.node for reading in gives.readings)
