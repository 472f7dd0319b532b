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
from huiqi.cli.options import (
    Columns,
    Every,
    Header,
    Json,
    Lang,
    ListTables,
    Rules,
    Sheet,
    Unit,
    WholeLists,
    Year,
    given_table,
)
from huiqi.words import to_say

_SIDE = to_say("规则目录、填好的录入单（.xlsx）、git 版本（如 HEAD~1）或日期")


def diff(
    one: Annotated[str, typer.Argument(metavar="A", help=_SIDE, show_default=False)],
    other: Annotated[str, typer.Argument(metavar="B", help=_SIDE, show_default=False)],
    table: Annotated[
        Path | None,
        typer.Option(
            "--table",
            help=to_say("画像所在的目录，或一张企业表（CSV、XLSX、Parquet）：谁得谁失，因哪一条"),
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help=to_say("按表里的这一列（县市区、服务专员……）分开"))
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help=to_say("写入文件：.xlsx 每组一张，.csv 逐户，.html 网页")
        ),
    ] = None,
    lists: ListTables = None,
    whole: WholeLists = None,
    sheet: Sheet = None,
    header: Header = None,
    column: Columns = None,
    year: Year = None,
    unit: Unit = None,
    every: Every = None,
    no_proofs: Annotated[
        bool, typer.Option("--no-proofs", help=to_say("只比写法和给定的企业，不作证明"))
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help=to_say("逐条写法、例子的全部事实，相同的措施也列出"))
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help=to_say("评估日 YYYY-MM-DD（默认今天；A、B 是日期时不用）")),
    ] = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """Two rulebooks compared."""
    with faults_told(json):
        language = choose_language(lang)
        day = choose_day(as_of)
        from huiqi.authoring import difference
        from huiqi.cli.progress import Progress
        from huiqi.files import check_outputs
        from huiqi.report.media import files
        from huiqi.report.pages.difference import difference_page, difference_screens
        from huiqi.report.pages.difference_table import changes_page
        from huiqi.report.phrases import Phrases
        from huiqi.serialisation.differences import difference_json

        if output is not None:
            files.check_medium(output)
            check_outputs({f"-o {output}": output}, [table] if table is not None else [])
        given = None
        if table is not None:
            given = given_table(
                table,
                sheet=sheet,
                header=header,
                column=column,
                year=year,
                unit=unit,
                every=every,
                lists=lists,
                whole=whole,
                by=by,
            )
        progress = Progress(language)
        comparing, steps = to_say("比较 {done}"), list[str]()
        progress.begin(comparing)

        def tell_progress(message: str) -> None:
            # After the measures, which are told by name, the enterprises are counted.
            if "/" in message and not steps:
                progress.begin(comparing)
            progress.tell(message)

        def tell_step(name: str) -> None:
            steps.append(name)
            progress.step(name)

        found = difference(
            one,
            other,
            day,
            rules=rules,
            enterprises=table,
            table=given,
            proofs=not no_proofs,
            progress=tell_progress,
            step=tell_step,
        )
        progress.end()
        if output is not None:
            page = changes_page(found, Phrases(found.after.rulebook, language))
            files.write_page(output, page, language)
        if json:
            print_json("diff", difference_json(found))
        else:
            phrases = Phrases(found.after.rulebook, language)
            show_page((difference_page if full else difference_screens)(found, phrases))
        tell(found.enterprises.remarks)
        if found.enterprises.unread:
            fail(found.enterprises.unread_once)
