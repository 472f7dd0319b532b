"""What became of a title year by year, written by a grammar of this test's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from huiqi.city import GivenTable
from huiqi.diagnostics import Diagnostics
from huiqi.profile.fact_columns import UNREAD
from huiqi.profile.title_history import held_by_history, title_history
from huiqi.screening.loader.load import load_enterprises
from huiqi.truth import Truth
from huiqi.values import Interval
from tests.titles import RULES

DAY, YEARS = date(2026, 12, 1), 3
FIRST = st.sampled_from(["头一回", "第一次", "首次", "初次", "第一回"])
GIVEN = st.sampled_from(["认上的", "认定", "认下来了", "通过", "拿到证", "过的", "认的", "认定的"])
PASSED = st.sampled_from(["复审过了", "复审通过", "通过复审", "复核过了", "重新认定通过"])
ENDS = st.sampled_from(["到期", "期满", "届满", "就到期", "到期了"])
APPLIED = st.sampled_from(["报", "报了", "申报", "申请了", "报过"])
REFUSED = st.sampled_from(["没过", "没通过", "未通过", "没认上", "没认下来", "落选了"])
BETWEEN = st.sampled_from([",", "，", "、", "；", " "])


@st.composite
def years(draw: st.DrawFn, least: int = 2019, most: int = 2026) -> tuple[str, int]:
    """A year as one writes it, and which."""
    year = draw(st.integers(least, most))
    told = [f"{year}年", f"{year % 100}年", f"{year}.11"]
    told += {2026: ["今年"], 2025: ["去年"]}.get(year, [])
    return draw(st.sampled_from(told)), year


@tried(years(), FIRST, GIVEN, st.booleans())
def test_when_it_was_first_given(
    then: tuple[str, int], first: str, verb: str, verbless: bool
) -> None:
    told = title_history(f"{then[0]}{first}{'' if verbless else verb}", DAY)
    assert told is not None
    assert told.first_year(YEARS) == f"{then[1]}..{then[1]}"
    assert told.failed_year == told.rechecked_year(DAY, YEARS) == ""
    held = held_by_history(told, DAY, YEARS)
    assert held.truth is (Truth.TRUE if then[1] > 2023 else None)


@tried(years(2018, 2022), years(2023, 2026), FIRST, PASSED, BETWEEN)
def test_given_then_and_rechecked(
    then: tuple[str, int], later: tuple[str, int], first: str, passed: str, between: str
) -> None:
    told = title_history(f"{then[0]}{first}{between}{later[0]}{passed}", DAY)
    assert told is not None
    assert told.first_year(YEARS) == f"{then[1]}..{then[1]}"
    # Rechecked in 2023, it may have been in 2026 once more.
    assert told.rechecked_year(DAY, YEARS) == (str(later[1]) if later[1] > 2023 else "")
    assert held_by_history(told, DAY, YEARS).truth is (Truth.TRUE if later[1] > 2023 else None)


@tried(years(), st.one_of(st.just(""), FIRST), APPLIED, REFUSED, st.one_of(st.just(""), BETWEEN))
def test_applied_for_and_refused(
    then: tuple[str, int], first: str, applied: str, refused: str, between: str
) -> None:
    """That it was the first application is said, or not known."""
    told = title_history(f"{then[0]}{first}{applied}{between}{refused}", DAY)
    assert told is not None
    assert told.failed_year == (str(then[1]) if first else "")
    assert told.first_year(YEARS) == ""
    # Refused in a year before, it may have been given since.
    assert held_by_history(told, DAY, YEARS).truth is (Truth.FALSE if then[1] == 2026 else None)


@tried(years(2021, 2023), st.integers(-2, 2), GIVEN, ENDS, BETWEEN)
def test_an_end_that_no_three_years_come_to_is_asked_about(
    then: tuple[str, int], off: int, verb: str, ends: str, between: str
) -> None:
    until = then[1] + YEARS + off
    told = title_history(f"{then[0]}{verb}{between}{until}年{ends}", DAY)
    assert told is not None
    held = held_by_history(told, DAY, YEARS)
    if off:
        assert (held.truth, held.between) == (None, None)
    else:
        assert held.between is not None
        assert {day.year for day in held.between} == {until}
        assert held.truth is (Truth.FALSE if until < 2026 else None)


#: By hand: whether it is held, the last day it may end, the years first given, of the first
#: application that failed, and of the last recheck; ``None``: it is not read.
OFFICERS: dict[str, tuple[Truth | None, str, str, str, str] | None] = {
    "24年头一回认上的": (Truth.TRUE, "2027-12-31", "2024..2024", "", ""),
    "22年头回,25年复审过了": (Truth.TRUE, "2028-12-31", "2022..2022", "", "2025"),
    "23年首次(12月到期)": (Truth.TRUE, "2026-12-31", "2023..2023", "", ""),
    "23年认的,今年到期": (None, "2026-12-31", "<= 2023", "", ""),
    "23年的证，12月期满，该复审": (Truth.TRUE, "2026-12-31", "<= 2023", "", ""),
    "2023.12认定": (None, "2026-12-31", "<= 2023", "", ""),
    "有,2026.12到期": (Truth.TRUE, "2026-12-31", "<= 2023", "", ""),
    "有(24年复审)": (Truth.TRUE, "2027-12-31", "<= 2023", "", "2024"),
    "26年正报": (None, "", "", "", ""),
    "26年报了,没过": (Truth.FALSE, "", "", "", ""),
    "今年头一回报,没过": (Truth.FALSE, "", "", "2026", ""),
    "没过,26年头一回报的": (Truth.FALSE, "", "", "2026", ""),
    "25年没过,26年头一回认上": (Truth.TRUE, "2029-12-31", "2026..2026", "<= 2025", ""),
    "去年没过,今年又报了": (None, "", "", "", ""),
    "头一回报,还没结果": (Truth.FALSE, "", "", "", ""),
    # A month of which year is not said; what was the first is not said; not one title.
    "24年首次(12月到期)": None,
    "没过(26年首次)": None,
    "26年首次,没过": None,
    "26年复审没过": None,
    "24年首次,25年首次": None,
    "27年头一回认上": None,
    "24年认上又撤了": None,
    "准备26年头一回报": None,
    "没有": None,
}


@pytest.mark.parametrize("cell", OFFICERS)
def test_cells_of_officers(cell: str) -> None:
    told, expected = title_history(cell, DAY), OFFICERS[cell]
    assert (told is None) is (expected is None)
    if told is None:
        return
    held = held_by_history(told, DAY, YEARS)
    last = "" if held.between is None else str(held.between[1])
    years = (told.first_year(YEARS), told.failed_year, told.rechecked_year(DAY, YEARS))
    assert (held.truth, last, *years) == expected


#: The year of the first application that failed, for which the city gives 3万
#: (liaocheng-science-conference): from which to which it may be.
FAILED = {
    "今年头一回报,没过": (2026, 2026),
    # No certificate is older than the measures of 2008.
    "25年没过,26年头一回认上": (2008, 2025),
    "26年报了,没过": None,
    "26年正报": None,
}
YEAR = "first_high_technology_failure_year"


def test_the_years_reach_the_facts_one_by_one_and_in_a_database(tmp_path: Path) -> None:
    """What was asked of each of them, and stood in the cell."""
    path = tmp_path / "台账.csv"
    rows = [f'示例{n},"{cell}"' for n, cell in enumerate(FAILED)]
    path.write_text("\n".join(("企业名称,高企", *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=("高新技术企业资格在有效期内=高企",), lenient=True)
    table = given.alone(RULES, DAY, Diagnostics())
    found: list[tuple[int, int] | None] = []
    for row in table.table.rows:
        own = Diagnostics()
        one = table.profile(row, own).facts.get((YEAR, None))
        # Read, be it that nothing is known of it.
        assert not [each for each in own.items if each.code == UNREAD]
        if one is None:
            found.append(None)
            continue
        assert isinstance(one.value, Interval)
        assert isinstance(one.value.low, Decimal)
        assert isinstance(one.value.high, Decimal)
        found.append((int(one.value.low), int(one.value.high)))
    assert found == [*FAILED.values()]
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == []
    names = [one[0] for one in connection.execute("DESCRIBE enterprises").fetchall()]
    low, high = (
        next(one for one in names if one.startswith(YEAR) and one.endswith(end))
        for end in ("low", "high")
    )
    query = f'SELECT "{low}", "{high}" FROM enterprises ORDER BY row'
    bounds = [
        None if most is None else (2008 if least is None else int(least), int(most))
        for least, most in connection.execute(query).fetchall()
    ]
    assert bounds == found
