"""A question of whoever gives a table, asked until its answer is understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from typing import TypeVar

from huiqi.objects import dataclass
from huiqi.sentences import Sentence, bilingual, in_turn, sentence
from huiqi.spelling import plain
from huiqi.wordings import yes_or_no

#: So often a question is asked at most.
_TRIES = 3
#: Between the numbers of an answer.
_BETWEEN = re.compile(r"[\s,，、;；]+")
#: The same between numbers alone: 2和4.
_AND = re.compile(r"(?<=\d)\s*[和与跟及+]\s*(?=\d)")
#: A choice stands on a line of its own.
_UNDER = "{first}\n  {next}"
#: What is said to a question, and stands in no cell.
_SPOKEN = dict.fromkeys(("都是", "都对", "对的", "没错", "好", "好的", "行", "可以"), True)
_SPOKEN |= dict.fromkeys(("不", "不对", "都不是", "都不对", "不行"), False)
#: That it is another one of each.
_VARIES = ("各户不同", "各户不一样", "各家不同", "不一样", "各不相同", "都有", "varies")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableQuestion:
    """A question; ``again``: what was answered to it was not understood; ``needed``: nor may it be
    passed over, since what then is so would be a guess; ``unknown``: the answer that says that
    nobody knows, which passes it over as none does.
    """

    text: Sentence
    again: bool = False
    needed: bool = False
    unknown: str | None = None


def understood(
    text: Sentence,
    read: Callable[[str], T],
    *,
    needed: bool = False,
    unknown: str | None = None,
) -> Generator[TableQuestion, str, T | None]:
    """The answer; ``None`` where the question was passed over, or never understood."""
    for time in range(_TRIES):
        answer = yield TableQuestion(text=text, again=time > 0, needed=needed, unknown=unknown)
        if not answer or answer == unknown:
            if needed:
                continue
            return None
        with suppress(ValueError):
            return read(answer)
    return None


def yes_said(answer: str) -> bool | None:
    """Yes or no, also as people answer a question; ``None`` where it is neither."""
    told = _SPOKEN.get(plain(answer))
    return yes_or_no(answer) if told is None else told


def denied(answer: str) -> bool:
    """Whether an answer says no."""
    return yes_said(answer) is False


def yes(answer: str) -> bool:
    """Whether it says yes; ``ValueError`` where it says neither."""
    told = yes_said(answer)
    if told is None:
        raise ValueError(answer)
    return told


def answers_said(answer: str) -> list[str]:
    """What several things are said to be, one after the other."""
    return [one for one in _BETWEEN.split(answer) if one]


def numbers_said(most: int, answer: str) -> frozenset[int]:
    """The numbers that it names, of so many; ``ValueError`` where it names none, or another."""
    said = frozenset(int(one) for one in answers_said(_AND.sub("、", answer)))
    if not said or not said <= frozenset(range(1, most + 1)):
        raise ValueError(answer)
    return said


def wrong_ones(most: int, answer: str) -> frozenset[int]:
    """Which of so many statements are not so, by their numbers: of a yes none, of a no all;
    ``ValueError`` where it names none, or another.
    """
    told = yes_said(answer)
    if told is not None:
        return frozenset() if told else frozenset(range(1, most + 1))
    return numbers_said(most, answer)


def varies_said(answer: str) -> bool:
    """Whether it says that it is another one of each enterprise."""
    return plain(answer) in _VARIES


def seen(told: tuple[str, ...]) -> Sentence:
    """Some of what stands in a column, in brackets, where anything does."""
    return sentence("（写的如 {told}）", told=bilingual(told)) if told else bilingual("")


def with_choices(text: Sentence, choices: Iterable[Sentence]) -> Sentence:
    """A question, and what can be chosen, each on a line below it."""
    return in_turn(_UNDER, (text, *choices))
