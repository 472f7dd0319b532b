"""What the audit reads of the rules, tried on every sample of the language: its changes, its proofs
that a change is none, what tells two expressions apart, and where figures lie against limits.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from huiqi.audit.boundaries import Boundary, Bounds, limits
from huiqi.audit.difference.fingerprint import print_of
from huiqi.audit.equivalence import _expressions, simplified
from huiqi.audit.mutants import mutants as all_mutants
from huiqi.audit.observe import Observer, Relation
from huiqi.audit.quoting import changed
from huiqi.audit.substitutions import Site, Substitution, changes
from huiqi.evaluation import Evaluator, Strictness
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.language.fieldwise import rewritten
from huiqi.language.prose import prose
from huiqi.language.tree import FactReference, Growth, Node, walk
from huiqi.language.types import BOOL
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.measure import leaves
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Value
from tests.language.grid import firms, node_of, parts, profile
from tests.language.meanings import AS_OF, MEANINGS, Open
from tests.language.measures import SAMPLES, book_of, measure_of
from tests.language.samples import ACCEPTED, RULES

#: Changes that make no difference, which no enterprise can show.
NO_DIFFERENCE = {
    # A number of people is not negative, so a tenth of them is never more, nor a little more.
    ("people >= 10% * people", "人数（2023年） ≥ 10.01% × 人数（2023年）"),
    ("people >= 10% * people", "人数（2023年） ≥ 9.99% × 人数（2023年）"),
    # Nothing lies above the highest.
    ("min(high, size) == low", "档次为低档"),
    # A list applies in every year or in none.
    ("is_applicable(projects)", "有项目（2022年）"),
}


class Tried(NamedTuple):
    """A sample before evaluators that know all of an enterprise, and before some that know less."""

    node: Node
    whole: tuple[Evaluator, ...]
    part: tuple[Evaluator, ...]

    def values(self, node: Node) -> tuple[list[Value], list[Value]]:
        """What an expression comes to before each of them."""
        whole = [each.evaluate(node).value for each in self.whole]
        return whole, [each.evaluate(node).value for each in self.part]


@cache
def tried(text: str) -> Tried:
    """The sample on its grid."""
    whole = tuple(Evaluator(RULES, profile(firm), AS_OF) for firm in firms(text))
    known = [less for firm in firms(text)[:4] for less, _ in parts(text, firm)]
    return Tried(node_of(text), whole, tuple(Evaluator(RULES, less, AS_OF) for less in known))


def mutants(node: Node) -> list[tuple[Substitution, Node]]:
    """Each change of an expression, and the expression after it."""
    found = list(changes(Site(RULES), node))
    return [(change, rewritten(node, change.target, change.new)) for change in found]


#: Constructs of which nothing of their own can be changed: their parts are, where they have any.
UNCHANGED = {tree.LocalReference, tree.YearReference, tree.AsOf, tree.UnknownValue, tree.Let}


def test_every_construct_is_changed_in_some_sample(book: Rulebook) -> None:
    """Whatever its fields are."""
    found = {type(mutant.target) for mutant in all_mutants(book)}
    # A parameter stands for another of its kind, and here there is none.
    missed = set(tree.node_classes()) - UNCHANGED - found - {tree.ParameterReference}
    assert not missed, f"nothing is changed of {missed}: see engine/huiqi/audit/substitutions.py"
    assert tree.ParameterReference not in found


@pytest.mark.parametrize("text", ACCEPTED)
def test_every_change_is_noticed_on_the_grid_or_proved_to_be_none(text: str) -> None:
    """And never both: a proof that some enterprise refutes is no proof."""
    before = tried(text).values(tried(text).node)
    for change, after in mutants(tried(text).node):
        said = prose(after, RulebookLabels(RULES), "zh", 2023)
        found = tried(text).values(after)
        if _expressions(RULES, tried(text).node, after, as_truth=False) is not None:
            assert found == before, said
        elif (text, said) in NO_DIFFERENCE:
            assert found[0] == before[0]
        else:
            assert found[0] != before[0], (change.operator, said)


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_is_changed_reads_otherwise_everywhere(text: str) -> None:
    """In prose of both languages, in the print that two rulebooks are compared by, in the key."""
    node, labels = tried(text).node, RulebookLabels(RULES)
    for change, after in mutants(node):
        for part in walk(after):
            if isinstance(part, Growth):
                # Still one figure, so many years apart: no other growth can be written.
                assert isinstance(part.now, FactReference)
                assert isinstance(part.base, FactReference)
                assert part.base.name == part.now.name
                assert part.base.shift == part.now.shift - part.years
        told = changed(RULES, node, after, change.target, change.new)
        assert told
        assert told.in_language("en")
        for language in ("zh", "en"):
            assert prose(node, labels, language, 2023) != prose(after, labels, language, 2023)
        assert print_of(node) != print_of(after)


@pytest.mark.parametrize("text", ACCEPTED)
def test_the_same_text_reads_the_same_and_simplifying_changes_nothing(text: str) -> None:
    """Whatever is known of the enterprise."""
    node, again = tried(text).node, node_of(text)
    assert print_of(node) == print_of(again)
    assert _expressions(RULES, node, again) is not None
    assert tried(text).values(simplified(node)) == tried(text).values(node)


def test_what_has_one_key_has_one_meaning() -> None:
    """Two samples of one key are two spellings of one rule."""
    by_key: dict[object, list[str]] = {}
    for text in ACCEPTED:
        by_key.setdefault(print_of(tried(text).node), []).append(text)
    alike = [texts for texts in by_key.values() if len(texts) > 1]
    assert alike
    for first, *others in alike:
        for other in others:
            for firm in firms(first):
                assert MEANINGS[first](firm) == MEANINGS[other](firm), (first, other)


# ---- limits


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rulebook with a measure for each sample."""
    return book_of(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def by_sample(book: Rulebook) -> dict[str, list[Boundary]]:
    """The limits of each sample: in its condition, or in the definition of its name."""
    found: dict[str, list[Boundary]] = {text: [] for text in SAMPLES}
    own = {measure_of(book, text).id: text for text in ACCEPTED}
    for limit in limits(book):
        measure, _, condition = limit.owner.subject.partition("/")
        if measure in own and condition == "alone":
            found[own[measure]].append(limit)
        elif measure in found:
            found[measure].append(limit)
    return found


#: What no enterprise can show, and bounds of single facts do not rule out.
UNSEEN: dict[tuple[str, str], frozenset[Relation]] = {
    ("people >= 10% * people", ""): frozenset({Relation.BELOW}),
    # Where the interval of days begins is not one day.
    ("founded within 5个工作日 before as_of", "low"): frozenset(Relation),
}


@pytest.mark.parametrize("text", [t for t in SAMPLES if t not in ACCEPTED or SAMPLES[t] == BOOL])
def test_each_limit_is_seen_below_at_and_above(
    book: Rulebook, by_sample: dict[str, list[Boundary]], text: str
) -> None:
    """On the grid, wherever the bounds of the facts do not rule it out."""
    seen: dict[tuple[Node, str], set[Relation]] = {}
    node = next(leaves(measure_of(book, text).requires)).node
    assert node is not None
    for firm in firms(text):
        observer = Observer(book, profile(firm), AS_OF, Strictness.ILLUSTRATIVE)
        value = observer.evaluate(node).value
        for end, relation in observer.relations:
            seen.setdefault(end, set()).add(relation)
        meant = MEANINGS[text](firm) if SAMPLES[text] == BOOL and text in MEANINGS else None
        ends = [end for end, _ in comparisons(node)]
        where = dict(observer.relations)
        if ends and all((node, end) in where for end in ends):
            assert not isinstance(meant, Open), firm.facts
            # Where every figure was seen, the relations alone say whether the condition holds.
            held = [_holds(c.operator, where[node, end]) for end, c in comparisons(node)]
            assert value.value == str(all(held)).lower(), firm.facts  # type: ignore[union-attr]
            assert meant is None or meant is all(held), firm.facts
    bounds = Bounds(book)
    for limit in by_sample[text]:
        found = seen.get((limit.node, limit.end), set())
        ruled_out = bounds.impossible(limit) | UNSEEN.get((text, limit.end), frozenset())
        assert not found & ruled_out
        for wanted in limit.wanted:
            assert wanted & found or wanted <= ruled_out, (limit.end, wanted)


def _holds(operator: str, relation: Relation) -> bool:
    place = {Relation.BELOW: -1, Relation.AT: 0, Relation.ABOVE: 1}[relation]
    return {
        "<": place < 0,
        "<=": place <= 0,
        ">": place > 0,
        ">=": place >= 0,
        "==": place == 0,
        "!=": place != 0,
    }[operator]
