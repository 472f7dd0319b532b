"""The schema of the results: what every command prints is in it, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer

from huiqi import serialisation
from huiqi.cli.commands import application
from huiqi.serialisation.documents import FORMS
from huiqi.serialisation.schema import result_schema
from tests.commands import ROOT, huiqi
from tests.serialisation.commands import COMMANDS, said
from tests.test_cli import EXAMPLE
from tests.thorough import THOROUGH

SCHEMA = result_schema()
LANGUAGES = ("zh", "en")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def faults(document: Any) -> list[str]:
    """Where a document is not as its kind declares it."""
    kind = SCHEMA["$defs"][document["format"]["kind"]]
    validator = jsonschema.Draft202012Validator({**kind, "$defs": SCHEMA["$defs"]})
    return [
        f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(document)
    ]


@pytest.mark.parametrize(
    ("kind", "words", "language"),
    [
        pytest.param(kind, words, language, id=f"{kind} of {of}-{language}")
        for place, (kind, of, words) in enumerate(COMMANDS)
        for language in (LANGUAGES if THOROUGH else LANGUAGES[place % 2 :][:1])
    ],
)
def test_what_a_command_prints_is_declared(
    kind: str, words: Callable[[Path], list[str]], language: str, tmp_path: Path
) -> None:
    """Its kind, every key, every unit; in Chinese or in English, thoroughly in both."""
    document = said(words(tmp_path), "--lang", language)
    assert document["format"] == {"kind": kind, "version": 1}
    assert faults(document) == []
    assert VALIDATOR.is_valid(document)


def test_every_kind_is_printed() -> None:
    """None is declared that nothing prints."""
    assert {kind for kind, _, _ in COMMANDS} == set(FORMS)


def _with_json(app: typer.Typer, *before: str) -> Iterator[tuple[str, ...]]:
    """The commands that print JSON."""
    command = typer.main.get_command(app)
    for name, one in getattr(command, "commands", {}).items():
        if any("--json" in option.opts for option in one.params):
            yield (*before, name)
    for group in app.registered_groups:
        assert group.typer_instance is not None
        yield from _with_json(group.typer_instance, str(group.name))


def test_every_command_is_tried(tmp_path: Path) -> None:
    """A new one has to show its document."""
    tried = set()
    for number, (_, _, words) in enumerate(COMMANDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        said_words = words(folder)
        tried |= {tuple(said_words[:1]), tuple(said_words[:2])}
    listed = set(_with_json(application()))
    assert ("check",) in listed
    assert ("rules", "list") in listed
    assert listed - tried <= {("penalty", "decide")}


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    """`make schemas` has been run since the models and forms changed."""
    done = huiqi("rules", "schema", "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {
        path.name: path.read_text("utf-8") for path in (ROOT / "rules/shared/schemas").iterdir()
    }
    assert "result.schema.json" in written
    assert written == kept


def test_the_schema_is_one() -> None:
    """By its own dialect."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(huiqi("rules", "schema", "result").stdout) == SCHEMA


def test_what_is_not_declared_is_refused() -> None:
    """A key more, a key less, a word that is none, a number for a text: at any depth."""
    document = said(["check", EXAMPLE, "rd-institution-subsidy", "--as-of", "2023-06-20"])
    assert faults(document) == []

    def changed(change: Callable[[Any], object]) -> list[str]:
        other = deepcopy(document)
        change(other)
        return faults(other)

    (measure,) = document["measures"]
    assert measure["clauses"]
    assert changed(lambda d: d.update(more=1))
    assert changed(lambda d: d["format"].update(version=2))
    assert changed(lambda d: d["measures"][0].update(remark=""))
    assert changed(lambda d: d["measures"][0]["clauses"][0].pop("brief"))
    assert changed(lambda d: d["measures"][0].update(status="perhaps"))
    assert changed(lambda d: d["measures"][0]["clauses"][0].update(met=True))
    assert changed(lambda d: d["measures"][0]["amount"].update(high="1万元"))
    assert changed(lambda d: d["measures"][0]["amount"].update(high=10000))
    assert changed(lambda d: d.update(as_of="2023/6/20"))


def test_forms_cost_nothing_at_the_start() -> None:
    """Annotations that are texts would be compiled, each of them, whenever a command starts."""
    for path in sorted(Path(serialisation.__file__).parent.glob("*.py")):
        assert "\nfrom __future__" not in path.read_text("utf-8"), path.name


def test_every_form_says_what_it_is() -> None:
    """In the schema, of each object: its meaning and its units."""
    for name, definition in SCHEMA["$defs"].items():
        if definition["type"] == "object":
            assert definition["description"], name
