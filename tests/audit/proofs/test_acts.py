"""Proofs about rules on violations: what is never or always so is found, with an act to show it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huiqi.audit.checks import chosen
from huiqi.audit.context import Audit
from huiqi.audit.incidents import audits_of_incidents
from huiqi.audit.mcdc import infeasible, needs
from huiqi.audit.proofs.acts import acts
from huiqi.audit.proofs.examination import Examination
from huiqi.audit.proofs.idle_clauses import examine_clauses
from huiqi.audit.proofs.proof_checks import PROOF_CHECKS
from huiqi.audit.proofs.proof_days import days_of
from huiqi.diagnostics import Diagnostics
from huiqi.penalty.deciding import PenaltyDecider
from huiqi.penalty.incident_reader import incident_from
from huiqi.rulebook.documents import read_yaml_text
from huiqi.rulebook.loading import load_penalties, load_rulebook
from huiqi.truth import Truth

ROOT = Path(__file__).resolve().parents[3]
RULES = ROOT / "rules"
CODES = {check.code for check in PROOF_CHECKS}

#: What is written otherwise, and what has to be found: the code, of what, and how the act that
#: shows it stands to the clause.
SEEDED = {
    "contradicts itself": (
        ("statute.yaml", "if: incident.coerced}", "if: incident.coerced and not incident.coerced}"),
        ("A401", "article-32/coerced", Truth.FALSE),
    ),
    "corrected and not corrected": (
        (
            "statute.yaml",
            "incident.refused and not incident.corrected_on <= as_of",
            "incident.corrected_on <= as_of and not incident.corrected_on <= as_of",
        ),
        ("A401", "shandong-refusal/refused", Truth.FALSE),
    ),
    "no number is below nought": (
        ("questions.yaml", "incident.casualties == 0", "incident.casualties >= 0"),
        ("A402", "article-33-minor/no-casualties", Truth.TRUE),
    ),
    "implied by its neighbour": (
        ("statute.yaml", "if: incident.coerced}", "if: incident.coerced and incident.merit}"),
        ("A403", "article-32/coerced", Truth.TRUE),
    ),
    "nobody has that age": (
        (
            "statute.yaml",
            "incident.age >= 14 and incident.age < 18",
            "incident.age >= 18 and incident.age < 14",
        ),
        ("A404", "article-30-minor", Truth.FALSE),
    ),
    "every age": (
        ("statute.yaml", "if: incident.age < 14}", "if: incident.age >= 0}"),
        ("A405", "article-30-under-14", Truth.TRUE),
    ),
}


def audit_of(rules: Path) -> Audit:
    """The audit of the rules on violations, without cases."""
    whole = Audit(rulebook=load_rulebook(RULES), rules=rules, cases=(), processes=1)
    (found,) = audits_of_incidents(whole)
    return found


def changed(folder: Path, file: str, old: str, new: str) -> Path:
    """The rules on violations, one of them written otherwise."""
    shutil.copytree(RULES / "penalty-list", folder / "penalty-list")
    shutil.copy(RULES / "shared" / "sources.yaml", folder)
    path = folder / "penalty-list" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return folder


@pytest.fixture(scope="module")
def own() -> Audit:
    """The audit of the project's own rules on violations."""
    return audit_of(RULES)


@pytest.mark.few(0)
def test_of_the_own_rules_all_is_decided_and_nothing_found(own: Audit) -> None:
    """A day that has not come is no contradiction: an act may never be corrected."""
    assert own.proved.asked == own.proved.answered > 400
    assert [str(finding.text) for finding in own.proved.findings] == []
    assert [str(finding.text) for finding in own.proved.undecided] == []


def test_the_proofs_are_asked_of_every_rule() -> None:
    """Of measures and of provisions, by the same checks."""
    assert all(check.every for check in chosen(("A40", "A49")))


@pytest.mark.parametrize("name", SEEDED)
def test_a_seeded_fault_is_found_with_an_act_that_shows_it(name: str, tmp_path: Path) -> None:
    """The act is a file that is read and decided as any other is."""
    edit, (code, subject, truth) = SEEDED[name]
    rules = changed(tmp_path, *edit)
    book = load_penalties(rules)
    rule, _, clause = subject.partition("/")
    examination = Examination(rulebook=book.terms, subjects=acts(book))
    examine_clauses(examination, book.terms.provisions[rule])
    found = {(one.code, one.subject): one for one in examination.findings}
    assert (code, subject) in found, [str(one.text) for one in examination.undecided]
    finding = found[code, subject]
    assert "违法行为" in str(finding.text) or code == "A403"
    assert "企业" not in str(finding.text)
    as_of = days_of(book.terms, book.terms.provisions[rule])[0]
    diagnostics = Diagnostics()
    document = read_yaml_text(finding.witness or "", "act.yaml", diagnostics)
    assert document is not None
    incident = incident_from(document, book, as_of, diagnostics)
    assert not diagnostics.errors
    assert incident is not None
    decision = PenaltyDecider(book).decide(incident, as_of, around=False)
    (result,) = [one for one in decision.answer.rules if one.rule.id == rule]
    if clause:
        (result_of,) = [one for one in result.verdict.clauses if one.condition.id == clause]
        assert result_of.truth is truth
    else:
        assert result.verdict.truth is truth


def test_what_can_never_decide_alone_is_proved_of_provisions_too(tmp_path: Path) -> None:
    """Who was coerced had to render merit: that alone decides nothing any more."""
    edit, _ = SEEDED["implied by its neighbour"]
    audit = audit_of(changed(tmp_path, *edit))
    asked = [
        need
        for need in needs(audit)
        if (need.measure.id, need.condition.id) == ("article-32", "coerced")
    ]
    proofs = {need.value: infeasible(audit, need) is not None for need in asked}
    assert proofs == {True: True, False: False}
