"""Every medium draws every block: nothing is lost, nothing is run, figures stay exact."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.report.blocks import (
    Bar,
    Block,
    Chart,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    Tree,
    TreeItem,
)
from huiqi.report.layout import widest
from huiqi.report.media import docx as word
from huiqi.report.media import files, html, markdown, terminal
from huiqi.tables import read_table

BAD = "<script>alert('x')</script>"
AMOUNTS = [Decimal("1234567.89"), Decimal("-0.01"), Decimal(10) ** 13, Decimal("99999999999999.99")]
TABLE = Table(
    (Column(), Column(head="名称"), Column(head="金额（元）", align="right")),
    [
        (TextRun("✓", Role.GOOD), f"示例企业{n}", TextRun(f"{amount:,}", value=amount))
        for n, amount in enumerate(AMOUNTS)
    ],
)
#: A block of each kind, with words that stand nowhere else.
BLOCKS: tuple[Block, ...] = (
    Heading(("huiqi 惠企  ", BAD), 1, "评估日某天"),
    Note(("一段", TextRun("要紧的", Role.STRONG), "和", TextRun("还没有定的", Role.OPEN)), 1),
    Facts([("标签", "所说"), ("", "接着说")]),
    Heading("表的名字"),
    TABLE,
    Tree(
        [
            TreeItem(
                text="全部满足",
                mark=TextRun("?", Role.OPEN),
                folded=True,
                children=[TreeItem(text="一条", mark="✗", found="查到的\n第二行", gap="差三个")],
            )
        ]
    ),
    Chart("图名", [Bar(label="甲", low=Decimal(5), high=Decimal(10), said="五到十")]),
    Space(),
)
PAGE = Page("窗口的名字", BLOCKS)


class Reading(HTMLParser):
    """What a browser would show and fetch, and whether every tag is closed in its turn."""

    VOID = frozenset({"meta", "rect"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.words = ""
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names += [name for name, _ in attrs]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.words += data


def read(page: Page, language: str = "zh") -> Reading:
    """The page as a browser takes it."""
    reading = Reading()
    reading.feed(html.as_html(page, language))
    reading.close()
    assert reading.open == []
    return reading


def letters(text: str) -> str:
    """Without what only lays it out, a comma in a figure included."""
    return re.sub(r"[\s█░,]", "", text)


def test_the_page_of_this_test_has_every_block() -> None:
    """A new kind of block is to be drawn by every medium."""
    assert {type(block) for block in BLOCKS} == set(get_args(Block))


def test_html_runs_nothing() -> None:
    """Nor fetches anything."""
    reading = read(PAGE)
    assert not set(reading.tags) & {"script", "link", "img", "iframe", "object", "embed", "base"}
    assert not [name for name in reading.names if name.startswith("on") or name in ("src", "href")]
    page = html.as_html(PAGE, "zh")
    assert "&lt;script&gt;" in page
    assert not re.search(r"@import|url\(|https?:", page)


def _drawn(suffix: str) -> bytes:
    drawn = files.MEDIA[suffix](PAGE, "zh")
    return drawn.encode() if isinstance(drawn, str) else drawn


def _document_words() -> str:
    document = docx.Document(BytesIO(_drawn(".docx")))
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "".join([*(p.text for p in document.paragraphs), *cells])


def _markdown_words() -> str:
    return _drawn(".md").decode().replace("<br>", "").replace("\\", "").replace("**", "")


def _workbook_words() -> str:
    book = CalamineWorkbook.from_filelike(BytesIO(_drawn(".xlsx")))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return "".join([*book.sheet_names, *(str(cell) for row in rows for cell in row)])


#: What another reader finds of the page in each medium.
WORDS: dict[str, Callable[[], str]] = {
    ".html": lambda: read(PAGE).words,
    ".docx": _document_words,
    ".md": _markdown_words,
    ".xlsx": _workbook_words,
}


def test_a_new_medium_is_read_here_too() -> None:
    """A CSV has place for one table alone."""
    assert {*WORDS, ".csv"} == files.MEDIA.keys()


@pytest.mark.parametrize("suffix", WORDS)
def test_every_medium_says_all_the_page_says(suffix: str) -> None:
    """Every word of the terminal, whatever it is drawn with; what is folded too."""
    words = letters(WORDS[suffix]())
    for line in terminal.lines(PAGE, 400):
        for part in line.plain.replace("\\", "").split():
            assert letters(part) in words, part


def test_a_document_keeps_tables_and_begins_pages_at_its_headings() -> None:
    """A table has its head on every page; a title begins a page, but for the first."""
    page = Page("t", (Heading("甲函", 1), TABLE, Heading("乙函", 1), Note("话")))
    document = docx.Document(BytesIO(word.as_document(page, "zh")))
    heads = [p for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [bool(p.paragraph_format.page_break_before) for p in heads] == [False, True]
    (table,) = document.tables
    assert len(table.rows) == len(TABLE.rows) + 1
    assert "tblHeader" in table.rows[0]._tr.xml
    assert document.core_properties.author == ""


def test_a_column_is_as_wide_as_it_has_to_be() -> None:
    """A number that is to be copied stands on one line, however long the texts beside it are."""
    table = Table([Column(head="id", least=9), Column(head="x")], [["ABCDEFG", "长" * 500]])
    document = docx.Document(BytesIO(word.as_document(Page("t", [table]), "zh")))
    first, other = document.tables[0].columns
    assert first.width is not None
    assert other.width is not None
    assert 1.6 < first.width.cm < 2.2
    assert 16 < first.width.cm + other.width.cm < 17


def test_markdown_marks_nothing_that_the_page_does_not() -> None:
    """What would be a mark is written out; a cell stays one cell."""
    said = "a|b *c* # d\n- e <script>"
    table = Table([Column(head="x")], [[said]])
    text = markdown.as_markdown(Page("t", (Note(said), Note("# 一"), Note("1. 二"), table)), "zh")
    lines = text.split("\n")
    assert "a\\|b \\*c\\* # d  " in lines
    assert "\\# 一" in lines
    assert "1\\. 二" in lines
    assert [line for line in lines if line.startswith("|")][-1].count(" | ") == 0
    assert "<script>" not in text.replace("\\<script\\>", "")


def test_html_says_each_role_in_a_class_beside_its_words() -> None:
    """A colour may repeat a glyph or a word, and never stands for it."""
    page = html.as_html(PAGE, "zh")
    for shown in ('class="good">✓<', 'class="open">?<', "<strong>要紧的</strong>"):
        assert shown in page


def test_html_writes_out_what_changes_the_order_of_letters() -> None:
    """As everywhere else."""
    page = html.as_html(Page("t", (Note("\u202e甲\x1b[31m"),)), "zh")
    assert "\\u202e甲\\x1b[31m" in page


def sheets(page: Page, language: str = "zh") -> dict[str, list[list[object]]]:
    """A workbook as another reader finds it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.xlsx"
        files.write_page(path, page, language)
        book = CalamineWorkbook.from_path(path)
        return {
            n: [list(r) for r in book.get_sheet_by_name(n).to_python()] for n in book.sheet_names
        }


