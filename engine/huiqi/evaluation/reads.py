"""What an evaluation rests on: kept while it runs, given back with its value."""

from __future__ import annotations

from typing import NamedTuple

from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.sentences import Sentence
from huiqi.values import Value


class Missing(NamedTuple):
    """A fact that is not known (or not exactly): its id, its year, and where in a list."""

    name: str
    year: int | None
    where: str = ""

    @property
    def field(self) -> str:
        """The field of a record that is missing; empty for a fact of its own."""
        return self.where.removeprefix(".").partition("(")[0]

    @property
    def key(self) -> str:
        """The record whose field is missing."""
        return self.where.partition("(")[2].removesuffix(")")

    def __str__(self) -> str:
        year = f"[{self.year}]" if self.year is not None else ""
        return f"{self.name}{year}{self.where}"


def declared_of(rulebook: Rulebook, missing: Missing) -> Fact | Definition | None:
    """What is declared of a missing fact, or of the field of a record; ``None`` for no field."""
    declared = rulebook.declared(missing.name)
    if missing.where and isinstance(declared, Fact):
        return declared.fields.get(missing.field)
    return declared


def who_knows(rulebook: Rulebook, missing: Missing) -> str | None:
    """Who usually knows a missing fact: of a field whoever knows its list, unless it says
    otherwise.
    """
    own = declared_of(rulebook, missing)
    known_by = own.known_by if own is not None else None
    return known_by or rulebook.declared(missing.name).known_by


#: The cause of a share, or a growth, of a base that is not positive.
NOTHING = "nothing"


class Cause(NamedTuple):
    """Why a value stays open although no fact is missing."""

    #: "declared", "weak", "contradiction", "no_value", "nothing", "ambiguous", "ahead".
    kind: str
    name: str
    text: Sentence
    #: What only a year to come will tell.
    ahead: Missing | None = None


class Reads:
    """Facts missing, causes of openness, and the weakest grade of the rules read."""

    __slots__ = ("causes", "fields", "given", "grade", "missing")

    def __init__(self) -> None:
        self.missing: list[Missing] = []
        self.causes: list[Cause] = []
        self.grade = 0
        #: How many facts given by the user were read.
        self.given = 0
        #: How many fields of records that were told were read, or bound what was.
        self.fields = 0


class Outcome(NamedTuple):
    """A value and what it rests on."""

    value: Value
    missing: tuple[Missing, ...] = ()
    causes: tuple[Cause, ...] = ()
    grade: int = 0
    given: int = 0
    #: The value worked out from other facts, where one was also stated.
    derived: Value | None = None
    fields: int = 0

    @property
    def told(self) -> bool:
        """Whether anything that the user has told went into it."""
        return self.given > 0 or self.fields > 0
