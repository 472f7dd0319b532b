"""Who of a table is to be called first, and for what."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from huiqi.profile.lasting import SOON
from huiqi.quantities import Number
from huiqi.report.pages.call_kinds import (
    BEHIND,
    CALL_KINDS,
    ENDING,
    LEAVES,
    LIVE,
    MAYBE_HAD,
    MORE,
    NO_INDUSTRY,
    NONE,
    OF_INDUSTRY,
    OPENED,
    OTHER,
    OWN,
    READY,
    TO_CHECK,
    TO_VERIFY,
    CallKind,
    is_hardly_called,
)
from huiqi.report.pages.call_measures import (
    amount_ranked,
    far,
    is_in_doubt,
    is_of_what_is_told,
    opened_by_figures,
)
from huiqi.report.pages.screen_words import opened_by
from huiqi.report.phrases import Phrases
from huiqi.screening.screened import MeasureAnswer, ScreenedEnterprise
from huiqi.sentences import Sentence

#: No line is passed so many times over.
_PERHAPS = 10**9
#: Of these nobody sees from the words which is called before which.
_ALIKE = (LIVE, READY, MORE, OWN, MAYBE_HAD)


def order_told(phrases: Phrases, *, short: bool = False, lines: bool = False) -> str:
    """How those to be called stand, as it is said: in ``short`` by the words of the kinds alone;
    in ``lines`` each in its own, with what the marks beside them mean.
    """
    say = phrases.say
    kinds = []
    for one in CALL_KINDS:
        word, said = say(one.word), say(one.said)
        if one.word:
            kinds.append(word if short or said == word else _explained(word, said, phrases))
    within = say("同类里称号、文件到期近的在前，其次金额大的")
    if not short:
        within = say(
            "{text}；快到线、怕退规、离线近的按今年照现在会到多少，没写升没升过规的在后",
            text=within,
        )
    if lines:
        mark = say("※ 要等的一格读不懂，先看原表；名次照这一格空着算")
        return "\n".join((*kinds, within, mark))
    return say("先后：{kinds}。{within}", kinds=say.listed(kinds), within=within)


def order_in_a_line(words: Container[str], phrases: Phrases) -> str:
    """Which of the kinds that a list has are called first, those that sound alike explained; empty
    where it has no two of those.

    Args:
        words: What they are called in the column.
    """
    say = phrases.say
    own = [(one, say(one.word)) for one in CALL_KINDS if one.word and say(one.word) in words]
    told = [
        _explained(word, say(one.said), phrases) if one in _ALIKE else word for one, word in own
    ]
    if sum(one in _ALIKE for one, _ in own) < 2:
        return ""
    return say("从上往下打，先后是：{kinds}", kinds=" → ".join(told))


def _explained(word: str, said: str, phrases: Phrases) -> str:
    return phrases.say("{text}（{notes}）", text=word, notes=said)


def kind_of(entry: ScreenedEnterprise, most: Container[str] = ()) -> CallKind:
    """Of which kind it is called by what may be had; what of its cells is to be mended or filled
    in, where nothing else is a reason, is not looked at.

    Args:
        most: What most of the table wait for: what a single answer settles of that is no reason.
    """
    if is_hardly_called(entry):
        return TO_VERIFY
    if entry.hardly_meant:
        # Nothing rests on a figure that is hardly meant.
        return TO_CHECK
    kinds = [one for one in CALL_KINDS if one.measures_of(entry, most) or one.remarks(entry)]
    found = kinds[0] if kinds else NONE
    if entry.trade is None or not (found in OF_INDUSTRY or _is_of_a_plant(entry, found, most)):
        return found
    # What ends, and what any trade may have by documents in force, is a reason as of any other.
    others = CALL_KINDS[: CALL_KINDS.index(OWN)]
    return next((one for one in kinds if one in others and one not in OF_INDUSTRY), NO_INDUSTRY)


def _is_of_a_plant(entry: ScreenedEnterprise, found: CallKind, most: Container[str]) -> bool:
    """Whether it is called for a project that it has told of, which may be no plant's."""
    own = found.measures_of(entry, most) if found is OTHER else []
    return bool(own) and is_of_what_is_told(own[0])


