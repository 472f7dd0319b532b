"""From the first section of a sheet: what a measure is, its days, and how one applies."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from huiqi.adoption.entry_articles import locator_of
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_items import BASIC_ITEMS
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_windows import ALL_YEAR, EACH, EXAMPLES, MONTH_DAY, OF_YEAR, ONE_END, TO
from huiqi.adoption.entry_words import INSTRUMENTS, NO, ONCE, PARTS, RECIPIENTS, YES, EntryWords
from huiqi.dates import parse_date
from huiqi.diagnostics import CellPlace
from huiqi.quantities import QuantityError
from huiqi.rulebook.apply import MonthDay
from huiqi.rulebook.force import Sighting
from huiqi.sentences import sentence
from huiqi.spelling import Names, figure_text
from huiqi.wordings import yes_or_no

#: The key of a part, and what reads it from a column.
_Reads = Mapping[str, Callable[[ReadRow, str], InCells]]


class EntryBasics:
    """Reads the items of one measure, by their keys."""

    def __init__(self, context: EntryContext, rows: Sequence[ReadRow], head: CellPlace) -> None:
        self.context, self.head = context, head
        labels = Names({key: (item.label,) for key, item in BASIC_ITEMS.items()})
        self._rows: dict[str, list[ReadRow]] = {}
        for row in rows:
            key = row.mark if row.mark in BASIC_ITEMS else labels.find(row.text("group"))
            if key is None:
                allowed = [item.label for item in BASIC_ITEMS.values()]
                context.fault("S111", row, "group", sentence("没有这个项目"), allowed=allowed)
            else:
                self._rows.setdefault(key, []).append(row)

    def row(self, key: str) -> ReadRow | None:
        """The row of an item, where something is written in it."""
        found = [row for row in self._rows.get(key, []) if row.text("text")]
        for extra in found[1:]:
            self.context.fault(
                "S113", extra, "text", sentence("这一项写了两行"), remedy=sentence("留一行")
            )
        return found[0] if found else None

    def written(self, key: str) -> str:
        """What is filled in."""
        row = self.row(key)
        return row.text("text") if row is not None else ""

    def text(self, key: str) -> InCells | None:
        """A text for readers."""
        row = self.row(key)
        return self.context.text(row.text("text"), row.place("text")) if row is not None else None

    def plain(self, key: str) -> InCells | None:
        """A text as it stands."""
        row = self.row(key)
        return at(row.text("text"), row.place("text")) if row is not None else None

    def number(self, key: str) -> InCells | None:
        """A whole number."""
        row = self.row(key)
        if row is None:
            return None
        written = figure_text(row.text("text"))
        if not written.isdecimal() or len(written) > 6:
            self.context.fault("S116", row, "text", sentence("这里写一个整数"))
            return None
        return at(int(written), row.place("text"))

    def truth(self, key: str) -> InCells | None:
        """Yes or no."""
        row = self.row(key)
        if row is None:
            return None
        answer = yes_or_no(row.text("text"))
        if answer is None:
            self.context.fault(
                "S111",
                row,
                "text",
                sentence("这里写 {yes} 或 {no}", yes=YES, no=NO),
                allowed=(YES, NO),
            )
            return None
        return at(bool(answer), row.place("text"))

    def instrument(self) -> InCells:
        """The kind of support; unknown where nothing is said."""
        found = self._code("instrument", INSTRUMENTS, sentence("工具"))
        return found or at("unknown", self.head)

    def recipient(self) -> InCells | None:
        """Who receives it."""
        return self._code("recipient", RECIPIENTS, sentence("给谁"))

    def once(self) -> InCells | None:
        """For what it is paid once."""
        return self._code("once", ONCE, sentence("一次性"))

    def basis(self) -> InCells | None:
        """What the measure as a whole rests on: the first document where no row says."""
        rows = [
            row
            for row in self._rows.get("basis", [])
            if row.text("text") or row.text("article") or row.text("document")
        ]
        found = []
        for row in rows[:1]:
            self.context.usual = row.text("text") or row.text("document") or "1"
        for row in rows:
            key = "text" if row.text("text") else "document"
            document = self.context.document(row, row.text(key) or "1", key)
            if document is None:
                continue
            citation = self.context.citation(document, locator_of(row), row.place(key))
            parts = [part for part in re.split("[、，,；;]", row.text("fact")) if part.strip()]
            codes = []
            for part in parts:
                code = PARTS.find(part)
                if code is None:
                    self.context.fault(
                        "S111",
                        row,
                        "fact",
                        sentence("看不懂说明的是哪一部分"),
                        found=part,
                        allowed=PARTS.options,
                    )
                else:
                    codes.append(at(code, row.place("fact")))
            found.append(_with(citation, "supports", listing(codes)))
        if not rows and "1" in self.context.documents:
            found.append(self.context.citation(self.context.documents["1"], "", self.head))
        return listing(found)

    def in_force(self) -> InCells:
        """When it applies; that nothing is said has to be said."""
        rows = [
            self.row(key) for key in ("from", "until", "open", "seen", "ended_by", "force_note")
        ]
        given = [row for row in rows if row is not None]
        if not given:
            place = self._rows["from"][0].place("text") if "from" in self._rows else self.head
            self.context.diagnostics.report(
                "S110",
                place,
                sentence(
                    "没有写什么时候施行：{items}，至少写一样",
                    items=tuple(
                        BASIC_ITEMS[key].label for key in ("from", "until", "open", "seen")
                    ),
                ),
                remedy=sentence(
                    "原文都没有写的，在“{item}”里写明没有写", item=BASIC_ITEMS["force_note"].label
                ),
            )
        cited = next((found for row in given if (found := self.context.basis(row))), None)
        opened = self.truth("open")
        parts = {
            "from": self._day("from"),
            "until": self._day("until"),
            "ended_by": self._day("ended_by"),
            "open": opened if opened is not None and opened.value else None,
            "seen": self._seen(),
            "basis": cited,
            "note": self.text("force_note"),
        }
        return mapping(parts, given[0].place("text") if given else self.head)

    def apply(self, materials: InCells | None) -> InCells | None:
        """How one applies; ``materials``: the papers of the sheet's own section."""
        parts = {
            "windows": listing(self._windows()),
            "platform": self._pair("platform", {"name": self._text}, {"url": self._bare}),
            "office": self._pair("office", {"name": self._text}, {"address": self._text}),
            "telephones": listing(self._several("telephone", "number", "whose", self._bare)),
            "materials": materials,
            "obligations": listing(self._obligations()),
            "paid_within": self._pair("paid_within", {"span": self._bare}, {"since": self._text}),
            "automatic": self.truth("automatic"),
            "note": self.text("apply_note"),
        }
        return mapping(parts) if any(parts.values()) else None

    def _code(self, key: str, words: EntryWords[str], what: str) -> InCells | None:
        row = self.row(key)
        if row is None:
            return None
        code = self.context.code(row, "text", words, what)
        return at(code, row.place("text")) if code is not None else None

    def _day(self, key: str) -> InCells | None:
        row = self.row(key)
        if row is None:
            return None
        try:
            return at(parse_date(row.text("text")), row.place("text"))
        except QuantityError as problem:
            self.context.fault("S116", row, "text", problem.told)
            return None

    def _seen(self) -> InCells | None:
        row = self.row("seen")
        if row is None:
            return None
        found = []
        for part in re.split("[；;、，,]", row.text("text")):
            try:
                found.append(at(str(Sighting.parse(part.strip())), row.place("text")))
            except ValueError as problem:
                self.context.fault("S116", row, "text", problem.args[0], found=part)
        return listing(found)

    def _text(self, row: ReadRow, key: str) -> InCells:
        return self.context.text(row.text(key), row.place(key))

    def _bare(self, row: ReadRow, key: str) -> InCells:
        return at(row.text(key), row.place(key))

    def _pair(self, key: str, first: _Reads, second: _Reads) -> InCells | None:
        """What is filled in and what stands beside it; of a platform one of the two is enough."""
        rows = [r for r in self._rows.get(key, []) if r.text("text") or r.text("fact")]
        if not rows:
            return None
        row = rows[0]
        if not row.text("text") and key != "platform":
            self.context.fault(
                "S110", row, "text", sentence("没有写{item}", item=BASIC_ITEMS[key].label)
            )
            return None
        parts: dict[str, InCells | None] = {"basis": self.context.basis(row)}
        for column, reads in (("text", first), ("fact", second)):
            for name, read in reads.items():
                parts[name] = read(row, column) if row.text(column) else None
        return mapping(parts, row.first)

    def _several(
        self, key: str, first: str, second: str, one: Callable[[ReadRow, str], InCells]
    ) -> list[InCells]:
        return [
            mapping(
                {
                    first: one(row, "text"),
                    second: self._text(row, "fact") if row.text("fact") else None,
                    "basis": self.context.basis(row),
                },
                row.first,
            )
            for row in self._rows.get(key, [])
            if row.text("text")
        ]

    def _obligations(self) -> list[InCells]:
        found = []
        for row in self._rows.get("obligation", []):
            if not row.text("text"):
                continue
            due = self._each_year(row, "fact", row.text("fact")) if row.text("fact") else None
            found.append(
                mapping(
                    {
                        "text": self._text(row, "text"),
                        "due": due,
                        "basis": self.context.basis(row),
                    },
                    row.first,
                )
            )
        return found

    def _windows(self) -> list[InCells]:
        found = []
        for row in self._rows.get("window", []):
            if row.text("text"):
                parts = self._window(row)
                condition = self._text(row, "fact") if row.text("fact") else None
                found.append(
                    mapping(
                        {**parts, "condition": condition, "basis": self.context.basis(row)},
                        row.first,
                    )
                )
        return found

    def _window(self, row: ReadRow) -> dict[str, InCells | None]:
        written, place = row.text("text"), row.place("text")
        year = OF_YEAR.fullmatch(written)
        parts: dict[str, InCells | None] = {}
        if year is not None:
            written = year[2]
            parts["year"] = at(int(year[1]), place)
        if written.startswith(ALL_YEAR):
            return {**parts, "all_year": at(True, place)}
        each = EACH.fullmatch(written)
        ends = TO.split((each[1] if each is not None else written).strip(), maxsplit=1)
        if len(ends) != 2 or not any(ends):
            self.context.fault(
                "S116",
                row,
                "text",
                sentence("看不懂申报窗口"),
                allowed=EXAMPLES,
                remedy=sentence(
                    "只有一头的写 {until} 或 {since}", until=ONE_END[0], since=ONE_END[1]
                ),
            )
            return {}
        read = self._each_year if each is not None else self._dated
        both = {
            key: read(row, "text", end.strip())
            for key, end in zip(("from", "until"), ends, strict=True)
            if end.strip()
        }
        if each is not None:
            return {**parts, "yearly": mapping(both, place)}
        return {**parts, **both}

    def _each_year(self, row: ReadRow, key: str, written: str) -> InCells | None:
        match = MONTH_DAY.fullmatch(figure_text(written))
        if match is not None:
            written = f"{int(match[1]):02}" + (f"-{int(match[2]):02}" if match[2] else "")
        try:
            return at(str(MonthDay.parse(written)), row.place(key))
        except ValueError as problem:
            self.context.fault("S116", row, key, problem.args[0], found=written)
            return None

    def _dated(self, row: ReadRow, key: str, written: str) -> InCells | None:
        try:
            return at(str(Sighting.parse(written)), row.place(key))
        except ValueError:
            pass
        try:
            return at(str(Sighting.on(parse_date(written))), row.place(key))
        except QuantityError as problem:
            self.context.fault("S116", row, key, problem.told, found=written)
            return None


def _with(placed: InCells, key: str, part: InCells | None) -> InCells:
    """A mapping with one key more."""
    if part is None or not isinstance(placed.value, Mapping):
        return placed
    places = {**placed.places, **{(key, *path): own for path, own in part.places.items()}}
    return InCells({**placed.value, key: part.value}, places)
