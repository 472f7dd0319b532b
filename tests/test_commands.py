"""A command brings only what it needs, and says the same alone as among the others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from huiqi import __version__
from huiqi.cli.commands import COMMANDS, GROUPS, application

EXAMPLE = Path(__file__).resolve().parents[1] / "cases" / "examples" / "example-complete.yaml"


def test_the_version_is_told_without_anything_of_weight() -> None:
    """Nobody waits for a rulebook to hear it."""
    heavy = "{'typer', 'rich', 'pydantic', 'yaml', 'lark', 'jinja2', 'huiqi.rulebook.rulebook'}"
    asked = f"""
import sys
from huiqi.cli import main
sys.argv[1:] = ["--version"]
try:
    main()
except SystemExit as ending:
    print(ending.code, {heavy} & set(sys.modules), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"huiqi {__version__}")
    assert done.stderr == "0 set()\n"


@pytest.mark.parametrize("more", [["first-set"], ["--json"]], ids=" ".join)
def test_a_decision_needs_nothing_that_only_reads_the_rules(more: list[str]) -> None:
    """Once the rulebook is kept, and the words are plain."""
    heavy = "{'pydantic', 'lark', 'jinja2', 'xlsxwriter', 'durable', 'huiqi.cli.audit'}"
    asked = f"""
import sys
from huiqi.cli import main
sys.argv[1:] = ["check", {str(EXAMPLE)!r}, "--as-of", "2023-06-20", *{more!r}]
try:
    main()
except SystemExit as ending:
    print(ending.code, {heavy} & set(sys.modules), file=sys.stderr)
"""
    said = [
        subprocess.run(
            [sys.executable, "-c", asked], capture_output=True, text=True, check=True
        ).stderr
        for _ in range(2)
    ]
    assert said[1].splitlines()[-1] == "0 set()"


@pytest.mark.parametrize("name", [*COMMANDS, *GROUPS])
def test_a_command_alone_is_the_one_among_all(name: str) -> None:
    """Its help, and what is said of an option that it does not have."""
    for arguments in ([name, "--help"], [name, "--wrong"]):
        alone = CliRunner().invoke(application(name), arguments)
        among = CliRunner().invoke(application(), arguments)
        assert (alone.exit_code, alone.output) == (among.exit_code, among.output)


def test_a_command_that_is_not_there_is_told_from_all_there_are() -> None:
    """The nearest spelling is offered."""
    done = CliRunner().invoke(application("chek"), ["chek"])
    assert done.exit_code == 2
    assert "check" in done.output
    listed = CliRunner().invoke(application(), ["--help"]).output
    assert all(f"\n  {name} " in listed for name in (*COMMANDS, *GROUPS))
