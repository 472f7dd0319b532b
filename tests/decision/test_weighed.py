"""Amounts as whole numbers: exact whatever their figures, and one that stands for no limit."""

from __future__ import annotations

from fractions import Fraction

import pytest

from huiqi.decision.stacking.choice import choose
from huiqi.decision.stacking.problem import ENDLESS, Problem, Worth, bits


@pytest.mark.parametrize("below", [1, 3, 10**12, 3**40, 10**25])
def test_an_amount_of_many_figures_is_an_amount(below: int) -> None:
    """A long fraction is no more than its worth: of two that exclude each other the larger."""
    small, large = Fraction(100_000), 100_000 + Fraction(1, below)
    problem = Problem(((small, small), (large, large)), ((bits([0]), bits([1])),), ())
    found = choose(problem)
    assert found.awards == bits([1])
    assert found.bound == large


@pytest.mark.parametrize("others", [(7,), (7, 3), (7, 3, 5)])
def test_what_is_added_to_no_limit_has_none(others: tuple[int, ...]) -> None:
    """Not a figure beyond it: nobody can read one."""
    worths: list[Worth] = [(ENDLESS, ENDLESS), *((Fraction(n), Fraction(n)) for n in others)]
    apart = ((bits([1]), bits([2])),) if len(others) > 1 else ((bits([0]), bits([1])),)
    found = choose(Problem(tuple(worths), apart, ()))
    assert found.awards & bits([0])
    assert found.bound == ENDLESS
