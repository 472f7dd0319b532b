"""``huiqi audit``: how far the rules can be trusted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import (
    CHECK_FAILED,
    choose_language,
    console,
    faults_told,
    print_json,
)

if TYPE_CHECKING:
    from huiqi.audit.finding import Check

Codes = Annotated[
    list[str] | None,
    typer.Option("--only", help="只做这些检查并列出全部（A210；A2 即 A2 开头的；可重复）"),
]


def audit(
    cases: Annotated[
        list[Path] | None, typer.Option("--cases", help="用例文件或目录（默认 cases，可重复）")
    ] = None,
    only: Codes = None,
    full: Annotated[bool, typer.Option("--full", help="列出全部发现")] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="这项检查问什么、怎样算")
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under",
            min=0,
            max=100,
            help="用例覆盖或变异有一项低于这个百分数，或有错误级发现，就以 1 退出",
        ),
    ] = None,
    no_proofs: Annotated[
        bool, typer.Option("--no-proofs", help="不作证明（A4 各项，约一两分钟）")
    ] = False,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=64, help="变异用几个进程")
    ] = 2,
    lang: Annotated[str | None, typer.Option("--lang", help="zh 或 en")] = None,
    json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
    rules: Annotated[
        Path | None, typer.Option("--rules", help="规则库目录（默认随包安装的）")
    ] = None,
) -> None:
    """规则审计：政策、用例覆盖、变异、事实；规则能信到什么程度。"""
    with faults_told():
        language = choose_language(lang)
        from huiqi.audit.auditing import chosen, run
        from huiqi.audit.context import Audit
        from huiqi.report.audit import AuditReport

        if explain is not None:
            AuditReport(console(), language).explain(_checks([explain]))
            return
        from huiqi.cli.progress import Progress
        from huiqi.cli.testing import case_folders
        from huiqi.rulebook.files import rules_folder
        from huiqi.rulebook.linker import load_rulebook

        checks = _checks(only) if only else chosen(())
        if no_proofs:
            checks = tuple(check for check in checks if not check.code.startswith("A4"))
        rulebook = load_rulebook(rules)
        folders = case_folders(cases or [], rules)
        progress = Progress(language)
        found = run(
            Audit(rulebook, rules or rules_folder(), folders, progress.tell, processes), checks
        )
        progress.end()
        if json:
            from huiqi.report.audit_json import audit_json

            print_json(audit_json(found))
        else:
            AuditReport(console(), language, full or bool(only)).audit(found)
        if fail_under is not None:
            from decimal import Decimal

            least = Decimal(str(fail_under))
            for figure in found.fails(least):
                zh = f"{figure.text.zh} {figure.percent}% 低于 {least}%"
                en = f"{figure.text.en}: {figure.percent}% is below {least}%"
                print(zh if language == "zh" else en, file=sys.stderr)
            if found.fails(least) or found.errors:
                raise SystemExit(CHECK_FAILED)


def _checks(codes: list[str]) -> tuple[Check, ...]:
    """The checks a user named; C108 where there is none of that code."""
    from huiqi.audit.auditing import chosen
    from huiqi.audit.checks import CHECKS
    from huiqi.diagnostics import Place, input_error

    for code in codes:
        if not code or not chosen([code]):
            allowed = [check.code for check in CHECKS]
            raise input_error("C108", Place("CODE"), "没有这项检查", found=code, allowed=allowed)
    return chosen(codes)
