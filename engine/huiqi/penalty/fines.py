"""One act under several laws, or under a law that has changed: which fine applies.

Article 29: fined once, by the law with the higher fine.  Article 37: the law at the time of the
act, by which it may have been no violation; unless the law at the time of the decision is lighter
or no longer calls it one.
A range is higher or lower only where both of its ends are; anything else is for an officer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from huiqi.penalty.laws import ApplicableLaw, Law
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import plain
from huiqi.truth import Truth, conjunction, negation
from huiqi.values import Choice as Symbols
from huiqi.values import Interval, Record, is_known

Kind = TypeVar("Kind", date, Decimal)


def law_of(record: Record, roles: Mapping[str, str]) -> Law:
    """The provision that a record of an incident's ``laws`` names; ``roles``: its fields."""

    def point(role: str, kind: type[Kind]) -> Kind | None:
        value = record.fields.get(roles[role])
        found = value.low if isinstance(value, Interval) and value.known else None
        return found if isinstance(found, kind) else None

    def text(role: str) -> str:
        value = record.fields.get(roles[role])
        return next(iter(value.symbols or ("",))) if isinstance(value, Symbols) else ""

    days = (record.fields.get(roles[role]) for role in ("since", "until"))
    return Law(
        law=text("law"),
        article=text("article"),
        since=point("since", date),
        until=point("until", date),
        fine_low=point("fine_low", Decimal),
        fine_high=point("fine_high", Decimal),
        violation=record.fields.get(roles["violation"]) is not Truth.FALSE,
        dated=all(day is None or is_known(day) for day in days),
    )


def versions(
    laws: Iterable[Law], committed: date, decided: date, ended: date | None = None
) -> tuple[ApplicableLaw, ...]:
    """Article 37 for each law, in the order they were given.

    ``ended``: the last day on which the act may have gone on; absent, the day it was committed.
    """
    act = (committed, max(committed, ended or committed))
    found = ((group, *_version(group, act, decided)) for group in _groups(laws))
    return tuple(ApplicableLaw(chosen, group, reason) for group, chosen, reason in found)


def _groups(laws: Iterable[Law]) -> Iterable[tuple[Law, ...]]:
    """The versions of each law."""
    groups: dict[tuple[str, str], list[Law]] = {}
    for law in laws:
        groups.setdefault((plain(law.law), plain(law.article)), []).append(law)
    return (tuple(group) for group in groups.values())


def _version(
    group: tuple[Law, ...], act: tuple[date, date], decided: date
) -> tuple[Law | None, Sentence]:
    """The version that applies, if that is settled, and why."""
    then = tuple(law for law in group if law.covers(*act))
    now = tuple(law for law in group if law.covers(decided))
    if not all(law.dated for law in group):
        return None, sentence("施行日或者失效日没有写到哪一天，适用哪一个版本由行政机关认定")
    if then and all(not law.violation for law in then):
        # The law at the time of the act goes first; a later one counts only where it is lighter.
        return _first(then), sentence("行为发生时的规定不认为是违法，后来的规定不溯及既往")
    if now and all(not law.violation for law in now):
        return _first(now), sentence("新的规定不认为是违法，适用新的规定")
    if reason := _unsettled(then, now, act):
        return None, reason
    (old,), (new,) = then, now
    if new is old:
        return old, sentence("适用行为发生时的规定")
    lighter = negation(_as_high(new, old))
    if lighter is Truth.UNKNOWN:
        return None, sentence("新旧规定的罚款幅度互有高低或者不明，孰轻由行政机关认定")
    if lighter is Truth.TRUE:
        return new, sentence("新的规定处罚较轻，适用新的规定")
    return old, sentence("新的规定不更轻，适用行为发生时的规定")


def _first(laws: tuple[Law, ...]) -> Law:
    """The version that took force first, in whatever order they were given."""
    return min(laws, key=lambda law: law.since or date.min)


def _unsettled(
    then: tuple[Law, ...], now: tuple[Law, ...], act: tuple[date, date]
) -> Sentence | None:
    """Why no version can be told to be the one of the act or of the decision."""
    if not then:
        return sentence("没有写明行为发生时有效的版本（条号变了的，各版本写同一个 article）")
    if len([law for law in then if law.covers(act[0])]) > 1:
        return sentence("行为发生时有效的版本写了不止一个")
    if len(then) > 1:
        return sentence(
            "行为延续到（或者没有写明是否延续到）新的规定施行以后，适用哪一个由行政机关认定"
        )
    if not now:
        return sentence("行为时的规定已失效，没有写明决定时的规定")
    if len(now) > 1:
        return sentence("决定时有效的版本写了不止一个")
    return None


def highest(choices: Iterable[ApplicableLaw]) -> ApplicableLaw | None:
    """Article 29 among the versions chosen; ``None`` where there is only one law or none."""
    laws = tuple(
        choice.chosen for choice in choices if choice.chosen is None or choice.chosen.violation
    )
    known = tuple(law for law in laws if law is not None)
    if len(laws) < 2:
        return None
    if len(known) == len(laws):
        for law in known:
            if all(_as_high(law, other) is Truth.TRUE for other in known):
                return ApplicableLaw(
                    law,
                    known,
                    sentence("同一个违法行为只给予一次罚款，按罚款数额高的规定"),
                )
    return ApplicableLaw(
        None,
        known,
        sentence(
            "同一个违法行为只给予一次罚款；各规定的罚款幅度互有高低或者不明，哪一个更高由行政机关认定"
        ),
    )


def no_violation(
    laws: tuple[Law, ...], committed: date, decided: date, ended: date | None = None
) -> tuple[Truth, Truth]:
    """Whether no law called it a violation at the time, and whether none does any longer.

    An incident is put as a violation: without laws to the contrary it is one.
    """
    if not laws:
        return Truth.FALSE, Truth.FALSE
    act = (committed, max(committed, ended or committed))
    then, now = [], []
    for group in _groups(laws):
        dated = all(law.dated for law in group)
        before = _called(law for law in group if dated and law.covers(*act))
        then.append(before)
        if before is not Truth.FALSE:
            now.append(_called(law for law in group if dated and law.covers(decided)))
    longer = conjunction(map(negation, now)) if now else Truth.FALSE
    return conjunction(map(negation, then)), longer


def _called(laws: Iterable[Law]) -> Truth:
    """Whether these versions call it a violation; unknown where they differ or none is given."""
    said = {law.violation for law in laws}
    return Truth.of(said.pop()) if len(said) == 1 else Truth.UNKNOWN


def _as_high(one: Law, other: Law) -> Truth:
    """Whether ``one`` is as high or higher at both ends; false where it is lower at one or both
    and higher at none, unknown where the ranges cross or an end is not known.
    """
    higher = lower = False
    for own, others in ((one.fine_low, other.fine_low), (one.fine_high, other.fine_high)):
        if own is None or others is None:
            return Truth.UNKNOWN
        higher |= own > others
        lower |= own < others
    return Truth.UNKNOWN if higher and lower else Truth.of(not lower)
