"""The changes of an expression, and the proofs that some of them change nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.audit.difference.fingerprint import print_of
from huiqi.audit.equivalence import _expressions
from huiqi.audit.substitutions import Site, changes
from huiqi.evaluation import Evaluator
from huiqi.language import tree
from huiqi.language.checker import check_expression
from huiqi.language.fieldwise import parts, rewritten
from huiqi.language.tree import Node
from huiqi.language.types import BOOL
from huiqi.objects import dataclass
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value, exactly
from tests.audit.seeded import BASE


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The rulebook in order."""
    return load_rulebook(BASE)


def expression(rulebook: Rulebook, text: str) -> Node:
    """A formula over its facts."""
    return check_expression(text, rulebook.scope)


def changed(rulebook: Rulebook, text: str) -> set[object]:
    """What a formula is changed into, as it would be written."""
    root = expression(rulebook, text)
    site = Site(rulebook)
    return {print_of(rewritten(root, c.target, c.new)) for c in changes(site, root)}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Unheard(Node):
    """A construct that no module of the audit knows."""

    operator: str
    operands: tuple[Node, ...]
    marks: tuple[str, ...]
    strict: bool
    least: int
    but: Node | None = None


def test_a_new_construct_is_changed_by_its_fields(rulebook: Rulebook) -> None:
    """Its word, its flag, its number, one of several, what need not be there; and its contrary."""
    clean, few = expression(rulebook, "clean"), expression(rulebook, "employees >= 1")
    root = Unheard(
        type=BOOL,
        operator="any",
        operands=(clean, few, expression(rulebook, "level == high")),
        marks=("a", "b"),
        strict=False,
        least=1,
        but=clean,
    )
    own = [c.new for c in changes(Site(rulebook), root) if c.target is root]
    fields_changed = {
        tuple(name for name, part in parts(root) if dict(parts(new))[name] is not part)
        for new in own
        if isinstance(new, Unheard)
    }
    assert fields_changed == {
        ("operator",),
        ("operands",),
        ("marks",),
        ("strict",),
        ("least",),
        ("but",),
    }
    assert [new for new in own if isinstance(new, tree.Not)]
    within = {c.target for c in changes(Site(rulebook), root)}
    assert {clean, few} <= within
    for change in changes(Site(rulebook), root):
        assert print_of(rewritten(root, change.target, change.new)) != print_of(root)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("employees >= 100", "employees > 100"),
        ("employees >= 100", "employees < 100"),
        ("employees >= 100", "employees >= 101"),
        ("employees >= 100", "employees >= 99"),
        ("spending > 1万元", "spending > 10000.01元"),
        ("spending > 1万元", "spending > 9999.99元"),
        ("spending >= 3% * spending", "spending >= 3.01% * spending"),
        ("clean and employees >= 1", "clean or employees >= 1"),
        ("clean and employees >= 1", "employees >= 1"),
        ("clean and employees >= 1", "not clean and employees >= 1"),
        ("not clean", "clean"),
        ("level in {low, high}", "level in {low}"),
        ("level == high", "level == low"),
        ("level == high", "level != high"),
        ("employees in [1, 5]", "employees in (1, 5]"),
        ("employees in [1, 5]", "employees in [1, 5)"),
        ("spending + 1元", "spending - 1元"),
        ("min(spending, 1元)", "max(spending, 1元)"),
        ("round(spending / 3, 2)", "round(spending / 3, 3)"),
        ("count_true(clean, employees >= 1) >= 2", "count_true(clean) >= 2"),
        ("as_of >= 2023-01-01", "as_of >= 2023-01-02"),
        ("as_of - 2年 >= 2023-01-01", "as_of - 3年 >= 2023-01-01"),
    ],
)
def test_what_the_issue_names_is_among_the_changes(
    rulebook: Rulebook, text: str, wanted: str
) -> None:
    """Comparisons, limits by one unit, connectives, conditions, symbols, ends, functions."""
    assert print_of(expression(rulebook, wanted)) in changed(rulebook, text)


