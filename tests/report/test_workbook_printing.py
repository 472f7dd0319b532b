"""A workbook as it is printed and looked at: what stands in its parts."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.etree import ElementTree

from huiqi.report.blocks import Column, Heading, Page, Table, TextRun
from huiqi.report.media.xlsx import as_workbook

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Sheet:
    """The only table of a page, as a sheet."""

    def __init__(self, table: Table) -> None:
        content = as_workbook(Page("题目", [Heading("表"), table]), "zh")
        with zipfile.ZipFile(BytesIO(content)) as parts:
            self.sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
            self.notes = ElementTree.fromstring(parts.read("xl/worksheets/sheet2.xml"))
            book = ElementTree.fromstring(parts.read("xl/workbook.xml"))
        self.named = {one.get("name"): one.text for one in book.iter(f"{_MAIN}definedName")}

    def of(self, element: str) -> dict[str, str]:
        """The attributes of an element of the sheet."""
        return dict(next(self.sheet.iter(_MAIN + element)).items())

    def height(self, row: int) -> float:
        """Of a row, in points."""
        rows = {one.get("r"): one for one in self.sheet.iter(f"{_MAIN}row")}
        return float(rows[str(row)].get("ht", 15))

    def widths(self) -> list[float]:
        """Of the columns, in characters."""
        return [float(one.get("width", 0)) for one in self.sheet.iter(f"{_MAIN}col")]


def test_a_sheet_prints_across_with_its_heads_on_every_page() -> None:
    """As wide as the paper; filtered and frozen under the heads; the figures stay numbers."""
    columns = (Column(head="企业名称"), Column(head="金额（元）", align="right"))
    sheet = Sheet(Table(columns, [("示例企业", TextRun("5.00", None, 5))]))
    setup = sheet.of("pageSetup")
    assert (setup["orientation"], setup["paperSize"], setup["fitToHeight"]) == (
        "landscape",
        "9",
        "0",
    )
    assert setup.get("fitToWidth", "1") == "1"
    assert sheet.of("pageSetUpPr") == {"fitToPage": "1"}
    assert sheet.named["_xlnm.Print_Titles"] == "表!$1:$1"
    assert sheet.of("pane")["ySplit"] == "1"
    assert sheet.of("autoFilter") == {"ref": "A1:B2"}
    assert [one.text for one in sheet.sheet.iter(f"{_MAIN}v")][-1] == "5"
    (setup_of_notes,) = sheet.notes.iter(f"{_MAIN}pageSetup")
    assert setup_of_notes.get("orientation") == "landscape"


def test_a_long_text_is_broken_and_its_row_high_enough() -> None:
    """Not every program finds the height by itself."""
    long = "问企业有没有技术改造项目，" * 6
    columns = (Column(head="企业名称"), Column(head="下一步"))
    sheet = Sheet(Table(columns, [("厂", long), ("厂", "短")]))
    width = sheet.widths()[1]
    assert width < 40
    assert sheet.height(2) >= 12 * 2 * len(long) / width
    assert sheet.height(3) == 15


def test_what_is_too_wide_to_read_on_one_page_goes_on_beside_it() -> None:
    """With the first column again on each."""
    columns = [Column(head=f"列{n}") for n in range(12)]
    sheet = Sheet(Table(columns, [["很长的内容" * 6 for _ in columns]]))
    assert sheet.of("pageSetup")["fitToWidth"] == "2"
    assert sheet.named["_xlnm.Print_Titles"] == "表!$A:$A,表!$1:$1"
