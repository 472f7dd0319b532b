"""The help of a command in the language in force.

What is declared is Chinese, and marked to be collected (``help=to_say("…")``); Typer has made a
command of it before anybody knows in which language it is to be told.
"""

from __future__ import annotations

from huiqi.words import Say

#: What of a command, an argument or an option is told.
_TOLD = ("help", "short_help", "metavar")


def told_in(command: object, language: str) -> None:
    """Tells what a command says of itself, its options and the commands under it."""
    say = Say(language)
    for one in (command, *getattr(command, "params", ())):
        for part in _TOLD:
            if said := getattr(one, part, None):
                setattr(one, part, say(said))
    for below in getattr(command, "commands", {}).values():
        told_in(below, language)
