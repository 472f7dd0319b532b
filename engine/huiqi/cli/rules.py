"""``huiqi rules``: read the rulebook."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import Annotated

import typer

from huiqi.cli.context import choose_language, console, faults_told, print_json

rules_app = typer.Typer(
    help="查看规则库：list、show、schema。",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Rules = Annotated[Path | None, typer.Option("--rules", help="规则库目录（默认随包安装的）")]
Lang = Annotated[str | None, typer.Option("--lang", help="zh 或 en")]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@rules_app.command("list")
def list_rules(
    facts: Annotated[bool, typer.Option("--facts", help="列出事实与定义")] = False,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """列出全部措施（--facts 列出画像可填的事实与派生事实）。"""
    with faults_told():
        from huiqi.report.rulebook import facts_json, list_json, print_facts, print_list
        from huiqi.rulebook.linker import load_rulebook

        language = choose_language(lang)
        rulebook = load_rulebook(rules)
        if json:
            print_json(facts_json(rulebook) if facts else list_json(rulebook))
        elif facts:
            print_facts(console(), rulebook, language)
        else:
            print_list(console(), rulebook, language)


@rules_app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="措施、事实、定义、参数或来源的 id")],
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """显示一条规则：条件、金额、参数、依据与来源未写明之处。"""
    with faults_told():
        from huiqi.report.rulebook import print_rule, rule_json
        from huiqi.rulebook.linker import load_rulebook

        language = choose_language(lang)
        rulebook = load_rulebook(rules)
        if json:
            print_json(rule_json(rulebook, name))
        else:
            print_rule(console(), rulebook, name, language)


@rules_app.command("schema")
def schema(
    kind: Annotated[
        str | None, typer.Argument(help="文件种类（默认列出全部）", show_default=False)
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", help="写入目录，每种一个文件")] = None,
) -> None:
    """输出 JSON Schema，供编辑器补全和检查 YAML。"""
    with faults_told():
        from huiqi.decision.cases import CasesFile
        from huiqi.diagnostics import Place, input_error
        from huiqi.rulebook.schemas import schemas

        found = schemas({"cases": CasesFile})
        if kind is not None and kind not in found:
            raise input_error("C106", Place("KIND"), "没有这种文件", found=kind, allowed=found)
        wanted = {kind: found[kind]} if kind is not None else found
        if output is None:
            print_json(wanted[kind] if kind is not None else wanted)
            return
        output.mkdir(parents=True, exist_ok=True)
        for name, content in wanted.items():
            text = json_module.dumps(content, ensure_ascii=False, indent=2) + "\n"
            (output / f"{name}.schema.json").write_text(text, encoding="utf-8")
            typer.echo(str(output / f"{name}.schema.json"))
