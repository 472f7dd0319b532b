"""Finding items and precedents by a few words, in Chinese without spaces.

SQLite's own full-text index over single characters and pairs of neighbours; a word of the query is
found as the run of its pairs.  Hits that hold all words come first, then those that hold the rarer
ones: each word counts by how few rows hold it, in the query and in the row (TF-IDF).
A row that shares only stray pairs with a word does not hold it.  Where no row holds it, two words
may have been written together (逾期申报): it is sought by its parts, where all of them are there.
Where people say it in other words than the lists (:mod:`huiqi.penalty.everyday`), a row that has it
in its own holds it, too.
Of any other such word it is said that it was not found, with the nearest ones that are there.
"""

from __future__ import annotations

import re
import sqlite3
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from math import log

from huiqi.diagnostics import Place, input_error
from huiqi.penalty.everyday import LONGEST, WORD, Everyday
from huiqi.penalty.found import Hit, SearchResult
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.sentences import sentence
from huiqi.spelling import folded

#: Words of so many characters are compared; of longer ones the pieces that are there are told.
_SHORTEST, _COMPARED = 2, 8
_MOST = 5
#: How alike a word has to be.
_ALIKE = 0.6
#: So many pairs in a row of a longer text are taken for a word of it: four characters.
_RUN = 3
#: A pair that no larger share of the rows has tells one from another.
_TELLING = 0.05
#: A word that no more rows hold says what they are about.
_RARE = 5
#: How much a hit counts: in the violation, the field, the law and conditions, the document.
_WEIGHTS = (10.0, 5.0, 3.0, 2.0)


