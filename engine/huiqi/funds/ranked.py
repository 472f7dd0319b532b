"""Ranked: the best placed are paid in full, until the pool is empty."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from huiqi.funds.applicants import Applicant
from huiqi.funds.sharing_rule import SharingRule, numbered
from huiqi.sentences import sentence


def by_merit(applicants: Sequence[Applicant]) -> list[int | None]:
    """By rank where the table has ranks, else by score from the highest; equal ones together."""
    if any(applicant.rank is not None for applicant in applicants):
        return numbered([applicant.rank for applicant in applicants])
    return numbered([_downwards(applicant.score) for applicant in applicants])


def _downwards(score: Decimal | None) -> Decimal | None:
    return None if score is None else -score


RANKED = SharingRule(
    id="ranked",
    title=sentence("按名次"),
    how=sentence("按名次（或得分）先后全额拨付，拨完为止；并列的一组不够时组内按比例"),
    capped=False,
    places=by_merit,
    needs=("rank", "score"),
)
