"""The rulebook in memory: every text linked, typed and immutable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal

from huiqi.diagnostics import Place
from huiqi.language.scope import Scope
from huiqi.language.tree import FactReference, Node, ParameterReference, walk
from huiqi.language.types import Type
from huiqi.objects import dataclass
from huiqi.rulebook.basis import Basis, Source
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.constraint_bounds import NO_CONSTRAINTS, Constraints
from huiqi.rulebook.interview_order import NO_ORDER, InterviewOrder
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.points import WrittenPoint
from huiqi.rulebook.text import KnowingOffice, Text
from huiqi.rulebook.vocabulary import NO_VOCABULARY, Vocabulary
from huiqi.rulebook.written import NOWHERE_WRITTEN, Written
from huiqi.spelling import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipts:
    """Which fields of a list of payments say what was paid, for what, when and how much."""

    measure: str
    thing: str
    day: str
    amount: str


#: What is never less than this is a year, and no number of years.
_EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class StepToTake:
    """Something to do, after which a field is another; ``by``: the field with its last day."""

    id: str
    text: Text
    by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What facts, the fields of records and definitions have alike."""

    id: str
    type: Type
    label: Text
    #: What else people call it.
    also: tuple[str, ...] = ()
    yearly: bool = False
    unit: str = ""
    low: WrittenPoint | None = None
    high: WrittenPoint | None = None
    question: Text | None = None
    help: Text | None = None
    known_by: str | None = None
    office: KnowingOffice | None = None
    rarely_known: bool = False
    #: Held up to a day, by which a table may tell it; for so many years, where that is known.
    lasting: bool | int = False
    #: With it the facts of the years: first given, first refused, rechecked the last time.
    first_given: str | None = None
    first_failed: str | None = None
    last_rechecked: str | None = None
    proof: tuple[str, ...] = ()
    #: Between which a figure is likely to be meant as it stands, whatever its sign.
    plausible: tuple[WrittenPoint | None, WrittenPoint | None] = (None, None)
    #: Its line in a form; the statement and the line on which it stands.
    line: str = ""
    found_in: Text | None = None
    #: What its file is about: the sheet of the form on which it is asked.
    topic: Text | None = None

    @property
    def is_calendar_year(self) -> bool:
        """Whether it is a year of the calendar, and no number of years."""
        return isinstance(self.low, Decimal) and self.low >= _EARLIEST_YEAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Declared):
    """A base fact, or a field of a record (``formula``: derived from the other fields)."""

    can_change: str = "no"
    #: A fact for which people tell this one, where a table has no column of that.
    may_mean: str | None = None
    #: The division of a credit code (its third to eighth digit) that suggests yes.
    region: str = ""
    fields: Mapping[str, Fact] = field(default_factory=dict)
    #: Of a list: the fields that tell its records apart, and the one that dates them.
    key: tuple[str, ...] = ()
    dated_by: str | None = None
    #: The field that names a record to people.
    shown_by: str | None = None
    #: For a product, project or title: the field that tells which one a record is about.
    things: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: The field in which a record says itself that it was paid for before.
    received: str | None = None
    receipts: Receipts | None = None
    #: Of a field that can change: how that is told as something to do.
    step: StepToTake | None = None
    #: What the engine knows it by; of a list, which of its fields has which role.
    role: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    formula: Node | None = None
    default: str | None = None
    #: A record without this field is refused.
    required: bool = False
    #: Where known false it does not apply; where known true it does.
    applies_when: Node | None = None
    #: Of two statements of the field the later counts.
    latest: bool = False
    #: The field with the day before which what a table says of it may be a plan.
    planned_until: str | None = None
    #: A column may tell what it is at most, before it is audited: when that is.
    at_most_told: Text | None = None
    #: Of a day that may lie ahead: how it is said that it has not come.
    not_yet: Text | None = None
    #: Of a year: what yes or no says of it.
    whether: Text | None = None
    #: Why no constraint holds of it.
    unconstrained: str = ""
    #: It names somebody, or something of the enterprise's own: it is left out on request.
    personal: bool = False

    @property
    def formulas(self) -> tuple[Node, ...]:
        """Of a list: what its derived fields are worked out by."""
        formulas = (own.formula for own in self.fields.values())
        return tuple(node for node in formulas if node is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A parameter's value in a period."""

    since: date
    until: date | None
    when: Node | None
    value: Node
    basis: tuple[Basis, ...]
    grade: int

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Its expressions."""
        return (self.value,) if self.when is None else (self.when, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A dated value."""

    id: str
    type: Type
    label: Text
    overlap: str
    rows: tuple[DatedValue, ...]
    note: str

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every expression of it."""
        return tuple(node for row in self.rows for node in row.nodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Declared):
    """A derived fact."""

    node: Node
    bindings: Mapping[str, Node]
    look_back: int | None
    floor: Node | None
    ask: bool
    prefill: bool
    working: tuple[str, ...]
    basis: tuple[Basis, ...]
    grade: int
    note: Text | None
    place: Place
    #: How far rounding may take a stated figure from its derivation.
    tolerance: Decimal | None = None
    #: Another line of the form on which the same figure stands.
    same_as: Node | None = None
    #: Enterprises of a table may be grouped by it: of the year so many from that of decision.
    groups: int | None = None

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every expression of it."""
        others = (self.floor, self.same_as)
        return (self.node, *(node for node in others if node is not None))

    def year_grouped(self, year: int) -> int | None:
        """Of which year a table is grouped by it, in the year of decision."""
        return year + (self.groups or 0) if self.yearly else None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Stacking:
    """A rule on having several measures at once."""

    id: str
    text: Text
    kind: str
    scope: str
    measures: tuple[str, ...]
    against: tuple[str, ...]
    at_most: Node | None
    less: str | None
    basis: tuple[Basis, ...]
    grade: int
    note: Text | None
    place: Place

    def binds(self, one: str, other: str) -> bool:
        """Whether two measures stand against each other in it."""
        against = self.against or self.measures
        return (one in self.measures and other in against) or (
            other in self.measures and one in against
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """What the sources say of a fund, or why it is unknown."""

    value: str | None
    unknown: Text | None
    basis: tuple[Basis, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund:
    """A limited sum from which a measure is paid; ``pool``, ``rate``, ``cap`` are parameters."""

    id: str
    title: Text
    short: Text | None
    measure: str
    year: Stated
    pool: str
    rate: str
    cap: str
    base: str
    years_before: int
    base_note: Text | None
    base_basis: tuple[Basis, ...]
    sharing: Stated
    unstated: tuple[Text, ...]
    basis: tuple[Basis, ...]
    note: Text | None
    place: Place

    @property
    def name(self) -> Text:
        """The title where there is little room."""
        return self.short or self.title


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Rulebook:
    """All rules, linked."""

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    definitions: Mapping[str, Definition]
    programmes: Mapping[str, Collection]
    measures: Mapping[str, Rule]
    scope: Scope
    version: str
    sha256: str
    #: For each name, every fact and definition it rests on, itself included.
    closure: Mapping[str, frozenset[str]]
    #: Names whose value rests on something the strict reading does not rely on.
    weak: frozenset[str]
    #: Names whose value rests on a definition that looks back at its own earlier values.
    looking_back: frozenset[str] = frozenset()
    #: Facts that can only close a measure: yes excludes, no merely lets pass.
    closing_facts: frozenset[str] = frozenset()
    #: The fact that says when the enterprise began: what looks back ends there.
    founded: str | None = None
    #: Which measures may not be had together.
    stacking: Mapping[str, Stacking] = field(default_factory=dict)
    #: Limited funds by id.
    funds: Mapping[str, Fund] = field(default_factory=dict)
    #: What cannot be otherwise, in the order in which bounds are derived.
    constraints: Constraints = NO_CONSTRAINTS
    #: Parameters whose value is only supposed (:func:`~huiqi.rulebook.hypothesis.suppose`).
    hypothetical: tuple[str, ...] = ()
    #: Words that people write which are no fact.
    vocabulary: Vocabulary = NO_VOCABULARY
    #: In which order an interview asks.
    interview: InterviewOrder = NO_ORDER
    #: The English of the papers that rules name, by their names in the normal form.
    papers: Mapping[str, str] = field(default_factory=dict)
    #: Where a node of an expression is written.
    written_at: Written = NOWHERE_WRITTEN
    #: Where each fact, parameter, definition and source is declared, by kind and id.
    declared_at: Mapping[tuple[str, str], Place] = field(default_factory=dict)

    #: Provisions of the statute and items of lists, on violations.
    provisions: Mapping[str, Rule] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Rulebook({len(self.measures)} measures, {self.sha256[:12]})"

    def placed(self, written: Written) -> Rulebook:
        """The same, with its expressions written there."""
        return replace(self, written_at=written)

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule of whatever effect: measures, titles, provisions and items."""
        return {**self.measures, **self.provisions}

    @property
    def payments(self) -> Fact | None:
        """The list of what was received before."""
        return next((fact for fact in self.facts.values() if fact.receipts is not None), None)

    @property
    def supports(self) -> tuple[Rule, ...]:
        """The measures that may support an enterprise: neither titles nor other places' own."""
        return tuple(
            measure
            for measure in self.measures.values()
            if measure.ladder is None and self.level(measure) != "comparable"
        )

    @property
    def documents(self) -> tuple[Rule, ...]:
        """Those of which there is a text: no topics, and no directions that are only named."""
        return tuple(one for one in self.supports if one.slot is None and one.published)

    @property
    def topics(self) -> Collection | None:
        """The programme whose measures are topics that other documents answer."""
        return next((one for one in self.programmes.values() if one.topics is not None), None)

    @property
    def places(self) -> Mapping[str, Text]:
        """Whose the measures are, by level: another place's are not among them."""
        found: dict[str, Text] = {}
        for one in self.programmes.values():
            if one.place is not None and one.level != "comparable":
                found.setdefault(one.level, one.place)
        return found

    @property
    def place_names(self) -> tuple[Text, ...]:
        """The same, one after the other."""
        return tuple(self.places.values())

    def level(self, measure: Rule) -> str:
        """Whose measure it is: ``city``, ``province``, or ``comparable``."""
        programme = self.programmes.get(measure.collection)
        return programme.level if programme is not None else "city"

    @property
    def titles(self) -> tuple[Rule, ...]:
        """The titles, from the foot of the ladder up."""
        found = [measure for measure in self.measures.values() if measure.ladder is not None]
        return tuple(sorted(found, key=lambda title: title.ladder.order if title.ladder else 0))

    def declared(self, name: str) -> Fact | Definition:
        """The fact or the definition of this name; raises :class:`KeyError` where there is none."""
        return self.definitions.get(name) or self.facts[name]

    def label(self, name: str) -> Text:
        """What people call a fact, a definition or a parameter."""
        found = self.facts.get(name) or self.definitions.get(name) or self.parameters.get(name)
        return found.label if found else Text(zh=name, en=name)

    def paper(self, name: str) -> Text:
        """A paper that shows something; what has no English is named as its rule does."""
        return Text(zh=name, en=self.papers.get(plain(name), name))

    def rests_on_weak(self, node: Node) -> bool:
        """Whether the two readings may differ on an expression."""
        return any(name in self.weak for name in names_read(node))


def names_read(*nodes: Node) -> Iterator[str]:
    """The facts, definitions and parameters that expressions name."""
    for node in nodes:
        for part in walk(node):
            if isinstance(part, (FactReference, ParameterReference)):
                yield part.name
