"""A word for the title that is held answers that one fact, and nothing of the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.given_table import GivenTable
from huiqi.profile.profile_reader import read_profile
from huiqi.screening.loader.load import load_enterprises
from huiqi.truth import Truth
from tests.screening.test_asked_of_table import answered
from tests.titles import RULES

DAY = date(2026, 11, 28)
FACTS = ("specialised_sme_certificate", "little_giant_certificate", "innovative_sme_certificate")
SAID = {
    "省级": (True, None, None),
    "省级专精特新": (True, None, None),
    "国家级小巨人": (None, True, None),
    "国家级专精特新“小巨人”": (None, True, None),
    "创新型中小企业": (None, None, True),
    "否": (False, False, None),
    # Whoever writes which level it is, and writes a lesser one, has none of these.
    "市级": (False, False, None),
    "市级专精特新（2024年）": (False, False, None),
    # The level in brackets behind the title.
    "专精特新（省）": (True, None, None),
    "专精特新（省级）": (True, None, None),
    "专精特新（国家级）": (None, True, None),
    "专精特新(市)": (False, False, None),
    # As people say it: with a yes before it.
    "有，省里的": (True, None, None),
    "是（国家级）": (None, True, None),
    "市里的": (False, False, None),
    "创新型中小": (None, None, True),
    # What is applied for, hoped for or was refused is not held; beside what is, that is read.
    "省级，准备报小巨人": (True, None, None),
    "省级专精特新、拟报小巨人": (True, None, None),
    "省级（小巨人没过）": (True, None, None),
    "拟申报省级": (False, None, None),
    "拟2027年省级": (False, None, None),
    "正在申报小巨人": (None, False, None),
    "报了省级没过": (False, None, None),
    "明年报省级": (False, None, None),
    # A level without that word, as people say it.
    "省": (True, None, None),
    "国家": (None, True, None),
    "市": (False, False, None),
    "市2024": (False, False, None),
    "不够条件": (False, False, None),
    "没": (False, False, None),
    "": (None, None, None),
    "未知": (None, None, None),
}
REFUSED = (
    # 小巨人 are called so, too.
    "专精特新（2023年，今年复核）",
    # What is over, or not, was said of one and the same.
    "省级（省级没过）",
    # Of which of them nobody knows: all three were held once by such a day.
    "2027年11月",
    "2024年",
    "市级（今年报省级）",
    "是",
    "省级小巨人",
    "省级专精特新，被取消",
    "省级瞪羚",
    "省瞪羚",
    "24年的证",
    "12月7号",
    "省级大户、专精特新2023",
)
#: How far an application is: no answer, and nothing to be refused.
HOW_FAR = (
    # Which of them it applies for is not said: of a province's own it may be the ministry's.
    "正在申报",
    "准备明年报",
    "明年报",
    "准备报",
    "在评",
    "正在评",
    "没过",
    "报了没批",
    "材料已交",
    # It may have been given by now.
    "今年报省级",
    "省级已公示",
    "省级（公示中）",
    "拟认定省级专精特新",
    "小巨人公示了，证书没下来",
    "省级专精特新/复核中",
)
#: Several titles in a cell, each with what is said of it: what is held, and whether more is told.
SEVERAL = {
    "省级单项冠军（2023）；省专精特新": (True, None, None),
    "省专精特新2022年、市单项冠军2024": (None, None, None),
    "国家级小巨人(2021年第三批)+省瞪羚": (None, None, None),
    "省专精特新（有效期至2027.6）、小巨人（第五批）": (True, None, None),
    "省级（2024）、国家级": (None, True, None),
    "省级、国家级小巨人": (True, True, None),
    "创新型（2025）/省级专精特新": (True, None, True),
    "省级，小巨人正在公示": (True, None, None),
    "省专精特新2022.7，2025年复核通过；瞪羚2023": (None, None, None),
    "省级专精特新（2023.7至2026.6）、高企（2024年12月）": (False, None, None),
    "省级专精特新，单项冠军没报上": (True, None, None),
    "市级2021，省级": (True, None, None),
    "市级专精特新；省级瞪羚": (False, False, None),
    # In which batch it was given is no word of how long it is held.
    "国家级“小巨人”（第五批）": (None, None, None),
    "小巨人 第四批": (None, None, None),
    "省 23年（今年复核过了）": (True, None, None),
    "省级 23年（今年复核过了）": (True, None, None),
    "省级2023过期了": (False, None, None),
    "过期了": (False, False, None),
}
#: Beside other titles the one that is asked for.
AMONG = {"省级专精特新、省单项冠军": 0, "国家级小巨人/高新技术企业": 1, "创新型、瞪羚": 2}


def table(folder: Path, *cells: str) -> GivenTable:
    """A firm for each cell of an officer's column."""
    path = folder / "台账.csv"
    rows = [f"示例企业{place},{cell}" for place, cell in enumerate(cells)]
    path.write_text("\n".join(("企业名称,专精特新", *rows)), encoding="utf-8")
    return GivenTable(file=path, columns=("专精特新（哪一级）=专精特新",), lenient=True)


