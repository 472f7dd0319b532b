"""What may be had together under ceilings: between its ends lies what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.decision.combined import Combination, Total
from huiqi.quantities import Number
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Interval, Record, Records, Value, exactly, symbol
from tests.decision.small import AS_OF
from tests.decision.stacking import decided, paying, payment, rule, rules

FACTS = """
facts:
  x1: {type: money, domain: ">= 0", label: {zh: 一, en: x1}}
  x2: {type: money, domain: ">= 0", label: {zh: 二, en: x2}}
  x3: {type: money, domain: ">= 0", label: {zh: 三, en: x3}}
  q1: {type: bool, label: {zh: 甲件, en: q1}}
  q2: {type: bool, label: {zh: 乙件, en: q2}}
  q3: {type: bool, label: {zh: 丙件, en: q3}}
"""
#: The last two are no better supported than the press.
SOURCES = ("law", "press", "press")
CEILING = rule("ceiling", "year", "[m1, m2, m3]", ", at_most: 60元")
NOTHING = Decimal(0)
HIGHER = rule("higher", "enterprise", "[m2, m3]").replace("r:", "s:", 1)


@cache
def _book(stacking: str) -> Rulebook:
    measures = {
        f"m{n}": f"requires: {{id: q, text: {{zh: 件, en: q}}, if: q{n},"
        f" basis: [{{source: {source}}}]}}\ngives: {{amount: x{n}}}\n"
        for n, source in enumerate(SOURCES, 1)
    }
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "facts").mkdir()
        (folder / "facts" / "xs.yaml").write_text(FACTS, "utf-8")
        return rules(folder, stacking, **measures)


def _permitted(stacking: str, facts: Mapping[str, Value]) -> Combination:
    return decided(_book(stacking), **facts).combinations.permitted


def _ends(total: Total | None) -> tuple[Number, Number | None]:
    if total is None:
        return NOTHING, NOTHING
    assert total.at_most == 0
    return total.low, total.high


@st.composite
def _partial(draw: st.DrawFn) -> tuple[dict[str, Value], dict[str, Value]]:
    """What is known of an enterprise, and what it is."""
    known: dict[str, Value] = {}
    whole: dict[str, Value] = {}
    for n in (1, 2, 3):
        least = draw(st.integers(0, 70))
        most = least + draw(st.sampled_from([0, 0, 5, 40]))
        known[f"x{n}"] = Interval(Decimal(least), Decimal(most))
        whole[f"x{n}"] = exactly(Decimal(draw(st.integers(least, most))))
        holds = draw(st.booleans())
        whole[f"q{n}"] = Truth.of(holds)
        if draw(st.booleans()):
            known[f"q{n}"] = Truth.of(holds)
    return known, whole


@settings(max_examples=150, deadline=None)
@given(_partial())
def test_under_a_ceiling_every_sum_lies_between_its_ends(
    case: tuple[dict[str, Value], dict[str, Value]],
) -> None:
    """By grade and by award: 30 of the law that may not be had leave 50 of the press 30 to 50."""
    known, whole = (_permitted(CEILING, facts) for facts in case)
    for grade in {*known.totals, *whole.totals}:
        low, high = _ends(known.totals.get(grade))
        least, most = _ends(whole.totals.get(grade))
        assert low <= least
        assert least == most
        assert high is None or most <= high
    for award in known.taken:
        assert award.high is None or award.low <= award.high
    ends = {award.measure: (award.low, award.high) for award in known.taken}
    for award in whole.taken:
        low, high = ends.get(award.measure, (NOTHING, NOTHING))
        assert low <= award.low
        assert high is None or award.low <= high


@settings(max_examples=150, deadline=None)
@given(_partial())
def test_the_better_of_two_is_between_the_ends_of_both(
    case: tuple[dict[str, Value], dict[str, Value]],
) -> None:
    """What qualifies for 10, or for 0 to 50: 10 to 50, not 10."""
    known, whole = (_permitted(f"{CEILING}\n{HIGHER}", facts) for facts in case)
    for totals in (known.totals, *known.totals_by_level.values()):
        for total in totals.values():
            assert total.high is None or total.low <= total.high
    came_to = sum(_ends(total)[0] for total in whole.totals.values())
    assert sum(_ends(total)[0] for total in known.totals.values()) <= came_to
    assert known.most is None or came_to <= known.most
    if all(f"q{n}" in case[0] for n in (1, 2, 3)):
        # What is open is no part of it, however much it might come to.
        highs = [_ends(total)[1] for total in known.totals.values()]
        assert None in highs or came_to <= sum(high for high in highs if high is not None)


def test_what_is_better_supported_leaves_less_of_a_ceiling() -> None:
    """The first input that was seen: the low end stood above the high one."""
    facts: dict[str, Value] = {"x1": exactly(Decimal(30)), "x2": exactly(Decimal(50))}
    facts |= {"q2": Truth.TRUE, "q3": Truth.FALSE}
    assert _ends(_permitted(CEILING, facts).totals["reported"]) == (Decimal(30), Decimal(50))
    facts |= {"q1": Truth.TRUE}
    assert _ends(_permitted(CEILING, facts).totals["reported"]) == (Decimal(30), Decimal(30))


BEFORE = rule("ceiling", "year", "[m1, m2]", ", at_most: 60元")


@pytest.mark.parametrize(
    ("received", "low", "high"),
    [
        (Records((), complete=True), 60, 60),
        (payment(measure="m1", received_on="2023-03-01"), 0, 60),
        (payment(measure="m1", received_on="2022-03-01"), 60, 60),
        (payment(measure="m3", received_on="2023-03-01"), 60, 60),
        (Records((), complete=False), 0, 60),
    ],
)
def test_a_ceiling_counts_what_was_paid_of_its_measures(
    tmp_path: Path, received: Records, low: int, high: int
) -> None:
    """Of an amount that is not known, and of a list that may hold more, it is open how much."""
    book = rules(tmp_path, BEFORE, **paying("amount: 40元", "amount: 40元", "amount: 0元"))
    total = decided(book, support_received=received).totals["official"]
    assert _ends(total) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(("day", "left"), [("2023-03-01", 10), ("2022-12-31", 60), (None, None)])
def test_a_ceiling_of_a_year_counts_the_payments_of_the_year(
    tmp_path: Path, day: str | None, left: int | None
) -> None:
    """50 of this year leave 10; of a day that is not known 10 are sure, and 60 possible."""
    book = rules(tmp_path, BEFORE, **paying("amount: 40元", "amount: 40元"))
    fields: dict[str, Value] = {"measure": symbol("m2"), "amount": exactly(Decimal(50))}
    if day is not None:
        fields["received_on"] = exactly(AS_OF.fromisoformat(day))
    received = Records((Record(fields, "旧奖"),), complete=True)
    total = decided(book, support_received=received).totals["official"]
    assert _ends(total) == (Decimal(left or 10), Decimal(left or 60))
