"""What stands beside the reason to call one: how much by each answer, and what to bring."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huiqi.city import GivenTable, screen
from huiqi.report.blocks import words_of
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_list import CallList
from huiqi.report.pages.screen_words import worded
from huiqi.report.pages.told_once import more_for_few, rounded_unsaid
from huiqi.report.phrases import Phrases
from tests.commands import huiqi
from tests.titles import RULES

DAY = date(2026, 11, 30)
ZH = Phrases(RULES, "zh")
HEAD = (
    "企业名称,注册地,2025年营业收入（万元）,2025年研发投入（财务报告口径）（万元）,"
    "2024年研发投入（财务报告口径）（万元）,高新技术企业资格在有效期内"
)
#: An increase of 184万元 of a firm above 2亿元: 5 % of it is 9.2万元, 10 % is 18.4万元, each up.
FIRM = "示例轧钢厂,聊城市,34612,1420,1236,是"


def test_of_an_amount_that_one_answer_decides_each_is_told(tmp_path: Path) -> None:
    """19万元 stood alone on the list and on the card, of a rate for integrated circuits."""
    table = tmp_path / "台账.csv"
    for columns, cells, both in (("", "", True), (",集成电路领域企业", ",否", False)):
        table.write_text(f"{HEAD}{columns}\n{FIRM}{cells}\n", encoding="utf-8")
        found = screen(RULES, GivenTable(file=table), DAY, worded(ZH), processes=1)
        (entry,) = found.entries
        because = Calls(found, ZH).of(entry).because
        # No source says which way it is rounded: 9.2万元 is all that is known.  For whom it is
        # more is told once of the list, where somebody may be one.
        assert because.startswith("企业研究开发财政补助（不超过 9.2万元，取整前，文件到 2026")
        more = "企业研究开发财政补助：名单上不是集成电路领域企业的数；集成电路领域企业的更多"
        assert more_for_few(found, ZH).startswith(more) is both
        assert "集成电路" not in because
        rounded = "企业研究开发财政补助：名单上是取整前的数；取整到 1万元，进还是舍来源没写"
        assert rounded_unsaid(found, ZH).startswith(rounded)
        # What it is sorted by is not what a firm of another trade alone would have.
        figured = Calls(found, ZH).of(entry).figured
        assert figured is not None
        assert figured.most == 92_000
        words = ("screen", str(table), "--as-of", str(DAY), "--cards", str(tmp_path / "卡"))
        huiqi(*words, "--top", "1", "-o", str(tmp_path / "名单.xlsx"), "--no-ask")
        card = next((tmp_path / "卡").glob("1-*.html")).read_text("utf-8")
        first = card.partition("不打印")[0]
        assert ("不超过 10万元；集成电路领域企业的 不超过 19万元" in first) is both
        assert "尾数进位，来源没写怎样取整" in first


def test_what_to_bring_stands_on_the_list(tmp_path: Path) -> None:
    """Of all reasons, each paper once: the papers that their rules name; none where nothing is."""
    table = tmp_path / "台账.csv"
    table.write_text(f"{HEAD}\n{FIRM}\n示例无数厂,聊城市,,,,\n", encoding="utf-8")
    found = screen(RULES, GivenTable(file=table), DAY, worded(ZH), processes=1)
    rows = CallList(found, ZH).table(found.entries, ())
    heads = [column.head for column in rows.columns]
    told = {words_of(row[0]): words_of(row[heads.index("带什么")]) for row in rows.rows}
    papers = ZH.papers(RULES.measures["rd-subsidy-2025"].proofs)
    assert told["示例轧钢厂"].startswith(papers[0])
    assert told["示例无数厂"] == ""
    # A title that ends is told with what it is to the measure, whose first paper stood alone.
    table.write_text(f"{HEAD}\n{FIRM.removesuffix('是')}2026-12-05到期\n", encoding="utf-8")
    found = screen(RULES, GivenTable(file=table), DAY, worded(ZH), processes=1)
    (row,) = CallList(found, ZH).table(found.entries, ()).rows
    brought = words_of(row[heads.index("带什么")]).split("、")
    title = ZH.papers(RULES.definitions["high_technology_certificate"].proof)
    assert brought == [*dict.fromkeys((*title, *papers))]
