"""The formulas say what the evaluator says: construct by construct, and on the whole rulebook."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
import z3
from hypothesis import example, given, settings
from hypothesis import strategies as st

from huiqi.audit.proofs import calendar
from huiqi.audit.proofs.clause_formulas import claims_of, granted
from huiqi.audit.proofs.examination import Translator
from huiqi.audit.proofs.payment_formulas import total_amount
from huiqi.audit.proofs.symbols import Entries, Meaning
from huiqi.audit.proofs.translator import CASES
from huiqi.audit.proofs.witness_check import Shown, paid_figure
from huiqi.audit.proofs.world import World
from huiqi.evaluation import Evaluator, Strictness
from huiqi.language import tree
from huiqi.language.types import BOOL, MONEY
from huiqi.quantities import Span, shift_date
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import Records, Value, exactly
from tests.audit.proofs.agreement import difference, stated
from tests.audit.proofs.enterprises import Draw
from tests.thorough import THOROUGH

RULEBOOK = load_rulebook()
#: A few of each: an enterprise with all that a rule rests on takes a tenth of a second.
FEW = 40 if THOROUGH else 16
EXAMPLES = FEW if settings().max_examples <= 100 else settings().max_examples // 10
DAYS = (date(2023, 6, 20), date(2026, 3, 31), date(2019, 2, 28), date(2024, 2, 29))


def test_the_prover_has_a_case_for_every_construct() -> None:
    """A new node fails here until it can be proved about."""
    assert set(CASES) == set(tree.node_classes())


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES)
@given(
    name=st.sampled_from(sorted(RULEBOOK.definitions)),
    seed=st.integers(0, 10**6),
    day=st.sampled_from(DAYS),
)
# A year that does not apply between two that do: the compound rate is above the mean.
@example("specialised_growth_points", 15442, date(2023, 6, 20))
def test_definitions_agree(name: str, seed: int, day: date) -> None:
    """For an enterprise of which all is known, each definition has the evaluator's value."""
    world = World(rulebooks=(RULEBOOK,))
    translator = Translator(world, RULEBOOK, day)
    definition = RULEBOOK.definitions[name]
    year = day.year - seed % 2 if definition.yearly else None
    meaning = translator.look_up(name, year)
    draw = Draw(world, RULEBOOK, Random(seed), (0, 0.02, 0.2)[seed % 3])
    values = draw.valuation(seed % 4)
    profile = stated(world, RULEBOOK, values)
    value = Evaluator(RULEBOOK, profile, day, Strictness.ILLUSTRATIVE).outcome(name, year).value
    assert not difference(world, values, meaning, value, definition.type)


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES)
@given(
    name=st.sampled_from(sorted(RULEBOOK.measures)),
    seed=st.integers(0, 10**6),
    day=st.sampled_from(DAYS),
)
def test_expressions_of_measures_agree(name: str, seed: int, day: date) -> None:
    """For an enterprise of which all is known, each clause and amount has the evaluator's value."""
    measure = RULEBOOK.measures[name]
    nodes = list(measure.nodes())
    if not nodes:
        return
    node = nodes[seed % len(nodes)]
    world = World(rulebooks=(RULEBOOK,))
    translator = Translator(world, RULEBOOK, day)
    names: dict[str, Meaning] = {}
    if measure.variable is not None and measure.records is not None:
        entries = translator.look_up(measure.records)
        assert isinstance(entries, Entries)
        names = {measure.variable: entries.items[0]}
    meaning = translator.value(node, translator.frame(names))
    draw = Draw(world, RULEBOOK, Random(seed), (0, 0.02, 0.2)[seed % 3])
    values = draw.valuation(seed % 4)
    profile = stated(world, RULEBOOK, values)
    evaluator = Evaluator(RULEBOOK, profile, day, Strictness.ILLUSTRATIVE)
    own: dict[str, Value] = {}
    if measure.variable is not None and measure.records is not None:
        records = evaluator.outcome(measure.records).value
        if not isinstance(records, Records) or not records.items:
            return
        own = {measure.variable: records.items[0]}
    value = evaluator.evaluate(node, own).value
    assert not difference(world, values, meaning, value, node.type)


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES)
@given(
    name=st.sampled_from(sorted(n for n, m in RULEBOOK.measures.items() if not m.modelled_on)),
    seed=st.integers(0, 10**6),
    day=st.sampled_from(DAYS),
)
@example(name="above-scale-reward", seed=1186, day=date(2024, 2, 29))  # a stage with two readings
def test_measures_and_amounts_agree(name: str, seed: int, day: date) -> None:
    """Whether a measure is granted, and the sum that is paid after floors, caps and stages."""
    measure = RULEBOOK.measures[name]
    world = World(rulebooks=(RULEBOOK,))
    translator = Translator(world, RULEBOOK, day)
    claims = claims_of(translator, measure)
    truth, total = granted(claims), total_amount(translator, measure, claims)
    draw = Draw(world, RULEBOOK, Random(seed), (0, 0.02, 0.2)[seed % 3])
    values = draw.valuation(seed % 4)
    shown = Shown(RULEBOOK, stated(world, RULEBOOK, values), day)
    verdict = shown.granted(measure)
    assert not difference(world, values, truth, verdict, BOOL)
    paid = paid_figure(shown.amount(measure), measure)
    if total is not None and paid is not None and verdict is Truth.TRUE:
        assert not difference(world, values, total, exactly(paid), MONEY)


@settings(max_examples=300)
@given(
    day=st.dates(date(1949, 1, 1), date(2079, 12, 31)),
    amount=st.integers(0, 240),
    unit=st.sampled_from(["years", "months", "days"]),
    sign=st.sampled_from([1, -1]),
)
def test_the_calendar_in_formulas_is_the_calendar(
    day: date, amount: int, unit: str, sign: int
) -> None:
    """Years, months and shifted days of an unknown day are those of Python's calendar."""
    if unit == "years":
        amount %= 21
    unknown, number = z3.Int("day"), z3.IntVal(day.toordinal())

    def at_day(term: Any) -> int:
        return int(z3.simplify(z3.substitute(term, (unknown, number))).as_long())

    assert at_day(calendar.calendar_year(unknown)) == day.year
    assert at_day(calendar.month_of(unknown)) == day.month
    span = Span(amount, unit)
    moved = shift_date(day, span, sign)
    assert moved is not None
    assert at_day(calendar.shifted(unknown, span, sign)) == moved.toordinal()
    year = z3.Int("year")
    first = z3.substitute(calendar.date_in(year, day.month, 1), (year, z3.IntVal(day.year)))
    assert z3.simplify(first).as_long() == day.replace(day=1).toordinal()
