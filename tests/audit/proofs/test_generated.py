"""Every expression that the checker accepts is a formula that says what the evaluator says, or that
says it is not sure.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.audit.proofs.examination import Translator
from huiqi.audit.proofs.symbols import Entry
from huiqi.audit.proofs.witness import terms_true
from huiqi.audit.proofs.world import World
from huiqi.evaluation import Evaluator
from huiqi.language.checker import check_expression
from huiqi.language.parser import ExpressionError
from huiqi.rulebook.loading import load_rulebook
from tests.audit.proofs.agreement import difference, stated
from tests.audit.proofs.enterprises import Draw
from tests.language.generated import expression

RULES = load_rulebook(Path(__file__).parents[2] / "evaluation" / "kinds")
DAYS = (date(2024, 2, 29), date(2023, 6, 20))


@pytest.mark.fuzz
@settings(max_examples=max(300, settings().max_examples))
@given(seed=st.integers(0, 2**40), day=st.sampled_from(DAYS))
def test_what_is_accepted_is_a_formula_that_agrees(seed: int, day: date) -> None:
    """For an enterprise of which all is known, wherever the formula is sure."""
    text = expression(Random(seed), depth=1 + seed % 3)
    try:
        node = check_expression(text, RULES.scope)
    except ExpressionError:
        return
    world = World(rulebooks=(RULES,))
    translator = Translator(world, RULES, day)
    meaning = translator.value(node, translator.frame())
    values = Draw(world, RULES, Random(seed), (0, 0.1, 0.3)[seed % 3]).valuation(seed % 4)
    profile = stated(world, RULES, values)
    value = Evaluator(RULES, profile, day).evaluate(node).value
    if isinstance(meaning, Entry):
        return
    if meaning.sure is True or (meaning.sure is not False and terms_true(values(meaning.sure))):
        assert not difference(world, values, meaning, value, node.type), text
