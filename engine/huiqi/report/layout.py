"""How text lies in the terminal: how wide it is, and where Chinese may be broken."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from rich.cells import cell_len

#: The screen a page is written for: so many columns, and at most so many lines.
WIDTH, HEIGHT = 80, 45
#: What never starts a line, and what never ends one.
_CLOSING = frozenset("，。、；：？！）〕》」』”’…,.;:?!)]}%‰")
_OPENING = frozenset("（〔《「『“‘([{")


def widest(text: str) -> int:
    """The columns it takes at most: some consoles give ambiguous characters (“, ·, ①) two."""
    return cell_len(text) + sum(map(_is_ambiguous, text))


# A page asks tens of thousands of times, of some hundreds of characters.
@lru_cache(1 << 12)
def _is_ambiguous(character: str) -> bool:
    return unicodedata.east_asian_width(character) == "A"


@lru_cache(1 << 12)
def _columns(character: str) -> int:
    return widest(character)


def breaks(text: str, width: int) -> list[int]:
    """Where to break: between wide characters or at spaces, never before closing punctuation."""
    if widest(text) <= width:
        return []
    found: list[int] = []
    start = used = 0
    allowed = 0
    for position, character in enumerate(text):
        if position > start and _may_break(text[position - 1], character):
            allowed = position
        used += _columns(character)
        if used > width and character != " ":
            start = allowed if allowed > start else position
            found.append(start)
            used = widest(text[start : position + 1])
    return found


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or after == " ":
        return False
    return before == " " or _is_wide(before) or _is_wide(after)


@lru_cache(1 << 12)
def _is_wide(character: str) -> bool:
    return cell_len(character) > 1


def filled(pieces: Iterable[str], between: str, width: int) -> list[list[str]]:
    """The pieces on as few lines of ``width`` columns as hold them, none broken in two."""
    lines: list[list[str]] = []
    for piece in pieces:
        if lines and widest(between.join([*lines[-1], piece])) <= width:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines
