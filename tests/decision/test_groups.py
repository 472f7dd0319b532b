"""Groups wherever a result is read: which part decided, what is met, what nothing rests on."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from huiqi.decision.clauses import node_truths
from huiqi.decision.decide import decide_measures
from huiqi.decision.groups import standings
from huiqi.decision.results import Decision, Status
from huiqi.report.blocks import Page
from huiqi.report.media import terminal
from huiqi.report.pages.detail import FULL, Detail
from huiqi.report.pages.reasons import Reasons
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import Clause, Condition, Group
from huiqi.rulebook.rulebook import Rulebook
from huiqi.serialisation.decisions import decision_json
from huiqi.truth import Truth
from huiqi.values import Record, Records, Value, exactly
from tests.decision.small import AS_OF, profile, rulebook

YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def leaf(name: str, formula: str) -> dict[str, Any]:
    """A condition as YAML data."""
    return {"id": name, "text": {"zh": f"{name}之事", "en": name}, "if": formula}


MANY, RICH, GOOD = leaf("many", "a >= 3"), leaf("rich", "b >= 5元"), leaf("good", "c")
FEW = leaf("few", "d < 2")


def loaded(folder: Path, requires: Any) -> Rulebook:
    """The rulebook of one measure that asks this."""
    return rulebook(folder, m=yaml.safe_dump({"requires": requires}, allow_unicode=True))


def facts(**numbers: int | Truth | None) -> dict[str, Value]:
    """What is known; ``None`` is not."""
    return {
        name: value if isinstance(value, Truth) else exactly(value)  # type: ignore[arg-type]
        for name, value in numbers.items()
        if value is not None
    }


def shown(rules: Rulebook, known: dict[str, Value], *, full: bool = False) -> tuple[Any, list[str]]:
    """The measure in JSON, and its reasons in the terminal: what all is asked, then the rest."""
    person = profile(**known)
    decision: Decision = decide_measures(rules, person, AS_OF)
    phrases = Phrases(rules)
    page = decision_json(decision, phrases)["measures"][0]
    reasons = Reasons(decision.results[0], phrases, FULL if full else Detail())
    drawn = [line.plain for line in terminal.lines(Page("", list(reasons.tree(0))), 100)]
    lines = [re.sub(" {3,}.*", "", line) for line in drawn if line.strip()[:1] in "✓✗?!-"]
    return page, [reasons.summary(), *lines]


def told(page: Any, key: str) -> dict[str, Any]:
    """The clauses or groups of a page by id."""
    return {part["id"]: part for part in page[key]}


def test_a_veto_that_is_not_met_is_fulfilled(tmp_path: Path) -> None:
    """均不得有: ✓ beside what is not so, and no gap to close."""
    rules = loaded(tmp_path, {"id": "every", "all": [MANY, {"id": "never", "none": [RICH]}]})
    page, lines = shown(rules, facts(a=3, b=1))
    assert page["status"] == "qualifies"
    assert lines == [
        "全部满足（2 条都够）",
        "✓ many之事",
        "✓ 均不得有（1 条都没有）",
        "  ✓ rich之事",
    ]
    rich = told(page, "clauses")["rich"]
    assert (rich["truth"], rich["met"], rich["group"], rich["gap"]) == (
        "false",
        "true",
        "never",
        "",
    )
    assert rich["required"] == "不得“乙额 ≥ 5元”"
    assert told(page, "groups")["never"] == {
        "id": "never", "kind": "none", "at_least": None, "within": "every", "text": None,
        "truth": "true", "met": "true", "decides": True,
    }  # fmt: skip


def test_a_refusal_by_a_veto_has_its_reason(tmp_path: Path) -> None:
    """What must not be so and is, is what refuses."""
    rules = loaded(tmp_path, {"all": [MANY, {"id": "never", "none": [RICH, GOOD]}]})
    page, lines = shown(rules, facts(a=3, b=5, c=NO))
    assert page["status"] == "does_not_qualify"
    assert lines == [
        "须全部满足（2 条里已够 1 条）",
        "✗ 均不得有（2 条里 1 条没有）",
        "  ✗ rich之事",
    ]
    assert {c["id"]: c["decides"] for c in page["clauses"]} == {
        "many": False, "rich": True, "good": False,
    }  # fmt: skip


def test_what_is_asked_of_others_alone_does_not_apply(tmp_path: Path) -> None:
    """✓ stood beside what is asked above 200 million of sales, of a firm below."""
    large = {**leaf("large", "c"), "unless": "b <= 5元"}
    rules = loaded(tmp_path, {"all": [MANY, large]})
    page, lines = shown(rules, facts(a=3, b=5))
    assert page["status"] == "qualifies"
    assert lines == ["全部满足（2 条都够）", "✓ many之事", "- large之事（不适用）"]
    told_of = told(page, "clauses")["large"]
    assert (told_of["met"], told_of["applies"]) == ("true", False)
    # Only why it does not apply is told of it.
    assert told_of["actual"] == "乙额 = 5元"
    # Above it is asked, and where neither is known it may be.
    for known, met, mark in (
        (facts(a=3, b=6, c=YES), "true", "✓"),
        (facts(a=3, b=6, c=NO), "false", "✗"),
        (facts(a=3, b=6), "unknown", "?"),
        (facts(a=3), "unknown", "?"),
        (facts(a=3, c=YES), "true", "✓"),
    ):
        page, lines = shown(rules, known)
        told_of = told(page, "clauses")["large"]
        assert (told_of["met"], told_of["applies"]) == (met, True)
        assert f"{mark} large之事" in lines
    # What must not be so refuses all the same.
    rules = loaded(tmp_path, {"none": [large]})
    page, lines = shown(rules, facts(b=5))
    assert page["status"] == "does_not_qualify"
    assert lines[1:] == ["✗ large之事"]


def test_what_may_still_happen_is_no_refusal_for_good(tmp_path: Path) -> None:
    """Not built yet was told as what a firm does not meet; beside another refusal it is one."""
    built = {**leaf("built", "c"), "awaits": {"zh": "建成", "en": "its completion"}}
    rules = loaded(tmp_path, {"all": [MANY, built]})
    page, lines = shown(rules, facts(a=3, c=NO))
    assert page["status"] == "does_not_qualify"
    assert [event["zh"] for event in page["awaited"]] == ["建成"]
    assert "✗ built之事（建成以后再看）" in lines
    # Whether the rest is met may be open.
    page, _ = shown(rules, facts(c=NO))
    assert [event["zh"] for event in page["awaited"]] == ["建成"]
    for known in (facts(a=2, c=NO), facts(a=2), facts(a=3, c=YES), facts(a=3)):
        page, _ = shown(rules, known)
        assert page["awaited"] == []


def test_an_alternative_that_is_not_needed_is_no_failure(tmp_path: Path) -> None:
    """No ✗ beside a measure that qualifies, and nothing said to lack."""
    rules = loaded(tmp_path, {"all": [{"id": "one", "any": [MANY, RICH]}, GOOD]})
    page, lines = shown(rules, facts(a=3, b=1, c=YES))
    assert lines == [
        "全部满足（2 条都够）",
        "✓ 满足任一（2 条里已够 1 条）",
        "  ✓ many之事",
        "  - rich之事（不需要）",
        "✓ good之事",
    ]
    rich = told(page, "clauses")["rich"]
    assert (rich["met"], rich["decides"], rich["gap"]) == ("false", False, "")
    page, lines = shown(rules, facts(a=1, b=1, c=YES))
    assert lines == [
        "须全部满足（2 条里已够 1 条）",
        "✗ 满足任一（2 条里已够 0 条）",
        "  ✗ many之事",
        "  ✗ rich之事",
    ]
    assert told(page, "clauses")["rich"]["gap"] == "差 4元"


def test_alternatives_within_a_veto(tmp_path: Path) -> None:
    """Any of them must not be; two of three must not be."""
    rules = loaded(tmp_path, {"none": [{"id": "one", "any": [MANY, RICH]}, GOOD]})
    page, lines = shown(rules, facts(a=1, b=5, c=NO), full=True)
    assert lines == [
        "均不得有（2 条里 1 条没有）",
        "✗ 满足任一（2 条里已够 1 条）",
        "  ✗ rich之事",
        "  ✓ many之事",
        "✓ good之事",
    ]
    assert told(page, "groups")["one"]["truth"] == "true"
    assert told(page, "groups")["one"]["met"] == "false"
    _, lines = shown(rules, facts(a=1, b=5, c=NO))
    assert lines == [
        "均不得有（2 条里 1 条没有）",
        "✗ 满足任一（2 条里已够 1 条）",
        "  ✗ rich之事",
    ]
    some = {"none": [{"id": "two", "at_least": 2, "of": [MANY, RICH, GOOD]}]}
    rules = loaded(tmp_path / "two", some)
    page, lines = shown(rules, facts(a=3, b=1, c=NO))
    assert page["status"] == "qualifies"
    assert lines == [
        "均不得有（1 条都没有）",
        "✓ 至少 2 项（3 条里已够 1 条）",
        "  ✓ rich之事",
        "  ✓ good之事",
        "  - many之事（不需要）",
    ]


def test_at_least_within_at_least(tmp_path: Path) -> None:
    """How many are asked, and how many there are."""
    inner = {"id": "inner", "at_least": 2, "of": [RICH, GOOD]}
    requires = {"id": "outer", "at_least": 2, "of": [MANY, inner, FEW]}
    page, lines = shown(loaded(tmp_path, requires), facts(a=3, b=1, c=YES, d=5), full=True)
    assert page["status"] == "does_not_qualify"
    assert lines == [
        "至少 2 项（3 条里已够 1 条）",
        "✗ 至少 2 项（2 条里已够 1 条）",
        "  ✗ rich之事",
        "  ✓ good之事",
        "✗ few之事",
        "✓ many之事",
    ]
    groups = told(page, "groups")
    assert (groups["outer"]["at_least"], groups["outer"]["within"]) == (2, None)
    assert (groups["inner"]["at_least"], groups["inner"]["within"]) == (2, "outer")


def test_each_record_has_its_groups(tmp_path: Path) -> None:
    """Of a measure for each entry of a list, groups stand with the entry."""
    body = {
        "for_each": {"t": "things"},
        "requires": {"id": "never", "none": [leaf("dear", "t.worth > 9元")]},
    }
    rules = rulebook(tmp_path, m=yaml.safe_dump(body, allow_unicode=True))
    things = Records((Record({"worth": exactly(3)}, "物"),), True)  # type: ignore[arg-type]
    person = profile(things=things)
    decision = decide_measures(rules, person, AS_OF)
    page = decision_json(decision, Phrases(rules))["measures"][0]
    assert page["groups"] == []
    (item,) = page["items"]
    assert "brief" not in item
    assert item["groups"][0]["kind"] == "none"
    assert item["clauses"][0]["met"] == "true"


@st.composite
def clauses(draw: Any, depth: int = 3) -> Clause:
    """A random tree; a condition may stand in it only once."""
    numbers = itertools.count()
    leaves = itertools.count()

    def part(left: int) -> Clause:
        if left == 0 or draw(st.booleans()):
            return Condition(id=f"c{next(leaves)}", text=None, basis=(), grade=0)  # type: ignore[arg-type]
        kind = draw(st.sampled_from(["all", "any", "none", "at_least"]))
        children = tuple(part(left - 1) for _ in range(draw(st.integers(1, 3))))
        threshold = draw(st.integers(1, len(children))) if kind == "at_least" else 0
        return Group(id=f"g{next(numbers)}", kind=kind, children=children, threshold=threshold)

    return part(depth)


@settings(max_examples=300)
@given(clause=clauses(), data=st.data())
def test_what_decided_decides(clause: Clause, data: Any) -> None:
    """With what decided as it is, nothing else can change the outcome; what is idle never can;
    and a refusal always has a condition that refuses.
    """
    every = standings(clause, _all_open(clause))
    ids = [p.clause.id for p in every if isinstance(p.clause, Condition)]
    given_ = {name: data.draw(st.sampled_from(Truth)) for name in ids}
    truths = node_truths(clause, given_)
    parts = list(standings(clause, truths))
    outcome = truths[clause.id]
    deciding = {p.clause.id for p in parts if p.decides and isinstance(p.clause, Condition)}
    assert deciding
    if outcome is not OPEN:
        assert all(truths[name] is not OPEN for name in deciding)
        drawn = {name: data.draw(st.sampled_from(Truth)) for name in ids}
        other = {n: t if n in deciding else drawn[n] for n, t in given_.items()}
        assert node_truths(clause, other)[clause.id] is outcome
        # A refusal shows a condition that is not as it should be; a grant rests on those that are.
        met = {p.met for p in parts if p.clause.id in deciding}
        assert met == {outcome}
    for part in parts:
        if part.idle:
            assert not (part.decides and outcome is not OPEN)


def _all_open(clause: Clause) -> dict[str, Truth]:
    truths: dict[str, Truth] = {}

    def visit(part: Clause) -> None:
        truths[part.id] = OPEN
        for child in part.children if isinstance(part, Group) else ():
            visit(child)

    visit(clause)
    return truths


@pytest.mark.parametrize("full", [True, False])
def test_nothing_that_qualifies_shows_a_failure(tmp_path: Path, full: bool) -> None:
    """Whatever the tree: ✗ never stands beside a measure that qualifies."""
    alternatives = {"any": [MANY, {"all": [RICH, GOOD]}]}
    inner = {"all": [leaf("rich2", "b >= 5元"), leaf("good2", "c")]}
    rules = loaded(tmp_path, {"all": [alternatives, {"none": [inner]}]})
    for a, b, c in itertools.product((3, 1), (5, 1), (YES, NO)):
        known = facts(a=a, b=b, c=c)
        page, lines = shown(rules, known, full=full)
        if page["status"] == Status.QUALIFIES:
            assert not any(line.strip().startswith("✗") for line in lines)
        if page["status"] == Status.DOES_NOT_QUALIFY:
            assert any(line.strip().startswith("✗") for line in lines)