def test_a_word_is_read_alike_in_a_table_a_database_and_a_profile(tmp_path: Path) -> None:
    """What it does not say stays unknown: 小巨人 says nothing of 省级."""
    given = table(tmp_path, *SAID)
    opened, _ = given.opened(RULES, DAY, Diagnostics())
    for row, (cell, expected) in zip(opened.table.rows, SAID.items(), strict=True):
        facts = opened.profile(row, Diagnostics()).facts
        told = [facts[fact, None].value if (fact, None) in facts else None for fact in FACTS]
        assert told == [None if one is None else Truth.of(one) for one in expected], cell
        path = tmp_path / "甲.yaml"
        path.write_text(
            f"enterprise: {{name: 示例甲公司}}\nfacts: {{专精特新（哪一级）: '{cell}'}}\n",
            encoding="utf-8",
        )
        if cell:
            profile = read_profile(path, RULES, Diagnostics())
            assert {key: one.value for key, one in profile.facts.items()} == {
                key: one.value for key, one in facts.items()
            }
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == []
    found = connection.execute(f"SELECT {', '.join(FACTS)} FROM enterprises ORDER BY row")
    assert found.fetchall() == list(SAID.values())


@pytest.mark.parametrize("cell", REFUSED)
def test_what_is_no_such_word_is_refused(tmp_path: Path, cell: str) -> None:
    """Hopes, other levels, two levels at once; told with the words that are."""
    opened, _ = table(tmp_path, cell).opened(RULES, DAY, Diagnostics())
    opened.facts.lenient = False
    diagnostics = Diagnostics()
    profile = opened.profile(opened.table.rows[0], diagnostics)
    assert profile.facts == {}
    with pytest.raises(InputError, match="P192"):
        diagnostics.raise_errors()
    assert "省级" in diagnostics.errors[0].allowed


@pytest.mark.parametrize("cell", HOW_FAR)
def test_how_far_an_application_is_answers_nothing_and_is_told_once(
    tmp_path: Path, cell: str
) -> None:
    """It was refused as no such word, with its whole row."""
    opened, _ = table(tmp_path, cell).opened(RULES, DAY, Diagnostics())
    opened.facts.lenient = False
    diagnostics = Diagnostics()
    assert opened.profile(opened.table.rows[0], diagnostics).facts == {}
    assert [one.code for one in diagnostics.items] == ["P134"]
    assert f"“{cell}”" in str(diagnostics.items[0].message)


def test_several_titles_in_a_cell_are_each_read_by_what_is_said_of_them(tmp_path: Path) -> None:
    """One by one and in a database; nothing of a neighbour's day or standing."""
    given = table(tmp_path, *SEVERAL)
    opened, _ = given.opened(RULES, DAY, Diagnostics())
    opened.facts.lenient = False
    for row, (cell, expected) in zip(opened.table.rows, SEVERAL.items(), strict=True):
        own = Diagnostics()
        facts = opened.profile(row, own).facts
        told = [facts[fact, None].value if (fact, None) in facts else None for fact in FACTS]
        assert told == [None if one is None else Truth.of(one) for one in expected], cell
        assert not own.errors, cell
        assert own.items, cell
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == []
    found = connection.execute(f"SELECT {', '.join(FACTS)} FROM enterprises ORDER BY row")
    assert found.fetchall() == list(SEVERAL.values())


