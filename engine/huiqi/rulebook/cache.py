"""Loaded rulebooks and books of penalties, kept from one command to the next.

What is kept is a pickle: whoever wrote it decides what is done when it is read.  So it is read from
a place that only this user can write (:mod:`huiqi.files.private`), never from anywhere else.  It
goes by the contents of the rule files, the code that made it and the Python that wrote it; what is
damaged, unreadable or of another day is made anew without a word, and an error is never kept.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Mapping
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Protocol, Self, TypeVar

from huiqi import __version__
from huiqi.files.private import PrivateFolder
from huiqi.rulebook.written import NOWHERE_WRITTEN, Written

#: ``off``, or the folder in which rulebooks are kept.
SETTING = "HUIQI_CACHE"
#: So many are kept, those used last; each has about 600 KB.
MOST = 16

_PACKAGE = Path(__file__).resolve().parents[1]
#: The code that makes a rulebook, the ground floor and these rooms, and the words put into it.
_ROOMS = (
    *(_PACKAGE, _PACKAGE / "language", _PACKAGE / "files", _PACKAGE / "rulebook"),
    *(_PACKAGE / "words", _PACKAGE / "words" / "en" / "LC_MESSAGES"),
)
_CHECKSUM = hashlib.sha256().digest_size


class Book(Protocol):
    """What is kept: a rulebook, or the rules on penalties."""

    @property
    def sha256(self) -> str:
        """Of the contents that it was made of."""

    @property
    def written_at(self) -> Written:
        """Where its expressions are written."""

    def placed(self, written: Written) -> Self:
        """The same, with its expressions written there."""


_B = TypeVar("_B", bound=Book)


class Cache:
    """The books kept in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, kind: type[_B], sha256: str, files: Mapping[str, str]) -> _B | None:
        """The book of these contents, if it is kept.

        ``files``: by its name below the rules' folder what each file is called in messages.
        """
        try:
            with PrivateFolder(self.folder) as kept:
                content = kept.read(_name(kind, sha256))
            body = memoryview(content)[_CHECKSUM:]
            if hashlib.sha256(body).digest() != content[:_CHECKSUM]:
                return None
            book, nodes, places = _Reader(body, files).load()
            written = Written(nodes, lambda: _Reader(places, files).load())
            found: _B = book.placed(written)
        # Whatever is wrong with it: it is made anew.
        except Exception:
            return None
        return found

    def keep(self, book: Book, files: Mapping[str, str]) -> None:
        """Keep it for the next time, if that can be done."""
        names = {shown: name for name, shown in files.items()}
        written = book.written_at
        try:
            places = _pickled(tuple(written.places), names)
            body = _pickled((book.placed(NOWHERE_WRITTEN), tuple(written.nodes), places), names)
            with PrivateFolder(self.folder, make=True) as kept:
                content = hashlib.sha256(body).digest() + body
                kept.write(_name(type(book), book.sha256), content)
                kept.keep(MOST)
        # A full disk, a folder that cannot be written: the answer is the same without.
        except Exception:
            return


def user_cache() -> Cache | None:
    """The cache of this user; ``None`` where it is switched off or there is no place for it."""
    chosen = os.environ.get(SETTING, "")
    if chosen:
        return None if chosen == "off" else Cache(Path(chosen))
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        # A relative one is to be ignored: https://specifications.freedesktop.org/basedir/
        root = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    except RuntimeError:
        # Neither a home nor an entry that names one.
        return None
    return Cache(root / "huiqi") if root.is_absolute() else None


def _name(kind: type[Book], sha256: str) -> str:
    """The file of a book of these contents, made by this code under this Python."""
    about = (__version__, MAGIC_NUMBER, _code(), sha256)
    return f"{kind.__name__.lower()}-{hashlib.sha256(repr(about).encode()).hexdigest()[:32]}"


def _code() -> list[tuple[str, int, int]]:
    """The code's files by time and size, as Python itself tells that a module has changed."""
    found = []
    for room in _ROOMS:
        with os.scandir(room) as entries:
            for entry in entries:
                if entry.name.endswith((".py", ".lark", ".mo")):
                    state = entry.stat()
                    found.append((entry.path, state.st_mtime_ns, state.st_size))
    return sorted(found)


def _pickled(value: object, names: Mapping[str, str]) -> bytes:
    """A value in which every file of the rules is named from the rules' folder."""

    class Writer(pickle.Pickler):
        def persistent_id(self, part: object) -> str | None:
            return names.get(part) if type(part) is str else None

    stream = io.BytesIO()
    Writer(stream, pickle.HIGHEST_PROTOCOL).dump(value)
    return stream.getvalue()


class _Reader(pickle.Unpickler):
    """Reads what was kept; the rules' files are called as they are seen from here."""

    def __init__(self, body: bytes | memoryview, files: Mapping[str, str]) -> None:
        super().__init__(io.BytesIO(body))
        self._files = files

    def persistent_load(self, name: object) -> str:
        return self._files[str(name)]
