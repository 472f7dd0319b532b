"""The words of the penalty rules that are nearest to one they do not have."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from huiqi.rulebook.penalties import PenaltyBook

#: A word, of a text without spaces: a run of characters of one kind.
WORD = re.compile(r"[A-Za-z0-9]+|[\u3400-\u9fff]+")
#: Words of so many characters are compared; of longer ones the pieces that are there are told.
_SHORTEST, _LONGEST = 2, 8
_MOST = 5
#: How alike a word has to be.
_ALIKE = 0.6


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
        if not _SHORTEST <= len(word) <= _LONGEST:
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
