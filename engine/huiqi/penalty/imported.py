"""What a list taken over comes to: row by row, and what was said of the document as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huiqi.diagnostics import Place
from huiqi.rulebook.sanction import EffectName, ModalityName


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a wording comes to.

    ``effect`` follows by ``modality``; ``instead`` are the more lenient effects that the authority
    may choose in its place.  ``first`` and ``minor``: conditions that the wording itself names.
    """

    effect: EffectName
    modality: ModalityName
    instead: tuple[EffectName, ...] = ()
    first: bool = False
    minor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHeading:
    """What the user says of the document as a whole.

    ``seen``: the last day it was seen in force; ``open``: marked as in force until repealed.
    """

    title: str
    number: str = ""
    issuer: str = ""
    since: date | None = None
    until: date | None = None
    url: str = ""
    seen: date | None = None
    open: bool = False

    @property
    def settles(self) -> bool:
        """Whether it says for how long the list is in force."""
        return self.since is not None and (
            self.until is not None or self.open or self.seen is not None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReport:
    """One row: accepted under an id, or refused with the reason."""

    place: Place
    violation: str
    id: str = ""
    code: str = ""
    reason: str = ""
    #: What its outcome was read as.
    outcome: Wording | None = None
    #: Parts of its conditions that became questions for an officer.
    judged: tuple[str, ...] = ()
    conflicts_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What a table comes to; ``text`` is the list file."""

    file: str
    rows: tuple[RowReport, ...]
    domains: Mapping[str, int]
    columns: Mapping[str, str]
    text: str

    @property
    def accepted(self) -> tuple[RowReport, ...]:
        """The rows taken over."""
        return tuple(row for row in self.rows if row.id)

    @property
    def refused(self) -> tuple[RowReport, ...]:
        """The rows left out."""
        return tuple(row for row in self.rows if not row.id)
