"""Whatever a file holds, reading it is bounded in memory and time, and refused in one line."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from huiqi.tables import Wanted
from tests.commands import ROOT
from tests.tables.samples import by_hand, read, sheet_of

HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>企业名称</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>加计扣除额</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>示例甲</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>500元</t></is></c></row>'
)
FUND = Wanted(names={"name": ("企业名称",), "base": ("加计扣除额",)}, required=("name", "base"))
_PROGRAM = """
import sys
from pathlib import Path
from huiqi.diagnostics import Diagnostics
from huiqi.tables import read_cells
found = Diagnostics()
assert read_cells(Path(sys.argv[1]), found) is None
print(*[d.code for d in found.errors])
"""


def bounded(path: Path, megabytes: int, seconds: float) -> str:
    """The codes of a refusal, made in a process that may not have more memory than this."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))

    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("cell", ["XFD20000", "XFD1048576", "BXY3"])
def test_a_stray_cell_is_refused_by_its_name(tmp_path: Path, cell: str) -> None:
    """Nothing is made room for on the way to it."""
    number = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    data = f'{HEAD}<row r="{number}"><c r="{cell}"><v>1</v></c></row>'
    path = by_hand(tmp_path / "t.xlsx", sheet_of(data))
    started = time.process_time()
    _, codes, found = read(path)
    assert time.process_time() - started < 0.5
    assert codes[0].startswith(f"T101:{number}:")
    assert cell in found.items[0].message
    assert bounded(path, 200, 1) == "T101"


def test_a_far_row_costs_nothing(tmp_path: Path) -> None:
    """Nor does a far cell in which nothing stands."""
    data = f'{HEAD}<row r="1048576"><c r="A1048576"><v>1</v></c><c r="XFD1048576" s="1"/></row>'
    table, _, _ = read(by_hand(tmp_path / "t.xlsx", sheet_of(data)), wanted=FUND)
    assert table is not None
    assert [row.number for row in table.rows] == [2, 1048576]


@pytest.mark.parametrize(
    "part",
    [
        HEAD + f'<row><c t="inlineStr"><is><t>{"长" * 40_000}</t></is></c></row>',
        HEAD + '<row r="1"><c><v>1</v></c></row>',
        HEAD + '<row r="99999999"><c><v>1</v></c></row>',
        HEAD + '<row><c r="1A"><v>1</v></c></row>',
        HEAD + '<row><c t="s"><v>3</v></c></row>',
        HEAD + "<row>",
    ],
)
def test_a_damaged_sheet_is_one_line(tmp_path: Path, part: str) -> None:
    """No traceback, no guess."""
    _, codes, _ = read(by_hand(tmp_path / "t.xlsx", sheet_of(part)))
    assert len(codes) == 1
    assert codes[0][:4] in ("T100", "T101")


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    """No workbook declares any."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + sheet_of(HEAD)
    assert read(by_hand(tmp_path / "t.xlsx", bomb))[1] == ["T100:0:0"]


def test_what_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    """A few kilobytes that would be a gigabyte of one text, or of many."""
    path = by_hand(tmp_path / "t.xlsx", sheet_of(HEAD))
    relations = zipfile.ZipFile(path).read("xl/_rels/workbook.xml.rels")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/big.xml", "w", force_zip64=True) as stream:
            stream.write(b"<worksheet><sheetData><row><c><v>")
            for _ in range(600):
                stream.write(b"1" * 1_000_000)
        changed = relations.replace(b"sheet.xml", b"big.xml")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("xl/_rels/workbook.xml.rels", changed)
    assert path.stat().st_size < 2_000_000
    assert bounded(path, 200, 2) == "T101"


@pytest.mark.parametrize(
    ("text", "times"),
    [("\n", 90_000_000), ("\r\n", 20_000_000), (",", 20_000_000), (",\n", 20_000_000)],
)
def test_a_csv_of_nothing_is_refused_at_once(tmp_path: Path, text: str, times: int) -> None:
    """Lines and cells are counted before they are made."""
    path = tmp_path / "t.csv"
    path.write_text(f"企业名称,加计扣除额\n示例甲,1\n{text * times}", "utf-8", newline="")
    assert bounded(path, 450, 4) == "T101"


def test_a_file_beyond_the_bound_is_not_read(tmp_path: Path) -> None:
    """Its size is known without reading it."""
    path = tmp_path / "t.csv"
    with path.open("wb") as stream:
        stream.truncate(400_000_000)
    assert bounded(path, 150, 1) == "Y101"


@pytest.mark.parametrize("suffix", [".xls", ".ods", ".et", ".xlsb"])
def test_other_spreadsheets_are_told_the_way(tmp_path: Path, suffix: str) -> None:
    """Which of their cells failed or are hidden could not be told."""
    path = tmp_path / f"t{suffix}"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    _, codes, found = read(path)
    assert codes == ["T100:0:0"]
    assert ".xlsx" in found.items[0].remedy
    old = tmp_path / "t.xlsx"
    old.write_bytes(b"\xd0\xcf\x11\xe0" * 100)
    assert read(old)[1] == ["T100:0:0"]
