"""The values that a condition read, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.decision.trace import Found
from huiqi.language.tree import ParameterReference
from huiqi.language.types import Kind
from huiqi.report.phrases import Phrases


def values_told(found: Iterable[Found], phrases: Phrases, known: str = "") -> Iterator[str]:
    """Each value with its name, once; ``known``: what was said just before is not named again."""
    say, every = phrases.say, set()
    for label, value, read in phrases.values(found):
        if value is None:
            text = _unknown(label, read, phrases)
        elif known.startswith(label):
            # That it is so, or is not, the mark beside it says.
            text = "" if read.node.type.kind is Kind.BOOL else value
        elif read.node.type.kind is Kind.BOOL:
            text = say("{statement}：{answer}", statement=label, answer=value)
        else:
            text = f"{label} {value}"
        if text and text not in every:
            yield text
        every.add(text)


def _unknown(label: str, read: Found, phrases: Phrases) -> str:
    """That nothing is known: of a figure of the rules it is not for the enterprise to say."""
    if isinstance(read.node, ParameterReference):
        return phrases.say("{figure}未知", figure=label)
    return phrases.say("{fact}还不知道", fact=label)
