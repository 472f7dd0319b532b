"""The catalogue of what the program itself says: Chinese sentences, and their English beside them.

A sentence is written in Chinese where it is said, and is its own key (gettext); what it is filled
with stands in braces by name.  ``en/LC_MESSAGES/huiqi.po`` holds the English; ``make words``
collects the sentences and compiles it.  A sentence that has no English yet is said in Chinese.
What the rules say of themselves is not here: that is the rulebook's.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

#: Where the catalogues stand, as gettext expects them.
FOLDER = Path(__file__).parent
DOMAIN = "huiqi"


def to_say(sentence: str) -> str:
    """The sentence itself; marks one that is said elsewhere, so that it is collected."""
    return sentence


class InLanguages(Protocol):
    """A text of several languages."""

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or ``en``."""


class Say:
    """Says a sentence in one language."""

    def __init__(self, language: str) -> None:
        """``language``: ``zh`` or ``en``."""
        self.language = language

    def __call__(self, sentence: str, /, **values: object) -> str:
        """The sentence, with each ``{name}`` in it replaced by the value of that name; what has
        several languages is told in this one, a tuple one after the other.
        """
        if self.language != "zh":
            sentence = _catalogue(self.language).gettext(sentence)
        if not values:
            return sentence
        return sentence.format_map({name: self._value(own) for name, own in values.items()})

    def told(self, text: str | InLanguages) -> str:
        """A text in this language, if it has several."""
        return str(self._value(text))

    def _value(self, value: object) -> object:
        if isinstance(value, tuple):
            return self.listed([str(self._value(part)) for part in value])
        own = getattr(value, "in_language", None)
        return value if own is None else own(self.language)

    def listed(self, parts: Sequence[str]) -> str:
        """Names one after the other: with 、, in English with commas."""
        return ("、" if self.language == "zh" else ", ").join(parts)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [language], fallback=True)
