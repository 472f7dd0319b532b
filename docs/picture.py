"""Draws docs/check.svg: the one screen of the demo's example, as in a terminal."""

from __future__ import annotations

import io
import re
import sys
from datetime import date
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from huiqi import Engine
from huiqi.report.media import terminal
from huiqi.report.pages.check import check_pages
from huiqi.report.phrases import Phrases

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "check.svg"


def draw() -> str:
    """The picture as SVG text."""
    as_of = date(2023, 6, 20)
    with Engine.load(ROOT / "rules") as engine:
        example = ROOT / "cases" / "examples" / "example-complete.yaml"
        decision = engine.check(engine.read_enterprise(example, as_of).enterprise, as_of)
        pages = check_pages(decision, Phrases(engine.rulebook), engine.penalty_counts)
        console = Console(
            record=True, width=80, file=io.StringIO(), force_terminal=True, highlight=False
        )
        terminal.show_on(pages, console)
    return _svg(console.export_text(styles=True))


#: A cell of the terminal in pixels, the margin, and the terminal's standard colours.
CELL, LINE, MARGIN = 8.6, 23, 18
COLOURS = {1: "#f85149", 2: "#3fb950", 3: "#d29922", 6: "#39c5cf"}


def _svg(text: str) -> str:
    """Text with terminal styles as SVG; a Chinese character takes two cells."""
    lines = text.rstrip("\n").split("\n")
    width, height = round(80 * CELL + 2 * MARGIN), len(lines) * LINE + 2 * MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">',
        f'<rect width="{width}" height="{height}" rx="8" fill="#161b22"/>',
        "<g font-family=\"'Sarasa Mono SC','Noto Sans Mono CJK SC',Menlo,monospace\" "
        'font-size="16" xml:space="preserve">',
    ]
    for number, line in enumerate(lines):
        column = 0
        for segment in Text.from_ansi(line).render(Console(width=200)):
            # Piece by piece: a browser draws several spaces as one, and columns would move.
            for piece in re.split(r"( {2,})", segment.text):
                if piece.strip():
                    parts.append(_run(piece, segment.style, column, number))
                column += cell_len(piece)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _run(text: str, style: Style | None, column: int, number: int) -> str:
    stripped = text.lstrip()
    column += cell_len(text) - cell_len(stripped)
    stripped = stripped.rstrip()
    number_of = style.color.number if style is not None and style.color is not None else None
    colour = COLOURS.get(
        number_of or 0, "#8b949e" if style is not None and style.dim else "#e6edf3"
    )
    bold = ' font-weight="bold"' if style is not None and style.bold else ""
    x, y = MARGIN + column * CELL, MARGIN + (number + 0.75) * LINE
    length = cell_len(stripped) * CELL
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" textLength="{length:.1f}" fill="{colour}"{bold}>'
        f"{escape(stripped)}</text>"
    )


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
    sys.stdout.write(f"{PICTURE}\n")
