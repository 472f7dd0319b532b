"""What was not proved, or not shown by the evaluator, is never presented as a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
import z3

from huiqi.audit.context import Audit
from huiqi.audit.finding import Level
from huiqi.audit.proofs.examination import Examination, ProofCase, Whose
from huiqi.audit.proofs.idle_clauses import examine_clauses
from huiqi.audit.proofs.proof_checks import PROOF_CHECKS
from huiqi.audit.proofs.solver import Satisfiability, ask
from huiqi.audit.proofs.terms import times
from huiqi.audit.proofs.world import every_node, industries
from huiqi.audit.proofs.wrong_amounts import examine_amounts
from huiqi.diagnostics import Place
from huiqi.language import tree
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.text import Text
from tests.decision.small import AS_OF, rulebook

SAID = Text(zh="说法", en="statement")


def _codes(folder: Path, measure: str) -> dict[str, Level]:
    audit = Audit(rulebook=rulebook(folder, m=measure), rules=folder)
    return {found.code: found.severity for check in PROOF_CHECKS for found in check.run(audit)}


def test_a_finding_without_a_witness_is_undecided(tmp_path: Path) -> None:
    """A defect of the translation must not be laid on the rules."""
    found = Examination(rulebook=rulebook(tmp_path))
    whose = Whose(Place("x"), "m/k")
    found.report("A401", Level.ERROR, whose, text=SAID, remedy=SAID, witness=None)
    assert not found.findings
    assert [one.code for one in found.undecided] == ["A490"]


def test_a_witness_is_asked_of_the_evaluator(tmp_path: Path) -> None:
    """An enterprise that does not show what is said of it is no witness."""
    case = ProofCase(Examination(rulebook=rulebook(tmp_path)), AS_OF)
    case.translator.look_up("a")
    reply = case.possible()
    assert case.witness(reply, lambda shown: True) is not None
    assert case.witness(reply, lambda shown: False) is None


def test_too_hard_is_undecided_not_proved() -> None:
    """A question beyond the time allowed is neither possible nor impossible."""
    x, y, z = z3.Ints("x y z")
    hard = [x * x * x + y * y * y == z * z * z + 33, x > 2, y > 2, z > 2]
    assert ask(hard, longest=200).answer in (Satisfiability.UNDECIDED, Satisfiability.POSSIBLE)
    assert ask([x > 2, x < 3]).answer is Satisfiability.IMPOSSIBLE
    assert ask([False]).answer is Satisfiability.IMPOSSIBLE
    assert ask([True, x > 2]).answer is Satisfiability.POSSIBLE


def test_the_core_names_what_clashes() -> None:
    """Only the assumptions it takes are named."""
    x, y = z3.Ints("x y")
    reply = ask([x >= 0], [("least", x > 5), ("other", y > 5), ("most", x < 3)])
    assert set(reply.core) == {"least", "most"}


@pytest.mark.parametrize(
    "open_clause",
    [
        "{id: k, text: {zh: 文, en: text}, judgement: {zh: 是否, en: whether}}",
        "{id: k, unknown: {zh: 没有写明, en: not stated}}",
    ],
)
def test_what_an_official_decides_is_neither_always_nor_never(
    tmp_path: Path, open_clause: str
) -> None:
    """A judgement may go either way."""
    assert _codes(tmp_path, f"requires: {open_clause}\n") == {}


def test_a_domain_that_makes_a_clause_hold_is_no_excuse_where_it_does_not_apply(
    tmp_path: Path,
) -> None:
    """Every number is at least zero; a rule that asks whether there is one is not always met."""
    text = "requires: {{id: k, text: {{zh: 文, en: text}}, if: '{}'}}\n"
    assert "A402" in _codes(
        tmp_path / "one",
        "requires:\n  all:\n    - {id: c, text: {zh: 丙, en: c}, if: c}\n"
        "    - {id: k, text: {zh: 文, en: text}, if: a >= 0}\n",
    )
    assert _codes(tmp_path / "other", text.format("is_applicable(a)")) == {}


def test_a_product_with_a_choice_of_constants_stays_linear() -> None:
    """A rate that depends on the band multiplies in each band."""
    base, band = z3.Real("base"), z3.Bool("band")
    product = times(base, z3.If(band, z3.Q(1, 10), z3.Q(3, 20)))
    assert z3.is_app_of(product, z3.Z3_OP_ITE)
    solver = z3.Solver()
    solver.add(product != base * z3.If(band, z3.Q(1, 10), z3.Q(3, 20)))
    assert solver.check() == z3.unsat


def test_industries_tell_apart_all_that_rules_name() -> None:
    """For every listed code there is one within it and one without, and each is of four digits."""
    rules = load_rulebook()
    found = industries((rules,))
    assert len(set(found)) == len(found)
    assert all(len(code) == 5 for code in found)
    lists = [n.codes for n in every_node(rules) if isinstance(n, tree.IndustryWithin)]
    assert lists
    for codes in lists:
        within = [code for code in found if code.startswith(codes)]
        assert 0 < len(within) < len(found)


@pytest.mark.few(0)
def test_the_citys_own_measures_do_not_contradict_themselves() -> None:
    """No clause is impossible or idle, no amount negative, beyond its cap or falling."""
    found = Examination(rulebook=load_rulebook())
    for measure in found.rulebook.measures.values():
        if measure.collection == "liaocheng-other":
            examine_clauses(found, measure)
            examine_amounts(found, measure)
    assert [f for f in found.findings if f.severity is not Level.NOTE] == []
    assert found.answered > 50
