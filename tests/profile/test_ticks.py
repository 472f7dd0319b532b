"""A tick before more than itself is the yes that it is, wherever a yes is read."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.profile.lasting import held_by_day
from huiqi.profile.on_the_way import tells_how_far
from huiqi.profile.over_told import says_not_held
from huiqi.profile.years_told import says_no, says_no_year, year_told
from huiqi.truth import Truth
from huiqi.wordings import answer_in_words
from tests.titles import RULES

DAY = date(2026, 11, 30)
TICKS, CROSSES = "√✓✔☑✅", "×✕✖✗✘❌"


@pytest.mark.parametrize("tick", TICKS)
def test_a_year_is_read_behind_a_tick(tick: str) -> None:
    """√ 2012 and √（2010年） were not read below 是否规上（入库时间）, where 是（2018.1） was."""
    for cell, year in (
        ("{} 2012", 2012),
        ("{}（2010年）", 2010),
        ("{}2018.1", 2018),
        ("{}2009年", 2009),
        ("{} 2010.6", 2010),
        ("{}，2021年3月", 2021),
    ):
        assert year_told(cell.format(tick)) == year, cell
    assert says_no_year(tick)
    assert year_told(tick) is None


@pytest.mark.parametrize("word", ["对", "是的", "yes", "Y"])
def test_the_same_of_other_words_for_yes(word: str) -> None:
    """And of nothing that only begins so."""
    assert year_told(f"{word}（2018年）") == 2018
    assert answer_in_words("对口支援2018") == "对口支援2018"
    assert answer_in_words("yantai2018") == "yantai2018"


@pytest.mark.parametrize("tick", TICKS)
def test_titles_and_their_days_behind_a_tick(tick: str) -> None:
    """What is held up to a day, at which level, and how far an application is."""
    assert held_by_day(f"{tick}（2024年12月）", "", DAY, 3).truth is Truth.TRUE
    assert held_by_day(f"{tick} 2022-10-12", "", DAY, 3).truth is not Truth.TRUE
    level = RULES.vocabulary.titles["specialised_level"]
    assert level.answered(f"{tick}省级") == {"specialised_sme_certificate": True}
    assert level.held_of(f"{tick}（省级2024）") == level.held_of("是（省级2024）")
    assert tells_how_far(f"{tick}，正在申报")


@pytest.mark.parametrize("cross", CROSSES)
def test_a_cross_is_the_no_that_it_is(cross: str) -> None:
    """As 否 is, with the year in which it was so once."""
    assert says_no(f"{cross}，明年报")
    assert says_no(f"{cross} 准备明年上规")
    assert not says_no(f"{cross}（2022退规）")
    assert year_told(f"{cross} 2012") is None
    assert says_not_held(f"{cross}（打算明年报）") == says_not_held("否（打算明年报）")
