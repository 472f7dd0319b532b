"""What holds only at the far end of what a figure may be is no reason to call as if it held.

All enterprises are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from huiqi.city import GivenTable, screen, screen_city
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.rough_figures import figure_about
from huiqi.screening.screened import Screening
from tests.commands import huiqi
from tests.titles import RULES

DAY = date(2026, 11, 30)
ZH = Phrases(RULES, "zh")
HEAD = "企业名称,注册地,规上,25年营收（万）,25研发费用（万）,24研发费用（万）,高企到期"
COLUMNS = (
    "首次升规纳统年份=规上",
    "2025年研发投入（财务报告口径）=25研发费用（万）",
    "2024年研发投入（财务报告口径）=24研发费用（万）",
    "高新技术企业资格在有效期内=高企到期",
)
#: 4 % of 2.3亿 are 920万.
ROWS = (
    "示例差厂,聊城市冠县,2010,23000,约900,700,",
    "示例够厂,聊城市冠县,2010,23000,约980,700,",
    "示例近厂,聊城市冠县,2010,23000,近920,700,",
    "示例多厂,聊城市冠县,2010,23000,900多,700,",
    "示例上厂,聊城市冠县,2010,23000,900以上,700,",
    "示例开口厂,聊城市冠县,2010,2600以上,80,70,",
)


def _table(path: Path, rows: tuple[str, ...] = ROWS) -> GivenTable:
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    return GivenTable(
        file=path, columns=COLUMNS, lenient=True, about=True, still_held=True, unit="万元"
    )


def _calls(found: Screening) -> dict[str, Call]:
    calls = Calls(found, ZH)
    return {one.name: calls.of(one) for one in calls.in_order(found.entries)}


def _screened(path: Path, rows: tuple[str, ...] = ROWS) -> dict[str, Call]:
    return _calls(screen(RULES, _table(path, rows), DAY, worded(ZH), processes=1))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("约900", "900"),
        ("900左右", "900"),
        ("2000多万", "2000万"),
        ("1198万多", "1198万"),
        ("20来万", "20万"),
        ("近100万", "99.9999万"),
        ("900", ""),
        ("900以上", ""),
    ],
)
def test_the_figure_that_is_about_so_much(text: str, figure: str) -> None:
    """As it stands there; what is nearly so much is less."""
    assert figure_about(text) == figure


def test_by_the_figure_as_written_it_is_told_how_far_it_is_from_the_line(tmp_path: Path) -> None:
    """约900 of 920 was called 够得上, for up to 99万, and first of all."""
    calls = _screened(tmp_path / "台账.csv")
    assert next(iter(calls)) == "示例够厂"
    assert calls["示例够厂"].word == "够得上"
    for name, cell in (("差", "约900"), ("多", "900多")):
        call = calls[f"示例{name}厂"]
        assert call.word == "先问准"
        assert f"按“{cell}”，" in call.because
        assert "少 20万元（按 " in call.because
        assert call.because.endswith("算），先问准")
        assert call.asked.startswith("研发投入（财务报告口径）（2025年）的准数；")
    # Nearly the line itself: by how much it is below nobody wrote.
    assert calls["示例近厂"].word == "先问准"
    assert "按“近920”还不到线，先问准" in calls["示例近厂"].because


def test_an_open_end_far_below_a_line_is_no_reason_to_call(tmp_path: Path) -> None:
    """2600以上 may be 100亿, and 500万 were told of it; still it stands among all answers."""
    found = screen(RULES, _table(tmp_path / "台账.csv"), DAY, worded(ZH), processes=1)
    call = _calls(found)["示例开口厂"]
    assert "民企营收突破奖励" not in call.because
    assert call.figured is None
    # Nor does 900以上, of which nothing bounds what it comes to.
    assert not _screened(tmp_path / "台账.csv")["示例上厂"].because
    (entry,) = (one for one in found.entries if one.name == "示例开口厂")
    waiting = {one.measure: one for one in entry.screened.answers if one.of_told}
    assert waiting.keys() & entry.short.keys()


def test_the_exact_figure_is_the_first_question_of_the_card(tmp_path: Path) -> None:
    """The card asked for the filing, a title and the year before, and not for what decides."""
    table = _table(tmp_path / "台账.csv", ROWS[:1])
    words = ["screen", str(table.file), "--cards", str(tmp_path / "cards"), "--as-of", str(DAY)]
    words += ["--no-ask", "--unread-as-unknown", "--about", "--still-held", "--unit", "万元"]
    words += ["-o", str(tmp_path / "名单.xlsx")]
    for column in COLUMNS:
        words += ["--column", column]
    assert huiqi(*words).returncode == 0
    (card,) = (tmp_path / "cards").glob("*-*.html")
    text = card.read_text("utf-8")
    assert "1. 企业研究开发财政补助：研发投入（财务报告口径）（2025年）的准数" in text
    # A tenth of what 990 are more than 700, which only some come to; else a twentieth, rounded up.
    assert "够得上时不超过 15万元；集成电路领域企业的 不超过 29万元" in text


def test_a_database_tells_the_same(tmp_path: Path) -> None:
    """Row by row and there."""
    small, table = _screened(tmp_path / "台账.csv"), _table(tmp_path / "台账.csv")
    place = tmp_path / "台账.parquet"
    query = f"SELECT * FROM read_csv('{table.file}', all_varchar = true, header = true)"
    duckdb.connect().execute(f"COPY ({query}) TO '{place}' (FORMAT parquet)")
    given = replace(table, file=place)
    with screen_city(RULES, given, DAY, worded(ZH), first=len(ROWS)) as city:
        large = _calls(city.screening)
    assert {n: (one.word, one.because, one.asked) for n, one in small.items()} == {
        n: (one.word, one.because, one.asked) for n, one in large.items()
    }


def test_where_persons_are_left_out_no_such_cell_is_quoted(tmp_path: Path) -> None:
    given = replace(_table(tmp_path / "台账.csv", ROWS[:1]), redact=True)
    (call,) = _calls(screen(RULES, given, DAY, worded(ZH), processes=1)).values()
    assert "约900" not in call.because
    assert "按写的约数，" in call.because


def test_whose_title_ends_first_is_called_first(tmp_path: Path) -> None:
    """121 days stood before 31 days; but of money that its documents end by one day what comes to
    more is first, whenever the titles end.
    """
    rows = (
        "示例远厂,聊城市冠县,2010,23000,{},700,2027-03-31",
        "示例近厂,聊城市冠县,2010,4500,{},200,2026-12-31",
        "示例多厂,聊城市冠县,2010,5500,{},200,2026-12-31",
    )
    none = _screened(tmp_path / "台账.csv", tuple(row.format("") for row in rows))
    assert [*none][-1] == "示例远厂"
    assert {one.word for one in none.values()} == {"到期"}
    told = tuple(row.format(own) for row, own in zip(rows, (2000, 300, 400), strict=True))
    calls = _screened(tmp_path / "台账.csv", told)
    assert [*calls] == ["示例远厂", "示例多厂", "示例近厂"]
    assert {one.word for one in calls.values()} == {"够得上"}


def test_each_cell_that_is_read_as_a_range_is_noted(tmp_path: Path) -> None:
    """约 was, and 45-50, 不到100 and 2600以上 were not."""
    cells = ("45-50", "不到100", "900以上", "1800+", "约60")
    rows = tuple(f"示例厂{cell},聊城市冠县,2010,2300,{cell},70," for cell in cells)
    found = screen(RULES, _table(tmp_path / "台账.csv", rows), DAY, worded(ZH), processes=1)
    told = [
        [one.message for one in entry.noted if "研发投入" in one.message] for entry in found.entries
    ]
    read = ("45..50", "不到 100", "不少于 900", "不少于 1800", "54..66")
    for cell, bounds, own in zip(cells, read, told, strict=True):
        assert f"研发投入（财务报告口径）：“{cell}”按 {bounds} 读" in own


def test_a_plan_that_is_told_about_is_told_as_that(tmp_path: Path) -> None:
    """Of 2000左右 planned a flat 220万 was told, which nobody wrote."""
    head = "企业名称,注册地,规上,技改项目,项目进度,设备投资（万）"
    rows = (
        "示例约厂,聊城市冠县,2010,铸造线,2027.3,2000左右",
        "示例整厂,聊城市冠县,2010,铸造线,2027.3,2000",
    )
    path = tmp_path / "台账.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    columns = (
        "首次升规纳统年份=规上",
        "技术改造项目：项目名称=技改项目",
        "技术改造项目：竣工投产日期=项目进度",
        "技术改造项目：经第三方审核的实际设备软件投资额（至多）=设备投资（万）",
    )
    given = GivenTable(file=path, columns=columns, about=True, unit="万元")
    calls = _calls(screen(RULES, given, DAY, worded(ZH), processes=1))
    about = calls["示例约厂"].because
    assert "按计划的投资算 不超过 220万元，按“2000左右”，竣工、审核后才定" in about
    assert "按计划的投资算 200万元，竣工、审核后才定" in calls["示例整厂"].because
