"""Writing a file whole or not at all, and never over what is read or written besides.

A result is written beside its place and then put there in one step, so that whoever looks finds
the earlier result or the new one, never a part of either.  Whether it can be written is looked at
before any work.  Codes: C121 the file cannot be written, C122 an output that is an input or another
output.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from huiqi.diagnostics import InputError, Place, input_error
from huiqi.files.system_reasons import reason_of
from huiqi.sentences import sentence

#: So many files below a folder that is read are compared with an output.
_MOST_FILES = 20_000
#: What LibreOffice, and Excel or WPS, put beside a file while they hold it open.
_OPEN_BESIDE = (".~lock.{name}#", "~${name}")
#: No file has this name; whether one could is tried.
_MADE = ".huiqi-made"
_HELD = (errno.EBUSY, errno.ETXTBSY, errno.EROFS)
_ANY_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_IN_USE = sentence("关掉正在打开它的表格软件，或换一个文件名")


def write_file(path: Path, content: str | bytes) -> None:
    """Put the content (a text as UTF-8) in the file, whole.

    A link is followed: the file it leads to is replaced, the link stays.  What is no regular file
    (a terminal, a pipe) is written to as it is.  Raises
    :class:`~huiqi.diagnostics.InputError` C121; the file is then as it was.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            with _beside(target, data, _mode(target)) as part:
                part.replace(target)
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(path, error) from None


def write_new(path: Path, content: str | bytes) -> None:
    """The same for a file that is not there yet: a name that is taken, by a link too, is C121.

    Of two who write the same name at once, one is refused and nothing of it is left.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with _beside(path, data, _mode(path)) as part:
            # A link fails where the name is taken; a renaming would take its place.
            os.link(part, path)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A file beside the target, for whoever writes it bit by bit: it is put in place when it is
    whole, and gone on any other way out.

    Raises :class:`~huiqi.diagnostics.InputError` C121 where it cannot be written.
    """
    target = path.resolve()
    try:
        with _beside(target, b"", _mode(target)) as part:
            yield part
            with part.open("rb") as stream:
                os.fsync(stream.fileno())
            part.replace(target)
    except OSError as error:
        raise unwritable(path, error) from None


def make_folder(path: Path) -> None:
    """The folder, with those above it; :class:`~huiqi.diagnostics.InputError` C121 if not."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


@contextmanager
def _beside(target: Path, data: bytes, mode: int) -> Iterator[Path]:
    """A whole file beside the target, to be put in place; it is gone on any way out."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".huiqi-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(mode)
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def keep_copy(path: Path, kept: Path) -> None:
    """Put what a file holds in another one as well, whole and as private as it is.

    Raises :class:`~huiqi.diagnostics.InputError` C121.
    """
    try:
        with _beside(kept.resolve(), path.read_bytes(), _mode(path)) as part:
            part.replace(kept.resolve())
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(kept, error) from None


def check_writable(path: Path) -> None:
    """Refuse, before any work, a file that cannot be written, is written-protected, or lies open in
    a spreadsheet, which would write over it in turn.

    Raises :class:`~huiqi.diagnostics.InputError` C121.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "")
            return
        with _beside(target, b"", 0o600):
            pass
        if not target.exists():
            return
        if not target.stat().st_mode & _ANY_MAY_WRITE:
            raise PermissionError(errno.EACCES, "")
        with target.open("r+b"):
            pass
    except (OSError, ValueError, RuntimeError) as error:
        raise unwritable(path, error) from None
    for pattern in _OPEN_BESIDE:
        held = target.with_name(pattern.format(name=target.name))
        if held.exists():
            away = sentence("{remedy}；没有打开的，删掉 {file}", remedy=_IN_USE, file=held.name)
            raise input_error(
                "C121",
                Place(str(path)),
                sentence("这个文件正在表格软件里打开着"),
                found=held.name,
                remedy=away,
            )


def check_folder(path: Path) -> None:
    """Refuse, before any work, a folder that is a file, or that cannot be made or written into.

    Raises :class:`~huiqi.diagnostics.InputError` C121.
    """
    above = next((one for one in (path, *path.parents) if one.exists()), Path())
    if not above.is_dir():
        raise unwritable(path, FileExistsError(errno.EEXIST, ""))
    check_writable(above / _MADE)


def unwritable(path: Path, error: Exception) -> InputError:
    """What to raise where a file cannot be written."""
    remedy = ""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        remedy = sentence("先建好文件夹 {folder}", folder=path.parent)
    elif isinstance(error, IsADirectoryError):
        remedy = sentence("这是文件夹：写出其中的文件名")
    elif isinstance(error, FileExistsError):
        remedy = sentence("已有同名的文件：另起一个名字")
    elif isinstance(error, PermissionError) or getattr(error, "errno", 0) in _HELD:
        remedy = _IN_USE
    return input_error(
        "C121",
        Place(str(path)),
        sentence("写不了这个文件（{reason}）", reason=reason_of(error)),
        remedy=remedy,
    )


def check_outputs(outputs: Mapping[str, Path | None], inputs: Iterable[Path | None] = ()) -> None:
    """Refuse, before any work, an output that is an input or another output, by any of its names,
    or cannot be written.

    ``outputs``: by the option that names them; ``inputs``: files, and folders with all below
    them.  Files are told by device and inode, so that links count as what they lead to.  Raises
    :class:`~huiqi.diagnostics.InputError` C122, C121.
    """
    read = {}
    for source in inputs:
        if source is not None:
            read.update(_below(source))
    written: dict[object, str] = {}
    for option, path in outputs.items():
        if path is None:
            continue
        mark = _identity(path)
        if mark in read:
            raise input_error(
                "C122",
                Place(option),
                sentence("输出会盖掉要读的文件 {source}", source=read[mark]),
                found=path,
                remedy=sentence("换一个文件名"),
            )
        if mark in written:
            raise input_error(
                "C122",
                Place(option),
                sentence("与 {other} 写到同一个文件", other=written[mark]),
                found=path,
                remedy=sentence("各写各的文件"),
            )
        if not _is_stream(path):
            written[mark] = option
            check_writable(path)


def _below(source: Path) -> dict[object, Path]:
    if not source.is_dir():
        return {_identity(source): source}
    found: dict[object, Path] = {}
    for number, path in enumerate(source.rglob("*")):
        if number >= _MOST_FILES:
            break
        found[_identity(path)] = path
    return found


def _identity(path: Path) -> object:
    """What tells a file apart: device and inode, or where it would be made."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        try:
            return str(path.resolve())
        except (OSError, ValueError, RuntimeError):
            return str(path)
    return found.st_dev, found.st_ino


def _is_stream(path: Path) -> bool:
    """Whether it is a terminal, a pipe or the like, to which two results can go."""
    try:
        return path.exists() and not path.is_file()
    except (OSError, ValueError):
        return False
