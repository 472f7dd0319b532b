"""``penalty import --report``: every row of a table and what became of it, for a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from huiqi.files import write_file
from huiqi.penalty.imported import Import
from huiqi.report.blocks import Column, Table
from huiqi.report.media import comma_separated
from huiqi.report.pages.penalty_words import follows
from huiqi.words import Say

#: The columns, in Chinese whatever the language: the table is of a Chinese list.
_COLUMNS = ("行", "违法行为", "结果", "编号", "代码", "原因", "处理结果读作", "待判定", "冲突")

_TAKEN, _LEFT = "收下", "不收"


def write_rows(path: Path, outcome: Import) -> None:
    """Every row and what became of it, as CSV for a spreadsheet."""
    say = Say("zh")
    rows = [
        (
            str(row.place.line),
            row.violation,
            _TAKEN if row.id else _LEFT,
            row.id,
            row.code,
            row.reason,
            follows(row.outcome, say) if row.outcome else "",
            "；".join(row.judged),
            " ".join(row.conflicts_with),
        )
        for row in outcome.rows
    ]
    table = Table([Column(head=head) for head in _COLUMNS], rows)
    write_file(path, comma_separated.as_csv(table))
