"""Whether a measure is in force on a day: yes, no, or not known."""

from __future__ import annotations

from datetime import date

from huiqi.rulebook.measure import InForce
from huiqi.rulebook.models import Text
from huiqi.truth import Truth


def in_force(period: InForce, as_of: date) -> tuple[Truth, Text]:
    """The truth and its reason.

    Stated dates decide.  Where none is stated, the measure was in force between the first and the
    last day it was seen in force; outside that nothing is known.
    """
    if period.since is not None and as_of < period.since:
        return Truth.FALSE, Text(
            zh=f"{period.since} 起施行，{as_of} 尚未施行", en=f"in force only from {period.since}"
        )
    if period.until is not None and as_of > period.until:
        return Truth.FALSE, Text(
            zh=f"{period.until} 已失效", en=f"no longer in force since {period.until}"
        )
    if period.since is not None:
        until = f"至 {period.until}" if period.until else "，未见失效日期"
        until_en = f" to {period.until}" if period.until else "; no end date is known"
        return Truth.TRUE, Text(
            zh=f"{period.since} 起施行{until}", en=f"in force from {period.since}{until_en}"
        )
    if not period.seen:
        return Truth.UNKNOWN, Text(zh="施行日期不明", en="the dates of force are not known")
    first, last = period.seen[0], period.seen[-1]
    if first <= as_of <= last:
        return Truth.TRUE, Text(
            zh=f"{_between(first, last)} 见到它有效", en=f"seen in force {_between(first, last)}"
        )
    return Truth.UNKNOWN, Text(
        zh=f"只在 {_between(first, last)} 见到它有效，{as_of} 是否有效未知",
        en=f"seen in force only {_between(first, last)}; not known for {as_of}",
    )


def _between(first: date, last: date) -> str:
    return f"{first}" if first == last else f"{first}..{last}"
