"""The answers of a page, row by row."""

from __future__ import annotations

from huiqi.report.blocks import Page, Table, words_of


def answers_of(page: Page) -> list[dict[str, str]]:
    """The rows of all answers, by their heads."""
    tables = (block for block in page.blocks if isinstance(block, Table))
    (table,) = (one for one in tables if "措施代号" in [words_of(own.head) for own in one.columns])
    heads = [words_of(column.head) for column in table.columns]
    return [dict(zip(heads, map(words_of, row), strict=True)) for row in table.rows]
