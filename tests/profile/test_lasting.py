"""What is held up to a day, told by that day: never a yes of what is hoped for, or long over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable, HeldCells
from huiqi.profile.lasting import held_by_day, told_by_day
from huiqi.screening.loader.load import load_enterprises
from huiqi.truth import Truth
from tests.screening.test_asked_of_table import answered_by
from tests.titles import RULES

DAY = date(2026, 11, 28)
YES, NO = Truth.TRUE, Truth.FALSE
PLAIN, UNTIL = "高企", "高企（有效期至）"


@pytest.mark.parametrize(
    ("cell", "plain", "until"),
    [
        # A day to come can only be the end.
        ("2027年11月", YES, YES),
        ("2028.12.7", YES, YES),
        ("2026-11-29", YES, YES),
        ("2026年12月到期", YES, YES),
        ("有，2027.11到期", YES, YES),
        ("有效期至2028年3月", YES, YES),
        ("2026-11-28到期", YES, YES),
        # A day that is past may be that of the award.
        ("2025.12", None, NO),
        ("2026-11-27", None, NO),
        ("2025年12月到期", NO, NO),
        # Of the month of decision nobody knows the day.
        ("2026年11月", None, None),
        ("2026年11月到期", None, None),
        # A yes with the day of an award, which may have lapsed.
        ("是（2024年12月）", None, None),
        ("是，2022年", None, None),
        ("有，2024年认定", None, None),
        ("已过期", NO, NO),
        # What says both, or of something else.
        ("是（2025.12到期，已重新申报）", None, None),
        ("2025年12月到期（正在重新认定）", None, None),
        # What is hoped for, or applied for, may be held all the same: it is applied for anew.
        ("2027年拟申报", None, None),
        ("预计2027年", None, None),
        ("已申报2027年", None, None),
        ("2023年认定", None, None),
        ("否（2025年到期）", NO, NO),
        ("否(原来是,24年掉了)", NO, NO),
        ("否，没通过", NO, NO),
        # It may be had again by now, or not end before a day to come.
        ("否（公示中）", None, None),
        ("否（到期，已通过复审，待发证）", None, None),
        ("是", None, None),
        ("2027年13月", None, None),
        # A period behind a yes; a yes of what is over says two things.
        ("是（2024.12—2027.12）", YES, YES),
        ("有(2024.12-2027.12)", YES, YES),
        ("是（2021.12—2024.12）", None, None),
        ("是，2024.12.7到期2027.12.6", YES, YES),
        ("2023.11认定，有效期至2026.10", NO, NO),
        # 到 before a day says that it is the last, behind a yes as well.
        ("是（到2026年10月）", None, None),
        ("是（到2027年10月）", YES, YES),
        ("是（2025年11月到期）", None, None),
        ("到2026年10月", NO, NO),
        ("已申报（2024—2027）", None, None),
        # When it ends, told from the day of decision, whatever else is told.
        ("2022.12（今年12月到期，正重新认定）", YES, YES),
        ("今年12月到期", YES, YES),
        ("27年3月到期", YES, YES),
        ("今年10月到期", None, None),
        ("今年11月到期", None, None),
        ("明年3月到期，已撤销", None, None),
        ("否，今年12月到期的作废", None, None),
        ("2025.12到期（今年12月重新报）", None, None),
        # That it is over, with the day since when.
        ("已过期（2025.11）", NO, NO),
        ("（已过期）", NO, NO),
        ("已过期（2027.1）", None, None),
        # A day as a spreadsheet keeps a moment.
        ("2027-12-06 00:00", YES, YES),
        ("2026-10-06 00:00:00", None, NO),
        # No, and what is hoped for; not where it may be had by now, or was.
        ("否（打算明年报）", NO, NO),
        ("否，2027年拟申报", NO, NO),
        ("没有（正在申报）", NO, NO),
        ("否（已公示，待发证）", None, None),
        ("正在申报", None, None),
        ("正在申报2026", None, None),
        ("申报中", None, None),
        ("今年在报", None, None),
        ("准备申报", None, None),
        # Where the procedure stands; where a day is asked for, none is told.
        ("准备明年报", None, None),
        ("明年报", None, None),
        ("在评", None, None),
        ("正在评", None, None),
        ("报了没批", NO, None),
        ("过期了", NO, NO),
        ("到期了", NO, NO),
        ("到期没续", NO, NO),
        ("材料已交", None, None),
        ("已提交材料，等结果", None, None),
        ("已报省厅", None, None),
        ("评审中", None, None),
        ("2027年申报", None, None),
        ("没通过", NO, None),
        ("被取消", NO, NO),
        # It may be had by now, or was had before: who knows.
        ("2024年申报", None, None),
        ("今年没通过", None, None),
        ("今年已公示，证书没下来", None, None),
        ("材料已交，已公示", None, None),
        ("是（公示中）", None, None),
        ("拟认定", None, None),
        ("已批复未发证", None, None),
        ("2026年11月获批，证书还没发", None, None),
        ("已申报", None, None),
        ("正在申报（已公示）", None, None),
        ("今年新认定，刚公示", None, None),
        ("正在申报重新认定", None, None),
        ("正在复审", None, None),
        ("高企培育", None, None),
        # A year without its century, before its end or its month: which could be no month.
        ("27年底", YES, YES),
        ("28.11", YES, YES),
        ("28.11.6", YES, YES),
        ("28/11", YES, YES),
        ("24.11-27.11", YES, YES),
        ("25.11", None, NO),
        ("到期25.11", NO, NO),
        # November of 2012, or a day of December.
        ("12.11", None, None),
        # January or October of a year to come, or of this one.
        ("28.1", YES, YES),
        ("26.1", None, NO),
        # A figure is no year.
        ("28.11万", None, None),
        ("28", None, None),
        # 明年底 is the end where that is asked for; else it may be hoped for.
        ("明年底", None, YES),
        ("去年底", None, NO),
        # What is over and was not given anew, with a day or without.
        ("2026.10.16（到期了没重报）", NO, NO),
        ("2026年10月到期没有重新申报", NO, NO),
        ("2027.1.16（没重报）", YES, YES),
        ("到期了没重报", NO, NO),
        ("已到期没报", NO, NO),
        ("到期了，正在重报", None, None),
    ],
)
def test_a_day_says_whether_it_is_held(cell: str, plain: Truth | None, until: Truth | None) -> None:
    """By the day of decision, the words beside it, and the head of the column."""
    assert told_by_day(cell, PLAIN, DAY) == plain
    assert told_by_day(cell, UNTIL, DAY) == until


@pytest.mark.parametrize(
    ("cell", "plain", "until", "recognised"),
    [
        # Recognised for three years: held as long as they are not over.
        ("2024-12-04", None, NO, YES),
        ("2023-11-29", None, NO, YES),
        # The three years end that day; of a month or a year nobody knows which.
        ("2023-11-28", None, NO, None),
        ("2023年11月", None, NO, None),
        ("2023年", None, NO, None),
        ("2024年", None, NO, YES),
        # They are over: it may have been renewed.
        ("2020年", None, NO, None),
        ("2027年", YES, YES, None),
        ("是（2024年12月）", YES, None, YES),
        ("2024年12月认定", YES, YES, YES),
        ("是（2025年通过）", YES, YES, YES),
        ("2025年通过初审", None, None, None),
        ("2025年新认定", YES, YES, YES),
        ("2025.12(首次)", YES, YES, YES),
        ("2025年拟首次认定", None, None, None),
        # When it was rechecked, and until when it is held.
        ("2024年复审通过，2027年12月", YES, YES, YES),
        ("2027年12月（2024年复审）", YES, YES, YES),
        ("2027年12月（复审过）", YES, YES, YES),
        ("2024年重新认定，2027.12到期", YES, YES, YES),
        ("2021年复审通过，有效期至2024年12月", NO, NO, NO),
        ("是，2021年复审，2024年12月到期", None, None, None),
        ("2021年首次，2024年重新认定", YES, YES, YES),
        ("2021认定2024复审通过", YES, YES, YES),
        ("2018、2021、2024年三次认定", YES, YES, YES),
        ("2021.12认定，2023.12到期，2024.3重新认定", YES, YES, YES),
        # That it was rechecked says not that it passed, nor does a recheck to come.
        ("2021年认定，2024年复审", None, None, None),
        ("2021年认定，2027年复审", None, None, None),
        ("2021年认定，2024年复审没过", None, None, None),
        # Two ends to come, and days of which nobody says what they are.
        ("2026.12到期，2027.12到期", YES, YES, YES),
        ("2021.12，2024.12", None, None, YES),
        # It was refused: under 认定时间 it was held for three years more.
        ("2025年没过", None, None, None),
        ("2025.12认定没过", None, None, None),
        # Of two recognitions the later counts.
        ("2022年12月(2025重新认定)", YES, YES, YES),
        ("2022年12月（2025年复审通过）", YES, YES, YES),
        ("2022年12月(2025拟重新认定)", None, None, None),
        ("有，24年12月认定", YES, YES, YES),
        ("23年认定", None, None, None),
        ("是（2024年复审）", YES, None, YES),
        ("2024年复审通过", YES, YES, YES),
        ("2024年复审未通过", None, None, None),
        ("2024年复审", None, None, None),
        ("2025年拟认定", None, None, None),
        ("2022年认定", None, None, None),
        # The number of the certificate stands before it.
        ("GR202337009001（2024.12.7）", None, NO, YES),
        ("GR202337009001，2024年12月7日", None, NO, YES),
        ("GR202337009001", None, None, None),
        ("到2026年12月", YES, YES, YES),
        # A period says when it ends.
        ("2024.12-2027.12", YES, YES, YES),
        ("2024-2027", YES, YES, YES),
        ("2024-12-04至2027-12-03", YES, YES, YES),
        ("有效期2023.5至2026.5", NO, NO, NO),
        ("2027.12-2024.12", None, None, None),
        ("2022.12（已过期）", NO, NO, NO),
        ("2026.11在公示", None, None, None),
        # Behind a yes a recheck in short.
        ("是（2021，2024复）", YES, YES, YES),
        ("是（2019，2022复审）", None, None, None),
        ("2021，2024复", None, None, None),
        ("是（2022，25年复核过）", YES, YES, YES),
        ("2022年认定，2025年复核通过", YES, YES, YES),
        ("（第四批，2025复核过）", YES, YES, YES),
        # A certificate that was given then: below 有效期至 it was said to have ended.
        ("有，2025年12月发的证", YES, YES, YES),
        ("2025年12月拿的证", YES, YES, YES),
        ("有，2022年12月发的证", None, None, None),
        # Given anew in the year in which it ended at the earliest, for three years.
        ("2025年11月到期，已重新认定", YES, YES, YES),
        ("2024.11.28到期（已通过复审）", YES, YES, YES),
        # Of October 2023 it was over in October 2026.
        ("2023.11.28到期（已通过复审）", None, None, None),
        ("2022.12到期，已重新认定", None, None, None),
        ("2025年11月到期，已复审", None, None, None),
        ("2025年11月到期，已重新申报", None, None, None),
    ],
)
def test_how_long_it_is_recognised_tells_whether_it_is_held(
    cell: str, plain: Truth | None, until: Truth | None, recognised: Truth | None
) -> None:
    """Of a day that is past only where somebody says that it was recognised then."""
    heads = (PLAIN, UNTIL, "高企认定时间", "高企（有效期）")
    found = [told_by_day(cell, head, DAY, 3) for head in heads]
    assert found == [plain, until, recognised, plain]


@pytest.mark.parametrize(
    ("cell", "between"),
    [
        ("2023-11-28", ("2026-11-28", "2026-11-28")),
        ("2023年11月", ("2026-11-01", "2026-11-30")),
        ("是（2023年）", ("2026-01-01", "2026-12-31")),
        ("2020年", ("2023-01-01", "2023-12-31")),
        # Held for certain; or nothing is told of when.
        ("2023-11-29", ("2026-11-29", "2026-11-29")),
        ("2024年", ("2027-01-01", "2027-12-31")),
        ("GR202337009001", None),
        ("否", None),
    ],
)
def test_between_which_days_it_ends_is_known(cell: str, between: tuple[str, str] | None) -> None:
    """Three years after it was recognised."""
    found = held_by_day(cell, "高企认定时间", DAY, 3)
    told = None if found.between is None else tuple(map(str, found.between))
    assert told == between
    assert found.truth is (YES if cell in ("2023-11-29", "2024年") else None)


@pytest.mark.parametrize(
    ("cell", "last"),
    [
        ("2024年复审通过，2027年12月", date(2027, 12, 31)),
        ("是（2024年复审，2027.11.28到期）", date(2027, 11, 28)),
        ("今年到期", date(2026, 12, 31)),
        ("今年11月到期", date(2026, 11, 30)),
        ("明年到期", date(2027, 12, 31)),
    ],
)
def test_the_end_that_is_told_is_the_end(cell: str, last: date) -> None:
    """Not three years from the recheck beside it; of the year, or the month, its last day."""
    between = held_by_day(cell, PLAIN, DAY, 3).between
    assert between is not None
    assert between[1] == last


def test_a_month_that_may_be_january_or_october_is_a_day_of_recognition() -> None:
    """2026.1: of which month is of no matter where both are within three years."""
    assert told_by_day("2026.1", "高企认定时间", DAY, 3) is YES
    assert held_by_day("2023.1", "高企认定时间", DAY, 3).between == (
        date(2026, 1, 1),
        date(2026, 10, 31),
    )


@pytest.mark.parametrize(
    ("cell", "soon"),
    [
        ("2023-11-29", True),
        ("2023-11-28", True),
        ("2023年11月", True),
        # Ended half a year ago, in the year before, and before that.
        ("2023-05-31", True),
        ("2022-01-01", True),
        ("2021-12-31", False),
        # Ends in half a year, and a day more.
        ("2024-05-27", True),
        ("2024-05-28", False),
    ],
)
def test_what_ends_about_the_day_of_decision_is_told(tmp_path: Path, cell: str, soon: bool) -> None:
    """P112, whether it is known to be held or not; once, and not as what nobody can say."""
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称,高企\n示例企业,{cell}\n", encoding="utf-8")
    name = "高新技术企业资格在有效期内（认定日期）"
    table, _ = GivenTable(file=path, columns=(f"{name}=高企",)).opened(RULES, DAY, Diagnostics())
    found = Diagnostics()
    table.profile(table.table.rows[0], found)
    assert ("P112" in [one.code for one in found.items]) is soon
    if soon:
        assert not any("说不出现在是否有效" in one.message for one in found.items)


@pytest.mark.parametrize(
    ("cell", "ended"),
    [
        ("是（到2026年10月）", date(2026, 10, 31)),
        ("是（2025年11月到期）", date(2025, 11, 30)),
        ("是（2021.12—2024.12）", date(2024, 12, 31)),
    ],
)
def test_a_yes_of_what_is_over_says_since_when(tmp_path: Path, cell: str, ended: date) -> None:
    """It was a cell that cannot be read, or held for three years more; that it is over is told,
    and nothing follows from the yes.
    """
    assert held_by_day(cell, PLAIN, DAY, 3).between == (ended.replace(day=1), ended)
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称,是否高企\n示例企业,{cell}\n", encoding="utf-8")
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    found = Diagnostics()
    profile = table.profile(table.table.rows[0], found)
    assert not found.errors
    assert ("high_technology_certificate", None) not in profile.facts
    assert any(f"到 {ended} 已经到期，没有写重新认定" in str(one.message) for one in found.items)


@pytest.mark.parametrize(
    "cell", ["23年12月(三年)", "是（23年12月(三年)）", "2023年12月，有效期三年", "2023.12有效期3年"]
)
def test_for_how_long_behind_a_day_says_that_it_is_the_first(cell: str) -> None:
    """Whatever the head says: 有效期 alone stands over either."""
    for head in (PLAIN, UNTIL, "高企有效期"):
        told = held_by_day(cell, head, DAY, 3)
        assert told.truth is YES
        assert told.between == (date(2026, 12, 1), date(2026, 12, 31))


def test_what_was_over_long_ago_unless_given_anew_says_since_when(tmp_path: Path) -> None:
    """Three years from the month in which it was given, and nothing of a recheck."""
    path = tmp_path / "台账.csv"
    path.write_text("企业名称,高企\n示例企业,2018.12\n", encoding="utf-8")
    name = "高新技术企业资格在有效期内（认定日期）"
    table, _ = GivenTable(file=path, columns=(f"{name}=高企",)).opened(RULES, DAY, Diagnostics())
    found = Diagnostics()
    profile = table.profile(table.table.rows[0], found)
    assert ("high_technology_certificate", None) not in profile.facts
    assert any("到 2021-12-31 已经到期，没有写重新认定" in str(one.message) for one in found.items)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("高新技术企业", YES),
        ("国高", YES),
        ("高企", YES),
        ("高企培育", None),
        ("非高企", None),
        ("高企2024年复审通过，2027年12月", YES),
        ("国高2024", YES),
        ("2024年高企", YES),
        ("高企2022", None),
        ("高企（2025.12到期）", NO),
        ("高企没过", NO),
        ("高企公示中", None),
    ],
)
def test_a_title_named_in_its_own_column_is_a_yes(
    tmp_path: Path, cell: str, value: Truth | None
) -> None:
    """And nothing that is more or less than its name."""
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称,是否高企\n示例企业,{cell}\n", encoding="utf-8")
    table, _ = GivenTable(file=path, lenient=True).opened(RULES, DAY, Diagnostics())
    facts = table.profile(table.table.rows[0], Diagnostics()).facts
    given = facts.get(("high_technology_certificate", None))
    assert (None if given is None else given.value) == value


def test_titles_of_which_only_the_year_is_told_are_in_force_where_somebody_says_so(
    tmp_path: Path,
) -> None:
    """It is asked about, and read alike one by one and in a database; what has a length that the
    rules know is not meant.
    """
    path = tmp_path / "台账.csv"
    rows = (
        "示例企业1,国家级小巨人(2024),2022.12",
        "示例企业2,省级（2025）,2024年",
        "示例企业3,省级,否",
    )
    path.write_text("\n".join(("企业名称,专精特新,高企", *rows)), encoding="utf-8")
    columns = ("专精特新（哪一级）=专精特新", "高新技术企业资格在有效期内（认定日期）=高企")
    given = GivenTable(file=path, columns=columns, every=("注册地=聊城市",), lenient=True)
    told, asked = answered_by(given, lambda text: "是" if "写到哪天有效" in text else "", DAY)
    (one,) = (text for text in asked if "写到哪天有效" in text)
    assert one.startswith("2 格")
    assert told.still_held
    names = (
        "little_giant_certificate",
        "specialised_sme_certificate",
        "high_technology_certificate",
    )
    # A province's title says nothing of the ministry's.
    for own, giant, specialised in ((given, None, None), (told, YES, YES)):
        table, _ = replace(own, cells=HeldCells()).opened(RULES, DAY, Diagnostics())
        found = []
        for row in table.table.rows:
            facts = table.profile(row, Diagnostics()).facts
            values = (facts.get((name, None)) for name in names)
            found.append(tuple(None if one is None else one.value for one in values))
        assert (found[0][0], found[1][1]) == (giant, specialised)
        assert found[2][1] is YES
        assert [one[2] for one in found] == [None, YES, NO]
        connection = duckdb.connect()
        assert not load_enterprises(connection, own, RULES, DAY, Diagnostics()).apart_rows()
        query = f"SELECT {', '.join(names)} FROM enterprises ORDER BY row"
        loaded = connection.execute(query).fetchall()
        truths = {True: YES, False: NO, None: None}
        assert [tuple(truths[one] for one in row) for row in loaded] == found


def test_a_column_of_days_is_asked_of_which_they_are(tmp_path: Path) -> None:
    """Each of the two is offered by a name that the command line takes; neither is taken for so."""
    path = tmp_path / "台账.csv"
    rows = [f"示例企业{place},{cell}" for place, cell in enumerate(("是", "2024-12-04", "2022年"))]
    path.write_text("\n".join(("企业名称,高企（有效期）", *rows)), encoding="utf-8")
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    (doubt,) = table.in_doubt
    assert doubt.told[0] == "2024-12-04"
    name = "高新技术企业资格在有效期内"
    assert {one.name for one in doubt.meanings} == {f"{name}（有效期至）", f"{name}（认定日期）"}
    found = {}
    for option in (*(one.option for one in doubt.meanings), f"{name}=高企（有效期）"):
        own = GivenTable(file=path, columns=(option,), lenient=True)
        table, _ = own.opened(RULES, DAY, Diagnostics())
        told = [table.profile(row, Diagnostics()).facts for row in table.table.rows]
        values = [facts.get(("high_technology_certificate", None)) for facts in told]
        found[option] = [None if one is None else one.value for one in values]
    assert found == {
        f"{name}（有效期至）=高企（有效期）": [YES, NO, NO],
        f"{name}（认定日期）=高企（有效期）": [YES, YES, None],
        f"{name}=高企（有效期）": [YES, None, None],
    }


def test_days_that_are_nearly_all_past_are_likelier_those_of_the_recognition(
    tmp_path: Path,
) -> None:
    """That one is offered first, whatever is not read of either."""
    path = tmp_path / "台账.csv"
    for cells, first in (
        (("2024-12-04", "2025年12月", "2022年", "2028年"), "（认定日期）"),
        (("2027-12-04", "2028年12月", "2029年", "2022年"), "（有效期至）"),
    ):
        rows = [f"示例企业{place},{cell}" for place, cell in enumerate(cells)]
        path.write_text("\n".join(("企业名称,高企", *rows)), encoding="utf-8")
        table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
        (doubt,) = table.in_doubt
        assert doubt.meanings[0].name.endswith(first)


@pytest.mark.parametrize("head", ["高企认定时间", "高新技术企业证书有效期至", "高企到期日"])
def test_a_head_that_says_which_day_is_asked_about_once(tmp_path: Path, head: str) -> None:
    """It was carried without a word."""
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称,{head}\n示例企业,2024-12-04\n", encoding="utf-8")
    table, _ = GivenTable(file=path).opened(RULES, DAY, Diagnostics())
    (doubt,) = table.in_doubt
    assert [one.name for one in doubt.meanings] == ["高新技术企业资格在有效期内"]


def test_a_column_of_days_is_read_alike_one_by_one_and_in_a_database(tmp_path: Path) -> None:
    """What cannot be read is decided apart; how far an application is, and when it was given long
    ago, answers nothing and is told.
    """
    path = tmp_path / "台账.csv"
    cells = ("2027年11月", "2025年12月到期", "是", "否", "", "申报中", "见附件", "2021.5.6认定")
    rows = [f"示例企业{place},{cell}" for place, cell in enumerate(cells)]
    path.write_text("\n".join(("企业名称,高企（有效期至）", *rows)), encoding="utf-8")
    given = GivenTable(
        file=path, columns=("高新技术企业资格在有效期内=高企（有效期至）",), lenient=True
    )
    table, _ = given.opened(RULES, DAY, Diagnostics())
    found = []
    for row in table.table.rows:
        own = table.profile(row, Diagnostics()).facts.get(("high_technology_certificate", None))
        found.append(None if own is None else own.value)
    assert found == [YES, NO, YES, NO, None, None, None, None]
    remarks = Diagnostics()
    table.profile(table.table.rows[-1], remarks)
    assert [(one.code, "已经到期" in str(one.message)) for one in remarks.items] == [("P134", True)]
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == [8]
    column = connection.execute(
        "SELECT high_technology_certificate FROM enterprises ORDER BY row"
    ).fetchall()
    assert [one for (one,) in column] == [True, False, True, False, None, None, None, None]


def test_how_a_day_was_read_is_told(tmp_path: Path) -> None:
    """Of each that is no plain yes or no, with the answer it was taken for."""
    path = tmp_path / "台账.csv"
    cells = ("2027年11月", "2025年12月到期", "是", "否", "")
    rows = [f"示例企业{place},{cell}" for place, cell in enumerate(cells)]
    path.write_text("\n".join(("企业名称,高企", *rows)), encoding="utf-8")
    given = GivenTable(file=path, columns=("高新技术企业资格在有效期内=高企",), lenient=True)
    table, _ = given.opened(RULES, DAY, Diagnostics())
    told = []
    for row in table.table.rows:
        own = Diagnostics()
        table.profile(row, own)
        read = [one for one in own.items if one.code == "P134"]
        told.append([str(one.message).rpartition("按 ")[2] for one in read])
        assert {one.code for one in own.items} <= {"P134", "P112"}
    assert told == [["是 读"], ["否 读"], [], [], []]


@pytest.mark.parametrize(
    ("cell", "until", "days"),
    [
        # Recognised for three years, or said to end; up to half a year ahead.
        ("2023-12-07", "2026-12-07", 9),
        ("2023年12月", "2026-12-31", 33),
        ("2026-11-28到期", "2026-11-28", 0),
        ("2027-05-27到期", "2027-05-27", 180),
        ("2027-05-28到期", None, None),
        ("2024-12-07", None, None),
        ("是", None, None),
        ("2024年12月到期", None, None),
    ],
)
def test_what_ends_soon_is_told_in_its_cell(
    tmp_path: Path, cell: str, until: str | None, days: int | None
) -> None:
    """With the last day that it may be, and how many are left."""
    path = tmp_path / "台账.csv"
    path.write_text(f"企业名称,高企认定时间\n示例企业,{cell}\n", encoding="utf-8")
    own = GivenTable(file=path, columns=("高新技术企业资格在有效期内=高企认定时间",), lenient=True)
    table, _ = own.opened(RULES, DAY, Diagnostics())
    found = Diagnostics()
    table.profile(table.table.rows[0], found)
    told = [str(one.message) for one in found.items if one.code == "P112"]
    if until is None:
        assert not told
    else:
        assert [one.partition("最晚 ")[2] for one in told] == [f"{until}（还有 {days} 天）"]


@pytest.mark.parametrize(
    "cell", ["2023.11（今年复审）", "2023.11，今年复审", "2023年11月（今年要复审）"]
)
def test_that_it_is_looked_at_again_leaves_its_end(cell: str) -> None:
    """2023.11（今年复审） told nothing, and of who was to be called before it ends nobody heard."""
    day = date(2026, 12, 1)
    held = held_by_day(cell, "认定日期", day, 3)
    assert held.truth is None
    assert held.between == (date(2026, 11, 1), date(2026, 11, 30))
    assert held_by_day(cell.replace("复审", "复审没过"), "认定日期", day, 3).truth is not Truth.TRUE
