"""What a guide to applying (申兑指南) has to say, and which of it a measure's sources say.

The five elements are those that one province asks of each policy: 惠及对象、申报条件、兑现时限、
受理地址、咨询电话, in this order.
"""

from __future__ import annotations

from enum import StrEnum

from huiqi.rulebook.basis import WEAK, relied_on
from huiqi.rulebook.measure import Measure


class Element(StrEnum):
    """What a guide says."""

    BENEFICIARIES = "beneficiaries"  # 惠及对象
    CONDITIONS = "conditions"  # 申报条件
    PAID_WITHIN = "paid_within"  # 兑现时限
    OFFICE = "office"  # 受理地址, at a counter or online
    TELEPHONE = "telephone"  # 咨询电话


def elements_stated(measure: Measure) -> frozenset[Element]:
    """The elements that the measure's sources say; what is another body's or assumed is not said.

    For whom it is: some condition is stated.  The conditions: none of them is declared unknown;
    what is presumed where the text is silent is ours, not a condition of it.
    """
    apply = measure.apply
    own = [condition for condition in measure.conditions() if not condition.presumed]
    said = [c for c in own if c.unknown is None and c.grade < WEAK]
    places = [place for place in (apply.office, apply.platform) if place is not None]
    stated = {
        Element.BENEFICIARIES: bool(said),
        Element.CONDITIONS: bool(said) and len(said) == len(own),
        Element.PAID_WITHIN: apply.paid_within is not None and relied_on(apply.paid_within.basis),
        Element.OFFICE: any(relied_on(place.basis) for place in places),
        Element.TELEPHONE: any(relied_on(telephone.basis) for telephone in apply.telephones),
    }
    return frozenset(element for element, is_stated in stated.items() if is_stated)
