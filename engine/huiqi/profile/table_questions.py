"""A question of whoever gives a table, asked until its answer is understood."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from typing import NamedTuple, TypeVar

from huiqi.sentences import Sentence
from huiqi.spelling import plain
from huiqi.wordings import yes_or_no

#: So often a question is asked at most.
_TRIES = 3
#: What is said to a question, and stands in no cell.
_SPOKEN = dict.fromkeys(("都是", "都对", "对的", "没错", "好", "好的", "行", "可以"), True)
_SPOKEN |= dict.fromkeys(("不", "不对", "都不是", "都不对", "不行"), False)

T = TypeVar("T")


class TableQuestion(NamedTuple):
    """A question; ``again``: what was answered to it was not understood; ``needed``: nor may it be
    passed over, since what then is so would be a guess.
    """

    text: Sentence
    again: bool = False
    needed: bool = False


def understood(
    text: Sentence, read: Callable[[str], T], *, needed: bool = False
) -> Generator[TableQuestion, str, T | None]:
    """The answer; ``None`` where the question was passed over, or never understood."""
    for time in range(_TRIES):
        answer = yield TableQuestion(text, again=time > 0, needed=needed)
        if not answer:
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


def yes(answer: str) -> bool:
    """Whether it says yes; ``ValueError`` where it says neither."""
    told = yes_said(answer)
    if told is None:
        raise ValueError(answer)
    return told
