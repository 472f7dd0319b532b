"""A folder that only this user can write, for what is trusted because nobody else can have put it.

Everything goes through the folder's own descriptor, so that what was checked is what is used.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
_FILE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_PART = ".part"


class PrivateFolder:
    """The folder; ``OSError`` where there is none, or where another user can write in it."""

    def __init__(self, path: Path, *, make: bool = False) -> None:
        if not hasattr(os, "geteuid") or os.open not in os.supports_dir_fd:
            raise OSError("this system does not tell whose a folder is")
        if make:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._handle = os.open(path, _FOLDER)
        try:
            _check(os.fstat(self._handle))
        except OSError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        os.close(self._handle)

    def read(self, name: str) -> bytes:
        """A file of it; ``OSError`` where there is none, or another user's, or a link."""
        handle = os.open(name, os.O_RDONLY | _FILE, dir_fd=self._handle)
        with os.fdopen(handle, "rb") as stream:
            found = os.fstat(handle)
            _check(found)
            if not stat.S_ISREG(found.st_mode):
                raise OSError("no regular file")
            # What is read is of use, however long ago it was written.
            with suppress(OSError):
                os.utime(handle)
            return stream.read()

    def write(self, name: str, content: bytes) -> None:
        """Put a file in it in one step: whoever reads finds the earlier one or this, whole."""
        beside = f".{name}-{os.urandom(8).hex()}{_PART}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE
        handle = os.open(beside, flags, 0o600, dir_fd=self._handle)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            os.replace(beside, name, src_dir_fd=self._handle, dst_dir_fd=self._handle)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside, dir_fd=self._handle)
            raise

    def keep(self, most: int) -> None:
        """Remove all but those used last; what another process is still writing counts."""
        ages = {}
        for name in os.listdir(self._handle):  # noqa: PTH208
            # Another process may have removed it since.
            with suppress(OSError):
                ages[name] = os.stat(name, dir_fd=self._handle, follow_symlinks=False).st_mtime_ns
        for name in sorted(ages, key=lambda name: ages[name], reverse=True)[most:]:
            with suppress(OSError):
                os.unlink(name, dir_fd=self._handle)


def _check(found: os.stat_result) -> None:
    """``PermissionError`` where anybody but this user could have written it."""
    if found.st_uid != os.geteuid() or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError("another user can write it")
