"""Cards that are written where others stand: one that a person changed is kept beside the new one.

Each ends with a digest of what stands before it, so that a change of it is seen.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.cli.list_kept import last_of

if TYPE_CHECKING:
    from huiqi.report.blocks import Page
    from huiqi.report.phrases import Phrases

_SEAL = "<!-- sha256 {digest} -->\n"


def write_card(path: Path, page: Page, phrases: Phrases) -> None:
    """Puts a page in a file; what stands there and is not as we wrote it stays under another name,
    which is said.
    """
    from huiqi.files import keep_copy, write_file
    from huiqi.report.media.html import as_html

    if path.is_file() and not _is_as_written(path.read_bytes()):
        kept = last_of(path, path, phrases.say)
        keep_copy(path, kept)
        said = phrases.say("要写的 {file} 已有另一份，原来的留作 {kept}", file=path, kept=kept.name)
        print(said, file=sys.stderr)
    text = as_html(page, phrases.language).encode()
    write_file(path, text + _seal(text))


def _seal(text: bytes) -> bytes:
    return _SEAL.format(digest=hashlib.sha256(text).hexdigest()).encode()


def _is_as_written(content: bytes) -> bool:
    length = len(_seal(b""))
    return content[-length:] == _seal(content[:-length])
