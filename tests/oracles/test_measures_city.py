"""What the science bureau of the city pays, as the product and as the sources have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.oracles import asking
from tests.oracles.measures import OPEN, Facts, Said, within
from tests.oracles.measures_city import (
    NEVER,
    Readings,
    agrees,
    city_rd_subsidy,
    high_technology_first_failed,
    high_technology_first_pass,
    high_technology_recheck,
    lies_within,
)
from tests.oracles.measures_drawing import CENT, Draw, money, mostly, often, partly, payments

NOW = date(2023, 6, 1)
FOUND = {"by": "某", "date": "2023-01-01", "reason": "理"}
MOSTLY_HERE = mostly(True)


def asked(measure: str, facts: Facts, **judged: Any) -> asking.Answer:
    """The answer where the document is in force, which is not the question here."""
    judgements = {f"{measure}/in-force": {"answer": True, **FOUND}}
    judgements |= {
        f"{measure}/{name.replace('_', '-')}": {"answer": said, **FOUND}
        for name, said in judged.items()
        if said is not None
    }
    return asking.answer(measure, facts, NOW, judgements)


@st.composite
def spenders(draw: Draw) -> Facts:
    """Enterprises around every limit of the city's R&D subsidy."""
    limit = Decimal(200_000_000)
    sales = draw(
        st.one_of(
            st.sampled_from([limit - CENT, limit, limit + CENT, limit + 1, Decimal(0)]),
            money(top=900_000_000).map(lambda more: limit + more),
            money(top=190_000_000),
        )
    )
    near = ["0.04", "0.04", "0.06"] if sales > limit else ["0.06", "0.06", "0.04"]
    share = draw(st.sampled_from([*near, "0.05", "0.1", "0.4"]))
    step = draw(st.sampled_from([-CENT, Decimal(0), CENT]))
    spent = max(Decimal(0), (sales * Decimal(share)).quantize(CENT) + step)
    before = draw(st.sampled_from([spent - CENT, spent - 1000, spent, spent + CENT, spent / 2]))
    claimed = draw(st.one_of(money("0.01", 1_000_000, top=60_000_000), money(top=60_000_000)))
    claimed_before = draw(
        st.one_of(st.sampled_from([claimed - CENT, claimed, claimed + CENT]), money(0, top=9_000))
    )
    least = Decimal(0)
    facts = {
        "registered_in_liaocheng": draw(st.sampled_from([True] * 9 + [False])),
        "technology_sme": {2022: draw(mostly(True))},
        "revenue": {2022: sales},
        "rd_expense_reported": {2022: spent, 2021: max(least, before.quantize(CENT))},
        "rd_super_deduction": {2022: claimed, 2021: max(least, claimed_before)},
        "provincial_rd_subsidy_amount": {2022: draw(money("0.01", 5_000_000, 50_000, top=900_000))},
        "statistics_forms_filed": draw(mostly(True)),
        "integrated_circuit_enterprise": draw(mostly(False)),
    }
    if draw(st.booleans()):
        return {**facts, "high_technology_certificate": draw(mostly(True))}
    held = draw(
        st.sampled_from(
            [
                ("high_technology", date(2021, 12, 1), date(2024, 12, 1)),
                ("high_technology", date(2020, 6, 1), NOW),
                ("high_technology", NOW, date(2026, 6, 1)),
                ("high_technology", date(2016, 12, 1), date(2019, 12, 1)),
                ("innovative_sme", date(2021, 12, 1), date(2024, 12, 1)),
            ]
        )
    )
    row = dict(zip(("title", "recognised_on", "valid_until"), held, strict=True))
    return {**facts, "recognitions": [{"name": "证书", **row}]}


@pytest.mark.parametrize("chosen", [None, "notice"])
@often(120)
@given(spenders())
def test_the_research_subsidy_is_what_notice_and_conference_say(
    chosen: str | None, facts: Facts
) -> None:
    readings = city_rd_subsidy(facts, NOW, chosen)
    assert agrees(readings, asked("city-rd-subsidy", facts, amount=chosen))


@pytest.mark.parametrize("chosen", [None, "notice", "press-conference"])
@often(60)
@given(drawn=partly(spenders()))
def test_what_is_not_known_of_the_research_subsidy_stays_open(
    chosen: str | None, drawn: tuple[Facts, list[Facts]]
) -> None:
    stated, completions = drawn
    answer = asked("city-rd-subsidy", stated, amount=chosen)
    assert all(lies_within(city_rd_subsidy(each, NOW, chosen), answer) for each in completions)


Worked = Callable[[Facts], Readings]
WORKED: dict[str, tuple[str, Worked]] = {
    "high-technology-first-pass": (
        "first_high_technology_year",
        lambda facts: high_technology_first_pass(facts, NOW),
    ),
    "high-technology-first-failed": (
        "first_high_technology_failure_year",
        lambda facts: high_technology_first_failed(facts, NOW),
    ),
    "high-technology-recheck": (
        "high_technology_recheck_year",
        lambda facts: high_technology_recheck(facts, NOW),
    ),
}


@st.composite
def applicants(draw: Draw, measure: str) -> Facts:
    """Enterprises that passed, failed or passed again in one year or another, or never."""
    years = st.sampled_from([2022, 2022, 2023, 2023, 2024, 2021, 2020, 2009, NEVER])
    return {
        "registered_in_liaocheng": draw(MOSTLY_HERE),
        WORKED[measure][0]: draw(years),
        "support_received": draw(payments(measure, ("高企",), NOW)),
    }


