"""Whether a document is in force on a day: yes, no, or not known.

One rule for all: what is stated decides; a law, or a text marked 长期, ends only with a recorded
repeal; of any other document it is known up to the last day on which it was seen in force, and an
official may say how it is beyond.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from huiqi.decision.validity import Force
from huiqi.profile.profile import Profile
from huiqi.rulebook.force import IN_FORCE, InForce
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.text import Text
from huiqi.truth import Truth

_ENDED = Text(zh="已过期", en="ended")
_AHEAD = Text(zh="尚未施行", en="not yet in force")


def force_of(measure: Measure, profile: Profile, as_of: date) -> Force:
    """The force of a measure on a day; where its dates leave it open, an official's answer."""
    by_dates = _by_dates(measure, as_of)
    if by_dates.truth is not Truth.UNKNOWN or not profile.judgements:
        return by_dates
    judgement = profile.judgements.get(f"{measure.id}/{IN_FORCE}")
    if judgement is None:
        return by_dates
    reason = by_dates.reason
    zh = "有效" if judgement.answer else "不在施行期"
    en = "in force" if judgement.answer else "not in force"
    said = Text(
        zh=f"{judgement.by} 于 {judgement.on} 判定：{zh}（{judgement.reason}）；{reason.zh}",
        en=f"judged by {judgement.by} on {judgement.on}: {en} ({judgement.reason}); {reason.en}",
    )
    ended = None if judgement.answer else _ENDED
    return Force(
        truth=Truth.of(judgement.answer), reason=said, on=as_of, judgement=judgement, timing=ended
    )


@lru_cache(maxsize=1024)
def _by_dates(measure: Measure, as_of: date) -> Force:
    """The force by the dates alone: of a measure on a day it is always the same."""
    period = measure.in_force
    truth, reason = in_force(period, as_of)
    ahead = period.since is not None and as_of < period.since
    timing = _AHEAD if ahead else _ENDED
    return Force(
        truth=truth,
        reason=reason,
        on=as_of,
        judgement=None,
        timing=timing if truth is Truth.FALSE else None,
    )


def in_force(period: InForce, as_of: date) -> tuple[Truth, Text]:
    """The truth and its reason, by the dates alone."""
    since, until = period.since, period.until
    if since is not None and as_of < since:
        return Truth.FALSE, Text(
            zh=f"{since} 起施行，{as_of} 尚未施行", en=f"in force only from {since}"
        )
    if until is not None and as_of > until:
        return Truth.FALSE, Text(zh=f"{until} 已失效", en=f"no longer in force since {until}")
    if period.ended_by is not None and as_of > period.ended_by:
        return Truth.FALSE, Text(
            zh=f"至迟 {period.ended_by} 已失效（确切日期未见）",
            en=f"no longer in force by {period.ended_by} at the latest (its day was not seen)",
        )
    known = period.known
    if known is None or not known[0] <= as_of <= known[1]:
        return Truth.UNKNOWN, _open(period, as_of)
    return Truth.TRUE, _sure(period)


def _sure(period: InForce) -> Text:
    since, first, last = period.since, period.first_seen, period.last_seen
    if since is not None:
        zh, en = f"{since} 起施行", f"in force from {since}"
    elif first is None:
        zh, en = "施行日未见", "its beginning was not seen"
    elif first is last and period.until is None and not period.open:
        return Text(zh=f"{first.text.zh} 见到它有效", en=f"seen in force on {first}")
    else:
        zh, en = f"{first.text.zh} 起见到它有效", f"seen in force from {first}"
    if period.until is not None:
        return Text(zh=f"{zh}，至 {period.until}", en=f"{en} to {period.until}")
    if period.open:
        return Text(zh=f"{zh}，未见废止", en=f"{en}; no repeal is known")
    assert last is not None
    return Text(zh=f"{zh}，最后见于 {last.text.zh}", en=f"{en}, last seen in force {last}")


def _open(period: InForce, as_of: date) -> Text:
    first, last = period.first_seen, period.last_seen
    if last is None or (first is None and period.since is None):
        return Text(zh="施行日期不明", en="the dates of force are not known")
    if period.since is None and first is not None and as_of < first.first:
        return Text(
            zh=f"最早见于 {first.text.zh}，{as_of} 是否已经施行未知",
            en=f"first seen in force {first}; whether it already was on {as_of} is not known",
        )
    start = f"{period.since} 起施行，" if period.since is not None else ""
    start_en = f"in force from {period.since}; " if period.since is not None else ""
    return Text(
        zh=f"{start}最后见于 {last.text.zh}，{as_of} 是否仍有效未知",
        en=f"{start_en}last seen in force {last}; whether it still was on {as_of} is not known",
    )
