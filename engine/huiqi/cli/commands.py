"""Every command, and where it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Annotated, NoReturn

import typer

from huiqi.cli.plain import plain_arguments

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
#: The module of each group of commands, and its application there.
GROUPS: Mapping[str, tuple[str, str]] = {
    "rules": ("rules", "rules_app"),
    "penalty": ("penalty", "penalty_app"),
}


#: Options that there were, by command, and what does it now.
REMOVED: Mapping[tuple[str, str], str] = {
    (command, "--only"): f"写在画像后面：huiqi {command} F 首台套"
    for command in ("check", "estimate", "ladder")
}


def run_command(words: list[str]) -> None:
    """The command that the words of the shell name."""
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
    if "--json" in words:
        _told_in_json(application(asked), words)
    application(asked)()


def _refuse_removed(command: str, option: str, json: bool) -> NoReturn:
    from huiqi.cli.context import fail, print_errors
    from huiqi.diagnostics import Place, input_error

    message = f"huiqi {command} 没有这个选项了"
    said = input_error(
        "C100", Place("命令行"), message, found=option, remedy=REMOVED[command, option]
    )
    if json:
        print_errors(said.diagnostics)
    fail(said.diagnostics)


def _told_in_json(app: typer.Typer, words: list[str]) -> NoReturn:
    """The same, where bad usage is a document too."""
    try:
        status = app(words, standalone_mode=False)
    except Exception as error:
        # Which of the libraries around Typer raises it differs from release to release.
        message, show = (getattr(error, name, None) for name in ("format_message", "show"))
        if message is None or show is None:
            raise
        from huiqi.cli.context import BAD_INPUT, print_errors
        from huiqi.diagnostics import Place, input_error

        said = input_error(
            "C100",
            Place("命令行"),
            f"用法有误：{message()}",
            found=" ".join(words),
            remedy="看用法：huiqi COMMAND --help",
        )
        print_errors(said.diagnostics)
        show()
        raise SystemExit(BAD_INPUT) from None
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
        help="惠企：聊城制造业惠企政策资格核对。huiqi COMMAND --help 看每个命令。",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    known = asked in COMMANDS or asked in GROUPS
    for name in COMMANDS:
        if name == asked or not known:
            app.command(name)(_command(name))
    for name, (module, group) in GROUPS.items():
        if name == asked or not known:
            app.add_typer(getattr(import_module(f"huiqi.cli.{module}"), group), name=name)
    return app


def _version(asked: bool) -> None:
    if asked:
        from huiqi import __version__, formats

        typer.echo(formats.version_line(__version__))
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")
    ] = False,
) -> None:
    """惠企：聊城制造业惠企政策资格核对。"""
