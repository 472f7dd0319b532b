"""And, or: their truth, and how well what decided it is supported, for every few parts."""

from __future__ import annotations

from itertools import product

import pytest

from huiqi.evaluation import Evaluator
from huiqi.evaluation.connectives import joined
from huiqi.profile.profile import Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from tests.evaluation.test_evaluator import AS_OF

#: What a part comes to, and the grade of what it rests on (0 is the best).
PARTS = tuple(product(Truth, (0, 1, 3)))


@pytest.fixture(scope="module")
def evaluator() -> Evaluator:
    """Of an enterprise that nothing is known of."""
    return Evaluator(load_rulebook(), Profile(name="示例"), AS_OF)


@pytest.mark.parametrize("outer", [0, 2])
@pytest.mark.parametrize("decisive", [Truth.TRUE, Truth.FALSE])
def test_what_decides_supports_it(evaluator: Evaluator, decisive: Truth, outer: int) -> None:
    """The strongest decisive part, else the weakest open one, else the weakest of all; in
    whatever order, and never better than what it stands beside.
    """
    for number in range(4):
        for parts in product(PARTS, repeat=number):
            met: list[tuple[Truth, int]] = []

            def truth_of(part: tuple[Truth, int], met: list[tuple[Truth, int]] = met) -> Truth:
                met.append(part)
                evaluator.reads.grade = max(evaluator.reads.grade, part[1])
                return part[0]

            evaluator.reads.grade = outer
            found = joined(evaluator, parts, truth_of, decisive)
            deciding = [grade for truth, grade in parts if truth is decisive]
            opened = [grade for truth, grade in parts if truth is Truth.UNKNOWN]
            if deciding:
                expected, grade = decisive, min(deciding)
            elif opened:
                expected, grade = Truth.UNKNOWN, max(opened)
            else:
                expected = Truth.of(decisive is Truth.FALSE)
                grade = max((grade for _, grade in parts), default=0)
            assert (found, evaluator.reads.grade) == (expected, max(outer, grade)), parts
            # Nothing supports it better than the best: the parts after that are left alone.
            best = (decisive, 0)
            needed = parts.index(best) + 1 if best in parts else len(parts)
            assert len(met) == needed, parts
