"""The typed tree: parsed once, immutable, and read by the evaluator, the prose and the rest.

Every node is a frozen dataclass with the :class:`~huiqi.language.types.Type` of its value.  A new
construct is one class here and one case in each reader; ``tests/language/test_readers.py`` fails
where a reader lacks a case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from huiqi.language.fieldwise import field_names
from huiqi.language.types import Type
from huiqi.objects import dataclass
from huiqi.quantities import Span
from huiqi.sentences import Sentence


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Any expression; ``type`` is what it yields."""

    type: Type


#: A field that goes with the others: neither it nor a part of it can be another alone.
TOGETHER = {"together": True}

#: One construct of the language, for what is registered for it.
Construct = TypeVar("Construct", bound=Node)


@dataclass(frozen=True, slots=True, eq=False)
class Literal(Node):
    """A value written in the rule, with the text it was written as."""

    value: Decimal | date | Span | bool | str
    text: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FactReference(Node):
    """A fact of the enterprise or a definition; ``shift`` years from the year being evaluated,
    at the year that ``at`` yields, or (a list of records) in ``every`` year.  ``stated``: of a
    list what is told of it, whether or not there is more.
    """

    name: str
    shift: int = 0
    at: Node | None = None
    every: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ParameterReference(Node):
    """A dated parameter, at the date ``on`` yields (absent: at the end of the year evaluated in
    a yearly definition, at the day of the decision elsewhere).
    """

    name: str
    on: Node | None = None


@dataclass(frozen=True, slots=True, eq=False)
class LocalReference(Node):
    """A name bound by ``let``, or the record an aggregate or a ``for_each`` measure stands at."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class FieldReference(Node):
    """A field of a record."""

    record: Node
    field: str


@dataclass(frozen=True, slots=True, eq=False)
class YearReference(Node):
    """``year``: the year being evaluated; it shifts with a reference to another year."""


@dataclass(frozen=True, slots=True, eq=False)
class AsOf(Node):
    """``as_of``: the day of the decision."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Arithmetic(Node):
    """``+ - * /``; a date and a span make a date, two dates a span of days."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, eq=False)
class Negative(Node):
    """Unary minus."""

    operand: Node


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Comparison(Node):
    """``< <= > >= == !=`` over one dimension."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True, eq=False)
class Membership(Node):
    """``x in {a, b}`` over the symbols of an enum."""

    operand: Node
    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class IntervalMembership(Node):
    """``x in [a, b)``: each end says whether it is included.  ``within 2年 of D`` is this, too."""

    operand: Node
    low: Node
    high: Node
    low_included: bool
    high_included: bool


@dataclass(frozen=True, slots=True, eq=False)
class IndustryWithin(Node):
    """``x within {C25, C26}``: the code or one of its ancestors in GB/T 4754 is listed."""

    operand: Node
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class And(Node):
    """All of the operands (Kleene)."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Or(Node):
    """Any of the operands (Kleene)."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Not(Node):
    """The contrary; unknown stays unknown."""

    operand: Node


@dataclass(frozen=True, slots=True, eq=False)
class Extreme(Node):
    """``min(…)`` (``least``) or ``max(…)``; what is not applicable is left out."""

    least: bool
    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Round(Node):
    """``round(x, places)``, half up; ``floor(x)`` when ``down`` is set."""

    operand: Node
    places: int
    down: bool = False


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DateOf(Node):
    """``date(year, month, day)``, ``start_of(year)`` and ``end_of(year)``."""

    year: Node
    month: int = field(metadata=TOGETHER)
    #: Every month has so many.
    day: int = field(metadata={"between": (1, 28)})


@dataclass(frozen=True, slots=True, eq=False)
class PartOf(Node):
    """``year_of(date)`` or ``month_of(date)``."""

    operand: Node
    part: str


@dataclass(frozen=True, slots=True, eq=False)
class IsApplicable(Node):
    """``is_applicable(x)``: the enterprise has such a thing at all."""

    operand: Node


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Growth(Node):
    """``growth(f)`` (one year) or ``cagr(f, n)``: now against ``base``, ``years`` earlier,
    compared as now against (1 + r)^n times base; unknown where the base is not positive.
    """

    now: Node
    base: Node
    years: int


@dataclass(frozen=True, slots=True, eq=False)
class CountTrue(Node):
    """``count_true(a, b, …)``: how many hold."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Aggregate(Node):
    """``sum|count|min|max|any|all(value for variable in records if condition)``."""

    operator: str
    value: Node | None
    variable: str
    records: Node
    condition: Node | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Choose(Node):
    """First match: the value of the first row whose condition holds, else ``otherwise``;
    without ``otherwise`` the value is not applicable.
    """

    rows: tuple[tuple[Node, Node], ...]
    otherwise: Node | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lookup(Node):
    """A value by one or two keys; an absent cell is not applicable."""

    keys: tuple[Node, ...] = field(metadata=TOGETHER)
    cells: tuple[tuple[tuple[str, ...], Node], ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class UnknownValue(Node):
    """Declared unknown by the rule itself, between ``low`` and ``high`` where these are known."""

    reason: Sentence
    low: Node | None = field(default=None, metadata=TOGETHER)
    high: Node | None = field(default=None, metadata=TOGETHER)


@dataclass(frozen=True, slots=True, eq=False)
class Let(Node):
    """Names bound for the body, in order."""

    bindings: tuple[tuple[str, Node], ...] = field(metadata=TOGETHER)
    body: Node


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below, in the order of reading."""
    for name in field_names(node):
        yield from _nodes(getattr(node, name))


def _nodes(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(children(current))


def node_classes() -> list[type[Node]]:
    """Every construct of the language, for the tests that ask each reader for each of them."""
    # Not Node.__subclasses__(): a dataclass with slots leaves its unslotted twin there.
    found = [value for value in globals().values() if isinstance(value, type)]
    return [value for value in found if issubclass(value, Node) and value is not Node]
