"""The working of an amount, line by line: what each is made of, by which operation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from enum import StrEnum

from huiqi.decision.trace import Found, Said, Telling
from huiqi.language.tree import Node
from huiqi.language.types import MONEY, Type
from huiqi.objects import cached_property, dataclass
from huiqi.rulebook.basis import Basis
from huiqi.sentences import InLanguages
from huiqi.values import Value


class Operation(StrEnum):
    """How a line comes about from its operands; what stands alone has none."""

    WRITTEN = "written"  # a figure of the text itself
    READ = "read"  # what is known of the enterprise, or of a record
    PARAMETER = "parameter"  # a figure of the rules, by its date
    UNKNOWN = "unknown"  # what the source does not say, or nobody knows
    CARRIED = "carried"  # what a line before came to
    PLUS = "plus"
    MINUS = "minus"
    TIMES = "times"
    DIVIDED = "divided"
    LEAST = "least"
    GREATEST = "greatest"
    ROUNDED = "rounded"
    TIER = "tier"  # the last operand, because of those before it
    SUM = "sum"  # over records
    FORMULA = "formula"  # by an expression that is not taken apart
    ONCE = "once"  # of claims for one thing, the one that pays most
    FLOOR = "floor"  # not less than the last operand
    CAP = "cap"  # not more than the second operand, less what was received of it
    #: The same of several claims, each project, item or year by itself.
    FLOOR_EACH = "floor_each"
    CAP_EACH = "cap_each"
    SHARE = "share"  # of the first operand, where the last, a condition, holds
    POOL = "pool"  # paid out of a fund that others share: it bounds no one


MadeOf = Callable[[], Iterable["Line"]]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of an amount's working: what, by which expression, and its value in yuan.

    An operand is such a line too, whose value is of its ``type``.
    """

    text: InLanguages
    value: Value
    node: Node | None = None
    note: InLanguages | None = None
    basis: tuple[Basis, ...] = ()
    type: Type = MONEY
    #: Of a step, how it comes about; a formula says so itself.
    step: Operation | None = None
    #: What a step is made of.
    made_of: MadeOf | None = field(default=None, repr=False, compare=False)
    telling: Telling | None = field(default=None, repr=False, compare=False)

    @property
    def said(self) -> Said | None:
        """Its expression, as it is said on the day of the decision."""
        if self.telling is None or self.node is None:
            return None
        return self.telling.said(self.node)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """The values its expression read."""
        if self.telling is None or self.node is None:
            return ()
        return tuple(self.telling.found(self.node))

    @cached_property
    def parts(self) -> tuple[Line, ...]:
        """The lines below it: which tier applies, what is the lesser, each record of a sum."""
        if self.telling is None or self.node is None:
            return ()
        return tuple(self.telling.parts(self.node))

    @property
    def operation(self) -> Operation:
        """How it comes about from its operands."""
        if self.step is not None:
            return self.step
        if self.telling is None or self.node is None:
            return Operation.FORMULA
        return self.telling.operation(self.node)

    @cached_property
    def operands(self) -> tuple[Line, ...]:
        """What it is made of, each with its own operands, down to what is known or written."""
        if self.step is not None:
            return tuple(self.made_of()) if self.made_of is not None else ()
        if self.telling is None or self.node is None:
            return ()
        return tuple(self.telling.operands(self.node))
