"""A claim of which nobody knows the year, where what was received in a year lowers the cap: the
graph says what the evaluator decides, and sets no such row apart.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest

from huiqi.profile.profile import Given, Profile
from huiqi.truth import Truth
from huiqi.values import Interval, Record, Records, Value, exactly, symbol
from tests.decision.small import AS_OF, rulebook
from tests.lowering.agreeing import compared
from tests.screening.enterprises import Key, held

MEASURE, THINGS, PAST = "m", "things", "past"
PAID = """
for_each: {t: things}
requires: {id: c, text: {zh: 丙, en: c}, if: c}
gives:
  amount: 50% * t.worth
"""
YEARLY = "{at_most: 60元, per: year, less: past, by: t.bought_on}"
#: The limits of what is paid; the last pays nothing below so much, whatever the day.
LIMITS = (
    f"  caps: [{YEARLY}]\n",
    f"  caps: [{{at_most: 40元, per: item}}, {YEARLY}]\n",
    f"  caps: [{YEARLY}, {{at_most: 20元, per: enterprise, less: b}}]\n",
    f"  caps: [{YEARLY}]\n  rounding: {{to: 10元, direction: down, nothing_below: 30元}}\n",
)
#: Too long ago to be looked at.
LONG_AGO = exactly(date(2009, 5, 1))
#: Nothing of the day, no less than a day, a day of this year, of one before.
DAYS: tuple[Value | None, ...] = (
    None,
    Interval(date(2021, 5, 1), None),
    exactly(date(2023, 2, 1)),
    exactly(date(2021, 5, 1)),
    LONG_AGO,
)
WORTH = (None, 0, 40, 200)
RECEIVED: tuple[Value | None, ...] = (
    None,
    exactly(Decimal(0)),
    exactly(Decimal(45)),
    exactly(Decimal(60)),
    Interval(Decimal(10), None),
)


def _profiles() -> list[Profile]:
    found = []
    for day, worth, this, before, c in product(
        DAYS, WORTH, RECEIVED, RECEIVED[:3], (Truth.TRUE, Truth.UNKNOWN)
    ):
        fields: dict[str, Value] = {"name": symbol("物0")}
        if worth is not None:
            fields["worth"] = exactly(Decimal(worth))
        if day is not None:
            fields["bought_on"] = day
        records = Records((Record(fields, key="第0项"),), complete=True)
        facts: dict[Key, Given] = {(THINGS, None): Given(value=records)}
        told = {("c", None): c if c.known else None, (PAST, 2023): this, (PAST, 2021): before}
        facts |= {
            key: Given(value=value, written="1") for key, value in told.items() if value is not None
        }
        found.append(Profile(name="示例企业", facts=facts))
    return found


@pytest.mark.parametrize("limits", LIMITS)
def test_what_is_open_for_want_of_a_day(tmp_path: Path, limits: str) -> None:
    """What was received in a year that nobody knows is not known; the day is missing where the
    amount is open.
    """
    rules, profiles = rulebook(tmp_path, m=PAID + limits), _profiles()
    table = held(rules, profiles, {THINGS: ("name", "worth", "bought_on")}, [THINGS])
    rows = list(compared(rules, table, AS_OF, [rules.measures[MEASURE]]))
    assert len(rows) == len(profiles)
    differences = [one for _, own in rows for one in own]
    assert not differences, "; ".join(map(str, differences[:5]))
    apart = {
        _record(profile).fields.get("bought_on")
        for (is_apart, _), profile in zip(rows, profiles, strict=True)
        if is_apart
    }
    assert apart <= {LONG_AGO}


def _record(profile: Profile) -> Record:
    records = profile.facts[THINGS, None].value
    assert isinstance(records, Records)
    return records.items[0]
