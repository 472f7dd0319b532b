"""The provisions an act violates, each in one version, and which of them applies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huiqi.sentences import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A provision violated, in one version; ``None``: not known, of its days: without an end.

    ``dated``: whether its days are days, and not ranges in which they lie.
    """

    law: str
    article: str
    since: date | None
    until: date | None
    fine_low: Decimal | None
    fine_high: Decimal | None
    violation: bool = True
    dated: bool = True

    @property
    def name(self) -> str:
        """As printed."""
        return f"{self.law}{self.article}"

    def covers(self, first: date, last: date | None = None) -> bool:
        """Whether this version was in force on a day, or on any up to the last; without dates it
        is the only one.
        """
        return (self.since is None or self.since <= (last or first)) and (
            self.until is None or first <= self.until
        )


@dataclass(frozen=True, slots=True)
class ApplicableLaw:
    """What applies: ``chosen`` is ``None`` where an officer has to choose."""

    chosen: Law | None
    among: tuple[Law, ...]
    reason: Sentence
