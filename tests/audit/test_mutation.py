"""Mutation: what is judged from the rest is judged as it would be anew."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from huiqi.audit import mutation
from huiqi.audit.context import Audit
from huiqi.audit.equivalence import equivalent
from huiqi.audit.mutants import OPERATORS
from huiqi.audit.mutation import AUTHOR, EQUIVALENT, SUPPORTED, EnterpriseBench
from huiqi.audit.observe import judged
from huiqi.decision.cases import failures_of
from huiqi.decision.expected_values import Evaluators
from huiqi.rulebook.loading import load_rulebook
from tests.audit.seeded import BASE, audit_of, overlaid
from tests.thorough import THOROUGH, some

ROOT = Path(__file__).resolve().parents[2]
#: What the rules on several measures are tried with, and the files of some measures.
MEASURES = ROOT / "cases" / "measures"
CASES = (
    (ROOT / "cases",)
    if THOROUGH
    else (MEASURES / "together.yaml", *some(sorted(MEASURES.glob("[a-z]*.yaml")), 8))
)

#: The cases are looked at once, by one process.
pytestmark = pytest.mark.xdist_group("mutation")


@pytest.fixture(scope="module")
def bench() -> EnterpriseBench:
    """The project's own rulebook, and cases of it."""
    audit = Audit(rulebook=load_rulebook(ROOT / "rules"), rules=ROOT / "rules", cases=CASES)
    return EnterpriseBench(audit.rulebook, audit.observed)


def noticed(bench: EnterpriseBench, index: int) -> bool:
    """Whether any case at all differs under a mutant, everything evaluated anew."""
    mutant = bench.mutants[index]
    rulebook, owner = mutant.rulebook(bench.rulebook), mutant.owner
    changed = rulebook.measures[owner.key] if owner.rule is not None else None
    decider = bench.decider.over(rulebook, changed)
    for run in bench.runs:
        readings = Evaluators.of(rulebook, run.of_enterprise)
        results = judged(run.of_enterprise, rulebook, decider, readings)
        if next(failures_of(run.of_enterprise, rulebook, results, readings), None) is not None:
            return True
    return False


def test_only_cases_that_reach_a_change_can_notice_it(bench: EnterpriseBench) -> None:
    """A sample of mutants of what there are cases of, against all of these, evaluated afresh."""
    about = {path.stem for path in CASES}
    tried = [
        index for index, mutant in enumerate(bench.mutants) if THOROUGH or mutant.owner.key in about
    ]
    sample = random.Random(20).sample(tried, 12)
    seen = 0
    for index in sample:
        verdict = bench.verdict(index)
        differs = noticed(bench, index)
        assert (verdict in (AUTHOR, SUPPORTED)) == differs, bench.mutants[index].text
        seen += differs
    assert seen


def test_what_is_proved_equivalent_no_case_notices(bench: EnterpriseBench) -> None:
    """A proof that some case refutes is no proof: tried on every mutant of the rules."""
    for index, mutant in some(list(enumerate(bench.mutants)), 400):
        if equivalent(bench.rulebook, mutant) is not None:
            assert bench.verdict(index) == EQUIVALENT, mutant.text


def test_every_mutant_has_a_place_and_a_sentence_in_both_languages(bench: EnterpriseBench) -> None:
    """Each can be named as a survivor: where it stands, and what would be otherwise."""
    for mutant in bench.mutants:
        assert mutant.place.line, mutant.subject
        assert mutant.text
        assert mutant.text.in_language("en")
        assert mutant.operator in OPERATORS


def test_two_processes_say_what_one_says() -> None:
    """The order of the answer does not depend on who was faster."""
    audit = audit_of(BASE)
    one = mutation.mutate(audit.bench(), 1, lambda message: None)
    two = mutation.mutate(audit.bench(), 2, lambda message: None)
    assert (one.total, one.detected, one.supported) == (two.total, two.detected, two.supported)
    assert [m.text for m, _ in one.equivalent] == [m.text for m, _ in two.equivalent]


def test_an_authors_case_counts_for_the_score_but_not_as_supported(tmp_path: Path) -> None:
    """What only the author expects is told apart from what a source says."""
    rules = overlaid(BASE, tmp_path / "rules")
    cases = rules / "cases" / "m.yaml"
    cases.write_text(cases.read_text("utf-8").replace("from: independent", "from: author"), "utf-8")
    found = audit_of(rules).mutation
    whole = audit_of(BASE).mutation
    assert found.detected == whole.detected
    assert whole.supported == whole.detected
    assert 0 < found.supported < found.detected


def test_a_case_that_fails_notices_nothing(tmp_path: Path) -> None:
    """It differs whatever is changed, so it would make every score look full."""
    rules = overlaid(BASE, tmp_path / "rules")
    cases = rules / "cases" / "m.yaml"
    text = "as_of: 2023-06-20\ncases:\n  - {name: 错, from: source, basis: 错, "
    text += "facts: {employees: 1}, expect: {measures: {m: {status: qualifies}}}}\n"
    cases.write_text(text, "utf-8")
    assert audit_of(rules).mutation.detected == 0


def test_all_that_decides_is_changed(bench: EnterpriseBench) -> None:
    """Also the rules on several measures at once, the funds, and what a title is held by."""
    found = {(m.owner.collection, m.owner.key) for m in bench.mutants}
    for collection in ("definitions", "stacking", "funds"):
        keys = {key for kind, key in found if kind == collection}
        assert keys == set(getattr(bench.rulebook, collection)), collection
    held = {m.owner.key for m in bench.mutants if m.subject.endswith("/ladder")}
    assert held == {title.id for title in bench.rulebook.titles}
    settled = [i for i, m in enumerate(bench.mutants) if m.owner.key == "shandong-rd-not-twice"]
    assert len(settled) == 4
    assert all(bench.verdict(index) in (AUTHOR, SUPPORTED) for index in settled)
