"""``huiqi fund``: share a limited fund among the applicants of a table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import (
    choose_day,
    choose_language,
    engine,
    faults_told,
    print_json,
    show_page,
    tell,
)
from huiqi.cli.options import AsOf, Columns, Header, Json, Lang, Sheet
from huiqi.words import Say, to_say


def fund(
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", help=to_say("申请企业表（CSV 或 XLSX）"), show_default=False
        ),
    ],
    fund: Annotated[
        str | None, typer.Option("--fund", help=to_say("资金的 id（规则库只有一项时可省）"))
    ] = None,
    pool: Annotated[
        str | None, typer.Option("--pool", help=to_say("假设资金总额，如 1亿元"))
    ] = None,
    rate: Annotated[str | None, typer.Option("--rate", help=to_say("假设补贴比例，如 15%"))] = None,
    cap: Annotated[
        str | None, typer.Option("--cap", help=to_say("假设单户上限，如 200万元"))
    ] = None,
    supposed: Annotated[
        list[str] | None, typer.Option("--set", help=to_say("假设别的参数：参数=值（可重复）"))
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o",
            "--output",
            help=to_say("写入文件：.xlsx、.csv 是各户金额，.html 是网页（可重复）"),
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help=to_say("办法、依据、覆盖面和各户金额"))
    ] = False,
    sheet: Sheet = None,
    header: Header = None,
    column: Columns = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Annotated[Path | None, typer.Option("--rules", help=to_say("规则库目录"))] = None,
) -> None:
    """A fund shared in each way."""
    with faults_told(json):
        from huiqi.engine import rules_folder
        from huiqi.files import check_outputs
        from huiqi.report.media import files

        language, day = choose_language(lang), choose_day(as_of)
        say = Say(language)
        outputs = {f"-o {path}": path for path in output or ()}
        for path in outputs.values():
            files.check_medium(path)
        check_outputs(outputs, [table, rules or rules_folder()])
        with engine(rules, language, compare=False) as loaded:
            chosen = loaded.fund(fund)
            supposing = loaded.supposing(*supposed or ())
        for option, name, value in (
            ("--pool", chosen.pool, pool),
            ("--rate", chosen.rate, rate),
            ("--cap", chosen.cap, cap),
        ):
            if value is not None:
                supposing = supposing.supposing(f"{name}={value}", place=option)
        tell(supposing.remarks)
        _progress(say("… 读表"))
        read = supposing.read_applicants(
            table, day, fund=chosen.id, sheet=sheet, header=header, columns=column or ()
        )
        tell(read.remarks)
        number = f"{len(read.applicants):,}"
        _progress(say("… 分配：{number} 户", number=number))
        sharing, rulebook = supposing.share(read, day), supposing.rulebook
        from huiqi.report.pages.fund import fund_page, fund_screen
        from huiqi.report.phrases import Phrases

        phrases = Phrases(rulebook, language)
        for path in outputs.values():
            _progress(say("… 写入 {file}", file=path))
            page = fund_page(sharing, phrases, awards_first=files.is_tabular(path))
            files.write_page(path, page, language)
        if json:
            from huiqi.serialisation.funds import sharing_json

            print_json("fund", sharing_json(sharing, rulebook))
        else:
            show_page((fund_page if full else fund_screen)(sharing, phrases))


def _progress(told: str) -> None:
    """A line to standard error: results alone are on standard output."""
    print(told, file=sys.stderr)
