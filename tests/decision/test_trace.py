"""What a result says of how it came about: not built before it is asked for, and true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huiqi.decision.cases import Case, case_files, read_cases
from huiqi.decision.decide import Decider
from huiqi.decision.lines import Line
from huiqi.decision.results import MeasureResult, Verdict
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Strictness
from huiqi.profile.profile_reader import read_profile
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import Value
from tests.decision.retelling import agrees

ROOT = Path(__file__).resolve().parents[2]
RULES = load_rulebook(ROOT / "rules")
DECIDER = Decider(RULES)
CASES = case_files([ROOT / "cases" / "measures", ROOT / "cases" / "titles"])


def verdicts(results: tuple[MeasureResult, ...]) -> Iterator[tuple[Verdict, dict[str, Value]]]:
    """Every verdict of both readings, with what its conditions call the record."""
    for result in results:
        if result.verdict is not None:
            yield result.verdict, {}
        for item in result.items:
            yield item.verdict, {result.measure.variable or "": item.record}
        if result.illustration is not None:
            yield from verdicts(result.illustration.models)


def lines(results: tuple[MeasureResult, ...]) -> Iterator[Line]:
    """Every line of every amount."""
    for result in results:
        for amount in (result.amount, *(item.amount for item in result.items)):
            if amount is not None:
                yield from (*amount.lines, *amount.readings)


def test_nothing_is_told_before_it_is_asked_for() -> None:
    """A decision builds no trace, takes no formula apart, tries no other facts, and neither
    illustrates nor combines.
    """
    path = ROOT / "cases" / "examples" / "example-complete.yaml"
    profile = read_profile(path, RULES, Diagnostics())
    decision = DECIDER.decide(profile, date(2023, 6, 20), RULES.supports)
    results = decision.results
    assert not {"combinations", "force_unknown", "questions"} & set(vars(decision))
    assert not any({"illustration", "changes", "range"} & set(vars(result)) for result in results)
    clauses = [clause for verdict, _ in verdicts(results) for clause in verdict.clauses]
    assert clauses
    assert not any("trace" in vars(clause) for clause in clauses)
    drawn = list(lines(results))
    assert drawn
    assert not any({"found", "parts"} & set(vars(line)) for line in drawn)
    assert clauses[0].trace is clauses[0].trace
    assert "trace" in vars(clauses[0])


def test_clauses_can_be_held_to_their_trace() -> None:
    """The comparison below is of something: of the example's open and settled clauses alike."""
    path = ROOT / "cases" / "examples" / "example-complete.yaml"
    day = date(2023, 6, 20)
    decision = DECIDER.decide(read_profile(path, RULES, Diagnostics()), day, RULES.supports)
    held = [
        clause.truth
        for result in decision.results
        if result.verdict is not None
        for clause in result.verdict.clauses
        if agrees(clause, RULES, day, {})
    ]
    assert len(held) >= 30
    assert set(held) == set(Truth)


@pytest.mark.few(12)
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_trace_and_verdict_agree(path: Path) -> None:
    """For every case: what is said to be asked and found is what decided."""
    for case in read_cases(path, RULES, Diagnostics()):
        if not isinstance(case, Case) or not case.expect.measures:
            continue
        decision = DECIDER.decide(case.profile, case.as_of, case.measures(RULES))
        for result in decision.results:
            told = list(verdicts((result,)))
            own = 1 if result.verdict is not None else len(result.items)
            for number, (verdict, names) in enumerate(told):
                reading = Strictness.STRICT if number < own else Strictness.ILLUSTRATIVE
                for clause in verdict.clauses:
                    agrees(clause, RULES, case.as_of, names, reading)
