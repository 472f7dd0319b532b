"""A sentence that is told in Chinese, and can be told in another language.

``sentence("{fact}没有这个选项", fact=fact.label)`` is a text, the Chinese one, wherever a text is
wanted; what it was made of stands beside it, for whoever tells it in the reader's own language
(``in_language``, or :meth:`huiqi.words.Say.told` of what may be a sentence).  What fills it may be
a text of two languages, a sentence, or several of them (a tuple: one after the other).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Self

from huiqi.words import InLanguages, Say

__all__ = ["InLanguages", "Sentence", "Teller", "bilingual", "in_turn", "sentence"]


class Sentence(str):
    """Its Chinese; ``pattern`` is filled with ``values``."""

    pattern: str
    values: Mapping[str, object]

    def __new__(cls, told: str, pattern: str = "", values: Mapping[str, object] = {}) -> Self:
        """``told``: the Chinese of it."""
        own = super().__new__(cls, told)
        own.pattern, own.values = pattern or told, values
        return own

    def in_language(self, language: str) -> str:
        """The sentence in ``zh`` or ``en``, and what fills it in the same."""
        return str(self) if language == "zh" else Say(language)(self.pattern, **self.values)


class Teller:
    """What a function tells in the language it is asked in, such as a figure within a sentence."""

    __slots__ = ("in_language",)

    def __init__(self, tell: Callable[[str], str]) -> None:
        self.in_language = tell


def sentence(pattern: str, /, **values: object) -> Sentence:
    """The sentence; each ``{name}`` of the pattern stands for the value of that name."""
    return Sentence(Say("zh")(pattern, **values), pattern, values)


def in_turn(pattern: str, parts: Iterable[object]) -> Sentence:
    """Each of the parts as the ``{next}`` of a sentence to those before it, ``{first}``."""
    first, *others = parts
    return reduce(
        lambda told, after: sentence(pattern, first=told, next=after), others, bilingual(first)
    )


def bilingual(text: object) -> Sentence:
    """A text, of two languages or as it is, as a sentence of its own."""
    return sentence("{text}", text=text)
