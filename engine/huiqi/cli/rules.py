"""``huiqi rules``: read the rulebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huiqi.cli.adopt import adopt, copy
from huiqi.cli.asking import answers, questions
from huiqi.cli.context import choose_language, dump, faults_told, print_json, show_page
from huiqi.cli.entry import form
from huiqi.cli.options import Json, Lang, Rules
from huiqi.sentences import sentence
from huiqi.words import to_say

if TYPE_CHECKING:
    from huiqi.engine import Engine
    from huiqi.report.blocks import Page
    from huiqi.report.phrases import Phrases

#: No line of a rule is broken in a document for programs.
_WIDE = 100_000

rules_app = typer.Typer(
    help=to_say(
        "查看规则库：list、show、guide、questions、schema；录入条文：form、adopt、answers；复制：copy。"
    ),
    short_help=to_say("查看规则库，录入条文。"),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

rules_app.command(
    "form",
    help=to_say("条文录入单：手里有条文的人照着填，不用写 YAML；填好后用 huiqi rules adopt 采用。"),
)(form)
rules_app.command(
    "adopt",
    help=to_say("把填好的条文录入单写进规则库：先看会怎样，再问，然后整个写入；--undo 撤销。"),
)(adopt)
rules_app.command("copy", help=to_say("把规则库复制到一个新目录，在那里改（再用 --rules 指明）。"))(
    copy
)


@rules_app.command(
    "list",
    help=to_say("各个题目由哪些文件答，另有哪些政策（--full 逐项；--facts 画像可填的事实）。"),
)
def list_rules(
    words: Annotated[
        str,
        typer.Argument(
            metavar="[WORDS]",
            help=to_say("按几个字找文件，如 设备贷款贴息；不写列全部"),
            show_default=False,
        ),
    ] = "",
    facts: Annotated[bool, typer.Option("--facts", help=to_say("列出事实与定义"))] = False,
    full: Annotated[bool, typer.Option("--full", help=to_say("逐项列出，各有代号"))] = False,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """What the rulebook holds."""
    with faults_told(json):
        from huiqi.engine import Engine
        from huiqi.report.pages.rules_list import facts_page, rules_page, rules_screen
        from huiqi.report.phrases import Phrases

        language = choose_language(lang)
        loaded = Engine.load(rules, compare=False)
        rulebook = loaded.rulebook
        phrases = Phrases(rulebook, language)
        if facts:
            if json:
                from huiqi.serialisation.rulebooks import facts_json

                print_json("facts", facts_json(rulebook))
            else:
                show_page(facts_page(phrases))
            return
        if words.strip():
            from huiqi.dates import today
            from huiqi.report.pages.found_by_words import words_page

            show_page(words_page(words.strip(), today(), phrases))
            return
        penalties = loaded.penalties if loaded.holds_penalties else None
        if json:
            from huiqi.serialisation.rulebooks import rules_json

            print_json("rules", rules_json(rulebook, penalties))
            return
        show_page((rules_page if full else rules_screen)(phrases, penalties))


@rules_app.command(
    "show",
    help=to_say("一条规则：谁可以报、给什么、何时有效、怎样申请、依据；题目则列出题下的文件。"),
)
def show(
    name: Annotated[
        str,
        typer.Argument(
            help=to_say(
                "措施、题目、事实、定义、参数、来源，或处罚规定、清单、事项、先例：代号或名称"
            )
        ),
    ],
    full: Annotated[bool, typer.Option("--full", help=to_say("连同条件的写法和网址"))] = False,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """One rule."""
    with faults_told(json):
        from huiqi.engine import Engine
        from huiqi.report.phrases import Phrases

        language = choose_language(lang)
        loaded = Engine.load(rules, compare=False)
        rulebook = loaded.rulebook
        found, pages = _shown(name, loaded)
        if json:
            from huiqi.serialisation.rulebooks import rule_json

            def lines(spoken: str) -> list[str]:
                return _lines(next(pages(Phrases(rulebook, spoken))))

            print_json("rule", rule_json(found, lines))
            return
        shown = pages(Phrases(rulebook, language))
        show_page(next(shown) if full else shown)


def _lines(whole: Page) -> list[str]:
    """What a page says, without the head and the foot that every page has."""
    from huiqi.report.blocks import Page
    from huiqi.report.media import terminal

    page = Page(whole.title, whole.blocks[1:-1])
    return [line.plain for line in terminal.lines(page, _WIDE) if line.plain]


def _shown(name: str, loaded: Engine) -> tuple[str, Callable[[Phrases], Iterator[Page]]]:
    """The rule of this name and its pages; C107 where there is none."""
    from huiqi.report.pages.penalty_rule import PenaltyLines, penalty_names
    from huiqi.report.pages.rule import lines_page, no_such_name, rule_names, rule_pages
    from huiqi.spelling import Names, plain

    rulebook = loaded.rulebook
    named = rule_names(rulebook)
    found = Names(named).find(name)
    if found is not None:
        return found, partial(rule_pages, found)
    # The penalty rules are read only where the name is not found among the others.
    penalties = loaded.penalties if loaded.holds_penalties else None
    others = penalty_names(penalties) if penalties is not None else ()
    found = Names({key: (key,) for key in others}).find(name)
    if penalties is None or found is None:
        if any(plain(name) in plain(word) for m in rulebook.supports for word in named[m.id]):
            found = loaded.measure(name, "NAME")
            return found, partial(rule_pages, found)
        every = {**named, **{key: (key,) for key in others}}
        raise no_such_name(every, name)
    book, key = penalties, found

    def pages(phrases: Phrases) -> Iterator[Page]:
        yield lines_page(PenaltyLines(book, phrases.language).of(key), phrases)

    return found, pages


@rules_app.command(
    "guide",
    help=to_say(
        "申兑指南：惠及对象、申报条件、兑现时限、受理地址、咨询电话；来源没有写的写明没有写。"
    ),
)
def guide(
    measure: Annotated[
        str, typer.Argument(metavar="MEASURE", help=to_say("措施：id、名称或名称里的几个字"))
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=to_say("写入文件：.html 或 .xlsx"))
    ] = None,
    lang: Lang = None,
    json: Json = False,
    rules: Rules = None,
) -> None:
    """How to apply for one measure."""
    with faults_told(json):
        from huiqi.engine import Engine
        from huiqi.report.media import files
        from huiqi.report.pages.guide import guide_page
        from huiqi.report.pages.rule import rule_names
        from huiqi.report.phrases import Phrases
        from huiqi.spelling import Names

        language = choose_language(lang)
        if output is not None:
            files.check_medium(output, (".html", ".xlsx"))
        loaded = Engine.load(rules, compare=False)
        named = rule_names(loaded.rulebook)
        # A title and another place's measure by their whole names, the others by a part too.
        exact = Names({key: named[key] for key in loaded.rulebook.measures}).find(measure)
        found = loaded.rulebook.measures[exact or loaded.measure(measure)]
        page = guide_page(found, Phrases(loaded.rulebook, language))
        if output is not None:
            files.write_page(output, page, language)
        if json:
            from huiqi.serialisation.guides import guide_json

            def lines(spoken: str) -> list[str]:
                return _lines(guide_page(found, Phrases(loaded.rulebook, spoken)))

            print_json("guide", guide_json(found, lines))
            return
        show_page(page)


@rules_app.command(
    "schema",
    help=to_say(
        "输出 JSON Schema：各种 YAML 的（供编辑器补全和检查），--json 的结果的（result），"
        "以及按规则库里的事实，系统送来的企业画像的（profile）。"
    ),
)
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            help=to_say(
                "文件种类，result：--json 的结果，profile：企业画像（默认列出规则文件和结果的）"
            ),
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", help=to_say("写入目录，每种一个文件"))
    ] = None,
    lang: Lang = None,
    rules: Rules = None,
) -> None:
    """What each kind of file may hold."""
    with faults_told():
        choose_language(lang)
        if kind == "profile":
            # It goes by the facts of one rulebook.
            from huiqi.engine import Engine
            from huiqi.serialisation.profile_schema import profile_schema

            found = {kind: profile_schema(Engine.load(rules, compare=False).rulebook)}
            _write_schemas(found, kind, output)
            return
        from huiqi.authoring import file_schemas
        from huiqi.diagnostics import Place, input_error
        from huiqi.serialisation.schema import receipt_schema, result_schema

        found = {**file_schemas(), "receipt": receipt_schema(), "result": result_schema()}
        if kind is not None and kind not in found:
            message = sentence("没有这种文件")
            allowed = (*found, "profile")
            raise input_error("C106", Place("KIND"), message, found=kind, allowed=allowed)
        _write_schemas(found, kind, output)


def _write_schemas(
    found: Mapping[str, Mapping[str, object]], kind: str | None, output: Path | None
) -> None:
    """One kind or all, printed or as files."""
    from huiqi.files import make_folder, write_file
    from huiqi.serialisation.writing import json_text

    wanted = {kind: found[kind]} if kind is not None else found
    if output is None:
        dump(wanted[kind] if kind is not None else wanted)
        return
    make_folder(output)
    for name, content in wanted.items():
        write_file(output / f"{name}.schema.json", json_text(content) + "\n")
        typer.echo(str(output / f"{name}.schema.json"))


rules_app.command(
    "questions",
    help=to_say(
        "求证单：还不知道的写成问题，一个机关一份，各写明能定下多少结论、多少钱，最要紧的在前。"
    ),
)(questions)
rules_app.command(
    "answers",
    help=to_say("读回求证单的答复：每一条写到哪个文件哪一行，哪些要由人写；--write 才写入。"),
)(answers)
