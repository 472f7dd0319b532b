"""Writing an entry sheet, reading it, and putting what it comes to into a copy of the rules."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from huiqi.adoption.entered import Entered
from huiqi.adoption.entry_form import form_of
from huiqi.adoption.entry_layout import EntrySection
from huiqi.adoption.entry_reader import read_entry
from huiqi.adoption.entry_rows import EntryRow
from huiqi.diagnostics import Diagnostics
from huiqi.report.entry.entry_workbook import entry_workbook
from huiqi.rulebook.folder import shown_folder
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from tests.titles import RULES

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


#: Of an invented text: who may apply and what it gives.
GOOD: Mapping[EntrySection, tuple[EntryRow, ...]] = {
    EntrySection.BASIC: (
        EntryRow(mark="from", cells={"group": "施行自", "text": "2023-01-01"}),
        EntryRow(mark="until", cells={"group": "施行至", "text": "2025-12-31"}),
    ),
    EntrySection.WHO: (
        EntryRow(cells={"fact": "注册地在聊城市", "comparison": "是", "article": "1"}),
    ),
    EntrySection.TIERS: (EntryRow(cells={"group": "定额", "how": "20万元", "article": "2"}),),
}
SLOT = "becoming-above-scale"


def sheet_of(
    path: Path,
    more: Mapping[EntrySection, Sequence[EntryRow]],
    base: Mapping[EntrySection, Sequence[EntryRow]] = GOOD,
    suggestions: bool = False,
) -> Path:
    """The sheet of the topic with one official document, these rows, and those of the base."""
    form = form_of(RULES, [RULES.measures[SLOT]])
    first, sheet = form.sheets
    cells = {"group": "1", "text": "（合成）办法", "fact": "合成〔2023〕1号", "how": "正文"}
    first.rows[EntrySection.DOCUMENTS] = [
        EntryRow(cells=cells),
        *(row for row in first.rows[EntrySection.DOCUMENTS] if row.mark),
    ]
    if not suggestions:
        sheet.rows = {
            section: [row for row in rows if not row.model] for section, rows in sheet.rows.items()
        }
    for given in (base, more):
        for section, rows in given.items():
            sheet.add(section, *rows)
    path.write_bytes(entry_workbook(form, DAY))
    return path


def row(mark: str = "", **cells: str) -> EntryRow:
    """A row that somebody filled in."""
    return EntryRow(cells=cells, mark=mark)


def measure_of(entered: Entered) -> Any:
    """The content of the one measure that is entered."""
    (found,) = (p for p in entered.parts if p.file.endswith(f"/{SLOT}.yaml"))
    return found.content


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
