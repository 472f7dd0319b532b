"""Tables: CSV and spreadsheets read exactly, faults at their row and column."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.diagnostics import Diagnostics, Place
from huiqi.tables import ReadTable, Wanted, find_columns, read_cells, read_table, separated
from tests.in_english import still_chinese


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A CSV file of this text."""
    path = folder / "t.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, **more: object) -> ReadTable:
    """A table that is in order."""
    diagnostics = Diagnostics()
    table = read_table(path, diagnostics, **more)  # type: ignore[arg-type]
    assert diagnostics.errors == []
    assert table is not None
    return table


def refused(path: Path, **more: object) -> tuple[str, Place]:
    """The code and place of the first fault of one that is not."""
    diagnostics = Diagnostics()
    assert read_table(path, diagnostics, **more) is None  # type: ignore[arg-type]
    first = diagnostics.sorted()[0]
    assert not still_chinese(diagnostics.items)
    return first.code, first.place


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_keeps_its_texts_and_its_row_numbers(tmp_path: Path, encoding: str) -> None:
    """Quotation, line breaks in a cell, empty rows and the encodings of Chinese offices."""
    text = '名称,金额\n甲,"1,200.50"\n\n"乙\n厂",007\n'
    table = read(written(tmp_path, text, encoding))
    assert table.columns == ("名称", "金额")
    assert [(row.number, row.cells) for row in table.rows] == [
        (2, ("甲", "1,200.50")),
        (4, ("乙\n厂", "007")),
    ]


CELLS = st.sampled_from(("", "甲", "名\n称", "25年营收\r\n（万）", '他说"行"', "1,200", "\n"))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=6),
    end=st.booleans(),
)
def test_a_row_of_a_csv_has_the_number_that_a_spreadsheet_shows(
    tmp_path: Path, rows: list[list[str]], end: bool
) -> None:
    """Whatever breaks lines within its cells: the same cells in a spreadsheet stand in the same
    rows.
    """
    rows = [["名称", "两\n行"], *rows, ["尾", "1"]]
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n" if end else "\n").writerows(rows)
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                if cell.strip():
                    sheet.write_string(number, place, cell)
    found = [read_cells(one, Diagnostics()) for one in (written(tmp_path, text.getvalue()), path)]
    numbers = [[number for number, _ in grid.lines] for grid in found if grid is not None]
    assert numbers[0] == numbers[1]
    assert numbers[0][-1] == len(rows)


def test_a_quotation_without_an_end_is_told_at_its_line(tmp_path: Path) -> None:
    """Of the file: what no spreadsheet shows as a row has no row."""
    assert refused(written(tmp_path, '"名\n称",金额\n甲,1\n"乙,2\n'))[1].line == 4


def test_a_spreadsheet_is_read_exactly(tmp_path: Path) -> None:
    """A number keeps its digits, a date its day, a row its number."""
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("企业")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ["名称", "金额", "日期", "真", "代码"])
    sheet.write_row(2, 0, ["甲", 1234567.89])
    sheet.write_datetime(2, 2, date(2023, 6, 20), day)
    sheet.write_boolean(2, 3, True)
    sheet.write_string(2, 4, "00913")
    sheet.write_number(3, 1, 80_000_000)
    book.close()
    table = read(path)
    assert [(row.number, row.cells) for row in table.rows] == [
        (3, ("甲", "1234567.89", "2023-06-20", "是", "00913")),
        (4, ("", "80000000", "", "", "")),
    ]
    assert table.place(table.rows[0], 1) == Place(str(path), 3, 2)
    assert read(path, sheet="企业").columns == table.columns
    assert refused(path, sheet="没有") == ("T105", Place(str(path)))


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "T100", 0, 0),
        ("甲,乙\n1,2,3\n", "T103", 2, 3),
        ("甲,乙,甲\n4,5,6\n", "T102", 1, 3),
        ("甲,（元）,(元)\n", "T102", 1, 3),
        ('甲,乙\n1,"2\n3,4\n', "T100", 2, 1),
    ],
)
def test_a_fault_has_its_place(
    tmp_path: Path, text: str, code: str, line: int, column: int
) -> None:
    """The code, the row and the column."""
    path = written(tmp_path, text)
    assert refused(path) == (code, Place(str(path), line, column))


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    """A file that only has the name of a spreadsheet, a folder, and nothing."""
    fake = tmp_path / "t.xlsx"
    fake.write_bytes(b"PK\x03\x04 not really")
    assert refused(fake)[0] == "T100"
    assert refused(tmp_path / "none.csv")[0] == "Y113"
    assert refused(tmp_path)[0] == "Y112"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("企业名称,上年营收\n示例,3000\n".encode(), ".csv"),
        ("facts: {注册地在聊城市: 是}\n".encode("gbk"), ".yaml"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "密码"),
        (b"\x00\x01\x02", "损坏"),
    ],
)
def test_what_only_has_the_name_of_a_workbook_is_told_by_what_it_is(
    tmp_path: Path, data: bytes, said: str
) -> None:
    """A text is to get back its own ending: saving it as .csv would not do for a profile."""
    fake = tmp_path / "t.xlsx"
    fake.write_bytes(data)
    diagnostics = Diagnostics()
    assert read_table(fake, diagnostics) is None
    told = " ".join(f"{one.found} {one.remedy}" for one in diagnostics.errors)
    assert said in told


def test_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last row that is allowed is read, one more refused."""
    monkeypatch.setattr(separated, "MOST_ROWS", 3)
    assert len(read(written(tmp_path, "甲\n1\n2\n")).rows) == 2
    assert refused(written(tmp_path, "甲\n1\n2\n3\n"))[0] == "T101"


def test_columns_are_found_by_any_name(tmp_path: Path) -> None:
    """Without regard to case, spaces and the width of brackets; one that is missing is told."""
    table = read(written(tmp_path, "企业 名称,基数（元）\n"))
    diagnostics = Diagnostics()
    wanted = {"name": ("name", "企业名称"), "base": ("基数(元)",), "day": ("日期",)}
    found = find_columns(table, Wanted(names=wanted, required=("name", "day")), diagnostics)
    assert found == {"name": 0, "base": 1}
    assert [(d.code, d.place.line) for d in diagnostics.items] == [("T104", 1)]
