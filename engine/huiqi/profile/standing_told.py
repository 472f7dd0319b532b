"""What a row says by which its enterprise is hardly to be called at all: 停产, 已退库, 迁到外县.

No rule reads it, and nothing follows from it: it is told first, to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, Self

from huiqi.objects import dataclass
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.standing_words import (
    COME_ABOUT,
    SOMETHING,
    OffenceWords,
    StandingWords,
    TradeWords,
)
from huiqi.rulebook.text import Text
from huiqi.spelling import one_line, plain
from huiqi.wordings import says_none, says_nothing, yes_or_no

_IN_BRACKETS = re.compile(r"[(（\[【〔]([^)）\]】〕]+)[)）\]】〕]")
#: What may stand within a word for something that may be anything.
_BETWEEN = r"[^,，。;；、]{1,20}?"
#: The same where it came about: 停产半年，3月复产了; not 停产，等行情恢复了再说.
_HOPED = ("准备", "打算", "计划", "争取", "预计", "希望", *"等待拟想没未不若如", "设备", "手续")
#: What has not come about yet: 打算注销, 在办注销.
_UNDONE = (*_HOPED, *"要会能办申怕")
#: Of a fine of so many figures nobody says that it is small.
_NO_SMALL_SUM = re.compile(r"\d{5,}|\d,\d{3},|\d\d,\d{3}|万")
_SINCE = f"(?:(?!{'|'.join(_HOPED)}).){{0,20}}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingTold:
    """The head of a column, what stands there, and what that is about; ``fact``: which the column
    is of, where it says that beside its answer; ``gone``: there is no enterprise any more;
    ``ask``: what is to be asked of that; ``mended``: it is said to be over and done with.
    """

    head: str
    written: str
    label: Text
    fact: str = ""
    gone: bool = False
    ask: Text | None = None
    mended: bool = False


def in_brackets(name: str) -> list[str]:
    """What stands in brackets in a name: 示例公司（已注销）."""
    return _IN_BRACKETS.findall(name)


def standing_told(rulebook: Rulebook, cells: Iterable[tuple[str, str]]) -> Iterator[StandingTold]:
    """What the cells say, each with the head of its column; of one thing once.  A column that is
    headed so (是否停产) says it with a yes.
    """
    said = set[str]()
    for head, told, cell in _said(cells):
        for one, words, gone in _standing(rulebook):
            label = words.label
            if label.zh not in said and words.says(told):
                said.add(label.zh)
                over = gone.search(told) is not None
                yield StandingTold(head=head, written=cell, label=label, gone=over, ask=one.ask)


def offences_told(rulebook: Rulebook, cells: Iterable[tuple[str, str]]) -> Iterator[StandingTold]:
    """What the cells say that may be an offence or an accident, each with the head of its column.
    No verdict comes of it.
    """
    for head, told, cell in _said(cells):
        for words, mended, grave in _offences(rulebook):
            if words.says(told):
                graver = grave.search(told) or _NO_SMALL_SUM.search(told)
                over = mended.search(told) is not None and graver is None
                yield StandingTold(head=head, written=cell, label=words.label, mended=over)
                break


def _said(cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The head of each column, what is said there in its plain form, and the cell in one line."""
    for head, cell in cells:
        if not (says_nothing(cell) or says_none(cell)):
            # A head that asks (有没有被罚) denies nothing.
            asked = plain(head).replace("有没有", "")
            yield head, asked if yes_or_no(cell) else plain(cell), one_line(cell)


def trade_told(
    rulebook: Rulebook,
    cells: Iterable[tuple[str, str]],
    answers: Mapping[str, tuple[str, str]],
    named: tuple[str, str] = ("", ""),
) -> StandingTold | None:
    """What a cell of a column of trades says that is no industry, or one of ``answers``, by their
    fact, beside its answer, or its name (``named``); each with the head of its column; ``None``
    where none does.
    """
    told = [(head, cell) for head, cell in cells if not says_nothing(cell)]
    for trade, words in _trades(rulebook):
        heads = set(map(plain, trade.heads))
        own = [(*answers[name], name) for name in trade.facts if name in answers]
        own += [(head, cell, "") for head, cell in told if plain(head) in heads]
        own += [(*named, "")] if trade.named else []
        for head, cell, name in own:
            if words.says(plain(cell)):
                label = trade.label
                return StandingTold(head=head, written=one_line(cell), label=label, fact=name)
    return None


def says_no_industry(rulebook: Rulebook, fact: str, cell: str) -> bool:
    """Whether what stands in the column of a fact says that it is of no industry."""
    return trade_told(rulebook, (), {fact: ("", cell)}) is not None


class _Words(NamedTuple):
    """What a text is searched for, and what of it is passed over before."""

    label: Text
    words: re.Pattern[str]
    apart: re.Pattern[str]

    @classmethod
    def of(cls, one: StandingWords | TradeWords | OffenceWords) -> Self:
        return cls(one.label, _any_of(one.words), _any_of(one.apart))

    def says(self, told: str) -> bool:
        """Whether a text in its plain form says it."""
        return self.words.search(self.apart.sub("", told)) is not None


@lru_cache(maxsize=4)
def _trades(rulebook: Rulebook) -> tuple[tuple[TradeWords, _Words], ...]:
    return tuple((one, _Words.of(one)) for one in rulebook.vocabulary.trades)


@lru_cache(maxsize=4)
def _offences(
    rulebook: Rulebook,
) -> tuple[tuple[_Words, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (_Words.of(one), _any_of(one.mended), _any_of(one.grave))
        for one in rulebook.vocabulary.offences
    )


@lru_cache(maxsize=4)
def _standing(
    rulebook: Rulebook,
) -> tuple[tuple[StandingWords, _Words, re.Pattern[str]], ...]:
    return tuple((one, _Words.of(one), _gone(one)) for one in rulebook.vocabulary.standing)


def _gone(one: StandingWords) -> re.Pattern[str]:
    """That it came about: no word before it in its phrase only hopes for it, or fears it."""
    apart = "|".join(map(_pattern, one.apart)) or "(?!)"
    before = f"(?:(?!{'|'.join(_UNDONE)}|{apart}).)*"
    return re.compile(f"(?:^|[,;。、]){before}(?!{apart})(?:{_any_of(one.gone).pattern})")


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    parts = sorted(map(_pattern, words), key=len, reverse=True)
    # Of no words nothing is found.
    return re.compile("|".join(parts) or "(?!)")


def _pattern(word: str) -> str:
    """A word; what stands for something between its parts (被…收购) is within one phrase, and what
    has come about (停产……复产了) may stand in another.
    """
    return _SINCE.join(map(_within_a_phrase, word.split(COME_ABOUT)))


def _within_a_phrase(word: str) -> str:
    return _BETWEEN.join(re.escape(plain(part)) for part in word.split(SOMETHING))
