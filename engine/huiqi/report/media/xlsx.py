"""Pages as a workbook: a sheet for each table, its figures as numbers, and one for the rest.

Printed, a sheet lies across, as wide as the paper; its heads stand on every page.  Texts are never
taken for formulas.  What a spreadsheet's number cannot hold to the cent is a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias

from huiqi.report.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    ListTable,
    Note,
    Page,
    Said,
    Space,
    Table,
    Tree,
    TreeItem,
    day_of,
    number_of,
    words_of,
)
from huiqi.report.layout import widest
from huiqi.spelling import visible
from huiqi.words import Say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

#: How large a note beside a head is, in points.
_NOTE = {"width": 420, "height": 330, "font_size": 10}
#: A spreadsheet's number is a double: up to here every cent is told apart.
_LARGEST = 10**13
_HEAD = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E7ECEF", "bottom": 1}
_FORMATS: Mapping[type, str] = {
    Decimal: "#,##0.00",
    int: "#,##0",
    str: "General",
    date: "yyyy-mm-dd",
}
#: What the name of a sheet cannot have, and how long it may be.
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST = 31
#: The width of a column, in characters: of labels, of texts, of a table at least and at most.
_LABEL, _TEXT = 24, 100
_NARROWEST, _WIDEST = 6, 36
#: What would break into more lines than these is made wider, up to so much: a remark far to the
#: right made every row so high that a screen had three of them.
_LINES, _BROADEST = 6, 90
#: A sheet up to this width, in characters, is printed on one page side by side: more would be too
#: small to read.
_PAPER = 240
_A4 = 9
#: The height of a line, and of the highest row a spreadsheet has, in points.
_LINE, _HIGHEST = 15, 405
#: How much is left free around what is printed, in inches.
_MARGIN = 0.4
#: So many rows of a table are looked at for the widths of its columns.
_LOOKED_AT = 500

_Line: TypeAlias = Sequence[Said]


def as_workbook(page: Page, language: str) -> bytes:
    """The workbook: its tables in the order of the page, then what the page says besides."""
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    formats = {
        kind: book.add_format({"num_format": code, "valign": "top"})
        for kind, code in _FORMATS.items()
    }
    head = book.add_format(_HEAD)
    say = Say(language)
    notes = say("说明")
    taken = [notes]
    lines: list[_Line] = []
    for block, heading in _headed(page):
        if isinstance(block, Table):
            taken.append(free_name(heading or page.title, taken))
            sheet, broken = _sheet(book, taken[-1], block)
            _write(sheet, block, head, formats, broken)
            lines.append((say("见工作表“{name}”", name=taken[-1]),))
        else:
            lines += _told(block)
    sheet = book.add_worksheet(notes)
    sheet.set_column(0, 0, _LABEL)
    sheet.set_column(1, 1, _TEXT)
    _print(sheet, 1)
    for row, line in enumerate(lines):
        _cells(sheet, row, line, formats)
    book.close()
    return content.getvalue()


def _headed(page: Page) -> Iterator[tuple[Block, str]]:
    """Each block with the heading that it stands under."""
    heading = ""
    for block in page.every:
        if isinstance(block, Heading):
            heading = words_of(block.text) if block.level > 1 else ""
        yield block, heading


def free_name(name: str, taken: Sequence[str]) -> str:
    """A name that a sheet may have, and none has yet."""
    name = visible(name).translate(_FORBIDDEN).strip().strip("'") or "1"
    found, count = name[:_LONGEST], 1
    while found.casefold() in [other.casefold() for other in taken]:
        count += 1
        end = f" {count}"
        found = name[: _LONGEST - len(end)] + end
    return found


def _sheet(book: Workbook, name: str, table: Table) -> tuple[Worksheet, dict[int, int]]:
    """An empty sheet for a table, and how wide those of its columns are whose texts are broken."""
    sheet = book.add_worksheet(name)
    if any(column.head for column in table.columns):
        head = int(bool(_above(table)))
        sheet.freeze_panes(head + 1, 1)
        sheet.repeat_rows(head)
        if table.rows:
            sheet.autofilter(head, 0, head + len(table.rows), len(table.columns) - 1)
        if table.first is not None:
            sheet.filter_column_list(table.first.place, [table.first.words])
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    plain = book.add_format({"valign": "top"})
    total, broken = 0, {}
    for place, column in enumerate(table.columns):
        longest = max((widest(words_of(row[place])) for row in table.rows[:_LOOKED_AT]), default=0)
        # A head has the arrow of the filter beside it, and goes over two lines where it is long.
        named = widest(column.head)
        width = max(_NARROWEST, longest + 2, min(named + 4, named // 2 + 6) if column.head else 0)
        grows = column.grows or width > _WIDEST
        if column.cut:
            grows, width = False, min(width, _WIDEST)
        width = min(width, max(_WIDEST, min(-(-longest // _LINES), _BROADEST)))
        sheet.set_column(place, place, width, wrapped if grows else plain)
        if grows:
            broken[place] = width
        total += width
    sheets = -(-total // _PAPER)
    if sheets > 1:
        sheet.repeat_columns(0)
    _print(sheet, sheets)
    return sheet, broken


def _print(sheet: Worksheet, wide: int) -> None:
    """How it is printed: across, ``wide`` pages side by side and as many below as it takes."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN, _MARGIN, 2 * _MARGIN, 2 * _MARGIN)
    sheet.fit_to_pages(wide, 0)
    sheet.set_header("&L&A")
    sheet.set_footer("&R&P / &N")


