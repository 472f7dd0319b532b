"""What the pages on one incident are written from, and how much of it there is room for."""

from __future__ import annotations

from dataclasses import dataclass, fields

from huiqi.evaluation.reads import Missing, declared_of
from huiqi.language.types import Kind
from huiqi.penalty.results import PenaltyDecision
from huiqi.report.pages.penalty_words import titled
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.roles import Role
from huiqi.values import NOT_APPLICABLE, Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How many there is room for of what can be many; the rest is counted."""

    rules: int
    conditions: int
    questions: int
    candidates: int
    facts: int
    laws: int
    precedents: int
    #: Of duties, and of what cannot apply.
    named: int


_MANY = 1_000_000
#: In the order of the fields above, from the fullest page to the shortest.
_SIZES = (
    (12, 12, 12, 6, 12, 6, 2, 12),
    (12, 12, 12, 6, 12, 3, 1, 12),
    (12, 8, 12, 4, 8, 2, 0, 12),
    (9, 6, 9, 3, 5, 1, 0, 12),
    (9, 5, 7, 3, 3, 1, 0, 4),
    (8, 4, 7, 2, 2, 1, 0, 2),
    (7, 3, 5, 2, 2, 1, 0, 1),
    (6, 3, 4, 2, 2, 1, 0, 1),
    (5, 3, 3, 1, 1, 1, 0, 1),
    (3, 2, 2, 1, 1, 1, 0, 1),
    (2, 1, 1, 1, 1, 1, 0, 0),
)
_FIELDS = tuple(field.name for field in fields(Room))
ROOMS = tuple(Room(**dict(zip(_FIELDS, sizes, strict=True))) for sizes in _SIZES)
ALL = Room(**dict.fromkeys(_FIELDS, _MANY))


@dataclass(frozen=True)
class Told:
    """A decision, the rules it was made by, and the words of one language."""

    decision: PenaltyDecision
    book: PenaltyBook
    phrases: Phrases

    def label(self, missing: Missing) -> str:
        """What people call a missing fact: of the incident the field alone."""
        declared = declared_of(self.phrases.rulebook, missing)
        if missing.where and declared is not None:
            return self.phrases.text(declared.label)
        return self.phrases.text(self.phrases.rulebook.label(missing.name))

    def asked(self, missing: Missing) -> str:
        """A missing fact as a question."""
        say, declared = self.phrases.say, declared_of(self.phrases.rulebook, missing)
        label = self.label(missing)
        if not missing.where or declared is None:
            return say("{label}，查清有没有", label=label)
        if declared.type.kind is Kind.BOOL:
            return say("{statement}吗", statement=label)
        if declared.type.kind is Kind.DATE:
            return say("{label}是哪一天", label=label)
        if declared.type.enumeration is not None:
            return say("{label}是哪一种", label=label)
        return say("{label}是多少", label=label)

    def titled(self, rule: Rule) -> str:
        """A provision by its title, an item with the list it stands in."""
        return titled(rule, self.book, self.phrases)

    def of(self, role: Role) -> str:
        """The same of the field of a role."""
        return self.text(self.book.act.roles[role])

    def text(self, name: str) -> str:
        """What the incident says in words in one of its fields; empty where it says nothing."""
        value = self.decision.fields.get(name)
        if not isinstance(value, Choice) or not value.symbols:
            return ""
        (said, *_) = sorted(value.symbols)
        named = name == self.book.act.roles["domain"]
        return self.book.domain_label(said, self.phrases.language) if named else said

    def applies_to_none(self, field: str) -> bool:
        """Whether a field has no meaning for this party."""
        return self.decision.fields.get(field) is NOT_APPLICABLE
