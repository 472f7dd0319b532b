"""Pro rata: everyone gets the same share of its claim."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.funds.applicants import Applicant
from huiqi.funds.sharing_rule import SharingRule
from huiqi.sentences import sentence


def together(applicants: Sequence[Applicant]) -> list[int | None]:
    """All in one group."""
    return [0] * len(applicants)


PRO_RATA = SharingRule(
    id="pro_rata",
    title=sentence("按比例"),
    how=sentence("申请合计超过资金时，各户按申请额的同一比例"),
    capped=False,
    places=together,
)
