"""What every part of a sheet's reader needs: names, documents, English, and where faults go.

Codes: S110 a cell that has to be filled in, S111 a word that is not understood, S112 a document
that is not on the list, S113 what cannot stand together; E1xx and C103 as the language has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import TypeVar

from huiqi.adoption.entry_cited import BETWEEN
from huiqi.adoption.entry_facts import EntryFacts
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_words import EntryWords
from huiqi.diagnostics import CellPlace, Diagnostics
from huiqi.language.tree import Node
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text

_Code = TypeVar("_Code", bound=str | int)
#: Words that leave open whether the limit itself is meant.
_INCLUDED = "“以上”“以下”含本数的选 不低于、不高于，不含的选 高于、低于；原文没有写明的问部门"
_CHINESE = {word: n for n, word in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = re.compile(r"第?([0-9]{1,3}|[〇零一二两三四五六七八九十百]{1,6})(条|款|项)?")


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
        self._english: dict[str, str] = {}
        self._own: dict[str, str] = {}

    def speak_of(self, measure: Measure | None) -> None:
        """The English of a measure that is there counts before that of others."""
        if not self._english:
            for other in self.rulebook.measures.values():
                self._english.update(_texts(other))
        self._own = {} if measure is None else dict(_texts(measure))

    def below(self, file: str) -> str:
        """A file of the rules by its name from their folder."""
        return file.removeprefix(self.folder)

    def english(self, chinese: str) -> str:
        """The English that a text has in the rules; else the text itself."""
        return self._own.get(chinese) or self._english.get(chinese) or chinese

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
                self.fault("S110", row, key, f"没有写{what}", allowed=words.options)
            return None
        found = words.find(written)
        if found is None:
            remedy = _INCLUDED if written.endswith(("以上", "以下", "以内")) else ""
            self.fault("S111", row, key, f"看不懂{what}", allowed=words.options, remedy=remedy)
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
            locator = _part(articles, index, "条") + _part(paragraphs, index, "款")
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
                "“文件与确认”里没有这份文件，或者它没有题名",
                found=number,
                allowed=self.documents,
                remedy="在那一张填上题名，这里写它的序号",
            )
        return found


def locator_of(row: ReadRow) -> str:
    """Article and paragraph as one writes them: 第三条第一款."""
    return _part(row.text("article"), 0, "条") + _part(row.text("paragraph"), 0, "款")


def article_numbers(row: ReadRow) -> tuple[int, ...]:
    """The figures of article and paragraph, where both are figures; else none."""
    found = []
    for key in ("article", "paragraph"):
        for part in re.findall(_NUMBER, row.text(key).split(BETWEEN)[0]):
            number = _figure(part[0])
            if number:
                found.append(number)
    article = _NUMBER.match(row.text("article"))
    return tuple(found[:4]) if article is not None else ()


def _part(written: str, index: int, unit: str) -> str:
    """One of several places; a bare figure is an article, or a paragraph."""
    parts = re.split("[；;]", written)
    text = parts[index].strip() if index < len(parts) else ""
    match = _NUMBER.fullmatch(text)
    if match is None or (match[2] and text.startswith("第")):
        return text
    return f"第{_chinese(_figure(match[1]))}{match[2] or unit}"


def _figure(written: str) -> int:
    """12 from 12 or 十二."""
    if written.isascii() and written.isdecimal():
        return int(written)
    whole = last = 0
    for letter in written:
        if letter in "十百":
            whole += (last or 1) * (10 if letter == "十" else 100)
            last = 0
        else:
            last = _CHINESE.get(letter, 0)
    return whole + last


def _chinese(number: int) -> str:
    """十二 from 12."""
    digits = "〇一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return ("" if tens == 1 else digits[tens]) + "十" + (digits[rest] if rest else "")
    hundreds, rest = divmod(number, 100)
    if not rest:
        return f"{digits[hundreds]}百"
    between = "〇" if rest < 10 else "一" if rest < 20 else ""
    return f"{digits[hundreds]}百{between}{_chinese(rest)}"


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
