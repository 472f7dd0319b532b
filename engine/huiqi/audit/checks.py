"""The list of all checks, in the order of reading, and the audit by them."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.audit import (
    boundaries,
    branches,
    caps,
    case_faults,
    clause_truths,
    enum_values,
    equivalents,
    grades,
    guides,
    mcdc,
    parameters,
    penalty_gaps,
    periods,
    programmes,
    rounding,
    sources,
    statuses,
    survivors,
    texts,
    unasked_facts,
    unstated,
    unused_facts,
)
from huiqi.audit.context import Audit
from huiqi.audit.finding import Audited, Check, Checked, Figure
from huiqi.audit.proofs.proof_checks import PROOF_CHECKS

CHECKS: tuple[Check, ...] = (
    # the policy
    programmes.CHECK,
    grades.CHECK,
    sources.CHECK,
    parameters.CHECK,
    periods.CHECK,
    texts.CHECK,
    unstated.CHECK,
    guides.CHECK,
    # the cases
    statuses.CHECK,
    clause_truths.CHECK,
    mcdc.CHECK,
    boundaries.CHECK,
    branches.CHECK,
    caps.CHECK,
    rounding.CHECK,
    case_faults.CHECK,
    # mutation
    survivors.CHECK,
    equivalents.CHECK,
    # proofs
    *PROOF_CHECKS,
    # the facts
    unused_facts.CHECK,
    unasked_facts.CHECK,
    enum_values.CHECK,
    # the penalties
    penalty_gaps.CHECK,
)


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
