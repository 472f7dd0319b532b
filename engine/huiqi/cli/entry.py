"""``huiqi rules form``: the sheets into which whoever holds a text enters it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import faults_told
from huiqi.cli.options import Rules
from huiqi.files import check_outputs, write_new
from huiqi.spelling import plain

#: What the list of the penalties is called here.
PENALTY_LIST = "清单"


def form(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help="题目、措施、资金，或整个规划（id 或名称）；免罚轻罚清单写 清单",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="写到哪里（.xlsx）", show_default=False)
    ],
    rules: Rules = None,
) -> None:
    """条文录入单：手里有条文的人照着填，不用写 YAML；填好后用 huiqi rules adopt 采用。"""
    with faults_told():
        from huiqi.authoring import entry_sheets, write_empty
        from huiqi.diagnostics import Place, input_error
        from huiqi.report.entry.entry_workbook import entry_workbook

        if output.suffix.lower() != ".xlsx":
            message = "录入单是工作簿（.xlsx）"
            raise input_error("C114", Place("-o"), message, found=output.name, allowed=(".xlsx",))
        check_outputs({"-o": output})
        if [*map(plain, names)] == [plain(PENALTY_LIST)]:
            write_empty(output, rules)
            print(f"{output}：照清单填好以后 huiqi penalty import {output}", file=sys.stderr)
            return
        sheets = entry_sheets(names, rules)
        write_new(output, entry_workbook(sheets, date.today()))
        for unsaid in sheets.unsaid:
            print(f"录入单写不下：{unsaid}", file=sys.stderr)
        print(f"{output}：照原文填好以后 huiqi rules adopt {output}", file=sys.stderr)
