"""Who of a table is to be called first, and for what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from huiqi.report.pages.call_kinds import (
    CALL_KINDS,
    MISS,
    OPENED,
    OVER,
    TO_MEND,
    TO_VERIFY,
    CallKind,
    amount_called_for,
    far,
    is_hardly_called,
    is_in_doubt,
    rests_on_unread,
)
from huiqi.report.pages.screen_words import opened_by
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise


def order_told(phrases: Phrases, *, short: bool = False) -> str:
    """How those to be called stand, as it is said; in ``short`` by the words of the kinds alone."""
    say = phrases.say
    kinds = []
    for one in CALL_KINDS:
        word, said = say(one.word), say(one.said)
        if one.word:
            kinds.append(word if short or said == word else _explained(word, said, phrases))
    return say("先后：{kinds}。同类里金额大的在前", kinds=say.listed(kinds))


def _explained(word: str, said: str, phrases: Phrases) -> str:
    return phrases.say("{text}（{notes}）", text=word, notes=said)


def to_call(entries: Iterable[ScreenedEnterprise]) -> list[ScreenedEnterprise]:
    """Each by the first kind of which it has anything; of one kind the nearest first, then what is
    known to be in force, then what comes to most.
    """
    return sorted(entries, key=_order)


def kind_of(entry: ScreenedEnterprise) -> CallKind:
    """Of which kind it is called."""
    return _kind(entry, _first(entry))


def _kind(entry: ScreenedEnterprise, first: MeasureAnswer | None) -> CallKind:
    if is_hardly_called(entry):
        return TO_VERIFY
    kind = next(one for one in CALL_KINDS if one.is_of(entry))
    if CALL_KINDS.index(kind) < CALL_KINDS.index(TO_MEND) and (
        entry.hardly_meant or (first is not None and rests_on_unread(entry, first))
    ):
        # Nothing rests on a figure that is hardly meant, or on a cell that nobody can read.
        return TO_MEND
    return kind


def _first(entry: ScreenedEnterprise) -> MeasureAnswer | None:
    """What comes first of all that is not merely to be asked more of."""
    bounded = CALL_KINDS[: CALL_KINDS.index(TO_MEND)]
    return next((answer for kind in bounded for answer in kind.measures(entry)), None)


def _order(entry: ScreenedEnterprise) -> tuple[int, Fraction, bool, Fraction, int]:
    first = _first(entry)
    kind = _kind(entry, first)
    own = kind.measures(entry)
    distance = far(own[0]) if own and kind in (MISS, OVER) else Fraction(0)
    amounts = (
        amount_called_for(answer)
        for each in (kind, *CALL_KINDS)
        if each not in (MISS, OVER) and not each.of_most
        for answer in each.measures(entry)
    )
    most = next((one for one in amounts if one is not None), None)
    unsure = first is None or is_in_doubt(first)
    return CALL_KINDS.index(kind), distance, unsure, -Fraction(most or 0), entry.row


def called_for(
    entry: ScreenedEnterprise, most: frozenset[str], phrases: Phrases
) -> Iterator[tuple[CallKind, MeasureAnswer]]:
    """All that it may be called for, each measure once, in the order of the kinds.

    Args:
        most: What most of the table wait for: what a single answer settles of that is no reason.
    """
    measures, told = phrases.rulebook.measures, set[str]()
    for kind in CALL_KINDS:
        for answer in kind.measures(entry):
            name = answer.measure
            alike = kind.of_most and name in most
            if not alike and name not in told and measures[name].recipient == "enterprise":
                told.add(name)
                yield kind, answer


def measure_called_for(
    entry: ScreenedEnterprise, most: frozenset[str], phrases: Phrases
) -> MeasureAnswer | None:
    """For what it is best called; ``None`` where there is nothing."""
    return next((answer for _, answer in called_for(entry, most, phrases)), None)


def opened_for(entry: ScreenedEnterprise, phrases: Phrases) -> list[MeasureAnswer]:
    """What is refused for what its own figures open."""
    hints = OPENED.remarks(entry)
    answers = entry.screened.answers
    return [one for one in answers if hints and opened_by(entry, one, phrases) in hints]


def worth_a_look(
    entry: ScreenedEnterprise, most: frozenset[str], phrases: Phrases
) -> list[MeasureAnswer]:
    """What an enterprise is called for, or may be: each once, in that order."""
    opened = CALL_KINDS.index(OPENED)
    own = [*called_for(entry, most, phrases)]
    before = [answer for kind, answer in own if CALL_KINDS.index(kind) < opened]
    after = [answer for kind, answer in own if CALL_KINDS.index(kind) > opened]
    every = {one.measure: one for one in (*before, *opened_for(entry, phrases), *after)}
    return list(every.values())
