"""Capped ranked: each claim is first cut to the cap, then paid by rank."""

from __future__ import annotations

from huiqi.funds.ranked import by_merit
from huiqi.funds.sharing_rule import SharingRule
from huiqi.sentences import sentence

CAPPED_RANKED = SharingRule(
    id="capped_ranked",
    title=sentence("封顶后按名次"),
    how=sentence("每户申请额先以单户上限封顶，再按名次先后全额拨付，拨完为止"),
    capped=True,
    places=by_merit,
    needs=("rank", "score"),
)
