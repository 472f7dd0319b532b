"""The tree of what may be had together: nothing that may not, and all that may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations as subsets
from itertools import product
from random import Random

import pytest

from huiqi.decision.stacking.choice_tree import All, Node, One, Take, tree_of
from huiqi.decision.stacking.problem import Sides, bits, members_of


def drawn(seed: int) -> tuple[int, list[Sides]]:
    """Up to eight awards and what excludes what: one by one, and sometimes side by side."""
    random = Random(seed)
    count = random.randint(1, 8)
    dense = random.choice((0.1, 0.3, 0.5, 0.8))
    excluded = [(1 << a, 1 << b) for a, b in subsets(range(count), 2) if random.random() < dense]
    if count > 3 and random.random() < 0.5:
        awards = random.sample(range(count), 4)
        excluded.append((bits(awards[:2]), bits(awards[2:])))
    return count, excluded


def permitted(count: int, excluded: Sequence[Sides]) -> list[int]:
    """Every set of which no two exclude each other, pair by pair."""
    pairs = {
        (a, b) for ones, others in excluded for a in members_of(ones) for b in members_of(others)
    }
    return [
        bits(chosen)
        for size in range(count + 1)
        for chosen in subsets(range(count), size)
        if not any(a in chosen and b in chosen for a, b in pairs)
    ]


def told(node: Node, above: bool) -> Iterator[int]:
    """The sets that a tree tells, one by one; with those that only bound it."""
    if isinstance(node, Take):
        yield node.awards
    elif isinstance(node, All):
        for chosen in product(*(list(told(part, above)) for part in node.parts)):
            found = 0
            for one in chosen:
                assert not found & one
                found |= one
            yield found
    else:
        for part in node.parts:
            yield from told(part, above)
        if above and node.above is not None:
            yield from told(node.above, above)


def guesses(node: Node) -> Iterator[One]:
    """What was not taken apart."""
    if isinstance(node, One) and node.above is not None:
        yield node
    for part in () if isinstance(node, Take) else node.parts:
        yield from guesses(part)


def prefer(n: int) -> tuple[Fraction, int]:
    """The later first."""
    return Fraction(-n), n


@pytest.mark.parametrize("effort", [0, 1, 5, 9, 1000])
def test_what_the_tree_tells_may_be_had_and_is_all_there_is(effort: int) -> None:
    """Each set it tells is permitted.  With enough effort every set to which nothing can be added
    is among them; with less, every permitted set lies within one of those that bound it.
    """
    guessed = 0
    for seed in range(150):
        count, excluded = drawn(seed)
        tree = tree_of(count, excluded, prefer, effort)
        every = permitted(count, excluded)
        found = set(told(tree, above=False))
        assert found <= set(every), seed
        most = [one for one in every if not any(one & other == one != other for other in every)]
        bound = set(told(tree, above=True))
        for one in most:
            assert any(one & other == one for other in bound), (seed, one)
        for guess in guesses(tree):
            guessed += 1
            assert guess.above is not None
            everything = bits(n for one in told(guess.above, above=True) for n in members_of(one))
            # A guess leaves out nothing that it could add.
            for one in told(guess, above=False):
                more = members_of(everything & ~one)
                assert not any(one | 1 << n in every for n in more), (seed, effort)
        if effort == 1000:
            assert set(most) <= found, seed
    assert bool(guessed) is (effort < 1000)
