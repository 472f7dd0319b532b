"""What is asked of titles of a year whose cells do not say of which."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import date

from huiqi.diagnostics import shortened
from huiqi.profile.asked_of_years import year_said
from huiqi.profile.given_table import GivenTable
from huiqi.profile.rows import EnterpriseTable
from huiqi.profile.table_questions import TableQuestion, understood
from huiqi.profile.titles_of_a_year import yearless_in
from huiqi.sentences import sentence
from huiqi.tables.columns import listed, row_numbers


def of_which_year_titles_are(
    given: GivenTable, table: EnterpriseTable, as_of: date
) -> Generator[TableQuestion, str, GivenTable]:
    """The table once it is said of which year they all are."""
    cells = [] if given.titles_year is not None else list(yearless_in(table))
    if not cells:
        return given
    columns = dict.fromkeys(table.table.columns[place.column - 1] for place, _ in cells)
    seen = (
        sentence("称号")
        if given.redact
        else "、".join(dict.fromkeys(shortened(written) for _, written in cells))
    )
    text = sentence(
        "{columns}里 {number} 格写了{seen}、没写哪一年的（{rows}）；它一年一认。都是同一年的，"
        "写那一年，如 {year}；不是或不知道就回车（按未知，名单上逐户说）",
        columns=listed([sentence("“{column}”", column=one) for one in columns]),
        number=len(cells),
        seen=seen,
        rows=row_numbers(sorted({place.line for place, _ in cells})),
        year=as_of.year,
    )
    year = yield from understood(text, year_said)
    return given if year is None else replace(given, titles_year=year)
