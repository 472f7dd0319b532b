"""The one way out: standard output and standard error, whatever they can hold.

A character that a stream lacks is replaced by a plain one that says the same; the last resort is
its escape, never ``?``, which means open.  What cannot be written ends with one line.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from typing import TextIO

#: Plain characters that say the same, the better first.
PLAIN = {
    "✓": "√v",
    "✗": "×x",
    "➚": "↑^",
    "◦": "○o",
    "−": "-",
    "…": ".",
    "·": ".",
    "•": "*",
    "─": "-",
    "│": "|",
    "▲": "^",
    "▼": "v",
    "≥": ">",
    "≤": "<",
    "“": '"',
    "”": '"',
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


def open_streams() -> bool:
    """Make both standard streams safe to write to; false where there is no standard output.

    A missing standard error is no reason to fail: its messages go nowhere.
    """
    if sys.stderr is None:
        # As long as the process lives, so no block can hold it.
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)
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
