"""What a search over items and precedents found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """An item or a precedent, by its id."""

    id: str
    precedent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What a search found, and the words of it that no row holds, each with the nearest ones.

    ``apart``: words that no row holds as they are written, each with the parts it was sought by.
    ``widened``: everyday words, each with those of the lists by which it was sought and found.
    """

    hits: tuple[Hit, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    apart: tuple[tuple[str, tuple[str, ...]], ...] = ()
    widened: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: How many there are in all, and how many of them may decide.
    total: int = 0
    deciding: int = 0
