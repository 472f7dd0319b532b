"""A title that is given for one year each, named among others without its year: unknown, said, and
asked about once for the whole table.

All enterprises are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.city import screen
from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.profile.profile import Profile
from huiqi.profile.table_questions import TableQuestion
from huiqi.profile.titles_of_a_year import YEARLESS
from huiqi.report.pages.calls import Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.values import Interval, Records
from tests.titles import RULES

DAY = date(2026, 6, 20)
PHRASES = Phrases(RULES, "zh")
HEAD = "企业名称,注册地,资质"
ROWS = ("示例甲厂,聊城市,科小", "示例乙厂,聊城市,高企2025、科小2026", "示例丙厂,聊城市,高企2025")


@pytest.fixture
def given(tmp_path: Path) -> GivenTable:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((HEAD, *ROWS)), encoding="utf-8")
    return GivenTable(file=path, columns=("称号（一格写几个）=资质",), lenient=True)


def yearless(given: GivenTable) -> list[tuple[int, str]]:
    """The rows in which it is remarked, with what is quoted."""
    table, told = given.alone(RULES, DAY, Diagnostics()), Diagnostics()
    for row in table.table.rows:
        table.profile(row, told)
    return [(one.place.line, one.found) for one in told.items if one.code == YEARLESS]


def test_what_is_of_no_year_is_said_and_what_is_of_one_is_not(given: GivenTable) -> None:
    """A title that is held for years needs none: of that another remark tells."""
    assert yearless(given) == [(2, "科小")]


def test_its_line_says_so_and_what_to_ask(given: GivenTable) -> None:
    """And the line of nobody else does."""
    found = screen(RULES, given, DAY, worded(PHRASES), processes=1)
    calls = {one.name: Calls(found, PHRASES).of(one) for one in found.entries}
    assert "科小：没写哪一年的" in calls["示例甲厂"].because
    assert "科小是哪一年的" in calls["示例甲厂"].asked
    assert not any("没写哪一年的" in calls[name].because for name in ("示例乙厂", "示例丙厂"))


def said_of(given: GivenTable, answer: str) -> tuple[list[str], GivenTable]:
    """What is asked of years of titles, and the table once that is answered so."""
    asked, questions, said = [], given.questions(RULES, DAY), ""
    question: TableQuestion = next(questions)
    while True:
        text = question.text.in_language("zh")
        own = "一年一认" in text
        asked += [text] if own else []
        said = answer if own else ""
        try:
            question = questions.send(said)
        except StopIteration as end:
            return asked, end.value


@pytest.mark.parametrize(("answer", "year"), [("2025", 2025), ("", None), ("不知道", None)])
def test_it_is_asked_once_for_the_table(given: GivenTable, answer: str, year: int | None) -> None:
    """Passed over it stays unknown; answered, all without a year are of that one."""
    asked, told = said_of(given, answer)
    assert len({*asked}) == 1
    assert "1 格写了科小" in asked[0]
    assert told.titles_year == year
    assert yearless(told) == ([] if year else [(2, "科小")])
    assert len(said_of(told, "")[0]) == (0 if year else 1)


def test_the_year_that_is_said_is_the_number_of_that_year_alone(given: GivenTable) -> None:
    """And of whom it is told with its year that stays."""
    table = replace(given, titles_year=2025).alone(RULES, DAY, Diagnostics())
    own, other, _ = (table.profile(row, Diagnostics()) for row in table.table.rows)
    assert [days_of(one) for one in (own, other)] == [
        ["2025-01-01..2025-12-31"],
        ["2026-01-01..2026-12-31"],
    ]


def days_of(profile: Profile) -> list[str]:
    """When the number was given, as it is kept."""
    titles = profile.facts["recognitions", None].value
    assert isinstance(titles, Records)
    return [
        f"{day.low}..{day.high}"
        for one in titles.items
        if str(one.key) == "科技型中小企业（入库）"
        for day in (one.fields["recognised_on"],)
        if isinstance(day, Interval)
    ]
