"""Documents on a sheet: each has a number, and a row names its document, article and paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.adoption.entry_articles import BETWEEN, apart
from huiqi.adoption.entry_rows import EntryRow
from huiqi.adoption.entry_words import GRADES, YES
from huiqi.rulebook.basis import Basis, Grade, Source


class CitedDocuments:
    """The documents of a workbook, numbered from 1 as they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, Grade], int] = {}
        self._sources: list[tuple[Source, Grade]] = []

    def number(self, source: Source, grade: Grade) -> str:
        """The number of a document, of which a part may be supported less well."""
        key = source.id, grade
        if key not in self._numbers:
            self._sources.append((source, grade))
            self._numbers[key] = len(self._sources)
        return str(self._numbers[key])

    def assumed(self) -> CitedDocuments:
        """Numbers the same documents, and cites only what says that something is assumed."""
        return _AssumedAlone(self)

    def blank(self) -> None:
        """A number for a document that is still to be named."""
        self._numbers["", Grade.OFFICIAL] = 1
        self._sources.append((_NAMELESS, Grade.OFFICIAL))

    def cells(self, bases: Iterable[Basis]) -> dict[str, str]:
        """The columns that cite."""
        cited = tuple(bases)
        places = [apart(basis.locator) for basis in cited]
        articles, paragraphs = [one for one, _ in places], [other for _, other in places]
        found = {
            "document": BETWEEN.join(self.number(b.source, b.grade) for b in cited),
            "article": BETWEEN.join(articles),
            "paragraph": BETWEEN.join(paragraphs) if any(paragraphs) else "",
        }
        return {key: text for key, text in found.items() if text.strip(BETWEEN)}

    def rows(self) -> Iterable[EntryRow]:
        """A row for each, in the order of their numbers."""
        for number, (source, grade) in enumerate(self._sources, 1):
            told = {
                "group": str(number),
                "text": source.title,
                "fact": source.number,
                "year": source.date.isoformat() if source.date is not None else "",
                "formula": source.url,
                "how": GRADES.word(grade.value),
                "proof": source.issuer,
                "words": source.note,
                "confirmed": YES if source.id else "",
            }
            yield EntryRow(cells=told, mark=source.id, confirmed=bool(source.id))


_NAMELESS = Source(
    id="", title="", number="", issuer="", date=None, url="", grade=Grade.OFFICIAL, note=""
)


class _AssumedAlone(CitedDocuments):
    def __init__(self, whole: CitedDocuments) -> None:
        super().__init__()
        self._numbers, self._sources = whole._numbers, whole._sources

    def cells(self, bases: Iterable[Basis]) -> dict[str, str]:
        return super().cells(basis for basis in bases if basis.grade is Grade.ASSUMED)
