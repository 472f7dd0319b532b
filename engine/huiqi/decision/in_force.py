"""Whether a document is in force on a day: yes, no, or not known.

One rule for all: what is stated decides; a law, or a text marked 长期, ends only with a recorded
repeal; of any other document it is known up to the last day on which it was seen in force, and an
official may say how it is beyond.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from huiqi.decision.results import ClauseResult
from huiqi.decision.tracing import Tracer
from huiqi.decision.validity import Force
from huiqi.profile.profile import Profile
from huiqi.rulebook.force import IN_FORCE, InForce
from huiqi.rulebook.measure import Rule
from huiqi.sentences import Sentence, sentence
from huiqi.truth import Truth

_ENDED = sentence("已过期")
_AHEAD = sentence("尚未施行")


def force_of(rule: Rule, profile: Profile, as_of: date) -> Force:
    """The force of a measure on a day; where its dates leave it open, an official's answer."""
    by_dates = _by_dates(rule, as_of)
    if by_dates.truth is not Truth.UNKNOWN or not profile.judgements:
        return by_dates
    judgement = profile.judgements.get(f"{rule.id}/{IN_FORCE}")
    if judgement is None:
        return by_dates
    said = sentence(
        "{by} 于 {day} 判定：{answer}（{why}）；{reason}",
        by=judgement.by,
        day=judgement.on,
        answer=sentence("有效") if judgement.answer else sentence("不在施行期"),
        why=judgement.reason,
        reason=by_dates.reason,
    )
    ended = None if judgement.answer else _ENDED
    return Force(
        truth=Truth.of(judgement.answer), reason=said, on=as_of, judgement=judgement, timing=ended
    )


@lru_cache(maxsize=1024)
def _by_dates(rule: Rule, as_of: date) -> Force:
    """The force by the dates alone: of a measure on a day it is always the same."""
    period = rule.in_force
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


def in_force(period: InForce, as_of: date) -> tuple[Truth, Sentence]:
    """The truth and its reason, by the dates alone."""
    since, until = period.since, period.until
    if since is not None and as_of < since:
        return Truth.FALSE, sentence("{since} 起施行，{as_of} 尚未施行", since=since, as_of=as_of)
    if until is not None and as_of > until:
        return Truth.FALSE, sentence("{until} 已失效", until=until)
    if period.ended_by is not None and as_of > period.ended_by:
        return Truth.FALSE, sentence(
            "至迟 {ended_by} 已失效（确切日期未见）", ended_by=period.ended_by
        )
    known = period.known
    if known is None or not known[0] <= as_of <= known[1]:
        return Truth.UNKNOWN, _open(period, as_of)
    return Truth.TRUE, _sure(period)


def force_on_days(tracer: Tracer, rule: Rule) -> ClauseResult:
    """Whether a rule with days of its own is in force on one of them: it is where that is certain,
    is not where it is impossible, and between an officer says.
    """
    condition, period = rule.force, rule.in_force
    grade = condition.grade
    certain = tracer.evaluate(period.surely)
    if certain.value is Truth.TRUE:
        return ClauseResult(condition=condition, truth=Truth.TRUE, grade=grade, telling=tracer)
    possible = tracer.evaluate(period.perhaps)
    if possible.value is Truth.FALSE:
        return ClauseResult(condition=condition, truth=Truth.FALSE, grade=grade, telling=tracer)
    if condition.question is None:
        missing = possible.missing
        return ClauseResult(
            condition=condition, truth=Truth.UNKNOWN, grade=grade, missing=missing, telling=tracer
        )
    judgement = tracer.evaluator.profile.judgements.get(f"{rule.id}/{condition.id}")
    truth = Truth.UNKNOWN if judgement is None else Truth.of(judgement.answer)
    return ClauseResult(
        condition=condition, truth=truth, grade=grade, judgement=judgement, telling=tracer
    )


def _sure(period: InForce) -> Sentence:
    since, first, last = period.since, period.first_seen, period.last_seen
    if since is not None:
        start = sentence("{since} 起施行", since=since)
    elif first is None:
        start = sentence("施行日未见")
    elif first is last and period.until is None and not period.open:
        return sentence("{day} 见到它有效", day=first.text)
    else:
        start = sentence("{day} 起见到它有效", day=first.text)
    if period.until is not None:
        return sentence("{start}，至 {until}", start=start, until=period.until)
    if period.open:
        return sentence("{start}，未见废止", start=start)
    assert last is not None
    return sentence("{start}，最后见于 {day}", start=start, day=last.text)


def _open(period: InForce, as_of: date) -> Sentence:
    since, first, last = period.since, period.first_seen, period.last_seen
    if last is None or (first is None and since is None):
        return sentence("施行日期不明")
    if since is None and first is not None and as_of < first.first:
        return sentence("最早见于 {day}，{as_of} 是否已经施行未知", day=first.text, as_of=as_of)
    if days := period.seen_days_before(as_of):
        seen = sentence(
            "{day} 见到它有效，在 {as_of} 的 {number} 天前；此后没有再见到",
            day=last.text,
            as_of=as_of,
            number=days,
        )
        return seen if since is None else sentence("{since} 起施行，{seen}", since=since, seen=seen)
    if since is None:
        return sentence("最后见于 {day}，{as_of} 是否仍有效未知", day=last.text, as_of=as_of)
    return sentence(
        "{since} 起施行，最后见于 {day}，{as_of} 是否仍有效未知",
        since=since,
        day=last.text,
        as_of=as_of,
    )
