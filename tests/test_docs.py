"""The documents show what the program does today."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]


def script(name: str) -> Any:
    """A script of docs/ as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_of_definitions_is_current() -> None:
    """docs/definitions.md is what `python docs/definitions.py` writes."""
    definitions = script("definitions")
    assert definitions.PAGE.read_text(encoding="utf-8") == definitions.page()


def test_the_validation_is_current() -> None:
    """docs/validation.md is what `python docs/validation.py` writes; no title is contradicted."""
    validation = script("validation")
    page = validation.page()
    assert validation.PAGE.read_text(encoding="utf-8") == page
    assert "**与之相反**" not in page
    profiles = {path.stem for path in (ROOT / "cases" / "enterprises").glob("*.yaml")}
    assert set(validation.REPORTED) == profiles


@pytest.mark.network
def test_the_picture_is_current() -> None:
    """docs/check.svg is what `python docs/picture.py` draws, where the network is asked."""
    picture = script("picture")
    assert picture.PICTURE.read_text(encoding="utf-8") == picture.draw()


def test_the_readme_shows_what_is() -> None:
    """Its topics and outputs are what `python docs/readme.py` writes."""
    readme = script("readme")
    text = readme.README.read_text(encoding="utf-8")
    assert readme.filled(text) == text


def test_the_readme_runs_on_bundled_files() -> None:
    """Every file that a command of the page is given is there."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"(?<= )cases/[\w./-]+", text)
    assert named
    for path in named:
        assert (ROOT / path).exists(), path


def test_links_lead_somewhere() -> None:
    """Every file that a page links to is there."""
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_picture_is_shown() -> None:
    """A picture that no page shows was left lying about."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    told = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    kinds = ("*.png", "*.jpg", "*.svg", "*.gif")
    here = [
        file for folder in (ROOT, ROOT / "docs") for kind in kinds for file in folder.glob(kind)
    ]
    assert here
    assert [file.name for file in here if file.name not in told] == []


def test_commands_of_the_readme_exist() -> None:
    """No command or target is promised that is not there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", readme):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    commands = set(re.findall(r"^huiqi ([a-z]+)", readme, re.MULTILINE))
    assert {"check", "estimate", "template", "audit"} <= commands
    for command in sorted(commands):
        asked = [sys.executable, "-m", "huiqi", command, "--help"]
        assert subprocess.run(asked, capture_output=True, check=False).returncode == 0, command
