"""Words by which a column is looked for that tells a fact, and by which people look for support."""

from __future__ import annotations

from typing import NamedTuple

from huiqi.objects import dataclass
from huiqi.rulebook.text import Text


class SoughtWords(NamedTuple):
    """Words that name what is looked for in a table, and those for other things."""

    named: tuple[str, ...]
    others: tuple[str, ...]

    def may_name(self, head: str) -> bool:
        """Whether a head may be of it: no word for another thing stands behind those that name it
        (不含税销售 may, 销售利润 may not).
        """
        last = max((head.rfind(word) for word in self.named), default=-1)
        return all(head.rfind(word) <= last for word in self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinWords:
    """What people say, be it in a longer word, and the words in which documents have it."""

    said: tuple[str, ...]
    listed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NowhereWords:
    """What people say, of which no document speaks; ``label``: what it is about."""

    said: tuple[str, ...]
    label: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EverydaySearch:
    """The words of a search for support."""

    within: tuple[WithinWords, ...] = ()
    nowhere: tuple[NowhereWords, ...] = ()
