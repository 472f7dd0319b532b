"""A file as a relation of texts: ``row``, its number for people, and ``c0``, ``c1`` and so on.

What the common reader holds in memory is written down as it was read; Parquet is read where it
lies, its numbers and days written as a spreadsheet's are (and as they are: ``v0``, ``v1``).

Codes: T114 a file that is no Parquet, T115 more rows than are screened.
"""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics, Place
from huiqi.objects import dataclass
from huiqi.profile.account import NO, YES
from huiqi.profile.of_every_row import with_columns
from huiqi.screening.loader.plain_figures import SourceCell
from huiqi.screening.loader.plain_texts import sql_name, sql_text
from huiqi.sentences import sentence
from huiqi.tables import ReadTable, Row
from huiqi.tables.table import MOST_COLUMNS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: The most enterprises, and the most records of a list, that are screened at once.
MOST_ROWS = 20_000_000
PARQUET = (".parquet", ".pq")
#: So long a line is read in any case, in bytes.
_LINE = 2_000_000
#: So many texts are fetched at a time.
_AT_ONCE = 10_000


def text_column(position: int) -> str:
    """A column of a relation of texts."""
    return f"c{position}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRelation:
    """A relation of texts, and the table that it holds the rows of; ``types``: of the values of its
    columns, as the database names them; ``kept``: what must be there as long as it is; ``every``:
    the texts of the last columns, which are the same in each row and are not written down.
    """

    relation: str
    table: ReadTable
    types: tuple[str, ...] = ()
    kept: object = None
    every: tuple[str, ...] = ()

    def with_columns(self, told: Mapping[str, str]) -> TextRelation:
        """The same with a column more for each, by its name, that says so in each row."""
        return replace(
            self, table=with_columns(self.table, told), every=(*self.every, *told.values())
        )

    def cell(self, position: int) -> SourceCell:
        """A column."""
        written = len(self.table.columns) - len(self.every)
        if position >= written:
            return SourceCell(sql_text(self.every[position - written]))
        text = text_column(position)
        if not self.types:
            return SourceCell(text)
        # The text is made of the value where it is asked for, not of every row.
        value, type_ = f"v{position}", self.types[position]
        return SourceCell(_text(value, type_), value, type_)

    def texts(self, connection: DuckDBPyConnection, position: int) -> Iterator[str]:
        """Each text of a column once."""
        found = connection.execute(
            f"SELECT DISTINCT {self.cell(position).text} FROM {sql_name(self.relation)}"
        )
        while some := found.fetchmany(_AT_ONCE):
            yield from (text for (text,) in some)


def is_parquet(path: Path) -> bool:
    """Whether it is a Parquet file, or a folder (of them)."""
    return path.suffix.lower() in PARQUET or path.is_dir()


def write_down(
    connection: DuckDBPyConnection, relation: str, table: ReadTable, rows: Iterable[Row]
) -> TextRelation:
    """Makes a table of rows that were read."""
    names = [text_column(position) for position in range(len(table.columns))]
    types = {"row": "BIGINT", **dict.fromkeys(names, "VARCHAR")}
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\n")
        longest = 0
        for row in rows:
            longest = max(longest, writer.writerow((row.number, *row.cells)))
        stream.flush()
        told = ", ".join(f"{sql_text(own)}: {sql_text(type_)}" for own, type_ in types.items())
        texts = ", ".join(f"coalesce({own}, '') AS {own}" for own in names)
        connection.execute(
            f"CREATE TABLE {sql_name(relation)} AS SELECT row, {texts} FROM read_csv("
            f"{sql_text(stream.name)}, header=false, auto_detect=false, columns={{{told}}},"
            " quote='\"', escape='\"', delim=',', new_line='\\n',"
            f" max_line_size={max(4 * longest, _LINE)}, strict_mode=true)"
        )
    return TextRelation(relation=relation, table=table)


