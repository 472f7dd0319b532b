"""The columns of a table that are facts: their cells as values, with the unit of the header.

Codes, remarks: P131 a figure that is not plausible, P134 as what a cell was taken, P174 a cell
that cannot be read, whose facts are left unknown, P176 an amount with another unit than its
column's, P112 what is held ends soon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from huiqi.diagnostics import Diagnostic, Diagnostics, Place, Severity
from huiqi.language.types import Kind
from huiqi.objects import cached_property
from huiqi.profile.column_names import Key
from huiqi.profile.column_remarks import (
    counts_something,
    ended_of_late,
    remark_on_figure,
    said_of_end,
    said_only_when_given,
    said_only_whether,
    said_read_so,
    said_without_year,
)
from huiqi.profile.doubts import Doubt
from huiqi.profile.first_years import year_of_title, years_of_title
from huiqi.profile.heads_alike import parts_told
from huiqi.profile.lasting import Held, OtherColumn, told_together
from huiqi.profile.on_the_way import says_refused
from huiqi.profile.over_told import says_not_held
from huiqi.profile.plans import columns_planned
from huiqi.profile.profile import Given
from huiqi.profile.project_cells import cells_within, text_within
from huiqi.profile.rough_read import RoughRead, read_as_range
from huiqi.profile.signs_told import sign_in_words
from huiqi.profile.title_cells import ended_of, held_of_cell, only_how_far, word_of_how_far
from huiqi.profile.titles_listed import TitleTold
from huiqi.profile.told_in_full import told_in_full, word_of_part
from huiqi.profile.value_reader import ValueReader
from huiqi.profile.whether_told import says_only_whether
from huiqi.profile.years_told import columns_in_short, says_never, says_no_year
from huiqi.quantities import RATIO_UNITS
from huiqi.rulebook.documents import Document
from huiqi.rulebook.list_columns import WITHIN, column_of, completes, is_title
from huiqi.rulebook.naming import asked_whether, called, fact_names
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.titles_called import titles_called
from huiqi.rulebook.vocabulary import PlaceWord, StatedWord, TitleWord
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.tables import ReadTable, Row
from huiqi.tables.heads_apart import part_told
from huiqi.tables.legends import legend_of
from huiqi.tables.units import stated_factor, unit_after
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Value
from huiqi.wordings import says_none, says_nothing, yes_or_no

#: A cell that could not be read, and leaves its facts unknown.
UNREAD = "P174"
#: What is held ends soon.
ENDS_SOON = "P112"


class FactColumns:
    """Columns that are facts: reads the cells of a row as values, with the unit of the header."""

    def __init__(
        self,
        rulebook: Rulebook,
        table: ReadTable,
        columns: Mapping[Key, int],
        diagnostics: Diagnostics,
        unit: Decimal | None = None,
        *,
        places: Mapping[Key, StatedWord] | None = None,
        as_of: date | None = None,
    ) -> None:
        """``unit``: what an amount counts where neither its header nor the table says so;
        ``places``: the facts that are read from an address; ``as_of``: the day of decision.
        """
        self.as_of, self.unit = as_of, unit
        self.places = places or {}
        #: The columns whose cells name several titles, by their place.
        self.listing: Mapping[int, TitleWord] = {}
        #: Of the row that is read the titles that are told elsewhere, each with the place of that.
        self.titles_beside: Sequence[tuple[int, TitleTold]] = ()
        #: What the user says a column is, where that says more of its cells than its own head.
        self.heads: dict[Key, str] = {}
        #: Of a title in one column the day of it in another, and what the days there are.
        self.beside: Mapping[Key, OtherColumn] = {}
        #: Of what is one part of its head, which, and all of them.
        self.parts: Mapping[Key, tuple[int, tuple[str, ...]]] = {}
        #: By place, where an address lies that names no declared division.
        self.within: Mapping[str, str] = {}
        #: Whether a cell that cannot be read leaves its facts unknown, instead of refusing the row.
        self.lenient = False
        #: Whether a figure that is said to be about (约800) is read as a tenth about it.
        self.about = False
        #: As what such a range is read, for what comes of that beside.
        self.rough = RoughRead.RANGE
        #: Whether what was told to be spent on what is not completed was, instead of planned.
        self.spent = False
        #: Whether 无 says nought where a figure is asked for, as 没报 does of what is claimed.
        self.none_is_nought = self.no_is_never = False
        #: Whether √ says of an amount that it was claimed.
        self.whether_claimed = False
        #: Whether a title of which is told only when it was given is in force.
        self.still_held = False
        #: Of which year titles are that are given for one and do not say it.
        self.titles_year: int | None = None
        self.table, self.columns, self.diagnostics = table, columns, diagnostics
        self.rulebook = rulebook
        #: The lists of which its columns tell all that an enterprise has.
        self.whole: frozenset[str] = frozenset()
        self.facts: dict[Key, Fact | Definition] = {
            key: column_of(rulebook, key[0]) for key in columns
        }
        #: What the titles are called that may be held: in its own column a name is a yes.
        self.asked = {key: asked_whether(own) for key, own in self.facts.items() if own.lasting}
        #: The years of titles, as those in which they were first given, each with the title whose
        #: column it is of.
        self.firsts: dict[Key, Key] = {
            (year, None): key
            for key, own in self.facts.items()
            for year in years_of_title(own)
            if columns.get((year, None)) == columns[key]
        }
        #: The days of completion: of what they tell of, figures may be a plan until then.
        self.completions = frozenset(key for key in columns if completes(rulebook, key[0]))
        #: What the cells of what was spent tell beside that.
        self.within_cells = cells_within(rulebook, columns)
        #: What codes stand for, where the head says it.
        told = {key: legend_of(table.columns[index]) for key, index in columns.items()}
        self.legends = {key: legend for key, legend in told.items() if legend}
        self.factors: dict[Key, Decimal | None] = {}
        self.units: dict[Key, str] = {}
        #: The columns with amounts that are hardly meant in yuan, for want of a unit.
        self.doubtful: list[int] = []
        #: By column the figures that stand there without a unit, in their order, once looked at.
        self.bare_numbers: dict[Key, list[Decimal]] = {}
        for key, fact in self.facts.items():
            if key in self.firsts:
                # The head is that of the title, and has no unit.
                continue
            kind, index, dated = fact.type.kind, columns[key], key[1] is not None
            if kind is Kind.MONEY:
                # What a bracket says of the parts of a cell is no unit (技改（项目、投资、完工）).
                parted = parts_told(fact_names(rulebook), table.columns[index])
                names = (*called(fact), *([table.columns[index]] if parted else ()))
                factor = stated_factor(table, index, diagnostics, dated, names=names)
                self.factors[key] = factor or unit
            elif kind in (Kind.RATIO, Kind.COUNT):
                own = {unit: unit for unit in RATIO_UNITS}
                if kind is Kind.COUNT:
                    own = {fact.unit: fact.unit} if fact.unit else {}
                self.units[key] = unit_after(
                    table,
                    index,
                    own,
                    diagnostics,
                    dated,
                    names=called(fact),
                    years=fact.is_calendar_year,
                )

    @cached_property
    def titles(self) -> frozenset[str]:
        """What titles are called, without their level."""
        return titles_called(self.rulebook)

    @cached_property
    def planned(self) -> dict[Key, Key]:
        """The columns of figures that may be a plan until the completion, each with that of it."""
        return columns_planned(self)

    @cached_property
    def short_years(self) -> frozenset[Key]:
        """The columns of years that tell them by two digits."""
        rows = self.table.rows
        return columns_in_short(self, lambda index: (row.cells[index] for row in rows))

    def own_text(self, key: Key, text: str) -> str:
        """What a cell says: of a code its word, of several titles that which is asked about."""
        asked = self.firsts.get(key, key)
        text = part_told(text, *self.parts[key]) if key in self.parts else text
        text = text_within(self, key, text) if key in self.within_cells else text
        text = self.legends.get(key, {}).get(plain(text)) or sign_in_words(self, key, text)
        title = self.places.get(asked)
        if isinstance(title, TitleWord):
            return title.named_apart(asked[0], text, self.titles)
        return text

    def cell(self, key: Key, cells: Sequence[str]) -> str:
        """What stands in its column, with what a column beside it tells of it."""
        text, beside = self.own_text(key, cells[self.columns[key]]), self.beside.get(key)
        return text if beside is None else told_together(text, cells[beside.place], beside.days)

    def where(self, key: Key, row: Row) -> tuple[int, str]:
        """Where it stands what a row says of a fact, and what."""
        own, beside, text = self.columns[key], self.beside.get(key), self.cell(key, row.cells)
        there = beside is not None and not beside.days and text != row.cells[own]
        return (beside.place if beside is not None and there else own), text

    def read(self, row: Row, flawed: Iterable[int] = ()) -> dict[Key, Given]:
        """What the row says; a cell that cannot be read is reported, those ``flawed`` were."""
        found: dict[Key, Given] = {}
        told = set(flawed)
        for key in self.facts:
            index, text = self.where(key, row)
            if self.says_no_year(key, text):
                place = self.table.place(row, index)
                self.diagnostics.warn("P134", place, said_without_year(self.facts[key], text))
            elif says_only_whether(self, key, text):
                place = self.table.place(row, index)
                self.diagnostics.warn("P134", place, said_only_whether(self.facts[key], text))
            faulty = self.columns[key] in told and key not in self.within_cells
            if self.tells_nothing(key, text) or faulty:
                continue
            place, own = self.table.place(row, self.columns[key]), Diagnostics()
            written, text = text, self.in_full(key, text)
            value, doubts = self._value_of(key, (written, text), place, own)
            for fault in own.items:
                self.report(fault)
            if own.errors:
                # An address answers several facts: what is wrong with it is said once.
                if written == row.cells[self.columns[key]]:
                    told.add(self.columns[key])
            else:
                if value is not None:
                    remark_on_figure(self, key, (written, text), place, doubts)
                self._remark_on_answer(key, text, place, value)
                self._remark_on_end(key, text, place)
                said = text if text != written else read_as_range(written, self.facts[key].type)
                # What a recognition tells of the first is told with the recognition.
                if said and self.facts[key].type.enumeration is None and key not in self.firsts:
                    message = said_read_so(self.facts[key], written, said)
                    self.diagnostics.warn("P134", place, message)
            if value is not None:
                found[key] = Given(value=value, written=text, place=place)
        return found

    def _remark_on_answer(self, key: Key, text: str, place: Place, value: Value | None) -> None:
        """P134: what was taken for a yes or a no, where the cell says more or other than that."""
        never_came = self._never_came(key, text)
        if never_came and value is NOT_APPLICABLE:
            never = sentence("不适用（从来没有）")
            self.diagnostics.warn("P134", place, said_read_so(self.facts[key], text, never))
        placed = isinstance(self.places.get(key), PlaceWord)
        if isinstance(value, Truth) and value.known and yes_or_no(text) is None and not placed:
            said = sentence("是") if value is Truth.TRUE else sentence("否")
            self.diagnostics.warn("P134", place, said_read_so(self.facts[key], text, said))

    def _held(self, key: Key, text: str, as_of: date) -> Held:
        held = held_of_cell(self, key, text, as_of)
        return Held(Truth.TRUE) if self.still_held and held.only_given else held

    def says_only_when_given(self, key: Key, text: str) -> bool:
        """Whether a cell tells when a title was given, and nobody knows how long it is held."""
        fact, as_of = self.facts[key], self.as_of
        if not fact.lasting or as_of is None or says_nothing(text):
            return False
        return held_of_cell(self, key, self.in_full(key, text), as_of).only_given

    def _remark_on_end(self, key: Key, text: str, place: Place) -> None:
        fact, as_of = self.facts[key], self.as_of
        if fact.lasting and as_of is not None:
            held = self._held(key, text, as_of)
            if (message := said_of_end(fact, held, as_of, self.rulebook)) is not None:
                self.diagnostics.warn(ENDS_SOON, place, message)

    def report(self, fault: Diagnostic) -> None:
        """What is wrong with a cell: an error, or a remark where it leaves its facts unknown."""
        if self.lenient and fault.is_error:
            said = sentence("这一格没有读，按未知：{message}", message=fault.message)
            fault = replace(fault, code=UNREAD, message=said, severity=Severity.WARNING)
        self.diagnostics.items.append(fault)

    def value(
        self, key: Key, text: str, place: Place, diagnostics: Diagnostics
    ) -> tuple[Value | None, Sequence[Doubt]]:
        """What a cell that says something says of a fact, and what there is to ask of it."""
        return self._value_of(key, (text, self.in_full(key, text)), place, diagnostics)

    def _value_of(
        self, key: Key, cell: tuple[str, str], place: Place, diagnostics: Diagnostics
    ) -> tuple[Value | None, Sequence[Doubt]]:
        (text, told), own = cell, Diagnostics()
        found = self._value_told(key, told, place, own)
        for one in own.items:
            # What is wrong is quoted as it was written, and not as it was read on the way.
            diagnostics.items.append(replace(one, found=text) if one.found == told else one)
        return found

    def _value_told(
        self, key: Key, text: str, place: Place, diagnostics: Diagnostics
    ) -> tuple[Value | None, Sequence[Doubt]]:
        fact = self.facts[key]
        document = Document(file=self.table.file, data=None, places={(): place}, key_places={})
        share = RATIO_UNITS.get(self.units.get(key, ""))
        reader = ValueReader(document, diagnostics, self.factors.get(key), share=share)
        address = self.places.get(key)
        if fact.lasting and self.as_of is not None:
            held = self._held(key, text, self.as_of)
            if held.truth is not None:
                return held.truth, ()
            if held.since is True or (address is None and (held.since or held.between)):
                if not ended_of_late(held, self.as_of):
                    said = said_only_when_given(fact, text, held.between and held.between[1])
                    diagnostics.warn("P134", place, said)
                return None, ()
            if plain(text) in self.asked[key]:
                return Truth.TRUE, ()
        if fact.type.kind is Kind.BOOL and key[1] is not None and says_refused(text):
            return Truth.FALSE, ()
        if self._never_came(key, text):
            return NOT_APPLICABLE, ()
        if only_how_far(self, key, text):
            if (word := word_of_how_far(self, key, text)) is not None:
                diagnostics.warn("P134", place, word)
            return None, ()
        if (word := word_of_part(self, key, text)) is not None:
            diagnostics.warn("P134", place, word)
            return None, ()
        if address is None:
            return reader.read(fact, text, (), key[1]), reader.doubts
        return self._stated(address, key, text, reader), reader.doubts

    def _stated(self, stated: StatedWord, key: Key, text: str, reader: ValueReader) -> Truth | None:
        """What an address, or a word for a title, says of one of the facts that it answers."""
        if isinstance(stated, TitleWord):
            level = stated.held_of(text)
            if level is not None and level[0] == key[0]:
                place = reader.document.place(())
                reader.diagnostics.warn("P134", place, said_only_when_given(stated, text))
            if level is not None or says_not_held(text) or ended_of(stated, text, self.as_of):
                return None
            text = stated.among(text)
        if isinstance(stated, PlaceWord):
            text = stated.within(text, self.within.get(stated.id, ""))
        return reader.placed(stated, text, (), self.facts[key].label.zh).get(key[0])

    def tells_nothing(self, key: Key, text: str) -> bool:
        """Whether a cell is empty or not known; or says of the field of a list that there is none,
        or that a title is not held, which tells of no record and nothing of others; or whether,
        where it is asked in which year.
        """
        if key in self.firsts:
            return says_nothing(text) or not self.first_year(key, text)
        if WITHIN not in key[0] or says_nothing(text):
            silent = self.says_no_year(key, text) or says_only_whether(self, key, text)
            return says_nothing(text) or silent
        options = self.facts[key].type.enumeration
        # 有 says that there is one, and not what it is called.
        named = self.facts[key].type.kind is Kind.TEXT and yes_or_no(text) is not None
        titled = is_title(key[0]) or (options is not None and options.find(text) is None)
        # Of an investment of nought nobody tells as of a project.
        nought = self.facts[key].type.kind is Kind.MONEY and not text.strip("0. ")
        named = named or says_only_whether(self, key, text)
        return nought or named or says_none(text) or (titled and yes_or_no(text) is False)

    def says_no_year(self, key: Key, text: str) -> bool:
        """Whether a cell says 是 or 否 where it is asked in which year: since when it does not."""
        of_a_year = key not in self.firsts and self.facts[key].is_calendar_year
        return of_a_year and says_no_year(text) and not self._never_came(key, text)

    def _never_came(self, key: Key, text: str) -> bool:
        """Whether a cell says that there is no such year; 否 does where the user says so."""
        return self.facts[key].is_calendar_year and says_never(text, by_no=self.no_is_never)

    def first_year(self, key: Key, text: str) -> str:
        """The year of its title that is asked, as far as the cell of that says it."""
        title, as_of = self.firsts[key], self.as_of
        if as_of is None:
            return ""
        facts, name = self.facts, key[0]
        return year_of_title(
            facts[title], name, lambda: self._held(title, text, as_of), text, as_of
        )

    def in_full(self, key: Key, text: str) -> str:
        """What a cell says that says more, or less, than its fact, as the fact is written."""
        return told_in_full(self, key, text)

    def is_figure(self, key: Key) -> bool:
        """Whether it is a figure, and no calendar year."""
        return counts_something(self.facts[key])

    def about_it(self, key: Key, text: str) -> str:
        """The range of a figure that is said to be about; empty where a cell says no such thing,
        or tells a share where an amount is asked for.
        """
        told = self.rough.about_it(text) if self.is_figure(key) else ""
        is_share = told.endswith(tuple(RATIO_UNITS))
        return "" if is_share and self.facts[key].type.kind is not Kind.RATIO else told
