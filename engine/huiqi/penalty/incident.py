"""What is known of a violation and its history: parts that arrive in any order, and their sum.

Merging is the same in any order: a part adds what it knows and takes nothing back.  What follows
from the parts together (when the act ended at the earliest, that it is not corrected yet) the
constraints of the rules say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from huiqi.penalty.laws import Law
from huiqi.profile.profile import Given, Judgement, Profile
from huiqi.rulebook.penalty_clauses import HISTORY
from huiqi.rulebook.rulebook import Fact
from huiqi.values import Choice, Interval, Record, Records, Value, greatest, least, shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """Something learnt: fields of the incident, earlier violations, judgements."""

    label: str = ""
    on: date | None = None
    fields: Mapping[str, Value] = field(default_factory=dict)
    history: tuple[Record, ...] = ()
    #: Whether the history told so far is all there is (``None``: not said here).
    complete: bool | None = None
    judgements: Mapping[str, Judgement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """An incident file: what it starts from, and what arrives afterwards, in order.

    ``items``: the listed matters the act falls under; ``None``: not said.
    """

    name: str
    base: Learnt
    arrivals: tuple[Learnt, ...]
    laws: tuple[Law, ...] | None
    items: tuple[str, ...] | None
    note: str = ""
    #: Fields of which the later of two statements counts.
    latest: frozenset[str] = frozenset()

    def known(self, arrived: int | None = None) -> Learnt:
        """What is known after so many arrivals (absent: all)."""
        return merged((self.base, *self.arrivals[:arrived]), self.latest)


def merged(parts: Iterable[Learnt], latest: frozenset[str] = frozenset()) -> Learnt:
    """All parts together; the order of the parts makes no difference."""
    fields: dict[str, Value] = {}
    history: list[Record] = []
    judgements: dict[str, Judgement] = {}
    said: list[bool] = []
    for part in parts:
        for name, value in part.fields.items():
            before = fields.get(name)
            fields[name] = value if before is None else reconciled(before, value, name in latest)
        history.extend(part.history)
        judgements.update(part.judgements)
        if part.complete is not None:
            said.append(part.complete)
    return Learnt(
        fields=fields,
        history=tuple(history),
        complete=bool(said) and all(said),
        judgements=judgements,
    )


def reconciled(one: Value, other: Value, latest: bool = False) -> Value:
    """What two statements of one field leave possible; the reader has refused contradictions.

    ``latest``: the later of two days says more.
    """
    if isinstance(one, Interval) and isinstance(other, Interval):
        if latest:
            return max(one, other, key=lambda interval: interval.low or date.min)
        lows = [low for low in (one.low, other.low) if low is not None]
        highs = [high for high in (one.high, other.high) if high is not None]
        return Interval(
            greatest(lows) if lows else None,
            least(highs) if highs else None,
            one.optional and other.optional,
        )
    if isinstance(one, Choice) and isinstance(other, Choice):
        if one.symbols is None or other.symbols is None:
            return other if one.symbols is None else one
        return Choice(shared(one.symbols, other.symbols), one.optional and other.optional)
    return other


def not_yet(value: Value, day: date) -> bool:
    """Whether it is said that a day had not come by this one: that it lies after it, no more."""
    if not isinstance(value, Interval) or value.high is not None:
        return False
    return isinstance(value.low, date) and value.low > day


def come_by(fields: Mapping[str, Value], day: date) -> dict[str, Value]:
    """The fields without those of which it is said that their day had not come."""
    return {name: value for name, value in fields.items() if not not_yet(value, day)}


def last_day(act: Fact, fields: Mapping[str, Value], as_of: date) -> date:
    """The last day on which the act may have gone on, as far as a decision looks."""
    ended = fields.get(act.roles["ended"])
    high = ended.high if isinstance(ended, Interval) else None
    return as_of if high is None else min(as_of, cast("date", high))


def profile_of(known: Learnt, judgements: Mapping[str, Judgement]) -> Profile:
    """The history as the facts of a profile, with the judgements under their full keys."""
    records = Records(known.history, complete=bool(known.complete))
    told = records.complete or bool(records.items)
    facts = {(HISTORY, None): Given(value=records)} if told else {}
    return Profile(
        name="", facts=cast("dict[tuple[str, int | None], Given]", facts), judgements=judgements
    )