def _write(
    sheet: Worksheet,
    table: Table,
    head: Format,
    formats: dict[type, Format],
    broken: Mapping[int, int],
) -> None:
    """What is said above, and the heads, where there are any, then the rows."""
    at = int(bool(_above(table)))
    if above := _above(table):
        sheet.write_string(0, 0, visible(above), formats[str])
    first = at + int(any(column.head for column in table.columns))
    for place, column in enumerate(table.columns):
        if column.head:
            sheet.write_string(at, place, visible(column.head), head)
        if column.note:
            sheet.write_comment(at, place, visible(column.note), _NOTE)
    for row, cells in enumerate(table.rows, first):
        # Not every program finds the height of broken lines by itself.
        lines = [
            sum(-(-widest(part) // (width - 1)) or 1 for part in words_of(cells[place]).split("\n"))
            for place, width in broken.items()
        ]
        # A filter that is set does not hide what it leaves out by itself.
        left_out = {"hidden": True} if _is_left_out(table, cells) else {}
        if left_out or max(lines, default=1) > 1:
            sheet.set_row(row, min(max(lines, default=1) * _LINE, _HIGHEST), None, left_out)
        _cells(sheet, row, cells, formats)


def _above(table: Table) -> str:
    return table.above if isinstance(table, ListTable) else ""


def _is_left_out(table: Table, cells: _Line) -> bool:
    return table.first is not None and words_of(cells[table.first.place]) != table.first.words


def _cells(sheet: Worksheet, row: int, cells: _Line, formats: dict[type, Format]) -> None:
    for place, said in enumerate(cells):
        value = number_of(said)
        text = words_of(said)
        if (day := day_of(said)) is not None:
            sheet.write_datetime(row, place, datetime.combine(day, time()), formats[date])
        elif value is None:
            if text:
                sheet.write_string(row, place, visible(text))
        elif -_LARGEST < value < _LARGEST:
            # What the page writes without marks is shown without them.
            kind = str if text == f"{Decimal(value):f}" else type(value)
            sheet.write_number(row, place, float(value), formats[kind])
        else:
            sheet.write_string(row, place, f"{Decimal(value):f}")


def _told(block: Block) -> Iterator[_Line]:
    """What is no table, line by line."""
    match block:
        case Heading():
            yield (block.text, block.aside)
        case Note():
            yield (block.text,)
        case Facts():
            yield from block.rows
        case Tree():
            for node in block.nodes:
                yield from _node(node, 0)
        case Chart():
            yield (block.title,)
            for bar in block.bars:
                yield (bar.label, bar.said)
        case Space():
            yield ()
        case Table():
            raise TypeError("a table has its own sheet")


def _node(node: TreeItem, depth: int) -> Iterator[_Line]:
    margin = "　" * depth
    said = " ".join(filter(None, map(words_of, (node.mark, node.text, node.gap))))
    yield (margin + said, words_of(node.found))
    for child in node.children:
        yield from _node(child, depth + 1)
