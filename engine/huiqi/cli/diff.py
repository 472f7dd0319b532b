"""``huiqi diff``: two rulebooks, revisions, entry sheets or days, compared."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import (
    choose_day,
    choose_language,
    fail,
    faults_told,
    print_json,
    show_page,
    tell,
)
from huiqi.cli.options import Columns, Header, Json, Lang, Rules, Sheet

_SIDE = "规则目录、填好的录入单（.xlsx）、git 版本（如 HEAD~1）或日期"


def diff(
    one: Annotated[str, typer.Argument(metavar="A", help=_SIDE, show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help=_SIDE, show_default=False)],
    table: Annotated[
        Path | None,
        typer.Option(
            "--table", help="画像所在的目录，或一张企业表（CSV、XLSX）：谁得谁失，因哪一条"
        ),
    ] = None,
    sheet: Sheet = None,
    header: Header = None,
    column: Columns = None,
    no_proofs: Annotated[
        bool, typer.Option("--no-proofs", help="只比写法和给定的企业，不作证明")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="逐条写法、例子的全部事实，相同的措施也列出")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="评估日 YYYY-MM-DD（默认今天；A、B 是日期时不用）")
    ] = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """比较两份规则、两份录入单或两个日期：写法、意思（放宽、收紧，各举一户）、谁得谁失。"""
    with faults_told(json):
        language = choose_language(lang)
        day = choose_day(as_of)
        from huiqi.authoring import difference
        from huiqi.cli.progress import Progress
        from huiqi.report.pages.difference import difference_page, difference_screens
        from huiqi.report.phrases import Phrases
        from huiqi.serialisation.differences import difference_json

        progress = Progress(language)
        progress.check = "证明" if language == "zh" else "proofs"
        found = difference(
            one,
            other,
            day,
            rules=rules,
            enterprises=table,
            sheet=sheet,
            header=header,
            columns=column or (),
            proofs=not no_proofs,
            progress=progress.tell,
        )
        progress.end()
        if json:
            print_json("diff", difference_json(found))
        else:
            phrases = Phrases(found.after.rulebook, language)
            show_page((difference_page if full else difference_screens)(found, phrases))
        tell(found.enterprises.remarks)
        unread = found.enterprises.unread
        if unread:
            fail(tuple(item for findings in unread.values() for item in findings))
