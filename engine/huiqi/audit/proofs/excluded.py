"""What is proved impossible of a measure on all of its days, so that no case has to show it."""

from __future__ import annotations

from dataclasses import replace

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clause_formulas import claims_of, granted, yuan_of
from huiqi.audit.proofs.examination import Examination, ProofCase
from huiqi.audit.proofs.measure_case import MeasureCase
from huiqi.audit.proofs.payment_formulas import total_amount
from huiqi.audit.proofs.proof_days import days_of
from huiqi.audit.proofs.translator import compare_numbers
from huiqi.rulebook.measure import Cap, Clause, Condition, Measure
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


def never_exact(rulebook: Rulebook, measure: Measure, cap: Cap) -> bool:
    """Whether it is proved that what is there before the cap equals it for no enterprise on any of
    the measure's days (2000万 at 15 % is no sum in whole cents).
    """
    gives = measure.gives
    assert gives is not None
    before = replace(
        gives,
        caps=gives.caps[: gives.caps.index(cap)],
        rounding=None,
        stages=(),
        shared_from=None,
    )
    for day in days_of(rulebook, measure):
        case = ProofCase(Examination(rulebook=rulebook), day)
        claims = claims_of(case.translator, measure)
        if cap.per in ("project", "item"):
            # Any of the records may be the first.
            claims = claims[:1]
        paid = total_amount(case.translator, measure.giving(before), claims)
        if paid is None:
            return False
        limit = yuan_of(case.translator, cap.at_most, claims[0].names)
        equal = compare_numbers("==", paid, limit)
        if not case.possible(granted(claims).true, equal).impossible:
            return False
    return True
