"""What a page is made of: blocks that say what is said, and nothing of how it looks.

A page is written once (``pages/``) and drawn by every medium (``media/``).  A text is a string, or
several spans of which each may have a role; a medium chooses what a role looks like, and no role
says what its words do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple, TypeAlias

#: A figure as a spreadsheet shows it, and so many characters of one.
_FIGURE = re.compile(r"0|-?(?:[1-9][0-9]*|0(?=\.))(?:\.[0-9]*[1-9])?")
_SHOWN_WHOLE = 11
#: A day that a spreadsheet keeps with its first moment.
_MIDNIGHT = re.compile(r"(?<=^\d{4}-\d\d-\d\d) 00:00(?::00)?$")
#: What looks like a figure and is a month, or a telephone.
_NO_FIGURE = re.compile(r"(?:19|20)[0-9]{2}\.(?:[1-9]|1[0-2])|1[3-9][0-9]{9}")

#: A day as a spreadsheet keeps it, which knows none before 1900.
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")


class Role(StrEnum):
    """What a piece of text is for."""

    STRONG = "strong"  # what the eye should meet first
    QUIET = "quiet"  # what may be passed over
    GOOD = "good"
    OPEN = "open"  # still open, or to be asked
    NO = "no"  # an answer, not a fault


class TextRun(NamedTuple):
    """A piece of text with its role; ``value``: the exact number that it writes, for a medium that
    keeps numbers (an amount is in yuan, and a :class:`~decimal.Decimal`); ``url``: the document
    that it names, for a medium that can lead there; ``day``: that it writes, for one that keeps
    days.
    """

    text: str
    role: Role | None = None
    value: Decimal | int | None = None
    url: str = ""
    day: date | None = None


Said: TypeAlias = str | TextRun | Sequence[str | TextRun]


def spans(said: Said) -> tuple[TextRun, ...]:
    """A text as its spans."""
    if isinstance(said, TextRun):
        return (said,)
    if isinstance(said, str):
        return (TextRun(said),)
    return tuple(part if isinstance(part, TextRun) else TextRun(part) for part in said)


def words_of(said: Said) -> str:
    """The words of a text alone."""
    return "".join(span.text for span in spans(said))


def number_of(said: Said) -> Decimal | int | None:
    """The number that a text is, where it is one alone."""
    found = spans(said)
    return found[0].value if len(found) == 1 else None


def day_of(said: Said) -> date | None:
    """The day that a text is, where it is one alone."""
    found = spans(said)
    return found[0].day if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the page's; ``aside`` stands at the other edge of its line."""

    text: Said
    level: Literal[1, 2] = 2
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph; ``indent``: in how many steps it stands back.  Of one role: by its name."""

    text: Said
    indent: int = 0

    @classmethod
    def strong(cls, text: str, indent: int = 0, *, beside: str = "") -> Note:
        """What the eye should meet first; ``beside``: what follows it on its line."""
        run = TextRun(text, Role.STRONG)
        return cls((run, beside) if beside else run, indent)

    @classmethod
    def quiet(cls, text: str, indent: int = 0) -> Note:
        """What may be passed over."""
        return cls(TextRun(text, Role.QUIET), indent)

    @classmethod
    def open(cls, text: str, indent: int = 0) -> Note:
        """What is still open, or to be asked."""
        return cls(TextRun(text, Role.OPEN), indent)


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels, each with what is said of it; a label may be empty: the line goes on below."""

    rows: Sequence[tuple[Said, Said]]

    @staticmethod
    def under(label: str, texts: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
        """Rows of what has one label, which stands before the first."""
        for place, text in enumerate(texts):
            yield label if place == 0 else "", text


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; ``least``: how wide it is at least, in columns of a terminal, so that tables one
    below the other stand alike; ``grows``: it holds whole sentences, and is broken; ``cut``: it is
    looked up, not read along: where rows have a height, it has no part in it; ``note``: what its
    words mean, where there is room beside the head.
    """

    head: str = ""
    align: Literal["left", "right"] = "left"
    least: int = 0
    grows: bool = False
    cut: bool = False
    note: str = ""

    @classmethod
    def texts(cls, *heads: str, cut: bool = False) -> tuple[Column, ...]:
        """Columns of texts."""
        return tuple(cls(head=head, cut=cut) for head in heads)

    @classmethod
    def figures(cls, *heads: str) -> tuple[Column, ...]:
        """Columns of figures, at the right."""
        return tuple(cls(head=head, align="right") for head in heads)


def counted(count: int) -> Said:
    """How many, as a number by itself; nothing for none."""
    return numbered(count) if count else ""


def numbered(number: int) -> TextRun:
    """A number by itself."""
    return TextRun(str(number), None, number)


def as_written(cells: Iterable[str]) -> tuple[Said, ...]:
    """Cells of somebody's own table; a figure is a number where it stays as it is written: no 0
    before it, as of a code, or after it, as of a month (2016.10), and no more of it than a
    spreadsheet shows.  So is a day (2026-10-09) a day.
    """
    return tuple(map(_as_written, cells))


def _as_written(cell: str) -> Said:
    if len(cell) <= _SHOWN_WHOLE and _FIGURE.fullmatch(cell):
        return TextRun(cell, None, Decimal(cell))
    day = _MIDNIGHT.sub("", cell)
    if _DAY.fullmatch(day):
        with suppress(ValueError):
            return TextRun(day, day=date.fromisoformat(day))
    return cell


def as_carried(cells: Iterable[str]) -> tuple[Said, ...]:
    """The same of columns of which nobody says that they hold figures: what may be a month, or a
    telephone, stays a text.
    """
    texts = tuple(cells)
    return tuple(
        text if _NO_FIGURE.fullmatch(text) else said
        for text, said in zip(texts, as_written(texts), strict=True)
    )


class ShownFirst(NamedTuple):
    """Which rows of a table are shown until somebody asks for all, where a medium can do so: those
    in whose column at ``place`` these ``words`` stand.
    """

    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are compared; one column may be longer than a few words: the one that grows, or
    else the last.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Said]]
    first: ShownFirst | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTable(Table):
    """The same; ``above``: how it is to be read, in a line, where it stands alone, as a sheet."""

    above: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeItem:
    """A part of a tree: its mark, what it says, what was found, how much is lacking; ``folded``:
    what stands below it may be shown only when asked for, where a medium can do so.
    """

    text: Said
    mark: Said = ""
    found: Said = ""
    gap: Said = ""
    children: Sequence[TreeItem] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """Groups and conditions, each below what it is part of; ``indent`` as of a :class:`Note`."""

    nodes: Sequence[TreeItem]
    indent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar from nothing to ``low`` for certain, to ``high`` at most; ``said``: its figure."""

    label: str
    low: Decimal
    high: Decimal | None
    said: str

    @property
    def end(self) -> Decimal:
        """How far it may reach."""
        return self.low if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one scale from zero; beside it stands a table that says the same."""

    title: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Space:
    """A little room between what belongs together and what does not."""


Block: TypeAlias = Heading | Note | Facts | Table | Tree | Chart | Space


def section(title: Said) -> tuple[Block, ...]:
    """A heading, with room before it."""
    return Space(), Heading(title)


class Folded(NamedTuple):
    """What stands behind a page: shown when it is asked for, and not printed, where a medium can do
    so; else below its title after the page.
    """

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, as a window would name it, and its blocks in the order of reading."""

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    folded: Folded | None = None

    @property
    def every(self) -> Sequence[Block]:
        """All its blocks, what is folded too."""
        if self.folded is None:
            return self.blocks
        return (*self.blocks, *section(self.folded.title), *self.folded.blocks)
