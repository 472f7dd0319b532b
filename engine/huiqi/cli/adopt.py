"""``huiqi rules adopt`` and ``rules copy``: a filled entry sheet taken over into the rules."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import (
    CHECK_FAILED,
    choose_day,
    choose_language,
    faults_told,
    print_json,
    show_page,
    tell,
)
from huiqi.cli.options import AsOf, Json, Lang, Rules
from huiqi.sentences import sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.adoption.preview import Preview
    from huiqi.report.phrases import Phrases


def adopt(
    sheet: Annotated[
        Path | None,
        typer.Argument(
            metavar="SHEET", help=to_say("填好的条文录入单（.xlsx）"), show_default=False
        ),
    ] = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", help=to_say("用例目录（默认在规则库旁边）"))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=to_say("不再问，写入"))] = False,
    undo: Annotated[bool, typer.Option("--undo", help=to_say("撤销最后一次录入"))] = False,
    despite_examples: Annotated[
        bool,
        typer.Option(
            "--despite-examples", help=to_say("例子与规则不符也写入；不符的例子不记为用例")
        ),
    ] = False,
    no_proofs: Annotated[
        bool, typer.Option("--no-proofs", help=to_say("不证明与原来的差别"))
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=to_say("把全部内容写入文件：.html 或 .xlsx")),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help=to_say("规则回读、每户的事实、每个用例"))
    ] = False,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """A filled entry sheet taken over, after it was looked at."""
    with faults_told(json):
        language = choose_language(lang)
        if undo:
            _undo(rules, language)
            return
        day = choose_day(as_of)
        from huiqi import authoring
        from huiqi.cli.progress import Progress
        from huiqi.diagnostics import Place, input_error
        from huiqi.files import check_outputs
        from huiqi.report.media import files
        from huiqi.report.pages.adoption import adopted_page, adoption_page, adoption_screens
        from huiqi.report.phrases import Phrases
        from huiqi.serialisation.adoptions import adoption_json

        if sheet is None:
            message, remedy = sentence("没有写录入单"), sentence("huiqi rules adopt 录入单.xlsx")
            raise input_error("C166", Place("SHEET"), message, remedy=remedy)
        if output is not None:
            files.check_medium(output, (".html", ".xlsx"))
            check_outputs({"-o": output}, [sheet])
        progress = Progress(language)
        progress.begin(to_say("录入 {done}"))
        found = authoring.adoption(
            sheet, day, rules=rules, cases=cases, proofs=not no_proofs, progress=progress.tell
        )
        progress.end()
        tell(found.remarks)
        phrases = Phrases(found.after, language)
        if output is not None:
            files.write_page(output, adoption_page(found, phrases), language)
        if not json:
            show_page((adoption_page if full else adoption_screens)(found, phrases))
        refused = bool(found.mismatched) and not despite_examples
        written = not refused and _agreed(found, phrases, yes, ask=not json)
        if written:
            authoring.adopt(found)
        if json:
            print_json("adoption", adoption_json(found, written, phrases))
        elif written:
            show_page(adopted_page(found, phrases))
        if refused:
            text = phrases.say("例子与规则不符，没有写入：改录入单，或 --despite-examples")
            print(text, file=sys.stderr)
            raise SystemExit(CHECK_FAILED)
        if not written:
            print(phrases.say("没有写入任何文件；写入用 --yes"), file=sys.stderr)


def _agreed(found: Preview, phrases: Phrases, yes: bool, *, ask: bool) -> bool:
    """Whether it is to be written: said beforehand, or now by who sits at the terminal."""
    if yes or not ask or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return yes
    asked = phrases.say("写入这 {number} 个文件？", number=len(found.changes))
    return typer.confirm(asked, default=False)


def _undo(rules: Path | None, language: str) -> None:
    from huiqi import authoring
    from huiqi.engine import Engine
    from huiqi.report.pages.adoption import undone_page
    from huiqi.report.phrases import Phrases

    changes = authoring.undo_adoption(rules)
    rulebook = Engine.load(rules, compare=False).rulebook
    show_page(undone_page(changes, Phrases(rulebook, language)))


def copy(
    target: Annotated[
        Path, typer.Argument(metavar="DIR", help=to_say("新目录"), show_default=False)
    ],
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """The rules in a folder of their own."""
    with faults_told():
        choose_language(lang)
        from huiqi.authoring import copy_rules

        typer.echo(str(copy_rules(target, rules)))
