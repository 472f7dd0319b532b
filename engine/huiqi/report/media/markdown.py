"""Pages as Markdown: a text that is read as it is, and by whatever draws Markdown.

What would be taken for a mark of it is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from huiqi.report.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    Tree,
    TreeItem,
    spans,
)
from huiqi.spelling import visible

#: Signs that mean something within a line; and those that do at its beginning.
_WITHIN = re.compile(r"([\\`*_\[\]<>|])")
_AT_START = re.compile(r"^(\s*\d*)([#+.)-])(?=\s|$)")


def as_markdown(page: Page, language: str) -> str:
    """The page; ``language`` is that of its words already."""
    parts = [part for block in page.every for part in _block(block)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            aside = f" {_plain(block.aside)}" if block.aside else ""
            yield f"{'#' * block.level} {_line(block.text)}{aside}"
        case Note():
            yield "> " * block.indent + _text(block.text)
        case Facts():
            yield "\n".join(_facts(block))
        case Table():
            yield "\n".join(_table(block))
        case Tree():
            yield "\n".join(line for node in block.nodes for line in _item(node, block.indent))
        case Chart():
            yield _plain(block.title)
            yield "\n".join(f"- {_plain(bar.label)}: {_plain(bar.said)}" for bar in block.bars)
        case Space():
            return


def _facts(block: Facts) -> Iterator[str]:
    for label, said in block.rows:
        named = _line(label)
        yield f"- **{named}** {_line(said)}" if named else f"  {_line(said)}"


def _table(block: Table) -> Iterator[str]:
    """A Markdown table has one head, which may be empty."""
    yield _row([_plain(column.head) for column in block.columns])
    yield _row([{"left": "---", "right": "---:"}[column.align] for column in block.columns])
    for row in block.rows:
        yield _row([_line(said, "<br>") for said in row])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _item(node: TreeItem, depth: int) -> Iterator[str]:
    margin = "  " * depth
    said = " ".join(filter(None, map(_line, (node.mark, node.text, node.gap))))
    yield f"{margin}- {said}"
    if found := _line(node.found):
        yield f"{margin}  {found}"
    for child in node.children:
        yield from _item(child, depth + 1)


def _line(said: Said, ends: str = " ") -> str:
    """A text on one line."""
    return _text(said).replace("  \n", ends)


def _text(said: Said) -> str:
    return _AT_START.sub(r"\1\\\2", "".join(map(_run, spans(said))))


def _run(run: TextRun) -> str:
    text = _plain(run.text).replace("\n", "  \n")
    inner = text.strip()
    if run.role is not Role.STRONG or not inner or "\n" in text:
        return text
    return text.replace(inner, f"**{inner}**", 1)


def _plain(text: str) -> str:
    return _WITHIN.sub(r"\\\1", visible(text))
