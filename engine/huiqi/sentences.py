"""A sentence that is told in Chinese, and can be told in another language.

``sentence("{fact}没有这个选项", fact=fact.label)`` is a text, the Chinese one, wherever a text is
wanted; what it was made of stands beside it, for whoever tells it in the reader's own language
(:meth:`huiqi.words.Say.told`).  What fills it may be a text of two languages, a
sentence, or several of them (a tuple: one after the other).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, Self


class InLanguages(Protocol):
    """A text of several languages."""

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or ``en``."""


class Sentence(str):
    """Its Chinese; ``pattern`` is filled with ``values``."""

    pattern: str
    values: Mapping[str, object]

    def __new__(cls, told: str, pattern: str = "", values: Mapping[str, object] = {}) -> Self:
        """``told``: the Chinese of it."""
        own = super().__new__(cls, told)
        own.pattern, own.values = pattern or told, values
        return own


def sentence(pattern: str, /, **values: object) -> Sentence:
    """The sentence; each ``{name}`` of the pattern stands for the value of that name."""
    told = {name: _in_chinese(value) for name, value in values.items()}
    return Sentence(pattern.format_map(told) if told else pattern, pattern, values)


def bilingual(text: InLanguages) -> Sentence:
    """A text of two languages as a sentence of its own."""
    return sentence("{text}", text=text)


def _in_chinese(value: object) -> object:
    if isinstance(value, tuple):
        return "、".join(str(_in_chinese(part)) for part in value)
    own = getattr(value, "in_language", None)
    return own("zh") if own is not None else value
