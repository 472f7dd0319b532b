"""How the column of a fact may be headed, in each year where it has years.

A year stands before the name, after it or in a bracket (2022年营业收入, 营业收入（2022年）); 去年
and the like are told from the day of decision.

Codes: P151 a fact of a year without one; as a remark P158 which years 去年 and the like were taken
for.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial, reduce
from itertools import chain
from typing import NamedTuple

from huiqi.dates import OF_THE_TABLE, RELATIVE_YEAR, RELATIVE_YEARS, year_at_end, year_in_full
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.lasting import AT_MOST, RECOGNISED, UNTIL
from huiqi.profile.profile_reader import YEARS
from huiqi.rulebook.list_columns import columns_of_lists
from huiqi.rulebook.naming import called
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import plain, shell_text
from huiqi.tables import ReadTable
from huiqi.tables.columns import listed
from huiqi.tables.units import told_names, without_unit, year_settled

Key = tuple[str, int | None]
_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")
#: A day, or a month: its year is no column's.  A year alone may be, in a header of two rows.
_DAY = re.compile(r"(?:19|20)\d\d ?[-/.年] ?\d{1,2}(?: ?[-/.月].*)?|(?:19|20)\d{6}.*")
_WORD = re.compile(RELATIVE_YEAR)
#: A year with what makes it part of a column's name.
_YEAR_OF = re.compile(
    r"\(?(?:(?<!\d)(?:19|20)\d\d年?[-—–~至到](?:19|20)\d\d(?!\d)年?"
    rf"|(?<!\d)(?:19|20)\d\d(?!\d)年?|(?:{RELATIVE_YEAR}))[度末底]?\)?的?"
)
#: How a column of a year is headed, the usual way first; ``BEFORE``: the year before a name.
_DATED: tuple[str, ...] = (
    "{name}（{year}年）",
    "{year}年{name}",
    "{name}（{year}）",
    "{year}{name}",
)
_DATED += ("{name}{year}年", "{name}{year}", "{year}年度{name}", "{name}（{year}年度）")
_DATED += ("{year}年的{name}", "{year}年末{name}", "{year}年底{name}")
BEFORE = "{year}年"
#: The same of a year that is told from where one stands.
_RELATIVE: tuple[str, ...] = ("{word}{name}", "{name}（{word}）", "{name}{word}", "{word}的{name}")
_RELATIVE += ("{word}末{name}", "{word}底{name}")


def _of_form(form: str, **patterns: str) -> str:
    """A pattern for what is written in a form, in its plain form."""
    signs = dict(zip(patterns, "xy", strict=True))
    written = re.escape(plain(form.format(**signs)))
    return reduce(lambda one, name: one.replace(signs[name], patterns[name]), patterns, written)


#: What is headed so, apart from the year or the word.
_OF_YEARS = [
    re.compile(_of_form(form, name="(?P<name>.+?)", year=r"(?P<year>(?:19|20)\d\d)"))
    for form in _DATED
]
_OF_WORDS = [
    re.compile(_of_form(form, name="(?P<name>.+?)", word=f"(?P<word>{RELATIVE_YEAR})"))
    for form in _RELATIVE
]


class UndatedColumn(NamedTuple):
    """A column of some year that does not say of which: how the table calls it, and what it is."""

    name: str
    fact: Fact | Definition

    @property
    def answered(self) -> bool:
        """Whether yes or no stands in it."""
        return _is_answered(self.fact)

    def option(self, year: int | str) -> str:
        """That it is of a year, as the command line says it."""
        return f"{BEFORE.format(year=year)}{self.fact.label.zh}={self.name}"


class ColumnNames:
    """The names of every column that is a fact, in the years that the first rows name.

    ``keys``: each fact, and its year, by a name of its own; ``names``: by the same how such a
    column is headed, the first for people.  Of a year there are dozens of ways to write it with
    each name: they are read (:meth:`find`), not listed.
    """

    def __init__(
        self,
        rulebook: Rulebook,
        cells: Iterable[str],
        as_of: date | None,
        undated: int | None = None,
    ) -> None:
        """``undated``: the year of the figures whose column names none."""
        self.rulebook, self.as_of, self.undated = rulebook, as_of, undated
        #: What can stand in one cell, by name.
        self.declared = _declared(rulebook)
        # A day is no column's name: of a table with days each of their years would be looked for.
        texts = [year_in_full(text) for text in map(plain, cells) if not _DAY.fullmatch(text)]
        years = {int(match[0]) for text in texts for match in _YEAR.finditer(text)}
        #: The years of each name that two bare figures behind it tell (研发24, 研发25), where the
        #: same name has another year, too: alone they may be any number.
        self._at_end = _years_at_end(texts)
        years |= {year for own in self._at_end.values() for year in own}
        words = sorted({match[0] for text in texts for match in _WORD.finditer(text)})
        #: The words by the year that they mean: 去年 and 上年 mean the same.
        self.words: dict[int, list[str]] = {}
        if as_of is not None:
            for word in words:
                self.words.setdefault(self.year_meant(word, as_of), []).append(word)
        every = {*years, *self.words, *(() if undated is None else (undated,))}
        named = sorted(year for year in every if year in YEARS)
        self.keys: dict[str, Key] = {}
        for fact in self.declared.values():
            if not fact.yearly:
                self.keys[fact.id] = fact.id, None
            for year in named if fact.yearly else ():
                self.keys[f"{fact.id}[{year}]"] = fact.id, year
        undated_names = _undated_names(rulebook)
        self.names = {
            key: undated_names[name] if year is None else _names(self.declared[name], year)
            for key, (name, year) in self.keys.items()
        }
        self._yearly = _yearly(rulebook)

    def find(self, name: str) -> str | None:
        """Which fact of which year is headed so; ``None`` where it is none of a year.

        ``name``: in its plain form.
        """
        for own, year in self._dated(name):
            fact = self._yearly.get(own)
            # How things stand is written down as of today, figures of a year that is over.
            if fact is None or (own == name and _is_answered(fact)):
                continue
            if (key := f"{fact.id}[{year}]") in self.keys:
                return key
        return None

    def _dated(self, name: str) -> Iterator[tuple[str, int]]:
        if self.undated is not None:
            yield name, self.undated
        for form in _OF_YEARS:
            if (match := form.fullmatch(name)) is not None:
                yield match["name"], int(match["year"])
        at_end = year_at_end(name)
        if at_end is not None and at_end[1] in self._at_end.get(at_end[0], ()):
            yield at_end
        if self.as_of is None:
            return
        for form in _OF_WORDS:
            if (match := form.fullmatch(name)) is not None:
                yield match["name"], self.year_meant(match["word"], self.as_of)

    def year_meant(self, word: str, as_of: date) -> int:
        """The year of a word, told from the day of decision; 本年 is that of the table, where the
        user says of which it is.
        """
        own = self.undated if word in OF_THE_TABLE else None
        return (as_of.year if own is None else own) + RELATIVE_YEARS[word]

    def check_years(
        self,
        table: ReadTable,
        used: Container[int],
        diagnostics: Diagnostics,
        *,
        carried: bool = False,
    ) -> tuple[UndatedColumn, ...]:
        """A figure of some year, of which the column does not say which: refused, or, where such
        columns can be ``carried``, remarked on; which those are.
        """
        undated: dict[int, UndatedColumn] = {}
        for index, column in enumerate(table.columns):
            told = chain.from_iterable(map(_without_word, told_names(plain(column))))
            fact = next((self._yearly[name] for name in told if name in self._yearly), None)
            if fact is not None and index not in used:
                undated[index] = UndatedColumn(column, fact)
        if carried:
            self._remark_on_undated(table, undated, diagnostics)
            return tuple(undated[index] for index in sorted(undated))
        for index in sorted(undated):
            name = table.columns[index]
            bare = _WORD.sub("", name)
            diagnostics.report(
                "P151",
                table.place(None, index),
                sentence("这一列按年填写，列名里没有年份"),
                found=name,
                remedy=sentence(
                    "写作 2022年{name} 这样，一年一列；评估日之前一年的，写 去年{name}", name=bare
                ),
            )
        return ()

    def _remark_on_undated(
        self, table: ReadTable, undated: Mapping[int, UndatedColumn], diagnostics: Diagnostics
    ) -> None:
        """P151: the figures together, which are mostly of one year; what is answered by yes or no
        each, with how it is said of which year.
        """
        figures = {i: one.name for i, one in undated.items() if not one.answered}
        if figures:
            remedy = sentence("都是同一年的，用 --year 写明哪一年；不是同一年的，列名里写上年份")
            if self.as_of is not None:
                remedy = sentence(
                    "都是同一年的，用 --year 写明哪一年，如 --year {year}；"
                    "不是同一年的，列名里写上年份",
                    year=self.as_of.year - 1,
                )
            columns = listed([figures[index] for index in sorted(figures)])
            diagnostics.warn(
                "P151",
                table.place(None, min(figures)),
                sentence(
                    "这些列按年填写，列名里没有年份，没有用来评估：{columns}", columns=columns
                ),
                remedy=remedy,
            )
        for index, one in undated.items():
            if index in figures:
                continue
            year = sentence("某年") if self.as_of is None else self.as_of.year
            diagnostics.warn(
                "P151",
                table.place(None, index),
                sentence("这一列按年填写，列名里没有年份，没有用来评估"),
                found=one.name,
                remedy=sentence(
                    "是现在的，用 --column {option}；是别的年份的，写那一年",
                    option=shell_text(one.option(year)),
                ),
            )

    def tell_relative(
        self,
        table: ReadTable,
        found: Mapping[str, int],
        stated: Container[str],
        diagnostics: Diagnostics,
    ) -> None:
        """Which years were meant, of the columns that say so by a word."""
        told: dict[str, int] = {}
        first = -1
        for key, index in found.items():
            _, year = self.keys.get(key, ("", None))
            word = _WORD.search(plain(table.columns[index]))
            if year is not None and word is not None and key not in stated:
                told[word[0]] = year
                first = index if first < 0 else min(first, index)
        if told:
            years = [
                sentence("{word}是 {year}年", word=word, year=year)
                for word, year in sorted(told.items(), key=lambda one: -one[1])
            ]
            said = reduce(
                lambda one, other: sentence("{one}，{other}", one=one, other=other), years
            )
            diagnostics.warn(
                "P158",
                table.place(None, first),
                sentence("按评估日 {day}，{years}", day=self.as_of, years=said),
                remedy=sentence("表是别的年份做的，列名里写明年份，或用 --as-of 写明评估日"),
            )

    @property
    def some_year(self) -> str:
        """A year as it stands before a name: the one that most measures ask about, where it is
        known from which day they do.
        """
        if self.as_of is None:
            return sentence("某年")
        return BEFORE.format(year=self.as_of.year - 1)

    def year_of_head(self, head: str) -> str:
        """The same of a head as it is written, whose bracket may tell it (25年汇缴)."""
        bare, settled = without_unit(plain(head), dated=True), year_settled(plain(head))
        own = self.year_of(bare)
        if not settled or _YEAR.search(year_in_full(bare)) is not None:
            return own
        return BEFORE.format(year=settled)

    def year_of(self, name: str) -> str:
        """The year that a name has, as it stands before a name: ``2022年``."""
        year, word = _YEAR.search(year_in_full(name)), _WORD.search(name)
        if year is not None:
            return BEFORE.format(year=year[0])
        if word is None and (at_end := year_at_end(name)) is not None:
            return BEFORE.format(year=at_end[1])
        if word is not None and self.as_of is not None:
            return BEFORE.format(year=self.year_meant(word[0], self.as_of))
        return "" if self.undated is None else BEFORE.format(year=self.undated)


# What the header of any table is compared with is put together once for a rulebook.


@lru_cache(maxsize=4)
def _declared(rulebook: Rulebook) -> Mapping[str, Fact | Definition]:
    """What can stand in one cell, by name."""
    every: tuple[Fact | Definition, ...] = (
        *rulebook.facts.values(),
        *rulebook.definitions.values(),
        *columns_of_lists(rulebook).values(),
    )
    return {fact.id: fact for fact in every if fact.type.kind is not Kind.RECORDS}


@lru_cache(maxsize=4)
def _undated_names(rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """How the column of each fact of no year is headed."""
    declared = _declared(rulebook)
    return {name: _names(fact, None) for name, fact in declared.items() if not fact.yearly}


@lru_cache(maxsize=4)
def _yearly(rulebook: Rulebook) -> Mapping[str, Fact | Definition]:
    """The facts of a year by their names; of a name that two go by, the first."""
    yearly = [fact for fact in _declared(rulebook).values() if fact.yearly]
    return {plain(name): fact for fact in reversed(yearly) for name in called(fact)}


def _names(fact: Fact | Definition, year: int | None) -> tuple[str, ...]:
    """How its column is headed."""
    own = called(fact) if year is None else (_DATED[0].format(name=fact.label.zh, year=year),)
    if isinstance(fact, Fact) and (fact.at_most_told or fact.planned_until):
        own = (f"{fact.label.zh}{AT_MOST}", *own)
    # So the user says what the days of a column are.
    days = (UNTIL, RECOGNISED) if fact.lasting else ()
    return (*(f"{fact.label.zh}{of}" for of in days), *own)


def _is_answered(fact: Fact | Definition) -> bool:
    """Whether yes or no says it."""
    return fact.type.kind is Kind.BOOL


def bare_head(head: str) -> str:
    """What a head names, in its plain form: without a unit and a year."""
    return without_year(without_unit(plain(head), dated=True))


def without_year(name: str) -> str:
    """A column's name without the year, however it stands there."""
    bare = _YEAR_OF.sub("", year_in_full(name))
    at_end = year_at_end(bare)
    return bare if at_end is None or not at_end[0] else at_end[0]


def _years_at_end(heads: Iterable[str]) -> dict[str, set[int]]:
    """By name the years that two bare figures behind it tell, of each that has several years."""
    bare: dict[str, set[int]] = {}
    every: dict[str, set[int]] = {}
    for head in map(partial(without_unit, dated=True), heads):
        if (at_end := year_at_end(head)) is not None:
            bare.setdefault(at_end[0], set()).add(at_end[1])
            every.setdefault(at_end[0], set()).add(at_end[1])
        elif (year := _YEAR.search(year_in_full(head))) is not None:
            every.setdefault(without_year(head), set()).add(int(year[0]))
    return {name: years for name, years in bare.items() if len(every[name]) > 1}


def _without_word(name: str) -> Iterator[str]:
    """A name in its plain form, and without a year that is told from where one stands."""
    yield name
    for form in _OF_WORDS:
        if (match := form.fullmatch(name)) is not None:
            yield match["name"]
