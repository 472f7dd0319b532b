"""A CSV file too large to be held: looked through once, then read by the database where it lies.

Where its lines are not its rows, or its quotation marks stand where two readers could differ, the
reader of every table goes through it, row by row.
"""

from __future__ import annotations

import codecs
import re
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics, Place
from huiqi.screening.loader.plain_texts import sql_name, sql_text
from huiqi.screening.loader.text_relations import (
    MOST_ROWS,
    TextRelation,
    text_column,
    write_down,
)
from huiqi.sentences import sentence
from huiqi.tables import ReadTable, Row, Wanted, table_of
from huiqi.tables.aside import NoEntry
from huiqi.tables.columns import listed
from huiqi.tables.legends import legend_told
from huiqi.tables.separated import cells_of, read_separated
from huiqi.tables.table import Flaw, Grid, TableError
from huiqi.tables.table_reader import beyond_header

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: A smaller file is read by the common reader alone, in bytes.
LARGE = 8_000_000
#: The largest that is looked through, in bytes.
LARGEST = 20_000_000_000
_CHUNK = 1 << 24
#: The header is looked for in so many of the first lines.
_HEAD = 40
#: A row may have so many cells beyond the header and is still read by the database.
_BEYOND = 8
#: So many of a row's first cells tell, with what stands in them, that it may be no entry.
_TELLING = 6
_NO_ENTRY = "[计共均注说备附填制经审复核责导系期源]|(?i)total|sum|average|note|source"
#: An empty line within; a line with an odd number of quotation marks; one of these where no cell
#: begins or ends; ``\\r`` alone.
_EMPTY = re.compile(rb"\n[ \t\r]*\n[ \t\r\n]*[^ \t\r\n]")
_ODD = re.compile(rb'(?:\A|(?<=\n))[^"\n]*"(?:[^"\n]*"[^"\n]*")*[^"\n]*(?:\n|\Z)')
_ALONE = re.compile(rb"\r(?!\n)")


