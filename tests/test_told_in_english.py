"""The command line in English: its help, its faults, and where ``--lang`` may stand."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from huiqi.cli.commands import COMMANDS, GROUPS, application
from huiqi.cli.help import told_in
from tests.commands import huiqi

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = "cases/examples/example-complete.yaml"
CHINESE = re.compile("[\u3400-\u9fff]")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a shell of which the language is not known."""
    return huiqi(*words, environment=environment)


def commands(command: Any, name: str = "huiqi") -> Iterator[tuple[str, Any]]:
    """A command, and all under it."""
    yield name, command
    for below, own in getattr(command, "commands", {}).items():
        yield from commands(own, f"{name} {below}")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_and_option_says_what_it_is_for(language: str) -> None:
    """In English without a word of Chinese, in Chinese in Chinese."""
    whole = get_command(application())
    told_in(whole, language)
    found = dict(commands(whole))
    assert {f"huiqi {name}" for name in (*COMMANDS, *GROUPS)} < found.keys()
    for name, command in found.items():
        for one in (command, *command.params):
            assert one.help, f"{name} {one.name}"
            assert bool(CHINESE.search(one.help)) == (language == "zh"), f"{name} {one.name}"
        for one in command.params:
            assert language == "zh" or not CHINESE.search(one.metavar or ""), f"{name} {one.name}"


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "en", "check", "--help"],
        ["--lang=en", "check", "--help"],
        ["check", "--help", "--lang", "en"],
        ["check", "--lang=en", "--help"],
    ],
    ids=" ".join,
)
def test_help_is_told_in_the_language_asked_for(words: list[str]) -> None:
    """Wherever among the words it is asked for."""
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert not CHINESE.search(done.stdout)
    assert "Decide one enterprise" in done.stdout


def test_help_is_told_in_the_language_of_the_environment() -> None:
    """As everything else is; Chinese where there is none."""
    assert CHINESE.search(run("--help").stdout)
    assert not CHINESE.search(run("--help", HUIQI_LANG="en").stdout)
    assert not CHINESE.search(run("--help", LANG="en_US.UTF-8").stdout)


@pytest.mark.parametrize(
    "words",
    [
        ["check", EXAMPLE, "--as-of", "2023-06-20"],
        ["check", EXAMPLE, "--as-of", "2023-06-20", "--json"],
        ["check", "--as-of=2023-06-20", EXAMPLE],
        ["penalty", "find", "公示"],
        ["check", "missing.yaml"],
        ["check", "missing.yaml", "--json"],
    ],
    ids=" ".join,
)
def test_before_the_command_it_is_the_same_as_after_it(words: list[str]) -> None:
    """The answer and the faults, on either stream."""
    before, after = run("--lang", "en", *words), run(*words, "--lang", "en")
    assert (before.returncode, before.stdout, before.stderr) == (
        after.returncode,
        after.stdout,
        after.stderr,
    )
    assert before.stdout + before.stderr != (chinese := run(*words)).stdout + chinese.stderr


def test_the_nearer_one_counts() -> None:
    """A command's own ``--lang`` is said after the one before it, and after the environment's."""
    words = ["rules", "list", "--lang", "zh"]
    assert CHINESE.search(run("--lang", "en", *words, HUIQI_LANG="en").stdout)


def test_a_language_that_there_is_not() -> None:
    """Said before the command it is refused as after it."""
    done = run("--lang", "fr", "rules", "list")
    assert (done.returncode, done.stdout) == (2, "")
    assert "C101" in done.stderr


_WRONG = """
cases:
- name: x
  from: author
  basis: y
  as_of: 2023-06-20
  facts: {manufacturing_revenue: {2022: 1000000}}
  expect:
    measures:
      no-such: {status: qualifies}
      technical-renovation: {status: qualifies, amount: "1", clauses: {nope: "true"}}
    facts: {"revenue[2022]": {value: 5}, nofact: 1}
"""

_OF_AN_INCIDENT = """
incidents:
- name: invented
  from: author
  basis: invented
  as_of: 2025-06-01
  incident: {committed_on: 2025-03-01}
  expect: {}
"""


def test_what_comes_out_of_cases_is_told(tmp_path: Path) -> None:
    """What is otherwise than expected, and a case that expects nothing."""
    (tmp_path / "wrong.yaml").write_text(_WRONG, encoding="utf-8")
    done = run("test", str(tmp_path / "wrong.yaml"), "--lang", "en")
    assert done.returncode == 1
    assert "technical-renovation, upper end of the amount: expected 1, got" in done.stdout
    assert not CHINESE.search(done.stdout)
    (tmp_path / "empty.yaml").write_text(f"{_WRONG.split('  expect:')[0]}  expect: {{}}\n", "utf-8")
    done = run("test", str(tmp_path / "empty.yaml"), "--lang", "en")
    assert done.returncode == 2
    assert "nothing is expected" in done.stderr
    assert not CHINESE.search(done.stdout + done.stderr)
    (tmp_path / "incident.yaml").write_text(_OF_AN_INCIDENT, encoding="utf-8")
    done = run("test", str(tmp_path / "incident.yaml"), "--lang", "en")
    assert done.returncode == 2
    assert "nothing is expected" in done.stderr
    assert not CHINESE.search(done.stdout + done.stderr)
