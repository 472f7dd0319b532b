"""``huiqi audit``: how far the rules can be trusted."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.asking import real_enterprises
from huiqi.cli.context import (
    CHECK_FAILED,
    choose_day,
    choose_language,
    faults_told,
    print_json,
    show_page,
)
from huiqi.cli.options import AsOf, Json, Lang, Rules, With
from huiqi.sentences import sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from decimal import Decimal

    from huiqi.audit.finding import Audited

Codes = Annotated[
    list[str] | None,
    typer.Option("--only", help=to_say("只做这些检查并列出全部（A210；A2 即 A2 开头的；可重复）")),
]


def audit(
    cases: Annotated[
        list[Path] | None,
        typer.Option("--cases", help=to_say("用例文件或目录（默认 cases，可重复）")),
    ] = None,
    only: Codes = None,
    full: Annotated[bool, typer.Option("--full", help=to_say("列出全部发现"))] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help=to_say("这项检查问什么、怎样算"))
    ] = None,
    gaps: Annotated[
        Path | None,
        typer.Option(
            "--gaps", metavar="DIR", help=to_say("为没有用例走到的地方生成输入，期望留空")
        ),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", help=to_say("另写成网页（.html）或工作簿（.xlsx），可重复")),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help=to_say("另写成 JUnit XML"))
    ] = None,
    sarif: Annotated[
        Path | None, typer.Option("--sarif", metavar="FILE", help=to_say("另写成 SARIF 2.1.0"))
    ] = None,
    fail_under: Annotated[
        str | None,
        typer.Option(
            "--fail-under",
            metavar="PERCENT",
            help=to_say("用例覆盖或变异有一项低于这个百分数，或有错误级发现，就以 1 退出"),
        ),
    ] = None,
    enterprises: With = None,
    as_of: AsOf = None,
    no_proofs: Annotated[
        bool, typer.Option("--no-proofs", help=to_say("不作证明（A4 各项，约一两分钟）"))
    ] = False,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=64, help=to_say("变异用几个进程"))
    ] = 2,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """The rules audited."""
    with faults_told(json):
        language = choose_language(lang)
        from huiqi.authoring import audited, checks_named, write_gaps
        from huiqi.report.pages.audit import audit_page, audit_screens, explanation_page
        from huiqi.report.phrases import Phrases
        from huiqi.words import Say

        if explain is not None:
            show_page(explanation_page(checks_named([explain]), Say(language)))
            return
        from huiqi.cli.progress import Progress
        from huiqi.cli.testing import case_folders
        from huiqi.engine import rules_folder
        from huiqi.files import check_outputs
        from huiqi.report.media import files

        checks = checks_named(only or ())
        if no_proofs:
            checks = tuple(check for check in checks if not check.code.startswith("A4"))
        least = _percent(fail_under)
        folders = case_folders(cases or [], rules)
        for path in output or ():
            files.check_medium(path, (".html", ".xlsx"))
        pages = {f"-o {path}": path for path in output or ()}
        written = {**pages, "--junit": junit, "--sarif": sarif}
        check_outputs(written, [rules or rules_folder(), *folders])
        progress = Progress(language)
        if gaps is not None:
            progress.check = "gaps"
            made = write_gaps(
                gaps, rules=rules, cases=folders, language=language, progress=progress.tell
            )
            progress.end()
            _tell_gaps(gaps, *made, language)
            return
        mission = None
        if not only:
            from huiqi.asking import mission as mission_of

            progress.check = "mission"
            mission = mission_of(
                choose_day(as_of),
                rules=rules,
                cases=folders,
                enterprises=enterprises or real_enterprises(rules),
            )
        found = audited(
            checks, rules=rules, cases=folders, processes=processes, progress=progress.tell
        )
        progress.end()
        rulebook = found.audit.rulebook
        if json:
            from huiqi.serialisation.audits import audit_json

            print_json("audit", audit_json(found, mission))
        else:
            phrases = Phrases(rulebook, language)
            if full or only:
                show_page(audit_page(found, phrases, mission=mission))
            else:
                show_page(audit_screens(found, phrases, mission))
        for path in output or ():
            page = audit_page(found, Phrases(rulebook, language), files.is_tabular(path), mission)
            files.write_page(path, page, language)
        _write_files(found, language, junit, sarif)
        if least is not None:
            below = found.fails(least)
            for figure in below:
                told = sentence(
                    "{figure} {percent}% 低于 {least}%",
                    figure=figure.text,
                    percent=figure.percent,
                    least=least,
                )
                print(told.in_language(language), file=sys.stderr)
            if below or found.errors:
                raise SystemExit(CHECK_FAILED)


def _percent(written: str | None) -> Decimal | None:
    from huiqi.diagnostics import Place, input_error
    from huiqi.quantities import QuantityError, split_quantity

    if written is None:
        return None
    try:
        number, unit = split_quantity(written)
    except QuantityError as problem:
        raise input_error("C132", Place("--fail-under"), problem.told, found=written) from None
    if unit not in ("", "%") or not 0 <= number <= 100:
        message, remedy = sentence("写 0 至 100 的百分数"), sentence("例如 95")
        raise input_error("C132", Place("--fail-under"), message, found=written, remedy=remedy)
    return number


def _write_files(found: Audited, language: str, junit: Path | None, sarif: Path | None) -> None:
    from huiqi.files import write_file

    if junit is not None or sarif is not None:
        import json

        from huiqi.report import audit_ci

        if junit is not None:
            write_file(junit, audit_ci.junit(found, language))
        if sarif is not None:
            content = audit_ci.sarif(found, language)
            write_file(sarif, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _tell_gaps(folder: Path, inputs: int, without: int, language: str) -> None:
    told = sentence(
        "{folder}：{inputs} 个输入，期望留空；另有 {without} 处没有找到能走到的输入",
        folder=folder,
        inputs=inputs,
        without=without,
    )
    print(told.in_language(language))
