"""What each answer would do: found by giving it, within a bound, and only when it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from operator import is_

from huiqi.decision.candidates import limits_of, values_worth_trying
from huiqi.decision.decide import Decider
from huiqi.decision.ranges import fill
from huiqi.decision.results import Amount, Decision, MeasureResult, Status
from huiqi.decision.standing import mark_of, refused_as_presumed
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.interview.results import AnswerEffect, AnswerKind, BesideRound, InterviewQuestion, Turned
from huiqi.language.types import Kind
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.truth import Truth
from huiqi.values import Interval, Records, Value, exactly

#: So many answers are tried, and so many measures are looked at for the figures they compare.
MOST_TRIED, MOST_MEASURES = 12, 8
#: So many answers to a figure are told.
MOST_FIGURES = 4
#: What lies beside a round amount, in yuan.
CENT = Decimal("0.01")


def effects_of(
    inquiry: InterviewQuestion, decision: Decision, decider: Decider
) -> tuple[AnswerEffect, ...]:
    """The answers worth telling apart, each with what it would change.

    Of yes-or-no and of options every one that can be; of a list, that there is none; of a figure
    those beside what a waiting measure compares it with, where they differ in what they do, the
    smallest first.
    """
    figure = inquiry.kind not in _CHOSEN
    # Of many options each would presume something else.
    presumed = inquiry.kind is AnswerKind.YES_NO
    found: list[AnswerEffect] = []
    seen: list[list[object]] = []
    tried: list[tuple[Value, Decision]] = []
    for value in _answers(inquiry, decision, decider)[:MOST_TRIED]:
        # What would be remarked upon (a year that has not come) is no answer to suggest.
        after = _decided(inquiry.key, value, decision, decider, asked=inquiry.declared.id)
        if after is not None:
            tried.append((value, after))
    for value, after in tried:
        turned = _turned_by(decision, after, _told if presumed else _shown)
        beside = _beside_round(inquiry.declared, value)
        if beside is not None:
            every = _all_there(inquiry.declared, beside)
            there = [_decided(inquiry.key, every, decision, decider)]
            there += [other for own, other in tried if _lies_in(own, every)]
            turned = _throughout(turned, there)
            if not turned:
                continue
        does: list[object] = [(each.after.measure.id, _shown(each.after)) for each in turned]
        if figure and (does in seen or len(found) == MOST_FIGURES):
            continue
        seen.append(does)
        found.append(AnswerEffect(value=value, turned=turned, beside=beside))
    if figure:
        found.sort(key=_size)
    return tuple(found)


def _beside_round(declared: Fact | Definition, value: Value) -> BesideRound | None:
    """Of an amount a cent beside a round one, on which side of it."""
    if declared.type.kind is not Kind.MONEY or not isinstance(value, Interval):
        return None
    amount = value.low
    if not isinstance(amount, Decimal) or amount == amount.to_integral_value():
        return None
    for limit, below in ((amount + CENT, True), (amount - CENT, False)):
        if limit == limit.to_integral_value():
            return BesideRound(limit, below)
    return None


def _all_there(declared: Fact | Definition, beside: BesideRound) -> Interval:
    """All amounts on that side."""
    low, high = (end if isinstance(end, Decimal) else None for end in (declared.low, declared.high))
    if beside.below:
        return Interval(low, beside.limit - CENT)
    return Interval(beside.limit + CENT, high)


def _lies_in(value: Value, every: Interval) -> bool:
    """Whether an amount lies there."""
    low = value.low if isinstance(value, Interval) else None
    if not isinstance(low, Decimal):
        return False
    return (every.low is None or every.low <= low) and (every.high is None or low <= every.high)


def _throughout(turned: Sequence[Turned], there: Sequence[Decision | None]) -> tuple[Turned, ...]:
    """Those that stand so wherever on that side the amount lies, with all of it and with each that
    was tried there: a share of it may not, and what is open of all is settled of some.
    """
    every = [
        {one.measure.id: (one.status, one.conditions) for one in decided.results}
        for decided in there
        if decided is not None
    ]
    return tuple(
        one
        for one in turned
        if all(
            stands[one.after.measure.id] == (one.after.status, one.after.conditions)
            for stands in every
        )
    )


def _size(effect: AnswerEffect) -> Decimal:
    """Of a figure, or a day, how large, or late, it is."""
    low = effect.value.low if isinstance(effect.value, Interval) else None
    return Decimal(low.toordinal()) if isinstance(low, date) else Decimal(low or 0)


_CHOSEN = ("yes_no", "option", "records")


def _answers(inquiry: InterviewQuestion, decision: Decision, decider: Decider) -> Sequence[Value]:
    kind = inquiry.declared.type.kind
    if kind is Kind.BOOL:
        return (Truth.TRUE, Truth.FALSE)
    if kind is Kind.RECORDS:
        # None; of a list of which some is told, none besides those.
        given = decision.profile.given(inquiry.key.name, inquiry.key.year)
        held = given.value if given is not None else None
        some = isinstance(held, Records) and (not inquiry.anew or not held.complete)
        told = held.items if isinstance(held, Records) and some else ()
        return (Records(told, complete=True),)
    return list(_tried(inquiry, decision, decider))


def _tried(inquiry: InterviewQuestion, decision: Decision, decider: Decider) -> Iterator[Value]:
    measures = [result.measure for result in inquiry.measures[:MOST_MEASURES]]
    limits = [
        limit
        for measure in measures
        for limit in limits_of(decider.rulebook, decision.profile, decision.as_of, measure)
        if inquiry.declared.type.enumeration is None
    ]
    about = [limit for limit in limits if inquiry.declared.id in limit.about]
    yield from dict.fromkeys(values_worth_trying(inquiry.declared, about, None))


#: What is tried where any answer at all might move a measure.
_SCALE = tuple(Decimal(10) ** power for power in (0, 4, 6, 8, 10, 12))


def moves(key: Missing, decision: Decision, decider: Decider) -> bool:
    """Whether some answer to a question, a figure of whatever size, makes a measure stand
    otherwise.
    """
    declared = declared_of(decider.rulebook, key)
    kind = declared.type.kind if declared is not None else Kind.RECORDS
    values: list[Value] = []
    if kind is Kind.BOOL:
        values = [Truth.TRUE, Truth.FALSE]
    elif kind in (Kind.MONEY, Kind.COUNT):
        values = [exactly(figure) for figure in (Decimal(0), *_SCALE)]
    elif kind is Kind.DATE:
        values = [exactly(date(decision.as_of.year - years, 1, 1)) for years in (0, 2, 5, 20)]
    decided = (_decided(key, value, decision, decider) for value in values)
    return any(_turned_by(decision, after) for after in decided if after is not None)


class KeptMoves:
    """The same for one enterprise, kept until an answer has moved some measure."""

    def __init__(self, decider: Decider) -> None:
        self._decider = decider
        self._kept: dict[Missing, tuple[Sequence[object], bool]] = {}

    def __call__(self, key: Missing, decision: Decision) -> bool:
        """Whether some answer to a question makes a measure stand otherwise."""
        stand = [part for result in decision.results for part in (result.verdicts, result.amount)]
        kept = self._kept.get(key)
        if kept is None or not all(map(_alike, stand, kept[0])):
            kept = self._kept[key] = stand, moves(key, decision, self._decider)
        return kept[1]


def _alike(one: object, other: object) -> bool:
    """Whether it is the same object, or a tuple of the same."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(is_, one, other))
    return one is other