def open_parquet(
    connection: DuckDBPyConnection, relation: str, path: Path, diagnostics: Diagnostics
) -> TextRelation | None:
    """Makes a view of the files; the header alone is read.  None: what is wrong was reported."""
    import duckdb

    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    files = [file for file in files if not path.is_dir() or file.suffix.lower() in PARQUET]
    if not path.exists():
        diagnostics.report("Y113", Place(str(path)), sentence("没有这个文件"), found=path.name)
        return None
    if not files:
        diagnostics.report("T114", Place(str(path)), sentence("文件夹里没有 Parquet 文件"))
        return None
    listed = ", ".join(sql_text(_exactly(file)) for file in files)
    try:
        counts = connection.execute(
            f"SELECT file_name, num_rows FROM parquet_file_metadata([{listed}])"
        ).fetchall()
        read = f"read_parquet([{listed}], union_by_name=true, file_row_number=true, filename=true)"
        columns = connection.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0][:200]
        diagnostics.report(
            "T114", Place(str(path)), sentence("读不了这个 Parquet 文件：{reason}", reason=reason)
        )
        return None
    own = [(one[0], one[1]) for one in columns if one[0] not in ("file_row_number", "filename")]
    total = sum(count for _, count in counts)
    if total > MOST_ROWS or len(own) > MOST_COLUMNS:
        message = sentence(
            "一次最多筛 {rows} 户、{columns} 列", rows=MOST_ROWS, columns=MOST_COLUMNS
        )
        diagnostics.report(
            "T115", Place(str(path)), message, found=total, remedy=sentence("分成几次")
        )
        return None
    # A row's number goes on from file to file.
    before, starts = 0, []
    by_name = dict(counts)
    for file in map(str, files):
        starts.append(f"WHEN {sql_text(file)} THEN {before}")
        before += by_name[file]
    start = f"CASE filename {' '.join(starts)} END + " if len(files) > 1 else ""
    texts = ", ".join(
        f"{_text(name, type_)} AS {text_column(position)}, {name} AS v{position}"
        for position, (name, type_) in enumerate((sql_name(name), type_) for name, type_ in own)
    )
    connection.execute(
        f"CREATE VIEW {sql_name(relation)} AS"
        f" SELECT {start}file_row_number + 1 AS row, {texts} FROM {read}"
    )
    names = tuple(" ".join(name.split()) for name, _ in own)
    table = ReadTable(file=str(path), columns=names, rows=(), header=0)
    types = tuple(type_ for _, type_ in own)
    return TextRelation(relation=relation, table=table, types=types)


def _exactly(file: Path) -> str:
    """The name of a file where a pattern is asked."""
    return re.sub(r"[*?\[]", r"[\g<0>]", str(file))


def _text(name: str, type_: str) -> str:
    """A value as a person would have typed it."""
    text = f"CAST({name} AS VARCHAR)"
    if type_ == "BOOLEAN":
        text = f"CASE {name} WHEN true THEN {sql_text(YES)} WHEN false THEN {sql_text(NO)} END"
    elif type_ == "DOUBLE":
        text = _double_text(name)
    elif type_.startswith("DECIMAL") and not type_.endswith(",0)"):
        text = f"rtrim(rtrim({text}, '0'), '.')"
    return f"coalesce({text}, '')"


def _double_text(name: str) -> str:
    """Fifteen digits of it, as a spreadsheet shows a number; beyond, as no reader takes it."""
    # Of a small one the digits after so many noughts.
    digits = f"printf('%.14e', abs({name}))"
    small = (
        f"CASE WHEN {name} < 0 THEN '-' ELSE '' END || '0.'"
        f" || repeat('0', CAST(substr({digits}, 19) AS INTEGER) - 1)"
        f" || rtrim(replace(substr({digits}, 1, 16), '.', ''), '0')"
    )
    return (
        f"CASE WHEN {name} = 0 THEN '0'"
        f" WHEN abs({name}) < 0.0001 THEN {small}"
        f" ELSE printf('%.15g', {name}) END"
    )
