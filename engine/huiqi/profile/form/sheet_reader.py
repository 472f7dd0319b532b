"""A sheet of a filled form: its rows, and what stands in its cells."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.diagnostics import Diagnostics, Place
from huiqi.language.types import Kind
from huiqi.profile.form.data import FormData, ReadSheet
from huiqi.profile.form.layout import (
    UNIT,
    FormLine,
    unit_chosen,
)
from huiqi.quantities import MONEY_UNITS, RATIO_UNITS
from huiqi.sentences import sentence


class FormSheet:
    """Reads one sheet; faults go to ``diagnostics``."""

    def __init__(self, read: ReadSheet, data: FormData, diagnostics: Diagnostics) -> None:
        self.read, self.data, self.diagnostics = read, data, diagnostics
        self.layout = read.layout

    def rows(self) -> Iterator[tuple[int, str, FormLine]]:
        """The rows of the layout that are there."""
        for row in self.read.lines:
            key = self.read.row_key(row)
            if key in self.layout.rows:
                yield row, key, self.layout.rows[key]

    def written(self, row: int, column: str) -> str:
        """What stands in a column of the layout; a cell that cannot be taken as it is, is named."""
        position = self.read.columns.get(column, -1)
        text = self.read.text(row, position)
        flaw = self.read.flaws.get((row, position))
        if flaw is not None:
            self.diagnostics.report(
                flaw.code,
                self.read.place(row, position),
                flaw.message,
                found=flaw.found,
                remedy=flaw.remedy,
            )
            return ""
        return text

    def place(self, row: int, column: str) -> Place:
        """Where a cell of the layout is."""
        return self.read.place(row, self.read.columns.get(column, self.read.mark))

    def unit(self, row: int, line: FormLine, column: str = UNIT) -> str:
        """What a bare figure of a row, or of a list's column, counts."""
        text = self.written(row, column)
        if line.kind is Kind.MONEY:
            text = unit_chosen(text)
        allowed = {Kind.MONEY: tuple(MONEY_UNITS), Kind.RATIO: tuple(RATIO_UNITS)}.get(line.kind)
        if allowed is None or text in allowed:
            return text
        self.diagnostics.report(
            "P184",
            self.place(row, column),
            sentence("看不懂“{label}”的单位", label=line.label),
            found=text or sentence("（空）"),
            allowed=allowed,
        )
        return allowed[0]
