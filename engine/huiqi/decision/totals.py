"""Sums over awards: by how well they are supported, and by whose money it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
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


def at_best(settled: Mapping[str, Total], hopeful: Mapping[str, Total]) -> dict[str, Total]:
    """Sums of what is taken, with the upper end of another set that could come to more."""
    found = {}
    for grade in (grade.value for grade in GRADES):
        own, other = settled.get(grade), hopeful.get(grade)
        if own is None and other is not None:
            own = replace(other, low=Decimal(0))
        if own is not None:
            found[grade] = own if other is None else _at_best(own, other)
    return found


def _at_best(own: Total, other: Total) -> Total:
    before, most = _most(own), _most(other)
    if before is None or (most is not None and most <= before):
        return own
    if other.high is not None and other.high < own.low:
        # A limit of a source takes the place of what is sure.
        return replace(own, high=most, at_most=Decimal(0), known=other.known)
    return replace(other, low=own.low)


def _most(total: Total) -> Number | None:
    """What they come to at most, with what a source only limits."""
    if total.high is None or total.at_most is None:
        return None
    return exact_sum(total.high, total.at_most)


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
