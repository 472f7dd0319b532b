"""What became of a table is one screen: counts, what was refused and why, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.penalty.imported import Import, ListHeading
from huiqi.report.blocks import Page
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import terminal
from huiqi.report.pages.penalty_import import import_pages, template_page, undo_page
from huiqi.report.phrases import Phrases
from huiqi.words import Say
from tests.penalty.book import BOOK
from tests.penalty.test_import import HEADING, imported, synthetic, write_csv

WIDTH = 80


def screen(
    outcome: Import, language: str, heading: ListHeading = HEADING, written: Path | None = None
) -> Page:
    """As the command chooses it."""
    phrases = Phrases(BOOK.terms, language)
    pages = import_pages(outcome, heading, BOOK, phrases, written=written, dry_run=written is None)
    return terminal.fitting(pages, WIDTH, HEIGHT)


def said(page: Page) -> str:
    """All of a page, hardly broken."""
    return "\n".join(line.plain for line in terminal.lines(page, 1000))


@pytest.fixture
def outcome(tmp_path: Path) -> Import:
    """785 rows, of which every tenth is refused and every eleventh states another's violation."""
    rows = synthetic()
    for row in rows[::10]:
        row[3] = "严惩"
    for number in range(11, 785, 11):
        rows[number][1:3] = rows[number - 1][1:3]
        rows[number][4] = "签订承诺书"
    return imported(write_csv(tmp_path / "list.csv", rows))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_list_is_one_screen(outcome: Import, language: str) -> None:
    """With everything there is to say of it; what has no room is counted."""
    assert outcome.refused
    assert any(row.conflicts_with for row in outcome.accepted)
    page = screen(outcome, language, ListHeading(title="合成清单"))
    drawn = terminal.lines(page, WIDTH)
    assert len(drawn) <= HEIGHT
    assert all(widest(line.plain) <= WIDTH for line in drawn)
    text = said(page)
    for number in (len(outcome.rows), len(outcome.accepted), len(outcome.refused)):
        assert str(number) in text
    assert "V223" in text
    assert "--report" in text
    assert "--from" in text


def test_each_refused_row_stands_with_its_line_and_reason(outcome: Import) -> None:
    """The first ones; how many more there are is true."""
    text = said(screen(outcome, "zh"))
    shown = [row for row in outcome.refused if row.violation in text]
    assert shown == list(outcome.refused[: len(shown)])
    for row in shown:
        assert f"第 {row.place.line} 行" in text
    assert f"另有 {len(outcome.refused) - len(shown)} 行" in text
    assert "没有写明清单何时有效" not in text


def test_the_first_words_are_what_became_of_it(tmp_path: Path) -> None:
    """Imported where to and how to take it back; or why nothing was."""
    whole = imported(write_csv(tmp_path / "list.csv", synthetic()[:5]))
    text = said(screen(whole, "zh", written=Path("lists/0001.yaml")))
    assert "✓ 已导入 lists/0001.yaml；撤销：huiqi penalty undo" in text
    assert "只看结果，没有导入" in said(screen(whole, "zh"))
    assert f"5 / {BOOK.city.items} 项，5 / {BOOK.city.domains} 个领域" in text


def test_what_is_in_use_after_an_import_is_undone() -> None:
    """The import before, or none."""
    say = Say("zh")
    one, other = Path("0001.yaml"), Path("0002.yaml")
    assert said(undo_page(other, one, say)) == "已撤销 0002.yaml\n现在用的是 0001.yaml"
    assert said(undo_page(one, None, say)) == "已撤销 0001.yaml\n现在没有导入的清单"


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("act.yaml", "huiqi penalty act.yaml"),
        ("list.xlsx", "huiqi penalty import list.xlsx --dry-run"),
        ("list.csv", "huiqi penalty import list.csv --dry-run"),
    ],
)
def test_a_form_says_where_it_goes_once_filled_in(name: str, command: str) -> None:
    """An incident to be judged, a table to be imported."""
    assert command in said(template_page(Path(name), Say("en")))
