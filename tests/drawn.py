"""A page as a terminal shows it, for tests of what is said."""

from __future__ import annotations

from huiqi.report.blocks import Page
from huiqi.report.media import terminal


def drawn(page: Page, width: int = 4000) -> str:
    """The lines, by default so wide that none is broken."""
    return "\n".join(line.plain for line in terminal.lines(page, width))
