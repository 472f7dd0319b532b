"""The sheet of the small rulebook's topic, as somebody fills it in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from huiqi.adoption.entry_form import form_of
from huiqi.adoption.entry_layout import EntrySection
from huiqi.adoption.entry_rows import EntryRow
from huiqi.report.entry.entry_workbook import entry_workbook
from huiqi.rulebook.loading import load_rulebook


def row(mark: str = "", **cells: str) -> EntryRow:
    """A row as somebody fills it in."""
    return EntryRow(cells=cells, mark=mark)


def filled(
    path: Path, rules: Path, limit: str = "20", amount: str = "20万元", fact: str = "甲数"
) -> Path:
    """The sheet of the small rulebook's topic: who has at least so many gets 200,000 yuan."""
    rulebook = load_rulebook(rules)
    form = form_of(rulebook, [rulebook.measures["topic"]])
    first, sheet = form.sheets
    document = {"group": "1", "text": "（合成）办法", "fact": "合成〔2023〕1号", "how": "正文"}
    first.rows[EntrySection.DOCUMENTS] = [row(**document)]
    sheet.rows = {
        section: [own for own in rows if not own.model] for section, rows in sheet.rows.items()
    }
    given: Mapping[EntrySection, tuple[EntryRow, ...]] = {
        EntrySection.BASIC: (
            row("from", group="施行自", text="2023-01-01"),
            row("until", group="施行至", text="2025-12-31"),
        ),
        EntrySection.WHO: (
            row(fact=fact, comparison="不低于", value=limit, unit="人", article="1"),
        ),
        EntrySection.TIERS: (row(group="定额", how="20万元", article="2"),),
        EntrySection.EXAMPLES: (
            row(
                group="1",
                text="例一",
                more="2023-06-20",
                how="符合",
                proof=amount,
                fact="甲数",
                value="30",
                unit="人",
            ),
        ),
    }
    for section, rows in given.items():
        sheet.add(section, *rows)
    path.write_bytes(entry_workbook(form, date(2023, 6, 20)))
    return path
