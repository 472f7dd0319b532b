"""The sheets of a 条文录入单, section by section, on one grid of columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from huiqi.adoption.entry_items import LISTS, MEASURES, PARAMETERS, EntryItem
from huiqi.adoption.entry_layout import (
    EDITION,
    GRID,
    LAYOUTS,
    SECTION,
    SUGGESTED,
    TITLE,
    EntrySection,
    SectionLayout,
)
from huiqi.adoption.entry_rows import EntryForm, EntryRow, EntrySheet
from huiqi.adoption.entry_words import (
    BESIDE,
    BESIDE_SCOPE,
    BESIDE_SIDE,
    COMPARISONS,
    DECIDED_BY,
    DIRECTIONS,
    GIVEN,
    GRADES,
    LIMITS,
    NOT_TAKEN,
    PAPERS,
    PER,
    VERDICTS,
    YEARS,
    YES,
)
from huiqi.language.types import Kind
from huiqi.report.form.book import Asks, FormBook, Sheet

_NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
_GROUPS = ("任一A", "任一B", "至少2项A", "均不得A", "读法A")
#: The sections that begin a page when it is printed.
_NEW_PAGE = (EntrySection.WHO, EntrySection.LIMITS)
#: What a sheet cannot say of a measure; and after which measure a row was written.
_UNSAID = "这张表写不下：{unsaid}；照这张表采用，它就没有了。"
_SUGGESTED = "建议，照《{model}》"
_UNITS = ("万元", "元", "亿元", "%", "‰")


class EntryBook(FormBook):
    """A workbook of it."""

    edition = EDITION


class EntrySheetWriter:
    """Writes the sections of a sheet one below the other."""

    def __init__(self, sheet: Sheet, form: EntryForm, grid: Mapping[str, float] = GRID) -> None:
        self.sheet, self.form = sheet, form
        sheet.widths(*grid.values())
        self.positions = {key: place for place, key in enumerate(grid, 1)}
        facts = tuple(dict.fromkeys(fact.name for fact in form.facts))
        self._offered = {
            LISTS: form.lists,
            PARAMETERS: form.parameters,
            MEASURES: tuple(dict.fromkeys(form.measures)),
        }
        asked = {
            "fact": Asks(kind=Kind.TEXT, options=facts, free=True),
            "year": Asks(kind=Kind.TEXT, options=YEARS.options, free=True),
            "comparison": _strict(COMPARISONS.options),
            "unit": Asks(kind=Kind.TEXT, options=_UNITS, free=True),
        }
        clause = {
            **asked,
            "group": Asks(kind=Kind.TEXT, options=_GROUPS, free=True),
            "how": _strict(DECIDED_BY.options),
        }
        self._asks: Mapping[EntrySection, Mapping[str, Asks]] = {
            EntrySection.DOCUMENTS: {"how": _strict(GRADES.options)},
            EntrySection.WHO: clause,
            EntrySection.VETO: clause,
            EntrySection.TIERS: {
                **asked,
                "group": _strict(GIVEN.options),
                "proof": asked["fact"],
                "more": asked["year"],
            },
            EntrySection.LIMITS: {
                "group": _strict(LIMITS.options),
                "year": _strict((*PER.options, *DIRECTIONS.options)),
            },
            EntrySection.PAPERS: {"group": _strict(PAPERS.options)},
            EntrySection.BESIDE: {
                "group": _strict(BESIDE.options),
                "fact": Asks(kind=Kind.TEXT, options=self._offered[MEASURES], free=True),
                "year": _strict(BESIDE_SCOPE.options),
                "how": _strict(BESIDE_SIDE.options),
            },
            EntrySection.EXAMPLES: {
                "fact": asked["fact"],
                "unit": asked["unit"],
                "how": _strict(VERDICTS.options),
            },
        }

    def write(
        self, told: EntrySheet, items: Mapping[EntrySection, Mapping[str, EntryItem]]
    ) -> None:
        """The title, what is to be known first, and every section."""
        self.sheet.said(told.title, "title")
        if told.note:
            self.sheet.said(told.note, "warning")
        for unsaid in told.unsaid:
            self.sheet.said(_UNSAID.format(unsaid=unsaid), "warning")
        breaks = []
        for layout in LAYOUTS[told.kind]:
            if layout.section in _NEW_PAGE:
                breaks.append(self.sheet.row + 1)
            rows = told.rows.get(layout.section, [])
            self.section(layout, rows, items.get(layout.section, {}))
        self.sheet.sheet.set_h_pagebreaks(breaks)
        self.sheet.sheet.ignore_errors({"number_stored_as_text": "A1:Z9999"})

    def section(
        self, layout: SectionLayout, rows: Iterable[EntryRow], items: Mapping[str, EntryItem]
    ) -> None:
        """One section: its title, its headings, what is known of it, and rows left free."""
        self.sheet.row += 1
        self.title(layout)
        first = self.sheet.row
        if items:
            self._items(layout, rows, items)
        else:
            for row in (*rows, *[EntryRow(cells={})] * layout.spare):
                self.row(layout, row)
            last = self.sheet.row - 1
            for key, asks in self._asks.get(layout.section, {}).items():
                if key in layout.heads and last >= first:
                    self.sheet.check(first, self.positions[key], last, asks)
        if "confirmed" in layout.heads and self.sheet.row > first:
            asks = _strict((YES, NOT_TAKEN))
            self.sheet.check(first, self.positions["confirmed"], self.sheet.row - 1, asks)

    def title(self, layout: SectionLayout, style: str = "head") -> None:
        """The title of a section and the headings of its columns."""
        sheet = self.sheet
        for position in self.positions.values():
            sheet.text(position, "", "section")
        sheet.mark(TITLE)
        sheet.text(1, f"{layout.title}    {layout.hint}", "section")
        sheet.row += 1
        sheet.mark(f"{SECTION}{layout.section.value}")
        for key, position in self.positions.items():
            if key in layout.heads:
                sheet.text(position, layout.heads[key], style)
        sheet.row += 1

    def row(self, layout: SectionLayout, row: EntryRow, style: str = "") -> None:
        """A row of it: what is known, what is suggested, or a free one."""
        sheet = self.sheet
        own = style or ("suggested" if row.model else "given" if row.confirmed else "spare")
        if row.mark or row.model:
            sheet.mark(f"{SUGGESTED if row.model else ''}{row.mark}")
        cells = dict(row.cells)
        if row.model:
            cells["suggestion"] = _SUGGESTED.format(model=row.model)
        for key in layout.heads:
            position, text = self.positions[key], cells.get(key, "")
            if key == "value" and _NUMBER.fullmatch(text):
                sheet.sheet.write_number(sheet.row, position, float(text), sheet.form.style(own))
            else:
                # Typed as 3-1 an article would become a day, and 10% a tenth.
                sheet.text(position, text, own, "General" if key == "value" else "@")
        sheet.row += 1

    def _items(
        self, layout: SectionLayout, rows: Iterable[EntryRow], items: Mapping[str, EntryItem]
    ) -> None:
        """A row for each item, in their order, whether or not anything is known of it."""
        known: dict[str, list[EntryRow]] = {}
        for row in rows:
            known.setdefault(row.mark, []).append(row)
        for key, item in items.items():
            own = known.get(key, [])
            if item.title and not own:
                continue
            for row in (*own, *[EntryRow(cells={}, mark=key)] * (item.rows - len(own))):
                told = {**row.cells, "group": item.label}
                filled = EntryRow(cells=told, mark=key, model=row.model, confirmed=row.confirmed)
                at = self.sheet.row
                self.row(layout, filled)
                self.sheet.row = at
                self.sheet.text(self.positions["group"], item.label, "label")
                if "year" in layout.heads:
                    self.sheet.text(self.positions["year"], item.hint, "hint")
                options = item.options or self._offered.get(item.offers, ())
                if options:
                    free = bool(item.offers)
                    asks = Asks(kind=Kind.TEXT, options=options, free=free)
                    self.sheet.check(at, self.positions["text"], at, asks)
                self.sheet.row = at + 1


def _strict(options: tuple[str, ...]) -> Asks:
    return Asks(kind=Kind.TEXT, options=options)
