"""The statute and the lists are audited as measures are."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from huiqi.audit.checks import CHECKS, run_checks
from huiqi.audit.context import Audit
from huiqi.audit.mutation import AUTHOR, EQUIVALENT, SUPPORTED, SURVIVED
from huiqi.rulebook.loading import load_rulebook
from tests.thorough import some

ROOT = Path(__file__).resolve().parents[2]
#: The provision that stands for the period of the whole statute.
STATUTE = {"article-30-under-14"}


@pytest.fixture(scope="module")
def audit() -> Audit:
    """The audit of the rules on violations, with the cases of incidents."""
    rules = ROOT / "rules"
    whole = Audit(
        rulebook=load_rulebook(rules), rules=rules, cases=(ROOT / "cases" / "penalty",), processes=1
    )
    (found,) = whole.beside
    return found


def test_every_condition_and_limit_of_the_statute_and_the_lists_is_tried(audit: Audit) -> None:
    """True, false and unknown; deciding alone; below, at and above; and every case holds."""
    assert set(audit.rulebook.provisions) == set(audit.observed.vectors)
    for check in CHECKS:
        if check.every and check.code < "A3":
            assert not list(check.run(audit)), check.code
            assert all(figure.total for figure in check.figures(audit)) or check.code == "A240"


def test_a_change_of_a_provision_is_noticed_by_the_incidents_that_it_touches(audit: Audit) -> None:
    """Its limit, its connective, what it asks, a list's days; and a shared condition once."""
    bench = audit.bench()
    of_age = [i for i, m in enumerate(bench.mutants) if m.owner.key == "article-30-minor"]
    assert len(of_age) > 5
    told = {bench.mutants[i].text: bench.verdict(i) for i in of_age}
    assert set(told.values()) <= {AUTHOR, SUPPORTED}, told
    period = "shandong-environment-1/in_force"
    days = [m for m in bench.mutants if m.subject == period and m.operator == "date"]
    lists = [bench.mutants.index(mutant) for mutant in days]
    assert len(lists) == 4
    assert SURVIVED not in {bench.verdict(i) for i in lists}
    targets = [(id(m.target), id(m.new)) for m in bench.mutants]
    assert len(targets) == len(set(targets))


@pytest.mark.few(0)
def test_of_the_changes_that_change_anything_cases_notice_nearly_all(audit: Audit) -> None:
    """At least 95 in 100: of some in every run, of all where it is thorough."""
    bench = audit.bench()
    found = Counter(bench.verdict(index) for index in some(range(len(bench.mutants)), 24))
    noticed, missed = found[AUTHOR] + found[SUPPORTED], found[SURVIVED]
    assert len(bench.mutants) > 900
    assert noticed >= 0.95 * (noticed + missed)


@pytest.mark.few(0)
def test_what_is_proved_to_be_in_force_in_the_same_decisions_no_case_notices(audit: Audit) -> None:
    """Where a period has no end the decision's own day decides; where it has one, each day may."""
    bench = audit.bench()
    proved: Counter[str] = Counter()
    tried: set[str] = set()
    for index, mutant in enumerate(bench.mutants):
        if mutant.subject.endswith("/in_force"):
            tried.add(mutant.owner.key)
            if bench.proof(mutant) is not None:
                proved[mutant.owner.key] += 1
                assert bench.verdict(index) == EQUIVALENT, mutant.text
    force = {key: audit.rulebook.provisions[key].in_force for key in tried}
    whole = {key for key in tried if force[key].known == (force[key].since, date.max)}
    assert whole
    assert whole < tried
    assert whole <= proved.keys()
    ended = {key for key in tried if force[key].until is not None or force[key].seen}
    assert ended
    assert not ended & proved.keys()


def test_from_when_decisions_are_answered_is_no_equivalent_change(audit: Audit) -> None:
    """A statute that applies a day earlier answers a day more, which no case can ask about."""
    bench = audit.bench()
    earlier = [
        mutant
        for mutant in bench.mutants
        if mutant.owner.key in STATUTE and mutant.subject.endswith("/in_force")
        if mutant.operator == "date"
    ]
    assert len(earlier) == 2
    assert not any(bench.proof(mutant) for mutant in earlier)


def test_the_figures_of_both_stand_together(audit: Audit) -> None:
    """One figure for measures and provisions, the sum of both."""
    rules = ROOT / "rules"
    whole = Audit(rulebook=load_rulebook(rules), rules=rules, cases=(ROOT / "cases" / "penalty",))
    check = next(check for check in CHECKS if check.code == "A290")
    (figure, *_) = run_checks(whole, [check]).figures
    own = next(iter(check.figures(whole)))
    beside = next(iter(check.figures(audit)))
    assert figure.total == own.total + beside.total
    assert beside.total > 400
