"""Every command, and where it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from huiqi.cli.context import ask_language, language_in_force
from huiqi.cli.options import Lang
from huiqi.cli.plain import plain_arguments
from huiqi.sentences import sentence
from huiqi.words import Say, to_say

#: The module of each command, and its function there.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "check": ("deciding", "check"),
    "estimate": ("deciding", "estimate"),
    "ladder": ("deciding", "ladder"),
    "compute": ("deciding", "compute"),
    "ask": ("ask", "ask"),
    "replay": ("receipts", "replay"),
    "calendar": ("calendar", "calendar"),
    "template": ("template", "template"),
    "test": ("deciding", "run_cases"),
    "screen": ("screen", "screen"),
    "sql": ("sql", "sql"),
    "fund": ("fund", "fund"),
    "audit": ("audit", "audit"),
    "diff": ("diff", "diff"),
    "serve": ("serve", "serve"),
}
#: What each is for, as its ``--help`` says.
_PURPOSES = {
    "check": to_say(
        "核对一户企业：哪些能得、得多少、要带什么、下一步；或只看一项的理由、金额与依据。"
    ),
    "estimate": to_say(
        "测算金额：能得多少、另计多少、能否同时得到、为什么只能说不超过；或一项的逐行过程。"
    ),
    "ladder": to_say("企业梯队：从小升规到单项冠军与独角兽，哪一步最近、还差什么、能打开什么。"),
    "compute": to_say(
        "计算一项派生事实：先是数，再按申报表的行次列出过程，缺什么；如研发费用加计扣除额。"
    ),
    "ask": to_say(
        "逐题问：只问还起作用的，每问说为什么、答了怎样；结论定了就说；答的存成企业画像。"
    ),
    "replay": to_say("按收据再核对一遍：规则相同就逐字节相同，否则说变了什么，并以 1 退出。"),
    "calendar": to_say("申报日历：哪个月开始受理、截止、要办什么；-o 日历.ics 放进日历。"),
    "template": to_say("一张企业情况表：填好以后，凡是要企业画像的命令都能直接读它。"),
    "test": to_say("运行 YAML 用例；有一个不符就以 1 退出。"),
    "screen": to_say("一张表里的企业逐户评估：谁能得什么、差多少、先联系谁；读不了的行另写一张。"),
    "sql": to_say("规则写成一条 SQL，数据在哪里就在哪里查；前面的注释说要哪些表和列、结果是什么。"),
    "fund": to_say("分配一项专项资金：五种办法并列，精确到分，谁在哪种办法下多得、少得。"),
    "audit": to_say(
        "规则审计：三件事录入到哪里，结论定了多少；政策、用例覆盖、变异、事实能信到什么程度。"
    ),
    "diff": to_say(
        "比较两份规则、两份录入单或两个日期：写法、意思（放宽、收紧，各举一户）、谁得谁失。"
    ),
    "serve": to_say("网页：在浏览器里核对企业、逐题答、查免罚轻罚；同样的回答也作为 HTTP 接口。"),
}
#: The module of each group of commands, and its application there.
GROUPS: Mapping[str, tuple[str, str]] = {
    "rules": ("rules", "rules_app"),
    "penalty": ("penalty", "penalty_app"),
}


#: Options that there were, by command, and what does it now.
REMOVED: Mapping[tuple[str, str], str] = {
    (command, "--only"): sentence("写在画像后面：huiqi {command} F 首台套", command=command)
    for command in ("check", "estimate", "ladder")
}


def run_command(words: list[str]) -> None:
    """The command that the words of the shell name; ``--lang`` may stand before it, too."""
    words = _language_taken(words)
    asked = words[0] if words else ""
    for word in words:
        if (asked, word.partition("=")[0]) in REMOVED:
            _refuse_removed(asked, word.partition("=")[0], "--json" in words)
    if asked in COMMANDS:
        function = _command(asked)
        arguments = plain_arguments(function, words[1:])
        if arguments is not None:
            function(**arguments)
            return
    from typer.main import get_command

    from huiqi.cli.help import told_in

    command = get_command(application(asked))
    told_in(command, language_in_force())
    _run(command, asked if asked in COMMANDS or asked in GROUPS else "", words)


def _language_taken(words: list[str]) -> list[str]:
    """Asks for the language that ``--lang`` names among the words; those from the command on."""
    for place, word in enumerate(words):
        option, given, value = word.partition("=")
        if option == "--lang" and (given or place + 1 < len(words)):
            ask_language(value if given else words[place + 1])
    while words and words[0].partition("=")[0] == "--lang":
        taken = 1 if "=" in words[0] else 2
        if len(words) < taken:
            break
        words = words[taken:]
    return words


def _refuse_removed(command: str, option: str, json: bool) -> NoReturn:
    from huiqi.cli.context import fail, print_errors
    from huiqi.cli.usage import removed_option

    said = (removed_option(command, option, REMOVED[command, option]),)
    if json:
        print_errors(said)
    fail(said)


def _run(command: Callable[..., object], asked: str, words: list[str]) -> NoReturn:
    """The command; bad usage is told as all else that is wrong, where JSON was asked for as a
    document too.
    """
    try:
        status = command(words, standalone_mode=False)
    except Exception as error:
        # Which of the libraries around Typer raises it differs from release to release.
        message, show = (getattr(error, name, None) for name in ("format_message", "show"))
        if message is None or show is None:
            raise
        from huiqi.cli.context import BAD_INPUT, fail, print_errors
        from huiqi.cli.usage import usage_fault

        if not words or (words[-1] == asked and asked in GROUPS):
            # Nothing was asked for: what there is.
            show()
            raise SystemExit(BAD_INPUT) from None
        found = (usage_fault(message(), asked, words),)
        if "--json" in words:
            print_errors(found)
        fail(found)
    raise SystemExit(status or 0)


def _command(name: str) -> Callable[..., None]:
    module, function = COMMANDS[name]
    found: Callable[..., None] = getattr(import_module(f"huiqi.cli.{module}"), function)
    return found


def application(asked: str = "") -> typer.Typer:
    """The command line; with the one command alone that is ``asked`` for, if it is one of them.

    Typer builds all that it is given, whatever is called.
    """
    app = typer.Typer(
        name="huiqi",
        help=to_say("惠企：制造业惠企政策资格核对。huiqi COMMAND --help 看每个命令。"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    known = asked in COMMANDS or asked in GROUPS
    for name in COMMANDS:
        if name == asked or not known:
            app.command(name, help=_PURPOSES[name])(_command(name))
    for name, (module, group) in GROUPS.items():
        if name == asked or not known:
            app.add_typer(getattr(import_module(f"huiqi.cli.{module}"), group), name=name)
    return app


def _version(asked: bool) -> None:
    if asked:
        from huiqi import __version__, formats

        typer.echo(Say(language_in_force()).told(formats.version_line(__version__)))
        raise typer.Exit


def _options(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=to_say("显示版本")),
    ] = False,
    lang: Lang = None,
) -> None:
    """What may stand before a command."""
    if lang is not None:
        ask_language(lang)
        context.call_on_close(partial(ask_language, None))
