"""Sums over awards: by how well they are supported, and by whose money it is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol

from huiqi.decision.combined import Total
from huiqi.quantities import Number, exact_sum
from huiqi.rulebook.basis import GRADES


class Summed(Protocol):
    """What can be added up: yuan between two ends, or only a limit (最高)."""

    @property
    def low(self) -> Number:
        """What is sure."""

    @property
    def high(self) -> Number | None:
        """What is possible; ``None``: no known limit."""

    @property
    def only_limit(self) -> bool:
        """Whether the source names only a limit."""

    @property
    def grade(self) -> int:
        """How well it is supported (a rank)."""

    @property
    def level(self) -> str:
        """Whose money it is."""


def by_grade(awards: Iterable[Summed]) -> dict[str, Total]:
    """Per grade, the strongest first: sums of what is sure, of what is possible, of limits."""
    listed: dict[int, list[Summed]] = {}
    for award in awards:
        listed.setdefault(award.grade, []).append(award)
    return {
        grade.value: _total(listed[rank]) for rank, grade in enumerate(GRADES) if rank in listed
    }


def by_level(awards: Iterable[Summed]) -> dict[str, dict[str, Total]]:
    """The same for each level of government, in the order in which they appear."""
    listed: dict[str, list[Summed]] = {}
    for award in awards:
        listed.setdefault(award.level, []).append(award)
    return {level: by_grade(own) for level, own in listed.items()}


def _total(awards: Iterable[Summed]) -> Total:
    low: Number = Decimal(0)
    limit: Number | None = Decimal(0)
    high: Number | None = Decimal(0)
    known: Number = Decimal(0)
    for award in awards:
        low = exact_sum(low, award.low)
        if award.high is not None:
            known = exact_sum(known, award.high)
        if award.only_limit:
            limit = None if limit is None or award.high is None else exact_sum(limit, award.high)
        else:
            high = None if high is None or award.high is None else exact_sum(high, award.high)
    return Total(low=low, high=high, at_most=limit, known=known)
