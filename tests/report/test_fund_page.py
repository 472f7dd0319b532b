"""The page of a shared fund: one screen that answers, figures that are the sharing's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.funds.sharing import Sharing
from huiqi.funds.side_by_side import summaries
from huiqi.report.blocks import Chart, Facts, Page, Table, number_of, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import html, terminal
from huiqi.report.pages.fund import fund_page, fund_screen
from huiqi.report.phrases import Phrases

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "cases" / "examples" / "fund-applicants.csv"
DAY = date(2023, 6, 20)
CAPS = [None, "500万元", "1元"]


def shared(cap: str | None, language: str = "zh") -> tuple[Sharing, Phrases]:
    """The bundled applicants, with a cap supposed or none known."""
    with Engine.load(ROOT / "rules", compare=False) as engine:
        supposing = engine.supposing(*([f"rd_subsidy_cap={cap}"] if cap else []))
        read = supposing.read_applicants(TABLE, DAY)
        return supposing.share(read, DAY), Phrases(supposing.rulebook, language)


def tables(page: Page) -> list[Table]:
    """Its tables, in order."""
    return [block for block in page.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("cap", CAPS)
def test_the_answer_is_one_screen(cap: str | None, language: str) -> None:
    """With and without a cap, 45 lines of 80 columns."""
    sharing, phrases = shared(cap, language)
    lines = terminal.lines(fund_screen(sharing, phrases), 80)
    assert len(lines) <= HEIGHT
    for line in lines:
        assert widest(line.plain) <= 80, line.plain


@pytest.mark.parametrize("cap", CAPS)
def test_the_figures_are_those_of_the_sharing(cap: str | None) -> None:
    """Counts, sums and who gains most, by rule; each cell carries its exact number."""
    sharing, phrases = shared(cap)
    counts, money, gains = tables(fund_screen(sharing, phrases))
    for row, summary in zip(counts.rows, summaries(sharing), strict=True):
        expected = [summary.in_full, summary.in_part, summary.nothing]
        assert [number_of(cell) for cell in row[1:4]] == expected
    for row, summary in zip(money.rows, summaries(sharing), strict=True):
        cents = (summary.paid, summary.left, summary.median, summary.largest)
        assert [number_of(cell) for cell in row[1:]] == [Decimal(c).scaleb(-2) for c in cents]
    for row, summary in zip(gains.rows, summaries(sharing)[1:], strict=True):
        assert [number_of(cell) for cell in row[1:3]] == [summary.more, summary.less]
        for cell, positions in zip(row[3:], (summary.winners, summary.losers), strict=True):
            name = sharing.applicants[positions[0]].name if positions else ""
            assert words_of(cell).startswith(name)


def test_every_applicant_has_its_row_in_full() -> None:
    """Its claim and its award under each rule, bounds where it is open; unknown is empty."""
    sharing, phrases = shared(None)
    table = tables(fund_page(sharing, phrases))[-1]
    assert [words_of(row[0]) for row in table.rows] == [a.name for a in sharing.applicants]
    for n, row in enumerate(table.rows):
        known = sharing.applicants[n].claim_known
        assert number_of(row[3]) == (Decimal(sharing.claims[n]).scaleb(-2) if known else None)
        assert bool(words_of(row[3])) == known


def test_a_chart_stands_beside_the_table_that_says_the_same() -> None:
    """Coverage by pool and by cap: the share of claims met, point by point."""
    page = fund_page(*shared("500万元"))
    charts = [(n, block) for n, block in enumerate(page.blocks) if isinstance(block, Chart)]
    assert len(charts) == 2
    for n, chart in charts:
        table = next(block for block in page.blocks[n:] if isinstance(block, Table))
        assert [bar.label for bar in chart.bars] == [words_of(row[0]) for row in table.rows]
        assert [bar.low for bar in chart.bars] == [number_of(row[1]) for row in table.rows]


def test_what_is_supposed_is_said_first_and_in_every_medium() -> None:
    """A what-if is no rule."""
    sharing, phrases = shared("500万元")
    page = fund_page(sharing, phrases)
    facts = next(n for n, block in enumerate(page.blocks) if isinstance(block, Facts))
    before = "\n".join(line.plain for line in terminal.lines(Page("", page.blocks[:facts]), 400))
    assert "! 假设：研发机构补贴单户上限 = 500万元" in before
    assert "假设：研发机构补贴单户上限 = 500万元" in html.as_html(page, "zh")
