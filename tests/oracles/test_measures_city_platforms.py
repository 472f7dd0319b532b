"""Platforms, research institutions and who is chosen, as the product and as the sources have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.measures import Facts, Said, same, within
from tests.oracles.measures_city import (
    NEVER,
    PLATFORMS,
    Readings,
    agrees,
    first_quarter_top_hundred,
    innovation_platform_reward,
    insurance_compensation,
    lies_within,
    municipal_innovation_centre_award,
    municipal_key_laboratory,
    new_rd_institution_award,
    new_rd_institution_match,
)
from tests.oracles.measures_drawing import (
    Draw,
    days,
    money,
    mostly,
    often,
    partly,
    payments,
    records,
)
from tests.oracles.test_measures_city import MOSTLY_HERE, NOW, asked


@st.composite
def platforms(draw: Draw, twice: bool = True) -> Facts:
    """Enterprises with platforms of the province, some of one kind, led by them or not.

    Not ``twice``: one of each kind, since two without a day are refused as one.
    """
    limits = (date(2021, 12, 31), date(2022, 1, 1), NOW)
    one = st.fixed_dictionaries(
        {
            "title": st.sampled_from([*PLATFORMS, *PLATFORMS, "high_technology"]),
            "recognised_on": days(*limits, first=date(2019, 1, 1), last=date(2023, 12, 31)),
            "led_by_enterprise": mostly(True),
        }
    )
    rows = {
        (row["title"], row["recognised_on"] if twice else None): row
        for row in draw(records(one, most=4))
    }
    return {
        "registered_in_liaocheng": draw(MOSTLY_HERE),
        "recognitions": list(rows.values()),
        "support_received": draw(
            payments("innovation-platform-reward", ("第0项", "第1项", "别的"), NOW)
        ),
    }


@often(100)
@given(platforms())
def test_platforms_are_rewarded_each(facts: Facts) -> None:
    answer = asked("innovation-platform-reward", facts)
    assert agrees(innovation_platform_reward(facts, NOW), answer)


@often(100)
@given(partly(platforms(twice=False)))
def test_what_is_not_known_of_platforms_stays_open(drawn: tuple[Facts, list[Facts]]) -> None:
    stated, completions = drawn
    answer = asked("innovation-platform-reward", stated)
    assert all(lies_within(innovation_platform_reward(each, NOW), answer) for each in completions)


RATINGS = st.sampled_from(["excellent"] * 4 + ["other", "not_rated", NEVER])
INSTITUTIONS = st.fixed_dictionaries(
    {
        "registered_in_liaocheng": MOSTLY_HERE,
        "new_rd_institution_rating": RATINGS,
        "new_rd_institution_provincial_award": money(0, 1_000_000, top=1_500_000),
        "support_received": st.just([]),
    }
)
OF_THE_PROVINCE = st.fixed_dictionaries(
    {"registered_in_shandong": MOSTLY_HERE, "new_rd_institution_rating": RATINGS}
)
CENTRES = st.fixed_dictionaries(
    {
        "registered_in_liaocheng": MOSTLY_HERE,
        "municipal_innovation_centre_evaluation": st.sampled_from(
            ["qualified"] * 4 + ["unqualified", "not_evaluated", NEVER]
        ),
    }
)
PRODUCT = st.fixed_dictionaries(
    {
        "list": st.sampled_from(["national", "provincial", "none"]),
        "recognised_on": days(NOW, first=date(2020, 1, 1), last=NOW).map(lambda on: min(on, NOW)),
        "rewarded_before": st.booleans(),
        "insured": mostly(True),
    }
)
MAKERS = st.fixed_dictionaries(
    {"registered_in_shandong": MOSTLY_HERE, "first_set_products": records(PRODUCT, most=3)}
)
ANSWERS = st.sampled_from([True, True, False, None])
#: The facts of a measure, what an official is asked, and what the source says of both.
CHOSEN: dict[
    str, tuple[st.SearchStrategy[Facts], str, Callable[[Facts, bool | None], Readings]]
] = {
    "new-rd-institution-match": (
        INSTITUTIONS,
        "",
        lambda facts, _: new_rd_institution_match(facts),
    ),
    "new-rd-institution-award": (
        OF_THE_PROVINCE,
        "",
        lambda facts, _: new_rd_institution_award(facts),
    ),
    "municipal-innovation-centre-award": (CENTRES, "selected", municipal_innovation_centre_award),
    "first-quarter-top-hundred": (
        st.fixed_dictionaries({"registered_in_shandong": MOSTLY_HERE}),
        "selected",
        first_quarter_top_hundred,
    ),
    "insurance-compensation": (
        MAKERS,
        "promotion",
        lambda facts, promoted: insurance_compensation(facts, NOW, promoted),
    ),
}


@pytest.mark.parametrize("measure", CHOSEN)
@often(60)
@given(data=st.data())
def test_who_is_chosen_or_excellent_gets_what_the_sources_say(
    measure: str, data: st.DataObject
) -> None:
    drawn, question, worked = CHOSEN[measure]
    facts, said = data.draw(drawn), data.draw(ANSWERS)
    judged = {question: said} if question else {}
    assert agrees(worked(facts, said), asked(measure, facts, **judged))


@pytest.mark.parametrize("measure", CHOSEN)
@often(60)
@given(data=st.data())
def test_what_is_not_known_of_the_chosen_stays_open(measure: str, data: st.DataObject) -> None:
    drawn, question, worked = CHOSEN[measure]
    (stated, completions), said = data.draw(partly(drawn)), data.draw(ANSWERS)
    answer = asked(measure, stated, **({question: said} if question else {}))
    every = [said] if said is not None else [True, False]
    assert all(lies_within(worked(each, one), answer) for each in completions for one in every)


@pytest.mark.parametrize("evaluated", ["excellent", "other", "not_evaluated", NEVER])
@pytest.mark.parametrize("here", [True, False])
def test_an_excellent_key_laboratory_comes_first_without_a_sum(evaluated: str, here: bool) -> None:
    facts = {"registered_in_liaocheng": here, "municipal_key_laboratory_evaluation": evaluated}
    assert agrees(municipal_key_laboratory(facts), asked("municipal-key-laboratory", facts))
    unknown = asked("municipal-key-laboratory", {"registered_in_liaocheng": here})
    assert lies_within(municipal_key_laboratory(facts), unknown)


def _platform(title: str, on: date, **more: Any) -> dict[str, Any]:
    return {"name": "甲", "title": title, "recognised_on": on, "led_by_enterprise": True, **more}


def test_two_kinds_of_platform_of_one_name_are_two() -> None:
    held = [_platform(title, date(2023, 1, 1)) for title in PLATFORMS]
    facts = {"registered_in_liaocheng": True, "recognitions": held, "support_received": []}
    answer = asked("innovation-platform-reward", facts)
    assert same(Said("qualifies", 1_500_000, 1_500_000), answer)


def test_a_platform_recognised_again_is_one() -> None:
    held = [_platform(PLATFORMS[1], date(2022, 3, 1)), _platform(PLATFORMS[1], date(2023, 1, 1))]
    facts = {"registered_in_liaocheng": True, "recognitions": held, "support_received": []}
    answer = asked("innovation-platform-reward", facts)
    assert within(Said("qualifies", 500_000, 500_000), answer)


def test_what_was_matched_once_may_not_be_matched_again() -> None:
    """Of a second evaluation the facts say nothing: a second match would be 2 to 1."""
    payment = {
        "name": "配套",
        "measure": "new-rd-institution-match",
        "amount": 1_000_000,
        "received_on": date(2023, 2, 1),
    }
    facts = {
        "registered_in_liaocheng": True,
        "new_rd_institution_rating": "excellent",
        "new_rd_institution_provincial_award": 1_000_000,
        "support_received": [payment],
    }
    answer = asked("new-rd-institution-match", facts)
    assert answer.status != "qualifies"
    assert not answer.low


def test_an_insured_product_that_is_recognised_later_is_as_open_as_one_in_no_list() -> None:
    product = {"name": "甲", "insured": True, "rewarded_before": False}
    later = {**product, "list": "national", "recognised_on": date(2023, 6, 2)}
    never = {**product, "list": "none", "recognised_on": date(2023, 1, 1)}
    undated = {**product, "list": "none"}
    said = [
        asked(
            "insurance-compensation",
            {"registered_in_shandong": True, "first_set_products": [each]},
            promotion=True,
        ).status
        for each in (later, never, undated)
    ]
    assert said == ["needs_judgement"] * 3
