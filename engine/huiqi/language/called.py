"""What the things of a scope are called, for the writer of a rule: in Chinese beside the ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from huiqi.objects import dataclass
from huiqi.spelling import plain


@dataclass(frozen=True, slots=True)
class Called:
    """The words for facts, definitions and parameters, or for the fields of a record."""

    #: By a word in its normal form the id it stands for.
    ids: Mapping[str, str] = field(default_factory=dict)
    #: By the id the one word that is printed.
    words: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, named: Mapping[str, Iterable[str]]) -> Called:
        """From each id with its words, the printed one last; of two with one word the first."""
        ids: dict[str, str] = {}
        words: dict[str, str] = {}
        for name, given in named.items():
            for word in given:
                ids.setdefault(plain(word), name)
                words[name] = word
        return cls(ids, words)

    def find(self, word: str) -> str | None:
        """The id that a word stands for, however it is spelt."""
        return self.ids.get(plain(word))


#: Where nothing has a word of its own.
NOTHING = Called()
