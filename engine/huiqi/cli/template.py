"""``huiqi template``: a form to fill in, empty or with what is known already."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import choose_day, choose_language, engine, faults_told, tell
from huiqi.cli.options import AsOf, Lang, Rules
from huiqi.files import check_outputs, write_new
from huiqi.sentences import sentence
from huiqi.words import to_say

#: How the names of forms end, and what is written then.
_KINDS = (".xlsx", ".yaml", ".yml")


def template(
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", help=to_say("写到哪里：.xlsx（表格）或 .yaml"), show_default=False
        ),
    ],
    measures: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MEASURE]...",
            help=to_say("只问这些措施或题目用得到的（id、名称或名称里的几个字）；不写就全问"),
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", help=to_say("先填上已知的：画像（YAML、JSON）或填过的表"), show_default=False
        ),
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """A form of an enterprise."""
    with faults_told():
        from huiqi.diagnostics import Place, input_error
        from huiqi.report.form import written_form
        from huiqi.report.phrases import Phrases

        if output.suffix.lower() not in _KINDS:
            message = sentence("写成表格（.xlsx）或文本（.yaml）")
            raise input_error("C114", Place("-o"), message, found=output.name, allowed=_KINDS)
        check_outputs({"-o": output}, (source,))
        language, day = choose_language(lang), choose_day(as_of)
        with engine(rules, language, compare=False) as loaded:
            read = loaded.template(day, measures or (), source)
            phrases = Phrases(loaded.rulebook, language)
        tell(read.remarks)
        write_new(output, written_form(read.template, phrases, output.suffix.lower()))
        told = phrases.say("{file}：填好后 huiqi check {file}", file=output)
        print(told, file=sys.stderr)
