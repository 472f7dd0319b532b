"""Writing an entry sheet, reading it, and putting what it comes to into a copy of the rules."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from huiqi.adoption.entered import Entered
from huiqi.adoption.entry_form import form_of
from huiqi.adoption.entry_reader import read_entry
from huiqi.diagnostics import Diagnostics
from huiqi.report.entry.entry_workbook import entry_workbook
from huiqi.rulebook.folder import shown_folder
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook

ROOT = Path(__file__).resolve().parents[2]
RULES_FOLDER = ROOT / "rules"
DAY = date(2023, 6, 20)


def write_sheet(path: Path, rulebook: Rulebook, measures: Iterable[Measure]) -> Path:
    """The workbook of these measures."""
    path.write_bytes(entry_workbook(form_of(rulebook, list(measures)), DAY))
    return path


def read_sheet(path: Path, rulebook: Rulebook) -> tuple[Entered | None, Diagnostics]:
    """What a workbook enters, and what reading it gave rise to."""
    diagnostics = Diagnostics()
    entered = read_entry(path, rulebook, shown_folder(RULES_FOLDER), diagnostics)
    return entered, diagnostics


def adopted(entered: Entered, folder: Path) -> Rulebook:
    """The rulebook with the parts put where they say, in a copy below ``folder``."""
    rules = folder / "rules"
    shutil.copytree(RULES_FOLDER, rules)
    for part in entered.parts:
        if part.kind == "rules":
            _put(rules / part.file, part.at, part.content)
    return load_rulebook(rules)


def _put(path: Path, at: tuple[str, ...], content: Any) -> None:
    data: Any = content
    if at:
        data = yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}
        inner = data
        for key in at[:-1]:
            inner = inner.setdefault(key, {})
        inner[at[-1]] = content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.dump(data, Dumper=_WrittenOut, allow_unicode=True, sort_keys=False), "utf-8"
    )


class _WrittenOut(yaml.SafeDumper):
    """Every part in full: the loader takes no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        """Never."""
        return True


_WrittenOut.add_representer(Decimal, lambda dumper, value: dumper.represent_str(str(value)))
