"""The formulas say what the evaluator says: construct by construct, and on the whole rulebook."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.audit.proofs.prover import translator_of
from huiqi.audit.proofs.symbols import Entries, Meaning
from huiqi.audit.proofs.translator import CASES
from huiqi.audit.proofs.witness import profile_text, read_back
from huiqi.audit.proofs.world import World
from huiqi.evaluation import Evaluator, Strictness
from huiqi.language import tree
from huiqi.rulebook.linker import load_rulebook
from huiqi.values import Records, Value
from tests.audit.proofs.agreement import difference
from tests.audit.proofs.enterprises import Draw

RULEBOOK = load_rulebook()
DAYS = (date(2023, 6, 20), date(2026, 3, 31), date(2019, 2, 28), date(2024, 2, 29))


def test_the_prover_has_a_case_for_every_construct() -> None:
    """A new node fails here until it can be proved about."""
    assert set(CASES) == set(tree.node_classes())


@pytest.mark.fuzz
@settings(max_examples=40)
@given(
    name=st.sampled_from(sorted(RULEBOOK.definitions)),
    seed=st.integers(0, 10**6),
    day=st.sampled_from(DAYS),
    strictness=st.sampled_from(Strictness),
)
def test_definitions_agree(name: str, seed: int, day: date, strictness: Strictness) -> None:
    """For an enterprise of which all is known, each definition has the evaluator's value."""
    world = World((RULEBOOK,))
    translator = translator_of(world, RULEBOOK, day, strictness)
    definition = RULEBOOK.definitions[name]
    year = day.year - seed % 2 if definition.yearly else None
    meaning = translator.look_up(name, year)
    draw = Draw(world, RULEBOOK, Random(seed), (0, 0.02, 0.2)[seed % 3])
    values = draw.valuation(seed % 4)
    profile = read_back(profile_text(world, RULEBOOK, values), RULEBOOK)
    value = Evaluator(RULEBOOK, profile, day, strictness).outcome(name, year).value
    assert not difference(world, values, meaning, value, definition.type)


@pytest.mark.fuzz
@settings(max_examples=40)
@given(
    name=st.sampled_from(sorted(RULEBOOK.measures)),
    seed=st.integers(0, 10**6),
    day=st.sampled_from(DAYS),
    strictness=st.sampled_from(Strictness),
)
def test_expressions_of_measures_agree(
    name: str, seed: int, day: date, strictness: Strictness
) -> None:
    """For an enterprise of which all is known, each clause and amount has the evaluator's value."""
    measure = RULEBOOK.measures[name]
    nodes = list(measure.nodes())
    if not nodes:
        return
    node = nodes[seed % len(nodes)]
    world = World((RULEBOOK,))
    translator = translator_of(world, RULEBOOK, day, strictness)
    names: dict[str, Meaning] = {}
    if measure.variable is not None and measure.records is not None:
        entries = translator.look_up(measure.records)
        assert isinstance(entries, Entries)
        names = {measure.variable: entries.items[0]}
    meaning = translator.translate(node, names)
    draw = Draw(world, RULEBOOK, Random(seed), (0, 0.02, 0.2)[seed % 3])
    values = draw.valuation(seed % 4)
    profile = read_back(profile_text(world, RULEBOOK, values), RULEBOOK)
    evaluator = Evaluator(RULEBOOK, profile, day, strictness)
    own: dict[str, Value] = {}
    if measure.variable is not None and measure.records is not None:
        records = evaluator.outcome(measure.records).value
        if not isinstance(records, Records) or not records.items:
            return
        own = {measure.variable: records.items[0]}
    value = evaluator.evaluate(node, own).value
    assert not difference(world, values, meaning, value, node.type)
