"""What is asked of one number is asked once, and means what it meant."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import Operator, Scalar, Sort
from tests.screening.sql.reading import Reading, Value

FIRST, LAST = 0, 6
#: What is asked of x, of y (never unknown) and of a truth: how it is said, and what it means.
ATOMS = ("at_most", "at_least", "equal", "unknown", "truth")
Atom = tuple[str, str, int, bool, bool]
atoms = st.tuples(
    st.sampled_from(ATOMS),
    st.sampled_from("xy"),
    st.integers(FIRST - 2, LAST + 2),
    st.booleans(),
    st.booleans(),
)
Tree = Atom | tuple[bool, list["Tree"], bool]


def _trees() -> st.SearchStrategy[Tree]:
    return st.recursive(
        atoms,
        lambda inner: st.tuples(
            st.booleans(), st.lists(inner, min_size=1, max_size=4), st.booleans()
        ),
        max_leaves=12,
    )


def _made(graph: ScalarGraph, tree: Tree) -> Scalar:
    if len(tree) == 3:
        every, parts, negated = tree
        made = [_made(graph, part) for part in parts]
        found = graph.both(*made) if every else graph.either(*made)
        return graph.negation(found) if negated else found
    kind, name, end, certain, negated = tree
    nullable = name == "x"
    number = graph.column(name, Sort.NUMBER, nullable=nullable, low=FIRST, high=LAST)
    told = {
        "at_most": lambda: graph.at_most(number, graph.constant(end)),
        "at_least": lambda: graph.at_most(graph.constant(end), number),
        "equal": lambda: graph.equal(number, graph.constant(end)),
        "unknown": lambda: graph.is_null(number),
        "truth": lambda: graph.column("t", Sort.TRUTH, nullable=True),
    }[kind]()
    if certain:
        told = graph.is_true(told)
    return graph.negation(told) if negated else told


def _meant(tree: Tree, row: dict[str, Value]) -> bool | None:
    if len(tree) == 3:
        every, parts, negated = tree
        found = [_meant(part, row) for part in parts]
        decisive = not every
        whole = decisive if decisive in found else None if None in found else every
    else:
        kind, name, end, certain, negated = tree
        value = row[name]
        if kind == "unknown":
            whole = value is None
        elif kind == "truth":
            whole = row["t"]  # type: ignore[assignment]
        elif value is None:
            whole = None
        else:
            assert isinstance(value, int)
            whole = {"at_most": value <= end, "at_least": end <= value, "equal": value == end}[kind]
        if certain:
            whole = whole is True
    return whole if whole is None or not negated else not whole


@given(_trees())
def test_a_condition_means_what_was_said(tree: Tree) -> None:
    """Of every number within its bounds, and of one that is not known."""
    graph = ScalarGraph()
    made = _made(graph, tree)
    for x in (None, *range(FIRST, LAST + 1)):
        for y in range(FIRST, LAST + 1):
            for truth in (None, True, False):
                row: dict[str, Value] = {"x": x, "y": y, "t": truth}
                assert Reading(row, {}).of(made) == _meant(tree, row)


@pytest.mark.parametrize("nullable", [True, False])
@pytest.mark.parametrize("operator", [Operator.AND, Operator.OR])
def test_of_several_limits_one_is_asked(operator: Operator, nullable: bool) -> None:
    """Bands that go down: beyond the last is beyond all."""
    graph = ScalarGraph()
    number = graph.column("x", Sort.NUMBER, nullable=nullable, low=0, high=100)
    ends = [graph.is_true(graph.at_most(graph.constant(end), number)) for end in (90, 50, 20)]
    join = graph.both if operator is Operator.AND else graph.either
    assert join(*ends) is (ends[0] if operator is Operator.AND else ends[-1])
    assert reduce(graph.both, map(graph.negation, ends)) is graph.negation(ends[-1])


def test_what_a_part_has_answered_is_not_asked_again() -> None:
    """Only of what is always known: of an unknown one the two are not the same."""
    graph = ScalarGraph()
    known, other = (graph.column(name, Sort.TRUTH, nullable=False) for name in "ab")
    assert graph.both(known, graph.either(graph.negation(known), other)) is graph.both(known, other)
    assert graph.both(known, graph.either(known, other)) is known
    unlike = graph.negation(graph.both(known, other))
    assert graph.both(known, unlike) is graph.both(known, graph.negation(other))
    assert graph.either(graph.negation(known), graph.both(known, other)) is graph.either(
        graph.negation(known), other
    )
    open_ = graph.column("c", Sort.TRUTH, nullable=True)
    asked = graph.both(open_, graph.either(graph.negation(open_), other))
    assert Reading({"c": None, "b": False}, {}).of(asked) is None
