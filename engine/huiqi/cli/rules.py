"""``huiqi rules``: read the rulebook."""

from __future__ import annotations

import json as json_module
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import choose_language, console, dump, faults_told, print_json
from huiqi.cli.options import Json, Lang, Rules

if TYPE_CHECKING:
    from huiqi.rulebook.penalties import PenaltyBook

rules_app = typer.Typer(
    help="查看规则库：list、show、schema。",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@rules_app.command("list")
def list_rules(
    facts: Annotated[bool, typer.Option("--facts", help="列出事实与定义")] = False,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """列出全部措施（--facts 列出画像可填的事实与派生事实）。"""
    with faults_told(json):
        from huiqi.report.penalty_rules import print_penalties
        from huiqi.report.rulebook import print_facts, print_list
        from huiqi.rulebook.loading import load_rulebook

        language = choose_language(lang)
        rulebook = load_rulebook(rules)
        if facts:
            if json:
                from huiqi.serialisation.rulebooks import facts_json

                print_json("facts", facts_json(rulebook))
            else:
                print_facts(console(), rulebook, language)
            return
        penalties = _penalties(rules)
        if json:
            from huiqi.serialisation.rulebooks import rules_json

            print_json("rules", rules_json(rulebook, penalties))
            return
        print_list(console(), rulebook, language)
        if penalties is not None:
            print_penalties(console(), penalties, language)


def _penalties(rules: Path | None) -> PenaltyBook | None:
    """The penalty rules of a rulebook that has any."""
    from huiqi.rulebook.penalty_linker import holds_penalties, load_penalties

    return load_penalties(rules) if holds_penalties(rules) else None


@rules_app.command("show")
def show(
    name: Annotated[
        str, typer.Argument(help="措施、事实、定义、参数、来源，或处罚规定、清单、事项、先例的 id")
    ],
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """显示一条规则：条件、金额、参数、依据与来源未写明之处。"""
    with faults_told(json):
        from huiqi.diagnostics import Place, input_error
        from huiqi.report.penalty_rules import penalty_lines, penalty_names
        from huiqi.report.rulebook import print_lines, rule_lines, rule_names
        from huiqi.rulebook.loading import load_rulebook
        from huiqi.spelling import Names

        language = choose_language(lang)
        rulebook = load_rulebook(rules)
        named = rule_names(rulebook)
        found = Names({key: (key,) for key in named}).find(name)
        if found is not None:
            lines = partial(rule_lines, rulebook, found)
        else:
            # The penalty rules are read only where the name is not found among the others.
            penalties = _penalties(rules)
            others = penalty_names(penalties) if penalties is not None else ()
            found = Names({key: (key,) for key in others}).find(name)
            if penalties is None or found is None:
                raise input_error(
                    "C107",
                    Place("NAME"),
                    "规则库里没有这个名称",
                    found=name,
                    allowed=(*named, *others),
                )
            lines = partial(penalty_lines, penalties, found)
        if json:
            from huiqi.serialisation.rulebooks import rule_json

            print_json("rule", rule_json(found, lines))
        else:
            print_lines(console(), lines(language), language)


@rules_app.command("schema")
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            help="文件种类，或 result：--json 的结果（默认列出全部）", show_default=False
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", help="写入目录，每种一个文件")] = None,
) -> None:
    """输出 JSON Schema：各种 YAML 的（供编辑器补全和检查），以及 --json 的结果（result）。"""
    with faults_told():
        from huiqi.decision.cases import CasesFile
        from huiqi.diagnostics import Place, input_error
        from huiqi.files import make_folder, write_file
        from huiqi.penalty.incident_cases import PenaltyCasesFile
        from huiqi.rulebook.penalty_linker import PENALTY_SCHEMAS
        from huiqi.rulebook.schemas import schemas
        from huiqi.serialisation.schema import result_schema

        found = schemas({**PENALTY_SCHEMAS, "cases": CasesFile, "penalty-cases": PenaltyCasesFile})
        found["result"] = result_schema()
        if kind is not None and kind not in found:
            raise input_error("C106", Place("KIND"), "没有这种文件", found=kind, allowed=found)
        wanted = {kind: found[kind]} if kind is not None else found
        if output is None:
            dump(wanted[kind] if kind is not None else wanted)
            return
        make_folder(output)
        for name, content in wanted.items():
            text = json_module.dumps(content, ensure_ascii=False, indent=2) + "\n"
            write_file(output / f"{name}.schema.json", text)
            typer.echo(str(output / f"{name}.schema.json"))
