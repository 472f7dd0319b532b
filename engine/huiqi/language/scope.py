"""What names mean where an expression stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from huiqi.language.called import NOTHING, Called
from huiqi.language.types import RecordType, Type
from huiqi.objects import dataclass
from huiqi.slips import near


@dataclass(frozen=True, slots=True)
class Declaration:
    """A fact or definition as expressions see it."""

    type: Type
    yearly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The declared facts, definitions and parameters, and the local names with their types."""

    facts: Mapping[str, Declaration]
    parameters: Mapping[str, Type] = field(default_factory=dict)
    locals: Mapping[str, Type] = field(default_factory=dict)
    #: The record whose fields may be named without its name (in a derived field).
    record: Type | None = None
    #: What the facts, definitions and parameters are called in Chinese.
    called: Called = NOTHING
    #: Of what is declared here what could not be understood: its type is not known.
    broken: frozenset[str] = frozenset()

    @property
    def own(self) -> RecordType | None:
        """The record whose fields may be named alone."""
        return self.record.record if self.record is not None else None

    def binding(self, name: str, type_: Type, *, broken: bool = False) -> Scope:
        """The scope within, where ``name`` is local."""
        return replace(
            self,
            locals={**self.locals, name: type_},
            broken=self.broken | {name} if broken else self.broken - {name},
        )

    def fact(self, word: str) -> str | None:
        """The id of the fact or definition that goes by a word."""
        name = word if word in self.facts else self.called.find(word)
        return name if name in self.facts else None

    def parameter(self, word: str) -> str | None:
        """The id of the parameter that goes by a word."""
        name = word if word in self.parameters else self.called.find(word)
        return name if name in self.parameters else None

    def rests_on_broken(self, words: Iterable[str]) -> bool:
        """Whether one of these words stands for what could not be understood."""
        return bool(self.broken) and any(
            word in self.broken or self.fact(word) in self.broken for word in words
        )

    def has(self, name: str) -> bool:
        """Whether it is the id of something here, or the name of a local."""
        return (
            name in self.locals
            or (self.own is not None and name in self.own.fields)
            or name in self.facts
            or name in self.parameters
            or name in ("year", "as_of")
        )

    def declares(self, word: str) -> bool:
        """Whether a word stands for something here."""
        if self.has(word) or self.called.find(word) is not None:
            return True
        return self.own is not None and self.own.called.find(word) is not None

    def names(self, word: str) -> tuple[str, ...]:
        """Everything that can be named here, what is spelt most like a word first."""
        names = self._names()
        return (*near(word, names), *names)

    def _names(self) -> tuple[str, ...]:
        own = (*self.own.fields, *self.own.called.words.values()) if self.own else ()
        words = self.called.words
        return (
            *self.locals,
            *own,
            *self.facts,
            *self.parameters,
            *(words[name] for name in (*self.facts, *self.parameters) if name in words),
            "year",
            "as_of",
        )