def test_a_workbook_has_a_sheet_for_each_table_and_one_for_the_rest() -> None:
    """Figures are numbers; from ten billions of yuan on, texts, for a number would lose cents."""
    found = sheets(PAGE)
    assert list(found) == ["表的名字", "说明"]
    head, *rows = found["表的名字"]
    assert head == ["", "名称", "金额（元）"]
    assert [row[2] for row in rows] == [1234567.89, -0.01, "10000000000000", "99999999999999.99"]
    rest = letters("".join(str(cell) for row in found["说明"] for cell in row))
    for block in ("标签所说", "接着说", "全部满足", "✗一条差三个", "查到的第二行", "甲五到十", BAD):
        assert letters(block) in rest


def test_sheets_have_names_of_their_own() -> None:
    """Two of one name, one that is too long, one with what no name may have."""
    heads = ["同名", "同名", "长" * 40, "长" * 40, "a/b[c]:*?\\"]
    blocks = [part for head in heads for part in (Heading(head), TABLE)]
    found = sheets(Page("p", blocks))
    assert len(found) == len(heads) + 1
    assert {"同名", "同名 2"} <= set(found)
    assert all(len(name) <= 31 for name in found)


def written(path: Path, header: list[str], rows: list[list[Said]]) -> list[tuple[str, ...]]:
    """The cells of a table as they are read back."""
    table = Table([Column(head=head) for head in header], rows)
    files.write_page(path, Page("p", (table, Note("a note"))), "zh")
    found = read_table(path, Diagnostics())
    assert found is not None
    return [found.columns, *(row.cells for row in found.rows)]


@settings(max_examples=30)
@given(st.lists(st.integers(-(10**17), 10**17), min_size=1), st.sampled_from([".csv", ".xlsx"]))
def test_every_cent_is_read_back(cents: list[int], suffix: str) -> None:
    """Also above what a spreadsheet's number can hold: there the figure is a text."""
    amounts = [Decimal(amount).scaleb(-2) for amount in cents]
    rows: list[list[Said]] = [["x", TextRun(f"{amount:,}", value=amount)] for amount in amounts]
    with TemporaryDirectory() as folder:
        found = written(Path(folder) / f"t{suffix}", ["name", "amount"], rows)
    assert [Decimal(cells[1]) for cells in found[1:]] == amounts


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path, text: str) -> None:
    """Quoted in a CSV, where the type is lost; as it is in a spreadsheet, which keeps it."""
    written(tmp_path / "t.csv", [text], [[text], [TextRun("-1", value=Decimal(-1))]])
    lines = (tmp_path / "t.csv").read_text("utf-8-sig")
    assert lines.count(f"'{text[0]}") == 2
    assert "\n-1\n" in lines.replace("\r\n", "\n")
    found = written(tmp_path / "t.xlsx", ["name"], [[text]])
    assert found[1][0] == text.strip()


def test_what_would_change_a_screen_is_written_out(tmp_path: Path) -> None:
    """A CSV is printed as it is, and a carriage return starts a formula in some programs."""
    for name in ("t.csv", "t.xlsx"):
        found = written(tmp_path / name, ["name"], [["\rx\x1b[2J\u202e"]])
        assert found[1][0] == "\\x0dx\\x1b[2J\\u202e"


def test_other_kinds_of_file_are_refused(tmp_path: Path) -> None:
    """And a folder that is not there."""
    for name, code in (("t.ods", "C120"), ("none/t.csv", "C121"), ("none/t.xlsx", "C121")):
        with pytest.raises(InputError) as caught:
            files.write_page(tmp_path / name, PAGE, "zh")
        assert caught.value.diagnostics[0].code == code


@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_a_terminal_of_any_width_holds_every_block(width: int) -> None:
    """No line is wider, and a table that has no room for its columns names each of them."""
    drawn = [line.plain for line in terminal.lines(PAGE, width)]
    assert max(map(widest, drawn)) <= width
    for words in ("名称", "金额（元）", "1,234,567.89", "差三个"):
        assert words in "".join(drawn)