def test_beside_other_titles_the_one_that_is_asked_for_is_read(tmp_path: Path) -> None:
    """Which is told; a profile says one thing at a time."""
    given = table(tmp_path, *AMONG)
    opened, _ = given.opened(RULES, DAY, Diagnostics())
    for row, fact in zip(opened.table.rows, AMONG.values(), strict=True):
        own = Diagnostics()
        facts = opened.profile(row, own).facts
        assert {key[0]: one.value for key, one in facts.items()} == {FACTS[fact]: Truth.TRUE}
        # What was read, and, where it is told of a title of another kind, that it was not.
        others = [one for one in own.items if "不是这里问的称号" in one.message]
        assert [one.code for one in own.items if one not in others] == ["P134"]
        assert len(others) <= 1
    loaded = load_enterprises(duckdb.connect(), given, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == []
    path = tmp_path / "甲.yaml"
    text = "enterprise: {name: 示例甲公司}\nfacts: {专精特新（哪一级）: 省级专精特新、省单项冠军}\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="P192"):
        read_profile(path, RULES, Diagnostics())


DATED = {
    "省级（已过期）": (False, None, None),
    "国家级（已过期）": (None, False, None),
    "省级（2024）": (None, None, None),
    "2023年12月省级专精特新": (None, None, None),
    "省级（有效期至2027年6月）": (True, None, None),
    "省级专精特新，2025.3到期": (False, None, None),
    "国家级小巨人（2026年12月到期）": (None, True, None),
    "创新型（2025）": (None, None, True),
    "省级 26年新": (None, None, None),
    "已过期": (False, False, None),
    "没有，准备报省级": (False, False, None),
}


def test_a_level_beside_days_is_held_as_the_days_say(tmp_path: Path) -> None:
    """What the source gives no years is not known by the day on which it was given; two levels are
    one another's matter; what ends soon and what stays open is told, once.
    """
    given = table(tmp_path, *DATED)
    opened, _ = given.opened(RULES, DAY, Diagnostics())
    remarks = []
    for row, (cell, expected) in zip(opened.table.rows, DATED.items(), strict=True):
        own = Diagnostics()
        facts = opened.profile(row, own).facts
        told = [facts[fact, None].value if (fact, None) in facts else None for fact in FACTS]
        assert told == [None if one is None else Truth.of(one) for one in expected], cell
        remarks.append(sorted(one.code for one in own.items))
    dated, two_noes = ["P134"], ["P134", "P134"]
    # What ended in this year or the last is told with what to ask.
    ended = ["P112", "P134"]
    # So is what was given as long ago as other titles are held, of which nobody knows the end.
    assert remarks[:6] == [ended, ended, dated, ended, dated, ended]
    assert remarks[6:] == [["P112", "P134"], dated, dated, two_noes, two_noes]
    connection = duckdb.connect()
    loaded = load_enterprises(connection, given, RULES, DAY, Diagnostics())
    assert loaded.apart_rows() == []
    found = connection.execute(f"SELECT {', '.join(FACTS)} FROM enterprises ORDER BY row")
    assert found.fetchall() == list(DATED.values())


def test_an_officers_own_head_is_asked_about(tmp_path: Path) -> None:
    """With how many rows say what is no such word."""
    given = GivenTable(file=table(tmp_path, "省级", "片区级").file)
    told, asked = answered(given, ("是",))
    assert told.columns == ("专精特新（哪一级）=专精特新",)
    assert "1 户写的读不懂" in asked[0]


@pytest.mark.parametrize(
    ("cells", "offered"),
    [
        # Of levels it is the level; of ticks it is whether, and all of them are provincial.
        (("省级", "无", "国家级小巨人"), ["专精特新（哪一级）"]),
        (("√", "×", "√"), ["专精特新中小企业资格在有效期内"]),
    ],
)
def test_a_tick_says_whether_and_a_word_which_level(
    tmp_path: Path, cells: tuple[str, ...], offered: list[str]
) -> None:
    """Nine ticks of thirty were of an unknown level, and nobody asked."""
    given = GivenTable(file=table(tmp_path, *cells).file)
    opened, _ = given.opened(RULES, DAY, Diagnostics())
    (doubt,) = opened.in_doubt
    assert [one.name for one in doubt.meanings] == offered


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        # What is reviewed next year is held; this year's review may have been passed, or not.
        ("小巨人2023，明年复核", ("little_giant_certificate", "2023")),
        ("小巨人（2024），后年到期", ("little_giant_certificate", "(2024)")),
        ("小巨人2023，今年复核", ("little_giant_certificate", "2023,今年复核")),
        ("小巨人2023，复核没过", None),
    ],
)
def test_what_is_reviewed_in_a_year_to_come_is_held(
    cell: str, said: tuple[str, str] | None
) -> None:
    """小巨人2023，明年复核 could not be read."""
    assert RULES.vocabulary.titles["specialised_level"].held_of(cell) == said
