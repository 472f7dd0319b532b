"""First come: paid in full in the order of application, until the pool is empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from huiqi.funds.applicants import Applicant
from huiqi.funds.sharing_rule import SharingRule, numbered
from huiqi.sentences import sentence
from huiqi.truth import Truth


def by_time(applicants: Sequence[Applicant]) -> list[int | None]:
    """By the time applied; on a day for which one has no hour, all of that day are together."""
    undivided = {a.applied_on for a in applicants if a.applied_at is None and not _open(a)}
    return numbered([_moment(applicant, undivided) for applicant in applicants])


def by_day(applicants: Sequence[Applicant]) -> list[int | None]:
    """By the day applied: one more application without an hour makes a day one moment."""
    return numbered([None if _open(a) else a.applied_on for a in applicants])


def _open(applicant: Applicant) -> bool:
    """Whether its place is not known: no day, or no hour and it may not count at all."""
    counted = applicant.applied_at is not None or applicant.eligible is Truth.TRUE
    return applicant.applied_on is None or not counted


def _moment(applicant: Applicant, undivided: set[date | None]) -> tuple[date, time] | None:
    if applicant.applied_on is None or _open(applicant):
        return None
    whole_day = applicant.applied_on in undivided or applicant.applied_at is None
    return applicant.applied_on, time.min if whole_day else applicant.applied_at or time.min


FIRST_COME = SharingRule(
    id="first_come",
    title=sentence("先到先得"),
    how=sentence(
        "按申请时间先后全额拨付，拨完为止；"
        "同时的一组不够时组内按比例（当天有人没写时刻的，当天都算同时）"
    ),
    capped=False,
    places=by_time,
    joined=by_day,
    needs=("applied",),
)