class HeldFolder:
    """A folder of our own that goes with whoever holds it."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="huiqi-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class LargeCsv:
    """A large file opened: its first rows, and then the whole."""

    def __init__(self, path: Path, diagnostics: Diagnostics) -> None:
        """What is wrong with it as a text is raised as :class:`TableError` or reported."""
        self.path, self.diagnostics = path, diagnostics
        size = path.stat().st_size
        if size > LARGEST:
            most, found = f"{LARGEST // 10**9} GB", f"{size / 10**9:.1f} GB"
            message = sentence("文件超过 {size}", size=most)
            raise TableError("T101", message, found=found, remedy=sentence("分成几个文件"))
        self.encoding = _encoding(path, diagnostics)
        lines = list(islice(self._lines(), _HEAD))
        while "".join(lines).count('"') % 2 and len(lines) < 10 * _HEAD:
            more = list(islice(self._lines(), len(lines), len(lines) + _HEAD))
            if not more:
                break
            lines += more
        self.head: Grid = read_separated("".join(lines))
        first = next((line for line in lines if line.strip()), "")
        self.delimiter = max(",\t;", key=first.count)
        #: What the rows say that are none of its entries.
        self._notes: list[str] = []

    def _lines(self) -> Iterator[str]:
        with self.path.open(encoding=self.encoding, newline="") as stream:
            yield from stream

    def opened(
        self,
        connection: DuckDBPyConnection,
        relation: str,
        wanted: Wanted,
        header: int | None = None,
    ) -> tuple[TextRelation, dict[tuple[int, int], Flaw]] | None:
        """The relation of its rows, the table with its first rows, and cells beyond the header.

        None: what is wrong was reported.
        """
        quiet = Diagnostics()
        table = table_of(self.head, self.path, quiet, header, wanted, by_row=True)
        for item in quiet.items:
            if item.code != "T124":
                self.diagnostics.items.append(item)
        if table is None:
            return None
        no_entry = _no_entry(table, wanted)
        found = None
        if self._by_line():
            found = self._where_it_lies(connection, relation, table, no_entry)
        source, flaws = found or self._row_by_row(connection, relation, table, no_entry)
        legend = legend_told((*table.above, *self._notes))
        return replace(source, table=replace(table, legend=legend)), flaws

    def _by_line(self) -> bool:
        """Whether every line is a row, as any reader would read it."""
        side = re.escape(self.delimiter.encode()) + rb'\r\n"'
        inside = re.compile(rb'(?<=[^%b])"(?=[^%b])' % (side, side))
        rest = b"\n"
        with self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                chunk = rest + chunk
                cut = chunk.rfind(b"\n")
                chunk, rest = chunk[: cut + 1], chunk[cut:]
                if b'"' in chunk and (inside.search(chunk) or _ODD.search(chunk)):
                    return False
                if _EMPTY.search(chunk) or (b"\r" in chunk and _ALONE.search(chunk)):
                    return False
                if len(rest) > _CHUNK:
                    return False
        return rest.count(b'"') % 2 == 0 and not inside.search(rest)

    def _where_it_lies(
        self,
        connection: DuckDBPyConnection,
        relation: str,
        table: ReadTable,
        no_entry: NoEntry,
    ) -> tuple[TextRelation, dict[tuple[int, int], Flaw]] | None:
        """A view of it, or None where the database takes it for something else."""
        import duckdb

        kept: object = None
        path = self.path
        if self.encoding not in ("utf-8", "utf-8-sig"):
            kept = folder = HeldFolder()
            path = folder.path / "utf-8.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                stream.writelines(self._lines())
        width = len(table.columns)
        names = [text_column(position) for position in range(width + _BEYOND)]
        types = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in names)
        whole = f"{relation}.whole"
        texts = ", ".join(f"coalesce({name}, '') AS {name}" for name in names)
        try:
            connection.execute(
                f"CREATE TEMP VIEW {sql_name(whole)} AS"
                f" SELECT row_number() OVER () + {table.header} AS row, {texts} FROM read_csv("
                f"{sql_text(str(path))}, header=false, skip={table.header}, auto_detect=false,"
                f" columns={{{types}}}, delim={sql_text(self.delimiter)}, quote='\"', escape='\"',"
                " null_padding=true, strict_mode=true)"
            )
            aside, flaws = self._no_entries(connection, whole, table, no_entry)
        except duckdb.Error:
            connection.execute(f"DROP VIEW IF EXISTS {sql_name(whole)}")
            return None
        apart = sql_name(f"{relation}.aside")
        connection.execute(
            f"CREATE TEMP TABLE {apart} AS SELECT unnest(?::BIGINT[]) AS row", [aside]
        )
        own = ", ".join(["row", *names[:width]])
        entries = f"WHERE row NOT IN (SELECT row FROM {apart})" if aside else ""
        connection.execute(
            f"CREATE TEMP VIEW {sql_name(relation)} AS"
            f" SELECT {own} FROM {sql_name(whole)} {entries}"
        )
        return TextRelation(relation=relation, table=table, kept=kept), flaws

    def _no_entries(
        self, connection: DuckDBPyConnection, whole: str, table: ReadTable, no_entry: NoEntry
    ) -> tuple[list[int], dict[tuple[int, int], Flaw]]:
        """The rows that are none of its entries, and those with cells beyond the header."""
        width, below = len(table.columns), table.header + 1
        names = [text_column(position) for position in range(width + _BEYOND)]
        telling = names[: min(_TELLING, width)]
        few = " + ".join(f"CAST(trim({name}) <> '' AS INTEGER)" for name in telling)
        first = next(name for name in table.columns if name)
        beyond = " OR ".join(f"{name} <> ''" for name in names[width:])
        where = (
            f"row = {below} OR {few} < 3 OR {beyond}"
            f" OR regexp_matches(concat_ws(' ', {', '.join(telling)}), {sql_text(_NO_ENTRY)})"
            f" OR {sql_text(first)} IN ({', '.join(telling)})"
        )
        if no_entry.serial is not None:
            # Whatever is counted by no figure.
            serial = names[no_entry.serial]
            where += f" OR ({serial} <> '' AND NOT regexp_matches({serial}, '[0-9]'))"
        cursor = connection.execute(
            f"SELECT row, {', '.join(names)} FROM {sql_name(whole)} WHERE {where}"
        )
        aside: list[int] = []
        told: list[str] = []
        flaws: dict[tuple[int, int], Flaw] = {}
        while found := cursor.fetchmany(10_000):
            for number, *cells in found:
                texts = [cell.strip() for cell in cells]
                kind = "" if not any(texts) else no_entry.kind(texts, number == below, False)
                if kind is None:
                    _beyond(texts, table, number, flaws)
                    continue
                aside.append(number)
                self._notes.append(" ".join(filter(None, texts)))
                if kind:
                    told.append(sentence("第 {number} 行（{kind}）", number=number, kind=kind))
        self._tell(told, table)
        count = connection.execute(f"SELECT count(*) FROM {sql_name(whole)}").fetchone()
        assert count is not None
        _check_count(count[0])
        return aside, flaws

    def _row_by_row(
        self,
        connection: DuckDBPyConnection,
        relation: str,
        table: ReadTable,
        no_entry: NoEntry,
    ) -> tuple[TextRelation, dict[tuple[int, int], Flaw]]:
        """Every row by the reader of every table, written down."""
        flaws: dict[tuple[int, int], Flaw] = {}
        told: list[str] = []
        found = write_down(connection, relation, table, self._rows(table, no_entry, flaws, told))
        self._tell(told, table)
        return found, flaws

    def _rows(
        self,
        table: ReadTable,
        no_entry: NoEntry,
        flaws: dict[tuple[int, int], Flaw],
        told: list[str],
    ) -> Iterator[Row]:
        width, count, first = len(table.columns), 0, True
        for number, cells in cells_of(self._lines(), self.delimiter):
            if number <= table.header or not any(cells):
                continue
            kind = no_entry.kind(cells, first, False)
            first = False
            if kind:
                told.append(sentence("第 {number} 行（{kind}）", kind=kind, number=number))
                self._notes.append(" ".join(filter(None, cells)))
                continue
            _beyond(cells, table, number, flaws)
            count += 1
            _check_count(count)
            yield Row(number, (*cells[:width], *[""] * (width - len(cells))))

    def _tell(self, aside: list[str], table: ReadTable) -> None:
        if aside:
            message = sentence("没有当作表里的一户或一项：{rows}", rows=listed(aside))
            self.diagnostics.warn("T124", Place(table.file, table.header), message)


def _no_entry(table: ReadTable, wanted: Wanted) -> NoEntry:
    """What tells its rows that are no entries, by those that were read with the header."""
    rows = (row.cells for row in table.rows)
    return NoEntry(table.columns, rows, wanted.needed(table.columns))


def _beyond(
    cells: list[str], table: ReadTable, number: int, flaws: dict[tuple[int, int], Flaw]
) -> None:
    flaw = beyond_header(cells, table.columns, number)
    if flaw is not None:
        flaws[number, len(table.columns)] = flaw


def _check_count(count: int) -> None:
    if count > MOST_ROWS:
        raise TableError(
            "T101",
            sentence("表格超过 {number} 行", number=MOST_ROWS),
            remedy=sentence("分成几个文件"),
        )


def _encoding(path: Path, diagnostics: Diagnostics) -> str:
    """By its byte order mark, as UTF-8 or else as GB18030, as the common reader takes it."""
    place = Place(str(path))
    with path.open("rb") as stream:
        first = stream.read(4)
        if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            encoding = "utf-16"
        else:
            encoding = "utf-8-sig" if first.startswith(codecs.BOM_UTF8) else "utf-8"
    if _is_text(path, encoding):
        if encoding == "utf-16":
            _tell_encoding(place, "UTF-16", diagnostics)
        return encoding
    if encoding == "utf-8" and _is_text(path, "gb18030"):
        _tell_encoding(place, "GB18030", diagnostics)
        return "gb18030"
    raise TableError(
        "Y111", sentence("这不是文本文件，或有损坏的字节"), remedy=sentence("另存为 UTF-8 编码")
    )


def _tell_encoding(place: Place, encoding: str, diagnostics: Diagnostics) -> None:
    message = sentence("文件不是 UTF-8 编码，已按 {encoding} 读入", encoding=encoding)
    diagnostics.warn("Y110", place, message, remedy=sentence("另存为 UTF-8 编码"))


def _is_text(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
