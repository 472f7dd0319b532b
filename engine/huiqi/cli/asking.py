"""``huiqi rules questions`` and ``answers``: what is not known, asked and answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.context import choose_day, choose_language, faults_told, print_json, show_page, tell
from huiqi.cli.options import AsOf, Json, Lang, Rules, With
from huiqi.diagnostics import Place, input_error
from huiqi.sentences import bilingual, sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiqi.inquiry.asked import Inquiry, Letter

_WRITTEN = (".docx", ".md", ".html", ".xlsx")


def questions(
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o", "--output", help=to_say("写成函件（.docx、.md、.html）或答复表（.xlsx），可重复")
        ),
    ] = None,
    enterprises: With = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="OFFICE", help=to_say("只写给这个机关的一份"))
    ] = None,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """What is not known, as a letter to each office."""
    with faults_told(json):
        from huiqi.asking import inquiry
        from huiqi.cli.progress import Progress
        from huiqi.engine import rules_folder
        from huiqi.files import check_outputs
        from huiqi.report.media import files
        from huiqi.report.pages.letters import answer_sheets, inquiry_screen, letters_page
        from huiqi.report.phrases import Phrases

        language, day = choose_language(lang), choose_day(as_of)
        for path in output or ():
            files.check_medium(path, _WRITTEN)
        given = enterprises or real_enterprises(rules)
        if not given:
            message = sentence("写明按哪些企业试算：规则旁边没有带用例")
            remedy = sentence("--with 画像、目录或一张表")
            raise input_error("C165", Place("--with"), message, remedy=remedy)
        outputs = {f"-o {path}": path for path in output or ()}
        check_outputs(outputs, [rules or rules_folder(), *given])
        progress = Progress(language)
        progress.begin(to_say("试算 {done}"))
        found = inquiry(day, rules=rules, enterprises=given, progress=progress.tell)
        progress.end()
        letters = letters_to(found, to)
        phrases = Phrases(found.rulebook, language)
        for path in output or ():
            page = answer_sheets if files.is_tabular(path) else letters_page
            files.write_page(path, page(found, letters, phrases), language)
        if json:
            from huiqi.serialisation.inquiries import inquiry_json

            print_json("questions", inquiry_json(found, letters))
        elif not output:
            # One letter is read as a whole.
            page = inquiry_screen if to is None else letters_page
            show_page(page(found, letters, phrases))


def answers(
    workbook: Annotated[Path, typer.Argument(help=to_say("填好的答复表（.xlsx）"))],
    write: Annotated[bool, typer.Option("--write", help=to_say("看过以后写进规则"))] = False,
    as_of: AsOf = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", help=to_say("用例目录（默认规则旁边的）"))
    ] = None,
) -> None:
    """The answers of an office read back."""
    with faults_told(json):
        from huiqi.asking import answers as answers_of
        from huiqi.asking import write_answers
        from huiqi.engine import Engine
        from huiqi.report.pages.answers_back import answers_page
        from huiqi.report.phrases import Phrases

        language, day = choose_language(lang), choose_day(as_of)
        loaded = Engine.load(rules, compare=False)
        carried = answers_of(workbook, day, rules=rules, cases=cases)
        tell(carried.remarks)
        written = write and bool(carried.plan.changes)
        if written:
            write_answers(carried)
        if json:
            from huiqi.serialisation.answers_back import answers_json

            print_json("answers", answers_json(carried, written))
            return
        show_page(answers_page(carried, Phrases(loaded.rulebook, language), written=written))


def letters_to(found: Inquiry, office: str | None) -> Sequence[Letter]:
    """All letters, or the one to an office by its name or a part of it."""
    if office is None:
        return found.letters
    named = [
        (letter, letter.office.in_language("zh"))
        for letter in found.letters
        if letter.office is not None
    ]
    for meant in (
        [
            letter
            for letter, name in named
            if letter.office and office in map(letter.office.in_language, ("zh", "en"))
        ],
        [letter for letter, name in named if office in name],
    ):
        if len(meant) == 1:
            return meant
    names = [bilingual(letter.office) for letter, _ in named if letter.office is not None]
    message = sentence("没有写给它的，或这样叫的不止一个")
    raise input_error("C164", Place("--to"), message, found=office, allowed=names)


def real_enterprises(rules: Path | None) -> list[Path]:
    """The folder of the real enterprises among the cases beside the rules, where there is one."""
    from huiqi.engine import rules_folder

    beside = (rules or rules_folder()).resolve().parent / "cases"
    # Rules that were installed have theirs in the folder one is in, as those that are tested.
    here = [beside] if rules is not None else [beside, Path("cases")]
    found = [cases / "enterprises" for cases in here if (cases / "enterprises").is_dir()]
    return found[:1]
