"""Kleene's connectives: unknown is what some completion makes true and another false."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

import pytest

from huiqi.truth import Truth, agreement, at_least, conjunction, disjunction, negation
from tests.evaluation.grids import agreed

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
CONNECTIVES: dict[
    str, tuple[Callable[[Iterable[Truth]], Truth], Callable[[Iterable[bool]], bool]]
] = {
    "all of": (conjunction, all),
    "any of": (disjunction, any),
    "at least 0 of": (lambda truths: at_least(0, truths), lambda said: sum(said) >= 0),
    "at least 1 of": (lambda truths: at_least(1, truths), lambda said: sum(said) >= 1),
    "at least 2 of": (lambda truths: at_least(2, truths), lambda said: sum(said) >= 2),
    "at least 3 of": (lambda truths: at_least(3, truths), lambda said: sum(said) >= 3),
}


def completions(truth: Truth) -> tuple[bool, ...]:
    """What it may turn out to be."""
    return (True, False) if truth is UNKNOWN else (truth is TRUE,)


@pytest.mark.parametrize("name", CONNECTIVES)
def test_every_row_of_every_table(name: str) -> None:
    """Of nothing, of one, and up to four, in every order."""
    over_truths, over_answers = CONNECTIVES[name]
    for size in range(5):
        for row in product(Truth, repeat=size):
            completed = product(*map(completions, row))
            assert over_truths(row) is agreed(map(over_answers, completed)), row


def test_the_contrary() -> None:
    """Unknown stays unknown."""
    assert [negation(truth) for truth in (TRUE, FALSE, UNKNOWN)] == [FALSE, TRUE, UNKNOWN]


def test_readings_agree_only_where_all_say_the_same() -> None:
    """Two readings that are both open do not make one that is known."""
    for row in (row for size in (1, 2, 3) for row in product(Truth, repeat=size)):
        assert agreement(row) is (row[0] if len(set(row)) == 1 else UNKNOWN), row


def test_an_answer_and_whether_it_is_definite() -> None:
    """No answer is unknown, and neither yes nor no."""
    assert [Truth.of(said) for said in (True, False, None)] == [TRUE, FALSE, UNKNOWN]
    assert [truth.known for truth in (TRUE, FALSE, UNKNOWN)] == [True, True, False]
