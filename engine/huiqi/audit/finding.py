"""What a check finds, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from huiqi.diagnostics import Place
from huiqi.rulebook.models import Text

if TYPE_CHECKING:
    from huiqi.audit.context import Audit


class Severity(StrEnum):
    """``error``: the rules contradict themselves or the law of their own language; ``warning``:
    a gap that should be closed; ``note``: what a reader should know and nobody has to mend.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.  ``subject`` is what it is about (``measure/clause``, a parameter, a fact).

    ``witness``: an enterprise, as the text of a profile file, that shows the finding.
    """

    code: str
    severity: Severity
    place: Place
    subject: str
    text: Text
    remedy: Text | None = None
    witness: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check: a stable code, what it asks, what it means, and how it looks for it."""

    code: str
    title: Text
    explanation: Text
    run: Callable[[Audit], Iterable[Finding]]
