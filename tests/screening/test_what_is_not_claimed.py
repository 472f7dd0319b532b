"""What was not applied for or not asked about, what of a year before is to be urged, and what the
titles beside say of it.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from huiqi.city import GivenTable
from huiqi.diagnostics import Diagnostics
from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.report.pages.calls import Call, Calls
from huiqi.screening.loader.load import load_enterprises
from huiqi.screening.outcome_columns import outcomes_loaded
from tests.screening.test_cells_of_outcomes import ALL_FOUR, FIRST_PASS, PROVINCIAL, RECHECK, read
from tests.screening.test_outcomes_meant import DAY, ZH, found_in, screened, told_of
from tests.titles import RULES

APPLIED, GRANTED, PAID = OutcomeStep.APPLIED, OutcomeStep.GRANTED, OutcomeStep.PAID
UNPAID, OWED = OutcomeStep.UNPAID, OutcomeStep.OWED
LISTED, UNCLAIMED, UNASKED = OutcomeStep.LISTED, OutcomeStep.UNCLAIMED, OutcomeStep.UNASKED

NATIONAL_RD, CITY_RD = "企业研究开发财政补助", "聊城市企业研究开发财政补助"
SPENT = tuple(f"{year}年研发投入（财务报告口径）（万元）" for year in (2025, 2024))
HEAD = f"企业名称,注册地,称号（一格写几个）,{','.join(SPENT)},2025年营业收入（万元）,已申报"
#: By hand: 4.2% of a turnover of more than 200 million, and 2.5 million more than before: 5%.
SPENDS = "1010,760,24000"
MEANT = (
    *ALL_FOUR,
    f"高企复审={RECHECK}",
    f"研发={CITY_RD}",
    f"研发={NATIONAL_RD}",
    "首台套=首台（套）奖励",
    "领军=省新材料领军企业奖励",
)


def given(folder: Path, cell: str, titles: str = "", spends: str = ",,") -> GivenTable:
    path = folder / "册.csv"
    row = f'示例甲厂,聊城市东阿县,"{titles}",{spends},"{cell}"'
    path.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    return GivenTable(file=path, meant=MEANT, lenient=True)


def called(table: GivenTable) -> Call:
    found = screened(table)
    return Calls(found, ZH).of(found.entries[0])


@pytest.mark.parametrize(
    ("cell", "step"),
    [
        ("首台套奖没报，不知道还有没有", UNCLAIMED),
        ("领军奖没报，也不知道还给不给", UNCLAIMED),
        ("首台套没报，县里说让等等", UNCLAIMED),
        ("质量奖没报，要问问市局", UNCLAIMED),
        ("小升规没报，老板不清楚", UNCLAIMED),
        ("单项冠军的奖没报，说不准还有没有", UNCLAIMED),
        ("绿色工厂奖没领，想问一下还能不能领", UNCLAIMED),
        ("瞪羚奖没报（不知道找谁）", UNCLAIMED),
        ("技改报了，不知道批没批", APPLIED),
        ("技改批了，不清楚啥时候到账", GRANTED),
        ("领军的钱没问过", UNASKED),
        ("首台套奖没打听过", UNASKED),
        ("领军的100万一直没问", UNASKED),
        ("技改的没咨询过", UNASKED),
        ("小升规奖励还没去问", UNASKED),
        ("质量奖的钱都没问过", UNASKED),
        ("专精特新没问", UNASKED),
        # Of what was had or not applied for that nobody asked says nothing more.
        ("领军奖没报，没问过", UNCLAIMED),
        ("技改批了，没问过钱", GRANTED),
    ],
)
def test_what_somebody_wonders_hides_no_step(cell: str, step: OutcomeStep) -> None:
    assert [one.step for _, one in read(cell)] == [step]


@pytest.mark.parametrize("cell", ["不知道报没报上", "不清楚退没退", "不知道撤了没", "能不能报"])
def test_what_may_take_it_back_is_no_wondering(tmp_path: Path, cell: str) -> None:
    assert not found_in(given(tmp_path, f"首台套报了，{cell}")).told


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ("首台套奖没报，不知道还有没有", "为什么没有报"),
        ("首台套的钱没问过", "没有问过"),
    ],
)
def test_what_is_not_claimed_for_a_title_told_beside_is_called_for(
    tmp_path: Path, cell: str, asked: str
) -> None:
    """It stood behind plants that were fined, as one of many that say 没报."""
    call = called(given(tmp_path, cell, "高企、省首台套"))
    assert call.word == "该报没报"
    assert call.reasons[0].of == ("first-set",)
    # By the document of 2019; the other source has half of it.
    assert call.reasons[0].most == 1_000_000
    assert asked in call.reasons[0].said + call.reasons[0].asked
    # Without the title, or where it is only hoped for, nobody says that it is due.
    for titles in ("高企", "高企、想报省首台套"):
        assert called(given(tmp_path, cell, titles)).word != "该报没报"


def test_a_title_of_no_single_reward_makes_nothing_due(tmp_path: Path) -> None:
    """高企 says that it is held, not that it was rechecked."""
    assert called(given(tmp_path, "高企复审没报", "高企(2023.11)")).word != "该报没报"
    assert called(given(tmp_path, "研发补助没报", "省级企业技术中心")).word != "该报没报"


def test_what_came_last_year_hides_nothing_of_this_year(tmp_path: Path) -> None:
    """Her chemical plant: 12.5万 of this year was lost beside 42万 of the last."""
    cell = "研发补助去年省里批42万，市里配套没到账"
    call = called(given(tmp_path, cell, spends=SPENDS))
    assert call.word == "催拨付"
    first, second = call.reasons[:2]
    assert first.of == ("city-rd-subsidy",)
    assert "还没有拨付" in first.said
    assert second.most == 125_000
    assert "已获批 42万元，那是以前的，问 到账没有、到了多少，今年的报没报" in call.because


@pytest.mark.parametrize(
    ("cell", "before"),
    [
        ("研发补助2025年省里批42万到账；市里没到账", True),
        ("研发补助省里25年19万到了", True),
        ("省研发补助25年19万到了，市里的没给", True),
        ("研发补助省里25.11报的", True),
        ("研发补助省里上年度批了12万", True),
        ("研发补助省里去年到了20万，今年没报", True),
        ("研发补助省里2025.6批了，今年还没到账", True),
        ("研发补助省里去年报的，今年5月批了19万", False),
        ("研发补助省里去年12月批了19万", True),
        ("研发补助省里今年批了19万", False),
        ("研发补助省里批了19万", False),
        ("研发补助省里26.3批了19万", False),
    ],
)
def test_of_which_year_it_is_the_words_say(tmp_path: Path, cell: str, before: bool) -> None:
    found = found_in(given(tmp_path, cell))
    (own,) = (one for one in found.told[2] if RULES.measures[one.measure].title.zh == NATIONAL_RD)
    assert own.before is before
    call = called(given(tmp_path, cell, spends=SPENDS))
    assert (125_000 in {one.most for one in call.reasons}) is before


@pytest.mark.parametrize(
    "cell",
    [
        *("高企今年复审，刚过", "高企复审过了", "高企今年复审通过", "高企9月复审过了"),
        *("复审刚过的", "高企去年复审过了", "高企复审10月通过了", "复审已经过了"),
    ],
)
def test_a_recheck_that_passed_is_what_the_city_has_a_reward_for(tmp_path: Path, cell: str) -> None:
    """It was said to be known, and not to be known, and the 5万 was nowhere."""
    call = called(given(tmp_path, cell, "高企"))
    assert call.word == "该报没报"
    assert "高企复审奖励（市级）（不超过 5万元，文件是否有效待核）" in call.because
    assert "不知道是哪一项" not in call.because
    assert call.reasons[0].most == 50_000


@pytest.mark.parametrize("cell", ["高企复审，材料齐了", "高企复审，专家来看过", "复审，等着呢"])
def test_no_cell_is_of_a_measure_and_of_none(tmp_path: Path, cell: str) -> None:
    call = called(given(tmp_path, cell, "高企"))
    assert f"是{RECHECK}，办到哪一步没有读出来" in call.because
    assert "不知道是哪一项" not in call.because


@pytest.mark.parametrize("titles", ["高企（首次）", "高企(2025.12首次认定)", "科小、高企(头一回)"])
def test_the_title_beside_says_that_it_was_the_first_time(tmp_path: Path, titles: str) -> None:
    table = given(tmp_path, "高企奖省里10万到了，市里的没见着", titles)
    expected = {(PROVINCIAL, PAID, 100_000), (FIRST_PASS, UNPAID, None)}
    assert {*told_of(found_in(table))[2]} == expected
    loaded = load_enterprises(duckdb.connect(), table, RULES, DAY, Diagnostics())
    assert {*told_of(outcomes_loaded(loaded, RULES, Diagnostics()))[2]} == expected
    call = called(table)
    assert call.word == "催拨付"
    # It is paid once.
    assert "尾款" not in call.because


def test_of_the_first_time_those_alone_are_candidates(tmp_path: Path) -> None:
    because = called(given(tmp_path, "高企刚公示", "高企（首次）")).because
    assert f"是{FIRST_PASS}、{PROVINCIAL}里的哪一项先对一对" in because
    # Unsaid, it may be any.
    assert RECHECK in called(given(tmp_path, "高企刚公示", "高企")).because
