"""What a row says by which its enterprise is hardly to be called at all: 停产, 已退库, 迁到外县.

No rule reads it, and nothing follows from it: it is told first, to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.standing_words import SOMETHING, TradeWords
from huiqi.rulebook.text import Text
from huiqi.spelling import one_line, plain
from huiqi.wordings import says_none, says_nothing, yes_or_no

_IN_BRACKETS = re.compile(r"[(（\[【〔]([^)）\]】〕]+)[)）\]】〕]")
#: What may stand within a word for something that may be anything.
_BETWEEN = r"[^,，。;；、]{1,20}?"


class StandingTold(NamedTuple):
    """The head of a column, what stands there, and what that is about."""

    head: str
    written: str
    label: Text


def in_brackets(name: str) -> list[str]:
    """What stands in brackets in a name: 示例公司（已注销）."""
    return _IN_BRACKETS.findall(name)


def standing_told(rulebook: Rulebook, cells: Iterable[tuple[str, str]]) -> Iterator[StandingTold]:
    """What the cells say, each with the head of its column; of one thing once.  A column that is
    headed so (是否停产) says it with a yes.
    """
    said = set[str]()
    for head, cell in cells:
        if says_nothing(cell) or says_none(cell):
            continue
        told = plain(head) if yes_or_no(cell) else plain(cell)
        for label, words, apart in _words(rulebook):
            if label.zh not in said and words.search(apart.sub("", told)):
                said.add(label.zh)
                yield StandingTold(head, one_line(cell), label)


def trade_told(rulebook: Rulebook, cells: Iterable[tuple[str, str]]) -> StandingTold | None:
    """What a cell of a column of trades says that is no industry; ``None`` where none does."""
    told = [(head, cell) for head, cell in cells if not says_nothing(cell)]
    for trade, words, apart in _trades(rulebook):
        heads = set(map(plain, trade.heads))
        for head, cell in told:
            if plain(head) in heads and words.search(apart.sub("", plain(cell))):
                return StandingTold(head, one_line(cell), trade.label)
    return None


@lru_cache(maxsize=4)
def _trades(rulebook: Rulebook) -> tuple[tuple[TradeWords, re.Pattern[str], re.Pattern[str]], ...]:
    trades = rulebook.vocabulary.trades
    return tuple((one, _any_of(one.words), _any_of(one.apart)) for one in trades)


@lru_cache(maxsize=4)
def _words(rulebook: Rulebook) -> tuple[tuple[Text, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (one.label, _any_of(one.words), _any_of(one.apart)) for one in rulebook.vocabulary.standing
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    parts = sorted(map(_pattern, words), key=len, reverse=True)
    # Of no words nothing is found.
    return re.compile("|".join(parts) or "(?!)")


def _pattern(word: str) -> str:
    """A word; what stands for something between its parts (被…收购) is within one phrase."""
    return _BETWEEN.join(re.escape(plain(part)) for part in word.split(SOMETHING))
