"""What stands in a spreadsheet besides plain cells: numbers, dates, errors, merged and hidden."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.tables.numbers import NumberFormat, number_text, shown_as
from huiqi.tables.table import Flaw
from tests.tables.samples import WANTED, by_hand, cells, read, sheet_of, workbook

HEAD = ["名称", "金额", "日期"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (1.1 * 1100, "1210"),
        (1006240.2000000001, "1006240.2"),
        (999999999999999, "999999999999999"),
        (123456789012.35, "123456789012.35"),
        (-0.0, "0"),
        (-12.5, "-12.5"),
        (8e7, "80000000"),
        (1e-5, "0.00001"),
    ],
)
def test_fifteen_digits_of_a_number_are_kept(tmp_path: Path, number: float, text: str) -> None:
    """What follows is the noise of a double; the same figure typed into a CSV is the same text."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, ["甲", number]])
    assert cells(read(path)[0]) == [("甲", text, "")]


@pytest.mark.parametrize(
    ("format_", "number", "text"),
    [("0%", 0.52, "52%"), ("0.0%", 0.035, "3.5%"), ("0.00%", 1.2, "120%"), ("0%", 0.0, "0%")],
)
def test_a_percentage_is_read_as_it_is_shown(
    tmp_path: Path, format_: str, number: float, text: str
) -> None:
    """3.5% typed into a cell is kept as 0.035: under a heading in % it would be 0.035%."""

    def finish(book: Any, sheet: Any) -> None:
        sheet.write_number(1, 1, number, book.add_format({"num_format": format_}))

    path = workbook(tmp_path / "t.xlsx", [HEAD, ["甲", None]], finish)
    assert cells(read(path)[0]) == [("甲", text, "")]


