"""Pages in a terminal: lines that hold whatever the width, the language and the encoding.

Some characters (quotation marks, ·, ①) take one column here and two on many a Chinese console.
A line that is broken is measured with the wider; columns are kept straight by what stands before
them, which a test keeps free of such characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from huiqi.report.blocks import (
    Block,
    Chart,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    Tree,
    TreeItem,
    spans,
)
from huiqi.report.layout import HEIGHT, breaks, widest

_STYLES = {
    None: "",
    Role.STRONG: "bold",
    Role.QUIET: "dim",
    Role.GOOD: "green",
    Role.OPEN: "yellow",
    Role.NO: "",
}
#: How far rows stand in, and how narrow a last column may become before rows are told in flow.
_MARGIN, _NARROWEST = 1, 12
#: How long the bars of a chart may be.
_LONGEST = 40


def lines(page: Page, width: int) -> list[Text]:
    """The page as lines of at most ``width`` columns, where its figures allow it."""
    return [line for block in page.every for line in _drawn(block, width)]


def show_on(pages: Iterable[Page], console: Console) -> None:
    """The fullest of the pages that fits the screen, on a console; one alone is shown whole."""
    for line in _fitting(pages, console.width, HEIGHT)[1]:
        console.print(line, soft_wrap=True)


def fitting(pages: Iterable[Page], width: int, height: int) -> Page:
    """The first that has at most so many lines, else the last: the fullest stand first."""
    return _fitting(pages, width, height)[0]


def _fitting(pages: Iterable[Page], width: int, height: int) -> tuple[Page, list[Text]]:
    """That page, and its lines."""
    page, drawn = Page(""), list[Text]()
    for page in pages:
        drawn = lines(page, width)
        if len(drawn) <= height:
            break
    return page, drawn


def _text(said: Said) -> Text:
    text = Text()
    for span in spans(said):
        text.append(span.text, _STYLES[span.role])
    return text


def _wrapped(text: Text, width: int) -> list[Text]:
    """The lines of a text; none of an empty one."""
    found: list[Text] = []
    if not text.plain:
        return found
    for paragraph in text.split(allow_blank=True):
        for line in paragraph.divide(breaks(paragraph.plain, max(width, 10))):
            line.rstrip()
            found.append(line)
    return found


def _hanging(label: Text, said: Text, width: int, margin: int) -> Iterator[Text]:
    """A label once, and the text beside it from ``margin`` on."""
    for number, line in enumerate(_wrapped(said, width - margin) or [Text()]):
        start = Text(" " * margin)
        if number == 0:
            start = label.copy()
            start.append(" " * max(margin - label.cell_len, 0))
        start.append_text(line)
        start.rstrip()
        yield start


@singledispatch
def _drawn(block: Block, width: int) -> Iterable[Text]:
    raise TypeError(f"the terminal draws no {type(block).__name__}")


@_drawn.register
def _(block: Space, width: int) -> Iterable[Text]:
    return [Text()]


@_drawn.register
def _(block: Heading, width: int) -> Iterable[Text]:
    text = _text(block.text)
    text.stylize("bold")
    room = width - text.cell_len - cell_len(block.aside)
    if not block.aside:
        return _wrapped(text, width)
    if room < 2:
        return [*_wrapped(text, width), *_wrapped(Text(block.aside, "dim"), width)]
    text.append(" " * room)
    text.append(block.aside, "dim")
    return [text]


@_drawn.register
def _(block: Note, width: int) -> Iterable[Text]:
    margin = 2 * block.indent
    return list(_hanging(Text(" " * margin), _text(block.text), width, margin))


@_drawn.register
def _(block: Facts, width: int) -> Iterable[Text]:
    rows = [(_text(label), _text(said)) for label, said in block.rows]
    margin = max(label.cell_len for label, _ in rows) + 2 if rows else 0
    return [line for label, said in rows for line in _hanging(label, said, width, margin)]


@_drawn.register
def _(block: Table, width: int) -> Iterable[Text]:
    rows = [[_bare(_text(cell)) for cell in row[:-1]] + [_text(row[-1])] for row in block.rows]
    widths, grows = _widths(block.columns, rows), _growing(block.columns)
    gaps = [2 if column.align == "right" else 1 for column in block.columns[:-1]]
    room = width - _MARGIN - sum(gaps) - sum(widths) + widths[grows]
    # Figures are not broken, nor is the head of a column.
    least = widths[grows] if block.columns[grows].align == "right" else _NARROWEST
    if room < min(max(least, cell_len(block.columns[grows].head)), widths[grows]):
        named = _wrapped(Text(block.columns[0].head, "bold"), width) if rows else []
        told = [line for row in rows for line in _flowing(block.columns, row, width)]
        return [*(line for line in named if line.plain), *told]
    wide = grows == len(widths) - 1 and block.columns[grows].align == "left"
    widths[grows] = room if wide else min(room, widths[grows])
    # What is left over stands before the columns at the right edge.
    head = _head(block.columns, widths, gaps)
    return [*head, *(line for row in rows for line in _row(block.columns, row, widths, gaps))]


def _bare(text: Text) -> Text:
    """Without quotation marks, whose width depends on the console, before another column."""
    bare = Text()
    for place, character in enumerate(text.plain):
        if character not in "“”‘’":
            bare.append_text(text[place])
    return bare


def _growing(columns: Sequence[Column]) -> int:
    """The column that is broken where there is too little room: the one that says so, or the
    last.
    """
    return next((n for n, column in enumerate(columns) if column.grows), len(columns) - 1)


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> list[int]:
    return [
        max(column.least, cell_len(column.head) - (_MARGIN if place == 0 else 0), *cells, 0)
        for place, column in enumerate(columns)
        for cells in [[line.cell_len for row in rows for line in row[place].split()]]
    ]


def _head(columns: Sequence[Column], widths: Sequence[int], gaps: Sequence[int]) -> list[Text]:
    """The names of the columns; the first begins at the edge, and names the table."""
    if not any(column.head for column in columns):
        return []
    line = Text()
    for place, (column, own) in enumerate(zip(columns, widths, strict=True)):
        own += 0 if place else _MARGIN
        before = own - cell_len(column.head) if column.align == "right" else 0
        line.append(" " * before)
        line.append(column.head, "dim" if place else "bold")
        line.append(" " * (own - before - cell_len(column.head)))
        line.append(" " * (gaps[place] if place < len(gaps) else 0))
    line.rstrip()
    return [line]


def _row(
    columns: Sequence[Column], row: Sequence[Text], widths: Sequence[int], gaps: Sequence[int]
) -> Iterator[Text]:
    """A row: as many lines as its longest cell has."""
    cells = [_set_back(cell, own) for cell, own in zip(row, widths, strict=True)]
    for number in range(max(len(cell) for cell in cells)):
        line = Text(" " * _MARGIN)
        for place, column in enumerate(columns):
            own = cells[place][number] if number < len(cells[place]) else Text()
            spare = " " * (widths[place] - own.cell_len)
            line.append(spare if column.align == "right" else "")
            line.append_text(own)
            line.append("" if column.align == "right" else spare)
            line.append(" " * (gaps[place] if place < len(gaps) else 0))
        line.rstrip()
        yield line


def _set_back(cell: Text, width: int) -> list[Text]:
    """The lines of a cell; one that begins with spaces stands back by them in all its lines."""
    margin = len(cell.plain) - len(cell.plain.lstrip(" "))
    if not margin:
        return _wrapped(cell, width)
    return list(_hanging(Text(" " * margin), cell[margin:], width, margin))


def _flowing(columns: Sequence[Column], row: Sequence[Text], width: int) -> Iterator[Text]:
    """A row where columns have no room: its cells one after the other, each with its head."""
    marked = row[0].cell_len <= 1
    cells = []
    for column, cell in list(zip(columns, row, strict=True))[marked:]:
        named = Text(f"{column.head} " if column.head and column is not columns[0] else "", "dim")
        if cell.plain:
            cells.append(named + Text(" ").join(cell.split("\n")))
    label = Text(" ").append_text(row[0]) if marked else Text()
    return _hanging(label, Text("  ").join(cells), width, 3)


@_drawn.register
def _(block: Tree, width: int) -> Iterable[Text]:
    return [line for node in block.nodes for line in _node(node, width, block.indent)]


def _node(node: TreeItem, width: int, depth: int) -> Iterator[Text]:
    """A node with what was found below it and what is lacking at the edge, then its children."""
    mark, margin = _text(node.mark), 2 * depth
    label = Text(" " * margin).append_text(mark).append(" " if mark.plain else "")
    below = label.cell_len
    said = list(_hanging(label, _text(node.text), width, below))
    if node.found:
        found = _text(node.found)
        found.stylize("dim")
        said += _hanging(Text(" " * below), found, width, below)
    if node.gap:
        gap = _text(node.gap)
        gap.stylize("bold")
        room = width - widest(said[-1].plain) - widest(gap.plain)
        if room >= 2:
            said[-1].append(" " * room).append_text(gap)
        else:
            said += _hanging(Text(" " * below), gap, width, below)
    yield from said
    for child in node.children:
        yield from _node(child, width, depth + 1)


@_drawn.register
def _(block: Chart, width: int) -> Iterable[Text]:
    most = max((bar.end for bar in block.bars), default=0)
    beside = max((cell_len(bar.label) + cell_len(bar.said) for bar in block.bars), default=0)
    # A block is two columns wide on many a console.
    longest = max(min(_LONGEST, (width - _MARGIN - beside - 3) // 2), 1)
    rows = []
    for bar in block.bars:
        sure = int(bar.low * longest / most) if most else 0
        whole = int(bar.end * longest / most) if most else 0
        rows.append((bar.label, bar.said, "█" * sure + "░" * (whole - sure)))
    table = Table((Column(), Column(align="right"), Column()), rows)
    return [*_wrapped(Text(block.title), width), *_drawn(table, width)]
