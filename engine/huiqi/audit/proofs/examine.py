"""All proofs of a rulebook, made once: what each check reports is picked from them by its code."""

from __future__ import annotations

from collections.abc import Callable

from huiqi.audit.proofs.examination import Examination
from huiqi.audit.proofs.idle_clauses import examine_clauses
from huiqi.audit.proofs.overlaps import examine_parameter
from huiqi.audit.proofs.stacked_measures import examine_stacking
from huiqi.audit.proofs.tiers import examine_definition, examine_tiers
from huiqi.audit.proofs.witness_check import Subjects
from huiqi.audit.proofs.wrong_amounts import examine_amounts
from huiqi.rulebook.rulebook import Rulebook


def examine(rulebook: Rulebook, subjects: Subjects, progress: Callable[[str], None]) -> Examination:
    """Everything that is asked of its rules, definitions and parameters."""
    found = Examination(rulebook=rulebook, subjects=subjects)
    rules = [rule for rule in rulebook.rules.values() if not rule.modelled_on]
    steps = len(rules) + len(rulebook.definitions)
    for position, rule in enumerate(rules, 1):
        progress(f"{position}/{steps}")
        examine_clauses(found, rule)
        examine_tiers(found, rule)
        examine_amounts(found, rule)
    for position, name in enumerate(rulebook.definitions, len(rules) + 1):
        progress(f"{position}/{steps}")
        examine_definition(found, name)
    for parameter in rulebook.parameters.values():
        examine_parameter(found, parameter)
    for stacking in rulebook.stacking.values():
        examine_stacking(found, stacking)
    return found
