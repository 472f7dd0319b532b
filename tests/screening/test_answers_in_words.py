"""Every answer in a workbook that somebody reads: what is worth a look first, amounts in 万元."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from huiqi.city import GivenTable, groups_of, screen
from huiqi.report.blocks import number_of, words_of
from huiqi.report.media.xlsx import as_workbook
from huiqi.report.pages.answers_in_words import answers_in_words
from huiqi.report.pages.screen import screening_page
from huiqi.report.pages.screen_tables import Money
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from tests.screening.written_answers import answers_of
from tests.titles import RULES

DAY = date(2026, 11, 29)
ZH = Phrases(RULES, "zh")


def test_what_is_worth_a_look_stands_first_and_the_rest_is_only_filtered_out(
    tmp_path: Path,
) -> None:
    """Of thirty firms there were 390 rows in the order of the table, and what to do beyond the
    screen.  Who is called first comes first; all rows are there, and the head says how many.
    """
    path = tmp_path / "台账.csv"
    lines = (
        "企业名称,注册地,升规年份,备注",
        "示例甲公司,聊城市,2015,",
        "示例乙公司,聊城市,2026,好",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    own = GivenTable(file=path, columns=("首次升规纳统年份=升规年份",))
    found = screen(RULES, own, DAY, worded(ZH), processes=1)
    page = screening_page(found, ZH, groups_of(found))
    table = answers_in_words(found, ZH)
    rows = answers_of(page)
    (looked_at,) = (head for head in rows[0] if head.startswith("先看"))
    assert table.first == (list(rows[0]).index(looked_at), "先看")
    shown = [row for row in rows if row[looked_at] == "先看"]
    assert [(row["企业名称"], row["措施"]) for row in shown] == [("示例乙公司", "小升规奖励")]
    assert f"（{len(shown)} 行；" in looked_at
    assert f"全部 {len(rows)} 行" in looked_at
    assert rows[0] == shown[0]
    # Before it, within what a screen shows, the firm, the measure, what to do and how much.
    assert list(rows[0])[:4] == ["企业名称", "措施", "标记", "下一步"]
    content = as_workbook(page, "zh")
    with ZipFile(BytesIO(content)) as book:
        written = book.read("xl/worksheets/sheet2.xml").decode()
    found_rows = re.findall("<row r=[^>]*>", written)
    assert len(found_rows) == 1 + len(rows)
    hidden = ['hidden="1"' in one for one in found_rows[1:]]
    assert hidden == [row != shown[0] for row in rows]
    assert '<filter val="先看"/>' in written


@pytest.mark.parametrize(
    ("amounts", "head", "cells"),
    [
        ((Decimal(763_500), Decimal(5_000_000), None), "万元", ("76.35", "500", "")),
        ((Decimal("1234.56"), None), "万元", ("0.123456", "")),
        ((Decimal(0), Decimal(2_000)), "万元", ("0", "0.2")),
        # One of hundreds keeps all of them in yuan; so do none.
        ((Decimal(999), Decimal(5_000_000)), "元", ("999.00", "5,000,000.00")),
        ((None,), "元", ("",)),
    ],
)
def test_amounts_of_thousands_are_told_in_ten_thousands_exactly(
    amounts: tuple[Decimal | None, ...], head: str, cells: tuple[str, ...]
) -> None:
    """All of a column alike, and to the cent."""
    money = Money(amounts)
    assert money.head("元", "万元") == head
    assert tuple(words_of(money.cell(one)) for one in amounts) == cells
    factor = 10_000 if head == "万元" else 1
    for amount, cell in zip(amounts, map(money.cell, amounts), strict=True):
        value = number_of(cell)
        assert amount is None or (value is not None and Decimal(value) * factor == amount)
