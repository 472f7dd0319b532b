"""One act under several laws, or under a law that has changed: which fine applies.

Article 29: fined once, by the law with the higher fine.  Article 37: the law at the time of the
act, unless the law at the time of the decision is lighter or no longer calls it a violation.
A range is higher or lower only where both of its ends are; anything else is for an officer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from huiqi.rulebook.models import Text
from huiqi.truth import Truth
from huiqi.values import Choice as Symbols
from huiqi.values import Interval, Record


@dataclass(frozen=True, slots=True)
class Law:
    """A provision violated, in one version; ``None``: not known."""

    law: str
    article: str
    since: date | None
    until: date | None
    fine_low: Decimal | None
    fine_high: Decimal | None
    violation: bool = True

    @property
    def name(self) -> str:
        """As printed."""
        return f"{self.law}{self.article}"

    def covers(self, day: date) -> bool:
        """Whether this version was in force; without dates it is the only one."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """What applies: ``chosen`` is ``None`` where an officer has to choose."""

    chosen: Law | None
    among: tuple[Law, ...]
    reason: Text


def law_of(record: Record) -> Law:
    """The provision that a record of an incident's ``laws`` names."""

    def end(name: str, low: bool) -> Any:
        value = record.fields.get(name)
        return (value.low if low else value.high) if isinstance(value, Interval) else None

    def text(name: str) -> str:
        value = record.fields.get(name)
        return next(iter(value.symbols or ("",))) if isinstance(value, Symbols) else ""

    return Law(
        text("law"),
        text("article"),
        end("in_force_from", True),
        end("in_force_until", False),
        end("fine_low", True),
        end("fine_high", False),
        record.fields.get("violation") is not Truth.FALSE,
    )


def versions(laws: Iterable[Law], committed: date, decided: date) -> tuple[Choice, ...]:
    """Article 37 for each law, in the order they were given."""
    groups: dict[tuple[str, str], list[Law]] = {}
    for law in laws:
        groups.setdefault((law.law, law.article), []).append(law)
    return tuple(_version(tuple(group), committed, decided) for group in groups.values())


def _version(group: tuple[Law, ...], committed: date, decided: date) -> Choice:
    old = next((law for law in group if law.covers(committed)), None)
    new = next((law for law in group if law.covers(decided)), None)
    if old is None:
        return Choice(
            None,
            group,
            Text(
                zh="没有写明行为发生时有效的版本",
                en="no version in force at the time of the act is given",
            ),
        )
    if new is None:
        return Choice(
            None,
            group,
            Text(
                zh="行为时的规定已失效，没有写明决定时的规定",
                en="the law has lapsed, and what applies now is not given",
            ),
        )
    if new is old:
        return Choice(
            old, group, Text(zh="适用行为发生时的规定", en="the law at the time of the act")
        )
    if not new.violation:
        return Choice(
            new,
            group,
            Text(zh="新的规定不认为是违法，适用新的规定", en="no longer a violation: the new law"),
        )
    order = _order(new, old)
    if order is None:
        return Choice(
            None,
            group,
            Text(
                zh="新旧规定的罚款幅度互有高低或者不明，孰轻由行政机关认定",
                en="neither version is lighter at both ends of the fine: for judgement",
            ),
        )
    if order < 0:
        return Choice(
            new, group, Text(zh="新的规定处罚较轻，适用新的规定", en="the new law is lighter")
        )
    return Choice(
        old, group, Text(zh="新的规定不更轻，适用行为发生时的规定", en="the new law is not lighter")
    )


def highest(choices: Iterable[Choice]) -> Choice | None:
    """Article 29 among the versions chosen; ``None`` where there is only one law or none."""
    laws = tuple(
        choice.chosen for choice in choices if choice.chosen is None or choice.chosen.violation
    )
    known = tuple(law for law in laws if law is not None)
    if len(laws) < 2:
        return None
    once = "同一个违法行为只给予一次罚款"
    if len(known) == len(laws):
        for law in known:
            if all(other is law or _order(law, other) in (0, 1) for other in known):
                return Choice(
                    law,
                    known,
                    Text(
                        zh=f"{once}，按罚款数额高的规定",
                        en="one act, one fine, by the higher provision",
                    ),
                )
    return Choice(
        None,
        known,
        Text(
            zh=f"{once}；各规定的罚款幅度互有高低或者不明，哪一个更高由行政机关认定",
            en="one act, one fine; which provision is higher is not clear: for judgement",
        ),
    )


def no_longer_violation(laws: tuple[Law, ...], decided: date) -> Truth:
    """Whether none of the laws still calls it a violation.

    An incident is put as a violation: without laws to the contrary it is one.
    """
    if not laws:
        return Truth.FALSE
    now = [law for law in laws if law.covers(decided)]
    return Truth.of(bool(now) and not any(law.violation for law in now))


def _order(one: Law, other: Law) -> int | None:
    """1 where ``one`` is higher, 0 where equal, -1 where lower; ``None`` where it is not clear."""
    ends = (one.fine_low, other.fine_low, one.fine_high, other.fine_high)
    if None in ends:
        return None
    low_one, low_other, high_one, high_other = (end for end in ends if end is not None)
    if (low_one, high_one) == (low_other, high_other):
        return 0
    if low_one >= low_other and high_one >= high_other:
        return 1
    return -1 if low_one <= low_other and high_one <= high_other else None
