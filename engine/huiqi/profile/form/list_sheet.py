"""A list of records on a filled form, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.dates import written_year
from huiqi.diagnostics import Place
from huiqi.profile.form.cells import from_cell
from huiqi.profile.form.layout import (
    EXTENT,
    EXTENTS,
    RECORDS_UNIT,
    REST,
    THROUGH,
    UNKNOWN,
    YEAR,
    YEAR_EXTENTS,
    YEARS,
    Extent,
    extent_of,
)
from huiqi.profile.form.sheet_reader import FormSheet
from huiqi.rulebook.composer import Steps
from huiqi.sentences import sentence
from huiqi.tables.aside import says_sum
from huiqi.wordings import says_unknown, yes_or_no


class ListReader(FormSheet):
    """The sheet of one list."""

    def list_of_records(self) -> None:
        """The records, and what the list says of itself, as a whole or year by year."""
        name, before = self.layout.fact, len(self.diagnostics.errors)
        whole, through, at = None, "", self.read.place(self.read.header, self.read.mark)
        first = self.read.mark + 2
        placed: dict[int, int] = {}
        for row, key, _ in self.rows():
            if key == THROUGH:
                through = self.read.text(row, first)
            elif key == EXTENT:
                whole, at = self.extent(row, first), self.read.place(row, first)
            elif key == YEARS:
                placed = self.years(row)
        years = {
            year: extent
            for row, key, _ in self.rows()
            if key == YEAR_EXTENTS
            for year, position in placed.items()
            if (extent := self.extent(row, position)) is not None and extent is not Extent.UNKNOWN
        }
        if len(self.diagnostics.errors) > before:
            return
        records = list(self.records())
        if whole is Extent.UNKNOWN and (records or years):
            # What is written says more.
            whole = None
        if whole is not None and years:
            message = sentence("整张清单写全了没有，和各年写全了没有，只说一处")
            self.diagnostics.report("P103", at, message, remedy=sentence("清空一处"))
        elif years:
            self.by_year(name, years, records, at)
        elif whole is not None or records:
            if whole is None:
                self.diagnostics.warn(
                    "P189",
                    at,
                    sentence("没有选这是全部还是至少这些，按至少这些读"),
                    remedy=sentence("在这一格里选"),
                )
            self.extended(("facts", name), whole or Extent.AT_LEAST, records, at, through)

    def by_year(
        self,
        name: str,
        years: Mapping[int, Extent],
        records: list[tuple[int, dict[str, object]]],
        at: Place,
    ) -> None:
        """Each year's records under what is said of the year."""
        sorted_in: dict[int, list[tuple[int, dict[str, object]]]] = {year: [] for year in years}
        for row, record in records:
            year = written_year(record.get(YEAR))
            if year not in sorted_in:
                self.diagnostics.report(
                    "P189",
                    self.place(row, YEAR),
                    sentence("没有说这一年写全了没有") if year else sentence("没有写年度"),
                    found=record.get(YEAR) or sentence("（空）"),
                    allowed=map(str, years),
                    remedy=sentence("在上面选这一年写全了没有"),
                )
                continue
            sorted_in[year].append((row, record))
        self.data.put(("facts", name), {}, at)
        for year, extent in years.items():
            self.extended(("facts", name, year), extent, sorted_in[year], at)

    def extended(
        self,
        steps: Steps,
        extent: Extent,
        records: list[tuple[int, dict[str, object]]],
        at: Place,
        through: str = "",
    ) -> None:
        """The records as a profile writes a list of this extent."""
        none = extent in (Extent.NONE, Extent.NOT_APPLICABLE)
        if (none and records) or (extent is Extent.THESE_YEARS and not records):
            message = sentence("选了写到的年度都写全了，下面却没有")
            if none:
                message = sentence("选了没有，下面却有")
            self.diagnostics.report(
                "P189",
                self.read.place(records[0][0], self.read.mark + 1) if records else at,
                message,
                found=EXTENTS[extent][0],
                remedy=sentence("改选 {cell}，或者改清单", cell=at.spot),
            )
            return
        items: object = [record for _, record in records]
        below: Steps = ()
        if extent in (Extent.NOT_APPLICABLE, Extent.UNKNOWN):
            items = EXTENTS[extent][0]
        elif extent is Extent.AT_LEAST:
            items, below = {"at_least": items}, ("at_least",)
        elif extent is Extent.OTHERS_UNKNOWN:
            items, below = {"at_least": items, "others": UNKNOWN}, ("at_least",)
        elif extent is Extent.ALL and THROUGH in self.layout.rows and len(steps) == 2:
            items, below = {"complete": items}, ("complete",)
            if through:
                items["through"] = through
        self.data.put(steps, items, at)
        for index, (row, record) in enumerate(records):
            own = (*steps, *below, index)
            self.data.places[own] = self.read.place(row, self.read.mark + 1)
            for part in record:
                self.data.places[(*own, part)] = self.place(row, part)

    def records(self) -> Iterator[tuple[int, dict[str, object]]]:
        """The rows below the heads, each with its fields."""
        units: dict[str, str] = {}
        for row, key, _ in self.rows():
            if key == RECORDS_UNIT:
                units = {
                    column: self.unit(row, line, column)
                    for column, line in self.layout.columns.items()
                }
        for row in self.read.lines:
            if row <= self.read.header or self.read.row_key(row):
                continue
            told = {column: self.written(row, column) for column in self.layout.columns}
            filled = [text for text in told.values() if text]
            if not filled:
                continue
            if says_sum(filled):
                self.diagnostics.report(
                    "P189",
                    self.read.place(row, self.read.mark + 1),
                    sentence("这一行像是合计；清单里一行是一条"),
                    found=filled[0],
                    remedy=sentence('删去这一行；确是它的名称，加上双引号，如 "合计"'),
                )
                continue
            record: dict[str, object] = {}
            for column, text in told.items():
                line = self.layout.columns[column]
                if text and column == REST:
                    if yes_or_no(text):
                        record[REST] = 0
                elif text:
                    record[column] = from_cell(line.kind, text, units.get(column, ""))
            yield row, record

    def years(self, row: int) -> dict[int, int]:
        """The years of which it is said whether they are complete, and their columns."""
        found: dict[int, int] = {}
        for position, text in enumerate(self.read.lines[row]):
            year = written_year(text) if position > self.read.mark + 1 else None
            if text and position > self.read.mark + 1 and (year is None or year in found):
                message = sentence("这里写年度，如 2022年，每年一次")
                self.diagnostics.report("P184", self.read.place(row, position), message, found=text)
            elif year is not None:
                found[year] = position
        return found

    def extent(self, row: int, position: int) -> Extent | None:
        """What a list, or a year of it, says of itself."""
        text = self.read.text(row, position)
        found = Extent.UNKNOWN if says_unknown(text) else extent_of(text)
        if text and found is None:
            self.diagnostics.report(
                "P184",
                self.read.place(row, position),
                sentence("看不懂这张清单写全了没有"),
                found=text,
                allowed=[words[0] for words in EXTENTS.values()],
            )
        return found
