"""Sheets filled in at random: what is said is what is read, and nothing makes the reader fail."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.adoption.entered import Entered
from huiqi.adoption.entry_layout import MEASURE_SECTIONS, EntrySection
from huiqi.adoption.entry_rows import EntryRow
from huiqi.diagnostics import CellPlace, Diagnostics
from tests.adoption.entry_sheets import GOOD, measure_of, read_sheet, sheet_of
from tests.thorough import examples
from tests.titles import RULES

_FEW = settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
#: What a row can say, and what that is in the language.
_COMPARED = {"不低于": ">=", "高于": ">", "不高于": "<=", "低于": "<", "等于": "==", "不等于": "!="}
_YEARS = {"当年": "", "上一年度": "[-1]", "前年": "[-2]"}
_GROUPS = ("", "任一A", "至少2项B", "均不得C")


def read(rows: dict[EntrySection, list[EntryRow]], base: Any) -> tuple[Entered | None, Diagnostics]:
    """What a sheet of these rows comes to."""
    with TemporaryDirectory() as folder:
        return read_sheet(sheet_of(Path(folder) / "x.xlsx", rows, base), RULES)


@st.composite
def said(draw: st.DrawFn) -> tuple[EntryRow, str, str]:
    """A row, its group, and its condition in the one form."""
    group = draw(st.sampled_from(_GROUPS))
    cells = {"group": group, "text": "甲"}
    if draw(st.booleans()):
        fact = draw(st.sampled_from(["制造业企业", "失信被执行人", "居民企业"]))
        answer = draw(st.sampled_from(["是", "否"]))
        row = EntryRow(cells={**cells, "fact": fact, "comparison": answer})
        return row, group, fact if answer == "是" else f"非 {fact}"
    fact, units = draw(
        st.sampled_from([("营业收入", ("元", "万元", "亿元")), ("从业人员", ("", "人"))])
    )
    word, unit = draw(st.sampled_from([*_COMPARED])), draw(st.sampled_from(units))
    year, number = draw(st.sampled_from([*_YEARS])), draw(st.integers(0, 10**9))
    inside = draw(st.booleans())
    value = {"value": f"{number}{unit}"} if inside else {"value": str(number), "unit": unit}
    row = EntryRow(cells={**cells, "fact": fact, "year": year, "comparison": word, **value})
    shown = "" if unit == "人" else unit
    return row, group, f"{fact}{_YEARS[year]} {_COMPARED[word]} {number}{shown}"


@_FEW
@given(st.lists(said(), min_size=1, max_size=8))
def test_what_is_said_is_what_is_read(rows: list[tuple[EntryRow, str, str]]) -> None:
    """Every condition in its group, in the order of the rows."""
    base = {**GOOD, EntrySection.WHO: ()}
    entered, found = read({EntrySection.WHO: [row for row, _, _ in rows]}, base)
    assert not found.errors
    assert entered is not None
    keys = {"任一A": "any", "至少2项B": "of", "均不得C": "none"}
    expected: list[Any] = []
    groups: dict[str, list[str]] = {}
    for _, group, condition in rows:
        if not group:
            expected.append(condition)
        elif group in groups:
            groups[group].append(condition)
        else:
            groups[group] = [condition]
            expected.append((keys[group], groups[group]))
    got = [
        clause["if"]
        if "if" in clause
        else next(
            (key, [part["if"] for part in clause[key]]) for key in keys.values() if key in clause
        )
        for clause in measure_of(entered)["requires"]["all"]
    ]
    assert got == expected


_ANY = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12
) | st.sampled_from(
    ["是", "—", "任一A", "上一年度", "不低于", "2000", "万元", "20%", "2023-01-01", "1"]
)


@st.composite
def anything(draw: st.DrawFn) -> dict[EntrySection, list[EntryRow]]:
    """Rows with anything in any of their cells."""
    found: dict[EntrySection, list[EntryRow]] = {}
    for layout in MEASURE_SECTIONS[1:]:
        cells = st.dictionaries(st.sampled_from([*layout.heads]), _ANY, max_size=6)
        rows = draw(st.lists(cells, max_size=2))
        found[layout.section] = [EntryRow(cells=row) for row in rows]
    return found


@_FEW
@given(anything())
def test_nothing_that_is_filled_in_makes_the_reader_fail(
    rows: dict[EntrySection, list[EntryRow]],
) -> None:
    """It is entered, or it is told what is wrong, where, in this workbook."""
    entered, found = read(rows, GOOD)
    assert (entered is None) == bool(found.errors)
    for diagnostic in found.items:
        assert isinstance(diagnostic.place, CellPlace)
        assert diagnostic.place.sheet
        assert diagnostic.place.line
        assert diagnostic.message
