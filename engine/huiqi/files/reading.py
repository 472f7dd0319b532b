"""Reading what people name: regular files within a bound, in any of the usual encodings.

Every function reports what is wrong to the diagnostics and returns None then; no file raises an
exception or keeps anyone waiting.  The codes: Y101 size, Y110 encoding (a warning), Y111 not a
text, Y112 a folder, Y113 no such file, Y114 unreadable, Y115 a pipe, a device or the like.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from huiqi.diagnostics import Diagnostics, Place
from huiqi.files.system_reasons import reason_of
from huiqi.sentences import InLanguages, sentence

#: The largest file read unless said otherwise, in bytes (of a text: in characters).
LARGEST_FILE = 5_000_000


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file that was sent and is in memory: what it is called, and what it holds.

    Nothing of it reaches the file system, so that its name is a name and no path.
    """

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """How its name ends, as of a path."""
        return PurePosixPath(self.name).suffix

    def __str__(self) -> str:
        return self.name


def read_text(
    path: Path | HeldFile, file: str, diagnostics: Diagnostics, largest: int = LARGEST_FILE
) -> str | None:
    """The text of a file of at most ``largest`` bytes, whichever of the usual encodings it has."""
    data = read_bytes(path, file, diagnostics, largest)
    text = None if data is None else _decoded(data, file, diagnostics)
    return None if text is None else text.removeprefix("\ufeff")


def read_bytes(
    path: Path | HeldFile, file: str, diagnostics: Diagnostics, largest: int = LARGEST_FILE
) -> bytes | None:
    """What a file of at most ``largest`` bytes holds."""
    place = Place(file)
    if isinstance(path, HeldFile):
        if len(path.data) > largest:
            report_size(place, diagnostics, largest)
            return None
        return path.data
    try:
        # Without waiting: a pipe that nobody writes to would keep us for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            kind = os.fstat(handle).st_mode
            if stat.S_ISDIR(kind):
                raise IsADirectoryError
            if not stat.S_ISREG(kind):
                diagnostics.report(
                    "Y115",
                    place,
                    sentence("这不是普通文件（是管道、设备之类）"),
                    remedy=sentence("先存成文件，再写它的名字"),
                )
                return None
            if os.fstat(handle).st_size > largest:
                report_size(place, diagnostics, largest)
                return None
            data = stream.read(largest + 1)
    except IsADirectoryError:
        diagnostics.report(
            "Y112",
            place,
            sentence("这是文件夹，不是文件"),
            allowed=_names(path),
            remedy=sentence("写出其中的文件名"),
        )
    except (FileNotFoundError, NotADirectoryError, ValueError):
        # ValueError: a NUL in the name, which no file can have.
        folder = path.parent
        known = _names(folder)
        remedy = "" if known else sentence("{folder} 里没有 YAML、JSON 或 XLSX 文件", folder=folder)
        diagnostics.report(
            "Y113", place, sentence("没有这个文件"), found=path.name, allowed=known, remedy=remedy
        )
    except OSError as error:
        remedy = sentence("检查文件的权限") if isinstance(error, PermissionError) else ""
        said = sentence("读不了这个文件（{reason}）", reason=reason_of(error))
        diagnostics.report("Y114", place, said, remedy=remedy)
    else:
        if len(data) <= largest:
            return data
        report_size(place, diagnostics, largest)
    return None


def _names(folder: Path) -> list[str]:
    """The files of a folder that can be meant; none when it cannot be listed."""
    try:
        return sorted(
            path.name
            for path in folder.iterdir()
            if path.suffix.lower() in (".yaml", ".yml", ".json", ".xlsx")
        )
    except (OSError, ValueError):
        return []


def report_size(place: Place, diagnostics: Diagnostics, largest: int = LARGEST_FILE) -> None:
    """What to say of a file beyond its bound, in bytes."""
    size = f"{largest // 1_000_000} MB"
    diagnostics.report(
        "Y101", place, sentence("文件超过 {size}", size=size), remedy=sentence("分成几个文件")
    )


_IMAGE = sentence("图片")
#: What is no text by how it begins.
_KINDS = (
    (b"\x89PNG\r\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"%PDF-", sentence("PDF 文件")),
    (b"PK\x03\x04", sentence("压缩包，或改了名的 Word、Excel 文件")),
    (b"\xd0\xcf\x11\xe0", sentence("旧格式的 Word 或 Excel 文件")),
)


def kind_of(data: bytes) -> InLanguages | None:
    """What a file is by how it begins, where that is not text."""
    return next((kind for beginning, kind in _KINDS if data.startswith(beginning)), None)


def is_text(data: bytes) -> bool:
    """Whether it is a text in some encoding."""
    return _decoded(data, "", Diagnostics()) is not None


def _decoded(data: bytes, file: str, diagnostics: Diagnostics) -> str | None:
    """The text, by its byte order mark, as UTF-8 or else as GB18030; None when it is no text."""
    place = Place(file)
    kind = kind_of(data)
    if kind is not None:
        diagnostics.report(
            "Y111",
            place,
            sentence("这是{kind}，不是文本", kind=kind),
            remedy=sentence("要 .xlsx、.yaml、.json 或 .csv 文件；别的文件里的内容填进去再用"),
        )
        return None
    encoding = "UTF-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "UTF-16"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "UTF-8" and not _is_damaged(data):
            encoding = "GB18030"
            text = data.decode(encoding, "replace")
            if "\ufffd" in text:
                diagnostics.report(
                    "Y111",
                    place,
                    sentence("这不是文本文件，或不是 UTF-8 编码"),
                    remedy=sentence("另存为 UTF-8 编码"),
                )
                return None
        else:
            line = data.count(b"\n", 0, error.start) + 1
            diagnostics.report(
                "Y111",
                Place(file, line, 1),
                sentence("文件是 {encoding} 编码，但这一行里有损坏的字节", encoding=encoding),
                remedy=sentence("重写这一行，另存为 UTF-8 编码"),
            )
            return None
    if "\0" in text:
        diagnostics.report(
            "Y111",
            place,
            sentence("这不是文本文件（含有 NUL 字节）"),
            remedy=sentence("另存为 UTF-8 编码的文本"),
        )
        return None
    if encoding != "UTF-8":
        diagnostics.warn(
            "Y110",
            place,
            sentence("文件不是 UTF-8 编码，已按 {encoding} 读入", encoding=encoding),
            remedy=sentence("另存为 UTF-8 编码"),
        )
    return text


def _is_damaged(data: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes: as GB18030 it would be read as other words."""
    text = data.decode("utf-8", "replace")
    return len(re.findall("[\u0800-\ufffc]", text)) > text.count("\ufffd")
