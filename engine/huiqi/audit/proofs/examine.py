"""All proofs of a rulebook, made once: what each check reports is picked from them by its code."""

from __future__ import annotations

from huiqi.audit.context import Audit
from huiqi.audit.proofs.examination import Examination
from huiqi.audit.proofs.idle_clauses import examine_clauses
from huiqi.audit.proofs.overlaps import examine_parameter
from huiqi.audit.proofs.stacked_measures import examine_stacking
from huiqi.audit.proofs.tiers import examine_definition, examine_tiers
from huiqi.audit.proofs.wrong_amounts import examine_amounts
from huiqi.rulebook.rulebook import Rulebook

_LATEST: list[tuple[Rulebook, Examination]] = []


def examined(audit: Audit) -> Examination:
    """The examination of the audit's rulebook; the latest one is kept."""
    if _LATEST and _LATEST[0][0] is audit.rulebook:
        return _LATEST[0][1]

    found = Examination(rulebook=audit.rulebook)
    rulebook = audit.rulebook
    measures = [m for m in rulebook.measures.values() if not m.modelled_on]
    steps = len(measures) + len(rulebook.definitions)
    for position, measure in enumerate(measures, 1):
        audit.progress(f"{position}/{steps}")
        examine_clauses(found, measure)
        examine_tiers(found, measure)
        examine_amounts(found, measure)
    for position, name in enumerate(rulebook.definitions, len(measures) + 1):
        audit.progress(f"{position}/{steps}")
        examine_definition(found, name)
    for parameter in rulebook.parameters.values():
        examine_parameter(found, parameter)
    for rule in rulebook.stacking.values():
        examine_stacking(found, rule)
    _LATEST[:] = [(rulebook, found)]
    return found
