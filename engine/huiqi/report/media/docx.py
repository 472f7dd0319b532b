"""Pages as a document for an office: headings, paragraphs, tables, to be printed or written in.

Each heading of the first level begins a new page.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from huiqi.report.blocks import (
    Block,
    Chart,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    Tree,
    TreeItem,
    number_of,
    spans,
    words_of,
)
from huiqi.spelling import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

#: The fonts of official letters, by which an office's program knows them; another takes its own.
_TEXT_FONT, _HEAD_FONT, _LATIN = "SimSun", "SimHei", "Times New Roman"
#: In points: the text, a table, a heading of each level.
_SIZE, _SMALL, _HEADS = 10.5, 9, {1: 16, 2: 12}
_GREY = (0x59, 0x59, 0x59)
#: The width of the text and of a column of labels, in centimetres.
_WIDTH, _LABEL = 16.6, 3.4
#: How wide a column of a terminal is in a table, and the room at either side of a cell.
_SIGN, _MARGIN = 0.16, 0.2
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}


def as_document(page: Page, language: str) -> bytes:
    """The document, with its title; ``language`` is that of its words already."""
    import docx
    from docx.shared import Cm

    document = docx.Document()
    document.core_properties.title = visible(page.title)
    document.core_properties.author = ""
    document.core_properties.language = _LANGUAGES[language]
    _styles(document)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21 - _WIDTH) / 2)
        section.top_margin = section.bottom_margin = Cm(2)
    first = True
    for block in page.every:
        _draw(document, block, first)
        first = first and not isinstance(block, Heading)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _styles(document: Document) -> None:
    from docx.shared import Pt, RGBColor

    styles = document.styles
    normal: ParagraphStyle = styles["Normal"]
    _font(normal, _TEXT_FONT, _SIZE)
    normal.paragraph_format.space_after = Pt(3)
    normal.paragraph_format.line_spacing = 1.15
    for level, size in _HEADS.items():
        style: ParagraphStyle = styles[f"Heading {level}"]
        _font(style, _HEAD_FONT, size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(8)
        style.paragraph_format.space_after = Pt(4)


def _font(style: ParagraphStyle, name: str, size: float) -> None:
    """The font of Chinese signs stands apart from that of Latin ones."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = _LATIN, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)


def _draw(document: Document, block: Block, first: bool) -> None:
    """One block; ``first``: no heading stands before it."""
    from docx.shared import Cm

    match block:
        case Heading():
            paragraph = document.add_heading(level=block.level)
            _write(paragraph, block.text)
            if block.aside:
                paragraph.add_run(f"  {visible(block.aside)}")
            paragraph.paragraph_format.page_break_before = block.level == 1 and not first
        case Note():
            paragraph = document.add_paragraph()
            _write(paragraph, block.text)
            paragraph.paragraph_format.left_indent = Cm(0.74 * block.indent)
        case Facts():
            _facts(document, block)
        case Table():
            _table(document, block)
        case Tree():
            for node in block.nodes:
                _item(document, node, block.indent)
        case Chart():
            document.add_paragraph(visible(block.title))
            _facts(document, Facts([(bar.label, bar.said) for bar in block.bars]))
        case Space():
            # Paragraphs have room between them.
            return


def _facts(document: Document, block: Facts) -> None:
    table = document.add_table(rows=0, cols=2)
    for row in block.rows:
        cells = table.add_row().cells
        for cell, said in zip(cells, row, strict=True):
            _fill(cell, said, _SIZE)
    _widths(table, [_LABEL, _WIDTH - _LABEL])


def _table(document: Document, block: Table) -> None:
    """With lines around its cells; its head stands again on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    table = document.add_table(rows=0, cols=len(block.columns))
    table.style = "Table Grid"
    if any(column.head for column in block.columns):
        row = table.add_row()
        for cell, column in zip(row.cells, block.columns, strict=True):
            _fill(cell, column.head, _SMALL, bold=True)
        again = OxmlElement("w:tblHeader")
        again.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(again)
    for said in block.rows:
        for cell, text in zip(table.add_row().cells, said, strict=True):
            _fill(cell, text, _SMALL)
    _widths(table, _shares(block))


def _shares(block: Table) -> list[float]:
    """The width of each column in centimetres: what it has at least; of the rest the more, the
    longer the longest text in it, within bounds.
    """
    least = [
        column.least * _SIGN + 2 * _MARGIN if column.least else 0.0 for column in block.columns
    ]
    longest = [
        max([len(column.head), *(len(words_of(row[place])) for row in block.rows)])
        for place, column in enumerate(block.columns)
    ]
    wanted = [
        0.0 if own else min(max(length, 4), 60) ** 0.7
        for own, length in zip(least, longest, strict=True)
    ]
    rest = (_WIDTH - sum(least)) / (sum(wanted) or 1)
    return [own or rest * part for own, part in zip(least, wanted, strict=True)]


def _widths(table: WordTable, widths: list[float]) -> None:
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def _fill(cell: _Cell, said: Said, size: float, *, bold: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    _write(paragraph, said)
    for run in paragraph.runs:
        run.font.size = Pt(size)
        run.font.bold = bold or run.font.bold
    if number_of(said) is not None:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _item(document: Document, node: TreeItem, depth: int) -> None:
    from docx.shared import Cm

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Cm(0.74 * depth)
    for said in (node.mark, node.text, node.gap):
        if words_of(said):
            _write(paragraph, said)
            paragraph.add_run(" ")
    if words_of(node.found):
        paragraph.add_run().add_break()
        _write(paragraph, node.found)
    for child in node.children:
        _item(document, child, depth + 1)


def _write(paragraph: Paragraph, said: Said) -> None:
    """The spans of a text; a new line in it is one in the paragraph."""
    from docx.shared import RGBColor

    for span in spans(said):
        run = paragraph.add_run(visible(span.text))
        if span.role is Role.STRONG:
            run.font.bold = True
        elif span.role is Role.QUIET:
            run.font.color.rgb = RGBColor(*_GREY)
