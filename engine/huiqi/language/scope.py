"""What names mean where an expression stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from huiqi.language.types import Type
from huiqi.objects import dataclass


@dataclass(frozen=True, slots=True)
class Declaration:
    """A fact or definition as expressions see it."""

    type: Type
    yearly: bool = False
    #: A definition that may yield an unrounded quotient.
    quotient: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The declared facts, definitions and parameters, and the local names with their types."""

    facts: Mapping[str, Declaration]
    parameters: Mapping[str, Type] = field(default_factory=dict)
    locals: Mapping[str, Type] = field(default_factory=dict)
    #: Locals whose value may be an unrounded quotient.
    quotients: frozenset[str] = frozenset()
    #: The record whose fields may be named without its name (in a derived field).
    record: Type | None = None

    def binding(self, name: str, type_: Type, *, quotient: bool = False) -> Scope:
        """The scope within, where ``name`` is local."""
        quotients = self.quotients | {name} if quotient else self.quotients - {name}
        return replace(self, locals={**self.locals, name: type_}, quotients=quotients)

    def names(self) -> tuple[str, ...]:
        """Everything that can be named here, for the nearest spelling."""
        fields = tuple(self.record.record.fields) if self.record and self.record.record else ()
        return (*self.locals, *fields, *self.facts, *self.parameters, "year", "as_of")
