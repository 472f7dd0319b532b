"""Where statements come from, and how well that supports them."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit

from huiqi.objects import dataclass
from huiqi.rulebook.text import Text


class Grade(StrEnum):
    """How well a statement is supported, from the strongest to the weakest."""

    OFFICIAL = "official"
    REPORTED = "reported"
    COMPARABLE = "comparable"
    ASSUMED = "assumed"
    UNSOURCED = "unsourced"


#: From the strongest to the weakest; a grade's rank is its place here.
GRADES = tuple(Grade)
RANKS = {grade: rank for rank, grade in enumerate(GRADES)}
#: From this rank on, the strict reading does not rely on a statement.
WEAK = RANKS[Grade.COMPARABLE]
#: Of whose addresses public bodies alone have any.
_PUBLIC = re.compile(r"(?:^|\.)gov\.cn$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A cited document."""

    id: str
    title: str
    number: str
    issuer: str
    date: date | None
    url: str
    grade: Grade
    note: str
    #: The office whose document it is, where the issuer only passed it on.
    asked_of: Text | None = None

    @property
    def is_copied(self) -> bool:
        """Whether the text is the body's own while its address is none of a public body."""
        host = urlsplit(self.url).hostname or ""
        return self.grade is Grade.OFFICIAL and bool(host) and not _PUBLIC.search(host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A place in a source, and how far it carries."""

    source: Source
    locator: str
    supports: tuple[str, ...]
    grade: Grade
    note: str

    def named(self) -> str:
        """The document as printed: title and number."""
        title = self.source.title
        named = title if "《" in title else f"《{title}》"
        return f"{named} {self.source.number}".rstrip()

    @property
    def article(self) -> str:
        """The place, of an article without its paragraphs."""
        found = re.match("第[^条]{1,6}条", self.locator)
        return found[0] if found else self.locator

    def cited(self) -> str:
        """As printed: title, number and place."""
        return f"{self.named()} {self.locator}".rstrip()


#: What of a rule is money; a citation that ``supports:`` only other parts supports no amount.
MONEY_PARTS = frozenset(
    {"amount", "at_most", "rate", "cap", "floor", "rounding", "stages", "pool", "uplift"}
)
#: What of a rule says who qualifies.
CONDITION_PARTS = frozenset({"condition", "selection", "rating"})


def supporting(bases: tuple[Basis, ...], parts: frozenset[str]) -> tuple[Basis, ...]:
    """The citations that support one of these parts, or that name no part: all of it."""
    return tuple(basis for basis in bases if not basis.supports or parts & set(basis.supports))


def of_conditions(bases: tuple[Basis, ...]) -> tuple[Basis, ...]:
    """What the conditions rest on: not what speaks of the money alone, unless nothing else does."""
    return supporting(bases, CONDITION_PARTS) or bases


def support(bases: tuple[Basis, ...]) -> int:
    """The rank of what several citations support together.

    Citations of the same part (``supports``) back each other: the best counts.  Different parts
    are all needed: the weakest part counts.
    """
    parts: dict[str, int] = {}
    for basis in bases:
        rank = RANKS[basis.grade]
        for part in basis.supports or ("",):
            parts[part] = min(parts.get(part, rank), rank)
    return max(parts.values(), default=len(GRADES) - 1)


def relied_on(bases: tuple[Basis, ...]) -> bool:
    """Whether the strict reading relies on what rests on these citations."""
    return support(bases) < WEAK
