"""The audit itself: the checks asked for, one after the other, and what they found."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.audit.audited import Audited, Checked
from huiqi.audit.checks import CHECKS
from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure


def chosen(codes: Iterable[str]) -> tuple[Check, ...]:
    """The checks whose code starts with one of ``codes`` (none: all)."""
    wanted = tuple(codes)
    return tuple(check for check in CHECKS if not wanted or check.code.startswith(wanted))


def run_checks(audit: Audit, checks: Iterable[Check] = CHECKS) -> Audited:
    """Run checks; their findings keep the order in which they stand in the rules."""
    found = []
    for check in checks:
        audit.progress(check.code)
        audits = (audit, *audit.beside) if check.every else (audit,)
        figures: dict[str, Figure] = {}
        for figure in (figure for one in audits for figure in check.figures(one)):
            figures[figure.key] = figure.and_(figures.get(figure.key))
        findings = tuple(finding for one in audits for finding in check.run(one))
        found.append(Checked(check, tuple(figures.values()), findings))
    return Audited(audit, tuple(found), tuple(CHECKS))
