"""Laws of the decision over random clause trees, random partial facts, and the real rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.decision.changes import apply, qualifies
from huiqi.decision.clauses import decide_clause, evaluate_condition
from huiqi.decision.decide import Decider, decide_measures
from huiqi.decision.results import Status
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator
from huiqi.inference import InferenceWorker
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import Interval, Value, exactly, symbol
from tests.decision.small import AS_OF, profile, rulebook, smallest_changes
from tests.thorough import examples

ROOT = Path(__file__).resolve().parents[2]
LEAVES = ["a >= 3", "a < 5", "b > 2元", "b == 4元", "c", "level >= middle", "d != 4", "a + d <= 6"]


@pytest.fixture(scope="module")
def worker() -> Iterator[InferenceWorker]:
    """A worker for all examples."""
    with InferenceWorker() as shared:
        yield shared


def trees(depth: int = 3) -> st.SearchStrategy[Any]:
    """Random clauses as YAML data, without their ids."""
    leaf = st.sampled_from(LEAVES)

    def groups(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        # A condition that its group has already is refused at load.
        lists = st.lists(children, min_size=1, max_size=4, unique_by=repr)
        named = st.tuples(st.sampled_from(["all", "any", "none"]), lists)
        some = st.tuples(st.integers(1, 4), lists).map(
            lambda drawn: ("at_least", min(drawn[0], len(drawn[1])), drawn[1])
        )
        return named | some

    return st.recursive(leaf, groups, max_leaves=10)


def written(tree: Any, numbers: Iterator[int]) -> dict[str, Any]:
    """A drawn tree as the YAML of a clause."""
    name = f"n{next(numbers)}"
    if isinstance(tree, str):
        return {"id": name, "text": {"zh": tree, "en": tree}, "if": tree}
    if tree[0] == "at_least":
        return {"id": name, "at_least": tree[1], "of": [written(t, numbers) for t in tree[2]]}
    return {"id": name, tree[0]: [written(t, numbers) for t in tree[1]]}


def numbers(low: int = 0, high: int = 7) -> st.SearchStrategy[Value | None]:
    """A number that is known, bounded, or unknown."""
    ends = st.tuples(st.integers(low, high), st.integers(low, high))
    return (
        st.none()
        | ends.map(lambda drawn: Interval(Decimal(min(drawn)), Decimal(max(drawn))))
        | st.integers(low, high).map(lambda n: exactly(Decimal(n)))
    )


PARTIAL = st.fixed_dictionaries(
    {
        "a": numbers(),
        "b": numbers(),
        "d": numbers(),
        "c": st.sampled_from([None, Truth.TRUE, Truth.FALSE]),
        "level": st.none() | st.sampled_from(["low", "middle", "high"]).map(symbol),
    }
)


def known(partial: dict[str, Any]) -> Profile:
    """The profile of a drawn dictionary; ``None`` is unknown."""
    return profile(**{name: value for name, value in partial.items() if value is not None})


@pytest.mark.network
@settings(max_examples=examples(60), deadline=None)
@given(tree=trees(), partials=st.lists(PARTIAL, min_size=30, max_size=30))
def test_network_and_evaluator_agree(
    tmp_path_factory: pytest.TempPathFactory,
    worker: InferenceWorker,
    tree: Any,
    partials: list[dict[str, Any]],
) -> None:
    """Over random clause trees and random partial facts there is no difference (1800 decisions)."""
    clause = written(tree, itertools.count())
    body = yaml.safe_dump({"requires": clause}, allow_unicode=True)
    rules = rulebook(tmp_path_factory.mktemp("rules"), m=body)
    decider = Decider(rules, worker)
    for partial in partials:
        decision = decider.decide(known(partial), AS_OF)
        assert decision.note is None
        assert decision.checked > 0


def completions(partial: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All completions of a partial profile over a small grid."""
    choices: list[list[Any]] = []
    for name, value in partial.items():
        if isinstance(value, Interval):
            low, high = int(value.low), int(value.high)
            choices.append([exactly(Decimal(n)) for n in {low, (low + high) // 2, high}])
        elif value is not None:
            choices.append([value])
        elif name == "c":
            choices.append([Truth.TRUE, Truth.FALSE])
        elif name == "level":
            choices.append([symbol(s) for s in ("low", "middle", "high")])
        else:
            choices.append([exactly(Decimal(n)) for n in (0, 3, 6)])
    for values in itertools.product(*choices):
        yield dict(zip(partial, values, strict=True))


@settings(max_examples=examples(60), deadline=None)
@given(tree=trees(), partial=PARTIAL)
def test_a_definite_verdict_holds_under_every_completion(
    tmp_path_factory: pytest.TempPathFactory, tree: Any, partial: dict[str, Any]
) -> None:
    """Learning a fact never flips a verdict."""
    body = yaml.safe_dump({"requires": written(tree, itertools.count())}, allow_unicode=True)
    rules = rulebook(tmp_path_factory.mktemp("rules"), m=body)
    measure = rules.measures["m"]

    def status(facts: dict[str, Any]) -> Status:
        tracer = Tracer(Evaluator(rules, known(facts), AS_OF), {})
        results = {c.id: evaluate_condition(tracer, "m", c) for c in measure.conditions()}
        return decide_clause(measure.requires, results).status

    before = status(partial)
    if before is not Status.UNDETERMINED:
        for completion in itertools.islice(completions(partial), 200):
            assert status(completion) is before


@settings(max_examples=examples(60), deadline=None)
@given(tree=trees(), partial=PARTIAL)
def test_changes_make_the_measure_qualify(
    tmp_path_factory: pytest.TempPathFactory, tree: Any, partial: dict[str, Any]
) -> None:
    """The offered set works, touches only facts that can change, and none of its parts suffices."""
    body = yaml.safe_dump({"requires": written(tree, itertools.count())}, allow_unicode=True)
    rules = rulebook(tmp_path_factory.mktemp("rules"), m=body)
    before = known(partial)
    (result,) = decide_measures(rules, before, AS_OF).results
    changes = smallest_changes(rules, before, AS_OF, result)
    if result.status is not Status.DOES_NOT_QUALIFY:
        assert changes == ()
    if changes:
        measure = result.measure
        assert qualifies(rules, apply(before, changes), AS_OF, measure)
        assert all(rules.facts[change.name].can_change != "no" for change in changes)
        for size in range(len(changes)):
            for fewer in itertools.combinations(changes, size):
                assert not qualifies(rules, apply(before, fewer), AS_OF, measure)


@pytest.mark.parametrize(
    ("body", "facts", "expected"),
    [
        # Fewest facts first: one change rather than two.
        ("any: [{id: x, text: {zh: x, en: x}, if: a >= 3 and b >= 2元}, "
         "{id: y, text: {zh: y, en: y}, if: c}]",
         {"a": exactly(Decimal(0)), "b": exactly(Decimal(0)), "c": Truth.FALSE},
         {"c": Truth.TRUE}),
        # Then the least relative change.
        ("any: [{id: x, text: {zh: x, en: x}, if: a >= 100}, "
         "{id: y, text: {zh: y, en: y}, if: b >= 101元}]",
         {"a": exactly(Decimal(50)), "b": exactly(Decimal(100))},
         {"b": exactly(Decimal(101))}),
        # A strict limit is passed by the smallest step.
        ("all: [{id: x, text: {zh: x, en: x}, if: b > 5元}]",
         {"b": exactly(Decimal(1))}, {"b": exactly(Decimal("5.01"))}),
        ("all: [{id: x, text: {zh: x, en: x}, if: a > 5}]",
         {"a": exactly(Decimal(1))}, {"a": exactly(Decimal(6))}),
        # An interval is its two comparisons.
        ("all: [{id: x, text: {zh: x, en: x}, if: 'b in [5元, 9元)'}]",
         {"b": exactly(Decimal(1))}, {"b": exactly(Decimal(5))}),
        ("all: [{id: x, text: {zh: x, en: x}, if: 'b in [5元, 9元)'}]",
         {"b": exactly(Decimal(20))}, {"b": exactly(Decimal("8.99"))}),
        # What cannot change is not offered.
        ("all: [{id: x, text: {zh: x, en: x}, if: d >= 5}]", {"d": exactly(Decimal(1))}, {}),
    ],
)  # fmt: skip
def test_smallest_changes(
    tmp_path: Path, body: str, facts: dict[str, Any], expected: dict[str, Any]
) -> None:
    """Fewest facts, then the least relative change."""
    rules = rulebook(tmp_path, m=f"requires: {{{body}}}\n")
    before = profile(**facts)
    (result,) = decide_measures(rules, before, AS_OF).results
    changes = smallest_changes(rules, before, AS_OF, result)
    assert {change.name: change.after for change in changes} == expected


@pytest.mark.parametrize(
    ("formula", "base", "wanted"),
    [
        ("growth(past) >= 10%", "100", "110"),
        ("growth(past) in (10%, 20%]", "100", "110.01"),
        # Between two cents: the one that reaches it.
        ("growth(past) >= 10.5%", "100.01", "110.52"),
        ("cagr(past, 1) > 10%", "100", "110.01"),
    ],
)
def test_what_a_growth_asks_for_is_found(
    tmp_path: Path, formula: str, base: str, wanted: str
) -> None:
    """As the figure that this year's would have to be."""
    rules = rulebook(tmp_path, m=f"requires: {{id: x, text: {{zh: x, en: x}}, if: '{formula}'}}\n")
    facts: dict[tuple[str, int | None], Given] = {
        ("past", 2022): Given(value=exactly(Decimal(base))),
        ("past", 2023): Given(value=exactly(Decimal(1))),
    }
    before = Profile(name="示例企业", facts=facts)
    (result,) = decide_measures(rules, before, AS_OF).results
    changes = smallest_changes(rules, before, AS_OF, result)
    assert [change.after for change in changes] == [exactly(Decimal(wanted))]


@pytest.mark.parametrize(
    ("condition", "facts", "comes_to"),
    [
        # What is changed is what is paid for, and reaches the limit by the smallest step.
        ("b >= 500元", {"b": exactly(Decimal(100))}, (100, 100)),
        # What is paid for stays, known or not.
        ("c", {"b": exactly(Decimal(1000)), "c": Truth.FALSE}, (200, 200)),
        ("c", {"b": Interval(Decimal(10), Decimal(20)), "c": Truth.FALSE}, (2, 4)),
        ("c", {"b": exactly(Decimal(9000)), "c": Truth.FALSE}, (1500, 1500)),
        # Nothing is offered, so it comes to nothing.
        ("d >= 5", {"b": exactly(Decimal(1000)), "d": exactly(Decimal(1))}, None),
    ],
)
def test_what_it_comes_to_once_changed(
    tmp_path: Path, condition: str, facts: dict[str, Any], comes_to: Any
) -> None:
    """A fifth of the sum, not over 1500 yuan, with the smallest changes made."""
    gives = "gives: {amount: 20% * b, caps: [{at_most: 1500元, per: enterprise}]}\n"
    body = f"requires: {{id: x, text: {{zh: x, en: x}}, if: '{condition}'}}\n"
    (result,) = decide_measures(rulebook(tmp_path, m=body + gives), profile(**facts), AS_OF).results
    then = result.changed_amount
    assert comes_to == (None if then is None else (then.low, then.high))


def test_past_years_are_never_changed(tmp_path: Path) -> None:
    """Last year's figure is what it is; this year's may still change."""
    for reference, offered in (("past[-1]", set()), ("past", {2023})):
        rules = rulebook(
            tmp_path / str(len(reference)),
            m=f"requires: {{id: x, text: {{zh: x, en: x}}, if: '{reference} >= 5元'}}\n",
        )
        one = Given(value=exactly(Decimal(1)))
        before = Profile(name="示例企业", facts={("past", 2022): one, ("past", 2023): one})
        (result,) = decide_measures(rules, before, AS_OF).results
        changes = smallest_changes(rules, before, AS_OF, result)
        assert {change.year for change in changes} == offered


REAL = load_rulebook(ROOT / "rules")


RATINGS = ["excellent", "good", "not_rated"]


@settings(max_examples=examples(100), deadline=None)
@given(data=st.data())
def test_learning_never_flips_a_verdict_of_the_real_rules(data: Any) -> None:
    """Facts filled in one by one keep every definite status, and amounts only narrow."""
    money = st.integers(0, 10**8).map(lambda n: exactly(Decimal(n)))
    facts: dict[tuple[str, int | None], st.SearchStrategy[Any]] = {
        ("rd_institution_rating", None): st.sampled_from(RATINGS).map(symbol),
        ("statistics_entry_year", None): st.integers(2020, 2024).map(lambda n: exactly(Decimal(n))),
        ("rd_super_deduction", 2022): money,
        ("revenue", 2022): money,
        ("revenue", 2023): money,
        ("resident_enterprise", None): st.sampled_from([Truth.TRUE, Truth.FALSE]),
        ("total_income", 2022): money,
    }
    order = data.draw(st.permutations(sorted(facts, key=str)))
    drawn = {key: data.draw(facts[key]) for key in order}
    current = Profile(name="示例企业")
    decider = Decider(REAL)
    before = decider.decide(current, AS_OF)
    for key in order:
        more = replace(current, facts={**current.facts, key: Given(value=drawn[key])})
        after = decider.decide(more, AS_OF)
        if any(cause.kind == "contradiction" for r in after.results for cause in r.causes):
            continue  # a fact that contradicts what is known is not learnt
        current = more
        for old, new in zip(before.results, after.results, strict=True):
            if old.status is not Status.UNDETERMINED:
                assert new.status is old.status, (key, old.measure.id)
            if old.amount is not None and new.amount is not None:
                assert (new.amount.low or 0) >= (old.amount.low or 0)
                if old.amount.high is not None:
                    assert new.amount.high is not None
                    assert new.amount.high <= old.amount.high
        before = after
