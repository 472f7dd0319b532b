"""What is told of a whole city: its enterprises in a line each, and what a file calls things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from huiqi.decision.results import Decision
from huiqi.objects import dataclass
from huiqi.screening.screened import CityScreening, ScreenedEnterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class CityRow:
    """One enterprise: which measures it has, and how many of the others stand how.

    ``most``: the largest upper end (yuan) among what it has; ``None`` where none is bounded.
    """

    row: int
    name: str
    credit_code: str
    carried: tuple[str, ...]
    had: tuple[str, ...]
    most: Decimal | None
    near: int
    asks_enterprise: int
    asks_office: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What the columns of a file are called.

    ``row``, ``name`` and ``code``: of the enterprise; ``carried``: its own columns; ``measure``: by
    its id; ``told``: what is told of one, by ``status``, ``low`` and so on; ``words``: of the
    values of a column, where they are not its ids.
    """

    row: str
    name: str
    code: str
    measures: Mapping[str, str]
    told: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    joined: str = "."


class City(Protocol):
    """A decided city, as long as its database is open."""

    @property
    def screening(self) -> CityScreening:
        """Its sums, and whom to call first."""

    @property
    def groups(self) -> Sequence[tuple[str, Sequence[ScreenedEnterprise]]]:
        """Whom to call first, by what stands in the column that groups them."""

    def rows(self) -> Sequence[CityRow]:
        """Its enterprises one by one, made as they are asked for."""

    def decisions(self, rows: Sequence[int]) -> Iterator[tuple[int, Decision]]:
        """The decisions on some rows, whole, one after the other."""

    def write(self, path: Path, heads: Heads) -> None:
        """All answers in a file, a row for each enterprise."""
