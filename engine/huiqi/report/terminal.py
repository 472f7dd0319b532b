"""The terminal: rich's console, in which texts of users change nothing but their own place."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

from rich.console import COLOR_SYSTEMS, Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from huiqi.files.streams import styled
from huiqi.report.layout import WIDTH
from huiqi.spelling import visible


class Output(Console):
    """Standard output; plain where it is not a terminal or ``NO_COLOR`` is set."""

    def __init__(self) -> None:
        super().__init__(
            file=styled(sys.stdout),
            highlight=False,
            width=_chosen_width(),
            soft_wrap=False,
            emoji=False,
            markup=False,
        )

    def on_broken_pipe(self) -> None:
        """A reader that has seen enough (`| head`) is answered; rich takes it for a failure."""
        raise SystemExit(0)

    def print(self, *objects: Any, soft_wrap: bool | None = None, **options: Any) -> None:
        """As rich prints; a text that lies in lines already is written without measuring it."""
        laid_out = soft_wrap and len(objects) == 1 and isinstance(objects[0], Text)
        if options or (objects and not laid_out):
            super().print(*objects, soft_wrap=soft_wrap, **options)
            return
        text = objects[0] if objects else Text()
        if "\t" in text.plain:
            text.expand_tabs(8)
        system = self.color_system
        if system is None:
            self.file.write(visible(text.plain) + "\n")
            return
        segments = text.render(self, end="\n")
        colours = COLOR_SYSTEMS[system]
        for part, style, _ in Segment.remove_color(segments) if self.no_color else segments:
            shown = visible(part)
            self.file.write(style.render(shown, color_system=colours) if style else shown)

    def render_str(self, text: str, **options: Any) -> Text:
        """A text without what would change the screen."""
        return super().render_str(visible(text), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Whatever is drawn, without what would change the screen."""
        for segment in super().render(renderable, options):
            text = segment.text if segment.control else visible(segment.text)
            yield segment if text is segment.text else Segment(text, segment.style)


def _chosen_width() -> int | None:
    """As ``COLUMNS`` says; ``None``: as wide as the terminal is."""
    width = None if sys.stdout.isatty() else WIDTH
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and len(columns) < 6:
        # Narrower than this no figure can be read; wider no line.
        width = min(max(int(columns), 40), 400) if int(columns) else width
    return width
