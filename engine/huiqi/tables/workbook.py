"""A workbook (.xlsx): which sheets it has, and the cells of one, never unpacked as a whole."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.files.reading import is_text, kind_of
from huiqi.sentences import sentence
from huiqi.spelling import Names
from huiqi.tables.numbers import NumberFormat, shown_as
from huiqi.tables.separated import too_large
from huiqi.tables.table import LARGEST_UNPACKED, LONGEST_CELL, MOST_CELLS, Grid, TableError
from huiqi.tables.worksheet import (
    Attributes,
    SheetReader,
    damaged,
    parse_xml,
    position,
    unescaped,
)

#: The list of a workbook's parts is no longer than this, in bytes.
_LONGEST_DIRECTORY = 4_000_000
_MOST_SHEETS = 1_000
#: So many sheets are named where another is asked for.
_NAMED = 12
#: How a compound file begins: an old workbook, or one under a password.
_OLD = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 16
#: A sheet is looked at this far to see whether anything stands in it.
_GLANCE = 1 << 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the part it is kept in, and whether it is shown."""

    name: str
    part: str
    hidden: bool


class Workbook:
    """The parts of a workbook."""

    def __init__(self, data: bytes) -> None:
        self.archive = _archive(data)
        self.parts = {name.lower(): name for name in self.archive.namelist()}
        main = self._related("", "officeDocument")
        self.main = next(iter(main.values()), "xl/workbook.xml")
        if not self.main.endswith(".xml") or self.main.lower() not in self.parts:
            raise TableError(
                "T100",
                sentence("这种表格文件不读"),
                remedy=sentence("用表格软件另存为 .xlsx 或 .csv"),
            )
        self.since_1904 = False
        self.sheets = self._sheets()
        if not self.sheets:
            raise TableError("T100", sentence("文件里没有工作表"))

    def choose(self, wanted: str | None) -> Sheet:
        """The sheet of this name; absent, the first that is shown."""
        if wanted is None:
            return next((sheet for sheet in self.sheets if not sheet.hidden), self.sheets[0])
        named = Names({sheet.name: (sheet.name,) for sheet in self.sheets}).find(wanted)
        for sheet in self.sheets:
            if sheet.name == named:
                return sheet
        shown = [sheet.name for sheet in self.sheets][:_NAMED]
        remedy = sentence("文件里有：{sheets}", sheets=tuple(shown))
        raise TableError("T105", sentence("没有这张工作表"), found=wanted, remedy=remedy)

    def others(self, chosen: Sheet) -> list[Sheet]:
        """The other sheets in which something is written."""
        return [s for s in self.sheets if s is not chosen and self.is_written(s)]

    def read(self, sheet: Sheet) -> Grid:
        """The cells of a sheet."""
        strings, formats = self._strings(), self._formats()
        grid = SheetReader(strings, formats, self.since_1904).read(self._chunks(sheet.part))
        grid.comments = self._commented(sheet)
        return grid

    def _commented(self, sheet: Sheet) -> list[str]:
        """The cells of a sheet that have a comment, by their names, row by row."""
        found: set[str] = set()

        def start(element: str, attributes: Attributes) -> None:
            if element == "comment":
                found.add(attributes.get("ref", ""))

        for part in self._related(sheet.part, "comments").values():
            parse_xml(self._chunks(part), start)
        return sorted(filter(None, found), key=position)

    def is_written(self, sheet: Sheet) -> bool:
        """Whether anything stands in a sheet."""
        try:
            first = next(self._chunks(sheet.part), b"")
        except TableError:
            return True
        return len(first) >= _GLANCE or b"<v" in first or b"is>" in first or b":v>" in first

    def _chunks(self, part: str) -> Iterator[bytes]:
        name = self.parts.get(part.lower())
        if name is None:
            raise damaged(sentence("没有 {part}", part=part))
        info = self.archive.getinfo(name)
        if info.file_size > LARGEST_UNPACKED:
            raise TableError(
                "T101",
                sentence("解开后超过 {size} MB", size=LARGEST_UNPACKED // 1000000),
                remedy=sentence("分成几个文件"),
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(sentence("不认识的压缩办法"))
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise damaged(str(error)) from None
        except RuntimeError:
            raise damaged(sentence("文件设了密码")) from None

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """The parts that a part refers to as being of a kind, by the name it has for them."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, str] = {}

        def start(element: str, attributes: Attributes) -> None:
            if element == "Relationship" and attributes.get("Type", "").endswith(f"/{kind}"):
                target = attributes.get("Target", "")
                joined = target if target[:1] == "/" else f"{folder}/{target}"
                name = posixpath.normpath(joined.lstrip("/"))
                # Some programs name a part that they left out because it would be empty.
                if name.lower() in self.parts or kind == "worksheet":
                    found[attributes.get("Id", "")] = name

        if rels.lower() in self.parts:
            parse_xml(self._chunks(rels), start)
        return found

    def _sheets(self) -> list[Sheet]:
        parts = self._related(self.main, "worksheet")
        found: list[Sheet] = []

        def start(element: str, attributes: Attributes) -> None:
            if element == "workbookPr":
                self.since_1904 = attributes.get("date1904") in ("1", "true")
            if element == "sheet":
                key = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                if key in parts:
                    hidden = attributes.get("state", "visible") != "visible"
                    found.append(Sheet(attributes.get("name", ""), parts[key], hidden))
                if len(found) > _MOST_SHEETS:
                    raise too_large()

        parse_xml(self._chunks(self.main), start)
        return found

    def _strings(self) -> list[str]:
        """The texts that cells refer to by number."""
        strings = _Strings()
        for part in self._related(self.main, "sharedStrings").values():
            parse_xml(self._chunks(part), strings.start, strings.end, strings.text)
        return strings.found

    def _formats(self) -> list[NumberFormat]:
        """What a number is shown as in each style of a cell."""
        codes: dict[str, str] = {}
        styles: list[str] = []
        inside = False

        def start(element: str, attributes: Attributes) -> None:
            nonlocal inside
            if element == "numFmt":
                codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
            elif element == "cellXfs":
                inside = True
            elif element == "xf" and inside:
                styles.append(attributes.get("numFmtId", "0"))

        def end(element: str) -> None:
            nonlocal inside
            inside = inside and element != "cellXfs"

        for part in self._related(self.main, "styles").values():
            parse_xml(self._chunks(part), start, end)
        known = {
            style: shown_as(int(style) if style.isdecimal() else 0, codes.get(style))
            for style in set(styles)
        }
        return [known[style] for style in styles]


def _archive(data: bytes) -> zipfile.ZipFile:
    """The archive, whose list of parts is looked at only where it is short."""
    end = data.rfind(b"PK\5\6", -70_000)
    if end < 0 or len(data) < end + 22:
        raise _no_archive(data)
    if int.from_bytes(data[end + 12 : end + 16], "little") > _LONGEST_DIRECTORY:
        raise damaged(sentence("里面的文件太多"))
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(str(error)) from None


def _no_archive(data: bytes) -> TableError:
    """What a file that has no list of parts is instead, and what to do with it."""
    if data[:2] == b"PK":
        return damaged(sentence("已经损坏"))
    if is_text(data):
        return TableError(
            "T100",
            sentence("打不开这个表格文件"),
            found=sentence("它是文字文件，只是名字以 .xlsx 结尾"),
            remedy=sentence("把结尾改成它本来的：表格 .csv，企业画像 .yaml"),
        )
    kind = kind_of(data)
    if kind is None or data.startswith(_OLD):
        return damaged(sentence("它是旧格式（.xls）、设了密码，或者已经损坏"))
    return damaged(sentence("它是{kind}", kind=kind))


class _Strings:
    """Collects the texts of the whole workbook; how one is pronounced stands beside it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.length = 0
        self.collecting = self.aside = False

    def start(self, element: str, _: Attributes) -> None:
        if element == "si":
            self.pieces.clear()
            self.length = 0
        elif element == "rPh":
            self.aside = True
        elif element == "t":
            self.collecting = not self.aside

    def text(self, data: str) -> None:
        if self.collecting:
            self.pieces.append(data)
            self.length += len(data)
            if self.length > LONGEST_CELL:
                raise TableError(
                    "T101",
                    sentence("有单元格超过 {longest} 字", longest=LONGEST_CELL),
                    remedy=sentence("缩短它"),
                )

    def end(self, element: str) -> None:
        if element == "t":
            self.collecting = False
        elif element == "rPh":
            self.aside = False
        elif element == "si":
            self.found.append(unescaped("".join(self.pieces)).strip())
            if len(self.found) > MOST_CELLS:
                raise too_large()
