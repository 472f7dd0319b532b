"""What is asked of one number is asked once, and means what it meant."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiqi.lowering.known_rows import where_known
from huiqi.lowering.scalar_graph import ScalarGraph
from huiqi.lowering.scalars import Operator, Scalar, Sort
from tests.screening.sql.reading import Reading, Value

FIRST, LAST = 0, 6
#: What is asked of x, of y (never unknown) and of a truth: how it is said, and what it means.
ATOMS = ("at_most", "at_least", "equal", "sum", "multiple", "unknown", "truth")
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
        "sum": lambda: graph.equal(graph.constant(end), graph.add(graph.constant(2), number)),
        "multiple": lambda: graph.at_most(
            graph.constant(end),
            graph.multiply(graph.add(number, graph.constant(-3)), graph.constant(2)),
        ),
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
            whole = {
                "at_most": value <= end,
                "at_least": end <= value,
                "equal": value == end,
                "sum": end == 2 + value,
                "multiple": end <= (value - 3) * 2,
            }[kind]
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


@given(_trees(), _trees(), _trees())
def test_on_the_rows_of_a_condition_the_rest_means_the_same(
    held: Tree, asked: Tree, chosen: Tree
) -> None:
    """A truth and a figure, without what the condition has answered."""
    graph = ScalarGraph()
    condition = graph.is_true(_made(graph, held))
    truth = _made(graph, asked)
    number = graph.column("x", Sort.NUMBER, nullable=True, low=FIRST, high=LAST)
    figure = graph.case(_made(graph, chosen), graph.add(number, graph.one), graph.constant(9))
    simpler = [where_known(graph, node, condition) for node in (truth, figure)]
    for x in (None, *range(FIRST, LAST + 1)):
        for y in range(FIRST, LAST + 1):
            for told in (None, True, False):
                reading = Reading({"x": x, "y": y, "t": told}, {})
                if reading.of(condition):
                    assert [reading.of(node) for node in simpler] == [
                        reading.of(truth),
                        reading.of(figure),
                    ]


def test_a_figure_is_not_asked_what_the_condition_has_answered() -> None:
    """Of who entered in 2022 or later nothing is asked about years before."""
    graph = ScalarGraph()
    entry = graph.column("entry", Sort.NUMBER, nullable=True, low=2000, high=2023)
    before = graph.is_true(graph.at_most(entry, graph.constant(2021)))
    refused = graph.either(graph.column("none", Sort.TRUTH, nullable=False), before)
    revenue = graph.column("revenue", Sort.NUMBER, nullable=True, low=0, high=10**9)
    third = graph.equal(graph.constant(2020), graph.add(graph.one, entry))
    amount = graph.case(third, revenue, graph.constant(100))
    assert where_known(graph, amount, graph.negation(refused)) is graph.constant(100)


def test_where_a_comparison_fails_is_not_worked_out_of_where_it_holds() -> None:
    """Both are told, and exclude one another."""
    graph = ScalarGraph()
    holds, fails, other = (graph.column(name, Sort.TRUTH, nullable=False) for name in "abc")
    truth = graph.truth(holds, fails)
    assert graph.is_true(truth) is holds
    assert graph.is_true(graph.negation(truth)) is fails
    assert graph.is_true(graph.negation(graph.both(truth, other))) is graph.either(
        fails, graph.negation(other)
    )
    assert graph.negation(graph.negation(truth)) is truth
    for row, told in (((True, False), True), ((False, True), False), ((False, False), None)):
        known = Reading(dict(zip("ab", row, strict=True)), {})
        assert known.of(truth) is told
        assert known.of(graph.negation(truth)) is (None if told is None else not told)


def test_what_parts_have_in_common_is_asked_once() -> None:
    """Also of what is not known: ``(a or b) and (a or c)`` is ``a or (b and c)``."""
    graph = ScalarGraph()
    one, other = (graph.column(name, Sort.TRUTH, nullable=True) for name in "ab")
    number = graph.column("x", Sort.NUMBER, nullable=True, low=0, high=9)
    early, later = (graph.is_true(graph.at_most(number, graph.constant(end))) for end in (3, 5))
    assert graph.both(graph.either(one, early), graph.either(one, later)) is graph.either(
        one, early
    )
    assert graph.either(graph.both(one, other, early), graph.both(one, other, later)) is graph.both(
        one, other, later
    )


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
