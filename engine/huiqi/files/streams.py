"""The one way out: standard output and standard error, whatever they can hold.

A character that a stream lacks is replaced by a plain one that says the same; the last resort is
its escape, never ``?``, which means open.  What cannot be written ends with one line.  A character
that would change the screen (a control, the order of letters), whoever wrote it, is written out;
only what colours our own pages goes by :func:`styled`.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import IO, Any, TextIO, cast

from huiqi.spelling import visible

#: Plain characters that say the same, the better first.
PLAIN = {
    "✓": "√v",
    "✗": "×x",
    "➚": "↑^",
    "※": "#",
    "◦": "○o",
    "➤": "→>",
    "→": ">",
    "○": "o",
    "●": "*",
    "□": "o",
    "×": "x",
    "÷": "/",
    "¥": "￥Y",
    "−": "-",
    "–": "-",
    "—": "-",
    "～": "~",
    "█": "#",
    "░": "·.",
    "…": ".",
    "·": ".",
    "•": "*",
    "─": "-",
    "│": "|",
    "▲": "^",
    "▼": "v",
    "△": "^",
    "▽": "v",
    "◇": "~",
    "≥": ">",
    "≤": "<",
    "≠": "#",
    "①": "1",
    "②": "2",
    "③": "3",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\u00a0": " ",
}
_HANDLER = "huiqi.plain"


def _plain(error: UnicodeError) -> tuple[str, int]:
    """The replacement of what an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    made = []
    for character in error.object[error.start : error.end]:
        for other in PLAIN.get(character, ""):
            try:
                other.encode(error.encoding)
            except UnicodeEncodeError:
                continue
            made.append(other)
            break
        else:
            made.append(character.encode("ascii", "backslashreplace").decode("ascii"))
    return "".join(made), error.end


codecs.register_error(_HANDLER, _plain)


class VisibleStream(io.TextIOWrapper):
    """A standard stream to which texts of users may be written as they are."""

    def write(self, text: str, /) -> int:
        """What would change the screen is written out."""
        return super().write(visible(text))


class _Styled:
    """The same stream for texts that bring their own colours and are safe already."""

    def __init__(self, stream: VisibleStream) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return io.TextIOWrapper.write(self._stream, text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def styled(stream: TextIO) -> IO[str]:
    """The stream as it takes colours and moves of the cursor."""
    return cast("IO[str]", _Styled(stream)) if isinstance(stream, VisibleStream) else stream


def open_streams() -> bool:
    """Make both standard streams safe to write to; false where there is no standard output.

    A missing standard error is no reason to fail: its messages go nowhere.
    """
    if sys.stderr is None:
        # As long as the process lives, so no block can hold it.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if type(stream) is io.TextIOWrapper:
            safe = VisibleStream(
                stream.buffer,
                stream.encoding,
                _HANDLER,
                line_buffering=stream.line_buffering,
                write_through=stream.write_through,
            )
            setattr(sys, name, safe)
    return sys.stdout is not None


def silence(stream: TextIO) -> None:
    """Let what is still buffered for a stream that cannot take it go nowhere, without a word."""
    try:
        where = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, where)
    os.close(nowhere)
