"""A 条文录入单 before it is a workbook, and after: rows of texts in sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huiqi.adoption.entry_layout import EntrySection, EntrySheetKind


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """A row: what stands in its columns, by their names on the grid.

    ``mark``: what the row says it is, in the hidden column.  ``model``: the title of the measure
    whose text it is a suggestion from; such a row counts only where it is confirmed.
    """

    cells: Mapping[str, str]
    mark: str = ""
    model: str = ""
    confirmed: bool = False


@dataclass(slots=True, kw_only=True)
class EntrySheet:
    """A sheet: whose it is, its rows by section, and what of the rule it cannot say."""

    kind: EntrySheetKind
    id: str
    title: str
    rows: dict[EntrySection, list[EntryRow]] = field(default_factory=dict)
    unsaid: tuple[str, ...] = ()
    note: str = ""

    def add(self, section: EntrySection, *rows: EntryRow) -> None:
        """More rows at the end of a section."""
        self.rows.setdefault(section, []).extend(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedFact:
    """A fact as the sheet offers it: its topic, its name, and what may be said of it."""

    topic: str
    name: str
    kind: str
    yearly: bool
    unit: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """A workbook to be written: its sheets, and what its drop-downs offer."""

    version: str
    sha256: str
    sheets: tuple[EntrySheet, ...]
    facts: tuple[OfferedFact, ...]
    lists: tuple[str, ...]
    measures: tuple[str, ...]
    parameters: tuple[str, ...]

    @property
    def unsaid(self) -> tuple[str, ...]:
        """What no sheet can say of the rules that it shows."""
        return tuple(f"{sheet.title}：{said}" for sheet in self.sheets for said in sheet.unsaid)
