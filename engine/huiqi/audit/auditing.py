"""The audit itself: the checks asked for, one after the other, and what they found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from huiqi.audit.checks import CHECKS
from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Severity


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


def chosen(codes: Iterable[str]) -> tuple[Check, ...]:
    """The checks whose code starts with one of ``codes`` (none: all)."""
    wanted = tuple(codes)
    return tuple(check for check in CHECKS if not wanted or check.code.startswith(wanted))


def run(audit: Audit, checks: Iterable[Check] = CHECKS) -> Audited:
    """Run checks; their findings keep the order in which they stand in the rules."""
    found = []
    for check in checks:
        audit.progress(check.code)
        figures = tuple(check.figures(audit))
        found.append(Checked(check, figures, tuple(check.run(audit))))
    return Audited(audit, tuple(found))
