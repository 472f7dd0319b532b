"""From the first sheet: the documents that are cited, and who confirmed the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiqi.adoption.entered import Confirmed, EnteredPart
from huiqi.adoption.entry_context import EntryContext, EntryDocument
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, mapping
from huiqi.adoption.entry_words import GRADES
from huiqi.dates import parse_date
from huiqi.quantities import QuantityError
from huiqi.rulebook.basis import RANKS, Grade, Source
from huiqi.sentences import sentence
from huiqi.spelling import plain

#: The file of the rules that lists documents.
SOURCES = "shared/sources.yaml"
_NUMBER = re.compile(r"(\d{4})\D+(\d{1,4})")
_COLUMNS = {
    "title": "text",
    "number": "fact",
    "issuer": "proof",
    "date": "year",
    "url": "formula",
    "grade": "how",
    "note": "words",
}


class EntryDocuments:
    """Reads them; what is new or changed is a part of the rules of its own."""

    def __init__(self, context: EntryContext) -> None:
        self.context = context
        self._new: dict[str, InCells] = {}

    def read(self, rows: Sequence[ReadRow], otherwise: str) -> None:
        """The documents by their numbers; ``otherwise``: what an id is made of, at last."""
        for row in rows:
            number = row.text("group")
            if number in self.context.documents:
                self.context.fault(
                    "S113",
                    row,
                    "group",
                    sentence("这个序号用了两次"),
                    remedy=sentence("各写一个序号"),
                )
            if not row.text("text"):
                continue
            grade = self.context.code(row, "how", GRADES, sentence("是正文还是报道"))
            content = self._content(row, grade)
            if grade is None or content is None:
                continue
            known = self._known(row)
            if known is not None and RANKS[Grade(grade)] < RANKS[known.grade]:
                self.context.fault(
                    "S113",
                    row,
                    "how",
                    sentence("这份文件在来源里的等级低于这里选的"),
                    allowed=(GRADES.word(known.grade.value),),
                    remedy=sentence("有了正文的，另写一行，题名写正文的题名"),
                )
                continue
            name = known.id if known is not None else self._named(row, otherwise)
            less = known is not None and known.grade.value != grade
            if not less and (known is None or _told(known) != content.value):
                self._new[name] = content
            self.context.documents[number] = EntryDocument(
                id=name, grade=grade if less else "", place=row.place("text")
            )

    def parts(self) -> list[EnteredPart]:
        """Those that are cited, and are not in the rules as they are told here."""
        return [
            EnteredPart(
                file=SOURCES, at=("sources", name), content=found.value, places=found.places
            )
            for name, found in self._new.items()
            if name in self.context.cited
        ]

    def _content(self, row: ReadRow, grade: str | None) -> InCells | None:
        parts: dict[str, InCells | None] = {}
        for key, column in _COLUMNS.items():
            written = row.text(column)
            parts[key] = at(written, row.place(column)) if written else None
        if row.text("year"):
            try:
                parts["date"] = at(parse_date(row.text("year")), row.place("year"))
            except QuantityError as problem:
                self.context.fault("S116", row, "year", problem.told)
                return None
        parts["grade"] = at(grade, row.place("how"))
        return mapping(parts, row.first)

    def _known(self, row: ReadRow) -> Source | None:
        """The document of the rules that this is: by its id, or by its title and number."""
        wanted = plain(row.text("text")), plain(row.text("fact"))
        sources = self.context.rulebook.sources
        own = sources.get(row.mark)
        if own is not None and plain(own.title) == wanted[0]:
            return own
        for source in sources.values():
            if (plain(source.title), plain(source.number)) == wanted:
                return source
        return None

    def _named(self, row: ReadRow, otherwise: str) -> str:
        """A new id: of the document's number, else of its day, else of what cites it."""
        match = _NUMBER.search(row.text("fact"))
        day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", row.text("year"))
        made = f"text-{match[1]}-{match[2]}" if match else f"text-{day[0] if day else otherwise}"
        found, count = made, 1
        while found in self.context.rulebook.sources or found in self._new:
            count += 1
            found = f"{made}-{count}"
        return found


def read_confirmed(context: EntryContext, rows: Sequence[ReadRow]) -> Confirmed:
    """Who answers for the whole, and since when."""
    by, on = None, None
    for row in rows:
        written = row.text("text")
        if row.mark == "by" and written:
            by = written
        elif row.mark == "on" and written:
            try:
                on = parse_date(written)
            except QuantityError as problem:
                context.fault("S116", row, "text", problem.told)
    return Confirmed(by=by, on=on)


def _told(source: Source) -> dict[str, object]:
    """A document as a part of the rules tells it."""
    told = {
        "title": source.title,
        "number": source.number,
        "issuer": source.issuer,
        "date": source.date,
        "url": source.url,
        "grade": source.grade.value,
        "note": source.note,
    }
    return {key: value for key, value in told.items() if value}
