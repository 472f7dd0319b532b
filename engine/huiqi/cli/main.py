"""The entry point.  Nothing is imported before it is known to be needed."""

from __future__ import annotations

import gc
import sys

#: So many new objects before Python looks for cycles: a rulebook and a decision have none, and
#: looking for them each 700 objects takes a tenth of a command's time.
OBJECTS = 100_000


def main() -> None:
    """Run the command that the arguments name."""
    gc.set_threshold(OBJECTS)
    try:
        _run()
    finally:
        # As it ends Python would look for cycles once more; the memory goes back in any case.
        gc.freeze()


def _run() -> None:
    from huiqi.cli.streams import streams

    with streams():
        if sys.argv[1:] == ["--version"]:
            from huiqi import __version__, formats
            from huiqi.cli.context import language_in_force
            from huiqi.words import Say

            print(Say(language_in_force()).told(formats.version_line(__version__)))
            return
        from huiqi.cli.commands import run_command

        run_command(sys.argv[1:])
