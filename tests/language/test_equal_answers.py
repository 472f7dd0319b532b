"""Every sample of the language has one answer: worked out by hand, by the evaluator, by the
prover's formula and by the inference network.

``meanings.py`` says what each sample means and reads nothing of the engine; ``grid.py`` gives the
enterprises it is tried on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from huiqi.audit.proofs.examination import Translator
from huiqi.audit.proofs.symbols import Entry
from huiqi.audit.proofs.witness import terms_true
from huiqi.audit.proofs.world import World
from huiqi.decision.decide import Decider
from huiqi.evaluation import Evaluator
from huiqi.inference import InferenceWorker
from huiqi.language.types import Kind, Type
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value, exactly, symbol
from tests.audit.proofs.agreement import difference
from tests.audit.proofs.fixed import fixed
from tests.language.grid import firms, node_of, parts, profile
from tests.language.meanings import AS_OF, DEFINED_MEANINGS, MEANINGS, NOTHING, OPEN, Open, ge
from tests.language.measures import CONDITIONS, MEANS, SAMPLES, book_of, measure_of
from tests.language.samples import ACCEPTED, DEFINED, RULES

#: Where the evaluator may know less than all that can be does: the same fact stands in it twice,
#: or (months) a range has gaps, or (an equality) the grid misses the value between, or (running)
#: it leaves out foundings after what is told.
LOOSE = {
    "cagr(revenue, 2) == share",
    "people >= 10% * people",
    "founded + (as_of - founded)",
    "founded - max(as_of - founded, 30日)",
    "month_of(founded)",
    "running",
    "sliced",
    "first_of_rows",
}
#: Where the formula is not sure although the evaluator is: it has no ranges, and of a day so many
#: working days away only that it is no nearer.
UNSURE = {"founded within 5个工作日 before as_of"}


def value(meant: Any) -> Value:
    """A plain value as the engine holds it."""
    if meant is None:
        return NOT_APPLICABLE
    if isinstance(meant, bool):
        return Truth.of(meant)
    if isinstance(meant, str):
        return symbol(meant)
    return exactly(meant)


def opened(meant: Open, type_: Type) -> Value:
    """What the rules leave open, as the engine holds it."""
    if type_.kind is Kind.BOOL:
        return Truth.UNKNOWN
    return Interval(meant.low, meant.high, meant.absent)


def test_every_sample_has_a_meaning() -> None:
    """What is accepted is also worked out, and no meaning is of something else."""
    assert set(MEANINGS) == set(ACCEPTED)
    assert set(DEFINED_MEANINGS) == set(DEFINED)


@pytest.mark.parametrize("text", SAMPLES)
def test_the_grid_tells_mistakes_apart(text: str) -> None:
    """A condition that is always so, or never, would hide what is wrong with it."""
    found = {repr(MEANS[text](firm)) for firm in firms(text)}
    reads = bool(firms(text)[0].facts)
    always = ("in {red, blue}", "people >= 10%", "[low, high]", "untold", "undisclosed")
    if reads and not any(part in text for part in always):
        assert len(found) > 1, found
    if reads and SAMPLES[text].kind is Kind.BOOL and text != "untold":
        assert {"True", "False"} <= found


@pytest.mark.parametrize("text", SAMPLES)
def test_the_evaluator_gives_what_is_meant(text: str) -> None:
    """Of an enterprise of which everything is known."""
    node = node_of(text)
    for firm in firms(text):
        meant = MEANS[text](firm)
        expected = opened(meant, node.type) if isinstance(meant, Open) else value(meant)
        found = Evaluator(RULES, profile(firm), AS_OF).evaluate(node).value
        assert found == expected, firm.facts


@pytest.mark.parametrize("text", SAMPLES)
def test_the_formula_gives_what_is_meant(text: str) -> None:
    """And is sure of it, unless the rules leave it open: then it is some value that can be."""
    node, world = node_of(text), World(rulebooks=(RULES,))
    translator = Translator(world, RULES, AS_OF)
    meaning = translator.value(node, translator.frame())
    assert not isinstance(meaning, Entry)
    for position, firm in enumerate(firms(text)):
        meant = MEANS[text](firm)
        values = fixed(world, firm, position % 3)
        open_ = isinstance(meant, Open)
        expected = opened(meant, node.type) if open_ else value(meant)
        sure = meaning.sure is True or (
            meaning.sure is not False and terms_true(values(meaning.sure))
        )
        assert sure is not open_ or (text in UNSURE and not sure), firm.facts
        if sure or open_:
            assert not difference(world, values, meaning, expected, node.type), firm.facts


def allows(wide: Value, meant: Any) -> bool:
    """Whether a value leaves possible what an enterprise turns out to have."""
    if isinstance(wide, Truth):
        return wide is Truth.UNKNOWN or wide is Truth.of(bool(meant) if meant != OPEN else None)
    if meant is None:
        return wide is NOT_APPLICABLE or bool(getattr(wide, "optional", False))
    if isinstance(wide, Choice):
        return wide.symbols is None or meant in wide.symbols
    if not isinstance(wide, Interval):
        return False
    low, high = (meant.low, meant.high) if isinstance(meant, Open) else (meant, meant)
    return (wide.low is None or (low is not None and wide.low <= low)) and (
        wide.high is None or (high is not None and high <= wide.high)
    )


def tight(wide: Value, meant: list[Any]) -> bool:
    """Whether no more is left open than what the enterprise can turn out to have."""
    if isinstance(wide, Truth):
        return wide.known or len({bool(each) for each in meant}) > 1
    if isinstance(wide, Interval) and not wide.optional:
        return (wide.low, wide.high) == (min(meant), max(meant))
    return True


@pytest.mark.parametrize("text", SAMPLES)
def test_what_is_known_in_part_leaves_open_what_can_be(text: str) -> None:
    """With one fact unknown or in a range: all that it can be, and of a range no more than that."""
    node = node_of(text)
    for firm in firms(text)[:20]:
        for known, whole in parts(text, firm):
            meant = [MEANS[text](each) for each in whole]
            found = Evaluator(RULES, known, AS_OF).evaluate(node).value
            for each, one in zip(meant, whole, strict=True):
                assert allows(found, each), (known.facts, one.facts, found)
            absent = getattr(found, "optional", False)
            may_be = any(each in (None, NOTHING) for each in meant)
            assert may_be or not absent or text in LOOSE, known.facts
            ranged = any(
                isinstance(g.value, Interval) and not g.value.known for g in known.facts.values()
            )
            certain = meant and not any(isinstance(each, Open) for each in meant)
            if ranged and certain and text not in LOOSE:
                assert tight(found, meant), (known.facts, found)


# ---- the network


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook with a measure for each sample."""
    return book_of(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def worker() -> Iterator[InferenceWorker]:
    """The network, in one process for all samples."""
    with InferenceWorker() as shared:
        yield shared


@pytest.mark.network
@pytest.mark.parametrize("text", SAMPLES)
def test_the_network_says_the_same(book: Rulebook, worker: InferenceWorker, text: str) -> None:
    """Of a measure that asks for the sample in every kind of group, on every node."""
    measure = measure_of(book, text)
    decider = Decider(book, worker)
    for firm in firms(text)[:12]:
        # A difference between network and evaluator raises; none was left unasked.
        decision = decider.decide(profile(firm), AS_OF, [measure])
        assert decision.checked == 11, decision.note


@pytest.mark.parametrize("text", SAMPLES)
def test_groups_of_the_sample_are_what_is_meant(book: Rulebook, text: str) -> None:
    """A measure that asks for the sample in every kind of group."""
    measure = measure_of(book, text)
    decider = Decider(book)
    limit = CONDITIONS[text][1]
    for firm in firms(text)[:12]:
        meant = MEANS[text](firm)
        truth = meant if limit is None else _held(meant, limit)
        expected = Truth.of(None if truth == OPEN else bool(truth))
        decision = decider.decide(profile(firm), AS_OF, [measure])
        verdict = decision.results[0].verdict
        assert verdict is not None
        assert verdict.truth is expected, firm.facts
        turned = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(expected, expected)
        groups = [verdict.nodes[child.id] for child in measure.requires.children[1:]]  # type: ignore[union-attr]
        assert groups == [turned, expected, expected]


def _held(meant: Any, limit: Any) -> Any:
    """The sample against the limit; of what is open no more is asked here than that."""
    if isinstance(limit, str):
        return meant == limit
    if isinstance(meant, Open):
        if meant.low is not None and meant.low >= limit:
            return True
        return False if meant.high is not None and meant.high < limit else OPEN
    return ge(meant, limit)


JOINED: dict[str, Callable[[bool, bool], bool]] = {
    "active and listed": lambda a, b: a and b,
    "active or listed": lambda a, b: a or b,
    "not active": lambda a, b: not a,
    "count_true(active, listed) >= 1": lambda a, b: a + b >= 1,
    "count_true(active, listed) >= 2": lambda a, b: a + b >= 2,
    "active == listed": lambda a, b: a == b,
}


@pytest.mark.parametrize("text", JOINED)
@pytest.mark.parametrize("given", list(product((True, False, None), repeat=2)))
def test_connectives_by_counting(text: str, given: tuple[bool | None, bool | None]) -> None:
    """Kleene's tables: unknown where the answers of what is not known differ."""
    node, keys = node_of(text), (("active", None), ("listed", 2023))
    facts = {k: Given(value=Truth.of(v)) for k, v in zip(keys, given, strict=True) if v is not None}
    possible = product(*((v,) if v is not None else (True, False) for v in given))
    answers = {JOINED[text](a, b) for a, b in possible}
    expected = Truth.of(answers.pop()) if len(answers) == 1 else Truth.UNKNOWN
    found = Evaluator(RULES, Profile(name="示例企业", facts=facts), AS_OF).evaluate(node).value
    assert found is expected
