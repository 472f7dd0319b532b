"""What a longer text has the name of in it: 高新技术企业证书到哪天."""

from __future__ import annotations

from functools import lru_cache

from huiqi.language.types import Kind
from huiqi.objects import cached_property
from huiqi.rulebook.naming import called, fact_names
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.vocabulary import StatedWord
from huiqi.spelling import plain


@lru_cache(maxsize=4)
def names_within(rulebook: Rulebook) -> NamesWithin:
    """Those of a rulebook, put together once."""
    return NamesWithin(rulebook)


class NamesWithin:
    """The names that are told from others wherever they stand."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._facts, self._words = fact_names(rulebook), rulebook.vocabulary

    def find(self, head: str) -> list[Fact | Definition | StatedWord]:
        """What the longest name in a head may be; nothing where the head is that name, has a word
        of another thing beside it (研发负责人), or no rule reads it.
        """
        told = plain(head)
        name = next((one for one in self._by_length if one in told), told)
        beside = told.replace(name, "", 1)
        others = any(word in beside for word in self._words.other_heads)
        if not beside or others or self._facts.is_unread(name):
            return []
        found = self._facts.find(name)
        return self._facts.looks_like(name) if found is None else [self._facts.declared[found]]

    @cached_property
    def _by_length(self) -> list[str]:
        """In their plain form, the longest first."""
        read = (one for one in self._facts.declared.values() if one.type.kind is not Kind.TEXT)
        names = {name for one in read for name in called(one)} | {*self._words.unread}
        # What has several meanings and is short stands in many heads (项目, 设备), but for what is
        # supported (技改, 研发).
        supported = {word for words in self._words.support for word in words}
        names |= {word for word in self._words.ambiguous if len(word) > 2 or word in supported}
        plainly = {*map(plain, names), *self._facts.held}
        plainly = {name for name in plainly if len(name) > 1 and not name.isascii()}
        return sorted(plainly, key=lambda name: (-len(name), name))
