"""The year in which a title was first given: what a recognition that a table tells says of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from huiqi.city import GivenTable, screen
from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostics
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.screening.loader.load import load_enterprises
from huiqi.values import Interval
from tests.screening.called import reason_to_call
from tests.titles import RULES

DAY = date(2026, 11, 29)
FIRST = "first_high_technology_year"
COLUMN = "高新技术企业资格在有效期内（认定日期）=高企"
#: What a certificate of three years (the measures of 2016, article 9) says of the first year.
CELLS = {
    "2024.12": (None, 2024),
    "2026年新认定": (None, 2026),
    "2025.12(首次)": (2025, 2025),
    "有效期至2027年12月": (None, 2024),
    "是（2022年12月）": (None, 2022),
    "2024.12-2027.12": (None, 2024),
    # What was rechecked was given before.
    "是（2025年12月复审）": (None, 2024),
    "是（2021，2024复）": (None, 2023),
    # Of these nothing is told: no day, none yet, or a hope.
    "是": None,
    "否": None,
    "": None,
    "2026年拟首次认定": None,
    "申报中": None,
    "未知": None,
}


def given(folder: Path, more: str = "", columns: tuple[str, ...] = (COLUMN,)) -> GivenTable:
    """A row for each of the cells; ``more``: a column that all have, and what it says."""
    head, _, cell = more.partition("=")
    rows = [
        ",".join(filter(None, ("企业名称", "高企", head))),
        *(",".join((f"示例{n}", told, *([cell] if more else []))) for n, told in enumerate(CELLS)),
    ]
    path = folder / "台账.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return GivenTable(file=path, columns=columns, lenient=True)


def test_a_recognition_bounds_the_first_one_by_one_and_in_a_database(tmp_path: Path) -> None:
    """At the latest in its own year; a first one, in it."""
    table, _ = given(tmp_path).opened(RULES, DAY, Diagnostics())
    found: list[tuple[int | None, int] | None] = []
    for row in table.table.rows:
        one = table.profile(row, Diagnostics()).facts.get((FIRST, None))
        if one is None:
            found.append(None)
            continue
        assert isinstance(one.value, Interval)
        low, high = one.value.low, one.value.high
        assert isinstance(low, Decimal)
        assert isinstance(high, Decimal)
        # No certificate is older than the measures of 2008.
        found.append((None if low == 2008 else int(low), int(high)))
    assert found == list(CELLS.values())
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given(tmp_path), RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == []
    names = [one[0] for one in connection.execute("DESCRIBE enterprises").fetchall()]
    low, high = (
        next(one for one in names if one.startswith(FIRST) and one.endswith(end))
        for end in ("low", "high")
    )
    query = f'SELECT "{low}", "{high}" FROM enterprises ORDER BY row'
    bounds = [
        None if most is None else (None if least in (None, 2008) else int(least), int(most))
        for least, most in connection.execute(query).fetchall()
    ]
    assert bounds == found


def test_a_column_of_its_own_says_the_year(tmp_path: Path) -> None:
    """And a column that is only said to be yes or no by the user bounds nothing."""
    for more, columns, value in (
        ("首次通过高新技术企业认定的年份=2019", (COLUMN,), Interval(Decimal(2019), Decimal(2019))),
        ("", (), None),
    ):
        opened, _ = given(tmp_path, more, columns).opened(RULES, DAY, Diagnostics())
        facts = [opened.profile(row, Diagnostics()).facts for row in opened.table.rows]
        values = {one[(FIRST, None)].value if (FIRST, None) in one else None for one in facts}
        assert values == {value}


@pytest.mark.parametrize(
    ("cell", "mark", "told"),
    [
        ("2024.12", Mark.ASK_ENTERPRISE, False),
        ("2025.12", Mark.ASK_ENTERPRISE, True),
        ("2026年新认定", Mark.ASK_ENTERPRISE, True),
        ("否", Mark.ASK_ENTERPRISE, False),
    ],
)
def test_who_may_have_been_certified_first_is_called_for_it(
    tmp_path: Path, cell: str, mark: Mark, told: bool
) -> None:
    """The province's subsidy for a first certificate of this year or the last, in force to the end
    of 2026: of a first one of before, whose year no source rules out, nobody is called.
    """
    path = tmp_path / "台账.csv"
    rows = [f"示例,{cell},聊城市", *(f"示例{n},否,聊城市" for n in range(3))]
    path.write_text("\n".join(("企业名称,高企,注册地", *rows)), encoding="utf-8")
    phrases = Phrases(RULES, "zh")
    table = GivenTable(file=path, columns=(COLUMN,))
    found = screen(RULES, table, DAY, worded(phrases), processes=1)
    first = found.entries[0]
    (answer,) = (one for one in first.screened.answers if one.measure == "rd-first-high-technology")
    assert answer.mark is mark
    reason = reason_to_call(first, found.asked_of_most, phrases)
    assert ("首次认定高企补助（文件到 2026-12-31）" in reason) is told