def _turned_by(
    decision: Decision,
    after: Decision,
    stands: Callable[[MeasureResult], tuple[object, ...]] | None = None,
) -> tuple[Turned, ...]:
    """The measures that stand otherwise after an answer, by what ``stands`` tells of each."""
    pairs = zip(decision.results, after.results, strict=True)
    stands = stands or _stands
    return tuple(Turned(before=old, after=new) for old, new in pairs if stands(old) != stands(new))


def _decided(
    key: Missing, value: Value, decision: Decision, decider: Decider, *, asked: str = ""
) -> Decision | None:
    """The decision with an answer; ``None`` where it cannot be."""
    profile = fill(decision.profile, key, value)
    if profile is None or not decider.can_be(decision, profile, asked):
        return None
    return decider.decide_again(decision, profile)


def _stands(result: MeasureResult) -> tuple[object, ...]:
    """What is told of a measure: how it stands, and what it comes to; of what is not in force it is
    no matter whether its conditions are met.
    """
    if result.status is Status.NOT_IN_FORCE:
        return (result.status,)
    return result.status, result.conditions, _figures(result.amount)


def _shown(result: MeasureResult) -> tuple[object, ...]:
    """The same, and whose answer it waits for: that nothing but an office's is lacking is news."""
    if result.status is Status.NOT_IN_FORCE:
        return _stands(result)
    return *_stands(result), mark_of(result)


def _told(result: MeasureResult) -> tuple[object, ...]:
    """The same, and whether what is only presumed would refuse it."""
    return *_shown(result), refused_as_presumed(result)


def _figures(amount: Amount | None) -> tuple[object, ...]:
    return () if amount is None else (amount.low, amount.high, amount.at_most)
