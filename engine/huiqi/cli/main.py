"""The commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import (
    console,
    faults_told,
    load,
    print_json,
    worker,
)

app = typer.Typer(
    name="huiqi",
    help="惠企：聊城制造业惠企政策资格核对。huiqi COMMAND --help 看每个命令。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ProfilePath = Annotated[
    Path, typer.Argument(metavar="PROFILE", help="企业画像（YAML 或 JSON）", show_default=False)
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="评估日 YYYY-MM-DD（默认今天）")]
Lang = Annotated[str | None, typer.Option("--lang", help="zh 或 en")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", help="假设一个参数是别的值，写作 参数=值（可重复）；结果标明假设"),
]
Rules = Annotated[Path | None, typer.Option("--rules", help="规则库目录（默认随包安装的）")]


def _version(asked: bool) -> None:
    if asked:
        from huiqi import __version__

        typer.echo(f"huiqi {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    """惠企：聊城制造业惠企政策资格核对。"""


@app.command()
def check(
    profile: ProfilePath,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="只详列这些措施（id，可重复）")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="不符合的也列出全部条件")] = False,
    supposed: Set = None,
) -> None:
    """核对一户企业：每项措施的结论、理由、差距、材料与下一步。"""
    _decide("check", profile, as_of, lang, json, rules, only, full, supposed)


@app.command()
def estimate(
    profile: ProfilePath,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    supposed: Set = None,
) -> None:
    """测算金额：逐行计算过程、上限、不得重复享受的最优组合、按依据等级的合计。"""
    _decide("estimate", profile, as_of, lang, json, rules, supposed=supposed)


def _decide(
    kind: str,
    profile: Path,
    as_of: str | None,
    lang: str | None,
    json: bool,
    rules: Path | None,
    only: list[str] | None = None,
    full: bool = False,
    supposed: list[str] | None = None,
) -> None:
    with faults_told(), worker(lang) as network:
        loaded = load(profile, rules, as_of, lang, supposed)
        from huiqi.cli.names import known_measures

        chosen = known_measures(loaded.rulebook, only or [])
        from huiqi.decision.decide import decide

        decision = decide(loaded.rulebook, loaded.profile, loaded.as_of, network)
        phrases = loaded.phrases()
        if json:
            from huiqi.report.json import decision_json

            print_json(decision_json(decision, phrases))
            return
        if kind == "check":
            from huiqi.report.check import CheckReport

            check_report = CheckReport(console(), phrases)
            check_report.full = full
            check_report.check(decision, chosen)
        else:
            from huiqi.report.estimate import EstimateReport

            amounts = EstimateReport(console(), phrases)
            amounts.estimate(decision)


@app.command()
def ladder(
    profile: ProfilePath,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """企业梯队：从小升规到单项冠军与独角兽，哪一步最近、还差什么、能打开什么。"""
    with faults_told(), worker(lang) as network:
        loaded = load(profile, rules, as_of, lang)
        from huiqi.decision.decide import Decider
        from huiqi.decision.ladder import ladder as climb

        rulebook = loaded.rulebook
        decider = Decider(rulebook, network)
        decision = decider.decide(loaded.profile, loaded.as_of, rulebook.titles)
        phrases = loaded.phrases()
        steps = climb(rulebook, decision)
        if json:
            from huiqi.report.json import ladder_json

            print_json(ladder_json(steps, decision, phrases))
            return
        from huiqi.report.ladder import LadderReport

        LadderReport(console(), phrases).ladder(steps, decision)


@app.command()
def compute(
    profile: ProfilePath,
    fact: Annotated[str, typer.Argument(help="事实的 id 或名称，如 rd_super_deduction")],
    year: Annotated[int | None, typer.Option("--year", help="年度（默认评估日的上一年）")] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """计算一项派生事实并列出过程，如研发费用加计扣除额。"""
    with faults_told():
        loaded = load(profile, rules, as_of, lang)
        from huiqi.cli.names import find_fact, find_year
        from huiqi.decision.computation import compute as compute_fact
        from huiqi.evaluation import Evaluator, Strictness
        from huiqi.report.computation import computation_json, print_computation

        rulebook = loaded.rulebook
        name = find_fact(rulebook, fact)
        when = find_year(year, loaded.as_of)
        strict = Evaluator(rulebook, loaded.profile, loaded.as_of)
        weak = Evaluator(rulebook, loaded.profile, loaded.as_of, Strictness.ILLUSTRATIVE)
        computation = compute_fact(rulebook, strict, weak, name, when)
        if json:
            print_json(computation_json(computation))
        else:
            print_computation(console(), computation, loaded.phrases())


@app.command("test")
def run_cases(
    cases: Annotated[
        list[Path] | None, typer.Argument(help="用例文件或目录（默认 cases）", show_default=False)
    ] = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """运行 YAML 用例；有一个不符就以 1 退出。"""
    from huiqi.cli.testing import run_tests

    with faults_told(), worker(lang) as network:
        run_tests(cases or [], lang, json, rules, network)


def main() -> None:
    """The entry point."""
    from huiqi.cli.audit import audit
    from huiqi.cli.diff import diff
    from huiqi.cli.fund import fund
    from huiqi.cli.penalty import penalty_app
    from huiqi.cli.rules import rules_app
    from huiqi.cli.streams import streams

    app.command()(fund)
    app.command()(audit)
    app.command()(diff)
    app.add_typer(rules_app, name="rules")
    app.add_typer(penalty_app, name="penalty")
    with streams():
        app()
