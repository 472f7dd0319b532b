"""``huiqi fund``: share a limited fund among the applicants of a table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import choose_day, choose_language, console, faults_told, print_json, tell

if TYPE_CHECKING:
    from huiqi.rulebook.rulebook import Fund, Rulebook


def fund(
    table: Annotated[
        Path, typer.Argument(metavar="TABLE", help="申请企业表（CSV 或 XLSX）", show_default=False)
    ],
    fund: Annotated[
        str | None, typer.Option("--fund", help="资金的 id（规则库只有一项时可省）")
    ] = None,
    pool: Annotated[str | None, typer.Option("--pool", help="假设资金总额，如 1亿元")] = None,
    rate: Annotated[str | None, typer.Option("--rate", help="假设补贴比例，如 15%")] = None,
    cap: Annotated[str | None, typer.Option("--cap", help="假设单户上限，如 200万元")] = None,
    supposed: Annotated[
        list[str] | None, typer.Option("--set", help="假设别的参数：参数=值（可重复）")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="各户各办法的金额，写入 CSV 或 XLSX")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="写一个带图的网页")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="工作表名（默认第一张）")] = None,
    header: Annotated[
        int | None, typer.Option("--header", min=1, help="表头在第几行（默认自己找）")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", help="列名对应，如 企业名称=单位（可重复）", show_default=False),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="评估日 YYYY-MM-DD（默认今天）")
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="zh 或 en")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    rules: Annotated[Path | None, typer.Option("--rules", help="规则库目录")] = None,
) -> None:
    """分配一项专项资金：五种办法并列，精确到分，谁在哪种办法下多得、少得。"""
    with faults_told():
        from huiqi.diagnostics import Diagnostics
        from huiqi.tables import read_cells, table_of

        language, day = choose_language(lang), choose_day(as_of)
        # First of all: a table that is too large is refused at once.
        _progress(language, "读表", "reading the table")
        diagnostics = Diagnostics()
        cells = read_cells(table, diagnostics, sheet)
        diagnostics.raise_errors()
        assert cells is not None

        from huiqi.files import check_outputs, write_file
        from huiqi.funds.reading import columns_wanted, read_applicants
        from huiqi.funds.sharing import share
        from huiqi.funds.terms import fund_terms
        from huiqi.report.sheets import check_sheet_name
        from huiqi.rulebook.folder import rules_folder
        from huiqi.rulebook.hypothesis import suppose
        from huiqi.rulebook.loading import load_rulebook

        if output is not None:
            check_sheet_name(output)
        check_outputs({"-o": output, "--html": html}, [table, rules or rules_folder()])
        rulebook = load_rulebook(rules)
        chosen = _find(rulebook, fund)
        rulebook = suppose(rulebook, supposed or ())
        for option, name, value in (
            ("--pool", chosen.pool, pool),
            ("--rate", chosen.rate, rate),
            ("--cap", chosen.cap, cap),
        ):
            if value is not None:
                rulebook = suppose(rulebook, [f"{name}={value}"], option)
        terms = fund_terms(rulebook, chosen, day)
        wanted = columns_wanted(rulebook, chosen).with_columns(column or (), diagnostics)
        diagnostics.raise_errors()
        rows = table_of(cells, table, diagnostics, header, wanted)
        diagnostics.raise_errors()
        assert rows is not None
        applicants, checked = read_applicants(rows, wanted, rulebook, chosen, day, diagnostics)
        tell(diagnostics.sorted())
        count = f"{len(applicants):,}"
        _progress(language, f"分配：{count} 户", f"sharing among {count} enterprises")
        sharing = share(terms, applicants, checked)
        if output is not None:
            from huiqi.report.fund_sheet import write_awards

            _progress(language, f"写入 {output}", f"writing {output}")
            write_awards(output, sharing, rulebook, language)
        if html is not None:
            from huiqi.report.fund_page import fund_page

            _progress(language, f"写入 {html}", f"writing {html}")
            write_file(html, fund_page(sharing, rulebook, language))
        if json:
            from huiqi.report.fund_sheet import sharing_json

            print_json(sharing_json(sharing, rulebook))
        else:
            from huiqi.report.fund import FundReport

            FundReport(console(), sharing, rulebook, language).print_all()


def _progress(language: str, zh: str, en: str) -> None:
    """A line to standard error: results alone are on standard output."""
    print(f"… {zh if language == 'zh' else en}", file=sys.stderr)


def _find(rulebook: Rulebook, written: str | None) -> Fund:
    """The fund of this id; the only one where none is named."""
    from huiqi.diagnostics import Place, input_error
    from huiqi.spelling import Names

    if written is None and len(rulebook.funds) == 1:
        return next(iter(rulebook.funds.values()))
    names = Names({f.id: (f.id, f.title.zh, f.title.en) for f in rulebook.funds.values()})
    found = names.find(written) if written is not None else None
    if found is not None:
        return rulebook.funds[found]
    message = "规则库里没有这项资金" if written else "写明是哪一项资金"
    raise input_error("C109", Place("--fund"), message, found=written or "", allowed=rulebook.funds)
