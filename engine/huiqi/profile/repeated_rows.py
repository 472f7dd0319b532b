"""What is remarked on enterprises that have several rows of a table."""

from __future__ import annotations

from collections.abc import Container

from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.rows import EnterpriseTable
from huiqi.sentences import sentence
from huiqi.tables.columns import row_numbers

#: So many of them are named.
_MOST = 10


def remark_on_repeated(
    opened: EnterpriseTable, decided: Container[int], diagnostics: Diagnostics
) -> None:
    """P159: each enterprise that has several rows among those ``decided``."""
    found = [
        ([row for row in rows if row in decided], column)
        for rows, column in opened.repeated().items()
    ]
    several = [(rows, column) for rows, column in found if len(rows) > 1]
    for rows, column in several[:_MOST]:
        named = row_numbers(rows)
        said = sentence("{rows}企业名称相同，是同一户；各评估一次，合计里也各算一次", rows=named)
        if column != opened.found["name"]:
            said = sentence(
                "{rows}信用代码相同，是同一户；各评估一次，合计里也各算一次", rows=named
            )
        diagnostics.warn(
            "P159",
            Place(opened.table.file, rows[1], column + 1),
            said,
            remedy=sentence("留一行，别的删去；不是同一户，改正代码或名称"),
        )
    if len(several) > _MOST:
        rest = len(several) - _MOST
        message = sentence("另有 {number} 户也各有几行", number=rest)
        diagnostics.warn("P159", opened.table.place(), message)
