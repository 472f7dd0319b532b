"""What people say, read in the words of the lists: 报税 is sought as 纳税申报 as well.

The rules declare which words stand for which (``words.yaml``).  They only widen a search: nothing
is said to be the same in law, and what was found by them says so.  A text is cut into what is said
in everyday words, what the rows hold as it stands, and what no row holds; a row answers to it where
it has the rarer half of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

from huiqi.rulebook.penalties import EverydayWords
from huiqi.spelling import folded

#: So many everyday words of one text are widened, and so many letters of it are read.
MOST, LONGEST = 12, 200
_RUN = re.compile(r"[A-Za-z0-9\u3400-\u9fff]+")
#: A word, of a text without spaces: a run of characters of one kind.
WORD = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]+")
#: How many letters a run has that is a word by itself.
_SHORTEST, _LONGEST_WORD = 2, 16
#: What no row holds counts as much as a word that so many do.
_NOWHERE = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text; ``listed``: the words of the lists sought for it, none where it is no
    everyday word; ``rows``: those that have it, or one of these, in what was done.
    """

    said: str
    listed: tuple[str, ...]
    rows: frozenset[str]


class Everyday:
    """The everyday words of the rules over the rows of an index; ``done``: by id what each says
    was done.
    """

    def __init__(self, words: EverydayWords, done: Mapping[str, str]) -> None:
        self._done = {name: folded(text) for name, text in done.items()}
        self._listed = {folded(said): listed for said, listed in words.listed.items()}
        self._written = {folded(said): said for said in words.listed}
        self._how = frozenset(map(folded, words.how))
        plain = (*words.apart, *words.passed_over, *self._listed, *words.formal)
        self._passed_over = frozenset(map(folded, words.passed_over))
        self._apart = frozenset(map(folded, words.apart))
        self._known = frozenset(map(folded, plain))
        self._longest = max(map(len, self._known), default=0)
        self._whole = "\n".join(self._done.values())
        #: The text read last: it is asked of row after row.
        self._last: tuple[str, tuple[Piece, ...]] = ("", ())

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """What a text is made of; nothing where no everyday word is in it."""
        if text != self._last[0]:
            self._last = (text, self._pieces(text))
        return self._last[1]

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        found: dict[str, Piece] = {}
        widened = 0
        for run in _RUN.findall(folded(text[:LONGEST])):
            for word in self._cut(run):
                if word in found:
                    continue
                listed = self._listed.get(word, ())
                widened += bool(listed)
                if listed and widened > MOST:
                    continue
                rows = frozenset().union(*map(self.holding, (*listed, word)))
                found[word] = Piece(word, listed, rows)
        return tuple(found.values()) if widened else ()

    def share(self, pieces: Iterable[Piece], name: str) -> float:
        """How much of what was said a row has: the rarer a piece, the more it counts."""
        worth = [(self.worth(piece), name in piece.rows) for piece in pieces]
        whole = sum(own for own, _ in worth)
        return sum(own for own, has in worth if has) / whole if whole else 0.0

    def answering(self, pieces: Iterable[Piece]) -> frozenset[str]:
        """The rows that have half of it, and something said in everyday words."""
        pieces = tuple(pieces)
        rows = frozenset().union(*(piece.rows for piece in pieces if piece.listed))
        return frozenset(name for name in rows if 2 * self.share(pieces, name) >= 1)

    def answers(self, query: str) -> dict[str, frozenset[str]]:
        """By each word of a query, of one kind of letters, the rows that answer to the run that it
        is of.
        """
        found: dict[str, frozenset[str]] = {}
        for run in _RUN.findall(query[:LONGEST]):
            rows = self.answering(self.pieces(run))
            for word in WORD.findall(run):
                found[word] = found.get(word, frozenset()) | rows
        return found

    def found_by(self, text: str, names: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The everyday words of a text, each with those of the lists that the rows which answer to
        it, or to a run of it, have in its place; ``names``: those that were found.
        """
        names, told = frozenset(names), dict[str, tuple[str, ...]]()
        for part in dict.fromkeys((text, *_RUN.findall(text[:LONGEST]))):
            pieces = self.pieces(part)
            found = self.answering(pieces) & names
            for piece in pieces:
                words = tuple(word for word in piece.listed if found & self.holding(word))
                if words and words != (piece.said,):
                    had = told.get(self._written[piece.said], ())
                    told[self._written[piece.said]] = tuple(dict.fromkeys((*had, *words)))
        return tuple(told.items())

    def says(self, text: str, name: str) -> bool:
        """Whether a text says in everyday words what a row says was done, not only how."""
        pieces = self.pieces(text)
        return name in self.answering(pieces) and any(
            piece.listed and piece.said not in self._how and name in piece.rows for piece in pieces
        )

    def worth(self, piece: Piece) -> float:
        """How much a piece counts: its inverse document frequency, squared."""
        number = len(piece.rows) or _NOWHERE
        return log(1 + (len(self._done) - number + 0.5) / (number + 0.5)) ** 2

    def holding(self, word: str) -> frozenset[str]:
        """The rows that have the word in what was done."""
        word = folded(word)
        return frozenset(name for name, text in self._done.items() if word in text)

    def _cut(self, run: str) -> Iterator[str]:
        """The words of a run: the longest that the rules know at each place, and what is between
        them.
        """
        start = at = 0
        while at < len(run):
            lengths = range(min(self._longest, len(run) - at), 0, -1)
            word = next((run[at : at + n] for n in lengths if run[at : at + n] in self._known), "")
            # What a row has as it stands is no everyday word within it: 报税 in 申报税款.
            if not word or self._within(run, start, at, word):
                at += 1
                continue
            if word not in self._apart:
                yield from self._between(run[start:at])
                start = at + len(word)
                if word not in self._passed_over:
                    yield word
            at += len(word)
        yield from self._between(run[start:])

    def _within(self, run: str, start: int, at: int, word: str) -> bool:
        """Whether it is the inside of a longer word of a row: 过 of 超过, 报税 of 申报税款."""
        end = at + len(word)
        if word in self._listed:
            around = run[max(start, at - 1) : end + 1]
            return len(around) == len(word) + 2 and around in self._whole
        ends = (run[at : end + 1], run[max(start, at - 1) : end])
        return word in self._passed_over and any(
            len(one) > len(word) and one in self._whole for one in ends
        )

    def _between(self, run: str) -> Iterator[str]:
        """The longest words of rows in what the rules do not know, and what is left of it."""
        start = at = 0
        while at < len(run):
            ends = range(min(len(run), at + _LONGEST_WORD), at + _SHORTEST - 1, -1)
            end = next((end for end in ends if run[at:end] in self._whole), 0)
            if end:
                yield from _left(run[start:at])
                yield run[at:end]
                start = at = end
            else:
                at += 1
        yield from _left(run[start:])


def _left(run: str) -> Iterator[str]:
    """The words of what no row has; no figures, and no single letter."""
    return (word for word in WORD.findall(run) if len(word) >= _SHORTEST and not word.isdigit())