class Index:
    """The full-text index of a book, in memory."""

    def __init__(self, book: PenaltyBook) -> None:
        # Whoever asks last closes it, in whichever thread; two never ask at once.
        self.connection = sqlite3.connect(":memory:", check_same_thread=False)
        # With the index, not some time after it: from Python 3.13 on the latter is warned of.
        weakref.finalize(self, self.connection.close)
        try:
            self.connection.execute(
                "create virtual table rows using fts5("
                "id unindexed, precedent unindexed, key unindexed, "
                "violation, domain, law, document)"
            )
        except sqlite3.OperationalError as error:
            raise input_error(
                "V200",
                Place("sqlite3"),
                sentence("这个 Python 的 SQLite 没有全文索引（FTS5）"),
                found=str(error),
                remedy=sentence("换用带 FTS5 的 Python，例如系统软件包里的 python3"),
            ) from None
        rows = list(_rows(book))
        self.connection.executemany("insert into rows values (?, ?, ?, ?, ?, ?, ?)", rows)
        #: By id the runs of pairs of each row, to tell a word it holds from stray pairs of it.
        self.texts = {str(row[0]): " | ".join(map(str, row[3:])) for row in rows}
        #: What each row says was done.
        self.done = {str(row[0]): str(row[3]) for row in rows}
        #: In how many rows each letter and each pair is, of what was done.
        self.spread = Counter(part for done in self.done.values() for part in {*done.split()})
        self.words = Nearest(book)
        done = {item.id: item.title.zh for item in book.items.values()}
        done |= {model.id: model.violation for model in book.precedents.values()}
        self.everyday = Everyday(book.words, done)

    def search(
        self,
        query: str,
        *,
        domain: str | None = None,
        precedents: bool | None = None,
        most: int = 10,
    ) -> SearchResult:
        """The rows that hold a word of the query, the best first; and the words none holds."""
        words = tuple(dict.fromkeys(WORD.findall(query[:LONGEST])))
        hits = self.find(query, domain=domain, precedents=precedents, most=len(self.texts))
        held: set[str] = set()
        unknown, apart = [], []
        said = self.everyday.answers(query)
        for word in words:
            rows = {hit.id for hit in hits if _holds(self.texts[hit.id], word)}
            rows |= said.get(word, frozenset()) & {hit.id for hit in hits}
            if not rows and (parts := self.parts(word)):
                rows = {hit.id for hit in hits if self.holds_a_part(hit.id, parts)}
                if rows:
                    apart.append((word, parts))
            held |= rows
            if not rows:
                unknown.append((word, self.words.to(word)))
        kept = [hit for hit in hits if hit.id in held]
        if apart:
            letters = {letter for word, _ in apart for letter in word}
            # What holds more of its letters is nearer: 期限……申报 than 申报 alone.
            kept.sort(key=lambda hit: (-self.letters_held(hit.id, letters), hit.precedent))
        deciding = [hit for hit in kept if not hit.precedent]
        return SearchResult(
            hits=tuple(kept[:most]),
            unknown=tuple(unknown),
            apart=tuple(apart),
            widened=self.everyday.found_by(query, held),
            total=len(kept),
            deciding=len(deciding),
        )

    def parts(self, word: str) -> tuple[str, ...]:
        """The words that a short one was made of, where each of them is in a row: the longest
        first; none where anything of it is nowhere.
        """
        if word.isascii() or not 2 * _SHORTEST <= len(word) <= _COMPARED:
            return ()
        for end in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
            first, rest = word[:end], word[end:]
            if not self._holding(first):
                continue
            others = (rest,) if self._holding(rest) else self.parts(rest)
            if others:
                return (first, *others)
        return ()

    def most_of(self, word: str, name: str) -> bool:
        """Whether a row holds a part of what was written together, and most of its letters."""
        parts = self.parts(word)
        return self.holds_a_part(name, parts) and 2 * self.letters_held(name, word) > len({*word})

    def is_like(self, text: str, name: str) -> bool:
        """Whether what a row says was done is like a text: both have two pairs that hardly any
        other row has, or one and most of the letters, the rarer counting more.  One word that is
        in the law of many matters (生产, 发票) makes nothing alike.  So is a text that says it in
        everyday words.
        """
        if self.everyday.says(text, name):
            return True
        shared = _pairs_of(text) & {*self.done[name].split()}
        most = _TELLING * len(self.done)
        telling = [pair for pair in shared if len(pair) > 1 and self.spread[pair] <= most]
        letters = {letter for word in WORD.findall(folded(text)) for letter in word}
        worth = {one: log(len(self.done) / (self.spread[one] + 0.5)) for one in letters}
        held = sum(own for letter, own in worth.items() if letter in self.done[name])
        return len(telling) > 1 or (bool(telling) and 2 * held > sum(worth.values()))

    def holds_a_part(self, name: str, parts: Iterable[str]) -> bool:
        """Whether a row holds one of them whole."""
        return any(name in self._holding(part) for part in parts)

    def letters_held(self, name: str, letters: Iterable[str]) -> int:
        """How many of the letters are in what a row says was done."""
        return len({*letters} & {*self.done[name]})

    def nearest(self, query: str, names: Iterable[str]) -> list[str]:
        """The rows in the order of how much of a query's letters each holds in what was done, the
        rarer ones counting more: who withholds 个税 files, and issues no vouchers.
        """
        letters = dict.fromkeys(letter for word in WORD.findall(folded(query)) for letter in word)
        worth = {letter: self._rarity(self._holding(letter)) for letter in letters}
        return sorted(
            names, key=lambda name: -sum(worth[one] for one in letters if one in self.done[name])
        )

    def find(
        self,
        query: str,
        *,
        domain: str | None = None,
        precedents: bool | None = None,
        most: int = 10,
    ) -> tuple[Hit, ...]:
        """The best hits; ``precedents``: only those, or (false) only what may decide."""
        words = WORD.findall(folded(query[:LONGEST]))
        if not words:
            return ()
        pieces = self.everyday.pieces(query)
        sought = (*words, *(other for piece in pieces for other in piece.listed))
        loose = " OR ".join(f'"{pair}"' for word in sought for pair in pairs(word))
        weights = ", ".join(str(weight) for weight in _WEIGHTS)
        # The runs that are there, whole: what holds the rarer of them outranks any number of common
        # ones, and of loose pairs.
        statement = (
            f"select id, precedent, bm25(rows, 0, 0, 0, {weights}) from rows where rows match ?"
        )
        values: list[object] = [loose]
        if precedents is not None:
            statement += " and precedent = ?"
            values.append(int(precedents))
        if domain is not None:
            statement += " and key = ?"
            values.append(domain)
        found = self.connection.execute(statement, values).fetchall()
        holding = [*map(self._holding, dict.fromkeys(words)), *(piece.rows for piece in pieces)]
        whole = [(rows, self._rarity(rows)) for rows in holding]
        ranked = sorted(
            (
                -sum(weight for rows, weight in whole if name in rows),
                # Of two that say it in other words the one that may decide is first.
                told if pieces else 0,
                score,
                position,
                name,
                told,
            )
            for position, (name, told, score) in enumerate(found)
        )
        return tuple(Hit(name, bool(precedent)) for *_, name, precedent in ranked[:most])

    def of_rare_words(self, text: str) -> frozenset[str]:
        """The rows that hold one of its words whole that hardly any other row holds: of “最佳” in a
        sentence of many words the precedent speaks that names it.
        """
        words = dict.fromkeys(WORD.findall(folded(text[:LONGEST])))
        held = (self._holding(word) for word in words if len(word) > 1)
        return frozenset().union(*(rows for rows in held if len(rows) <= _RARE))

    def _rarity(self, rows: frozenset[str]) -> float:
        """How much a word counts that these rows hold: its inverse document frequency, squared."""
        number = len(rows)
        return log(1 + (len(self.texts) - number + 0.5) / (number + 0.5)) ** 2

    def _holding(self, word: str) -> frozenset[str]:
        """The rows that hold the word as a run."""
        run = " ".join(pairs(word))
        rows = self.connection.execute("select id from rows where rows match ?", (f'"{run}"',))
        return frozenset(name for (name,) in rows)


