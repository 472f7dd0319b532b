"""What lies ahead is no missing fact: nobody can be asked for it before it has come."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from huiqi.decision.decide import Decider
from huiqi.profile.profile import Given, Profile
from huiqi.values import Value, exactly
from tests.titles import RULES

DAY = date(2026, 6, 20)
REWARD = RULES.measures["above-scale-reward"]
PROFILES: dict[str, dict[tuple[str, int | None], int]] = {
    "nothing": {},
    "entered this year": {("statistics_entry_year", None): 2026},
    "growing": {
        ("statistics_entry_year", None): 2026,
        ("revenue", 2025): 30_000_000,
        ("revenue", 2026): 40_000_000,
    },
}


def person(facts: dict[tuple[str, int | None], int]) -> Profile:
    """An enterprise of which these figures are known."""
    return Profile(
        name="示例企业", facts={key: Given(value=_figure(v)) for key, v in facts.items()}
    )


def _figure(number: int) -> Value:
    return exactly(Decimal(number))


@pytest.mark.parametrize("facts", PROFILES.values(), ids=PROFILES)
def test_nothing_of_a_year_to_come_is_asked(
    facts: dict[tuple[str, int | None], int],
) -> None:
    """Of no measure and no title, whatever is known."""
    decision = Decider(RULES).decide(person(facts), DAY, (*RULES.supports, *RULES.titles))
    asked = [missing for result in decision.results for missing in result.missing]
    asked += [question.missing for question in decision.questions]
    assert [str(m) for m in asked if m.year is not None and m.year > DAY.year] == []


def test_it_is_told_as_what_only_the_year_will_show() -> None:
    """小升规 is paid for two years of growth after entry: open, with the year as the reason."""
    found = Decider(RULES).decide(person(PROFILES["growing"]), DAY, [REWARD])
    (result,) = found.results
    assert result.amount is not None
    reasons = [cause.text for cause in result.causes]
    assert "营业收入（2027年）还没有到，到时才知道" in reasons
    ahead = {str(cause.ahead) for cause in result.causes if cause.ahead is not None}
    assert ahead == {"revenue[2027]", "revenue[2028]"}


def test_once_the_year_has_come_it_is_asked() -> None:
    """In 2028 the revenue of 2027 is a fact like any other."""
    day = date(2028, 6, 20)
    found = Decider(RULES).decide(person(PROFILES["growing"]), day, [REWARD])
    (result,) = found.results
    assert "revenue[2027]" in map(str, result.missing)
