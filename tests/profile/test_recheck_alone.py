"""A recheck of which only the day is told: it passed where somebody says that the title is held."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.screening.loader.load import load_enterprises
from huiqi.truth import Truth
from huiqi.values import Interval
from tests.screening.test_asked_of_table import answered_by
from tests.titles import RULES

DAY = date(2026, 12, 1)
COLUMN = "高新技术企业资格在有效期内（认定日期）=高企"
HELD, RECHECKED = "high_technology_certificate", "high_technology_recheck_year"
#: Whether it is asked about, and the year of the recheck once it is said to be held.  A
#: certificate is good for three years (the measures of 2016, article 9).
CELLS: dict[str, tuple[bool, int | None]] = {
    "2024.12.7复审": (True, 2024),
    "2025（复审）": (True, 2025),
    "24年复审": (True, 2024),
    "2021首次、2024复审": (True, 2024),
    # It may have been rechecked again since.
    "2022年复审": (True, None),
    # That it goes on, or how it went, is not yet known; or it is.
    "2026年复审": (False, None),
    "2024复审没过": (False, None),
    "2026.12复审": (False, None),
}


@pytest.mark.parametrize("said", ["是", ""])
def test_it_is_asked_about_and_then_passed(tmp_path: Path, said: str) -> None:
    """One by one and in a database; unanswered it is not known."""
    path = tmp_path / "台账.csv"
    rows = (f"示例{n},{cell}" for n, cell in enumerate(CELLS))
    path.write_text("\n".join(("企业名称,高企", *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=(COLUMN,), lenient=True)
    told, asked = answered_by(given, lambda text: said if "写到哪天有效" in text else "", DAY)
    (question,) = (text for text in asked if "写到哪天有效" in text)
    assert question.startswith(f"{sum(one for one, _ in CELLS.values())} 格")
    table, _ = told.opened(RULES, DAY, Diagnostics())
    held, years = list[Truth | None](), list[int | None]()
    for row in table.table.rows:
        facts = table.profile(row, Diagnostics()).facts
        own, year = facts.get((HELD, None)), facts.get((RECHECKED, None))
        held.append(own.value if own is not None and isinstance(own.value, Truth) else None)
        told_year: int | None = None
        if year is not None and isinstance(year.value, Interval):
            assert year.value.low == year.value.high
            assert isinstance(year.value.low, Decimal)
            told_year = int(year.value.low)
        years.append(told_year)
    wanted = [(Truth.TRUE, year) if one and said else (None, None) for one, year in CELLS.values()]
    assert list(zip(held, years, strict=True)) == wanted
    connection = duckdb.connect()
    assert not load_enterprises(connection, told, RULES, DAY, Diagnostics()).apart_rows()
    query = f"SELECT {HELD} FROM enterprises ORDER BY row"
    truths = {True: Truth.TRUE, False: Truth.FALSE, None: None}
    assert [truths[one] for (one,) in connection.execute(query).fetchall()] == held
