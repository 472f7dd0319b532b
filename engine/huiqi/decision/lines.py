"""The working of an amount, line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from huiqi.decision.trace import Found, Said, Telling
from huiqi.language.tree import Node
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.text import Text
from huiqi.values import Value


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of an amount's working: what, by which expression, and its value in yuan."""

    text: Text
    value: Value
    node: Node | None = None
    note: Text | None = None
    basis: tuple[Basis, ...] = ()
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
