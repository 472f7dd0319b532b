"""Masking MC/DC against its definition, worked out the long way."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from huiqi.audit.mcdc import effective, settled, shown
from huiqi.language import tree
from huiqi.rulebook.measure import Clause, Condition, Group
from huiqi.rulebook.text import Text
from huiqi.truth import Truth

SAID = Text(zh="条", en="it")


def leaf(name: str, node: tree.Node | None = None, *, unknown: bool = False) -> Condition:
    """A condition; what it says does not matter here."""
    return Condition(
        id=name, text=SAID, basis=(), grade=0, node=node, unknown=SAID if unknown else None
    )


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    """A tree of conditions, each named once."""
    count = draw(st.integers(2, 5))
    parts: list[Clause] = [leaf(f"c{number}") for number in range(count)]
    number = 0
    while len(parts) > 1:
        size = draw(st.integers(2, len(parts)))
        kind = draw(st.sampled_from(("all", "any", "none", "at_least")))
        threshold = draw(st.integers(1, size)) if kind == "at_least" else 0
        number += 1
        parts = [
            Group(id=f"g{number}", kind=kind, children=tuple(parts[:size]), threshold=threshold),
            *parts[size:],
        ]
    return parts[0]


def outcome(clause: Clause, given_: dict[str, bool]) -> bool:
    """Two-valued logic, written anew."""
    if isinstance(clause, Condition):
        return given_[clause.id]
    below = [outcome(child, given_) for child in clause.children]
    if clause.kind == "all":
        return all(below)
    if clause.kind == "any":
        return any(below)
    if clause.kind == "none":
        return not any(below)
    return sum(below) >= clause.threshold


def names(clause: Clause) -> list[str]:
    """The conditions of a tree."""
    if isinstance(clause, Condition):
        return [clause.id]
    return [name for child in clause.children for name in names(child)]


@given(clauses(), st.data())
def test_a_condition_is_effective_where_turning_it_turns_the_outcome(
    clause: Clause, data: st.DataObject
) -> None:
    """On two-valued assignments it is the plain definition."""
    here = {name: data.draw(st.booleans()) for name in names(clause)}
    for name in here:
        turned = outcome(clause, here) != outcome(clause, {**here, name: not here[name]})
        truths = {key: Truth.of(value) for key, value in here.items()}
        assert effective(clause, truths, name) == turned


@given(clauses(), st.data())
def test_what_is_not_known_does_not_matter_where_a_condition_is_effective(
    clause: Clause, data: st.DataObject
) -> None:
    """Every completion of the unknown conditions then agrees that it decides."""
    truths = {name: data.draw(st.sampled_from(Truth)) for name in names(clause)}
    for name, value in shown(clause, truths):
        assert truths[name] is Truth.of(value)
        options = [
            (True, False) if truth is Truth.UNKNOWN else (truth is Truth.TRUE,)
            for truth in truths.values()
        ]
        for completion in product(*options):
            here = dict(zip(truths, completion, strict=True))
            assert outcome(clause, here) != outcome(clause, {**here, name: not here[name]})


def test_what_the_source_leaves_unstated_is_no_part_of_it() -> None:
    """It can never decide, so the others are looked at without it."""
    clause = Group(id="all", kind="all", children=(leaf("a"), leaf("u", unknown=True), leaf("b")))
    kept = settled(clause)
    assert kept is not None
    assert names(kept) == ["a", "b"]
    assert settled(Group(id="only", kind="any", children=(leaf("u", unknown=True),))) is None
