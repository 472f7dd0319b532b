"""Draws docs/check.svg: the summary and one measure of the demo's example, as in a terminal."""

from __future__ import annotations

import io
import sys
from datetime import date
from html import escape
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from huiqi.decision.decide import decide
from huiqi.diagnostics import Diagnostics
from huiqi.profile.reader import read_profile
from huiqi.report.check import CheckReport
from huiqi.report.phrases import Phrases
from huiqi.rulebook.loading import load_rulebook

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "check.svg"


def draw() -> str:
    """The picture as SVG text."""
    rulebook = load_rulebook(ROOT / "rules")
    profile = read_profile(
        ROOT / "cases" / "examples" / "example-complete.yaml", rulebook, Diagnostics()
    )
    as_of = date(2023, 6, 20)
    decision = decide(rulebook, profile, as_of)
    console = Console(
        record=True, width=80, file=io.StringIO(), force_terminal=True, highlight=False
    )
    report = CheckReport(console, Phrases(rulebook))
    report.opening(decision, ("rd-institution-subsidy",))
    return _svg(console.export_text(styles=True))


#: A cell of the terminal in pixels, the margin, and the terminal's standard colours.
WIDTH, HEIGHT, MARGIN = 8.6, 23, 18
COLOURS = {1: "#f85149", 2: "#3fb950", 3: "#d29922", 6: "#39c5cf"}


def _svg(text: str) -> str:
    """Text with terminal styles as SVG; a Chinese character takes two cells."""
    lines = text.rstrip("\n").split("\n")
    width, height = round(80 * WIDTH + 2 * MARGIN), len(lines) * HEIGHT + 2 * MARGIN
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
            cells = cell_len(segment.text)
            if segment.text.strip():
                parts.append(_run(segment.text, segment.style, column, number, cells))
            column += cells
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _run(text: str, style: Style | None, column: int, number: int, cells: int) -> str:
    stripped = text.lstrip()
    column += cell_len(text) - cell_len(stripped)
    stripped = stripped.rstrip()
    number_of = style.color.number if style is not None and style.color is not None else None
    colour = COLOURS.get(
        number_of or 0, "#8b949e" if style is not None and style.dim else "#e6edf3"
    )
    bold = ' font-weight="bold"' if style is not None and style.bold else ""
    x, y = MARGIN + column * WIDTH, MARGIN + (number + 0.75) * HEIGHT
    length = cell_len(stripped) * WIDTH
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" textLength="{length:.1f}" fill="{colour}"{bold}>'
        f"{escape(stripped)}</text>"
    )


if __name__ == "__main__":
    PICTURE.write_text(draw(), encoding="utf-8")
    sys.stdout.write(f"{PICTURE}\n")
