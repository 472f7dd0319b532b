"""What is read without Typer is what Typer would have read."""

from __future__ import annotations

from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from huiqi.cli.commands import COMMANDS
from huiqi.cli.plain import plain_arguments

WORDS = ["甲.yaml", "2022", "007", "a=b", "x y", "", "-", "--", "-1", "--help", "--as", "é"]
GLUED = ["--json=1", "--lang=en", "--as-of=2023-06-20", "--year=1", "\ud800", "\t"]
FLAGS = ["--as-of", "--lang", "--json", "--rules", "--full", "--set", "--year", "-o"]


def command(name: str) -> Any:
    """The function of a command."""
    module, function = COMMANDS[name]
    return getattr(import_module(f"huiqi.cli.{module}"), function)


def by_typer(name: str, words: list[str]) -> dict[str, object] | None:
    """What Typer calls the command with; ``None`` where it refuses."""
    called: list[dict[str, object]] = []
    function = command(name)

    @wraps(function)
    def record(**arguments: object) -> None:
        called.append(arguments)

    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command(name)(record)
    app.callback()(lambda: None)
    try:
        app([name, *words], standalone_mode=False)
    except Exception:
        return None
    return called[0] if called else None


@given(
    st.sampled_from(sorted(COMMANDS)),
    st.lists(st.sampled_from([*WORDS, *GLUED, *FLAGS, *FLAGS]), max_size=8),
)
def test_both_read_the_same(name: str, words: list[str]) -> None:
    """Whatever the words: what is not plain is left alone."""
    plain = plain_arguments(command(name), words)
    if plain is None:
        return
    full = by_typer(name, words)
    assert full is not None
    # Typer gives every option; one that is not written has its default, and a list is empty.
    unwritten = {key: value for key, value in full.items() if key not in plain}
    assert all(value in (None, False, []) for value in unwritten.values())
    assert {key: full[key] for key in plain} == plain
    assert all(type(full[key]) is type(value) for key, value in plain.items())


@pytest.mark.parametrize("name", ["check", "estimate", "ladder"])
def test_the_usual_commands_are_plain(name: str) -> None:
    """Else Typer would be waited for every time."""
    words = ["甲.yaml", "--as-of", "2023-06-20", "--lang", "en", "--json", "--rules", "r"]
    found = plain_arguments(command(name), words)
    assert found is not None
    assert found["as_of"] == "2023-06-20"
    assert found["json"] is True
    assert str(found["rules"]) == "r"


def test_an_argument_may_be_left_out_where_it_may() -> None:
    """``check F`` and ``check F MEASURE``; without a file there is nothing to check."""
    assert plain_arguments(command("check"), ["f"]) == {"profile": Path("f")}
    found = plain_arguments(command("check"), ["f", "--json", "m"])
    assert found == {"profile": Path("f"), "json": True, "measure": "m"}
    assert plain_arguments(command("check"), ["--json"]) is None


def test_repeated_options_are_kept_in_order() -> None:
    """``--set`` may be."""
    words = ["f", "--set", "x=1", "m", "--set", "y=2"]
    found = plain_arguments(command("check"), words)
    assert found is not None
    assert (found["measure"], found["supposed"]) == ("m", ["x=1", "y=2"])


@pytest.mark.parametrize(
    "words",
    ["", "--help", "f g h", "f --wrong", "f --lang", "f --lang --json", "f --lang en --lang zh"],
)
def test_what_is_doubtful_is_left_to_typer(words: str) -> None:
    """It says what is wrong, and what there is."""
    assert plain_arguments(command("check"), words.split()) is None
