"""What is known of a violation and its history: parts that arrive in any order, and their sum.

Merging is the same in any order: a part adds what it knows and takes nothing back.  What follows
from the parts together (when the act ended at the earliest, that it is not corrected yet) is
worked out here, exactly, as ranges of days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from huiqi.penalty.fines import Law, no_violation
from huiqi.profile.profile import Given, Judgement, Profile
from huiqi.truth import Truth
from huiqi.values import (
    NOT_APPLICABLE,
    Choice,
    Interval,
    Record,
    Records,
    Value,
    exactly,
    greatest,
    least,
    shared,
    symbol,
)


@dataclass(frozen=True, slots=True)
class Part:
    """Something learnt: fields of the incident, earlier violations, judgements."""

    label: str = ""
    on: date | None = None
    fields: Mapping[str, Value] = field(default_factory=dict)
    history: tuple[Record, ...] = ()
    #: Whether the history told so far is all there is (``None``: not said here).
    complete: bool | None = None
    judgements: Mapping[str, Judgement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incident:
    """An incident file: what it starts from, and what arrives afterwards, in order.

    ``items``: the listed matters the act falls under; ``None``: not said.
    """

    name: str
    base: Part
    arrivals: tuple[Part, ...]
    laws: tuple[Law, ...] | None
    items: tuple[str, ...] | None
    note: str = ""
    file: str = ""

    def known(self, arrived: int | None = None) -> Part:
        """What is known after so many arrivals (absent: all)."""
        return merged((self.base, *self.arrivals[:arrived]))


def merged(parts: Iterable[Part]) -> Part:
    """All parts together; the order of the parts makes no difference."""
    fields: dict[str, Value] = {}
    history: list[Record] = []
    judgements: dict[str, Judgement] = {}
    said: list[bool] = []
    for part in parts:
        for name, value in part.fields.items():
            before = fields.get(name)
            fields[name] = value if before is None else both(name, before, value)
        history.extend(part.history)
        judgements.update(part.judgements)
        if part.complete is not None:
            said.append(part.complete)
    return Part(
        fields=fields,
        history=tuple(history),
        complete=bool(said) and all(said),
        judgements=judgements,
    )


def both(name: str, one: Value, other: Value) -> Value:
    """What two statements of one field leave possible; the reader has refused contradictions."""
    if isinstance(one, Interval) and isinstance(other, Interval):
        if name == "uncorrected_on":
            # Two checks: the later one says more.
            return max(one, other, key=lambda interval: cast(date, interval.low))
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


def settled(known: Part, laws: tuple[Law, ...] | None, as_of: date) -> Record:
    """The incident's fields, with the ranges that follow from the others."""
    fields = dict(known.fields)
    committed = _day(fields, "committed_on")
    assert committed is not None
    if "ended_on" not in fields:
        single = fields.get("nature") == symbol("single")
        fields["ended_on"] = exactly(committed) if single else Interval(committed, None)
    if "found_on" not in fields:
        fields["found_on"] = Interval(committed, None)
    if "corrected_on" not in fields:
        unchanged = _day(fields, "uncorrected_on")
        after = committed if unchanged is None else max(committed, unchanged + timedelta(days=1))
        fields["corrected_on"] = Interval(after, None)
    if "correct_by" not in fields:
        # Correction is ordered when the violation is found, not before.
        starts = [_day(fields, name) for name in ("ordered_on", "found_on")]
        fields["correct_by"] = Interval(max(day for day in starts if day is not None), None)
    if fields.get("person") == symbol("enterprise"):
        fields["age"] = fields["capacity"] = NOT_APPLICABLE
    fields["year"] = exactly(Decimal(committed.year))
    then, longer = no_violation(laws or (), committed, as_of, last_day(fields, as_of))
    fields.setdefault("not_then_violation", then)
    fields.setdefault("no_longer_violation", longer)
    return Record(fields)


def last_day(fields: Mapping[str, Value], as_of: date) -> date:
    """The last day on which the act may have gone on, as far as a decision looks."""
    ended = fields.get("ended_on")
    high = ended.high if isinstance(ended, Interval) else None
    return as_of if high is None else min(as_of, cast("date", high))


def profile_of(known: Part, judgements: Mapping[str, Judgement]) -> Profile:
    """The history as the facts of a profile, with the judgements under their full keys."""
    own = known.fields.get("kind")
    records = Records(
        tuple(_compared(entry, own) for entry in known.history), complete=bool(known.complete)
    )
    told = records.complete or bool(records.items)
    facts = {("history", None): Given(records)} if told else {}
    return Profile(
        "", facts=cast("dict[tuple[str, int | None], Given]", facts), judgements=judgements
    )


def _compared(entry: Record, own: Value | None) -> Record:
    """An earlier violation, compared with this one where the file does not say.

    The same words mean the same kind; other words do not mean another kind.  What is of the same
    kind is in the same list.
    """
    fields = dict(entry.fields)
    kind = fields.get("kind")
    if (
        isinstance(own, Choice)
        and isinstance(kind, Choice)
        and kind.known
        and own.known
        and shared(kind.symbols or frozenset(), own.symbols or frozenset())
    ):
        fields.setdefault("same_kind", Truth.TRUE)
    if fields.get("same_kind") is Truth.TRUE:
        fields.setdefault("listed", Truth.TRUE)
    return Record(fields, entry.key)


def _day(fields: Mapping[str, Value], name: str) -> date | None:
    """The earliest day a field may name."""
    value = fields.get(name)
    return cast("date | None", value.low) if isinstance(value, Interval) else None
