"""The article's own words beside each row, as the registered paragraphs of their document."""

from __future__ import annotations

from dataclasses import dataclass, field

from huiqi.adoption.entered import EnteredPart
from huiqi.adoption.entry_articles import BETWEEN, locator_of
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.rule_words import UNNUMBERED


@dataclass(slots=True, kw_only=True)
class _Paragraph:
    row: ReadRow
    words: list[str] = field(default_factory=list)
    carriers: list[str] = field(default_factory=list)


class EntryTexts:
    """Collects them: one paragraph for each article and paragraph that is named."""

    def __init__(self, context: EntryContext) -> None:
        self.context = context
        self._found: dict[str, dict[str, _Paragraph]] = {}

    def quote(self, row: ReadRow, carrier: str) -> None:
        """A row's words, and what carries them."""
        words = row.text("words")
        number = row.text("document").split(BETWEEN)[0] or self.context.usual
        document = self.context.documents.get(number)
        source = document.id if document is not None else None
        locator = locator_of(row)
        if not words or source is None:
            return
        own = self._found.setdefault(source, {})
        name = (locator or f"{UNNUMBERED}{len(own) + 1}")[:64]
        paragraph = own.setdefault(name, _Paragraph(row=row))
        if words not in paragraph.words:
            paragraph.words.append(words)
        if carrier not in paragraph.carriers:
            paragraph.carriers.append(carrier)

    def parts(self) -> list[EnteredPart]:
        """A file for each document."""
        found = []
        for source, paragraphs in self._found.items():
            listed = listing([_paragraph(name, own) for name, own in paragraphs.items()])
            place = next(iter(paragraphs.values())).row.place("words")
            whole = mapping({"source": at(source, place), "paragraphs": listed}, place)
            found.append(
                EnteredPart(file=f"texts/{source}.yaml", content=whole.value, places=whole.places)
            )
        return found


def _paragraph(name: str, own: _Paragraph) -> InCells:
    place = own.row.place("words")
    return mapping(
        {
            "id": at(name, place),
            "text": at("\n".join(own.words), place),
            "carried_by": listing([at(carrier, place) for carrier in own.carriers]),
        },
        place,
    )
