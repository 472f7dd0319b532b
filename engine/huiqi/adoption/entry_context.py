"""What every part of a sheet's reader needs: names, documents, English, and where faults go.

Codes: S110 a cell that has to be filled in, S111 a word that is not understood, S112 a document
that is not on the list, S113 what cannot stand together; E1xx and C103 as the language has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import TypeVar

from huiqi.adoption.entry_articles import cited_at
from huiqi.adoption.entry_facts import EntryFacts
from huiqi.adoption.entry_layout import DOCUMENTS_TITLE
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_words import COMPARISONS, OPEN_ENDED, EntryWords
from huiqi.diagnostics import CellPlace, Diagnostics
from huiqi.language.tree import Node
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence

_Code = TypeVar("_Code", bound=str | int)
#: Words that leave open whether the limit itself is meant.
_INCLUDED = sentence(
    "“{above}”“{below}”含本数的选 {not_less}、{not_more}，不含的选 "
    "{more}、{less}；原文没有写明的问部门",
    above=OPEN_ENDED[0],
    below=OPEN_ENDED[1],
    not_less=COMPARISONS.word(">="),
    not_more=COMPARISONS.word("<="),
    more=COMPARISONS.word(">"),
    less=COMPARISONS.word("<"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryDocument:
    """A document on the list: the id it has in the rules; ``grade``: where it is less than the
    document's own.
    """

    id: str
    grade: str
    place: CellPlace


class EntryContext:
    """The rulebook that the sheets are read against, and what is known of their documents."""

    def __init__(self, rulebook: Rulebook, folder: str, diagnostics: Diagnostics) -> None:
        """``folder``: what goes before a file's name in the rulebook's places."""
        self.rulebook, self.folder, self.diagnostics = rulebook, folder, diagnostics
        self.facts = EntryFacts(rulebook)
        self.documents: dict[str, EntryDocument] = {}
        #: The number of the document that a row means which names none.
        self.usual = "1"
        #: The documents that a rule cites.
        self.cited: set[str] = set()
        self._own: dict[str, str] = {}

    def speak_of(self, measure: Measure | None) -> None:
        """The English of a measure that is there counts before that of others."""
        self._own = {} if measure is None else dict(_texts(measure))

    def below(self, file: str) -> str:
        """A file of the rules by its name from their folder."""
        return file.removeprefix(self.folder)

    def english(self, chinese: str) -> str:
        """The English that a text has in the rules; else the text itself."""
        return self._own.get(chinese) or _english_of(self.rulebook).get(chinese) or chinese

    def text(self, chinese: str, place: CellPlace) -> InCells:
        """A text for readers."""
        return at({"zh": chinese, "en": self.english(chinese)}, place)

    def fault(
        self,
        code: str,
        row: ReadRow,
        key: str,
        message: str,
        *,
        found: str | None = None,
        allowed: Iterable[str] = (),
        names: Iterable[str] = (),
        remedy: str = "",
    ) -> None:
        """Reports what is wrong with a cell."""
        self.diagnostics.report(
            code,
            row.place(key),
            message,
            found=row.text(key) if found is None else found,
            allowed=allowed,
            names=names,
            remedy=remedy,
        )

    def code(
        self, row: ReadRow, key: str, words: EntryWords[_Code], what: str, wanted: bool = True
    ) -> _Code | None:
        """What a word stands for; reported where it stands for nothing."""
        written = row.text(key)
        if not written:
            if wanted:
                self.fault(
                    "S110", row, key, sentence("没有写{what}", what=what), allowed=words.options
                )
            return None
        found = words.find(written)
        if found is None:
            remedy = _INCLUDED if written.endswith(OPEN_ENDED) else ""
            self.fault(
                "S111",
                row,
                key,
                sentence("看不懂{what}", what=what),
                allowed=words.options,
                remedy=remedy,
            )
        return found

    def basis(self, row: ReadRow) -> InCells | None:
        """What a row cites; ``None`` where it cites nothing itself."""
        documents = row.text("document")
        articles, paragraphs = row.text("article"), row.text("paragraph")
        if not (documents or articles or paragraphs):
            return None
        numbers = [part.strip() for part in re.split("[；;]", documents or self.usual)]
        found = []
        for index, number in enumerate(numbers):
            document = self.document(row, number)
            if document is None:
                continue
            locator = cited_at(articles, paragraphs, index)
            place = row.place("document" if documents else "article")
            found.append(self.citation(document, locator, place))
        return listing(found)

    def citation(self, document: EntryDocument, locator: str, place: CellPlace) -> InCells:
        """A citation of a document."""
        self.cited.add(document.id)
        return mapping(
            {
                "source": at(document.id, place),
                "locator": at(locator, place) if locator else None,
                "grade": at(document.grade, place) if document.grade else None,
            },
            place,
        )

    def document(self, row: ReadRow, number: str, key: str = "document") -> EntryDocument | None:
        """The document of a number."""
        found = self.documents.get(number)
        if found is None:
            self.fault(
                "S112",
                row,
                key,
                sentence("“{sheet}”里没有这份文件，或者它没有题名", sheet=DOCUMENTS_TITLE),
                found=number,
                allowed=self.documents,
                remedy=sentence("在那一张填上题名，这里写它的序号"),
            )
        return found


@lru_cache(maxsize=2)
def _english_of(rulebook: Rulebook) -> Mapping[str, str]:
    """The English of every text of a measure, found once for a rulebook."""
    return {zh: en for measure in rulebook.measures.values() for zh, en in _texts(measure)}


def _texts(value: object) -> Iterator[tuple[str, str]]:
    """Every text below, with its English."""
    if isinstance(value, Text):
        yield value.zh, value.en
    elif isinstance(value, Node):
        return
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))
