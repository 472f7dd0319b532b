"""What is said in English, apart from what is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from huiqi.diagnostics import Diagnostic
from huiqi.sentences import Sentence
from huiqi.words import Say

_CHINESE = re.compile("[\u3400-\u9fff]")


def unquoted(text: str) -> str:
    """A text in English; what fills it in somebody's own words is left out."""
    if not isinstance(text, Sentence):
        return text
    return Say("en")(text.pattern, **{name: _filled(own) for name, own in text.values.items()})


def _filled(value: object) -> object:
    if isinstance(value, Sentence):
        return unquoted(value)
    if isinstance(value, tuple):
        return ", ".join(str(_filled(part)) for part in value)
    own = getattr(value, "in_language", None)
    # A word of the rules or of a file is a quotation; a text of two languages is told in English.
    return "…" if isinstance(value, str) else own("en") if own is not None else value


def still_chinese(found: Iterable[Diagnostic]) -> list[str]:
    """Every message and remedy that is not told in English."""
    said = [text for one in found for text in (one.message, one.remedy)]
    return [text for text in said if _CHINESE.search(unquoted(text))]
