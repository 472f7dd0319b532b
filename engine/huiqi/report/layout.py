"""How a page lies in the terminal: wrapped Chinese, indented lines, labels with text beside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.text import Text

#: What never starts a line, and what never ends one.
_CLOSING = frozenset("，。、；：？！）〕》」』”’…,.;:?!)]}%‰")
#: How wide the labels of items are at least, in cells.
_LABEL = 8
_OPENING = frozenset("（〔《「『“‘([{")


def widest(text: str) -> int:
    """The columns it takes at most: some consoles give ambiguous characters (“, ·, ①) two."""
    return cell_len(text) + sum(unicodedata.east_asian_width(each) == "A" for each in text)


class Flowing(Text):
    """Text that breaks between Chinese characters, not only at spaces."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """The lines of at most ``width`` cells."""
        plain = self.plain
        if "\n" not in plain and plain[-1:] != " " and widest(plain) <= width:
            return Lines([self.copy()])
        lines = Lines()
        for paragraph in self.split(allow_blank=True):
            for line in paragraph.divide(breaks(paragraph.plain, width)):
                line.rstrip()
                lines.append(line)
        return lines


def breaks(text: str, width: int) -> list[int]:
    """Where to break: between wide characters or at spaces, never before closing punctuation."""
    found: list[int] = []
    start = used = 0
    allowed = 0
    for position, character in enumerate(text):
        if position > start and _may_break(text[position - 1], character):
            allowed = position
        used += widest(character)
        if used > width and character != " ":
            start = allowed if allowed > start else position
            found.append(start)
            used = widest(text[start : position + 1])
    return found


def _may_break(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or after == " ":
        return False
    return before == " " or cell_len(before) > 1 or cell_len(after) > 1


def filled(pieces: Iterable[str], between: str, width: int) -> list[list[str]]:
    """The pieces on as few lines of ``width`` columns as hold them, none broken in two."""
    lines: list[list[str]] = []
    for piece in pieces:
        if lines and widest(between.join([*lines[-1], piece])) <= width:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


class Screen:
    """A console written to in one language."""

    def __init__(self, console: Console, language: str) -> None:
        self.console = console
        self.language = language
        # Asked once: rich looks at the environment each time.
        self._width = console.width

    def pick(self, zh: str, en: str) -> str:
        """One of two wordings."""
        return zh if self.language == "zh" else en

    def print(self, text: str, style: str = "", indent: int = 0) -> None:
        """A line of text, wrapped within its indent."""
        self.hang(Flowing(), [Flowing(text, style=style)], indent)

    def line(self, text: Text) -> None:
        """A line in several styles, wrapped."""
        self.hang(Flowing(), [text])

    def item(self, label: str, text: Text | str, indent: int = 2) -> None:
        """A label with its text hanging beside it."""
        beside = Flowing(text) if isinstance(text, str) else text
        width = max(cell_len(label), _LABEL) if label else 0
        self.hang(Flowing(label, style="dim"), [beside], indent, width)

    def hang(self, label: Text, texts: Iterable[Text], indent: int = 0, width: int = 0) -> None:
        """A label once, and beside it the texts, one below the other, each wrapped.

        Written line by line: a table for every line of a long page costs more than all else.
        """
        width = max(width, label.cell_len)
        margin = " " * (indent + width + (1 if width else 0))
        page = Text()
        for text in texts:
            for line in text.wrap(self.console, max(self._width - len(margin), 10)):
                if page.plain:
                    page.append(f"\n{margin}")
                else:
                    page.append(" " * indent)
                    page.append_text(label)
                    page.append(" " * (len(margin) - indent - label.cell_len))
                page.append_text(line)
        self.console.print(page, soft_wrap=True)