def place_of(
    entry: ScreenedEnterprise, kind: CallKind, beside: Iterable[Number] = ()
) -> tuple[int, Fraction, bool, date, Fraction, date, int]:
    """Where one of a kind stands among all: of one kind the nearest first, be that a line or a day,
    then what is known to be in force, what first will not be, and what comes to most.

    Args:
        beside: What is told of beside the first, in yuan, of documents that are known as well as
            that of the first.
    """
    own = kind.measures_of(entry)
    distance = far(own[0]) if own and kind.by_distance else Fraction(0)
    if kind in (OPENED, LEAVES, BEHIND):
        # What lies behind the line is alike for all: who comes farthest is first, and behind those
        # who may be past it long ago.
        distance = (_PERHAPS if _is_perhaps(entry, kind) else 0) - _reach(entry, kind)
    if kind is ENDING:
        # Whichever way: in six days, or ten days ago.
        distance = _far_from_end(entry)
    others = (each for each in CALL_KINDS if not (each.by_distance or each.of_most))
    counted = (kind, *others) if not kind.by_distance else tuple(others)
    answers = [answer for each in counted for answer in each.measures_of(entry)]
    if kind in (OPENED, ENDING, LEAVES, BEHIND):
        # Beside what ends or is near no sum of a document in doubt, or of a plan, tells rows apart.
        answers = [one for one in answers if not is_in_doubt(one)]
    amounts = ((one, amount_ranked(entry, one)) for one in answers)
    first, most = next(((one, sum_) for one, sum_ in amounts if sum_ is not None), (None, None))
    unsure = not answers or is_in_doubt(answers[0])
    years = entry.worded.this_year
    of_year = [years[one.measure][1] for one in answers[:1] if one.measure in years]
    soon = min([*of_year, (first is not None and first.ends_soon) or date.max])
    if not kind.by_distance and kind not in (OPENED, ENDING, LEAVES, BEHIND):
        most = max([Fraction(most or 0), *(Fraction(one) for one in beside)])
    worth, ends = -Fraction(most or 0), _first_end(entry)
    return CALL_KINDS.index(kind), distance, unsure, soon, worth, ends, entry.row


def _is_perhaps(entry: ScreenedEnterprise, kind: CallKind) -> bool:
    """Whether the line may be near, and may be passed: the table leaves it open."""
    told = [one for one in kind.remarks(entry) if isinstance(one, Sentence)]
    return bool(told) and all(one.values.get("settled") is False for one in told)


def _reach(entry: ScreenedEnterprise, kind: CallKind) -> Fraction:
    """How far their figures come of the line that is near."""
    told = (one.values.get("reach") for one in kind.remarks(entry) if isinstance(one, Sentence))
    return max((Fraction(one) for one in told if isinstance(one, Decimal)), default=Fraction(0))


def _far_from_end(entry: ScreenedEnterprise) -> Fraction:
    """How many days the nearest end of theirs lies from the day of decision."""
    told = (one.values.get("far") for one in ENDING.remarks(entry) if isinstance(one, Sentence))
    return min((Fraction(one) for one in told if isinstance(one, int)), default=Fraction(SOON))


def _first_end(entry: ScreenedEnterprise) -> date:
    """The first day on which what is remarked to end soon does."""
    told = [one for one in ENDING.remarks(entry) if isinstance(one, Sentence)]
    days = [one.values.get("day") or one.values.get("days") for one in told]
    ends = (one.values.get("low") if isinstance(one, Sentence) else one for one in days)
    return min((one for one in ends if isinstance(one, date)), default=date.max)


def called_for(
    entry: ScreenedEnterprise, most: Container[str]
) -> Iterator[tuple[CallKind, MeasureAnswer]]:
    """All that it may be called for, each measure once, in the order of the kinds.

    Args:
        most: As of :func:`kind_of`.
    """
    told = set[str]()
    for kind in CALL_KINDS:
        for answer in kind.measures_of(entry, most):
            if answer.measure not in told:
                told.add(answer.measure)
                yield kind, answer


def opened_for(entry: ScreenedEnterprise, phrases: Phrases) -> list[MeasureAnswer]:
    """What is refused for what its own figures open."""
    hints = opened_by_figures(entry)
    answers = entry.screened.answers
    return [one for one in answers if hints and opened_by(entry, one, phrases) in hints]


def worth_a_look(
    entry: ScreenedEnterprise, most: Container[str], phrases: Phrases
) -> list[MeasureAnswer]:
    """What an enterprise is called for, or may be: each once, in that order."""
    opened = CALL_KINDS.index(OPENED)
    own = [*called_for(entry, most)]
    before = [answer for kind, answer in own if CALL_KINDS.index(kind) < opened]
    after = [answer for kind, answer in own if CALL_KINDS.index(kind) > opened]
    every = {one.measure: one for one in (*before, *opened_for(entry, phrases), *after)}
    return list(every.values())
