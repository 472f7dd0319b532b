"""A question of whoever gives a table, asked until its answer is understood."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from typing import NamedTuple, TypeVar

from huiqi.sentences import Sentence
from huiqi.wordings import yes_or_no

#: So often a question is asked at most.
_TRIES = 3

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


def yes(answer: str) -> bool:
    """Whether it says yes; ``ValueError`` where it says neither."""
    told = yes_or_no(answer)
    if told is None:
        raise ValueError(answer)
    return told
