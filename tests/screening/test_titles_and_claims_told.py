"""What a cell of outcomes tells of the title that a measure is for, and that nothing was claimed or
paid: who is to be called first.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.profile.outcomes_meant import outcome_parts
from huiqi.profile.titles_of_outcomes import title_listed
from huiqi.report.pages.calls import Call, Calls
from huiqi.report.pages.screen_remarks import unread_by_column
from huiqi.screening.outcome_columns import Outcomes
from tests.screening.test_asked_of_table import answered_by
from tests.screening.test_cells_of_outcomes import read
from tests.screening.test_outcomes_meant import REWARD, ZH, found_in, screened
from tests.titles import RULES

DAY = date(2026, 12, 1)
FIRST_SET, LEADER, QUALITY = "首台（套）奖励", "省新材料领军企业奖励", "质量奖奖励"
MEANT = (
    *(f"首台套={FIRST_SET}", f"新材料={LEADER}", f"质量奖={QUALITY}", f"小升规={REWARD}"),
    "高企=高新技术企业首次申报未通过补助（市级）",
    "高企=高新技术企业首次认定奖励（市级）",
    "高企=高新技术企业复审奖励（市级）",
    "高企复审=高新技术企业复审奖励（市级）",
    "研发=企业研究开发财政补助",
)


def table(folder: Path, *cells: str, titles: str = "", entered: str = "") -> GivenTable:
    """One enterprise for each cell of what came of measures."""
    path = folder / "册.csv"
    rows = (f'示例{n}厂,聊城市,"{titles}",{entered},"{cell}"' for n, cell in enumerate(cells))
    head = "企业名称,注册地,称号（一格写几个）,首次升规纳统年份,已申报"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return GivenTable(file=path, meant=MEANT, lenient=True)


def call(folder: Path, cell: str, titles: str = "", entered: str = "") -> Call:
    found = screened(table(folder, cell, titles=titles, entered=entered))
    (entry,) = found.entries
    return Calls(found, ZH).of(entry)


PROVINCIAL, NEW_MATERIAL, MUNICIPAL = "provincial", "new_material_leader", "municipal_quality_award"
#: What a cell says was given, and when; by hand.
GIVEN: dict[str, tuple[str, str] | None] = {
    "省首台套26.6进名单，没报": (PROVINCIAL, "2026-06"),
    "磨超线26.6进的省首台套名单，奖还没报": (PROVINCIAL, "2026-06"),
    "26年6月列入省首台套目录，奖励未申报": (PROVINCIAL, "2026-06"),
    "首台套进了省名单，奖没报": (PROVINCIAL, ""),
    "省首台套26.6认定了，还没申报": (PROVINCIAL, "2026-06"),
    "国家首台套25.3列入，没报": ("national", "2025-03"),
    "省新材料领军26.5列入，没报": (NEW_MATERIAL, "2026-05"),
    "26.5列进省新材料领军企业": (NEW_MATERIAL, "2026-05"),
    "新材料领军上了名单，没申报": (NEW_MATERIAL, ""),
    "省新材料领军企业26.5公布，奖还没申请": (NEW_MATERIAL, "2026-05"),
    "市长质量奖25年评上，50万没下来": (MUNICIPAL, "2025"),
    "市长质量奖24年获奖，50万一直没拨": (MUNICIPAL, "2024"),
    # Of which level nobody says, that it was is not said, or it was not.
    "首台套名单里有，没报奖": None,
    "首台套进名单了，省里的奖没报": None,
    "省首台套公示了，没报": None,
    "省首台套没进名单": None,
    "省首台套想进名单": None,
    "省首台套报了，等公布": None,
    "省新材料领军没列入": None,
    "省新材料领军准备26年列入": None,
    "省新材料领军进没进名单不知道": None,
    "首台套 没报": None,
}


@pytest.mark.parametrize("cell", GIVEN)
def test_the_title_that_a_cell_says_was_given(cell: str) -> None:
    (part,) = (one for one in outcome_parts(RULES, cell) if one.word)
    told = title_listed(RULES, part.written, part.word, DAY)
    if (expected := GIVEN[cell]) is None:
        assert told is None
        return
    assert told is not None
    day = "" if told.given is None else str(told.given[0])
    assert (told.option, day[: len(expected[1])]) == expected


UNCLAIMED, OWED, UNPAID = OutcomeStep.UNCLAIMED, OutcomeStep.OWED, OutcomeStep.UNPAID
#: What a cell says came of the reward.
CAME: dict[str, list[tuple[OutcomeStep, object, int]]] = {
    "首台套 没报": [(UNCLAIMED, None, 0)],
    "首台套拿到了，奖还没报": [(UNCLAIMED, None, 0)],
    "省新材料领军26.5列入，没报": [(UNCLAIMED, None, 0)],
    "高企复审5万没领": [(UNCLAIMED, None, 0)],
    "高企复审批了5万，没领": [(OWED, 50_000, 0)],
    "市长质量奖25年评上，50万没下来": [(OWED, 500_000, 0)],
    "市长质量奖50万批了，没到账": [(OWED, 500_000, 0)],
    "质量奖评上了，奖金没发": [(OWED, None, 0)],
    "市长质量奖 50万没到账": [(UNPAID, 500_000, 0)],
    "小升规第一笔5万25.9到账": [(OutcomeStep.PAID, 50_000, 1)],
    "小升规头一半5万25年9月到账": [(OutcomeStep.PAID, 50_000, 1)],
    "小升规首笔5万到了": [(OutcomeStep.PAID, 50_000, 1)],
    "小升规前一半5万到账": [(OutcomeStep.PAID, 50_000, 1)],
    "小升规第1笔已兑付5万元（2025.9）": [(OutcomeStep.PAID, 50_000, 1)],
    "小升规头一半到了，后一半没动静": [(OutcomeStep.PAID, None, 1), (UNPAID, None, 2)],
    "小升规第一笔到了，第二笔没报": [(OutcomeStep.PAID, None, 1), (UNCLAIMED, None, 2)],
    "小升规头一笔没报": [(UNCLAIMED, None, 1)],
}


@pytest.mark.parametrize("cell", CAME)
def test_what_came_of_the_reward(cell: str) -> None:
    assert [(one.step, one.amount, one.year) for _, one in read(cell)] == CAME[cell]


@pytest.mark.parametrize(
    ("cell", "most", "said"),
    [
        (
            "省首台套26.6进名单，没报",
            1_000_000,
            "省名单或省目录一次性50万至100万元（两份来源不一致）",
        ),
        ("磨超线26.6进的省首台套名单，奖还没报", 1_000_000, "文件只见于2019年，是否有效待核"),
        ("省新材料领军26.5列入，没报", 1_000_000, "文件只见于2019年，是否有效待核"),
        ("26.5列进省新材料领军企业", 1_000_000, "已列入、认定"),
    ],
)
def test_who_is_listed_and_has_not_claimed_is_called(
    tmp_path: Path, cell: str, most: int, said: str
) -> None:
    """The clearer the cell, the less was told."""
    own = call(tmp_path, cell)
    assert own.word == "该报没报"
    assert own.reasons[0].most == most
    assert said in own.because
    assert f"写着“{cell}”" in own.because


def test_of_a_title_among_the_titles_there_is_one(tmp_path: Path) -> None:
    """Told in both places it is one product, and one reward."""
    own = call(tmp_path, "省首台套26.6进名单，没报", titles="省首台套（2026.6）")
    assert own.reasons[0].most == 1_000_000


def test_what_is_not_claimed_is_asked_about_without_a_word_on_the_title(tmp_path: Path) -> None:
    own = call(tmp_path, "首台套 没报")
    (reason,) = [one for one in own.reasons if one.of == ("first-set",)]
    assert "两份来源不一致" in reason.said
    assert "问 首台套产品；表里“已申报”写着“首台套 没报”，还没报、没领" in reason.said
    # Of which list it is nobody has said: no sum of the source is its own.
    assert reason.most is None


@pytest.mark.parametrize(
    ("cell", "most"),
    [("市长质量奖25年评上，50万没下来", 500_000), ("市长质量奖 50万没到账", 500_000)],
)
def test_what_is_granted_and_not_paid_is_urged(tmp_path: Path, cell: str, most: int) -> None:
    own = call(tmp_path, cell)
    assert own.word == "催拨付"
    assert own.reasons[0].most == most


def test_by_the_source_it_is_the_same_sum(tmp_path: Path) -> None:
    """Of the award of the city, not the most that any award gives."""
    because = call(tmp_path, "市长质量奖25年评上，50万没下来").because
    assert "照文件 不超过 50万元，文件2018-03-09仍见有效，此后待核" in because


def test_the_second_half_alone_is_offered_where_the_first_was_paid(tmp_path: Path) -> None:
    own = call(tmp_path, "小升规第一笔5万25.9到账", entered="2024")
    assert own.word == "待部门"
    assert own.reasons[0].most == 50_000
    assert "得过没有" not in own.asked
    # That it was not had is no question either.
    asked = call(tmp_path, "小升规头一笔没报", entered="2025").asked
    assert "升规纳统当年的过了当年还办不办" in asked
    assert "得过没有" not in asked


def told(found: Outcomes) -> set[tuple[str, OutcomeStep]]:
    return {(one.measure, one.step) for own in found.told.values() for one in own}


def test_each_part_of_a_cell_is_of_its_own_measure(tmp_path: Path) -> None:
    """What was answered for 研发 was not used, since 专精特新 stands in the cell."""
    cell = "专精特新25年批的，奖没见着；省研发补助今年没报"
    found = found_in(table(tmp_path, cell))
    assert [step for _, step in told(found)] == [UNCLAIMED]
    (fault,) = found.uncounted
    assert fault.found == "专精特新25年批的，奖没见着"


@pytest.mark.parametrize(
    "cell",
    [
        "26年报高企没过，头一次",
        "高企26年报了没过，第一回",
        "高企没过，初次",
        "高企26年没通过，首次",
    ],
)
def test_a_first_failure_may_be_said_behind_it(tmp_path: Path, cell: str) -> None:
    because = call(tmp_path, cell).because
    assert (
        "没有通过，看高企首报未过（市级）（不超过 3万元，文件是否有效待核），问报了没有" in because
    )
    assert "哪一项" not in because


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("高企(25.12头一回过)", "高企首次认定（市级）（不超过 10万元，文件是否有效待核）"),
        ("高企（25.12首次认上）", "高企首次认定（市级）（不超过 10万元，文件是否有效待核）"),
        ("高企(25.11复审过)", "高企复审奖励（市级）（不超过 5万元，文件是否有效待核）"),
    ],
)
def test_the_year_of_a_title_is_a_reason_with_its_sum(
    tmp_path: Path, title: str, said: str
) -> None:
    """Beside what it is called for; a first pass was taken for a failure."""
    because = call(tmp_path, "小升规头一笔没报", titles=title, entered="2025").because
    assert said in because
    assert "首报未过" not in because


def test_the_numbers_of_the_choices_are_the_same_in_any_table(tmp_path: Path) -> None:
    """One who answers 2 as the last time means the same."""
    choices = []
    for head in ("产品", "2025年研发费用加计扣除额（万元）"):
        path = tmp_path / "册.csv"
        path.write_text(
            f"企业名称,注册地,已申报,{head}\n示例甲厂,聊城市,研发报了,540\n", encoding="utf-8"
        )
        _, texts = answered_by(GivenTable(file=path, lenient=True), lambda _: "", DAY)
        choices.append([text for text in texts if "“研发”是哪一项" in text])
    assert choices[0] == choices[1] != []


def test_of_a_cell_whose_measure_is_read_that_is_said(tmp_path: Path) -> None:
    """It was told as not read, and how to write an option that was asked about."""
    found = screened(table(tmp_path, "质量奖问了没人管", "瞪羚报了"))
    lines = unread_by_column(found, ZH, asked=True)
    assert any("1 格是哪一项读出来了，办到哪一步没有" in line for line in lines)
    assert not any("--measure" in line for line in lines)
    assert any("--measure 瞪羚=" in line for line in unread_by_column(found, ZH))


@pytest.mark.parametrize(
    ("cell", "entered", "measure"),
    [
        # Nothing of it can be had this year: it was above scale long before the measure.
        ("小升规5万批了，没到账", "2010", "小升规奖励"),
        ("小升规5万没到", "2010", "小升规奖励"),
        # Only presumed to be over: the year is that of the recheck.
        ("高企复审5万没到", "", "高企复审奖励（市级）"),
        ("高企复审批了没拨", "", "高企复审奖励（市级）"),
    ],
)
@pytest.mark.parametrize("held", ["", "2024.12.7复审"])
def test_what_was_granted_is_urged_whatever_can_be_had_this_year(
    tmp_path: Path, cell: str, entered: str, measure: str, held: str
) -> None:
    """市10万没到 stood in no reason once the day of the certificate beside it was read."""
    path = tmp_path / "册.csv"
    head = "企业名称,注册地,高企,首次升规纳统年份,已申报"
    path.write_text(f'{head}\n示例厂,聊城市,{held},{entered},"{cell}"', encoding="utf-8")
    certificate = "高新技术企业资格在有效期内（认定日期）=高企"
    given = GivenTable(
        file=path, meant=MEANT, columns=(certificate,), lenient=True, still_held=bool(held)
    )
    found = screened(given)
    (entry,) = found.entries
    own = Calls(found, ZH).of(entry)
    assert own.word == "催拨付"
    assert own.because.startswith(f"{measure}：表里“已申报”写着“{cell}”")
