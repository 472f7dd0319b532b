"""The list of all checks, in the order of reading."""

from __future__ import annotations

from huiqi.audit import (
    branches,
    caps,
    case_faults,
    clause_truths,
    equivalents,
    limits,
    mcdc,
    rounding,
    statuses,
    survivors,
)
from huiqi.audit.finding import Check
from huiqi.audit.proofs.checks import PROOF_CHECKS

CHECKS: tuple[Check, ...] = (
    statuses.CHECK,
    clause_truths.CHECK,
    mcdc.CHECK,
    limits.CHECK,
    branches.CHECK,
    caps.CHECK,
    rounding.CHECK,
    case_faults.CHECK,
    survivors.CHECK,
    equivalents.CHECK,
    *PROOF_CHECKS,
)
