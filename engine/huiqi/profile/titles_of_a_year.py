"""Titles that are given anew for each year (科小 of 2025): without its year one tells nothing.

Code, a remark: P200 such a title whose year a cell does not tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from huiqi.language.types import Kind
from huiqi.profile.column_remarks import said_read_so
from huiqi.profile.titles_listed import TitleTold, titles_of_cell
from huiqi.rulebook.naming import called
from huiqi.rulebook.rulebook import Fact, Rulebook
from huiqi.sentences import sentence
from huiqi.spelling import plain

if TYPE_CHECKING:
    from huiqi.diagnostics import Diagnostics, Place
    from huiqi.profile.fact_columns import FactColumns
    from huiqi.profile.rows import EnterpriseTable

#: A title of a year that a cell names without it.
YEARLESS = "P200"


def fact_of_year(rulebook: Rulebook, title: TitleTold) -> Fact | None:
    """The fact that says of each year whether a title is held, where there is one."""
    return _facts_of_years(rulebook, f"{title.list_}.{title.field}").get(title.option)


@lru_cache(maxsize=8)
def _facts_of_years(rulebook: Rulebook, name: str) -> dict[str, Fact]:
    """Those facts by the option of a field that is called the same."""
    list_, _, field = name.partition(".")
    options = rulebook.facts[list_].fields[field].type.enumeration
    facts = {
        plain(own): fact
        for fact in rulebook.facts.values()
        if fact.yearly and fact.type.kind is Kind.BOOL
        for own in called(fact)
    }
    found: dict[str, Fact] = {}
    for symbol in () if options is None else options.symbols:
        assert options is not None
        names = (plain(own) for own in options.names(symbol))
        if (fact := next((facts[own] for own in names if own in facts), None)) is not None:
            found[symbol] = fact
    return found


def is_yearless(rulebook: Rulebook, title: TitleTold) -> bool:
    """Whether it is a title of a year, and which year is not told."""
    return title.given is None and fact_of_year(rulebook, title) is not None


def with_their_year(
    columns: FactColumns, titles: Iterable[TitleTold], place: Place, diagnostics: Diagnostics
) -> list[TitleTold]:
    """The titles of a cell, those without their year as of that which the user says they are of;
    P200 where nobody says it.
    """
    found = []
    for title in titles:
        fact, year = fact_of_year(columns.rulebook, title), columns.titles_year
        if fact is None or title.given is not None:
            found.append(title)
            continue
        if year is None:
            said = sentence(
                "{fact}：“{written}”没写哪一年的，按未知；一年一认，把年份写在后面，如（{year}）",
                fact=fact.label,
                written=title.written,
                year=columns.as_of.year if columns.as_of is not None else "",
            )
            diagnostics.warn(YEARLESS, place, said, found=title.written)
        else:
            told = said_read_so(fact, title.written, str(year))
            diagnostics.warn("P134", place, told)
            title = replace(title, given=(date(year, 1, 1), date(year, 12, 31)))
        found.append(title)
    return found


def yearless_in(table: EnterpriseTable) -> Iterator[tuple[Place, str]]:
    """The cells of a table that name such titles without their year, with each title."""
    facts = table.facts
    for row in table.table.rows if facts.as_of is not None else ():
        assert facts.as_of is not None
        for index, title in facts.listing.items():
            told = titles_of_cell(facts.rulebook, title, row.cells[index], facts.as_of).known
            for one in told:
                if is_yearless(facts.rulebook, one):
                    yield table.table.place(row, index), one.written
