"""What a check finds, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from huiqi.diagnostics import Place
from huiqi.sentences import InLanguages

if TYPE_CHECKING:
    from huiqi.audit.context import Audit


class Level(StrEnum):
    """``error``: the rules contradict themselves or the law of their own language; ``warning``:
    a gap that should be closed; ``note``: what a reader should know and nobody has to mend.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding.  ``subject`` is what it is about (``measure/clause``, a parameter, a fact).

    ``witness``: an enterprise, as the text of a profile file, that shows the finding.
    """

    code: str
    severity: Level
    place: Place
    subject: str
    text: InLanguages
    remedy: InLanguages | None = None
    witness: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count with its whole: ``done`` of ``total``; ``gate``: what ``--fail-under`` asks of.

    ``excused``: what was left out of the total because it was proved impossible; ``detail``: a
    part of the figure before it, which the one screen leaves out.
    """

    key: str
    text: InLanguages
    done: int
    total: int
    excused: int = 0
    gate: bool = False
    detail: bool = False

    def and_(self, other: Figure | None) -> Figure:
        """Both together."""
        if other is None:
            return self
        done, total = self.done + other.done, self.total + other.total
        return replace(self, done=done, total=total, excused=self.excused + other.excused)

    @property
    def percent(self) -> Decimal | None:
        """To one decimal, rounded down so that 100 means all; ``None`` of nothing."""
        if not self.total:
            return None
        return Decimal(1000 * self.done // self.total) / 10


def _no_figures(audit: Audit) -> Iterable[Figure]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: a stable code, what it asks, what it means, and how it looks for it."""

    code: str
    title: InLanguages
    explanation: InLanguages
    run: Callable[[Audit], Iterable[Finding]]
    #: Whether it is of every rule, those on violations too; else of what supports enterprises.
    every: bool = False
    #: What it counts besides, for the page's one screen.
    figures: Callable[[Audit], Iterable[Figure]] = _no_figures
