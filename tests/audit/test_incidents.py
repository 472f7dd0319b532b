"""The statute and the lists are audited as measures are."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.audit.auditing import run_checks
from huiqi.audit.checks import CHECKS
from huiqi.audit.context import Audit
from huiqi.audit.mutation import AUTHOR, SUPPORTED, SURVIVED
from huiqi.rulebook.loading import load_rulebook

ROOT = Path(__file__).resolve().parents[2]
#: What was corrected later than the day of decision cannot be stated: whether it was late, too,
#: stays open.
NEVER_ALONE = {"shandong-refusal/refused", "shandong-refusal/failed"}


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
            found = {finding.subject for finding in check.run(audit)}
            assert found == (NEVER_ALONE if check.code == "A220" else set()), check.code
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
