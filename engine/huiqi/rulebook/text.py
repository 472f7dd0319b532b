"""A text for readers, as the rulebook holds it."""

from __future__ import annotations

from huiqi.objects import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in ``zh`` or ``en``."""
        return self.en if language == "en" else self.zh
