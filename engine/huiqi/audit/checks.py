"""The list of all checks, in the order of reading."""

from __future__ import annotations

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
from huiqi.audit.finding import Check
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
