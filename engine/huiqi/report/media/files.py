"""Pages in files: the end of the name says which medium.

Code: C120 no page is written to such a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from huiqi.diagnostics import Place, input_error
from huiqi.files import write_file
from huiqi.report.blocks import Page, Table
from huiqi.report.media import comma_separated, docx, html, markdown, xlsx
from huiqi.sentences import sentence


def _first_table(page: Page, language: str) -> bytes:
    """A CSV has place for one table alone."""
    return comma_separated.as_csv(next(b for b in page.every if isinstance(b, Table)))


#: How a page is drawn, in a language, by the end of the file's name.
MEDIA: Mapping[str, Callable[[Page, str], bytes | str]] = {
    ".html": html.as_html,
    ".docx": docx.as_document,
    ".md": markdown.as_markdown,
    ".xlsx": xlsx.as_workbook,
    ".csv": _first_table,
}

#: Of these a page is a table first, and what else it says comes after.
_TABULAR = (".xlsx", ".csv")


def is_tabular(path: Path) -> bool:
    """Whether the file is one of tables, which others reckon with."""
    return path.suffix.lower() in _TABULAR


def check_medium(path: Path, allowed: tuple[str, ...] = tuple(MEDIA)) -> None:
    """Refuses, before any work, a name that says no medium; ``allowed``: which of them."""
    if path.suffix.lower() not in allowed:
        raise input_error(
            "C120", Place(str(path)), sentence("不会写这种文件"), found=path.suffix, allowed=allowed
        )


def write_page(path: Path, page: Page, language: str) -> None:
    """The page in a file.  Raises :class:`~huiqi.diagnostics.InputError`."""
    check_medium(path)
    write_file(path, MEDIA[path.suffix.lower()](page, language))
