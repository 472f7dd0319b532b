"""``huiqi sql``: the rules as one query, to be run where the data is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import choose_day, choose_language, faults_told
from huiqi.cli.options import (
    AsOf,
    Columns,
    Every,
    Header,
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


def sql(
    table: Annotated[
        Path | None,
        typer.Argument(
            metavar="[TABLE]",
            help=to_say("按这张企业表的列写（同 screen）；不写就要规则读的全部列"),
            show_default=False,
        ),
    ] = None,
    dialect: Annotated[
        str, typer.Option("--dialect", help=to_say("duckdb、spark、postgres；其他方言没有测试"))
    ] = "duckdb",
    measures: Annotated[
        list[str] | None,
        typer.Option(
            "--measure", help=to_say("只写这一项（id 或名称；可重复）"), show_default=False
        ),
    ] = None,
    detail: Annotated[
        str,
        typer.Option(
            "--detail", help=to_say("figures 结论和金额；whole 还有没有达到的条件和缺的事实")
        ),
    ] = "figures",
    lists: ListTables = None,
    whole: WholeLists = None,
    sheet: Sheet = None,
    header: Header = None,
    column: Columns = None,
    year: Year = None,
    unit: Unit = None,
    every: Every = None,
    as_of: AsOf = None,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """The rules as one query."""
    with faults_told():
        from huiqi.city import query_for
        from huiqi.engine import Engine
        from huiqi.report.phrases import Phrases
        from huiqi.report.query_text import query_text

        language, day = choose_language(lang), choose_day(as_of)
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
            )
        rulebook = Engine.load(rules, compare=False).rulebook
        query = query_for(
            rulebook, day, dialect, table=given, measures=measures or (), detail=detail
        )
        print(query_text(query, Phrases(rulebook, language)), end="")
