"""What an audit says: each check with its figures and findings.  Plain data for the renderers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from huiqi.audit.finding import Check, Figure, Finding, Level
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from huiqi.audit.context import Audit
    from huiqi.audit.mutation import Mutation

LIMITS = sentence(
    "审计看不出来的：规则写的是不是原文的意思。覆盖、变异都只说明规则与用例、规则与规则之间是否相符；"
    "录入的人读错了原文，用例又照着错的写，这里一样是满分。这只能由两个人分别对照原文核对。"
)


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

    @property
    def mutation(self) -> Mutation:
        """What became of all changes, whichever rules they are of."""
        found = self.audit.mutation
        for other in self.audit.beside:
            found = found.and_(other.mutation)
        return found

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
        return sum(finding.severity is Level.ERROR for finding in self.findings)