@pytest.mark.parametrize("measure", WORKED)
@often(60)
@given(data=st.data())
def test_certificates_are_rewarded_as_the_conference_said(
    measure: str, data: st.DataObject
) -> None:
    facts = data.draw(applicants(measure))
    assert agrees(WORKED[measure][1](facts), asked(measure, facts))


@pytest.mark.parametrize("measure", WORKED)
@often(60)
@given(data=st.data())
def test_what_is_not_known_of_certificates_stays_open(measure: str, data: st.DataObject) -> None:
    stated, completions = data.draw(partly(applicants(measure)))
    answer = asked(measure, stated)
    assert all(lies_within(WORKED[measure][1](each), answer) for each in completions)


def _spender(**changed: Any) -> dict[str, Any]:
    """A small enterprise that meets every condition of the city's R&D subsidy."""
    facts: dict[str, Any] = {
        "registered_in_liaocheng": True,
        "high_technology_certificate": True,
        "technology_sme": {2022: True},
        "revenue": {2022: Decimal(100_000_000)},
        "rd_expense_reported": {2022: Decimal(6_000_000), 2021: Decimal(7_000_000)},
        "rd_super_deduction": {2022: Decimal(5_000_000), 2021: Decimal(4_000_000)},
        "provincial_rd_subsidy_amount": {2022: Decimal(100_000)},
        "statistics_forms_filed": True,
        "integrated_circuit_enterprise": False,
    }
    return {**facts, **changed}


def test_an_approval_of_which_the_sum_is_not_known_has_an_open_sum() -> None:
    facts = _spender(provincial_rd_subsidy_approved={2022: True})
    del facts["provincial_rd_subsidy_amount"]
    for chosen in (None, "notice", "press-conference"):
        answer = asked("city-rd-subsidy", facts, amount=chosen)
        assert answer.status == "qualifies"
        assert answer.high == (Decimal(150_000) if chosen == "notice" else None)


def test_without_approval_by_the_province_there_is_no_match() -> None:
    facts = _spender(provincial_rd_subsidy_approved={2022: False})
    del facts["provincial_rd_subsidy_amount"]
    assert asked("city-rd-subsidy", facts).status == "does_not_qualify"


def test_as_much_as_the_province_is_as_much() -> None:
    facts = _spender()
    readings = city_rd_subsidy(facts, NOW, "press-conference")
    assert agrees(readings, asked("city-rd-subsidy", facts, amount="press-conference"))


@pytest.mark.xfail(
    strict=True,
    reason="N-06: 核算的研发经费投入的一定比例 may be of the expense; the range keeps to line 51",
)
def test_the_share_may_be_of_the_expense_before_the_rate() -> None:
    """75% of 4,000,000 was deducted: 3% is 90,000 of the deduction, 120,000 of the expense."""
    facts = _spender(rd_super_deduction={2022: Decimal(3_000_000), 2021: Decimal(1)})
    answer = asked("city-rd-subsidy", facts, amount="notice")
    assert within(Said("qualifies", 120_000, 120_000), answer)


YES = {"answer": True, **FOUND}
LABORATORY = {"municipal_key_laboratory_evaluation": "excellent"}
INSURED = {
    "first_set_products": [
        {"name": "甲", "list": "national", "recognised_on": date(2020, 1, 1), "insured": True}
    ]
}


@pytest.mark.parametrize(
    ("measure", "facts", "question", "seen"),
    [
        # N-01 was issued in 2022 and called upon for 2023; no day was seen.
        ("city-rd-subsidy", _spender(), None, None),
        # The press conference was on a 2nd of August of a year that was not seen.
        ("high-technology-first-pass", {"first_high_technology_year": 2022}, None, None),
        ("high-technology-first-failed", {"first_high_technology_failure_year": 2022}, None, None),
        ("high-technology-recheck", {"high_technology_recheck_year": 2022}, None, None),
        (
            "municipal-innovation-centre-award",
            {"municipal_innovation_centre_evaluation": "qualified"},
            "selected",
            None,
        ),
        # N-22 of 2022-05-23, N-40 of 2022-09-14, N-41 of 2023-02-01, N-34 of 2024-07-27.
        ("municipal-key-laboratory", LABORATORY, None, date(2022, 5, 23)),
        (
            "new-rd-institution-award",
            {"new_rd_institution_rating": "excellent"},
            None,
            date(2022, 9, 14),
        ),
        ("first-quarter-top-hundred", {}, "selected", date(2023, 2, 1)),
        ("insurance-compensation", INSURED, "promotion", date(2024, 7, 27)),
    ],
)
def test_documents_count_on_the_day_they_were_seen(
    measure: str, facts: Facts, question: str | None, seen: date | None
) -> None:
    """Each enterprise here meets the conditions; what is not dated is not known of any day."""
    middle = seen or date(2023, 8, 2)
    around = [middle - timedelta(1), middle, middle + timedelta(1)]
    of_here = {"registered_in_liaocheng": True, "registered_in_shandong": True}
    judged = {f"{measure}/{question}": YES} if question else {}
    said = [
        asking.answer(measure, {**of_here, "support_received": [], **facts}, day, judged).status
        for day in around
    ]
    assert said == [OPEN, "qualifies" if seen else OPEN, OPEN]
