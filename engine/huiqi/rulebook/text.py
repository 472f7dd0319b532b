"""A text for readers, as the rulebook holds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from huiqi.objects import dataclass
from huiqi.sentences import InLanguages


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Chinese and English."""

    zh: str
    en: str

    @classmethod
    def in_both(cls, tell: Callable[[str], str]) -> Self:
        """What is told in either language."""
        return cls(zh=tell("zh"), en=tell("en"))

    @classmethod
    def of(cls, said: InLanguages) -> Self:
        """What the program says, as a text of the rulebook."""
        return cls.in_both(said.in_language)

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowingOffice:
    """An office that knows something; ``presumed``: no source says that it is this one."""

    name: Text
    presumed: bool