def test_a_change_leaves_the_rulebook_as_it_is(rulebook: Rulebook) -> None:
    """Replacing makes a new tree; what does not hold the change is the same object."""
    root = expression(rulebook, "clean and employees >= 100")
    assert isinstance(root, tree.And)
    before = print_of(root)
    target = root.operands[1]
    new = rewritten(root, target, tree.Literal(target.type, True, "true"))
    assert print_of(root) == before
    assert isinstance(new, tree.And)
    assert new.operands[0] is root.operands[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("clean and clean", "clean"),
        ("clean or not clean and clean", "clean"),
        ("not (not clean)", "clean"),
        ("level == low", "level != high"),
        ("employees >= 5 and employees >= 3", "employees >= 5"),
    ],
)
def test_what_is_the_same_rule_is_proved_so(rulebook: Rulebook, before: str, after: str) -> None:
    """By simplification, by all assignments, or by all values."""
    one, other = expression(rulebook, before), expression(rulebook, after)
    assert _expressions(rulebook, one, other) is not None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("employees >= 5", "employees > 5"),
        ("employees >= 5", "employees >= 6"),
        ("employees >= 1", "employees >= 0"),
        ("clean", "not clean"),
        ("clean or employees >= 1", "clean and employees >= 1"),
        # Not applicable and not known: no, and not known.
        ("employees >= 0", "employees >= 0 or clean and not clean"),
        # Open between both symbols: yes, and not known.
        ("level in {low, high}", "level == low or level == high"),
    ],
)
def test_what_differs_is_never_proved_the_same(rulebook: Rulebook, before: str, after: str) -> None:
    """Not even where only what is not known tells them apart."""
    one, other = expression(rulebook, before), expression(rulebook, after)
    assert _expressions(rulebook, one, other) is None


@pytest.mark.parametrize("written", ["clean and clean", "not (not clean)"])
def test_a_definition_that_may_not_apply_is_not_one_that_says_no(
    rulebook: Rulebook, written: str
) -> None:
    """A connective makes a no of what does not apply: as a condition the same, as a value not."""
    one, other = expression(rulebook, written), expression(rulebook, "clean")
    assert _expressions(rulebook, one, other) is not None
    assert _expressions(rulebook, one, other, as_truth=False) is None
    facts: dict[tuple[str, int | None], Given] = {("clean", None): Given(value=NOT_APPLICABLE)}
    evaluator = Evaluator(rulebook, Profile(name="", facts=facts), date(2023, 6, 20))
    assert evaluator.evaluate(one).value is Truth.FALSE
    assert evaluator.evaluate(other).value is NOT_APPLICABLE


ATOMS = ("clean", "employees >= 2", "employees > 2", "employees < 5", "level == high", "true")


@st.composite
def formulas(draw: st.DrawFn, depth: int = 2) -> str:
    """A small condition over three facts."""
    if depth == 0 or draw(st.booleans()):
        return draw(st.sampled_from(ATOMS))
    left, right = draw(formulas(depth - 1)), draw(formulas(depth - 1))
    return draw(st.sampled_from((f"({left} and {right})", f"({left} or {right})", f"(not {left})")))


VALUES: dict[str, st.SearchStrategy[Value]] = {
    "clean": st.sampled_from([Truth.TRUE, Truth.FALSE, NOT_APPLICABLE]),
    "employees": st.one_of(
        st.integers(0, 8).map(lambda n: exactly(Decimal(n))),
        st.tuples(st.integers(0, 4), st.integers(4, 8)).map(
            lambda ends: Interval(Decimal(ends[0]), Decimal(ends[1]))
        ),
        st.just(NOT_APPLICABLE),
    ),
    "level": st.sampled_from(
        [Choice(frozenset({"low"})), Choice(frozenset({"high"})), NOT_APPLICABLE]
    ),
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(formulas(), st.data())
def test_a_proof_of_equivalence_holds_for_whatever_enterprise(
    rulebook: Rulebook, text: str, data: st.DataObject
) -> None:
    """Each change proved to change nothing changes nothing, for any facts given or left open."""
    root = expression(rulebook, text)
    facts: dict[tuple[str, int | None], Given] = {
        (name, None): Given(value=data.draw(values))
        for name, values in VALUES.items()
        if data.draw(st.booleans())
    }
    evaluator = Evaluator(rulebook, Profile(name="", facts=facts), date(2023, 6, 20))
    for change in changes(Site(rulebook), root):
        after = rewritten(root, change.target, change.new)
        values = evaluator.evaluate(root).value, evaluator.evaluate(after).value
        if _expressions(rulebook, root, after, as_truth=False) is not None:
            assert values[0] == values[1]
        if _expressions(rulebook, root, after) is not None:
            # A condition that does not apply is not met.
            first, second = (Truth.FALSE if v is NOT_APPLICABLE else v for v in values)
            assert first == second
