"""The workbook of a form: its formats, its drop-downs, and what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING

from huiqi.dates import parse_date
from huiqi.language.types import Kind
from huiqi.profile.form.cells import to_cell
from huiqi.profile.form.layout import FORM, LAYOUT, MARK, OPTIONS, SheetKind
from huiqi.quantities import QuantityError
from huiqi.report.layout import widest
from huiqi.report.media.xlsx import free_name
from huiqi.spelling import plain, visible
from huiqi.words import Say

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: What a note beside a cell may hold, and its heading.
_NOTE, _NOTE_TITLE = 255, 32
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
_EDGE = {"border": 1, "border_color": "#BFC7D1"}
_WRITTEN = {"text_wrap": True, "align": "left", **_EDGE}
_STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "font_color": "#1D3A5F"},
    "hint": {"font_color": "#5B6570"},
    "line": {},
    "head": {"bold": True, "text_wrap": True, "bg_color": "#DCE6F2", "align": "center", **_EDGE},
    "label": {"bold": True, "text_wrap": True, "bg_color": "#F3F6FA", **_EDGE},
    "note": {"text_wrap": True, "font_color": "#3C4650", "font_size": 9, **_EDGE},
    "shut": {"bg_color": "#ECEEF1", **_EDGE},
    "open": {"locked": False, **_EDGE},
    # What the rules can read now.
    "asked": {"locked": False, "bg_color": "#FFF9DB", **_EDGE},
    # Of a sheet of several sections: their titles, and what is said of a row.
    "section": {"bold": True, "font_size": 12, "font_color": "#FFFFFF", "bg_color": "#1D5FA8"},
    "warning": {"font_color": "#B42318", "bold": True},
    "given": {"locked": False, **_WRITTEN},
    "spare": {"locked": False, "bg_color": "#FFF9DB", **_WRITTEN},
    "suggested": {"locked": False, "bg_color": "#FBDDBF", **_WRITTEN},
    "example": {"italic": True, "font_color": "#7A828C", **_WRITTEN},
}
#: The styles whose text is wrapped, and the height of one line of it, in points.
_WRAPPED = frozenset(name for name, style in _STYLES.items() if "text_wrap" in style)
_LINE = 15
#: So much more fits where the letters are smaller.
_SMALLER = 1.15
_PROTECTED = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
#: The colour of a sheet's tab.
_TABS = {
    SheetKind.IDENTITY: "#C0392B",
    SheetKind.FACTS: "#1D5FA8",
    SheetKind.LIST: "#2E8B57",
}
#: How a kind is shown; a code keeps its zeros in front.
_SHOWN = {Kind.DATE: "yyyy-mm-dd", Kind.TEXT: "@", Kind.INDUSTRY: "@"}
#: Days that a spreadsheet knows, and enterprises have.
_FIRST, _LAST = date(1949, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """What a cell asks for: its kind, what may be chosen or lies in its domain, and a note.

    ``free``: something else than the options may be written, too.
    """

    kind: Kind
    options: tuple[str, ...] = ()
    free: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    title: str = ""
    note: str = ""


class FormBook:
    """A workbook to which sheets are added; each says on the hidden sheet what it is made of."""

    #: Which form it is, and which version of it.
    edition = str(FORM)

    def __init__(self, version: str, sha256: str, day: date, say: Say) -> None:
        import xlsxwriter

        self.say = say
        self._content = BytesIO()
        self.book = xlsxwriter.Workbook(self._content, {"strings_to_formulas": False})
        self._formats: dict[tuple[str, str], Format] = {}
        self._options: dict[tuple[str, ...], int] = {}
        self._names = [LAYOUT, OPTIONS]
        self._layout: list[tuple[str, ...]] = [
            (LAYOUT, self.edition, version, sha256, day.isoformat())
        ]

    def sheet(self, name: str, kind: SheetKind, fact: str = "") -> Sheet:
        """A new sheet; ``fact``: the list that it holds."""
        found = self.added(name, _TABS.get(kind, "#8A93A0"), kind.value, fact)
        found.sheet.protect("", _PROTECTED)
        return found

    def added(self, name: str, tab: str, *made_of: str) -> Sheet:
        """A new sheet, on A4 across; ``made_of``: what the hidden one says of it."""
        own = free_name(name, self._names)
        self._names.append(own)
        self._layout.append(("sheet", own, *made_of))
        sheet = self.book.add_worksheet(own)
        sheet.set_tab_color(tab)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        return Sheet(self, sheet)

    def line(self, what: str, key: str, label: str, kind: Kind = Kind.TEXT) -> None:
        """A row or a column of the last sheet, on the hidden one."""
        self._layout.append((what, key, label, kind.name))

    def style(self, name: str, number: str = "General") -> Format:
        """A format by its name; ``number``: how a number is shown."""
        key = name, number
        if key not in self._formats:
            self._formats[key] = self.book.add_format(
                {**_FONT, **_STYLES[name], "num_format": number}
            )
        return self._formats[key]

    def choices(self, options: tuple[str, ...]) -> str:
        """Where these options stand: a longer list written into the cell itself would be lost."""
        column = self._options.setdefault(options, len(self._options))
        letters = _letters(column)
        return f"='{OPTIONS}'!${letters}$1:${letters}${len(options)}"

    def content(self) -> bytes:
        """The workbook, whole."""
        sheet = self.book.add_worksheet(OPTIONS)
        for options, column in self._options.items():
            for row, option in enumerate(options):
                sheet.write_string(row, column, option)
        sheet.hide()
        sheet.protect("")
        layout = self.book.add_worksheet(LAYOUT)
        for row, cells in enumerate(self._layout):
            for column, text in enumerate(cells):
                layout.write_string(row, column, text)
        layout.very_hidden()
        layout.protect("")
        self.book.close()
        return self._content.getvalue()


class Sheet:
    """One sheet of it, written from the top; column 0 is the hidden one."""

    def __init__(self, form: FormBook, sheet: Worksheet) -> None:
        self.form, self.sheet = form, sheet
        self.row = 0
        self._widths: tuple[float, ...] = ()
        #: So many lines the fullest cell of a row needs.
        self._lines: dict[int, int] = {}

    def widths(self, *widths: float) -> None:
        """Of the columns after the hidden one."""
        self._widths = widths
        for position, width in enumerate(widths, 1):
            self.sheet.set_column(position, position, width)

    def said(self, text: str, style: str = "hint") -> None:
        """A line of text."""
        self.text(1, text, style)
        self.row += 1

    def mark(self, key: str) -> None:
        """What the row is, in the hidden column."""
        self.sheet.write_string(self.row, 0, key, self.form.style("hint"))

    def text(self, column: int, text: str, style: str = "note", number: str = "General") -> None:
        """A text; ``number``: how a figure that is typed over it would be taken."""
        self.sheet.write_string(self.row, column, visible(text), self.form.style(style, number))
        if style in _WRAPPED and column <= len(self._widths):
            fits = self._widths[column - 1] * (_SMALLER if style == "note" else 1)
            self._make_room(ceil(widest(text) / fits))

    def _make_room(self, lines: int) -> None:
        """Programs that do not fit the height of a row would cut what is wrapped."""
        if lines > self._lines.get(self.row, 1):
            self._lines[self.row] = lines
            self.sheet.set_row(self.row, _LINE * lines)

    def heads(self, *heads: tuple[str, str, Kind]) -> None:
        """The heads of the columns: what each is, its heading, and the kind of its values."""
        self.mark(MARK)
        taken: set[str] = set()
        for column, (key, label, kind) in enumerate(heads, 1):
            # A column is found by its heading.
            label = f"{label} ({key})" if plain(label) in taken else label
            taken.add(plain(label))
            self.text(column, label, "head")
            self.form.line("column", key, label, kind)
        self.row += 1

    def freeze(self, columns: int = 0) -> None:
        """What stands above and left of here stays in view."""
        self.sheet.freeze_panes(self.row, columns)

    def shut(self, column: int) -> None:
        """A cell in which nothing is to be written."""
        self.sheet.write_blank(self.row, column, None, self.form.style("shut"))

    def value(
        self, column: int, asks: Asks, value: object = "", unit: str = "", style: str = "open"
    ) -> None:
        """A cell to be filled in; ``value`` as a profile writes it, "" where nothing is known."""
        self.fill(column, asks.kind, value, unit, style)
        self.check(self.row, column, self.row, asks)

    def fill(
        self, column: int, kind: Kind, value: object = "", unit: str = "", style: str = "open"
    ) -> None:
        """The same without a check of what may be written."""
        shown = "" if isinstance(value, str) and not value else to_cell(kind, value, unit)
        form = self.form.style(style, _SHOWN.get(kind, "General"))
        day = _day(shown) if kind is Kind.DATE and isinstance(shown, str) else None
        if isinstance(shown, Decimal):
            self.sheet.write_number(self.row, column, float(shown), form)
        elif day is not None:
            self.sheet.write_datetime(self.row, column, day, form)
        elif shown:
            self.sheet.write_string(self.row, column, shown, form)
        else:
            self.sheet.write_blank(self.row, column, None, form)

    def check(self, row: int, column: int, last: int, asks: Asks) -> None:
        """What may be written in the cells of a column, from a row to the last."""
        cell, say = f"{_letters(column)}{row + 1}", self.form.say
        rule: dict[str, object] = {"validate": "any"}
        if asks.options:
            rule = {
                "validate": "list",
                "source": self.form.choices(asks.options),
                "show_error": not asks.free,
                "error_title": say("没有这个选项"),
                "error_message": say("从下拉里选；不知道的空着。"),
            }
        elif asks.kind is Kind.DATE:
            ends = [f"DATE({day.year},{day.month},{day.day})" for day in (_FIRST, _LAST)]
            rule = self.custom(
                cell, f"{cell}>={ends[0]},{cell}<={ends[1]}", say("写日期，如 2022-03-15")
            )
        elif asks.low is not None or asks.high is not None:
            ends = []
            if asks.low is not None:
                ends.append(f"{cell}>={asks.low:f}")
            if asks.high is not None:
                ends.append(f"{cell}<={asks.high:f}")
            allowed = "、".join(end.removeprefix(cell) for end in ends)
            rule = self.custom(cell, ",".join(ends), say("可以写的数：{range}", range=allowed))
        if asks.note:
            rule |= {
                "input_title": asks.title[:_NOTE_TITLE],
                "input_message": asks.note[:_NOTE],
            }
        if rule != {"validate": "any"}:
            self.sheet.data_validation(row, column, last, column, rule)

    def custom(self, cell: str, condition: str, allowed: str) -> dict[str, object]:
        """A number within bounds, or a text: a range, a bound, that it is not known."""
        return {
            "validate": "custom",
            "value": f"=OR(ISTEXT({cell}),AND(ISNUMBER({cell}),{condition}))",
            "error_title": self.form.say("超出了范围"),
            "error_message": self.form.say(
                "{allowed}。只知道大概的写 >= 500 或 100..200；不知道的空着。", allowed=allowed
            ),
        }


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except QuantityError:
        return None
    return day if _FIRST <= day <= _LAST else None


def _letters(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))


def options_of(labels: Sequence[str], *more: str) -> tuple[str, ...]:
    """The options of a drop-down, with what may be chosen besides."""
    return (*dict.fromkeys((*labels, *more)),)
