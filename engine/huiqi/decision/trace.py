"""What a result says of how it came about, in no language: what is asked, what was found, the gap.

Nothing here is worked out before somebody asks a result for it, and none of it evaluates.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from huiqi.language.tree import Node
from huiqi.language.types import Type
from huiqi.objects import dataclass
from huiqi.quantities import Number
from huiqi.rulebook.measure import Condition
from huiqi.sentences import InLanguages
from huiqi.truth import Truth
from huiqi.values import Record, Value

if TYPE_CHECKING:
    from huiqi.decision.lines import Line, Operation


class Said(NamedTuple):
    """An expression of the rules, said of a year; ``reading``: of which reading of a text."""

    node: Node
    year: int
    reading: InLanguages | None = None


class Found(NamedTuple):
    """The value that a fact, a field or a parameter had where it was read, in its year."""

    node: Node
    year: int
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How far a figure is from what is asked of it: yuan, a ratio, or so many of its ``unit``.

    Zero: the limit is reached, and had to be passed.  ``over``: it is too much, not too little.
    ``holds_from``: what is asked holds by itself from that day, ``distance`` days ahead.
    ``limit``: what is asked for, where that is a figure.  Of one amount as a share of another
    ``lacking``: by how much the first (``part``) is too little, in yuan, the other being as it is.
    """

    of: Said
    distance: Number
    type: Type
    unit: str = ""
    over: bool = False
    holds_from: date | None = None
    limit: Number | None = None
    part: Said | None = None
    lacking: Number | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """What a comparison that is open asks for: ``of`` has to come to ``limit`` (``over``: to no
    more), or beyond it (``beyond``).  Of an amount (``part``) as a share of another, where that is
    known, ``money``: to how much it has to come, in yuan.
    """

    of: Said
    limit: Number
    type: Type
    unit: str = ""
    over: bool = False
    beyond: bool = False
    part: Said | None = None
    money: Number | None = None


class Receipt(NamedTuple):
    """A payment that was, or may have been (unknown), received for the same before."""

    record: Record
    same: Truth


class ReceivedBefore(NamedTuple):
    """For what is paid once: the payments received, what is said of the record itself, and
    whether all that was received is known.
    """

    receipts: tuple[Receipt, ...]
    answers: tuple[Found, ...]
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What a condition asks, the values it read, and how much is lacking, or is needed.

    ``required`` is empty where its text alone says what it asks.
    """

    required: tuple[Said, ...] = ()
    actual: tuple[Found, ...] = ()
    gaps: tuple[Gap, ...] = ()
    needed: tuple[Needed, ...] = ()
    received: ReceivedBefore | None = None


#: Of a condition that no expression decides: an official's, or what the sources leave open.
UNTOLD = Trace()


class Telling(Protocol):
    """What evaluated something, and can say how it came about when it is first asked."""

    def condition(self, condition: Condition) -> Trace:
        """What a condition asks, the values it read, and how much is lacking."""

    def holds(self, node: Node) -> bool:
        """Whether an expression is known to be so."""

    def said(self, node: Node) -> Said:
        """An expression as it is said on the day of the decision."""

    def found(self, node: Node) -> Iterable[Found]:
        """The values an expression read."""

    def parts(self, node: Node) -> Iterable[Line]:
        """A formula taken apart."""

    def operation(self, node: Node) -> Operation:
        """How an expression comes about from what it is made of."""

    def operands(self, node: Node) -> Iterable[Line]:
        """What an expression is made of."""
