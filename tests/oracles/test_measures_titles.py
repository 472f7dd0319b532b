"""Rewards for titles, as the product and as the sources have them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import asking
from tests.oracles.measures import Facts, Said, same, within
from tests.oracles.measures_drawing import Draw, days, mostly, often, partly, payments
from tests.oracles.measures_titles import (
    BRANDS,
    CHAMPIONS,
    NAVIGATORS_SINCE,
    QUALITY,
    digital_navigator,
    new_material_leader,
    titled,
)

NOW, READ = date(2025, 6, 1), date(2025, 2, 1)
FOUND = {"answer": True, "by": "某", "date": "2025-01-01", "reason": "理"}


def asked(measure: str, facts: Facts) -> asking.Answer:
    """The answer where the document is in force, which is not the question here."""
    return asking.answer(measure, facts, NOW, {f"{measure}/in-force": FOUND})


WORKED: dict[str, Callable[[Facts], Said]] = {
    "quality-award": lambda facts: titled(facts, NOW, QUALITY),
    "brand-reward": lambda facts: titled(facts, NOW, BRANDS),
    "new-material-leader": lambda facts: new_material_leader(facts, NOW),
    "champion-reward": lambda facts: titled(facts, NOW, CHAMPIONS),
}
TITLES = {
    "quality-award": (*QUALITY.sums, "provincial_trademark"),
    "brand-reward": (*BRANDS.sums, "china_quality_award"),
    "new-material-leader": ("new_material_leader", "national_champion"),
    "champion-reward": (*CHAMPIONS.sums, "national_champion_product", "provincial_champion"),
}


SINCE = (date(2017, 11, 30), date(2017, 12, 1), date(2019, 1, 1))


@st.composite
def holders(draw: Draw, measure: str, twice: bool = True) -> Facts:
    """Enterprises with titles, some of them twice, and what they have received."""
    titles = TITLES[measure]
    day = days(*SINCE, NOW, first=date(2015, 1, 1), last=date(2025, 12, 31))
    row = st.tuples(st.sampled_from(titles), day, st.sampled_from(["甲", "乙"]))
    by = (lambda each: each[:2]) if twice else (lambda each: each[0])
    # One name with two titles: see the expected failure.
    of = tuple(f"{title}甲" for title in titles) if measure == "brand-reward" else titles
    return {
        "registered_in_liaocheng": True,
        "recognitions": [
            {"name": title + name, "title": title, "recognised_on": on}
            for title, on, name in draw(st.lists(row, unique_by=by, max_size=4))
        ],
        "support_received": draw(payments(measure, of, NOW)),
    }


@pytest.mark.parametrize("measure", WORKED)
@often(100)
@given(data=st.data())
def test_titles_are_rewarded_as_the_sources_say(measure: str, data: st.DataObject) -> None:
    # A champion's title twice: see the expected failure.
    facts = data.draw(holders(measure, twice=measure != "champion-reward"))
    assert same(WORKED[measure](facts), asked(measure, facts))


@pytest.mark.parametrize("measure", WORKED)
@often(100)
@given(data=st.data())
def test_what_is_not_known_of_titles_stays_open(measure: str, data: st.DataObject) -> None:
    stated, completions = data.draw(partly(holders(measure, twice=False)))
    answer = asked(measure, stated)
    assert all(within(WORKED[measure](each), answer) for each in completions)


def test_a_leader_in_new_materials_of_another_city_is_not_rewarded() -> None:
    facts = {**_twice("new_material_leader", date(2020, 1, 1)), "registered_in_liaocheng": False}
    assert same(new_material_leader(facts, NOW), asked("new-material-leader", facts))


def _twice(title: str, *held: date) -> dict[str, Any]:
    return {
        "registered_in_liaocheng": True,
        "recognitions": [{"name": "证书", "title": title, "recognised_on": day} for day in held],
        "support_received": [],
    }


def test_a_reward_given_once_is_not_given_for_a_second_listing() -> None:
    facts = _twice("new_material_leader", date(2019, 1, 1), date(2022, 1, 1))
    assert within(Said("qualifies", 1_000_000, 1_000_000), asked("new-material-leader", facts))


@pytest.mark.xfail(
    strict=True,
    reason="C-14 raises a reward to 200万; that a renewed title is rewarded again is not said",
)
def test_a_renewed_champion_may_be_rewarded_once() -> None:
    facts = _twice("national_champion", date(2018, 1, 1), date(2021, 1, 1))
    assert within(Said("qualifies", 2_000_000, 2_000_000), asked("champion-reward", facts))


def test_a_mark_that_is_well_known_and_of_madrid_has_both_rewards() -> None:
    well_known = _twice("well_known_trademark", date(2018, 1, 1))["recognitions"]
    madrid = _twice("madrid_mark", date(2019, 1, 1))["recognitions"]
    facts = {**_twice(""), "recognitions": well_known + madrid}
    assert same(Said("qualifies", 510_000, 510_000), asked("brand-reward", facts))


@pytest.mark.xfail(
    strict=True,
    raises=asking.NotRead,
    reason="L-32 rewards a mark; two marks that became well known on one day are refused as one",
)
def test_two_marks_of_one_day_are_two() -> None:
    facts = _twice("well_known_trademark", date(2018, 1, 1), date(2018, 1, 1))
    facts["recognitions"][1]["name"] = "另一证书"
    assert same(Said("qualifies", 1_000_000, 1_000_000), asked("brand-reward", facts))


def test_a_navigator_recorded_twice_is_limited_once() -> None:
    facts = {
        **_twice("digital_navigator", date(2024, 4, 1), date(2025, 1, 1)),
        "incidents": [],
        "project_provincial_money_before": False,
        "serious_violation_list": False,
        "defaulting_debtor": False,
        "major_tax_offender": False,
        "green_threshold_refused": False,
    }
    assert read(facts).at_most == 2_000_000


def test_a_reward_given_once_is_not_given_again() -> None:
    received = {
        "name": "新材料领军企业奖励",
        "measure": "new-material-leader",
        "amount": 1_000_000,
        "received_on": date(2020, 5, 1),
    }
    facts = {**_twice("new_material_leader", date(2020, 1, 1)), "support_received": [received]}
    answer = asked("new-material-leader", facts)
    assert not answer.high


@pytest.mark.parametrize(
    ("measure", "title", "project"),
    [
        # The certificate's name, where the title's is awaited.
        ("quality-award", "municipal_quality_award", "证书"),
        # The title, where the mark's name is awaited.
        ("brand-reward", "well_known_trademark", "驰名商标"),
        # What may be any title's; and an invisible difference of a mark's name.
        ("quality-award", "municipal_quality_award", "质量工作"),
        ("brand-reward", "well_known_trademark", "证 书"),
    ],
)
def test_a_payment_under_another_name_leaves_it_open(
    measure: str, title: str, project: str
) -> None:
    payment = {
        "name": "奖励",
        "measure": measure,
        "project": project,
        "amount": 500_000,
        "received_on": date(2019, 5, 1),
    }
    facts = {**_twice(title, date(2018, 1, 1)), "support_received": [payment]}
    answer = asked(measure, facts)
    assert answer.low is not None
    assert answer.low <= 0


@st.composite
def navigators(draw: Draw) -> Facts:
    """Navigators, and what may bar them."""
    day = days(NAVIGATORS_SINCE, READ, first=date(2023, 1, 1), last=date(2025, 6, 1))
    limits = (date(2022, 2, 1), READ)
    incident = st.fixed_dictionaries(
        {
            "name": st.just("事故"),
            "kind": st.sampled_from(["safety", "safety", "quality", "environment"]),
            "severity": st.sampled_from(["general", "larger", "major", "extraordinary"]),
            "occurred_on": days(*limits, first=date(2020, 1, 1), last=READ),
        }
    )
    title = st.sampled_from(["digital_navigator"] * 4 + ["provincial_smart_factory"])
    return {
        "registered_in_liaocheng": True,
        "recognitions": [
            {"name": "证书", "title": draw(title), "recognised_on": draw(day)}
            for _ in range(draw(st.sampled_from([0, 1, 1, 1])))
        ],
        "incidents": draw(st.lists(incident, max_size=1)),
        "project_provincial_money_before": draw(mostly(False)),
        "serious_violation_list": draw(mostly(False)),
        "defaulting_debtor": draw(mostly(False)),
        "major_tax_offender": draw(mostly(False)),
        "green_threshold_refused": draw(mostly(False)),
        "support_received": draw(payments("digital-navigator", ("项目",), READ)),
    }


def read(facts: Facts) -> asking.Answer:
    """The answer on a day on which the notice is known to be in force."""
    return asking.answer("digital-navigator", facts, READ)


@often(150)
@given(navigators())
def test_navigators_are_rewarded_up_to_what_the_notice_says(facts: Facts) -> None:
    assert same(digital_navigator(facts, READ), read(facts))


@often(150)
@given(partly(navigators()))
def test_what_is_not_known_of_navigators_stays_open(drawn: tuple[Facts, list[Facts]]) -> None:
    stated, completions = drawn
    answer = read(stated)
    assert all(within(digital_navigator(each, READ), answer) for each in completions)
