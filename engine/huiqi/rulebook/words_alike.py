"""What else people call what they look for: 技改 is 技术改造, a 补贴 a 补助."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.sought_words import NowhereWords
from huiqi.spelling import plain

#: So many ways to say several words together are tried.
_MOST = 200


class WaysToSay(NamedTuple):
    """Other words for what was written: ``words`` wherever they stand, and what was written taken
    apart into a thing and the money that is given for it, in ``names`` alone.
    """

    words: Sequence[Sequence[str]]
    names: Sequence[Sequence[str]]


class PartSaid(NamedTuple):
    """A thing that is named in what was written, and the words by which documents have it."""

    said: str
    ways: tuple[str, ...]


class WordsAlike:
    """The words that the rules say mean one thing."""

    def __init__(self, rulebook: Rulebook) -> None:
        said = rulebook.vocabulary
        self._things = [tuple(map(plain, group)) for group in (*said.support, *said.looked_for)]
        self._money = tuple(map(plain, said.paid_as))
        #: What a kind of support is called, at the end of its name.
        self.kinds = frozenset(self._money).union(*self._things)

        #: By each word that names a thing within a longer one, how documents have it.
        self._within = {
            **{word: group for group in self._things for word in group},
            **{
                plain(word): tuple(map(plain, own.listed))
                for own in said.search.within
                for word in own.said
            },
        }
        self._nowhere = said.search.nowhere

    def parts(self, words: Sequence[str]) -> list[PartSaid]:
        """The things that are named within what was written, the longest names first from the left:
        设备贷款贴息 names three; none where it is one name as a whole.
        """
        found: dict[tuple[str, ...], PartSaid] = {}
        for word in words:
            rest = word
            while rest:
                named = max(
                    (one for one in self._within if rest.startswith(one)), key=len, default=""
                )
                if named and named != word:
                    found.setdefault(self._within[named], PartSaid(named, self._within[named]))
                rest = rest.removeprefix(named) if named else rest[1:]
        return list(found.values())

    def nowhere(self, words: Sequence[str]) -> list[NowhereWords]:
        """What is named in what was written and no document speaks of."""
        return [
            one
            for one in self._nowhere
            if any(plain(said) in word for said in one.said for word in words)
        ]

    def ways(self, words: Sequence[str]) -> WaysToSay:
        """Each word in each of the ways in which it may be said."""
        every = [list(dict.fromkeys((word, *self._others(word)))) for word in words]
        apart = [self._apart(word) for word in words]
        names = [
            [part for parts in chosen for part in parts]
            for chosen in islice(product(*apart), _MOST)
        ]
        said = list(islice(product(*every), _MOST))
        return WaysToSay(said if words else [], names if all(apart) and words else [])

    def things(self, words: Sequence[str]) -> list[Sequence[str]]:
        """What was written as the things that it names one after the other, each in the ways in
        which it may be said: 技改贷款利息 is 技改 and 贴息; none where it is not put together so.
        """
        pieces = [piece for word in words for piece in self._pieces(word)]
        if len(pieces) <= len(words):
            return []
        every = [list(dict.fromkeys((piece, *self._others(piece)))) for piece in pieces]
        return list(islice(product(*every), _MOST))

    def _pieces(self, word: str) -> list[str]:
        """The longest things first; the word itself where something of it is none."""
        found, rest = list[str](), word
        while rest:
            piece = max((one for one in self.kinds if rest.startswith(one)), key=len, default="")
            if not piece:
                return [word]
            found.append(piece)
            rest = rest.removeprefix(piece)
        return found

    def said(self, words: Sequence[str]) -> list[str]:
        """What else the same things are called."""
        return list(dict.fromkeys(other for word in words for other in self._things_named(word)))

    def _others(self, word: str) -> Iterator[str]:
        """The same with what is in it called otherwise."""
        for group in self._things:
            held = max((one for one in group if one in word), key=len, default="")
            if held:
                yield from (word.replace(held, other) for other in group if other != held)

    def _things_named(self, word: str) -> Iterator[str]:
        for group in self._things:
            if any(one in word for one in group):
                yield from (one for one in group if one not in word)

    def _apart(self, word: str) -> list[tuple[str, ...]]:
        """A thing, and the money for it at the end; none where it is not said so."""
        money = next((one for one in self._money if word.endswith(one) and word != one), "")
        thing = word.removesuffix(money)
        if not money:
            return []
        things = [thing, *self._others(thing)]
        return [(one, other) for one in things for other in self._money]