@pytest.mark.parametrize("number", [10**15, 913715001234567890, -(10**15), 1e300])
def test_a_number_of_more_digits_is_refused_with_its_cell(tmp_path: Path, number: float) -> None:
    """Its last digits are lost already: two codes may have become one."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, ["甲", number], ["乙", 1]])
    _, codes, found = read(path)
    assert codes == ["T108:2:2"]
    assert "B2" in found.items[0].message


def test_a_lost_digit_matters_only_where_the_column_is_used(tmp_path: Path) -> None:
    """An order number that nobody reads stops nothing."""
    path = workbook(tmp_path / "t.xlsx", [[*HEAD, "单号"], ["甲", 1, "", 10**17]])
    table, codes, _ = read(path)
    assert table is not None
    assert codes == ["T120:1:0"]


@pytest.mark.parametrize(
    ("format_", "value", "text"),
    [
        ("yyyy-mm-dd", 45108, "2023-07-01"),
        ("yyyy-mm-dd hh:mm", 45108, "2023-07-01 00:00"),
        ("yyyy-mm-dd hh:mm", 45108.39583333334, "2023-07-01 09:30"),
        ("yyyy-mm-dd", 45108.39583333334, "2023-07-01 09:30"),
        ('yyyy"年"m"月"d"日"', 45108, "2023-07-01"),
        ('yyyy"年"m"月"', 45108, "2023-07"),
        ("[$-804]yyyy/m/d h:mm:ss;@", 45108.5 + 1 / 86400, "2023-07-01 12:00:01"),
        ("h:mm", 0.5, "12:00"),
        ("yyyy-mm-dd hh:mm", 45107.999999999, "2023-07-01 00:00"),
        ("0.00", 45108, "45108"),
        ('"第"0"日"', 3, "3"),
        ("0.00E+00", 45108, "45108"),
        ("[Red]General", 45108, "45108"),
    ],
)
def test_a_date_has_an_hour_where_its_format_shows_one(
    tmp_path: Path, format_: str, value: float, text: str
) -> None:
    """Midnight too; a day alone is a day; what is a number stays one."""

    def finish(book: Any, sheet: Any) -> None:
        sheet.write_number(1, 2, value, book.add_format({"num_format": format_}))

    path = workbook(tmp_path / "t.xlsx", [HEAD, ["甲", 1]], finish)
    assert cells(read(path)[0]) == [("甲", "1", text)]


@pytest.mark.parametrize("number", [14, 22, 31, 57, 20, 49, 0, 2])
def test_formats_without_a_code(number: int) -> None:
    """Those every edition knows, and those of Chinese ones."""
    shown = {
        14: NumberFormat.DATE,
        22: NumberFormat.MOMENT,
        31: NumberFormat.DATE,
        57: NumberFormat.MONTH,
        20: NumberFormat.TIME,
    }
    assert shown_as(number, None) is shown.get(number, NumberFormat.NUMBER)


def test_the_calendar_of_1900_and_of_1904() -> None:
    """Day 60 never was; the other calendar begins four years later."""
    assert number_text("61", NumberFormat.DATE, False) == "1900-03-01"
    assert number_text("59", NumberFormat.DATE, False) == "1900-02-28"
    assert isinstance(number_text("60", NumberFormat.DATE, False), Flaw)
    assert isinstance(number_text("-1", NumberFormat.DATE, False), Flaw)
    assert isinstance(number_text("1e9", NumberFormat.DATE, False), Flaw)
    assert number_text("0", NumberFormat.DATE, True) == "1904-01-01"
    assert number_text("43646", NumberFormat.DATE, True) == "2023-07-01"


@pytest.mark.parametrize(
    ("written", "text"),
    [("2023-07-01", "2023-07-01"), ("2023-07-01T09:30:00Z", "2023-07-01 09:30:00")],
)
def test_a_day_written_out_in_the_file(tmp_path: Path, written: str, text: str) -> None:
    """ISO 8601, which some programs write instead of a number."""
    data = f'<row><c t="str"><v>名称</v></c></row><row><c t="d"><v>{written}</v></c></row>'
    assert cells(read(by_hand(tmp_path / "t.xlsx", sheet_of(data)))[0]) == [(text,)]


def test_a_cell_whose_formula_failed_is_named(tmp_path: Path) -> None:
    """It is neither unknown nor nothing; nor is a formula that was never worked out."""
    row = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>金额</t></is></c></row>'
    )
    for cell in (
        '<c r="B2" t="e"><v>#REF!</v></c>',
        '<c r="B2" t="str"><f>A1</f><v>#N/A</v></c>',
        '<c r="B2"><f>A1</f></c>',
        '<c r="B2"><v>nonsense</v></c>',
    ):
        data = f'{row}<row r="2"><c r="A2" t="inlineStr"><is><t>甲</t></is></c>{cell}</row>'
        _, codes, found = read(by_hand(tmp_path / "t.xlsx", sheet_of(data)))
        assert codes == ["T107:2:2"], cell
        assert "B2" in found.items[0].message


def test_texts_are_read_without_how_they_are_pronounced(tmp_path: Path) -> None:
    """In pieces of several fonts, with escapes, from the shared list or in place; any prefix."""
    strings = (
        '<sst xmlns="x"><si><r><t>名</t></r><r><t>称</t></r><rPh><t>míng</t></rPh></si>'
        "<si><t>金额</t></si><si><t>甲_x000D_厂</t></si></sst>"
    )
    data = (
        '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row>'
        '<x:row><x:c t="s"><x:v>2</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>'
    )
    sheet = f'<x:worksheet xmlns:x="y"><x:sheetData>{data}</x:sheetData></x:worksheet>'
    table, _, _ = read(by_hand(tmp_path / "t.xlsx", sheet, sharedStrings=strings))
    assert table is not None
    assert table.columns == ("名称", "金额")
    assert cells(table) == [("甲\r厂", "是")]


def test_a_merged_name_holds_for_its_rows(tmp_path: Path) -> None:
    """A text is filled down and said; a number is one or several, which nobody can tell."""

    def merged(first: str, last: str, value: Any) -> Any:
        def finish(book: Any, sheet: Any) -> None:
            sheet.merge_range(f"{first}:{last}", value)

        return finish

    rows: list[list[Any]] = [HEAD, ["甲", 1, "x"], ["", 2, "y"], ["乙", 3, "z"]]
    table, codes, found = read(workbook(tmp_path / "a.xlsx", rows, merged("A2", "A3", "甲")))
    assert [row[0] for row in cells(table)] == ["甲", "甲", "乙"]
    assert codes == ["T122:1:0"]
    assert "A2:A3" in found.items[0].message
    rows = [HEAD, ["甲", 1, "x"], ["乙", None, "y"]]
    _, codes, found = read(workbook(tmp_path / "b.xlsx", rows, merged("B2", "B3", 5)))
    assert codes == ["T109:2:2", "T109:3:2"]
    # Two rows of header: what is merged over both is the name of its column.
    rows = [["名称", "数", ""], ["", "金额", "日期"], ["甲", 1, "x"]]
    table, _, _ = read(workbook(tmp_path / "c.xlsx", rows, merged("A1", "A2", "名称")))
    assert table is not None
    assert (table.header, table.columns) == (2, ("名称", "金额", "日期"))


def test_a_header_over_several_columns_is_not_one_of_them(tmp_path: Path) -> None:
    """Which of them is meant is for the user to say."""

    def finish(book: Any, sheet: Any) -> None:
        sheet.merge_range("B1:C1", "金额")

    rows: list[list[Any]] = [["名称"], ["", "去年", "今年"], ["甲", 1, 2]]
    path = workbook(tmp_path / "t.xlsx", rows, finish)
    assert "T110:1:2" in read(path)[1]
    wanted = WANTED.with_columns(["金额=今年", "名称=名称"], read(path)[2])
    assert wanted.stated == {"amount": "今年", "name": "名称"}


def test_what_is_hidden_and_other_sheets_are_named(tmp_path: Path) -> None:
    """They are read, or not, and said; an empty sheet is nothing to speak of."""

    def finish(book: Any, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        other, quiet, _ = book.add_worksheet("旧"), book.add_worksheet("藏"), book.add_worksheet()
        other.write(0, 0, "x")
        quiet.write(0, 0, 1)
        quiet.hide()

    path = workbook(tmp_path / "t.xlsx", [HEAD, ["甲", 1, "x"], ["乙", 2, "y"]], finish)
    table, codes, found = read(path)
    assert [row[0] for row in cells(table)] == ["甲", "乙"]
    assert codes == ["T126:0:0", "T121:1:0", "T125:2:0"]
    messages = {d.code: d.message for d in found.items}
    assert "旧、藏（隐藏的）" in messages["T126"]
    assert "Sheet" not in messages["T126"]
    assert "B（金额）" in messages["T121"]
    assert cells(read(path, sheet="旧")[0]) == []


def test_the_first_sheet_that_is_shown_is_read(tmp_path: Path) -> None:
    """Not one that nobody sees."""
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    first, second = book.add_worksheet("a"), book.add_worksheet("b")
    first.write_row(0, 0, ["名称", "旧"])
    second.write_row(0, 0, ["名称", "金额"])
    second.activate()
    second.set_first_sheet()
    first.hide()
    book.close()
    table, _, _ = read(path)
    assert table is not None
    assert table.columns == ("名称", "金额")


@pytest.mark.parametrize(
    ("sheets", "read_is"),
    [
        # A cover is no table; the only sheet that is one is read, and which it is is said.
        ({"封面": [["台账"]], "企业": [HEAD, ["甲", 1, "x"]]}, "企业"),
        ({"封面": [["填表人", "甲"], ["电话", "1"]], "说明": [["x"]], "企业": [HEAD]}, "企业"),
        # Which of several is meant nobody knows; and the first that is one is as ever.
        ({"封面": [["台账"]], "甲": [HEAD], "乙": [HEAD]}, "封面"),
        ({"甲": [["题目"], HEAD], "乙": [HEAD]}, "甲"),
        # Names of enterprises make one by what stands there.
        ({"甲": [["商户"], ["示例甲公司"], ["示例乙厂"]], "乙": [HEAD]}, "甲"),
    ],
)
def test_a_cover_before_the_only_table_is_passed_over(
    tmp_path: Path, sheets: dict[str, list[list[object]]], read_is: str
) -> None:
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        own = book.add_worksheet(name)
        for number, row in enumerate(rows):
            own.write_row(number, 0, row)
    book.close()
    _, _, found = read(path)
    (told,) = (str(one.message) for one in found.items if one.code == "T126")
    assert f"只读了工作表 {read_is}，" in told
    assert ("只有它的表头里有" in told) == (read_is == "企业")


VALUES = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8),
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12).map(lambda x: round(x, 2)),
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
        lambda d: d.replace(microsecond=0)
    ),
    st.booleans(),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(VALUES, min_size=1, max_size=4), min_size=1, max_size=5))
def test_another_reader_sees_the_same_cells(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Any]]
) -> None:
    """Cell by cell, whatever stands in them; its texts, numbers and moments are ours."""
    from huiqi.diagnostics import Diagnostics
    from huiqi.tables import read_cells

    path = tmp_path_factory.mktemp("t") / "t.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet, moment = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(number, column, cell, moment)
            elif isinstance(cell, str):
                sheet.write_string(number, column, cell)
            else:
                sheet.write(number, column, cell)
    book.close()
    theirs = (
        python_calamine.load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    )
    grid = read_cells(path, Diagnostics())
    assert grid is not None
    ours = {(n - 1, c): t for n, line in grid.lines for c, t in enumerate(line) if t}
    expected = {
        (n, c): _said(cell)
        for n, row in enumerate(theirs)
        for c, cell in enumerate(row)
        if _said(cell)
    }
    assert ours == expected


def _said(cell: Any) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return f"{cell or 0.0:.2f}".rstrip("0").rstrip(".")
    if isinstance(cell, date) and not isinstance(cell, datetime):
        cell = datetime.combine(cell, time())
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds" if cell.second else "minutes")
    return str(cell).strip()


def test_comments_of_cells_are_told_once_and_where(tmp_path: Path) -> None:
    """What a colleague remarked on a cell was lost without a word."""

    def commented(_: Any, sheet: Any) -> None:
        for cell in ("B10", "B2", "A3"):
            sheet.write_comment(cell, "待核实")

    rows = [("名称", "金额"), ("甲", 1), ("乙", 2)]
    table, codes, found = read(workbook(tmp_path / "t.xlsx", rows, commented))
    assert table is not None
    assert codes == ["T127:0:0"]
    assert "3 格有批注，没有读：B2、A3、B10" in str(found.items[0].message)
    assert read(workbook(tmp_path / "u.xlsx", rows))[1] == []
