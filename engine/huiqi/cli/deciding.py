"""``huiqi check``, ``estimate``, ``ladder``, ``compute`` and ``test``: an enterprise decided."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import asked, faults_told, print_json, show_page
from huiqi.cli.options import Answers, AsOf, Json, Lang, Prefill, Receipt, Rules, WithoutNames
from huiqi.cli.receipts import check_receipt_asked, keep_receipt
from huiqi.diagnostics import Place, input_error
from huiqi.files import check_outputs
from huiqi.sentences import sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from huiqi.decision.results import Decision
    from huiqi.report.blocks import Page
    from huiqi.report.phrases import Phrases
    from huiqi.rulebook.penalty_counts import PenaltyCounts

ProfilePath = Annotated[
    Path,
    typer.Argument(
        metavar="PROFILE",
        help=to_say("企业画像（YAML、JSON 或填好的 XLSX 表）"),
        show_default=False,
    ),
]
#: What a receipt of an enterprise lacks on request.
LEFT_OUT = to_say("（没有写企业名称、代码、备注、来源、项目和证书的名称、判定人和他们的理由）")
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help=to_say("假设一个参数是别的值，写作 参数=值（可重复）；结果标明假设")
    ),
]


def check(
    profile: ProfilePath,
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE",
            help=to_say("只看一项措施或一个题目（id、名称或名称里的几个字）"),
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    full: Annotated[
        bool, typer.Option("--full", help=to_say("全部条件、算式、依据和网址"))
    ] = False,
    supposed: Set = None,
    answers: Answers = None,
    prefill: Prefill = None,
    write_missing: Annotated[
        Path | None,
        typer.Option(
            "--write-missing",
            help=to_say("把没有答的写成一张表（YAML），填好用 --answers 读"),
            show_default=False,
        ),
    ] = None,
    receipt: Receipt = None,
    without_names: WithoutNames = False,
) -> None:
    """One enterprise decided: all measures, or one."""
    with faults_told(json):
        outputs = {"--write-missing": write_missing, "--receipt": receipt}
        check_outputs(outputs, (profile, answers, prefill))
        if receipt is not None and prefill is not None:
            message = sentence("收据不存平台的数据")
            remedy = sentence("不写 --prefill，或者不写 --receipt")
            raise input_error("C142", Place("--receipt"), message, remedy=remedy)
        check_receipt_asked(receipt, without_names)
    if write_missing is not None:
        with faults_told(json):
            if write_missing.suffix.lower() == ".xlsx":
                # What is missing stands beside what is known only on the whole form.
                message = sentence("没有答的写成 YAML；要表格，用 huiqi template")
                instead = f"huiqi template --from {profile} -o {write_missing}"
                raise input_error("C114", Place("--write-missing"), message, remedy=instead)
    with (
        faults_told(json),
        asked(
            profile,
            rules,
            as_of,
            language=lang,
            supposed=supposed,
            answers=answers,
            prefill=prefill,
        ) as about,
    ):
        engine, phrases = about.engine, about.phrases()
        name = None if measure is None else engine.measure(measure)
        only = None if name is None else engine.documents(name)
        if json and name is not None:
            # Of a topic, the documents that answer it too.
            only = tuple(dict.fromkeys((name, *engine.answering(name))))
        decision = engine.check(about.enterprise, about.as_of, only)
        if write_missing is not None:
            # Of one measure or topic what answers it, not those beside it.
            own = None if name is None else engine.answering(name)
            asking = decision if own == only else engine.check(about.enterprise, about.as_of, own)
            _write_missing(write_missing, asking, phrases)
        if receipt is not None:
            from huiqi.kept_decisions import check_receipt

            text = check_receipt(
                engine,
                engine.restated(profile, answers, nameless=without_names),
                about.as_of,
                language=about.language,
                measure=name,
                supposed=supposed or (),
                nameless=without_names,
            )
            left_out = LEFT_OUT if without_names else ""
            keep_receipt(receipt, text, left_out, engine, about.language)
        if json:
            from huiqi.serialisation.decisions import decision_json

            print_json("check", decision_json(decision, phrases))
            return
        show_page(checked_pages(decision, name, phrases, engine.penalty_counts, full=full))


def checked_pages(
    decision: Decision,
    name: str | None,
    phrases: Phrases,
    counts: PenaltyCounts | None,
    *,
    full: bool,
) -> Iterator[Page]:
    """The page of all measures, or of one, ever shorter; in full there is one."""
    from huiqi.report.pages.check import check_pages, everything_page
    from huiqi.report.pages.one_measure import measure_page, measure_pages

    if name is not None and full:
        yield measure_page(decision, name, phrases)
    elif name is not None:
        yield from measure_pages(decision, name, phrases)
    elif full:
        yield everything_page(decision, phrases, counts)
    else:
        yield from check_pages(decision, phrases, counts)


def estimate(
    profile: ProfilePath,
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE",
            help=to_say("只看一项措施的逐行过程，或一个题目下的（id、名称或名称里的几个字）"),
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    full: Annotated[
        bool, typer.Option("--full", help=to_say("每一项的逐行过程、取舍的规则和依据"))
    ] = False,
    supposed: Set = None,
    answers: Answers = None,
    prefill: Prefill = None,
) -> None:
    """What the measures come to, or one line by line."""
    with (
        faults_told(json),
        asked(
            profile,
            rules,
            as_of,
            language=lang,
            supposed=supposed,
            answers=answers,
            prefill=prefill,
        ) as about,
    ):
        engine = about.engine
        one = None if measure is None else (engine.measure(measure),)
        # What may be had together is decided of all: of one alone it is always all.
        decision = engine.estimate(about.enterprise, about.as_of, one if json else None)
        phrases = about.phrases()
        if json:
            from huiqi.serialisation.decisions import decision_json

            print_json("estimate", decision_json(decision, phrases))
            return
        from huiqi.report.pages.estimate import estimate_pages
        from huiqi.report.pages.estimated import full_estimate_page, measure_amount_page

        if one is not None:
            show_page(measure_amount_page(decision, engine.answering(one[0]), phrases))
        elif full:
            show_page(full_estimate_page(decision, phrases))
        else:
            show_page(estimate_pages(decision, phrases))


def _write_missing(path: Path, decision: Decision, phrases: Phrases) -> None:
    """The form of what is missing; how many questions it has is told on standard error."""
    from huiqi.files import write_file, write_new
    from huiqi.report.answers_form import answers_form

    # A file that is there may be one that was filled in.
    write = write_file if path.exists() and not path.is_file() else write_new
    write(path, answers_form(decision.questions, decision.profile, decision.as_of, phrases))
    number = len(decision.questions)
    told = phrases.say(
        "{file}：{number} 问；填好后 huiqi check 画像 --answers {file}", file=path, number=number
    )
    print(told, file=sys.stderr)


def ladder(
    profile: ProfilePath,
    title: Annotated[
        str | None,
        typer.Argument(
            metavar="TITLE",
            help=to_say("只看这一级（id、名称或名称里的几个字）"),
            show_default=False,
        ),
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    full: Annotated[
        bool, typer.Option("--full", help=to_say("每一级的全部条件、依据和打开的措施"))
    ] = False,
    answers: Answers = None,
    prefill: Prefill = None,
) -> None:
    """Where an enterprise stands on the ladder, or one step of it."""
    with (
        faults_told(json),
        asked(profile, rules, as_of, language=lang, answers=answers, prefill=prefill) as about,
    ):
        found = about.engine.ladder(about.enterprise, about.as_of)
        step = None if title is None else about.engine.step(found, title)
        phrases = about.phrases()
        if json:
            from huiqi.serialisation.ladders import ladder_json

            print_json("ladder", ladder_json(found, phrases))
            return
        from huiqi.report.pages.ladder import full_ladder_page, ladder_pages, step_page

        if step is not None:
            show_page(step_page(found, step, phrases))
        else:
            show_page((full_ladder_page if full else ladder_pages)(found, phrases))


def compute(
    profile: ProfilePath,
    fact: Annotated[str, typer.Argument(help=to_say("事实的 id 或名称，如 rd_super_deduction"))],
    year: Annotated[
        int | None, typer.Option("--year", help=to_say("年度（默认评估日的上一年）"))
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    full: Annotated[
        bool, typer.Option("--full", help=to_say("各项目的数、全部问题、算法"))
    ] = False,
    answers: Answers = None,
    prefill: Prefill = None,
) -> None:
    """One derived fact with its working."""
    with (
        faults_told(json),
        asked(
            profile, rules, as_of, language=lang, compare=False, answers=answers, prefill=prefill
        ) as about,
    ):
        computation = about.engine.compute(about.enterprise, fact, about.as_of, year)
        if json:
            from huiqi.serialisation.computations import computation_json

            print_json("compute", computation_json(computation))
            return
        from huiqi.report.pages.compute import compute_page, compute_pages

        phrases = about.phrases()
        show_page((compute_page if full else compute_pages)(computation, phrases))


def run_cases(
    cases: Annotated[
        list[Path] | None,
        typer.Argument(help=to_say("用例文件或目录（默认 cases）"), show_default=False),
    ] = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """The cases run; 1 where one differs."""
    from huiqi.cli.testing import run_tests

    with faults_told(json):
        run_tests(cases or [], lang, json, rules)
