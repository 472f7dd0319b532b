"""Capped pro rata: each claim is first cut to the cap, then all are shared pro rata."""

from __future__ import annotations

from huiqi.funds.pro_rata import together
from huiqi.funds.sharing_rule import SharingRule
from huiqi.sentences import sentence

CAPPED_PRO_RATA = SharingRule(
    id="capped_pro_rata",
    title=sentence("封顶后按比例"),
    how=sentence("每户申请额先以单户上限封顶，合计仍超过资金的，按封顶后的同一比例"),
    capped=True,
    places=together,
)
