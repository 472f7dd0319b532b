"""What a note under a table says of its signs holds for that table; what nothing is told of is
counted once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable, HeldCells
from huiqi.screening.loader import load_enterprises
from huiqi.tables.legends import legend_told
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Value
from tests.screening.test_loading import DAY, check_facts
from tests.titles import RULES

duckdb = pytest.importorskip("duckdb")

NOTE = "注：营收按企业口头报的；√=有/是，/=没有，空着=没问。"
TITLE, YEAR = ("high_technology_certificate", None), ("statistics_entry_year", None)
COLUMNS = ("高新技术企业资格在有效期内=高企", "首次升规纳统年份=规上")


@pytest.mark.parametrize(
    ("note", "legend"),
    [
        (NOTE, {"√": "有", "/": "没有"}),
        ("说明：√：是；×：否；—：不详", {"√": "是", "×": "否", "-": "不详"}),
        ("/表示没有、√表示有", {"/": "没有", "√": "有"}),
        # What is explained in two ways, as another thing, or is no sign.
        ("/=没有，/=没问", {}),
        ("√=规上", {}),
        ("比例=营收/人数", {}),
        ("1-9月=累计，A/B=没有，单位/元：万元", {}),
        (">=是", {}),
    ],
)
def test_a_legend_says_what_its_signs_stand_for(note: str, legend: dict[str, str]) -> None:
    """Yes, no or not known alone."""
    assert legend_told([note]) == legend


def table_of(path: Path, *, note: str = "") -> GivenTable:
    """Some firms with signs, and perhaps a note below them."""
    rows = (
        "企业名称,高企,规上",
        "示例1公司,√,/",
        "示例2公司,/,2020",
        "示例3公司,/,",
        "示例4公司,—,不详",
    )
    path.write_text("\n".join((*rows, *([f"{note},,"] if note else []))), encoding="utf-8")
    return GivenTable(file=path, columns=COLUMNS, no_is_never=True)


def read(given: GivenTable) -> tuple[list[Value | None], list[Value | None], list[str]]:
    """What each row says of both, and what is told of the table."""
    diagnostics = Diagnostics()
    opened, _ = given.opened(RULES, DAY, diagnostics)
    facts = [opened.profile(row, Diagnostics()).facts for row in opened.table.rows]
    told = [[one[key].value if key in one else None for one in facts] for key in (TITLE, YEAR)]
    return told[0], told[1], [str(one.message) for one in diagnostics.items if one.code == "P134"]


def test_without_a_note_a_sign_says_nothing_and_is_counted(tmp_path: Path) -> None:
    """Once of each column, and not of each cell."""
    titles, years, (said,) = read(table_of(tmp_path / "表.csv"))
    assert titles == [Truth.TRUE, None, None, None]
    assert years[0] is None
    for count in ("高企“/”2 格", "高企“—”1 格", "规上“/”1 格", "规上“不详”1 格"):
        assert count in said


def test_a_note_below_says_what_it_stands_for(tmp_path: Path) -> None:
    """What it does not explain is counted as before."""
    titles, years, said = read(table_of(tmp_path / "表.csv", note=NOTE))
    assert titles == [Truth.TRUE, Truth.FALSE, Truth.FALSE, None]
    assert years[0] is NOT_APPLICABLE
    assert any("/=没有" in one for one in said)
    (counted,) = (one for one in said if "没有写看" in one)
    assert "“/”" not in counted
    assert "高企“—”1 格" in counted


@pytest.mark.parametrize("large", [0, None])
def test_a_database_reads_them_alike(
    tmp_path: Path, large: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large file, too, of which the first rows alone are looked at with the header."""
    if large is not None:
        monkeypatch.setattr("huiqi.screening.loader.opening.LARGE", large)
    for note in ("", NOTE):
        given = table_of(tmp_path / "表.csv", note=note)
        loaded = load_enterprises(duckdb.connect(), given, RULES, DAY, Diagnostics())
        assert check_facts(loaded, given) == 4


def test_that_there_is_none_is_nought_only_where_somebody_says_so(tmp_path: Path) -> None:
    """Of a revenue / may be what nobody told; that it is unread nobody has to look at."""
    path = tmp_path / "表.csv"
    head = "企业名称,营收,加计扣除"
    path.write_text(f"{head}\n示例1公司,/,/\n示例2公司,30,√\n{NOTE},,\n", encoding="utf-8")
    columns = ("2023年营业收入=营收", "2023年研发费用加计扣除额=加计扣除")
    given = GivenTable(file=path, columns=columns, unit="万元")
    for nought, whether, told in (
        (False, False, (None, None)),
        (True, False, (0, 0)),
        (False, True, (None, None)),
    ):
        own = replace(given, none_is_nought=nought, whether_claimed=whether, cells=HeldCells())
        opened, diagnostics = own.opened(RULES, DAY, Diagnostics())[0], Diagnostics()
        facts = opened.profile(opened.table.rows[0], diagnostics).facts
        assert not diagnostics.errors
        keys = (("revenue", 2023), ("rd_super_deduction", 2023))
        assert (
            tuple(getattr(facts[key].value, "low", None) if key in facts else None for key in keys)
            == told
        )
