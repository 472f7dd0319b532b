"""What is said in English, apart from what is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from huiqi.diagnostics import Diagnostic
from huiqi.sentences import Sentence
from huiqi.words import Say

_CHINESE = re.compile("[\u3400-\u9fff]+")

#: Units and words of an expression, which are written in Chinese by whoever writes them.
_AS_WRITTEN = "亿元 万元 元 年 个月 月 个工作日 日 且 或 非 转"


def unquoted(text: str, written: str | None = None) -> str:
    """A text in English; what fills it in somebody's own words is left out.

    ``written``: all that was read, of which alone there is something to quote.
    """
    if not isinstance(text, Sentence):
        return text
    filled = {name: _filled(own, written) for name, own in text.values.items()}
    return Say("en")(text.pattern, **filled)


def _filled(value: object, written: str | None) -> object:
    if isinstance(value, Sentence):
        return unquoted(value, written)
    if isinstance(value, tuple):
        return ", ".join(str(_filled(part, written)) for part in value)
    own = getattr(value, "in_language", None)
    if not isinstance(value, str):
        return own("en") if own is not None else value
    # A word of the rules or of a file is a quotation; a text of two languages is told in English.
    return "…" if written is None or _quotes(value, written) else value


def _quotes(text: str, written: str) -> bool:
    return all(part in written or part in _AS_WRITTEN for part in _CHINESE.findall(text))


def still_chinese(found: Iterable[Diagnostic], written: str | None = None) -> list[str]:
    """Every message and remedy that is not told in English; where it is known what was
    ``written``, also what is found, if it is no quotation of that.
    """
    found = list(found)
    said = [text for one in found for text in (one.message, one.remedy)]
    untold = [text for text in said if _CHINESE.search(unquoted(text, written))]
    if written is not None:
        told = [unquoted(one.found, written) for one in found]
        untold += [text for text in told if not _quotes(text, written)]
    return untold
