"""Whether a condition can ever decide its measure alone."""

from __future__ import annotations

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.examination import Examination
from huiqi.audit.proofs.measure_case import MeasureCase
from huiqi.audit.proofs.proof_days import days_of
from huiqi.rulebook.measure import Clause, Condition, Measure
from huiqi.rulebook.rulebook import Rulebook


def never_decides(
    rulebook: Rulebook, measure: Measure, clause: Clause, condition: Condition, value: bool
) -> bool:
    """Whether it is proved that the condition, being ``value``, turns the clause for no enterprise
    on any of the measure's days; what is not decided in time is not proved.
    """
    found = Examination(rulebook=rulebook)
    for day in days_of(rulebook, measure):
        case = MeasureCase(found, measure, day)
        own = case.truths[condition.id].true
        with_, without = (case.turned(clause, condition.id, turned) for turned in (True, False))
        decides = terms.either(
            terms.both(with_, terms.contrary(without)), terms.both(without, terms.contrary(with_))
        )
        reply = case.possible(case.there, own if value else terms.contrary(own), decides)
        if not reply.impossible:
            return False
    return True