class Nearest:
    """What the rules call violations and fields, as runs of characters."""

    def __init__(self, book: PenaltyBook) -> None:
        texts = [item.title.zh for item in book.items.values()]
        texts += [model.violation for model in book.precedents.values()]
        for domain in book.domains.values():
            texts += [domain.label.zh, *domain.also]
        self.runs = Counter(run.lower() for text in texts for run in WORD.findall(text))

    def to(self, word: str) -> tuple[str, ...]:
        """The nearest words, the likest first; none where nothing is near."""
        word = word.lower()
        if not _SHORTEST <= len(word) <= _COMPARED:
            return self._pieces(word)
        found: Counter[str] = Counter()
        letters = set(word)
        for run, number in self.runs.items():
            for start in range(max(1, len(run) - len(word) + 1)):
                window = run[start : start + len(word)]
                if 2 * len(letters & set(window)) >= len(letters):
                    found[window] += number
        scored = sorted(
            (-SequenceMatcher(None, word, window).ratio(), -number, window)
            for window, number in found.items()
        )
        near = tuple(window for score, _, window in scored if -score >= _ALIKE)[:_MOST]
        return near or self._pieces(word)

    def _pieces(self, word: str) -> tuple[str, ...]:
        """The longest pieces of the word that are there, in its order."""
        pieces: list[str] = []
        start = 0
        while start < len(word) - 1:
            end = start
            while end < len(word) and any(word[start : end + 1] in run for run in self.runs):
                end += 1
            if end - start >= _SHORTEST:
                pieces.append(word[start:end])
                start = end
            else:
                start += 1
        return tuple(dict.fromkeys(sorted(pieces, key=len, reverse=True)))[:_MOST]


def pairs(word: str) -> list[str]:
    """A word as the run of its pairs; a single character, or Latin, as it is."""
    if word.isascii() or len(word) == 1:
        return [word.lower()]
    return [word[n : n + 2] for n in range(len(word) - 1)]


def passage(text: str, question: str) -> str:
    """The part of a precedent's conditions that speaks of the question."""
    wanted = set(pairs(question))
    found = [part.strip(" ，,") for part in re.split(r"[;；。]|[（(]\d+[）)]", text)]
    return max(found, key=lambda part: len(wanted & set(pairs(part))) if part else -1)


def _holds(text: str, word: str) -> bool:
    """Whether a row holds a word: half of its pairs, or four characters of it in a run."""
    padded = f" {text} "
    there = [f" {pair} " in padded for pair in pairs(word)]
    run = longest = 0
    for found in there:
        run = run + 1 if found else 0
        longest = max(longest, run)
    return 2 * sum(there) >= len(there) or longest >= _RUN


def pairs_shared(one: str, other: str) -> int:
    """How many pairs two texts have in common."""
    return len(_pairs_of(one) & _pairs_of(other))


def _pairs_of(text: str) -> set[str]:
    return {pair for word in WORD.findall(folded(text)) for pair in pairs(word)}


def alike(one: str, other: str) -> bool:
    """Whether two texts speak of the like: two fifths of the shorter one's pairs are in both."""
    first, second = _pairs_of(one), _pairs_of(other)
    return 5 * len(first & second) >= 2 * min(len(first), len(second)) > 0


def _indexed(texts: Iterable[str]) -> str:
    """A text as it is indexed: runs of pairs, then the single characters, parts kept apart."""
    parts = []
    for text in texts:
        for word in WORD.findall(folded(text)):
            parts.append(" ".join(pairs(word)))
            if not word.isascii():
                parts.append(" ".join(word))
    return " | ".join(parts)


def _rows(book: PenaltyBook) -> Iterator[tuple[object, ...]]:
    for item in book.items.values():
        domain = book.domains[item.sanction.domain]
        whole = book.lists[item.collection]
        yield (
            item.id,
            0,
            item.sanction.domain,
            _indexed((item.title.zh,)),
            _indexed((domain.label.zh, *domain.also, item.sanction.branch)),
            _indexed((item.sanction.law, item.sanction.conditions)),
            _indexed((whole.title.zh, *(basis.source.number for basis in item.basis))),
        )
    for precedent in book.precedents.values():
        domain = book.domains[precedent.domain]
        document = book.documents[precedent.document]
        yield (
            precedent.id,
            1,
            precedent.domain,
            _indexed((precedent.violation,)),
            _indexed((domain.label.zh, *domain.also, precedent.branch)),
            _indexed((precedent.law, precedent.conditions)),
            _indexed((document.title, document.number, document.place.zh)),
        )
