"""Every sharing rule, in the order they are shown."""

from __future__ import annotations

from huiqi.funds.capped_pro_rata import CAPPED_PRO_RATA
from huiqi.funds.capped_ranked import CAPPED_RANKED
from huiqi.funds.first_come import FIRST_COME
from huiqi.funds.pro_rata import PRO_RATA
from huiqi.funds.ranked import RANKED
from huiqi.funds.sharing_rule import SharingRule

RULES: tuple[SharingRule, ...] = (PRO_RATA, RANKED, FIRST_COME, CAPPED_PRO_RATA, CAPPED_RANKED)
