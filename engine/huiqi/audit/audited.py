"""What an audit says: each check with its figures and findings.  Plain data for the renderers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.audit.finding import Check, Figure, Finding, Severity

if TYPE_CHECKING:
    from huiqi.audit.context import Audit


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with its figures and findings."""

    check: Check
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found."""

    audit: Audit
    checked: tuple[Checked, ...]
    #: Every check there is, asked for or not.
    known: tuple[Check, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the checks."""
        return tuple(finding for one in self.checked for finding in one.findings)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures, in the order of the checks."""
        return tuple(figure for one in self.checked for figure in one.figures)

    def fails(self, least: Decimal) -> tuple[Figure, ...]:
        """The gates below ``least`` percent."""
        return tuple(
            figure
            for figure in self.figures
            if figure.gate and figure.percent is not None and figure.percent < least
        )

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)
