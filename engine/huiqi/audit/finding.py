"""What a check finds, what a check is, and what an audit says: each check with its figures and
findings.  Plain data for the renderers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from huiqi.diagnostics import Place
from huiqi.sentences import InLanguages, sentence

if TYPE_CHECKING:
    from huiqi.audit.context import Audit
    from huiqi.audit.mutation import Mutation


LIMITS = sentence(
    "审计看不出来的：规则写的是不是原文的意思。覆盖、变异都只说明规则与用例、规则与规则之间是否相符；"
    "录入的人读错了原文，用例又照着错的写，这里一样是满分。这只能由两个人分别对照原文核对。"
)


class Level(StrEnum):
    """``error``: the rules contradict themselves or the law of their own language; ``warning``:
    a gap that should be closed; ``note``: what a reader should know and nobody has to mend.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is wrong with one thing.  ``subject`` is what it is about (``measure/clause``, a
    parameter, a fact).

    ``witness``: an enterprise, as the text of a profile file, that shows it; ``excused``: it is
    proved that nothing can be done about it, so it is only noted; ``code`` and ``severity`` are
    those of its check, where it does not say them itself.
    """

    place: Place
    subject: str
    text: InLanguages
    remedy: InLanguages | None = None
    witness: str | None = None
    excused: bool = False
    code: str = ""
    severity: Level = Level.NOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count with its whole: ``done`` of ``total``; ``gate``: what ``--fail-under`` asks of.

    ``excused``: what was left out of the total because it was proved impossible; ``detail``: a
    part of the figure before it, which the one screen leaves out.
    """

    key: str
    text: InLanguages
    done: int = 0
    total: int = 0
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


def share_figure(key: str, text: InLanguages, held: Iterable[bool]) -> Figure:
    """The figure of how many of several things are as they should be."""
    found = list(held)
    return Figure(key=key, text=text, done=sum(found), total=len(found))


#: What comes of looking at one thing: ``True`` where all is in order, ``None`` where it cannot be,
#: so that it is neither told nor counted.
Looked = Finding | Literal[True] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: a stable code, what it asks, what it means, and how it looks for it.

    ``look``: at one thing after the other; a proof's findings are there already.
    """

    code: str
    title: InLanguages
    explanation: InLanguages
    look: Callable[[Audit], Iterable[Looked]]
    severity: Level = Level.WARNING
    #: The figure of how many things looked at nothing is wrong with, before they are counted.
    tally: Figure | None = None
    #: Whether it is of every rule, those on violations too; else of what supports enterprises.
    every: bool = False
    #: What it counts otherwise, for the page's one screen.
    further: Callable[[Audit], Iterable[Figure]] | None = None

    def run(self, audit: Audit) -> Iterator[Finding]:
        """What it finds."""
        for one in self.look(audit):
            if isinstance(one, Finding):
                severity = Level.NOTE if one.excused else self.severity
                yield one if one.code else replace(one, code=self.code, severity=severity)

    def figures(self, audit: Audit) -> Iterator[Figure]:
        """What it counts."""
        if self.tally is not None:
            looked = list(self.look(audit))
            excused = sum(one is None or (one is not True and one.excused) for one in looked)
            done, total = sum(one is True for one in looked), len(looked) - excused
            yield replace(self.tally, done=done, total=total, excused=excused)
        if self.further is not None:
            yield from self.further(audit)


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
