"""The sheets of a filled form, each read for what it says of the enterprise.

Codes: P184 a unit or an extent that is not understood, P189 a list that says it is none and is not,
or does not say whether it is all (a remark), P190 a source or an answer that belongs to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.dates import written_year
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.file_parts import IDENTITY
from huiqi.profile.form.cells import from_cell
from huiqi.profile.form.data import FormData, ReadSheet
from huiqi.profile.form.layout import (
    FACT,
    ITEM,
    JUDGEMENT_PARTS,
    QUESTION,
    VALUE,
    YEAR,
    SheetKind,
)
from huiqi.profile.form.list_sheet import ListReader
from huiqi.profile.form.sheet_reader import FormSheet
from huiqi.profile.profile_reader import DETAILS
from huiqi.rulebook.composer import Steps
from huiqi.sentences import sentence
from huiqi.spelling import Names
from huiqi.wordings import yes_or_no


def read_sheet(read: ReadSheet, data: FormData, diagnostics: Diagnostics) -> None:
    """What a sheet says, put with the rest."""
    reader = _Sheet(read, data, diagnostics)
    kind = read.layout.kind
    if kind is SheetKind.IDENTITY:
        reader.identity()
    elif kind is SheetKind.FACTS:
        reader.facts()
    elif kind is SheetKind.LIST:
        ListReader(read, data, diagnostics).list_of_records()
    elif kind is SheetKind.SOURCES:
        reader.sources()
    else:
        reader.judgements()


class _Sheet(FormSheet):
    """The sheets that are no lists."""

    def identity(self) -> None:
        for row, key, line in self.rows():
            text = self.written(row, VALUE)
            value = from_cell(line.kind, text) if text else None
            if value is None:
                continue
            if key == "accepted":
                if yes_or_no(value):
                    code = self.data.enterprise.get("credit_code")
                    self.data.enterprise["credit_code"] = {"value": code, "accepted": True}
                continue
            # What is no part of the enterprise's name and number is a fact: its address.
            part = "enterprise" if key in (*IDENTITY, "note") else "facts"
            self.data.put((part, key), value, self.place(row, VALUE))

    def facts(self) -> None:
        years = {key: written_year(key) for key in self.layout.columns}
        for row, key, line in self.rows():
            label = self.place(row, ITEM)
            told = {
                column: self.written(row, column) for column in (VALUE, *filter(years.get, years))
            }
            if not any(told.values()):
                continue
            unit = self.unit(row, line)
            for column, text in told.items():
                value = from_cell(line.kind, text, unit) if text else None
                if value is None:
                    continue
                year = years.get(column)
                steps: Steps = ("facts", key) if year is None else ("facts", key, year)
                place = self.place(row, column)
                if year is not None and not isinstance(self.data.facts.get(key, {}), dict):
                    message = sentence("这一行既填了不分年的，又填了分年的")
                    remedy = sentence("只留一处")
                    self.diagnostics.report("P103", place, message, found=text, remedy=remedy)
                    continue
                self.data.put(steps, value, place, label)
                if year is not None:
                    self.data.places.setdefault(("facts", key), label)
                    self.data.key_places.setdefault(("facts", key), label)

    def entries(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a sheet of sources or answers."""
        for row in self.read.lines:
            if row > self.read.header:
                told = {
                    column: from_cell(Kind.TEXT, self.written(row, column))
                    for column in self.layout.columns
                }
                given = {column: str(text) for column, text in told.items() if text}
                if given:
                    yield row, given

    def sources(self) -> None:
        """Where figures come from, kept for when all sheets are read."""
        names = Names(self.data.names)
        for row, told in self.entries():
            name = names.find(told.get(FACT, ""))
            year = written_year(told.get(YEAR, ""))
            if name is None or (YEAR in told and year is None):
                column = FACT if name is None else YEAR
                labels = [label for own in self.data.names.values() for label in own]
                self.diagnostics.report(
                    "P190",
                    self.place(row, column),
                    sentence("表里没有这一项") if name is None else sentence("年度写作 2022"),
                    found=told.get(column) or sentence("（空）"),
                    allowed=labels if name is None else (),
                )
                continue
            details = {key: told[key] for key in DETAILS[1:] if key in told}
            self.data.sources[name, year] = (details, self.place(row, FACT))

    def judgements(self) -> None:
        """What officials have answered."""
        for row, told in self.entries():
            question = told.pop(QUESTION, "")
            given = {key: told[key] for key in JUDGEMENT_PARTS if key in told}
            if not given:
                continue
            if not question:
                message = sentence("没有写判定的是哪个问题")
                self.diagnostics.report("P190", self.place(row, QUESTION), message)
                continue
            steps: Steps = ("judgements", question)
            self.data.put(steps, {}, self.place(row, QUESTION))
            for key in JUDGEMENT_PARTS:
                # What is left out is asked for in its own cell.
                self.data.places[*steps, key] = self.place(row, key)
            for key, text in given.items():
                self.data.put((*steps, key), text, self.place(row, key))
