"""What is remarked on rows of a table in which nothing stands but a name.

Code, a remark: P153.
"""

from __future__ import annotations

from collections.abc import Container

from huiqi.diagnostics import Diagnostics
from huiqi.profile.rows import EnterpriseTable
from huiqi.sentences import sentence
from huiqi.tables.columns import row_numbers


def remark_on_bare_rows(
    opened: EnterpriseTable, every: Container[str], diagnostics: Diagnostics
) -> None:
    """P153: rows with nothing but a name, which may be the head of a group, among others.

    Args:
        every: The columns of what is so of each enterprise, which nobody wrote in a row.
    """
    table, name = opened.table, opened.found["name"]
    own = [index for index, head in enumerate(table.columns) if head not in every]
    bare = [
        row.number
        for row in table.rows
        if row.cells[name] and all(index == name or not row.cells[index] for index in own)
    ]
    if bare and len(bare) < len(table.rows):
        diagnostics.warn(
            "P153",
            table.place(None, name),
            sentence("只有名称、别的格都空着，也当一户：{rows}", rows=row_numbers(bare)),
            remedy=sentence("是分组的标题，名称前面写 一、二、；是企业就不用改"),
        )
