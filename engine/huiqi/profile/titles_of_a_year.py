"""Titles that are given anew for each year (科小 of 2025): without its year one tells nothing.

Code, a remark: P200 such a title whose year a cell does not tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from huiqi.profile.titles_listed import TitleTold, titles_of_cell
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from huiqi.diagnostics import Diagnostics, Place
    from huiqi.profile.fact_columns import FactColumns
    from huiqi.profile.rows import EnterpriseTable

#: A title of a year that a cell names without it.
YEARLESS = "P200"


def is_yearless(rulebook: Rulebook, title: TitleTold) -> bool:
    """Whether it is a title of one year each, and of which year is not told."""
    options = rulebook.facts[title.list_].fields[title.field].type.enumeration
    of_a_year = options is not None and title.option in options.yearly
    return of_a_year and title.given is None and title.until is None


def with_their_year(
    columns: FactColumns, titles: Iterable[TitleTold], place: Place, diagnostics: Diagnostics
) -> list[TitleTold]:
    """The titles of a cell, those without their year as of that which the user says they are of;
    P200 where nobody says it.
    """
    found, year = [], columns.titles_year
    for title in titles:
        if not is_yearless(columns.rulebook, title):
            found.append(title)
            continue
        written = title.written
        if year is None:
            said = sentence(
                "“{written}”没有写是哪一年的：一年一次，哪一年有都按未知", written=written
            )
            remedy = sentence("写上年份，如 {written}2025年", written=written)
            diagnostics.warn(YEARLESS, place, said, found=written, remedy=remedy)
        else:
            said = sentence("“{written}”按 {told} 年的读", written=written, told=str(year))
            diagnostics.warn("P134", place, said)
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
