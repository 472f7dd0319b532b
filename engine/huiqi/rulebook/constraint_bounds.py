"""What cannot be otherwise, as readers of the rules use it: constraints and their bounds.

A constraint bounds its subject by the facts it is compared with, and these by the subject.  All
facts that constraints name stand in one order, fixed at load; a fact is bounded from above by
facts that come later only through what is stated of these, so that nothing rests on itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from huiqi.diagnostics import Place
from huiqi.language.tree import FactReference, FieldReference, Node, YearReference, walk
from huiqi.objects import cached_property, dataclass
from huiqi.rulebook.text import Text

#: What is not so opens something.
HINT = "hint"
#: What bounds what is not known; the others only remark on what is.
BINDING = ("error", "assume")


@dataclass(frozen=True, eq=False, kw_only=True)
class Constraint:
    """``subject operator limit``; ``each``: of every record of that list."""

    id: str
    text: Text
    subject: Node
    operator: str
    limit: Node
    when: Node | None
    each: str | None
    #: ``error``, ``ask``, ``assume`` or ``hint``.
    severity: str
    #: Whether what is unknown is bounded by it.
    bounds: bool
    #: Whether it speaks of one year at a time.
    yearly: bool
    #: What it names besides facts and the record: it is silent where these are not told.
    locals: frozenset[str]
    place: Place
    #: Of a hint: from what it is told how far the subject is; what is said where ``when`` is left
    #: open; what to ask.
    line: Node | None = None
    where_open: Text | None = None
    ask: Text | None = None

    @property
    def binds(self) -> bool:
        """Whether every enterprise satisfies it: what only asks for a look may be otherwise."""
        return self.severity in BINDING

    @property
    def is_kept_above(self) -> bool:
        """Of a hint: whether it is told who falls below its line, and not who comes to it."""
        return self.operator in (">", ">=")

    @property
    def of_any_year(self) -> bool:
        """Whether it speaks of the year of whatever figure is stated."""
        return isinstance(self.subject, YearReference)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Its expressions."""
        return (self.subject, self.limit, *((self.when,) if self.when is not None else ()))

    @cached_property
    def references(self) -> tuple[FactReference | FieldReference, ...]:
        """Where it names a fact, or a field of a record."""
        return tuple(
            part
            for node in self.nodes
            for part in walk(node)
            if isinstance(part, (FactReference, FieldReference))
        )

    @property
    def names(self) -> frozenset[str]:
        """The facts and fields (``list.field``) it names."""
        return frozenset(name for node in self.nodes for name in bounded_names(node))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Bound:
    """``target operator limit``, where the constraint holds; ``shift``: by so many years the
    constraint stands after its target.
    """

    constraint: Constraint
    operator: str
    limit: Node
    shift: int = 0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Constraints:
    """All constraints of a rulebook, and by fact (or ``list.field``) what bounds it."""

    all: tuple[Constraint, ...] = ()
    #: The place of each fact in the order.
    ranks: Mapping[str, int] = field(default_factory=dict)
    #: Bounds by facts that come before.
    limits: Mapping[str, tuple[Bound, ...]] = field(default_factory=dict)
    #: Bounds by facts that come after, through what is stated of them.
    inverse: Mapping[str, tuple[Bound, ...]] = field(default_factory=dict)


NO_CONSTRAINTS = Constraints()


def bounded_names(node: Node) -> Iterator[str]:
    """The facts and fields of records (``list.field``) that an expression reads."""
    for part in walk(node):
        if isinstance(part, FactReference):
            yield part.name
        elif isinstance(part, FieldReference) and part.record.type.record is not None:
            yield f"{part.record.type.record.name}.{part.field}"
