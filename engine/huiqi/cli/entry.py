"""``huiqi rules form``: the sheets into which whoever holds a text enters it."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import choose_language, faults_told
from huiqi.cli.options import Lang, Rules
from huiqi.files import check_outputs, write_new
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.words import Say, to_say

#: What the list of the penalties is called here.
PENALTY_LIST = ("清单", "penalty-list")


def form(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            help=to_say("题目、措施、资金，或整个规划（id 或名称）；免罚轻罚清单写 清单"),
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help=to_say("写到哪里（.xlsx）"), show_default=False)
    ],
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """An entry sheet of what is named."""
    with faults_told():
        from huiqi.authoring import entry_sheets, write_empty
        from huiqi.diagnostics import Place, input_error
        from huiqi.report.entry.entry_workbook import entry_workbook

        say = Say(choose_language(lang))
        if output.suffix.lower() != ".xlsx":
            message = sentence("录入单是工作簿（.xlsx）")
            raise input_error("C114", Place("-o"), message, found=output.name, allowed=(".xlsx",))
        check_outputs({"-o": output})
        if len(names) == 1 and plain(names[0]) in PENALTY_LIST:
            write_empty(output, rules, say.language)
            told = say("{file}：照清单填好以后 huiqi penalty import {file}", file=output)
            print(told, file=sys.stderr)
            return
        sheets = entry_sheets(names, rules)
        write_new(output, entry_workbook(sheets, date.today()))
        for unsaid in sheets.unsaid:
            print(say("录入单写不下：{rule}", rule=unsaid), file=sys.stderr)
        told = say("{file}：照原文填好以后 huiqi rules adopt {file}", file=output)
        print(told, file=sys.stderr)
