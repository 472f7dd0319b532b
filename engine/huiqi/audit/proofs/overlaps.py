"""Rows that hold together and say different things, where no order of preference is meant."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from huiqi.audit.finding import Level
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.choice_rows import MOST_UNDECIDED, Rows
from huiqi.audit.proofs.examination import Examination, ProofCase, Whose
from huiqi.audit.proofs.solver import Satisfiability
from huiqi.audit.proofs.symbols import Number, Proposition
from huiqi.audit.proofs.symbols import ProofFrame as Frame
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.translator import compare_numbers
from huiqi.audit.proofs.witness_check import Shown
from huiqi.audit.quoting import said
from huiqi.diagnostics import Place
from huiqi.language import tree
from huiqi.rulebook.linked_checks import meet
from huiqi.rulebook.rulebook import DatedValue, Parameter, names_read
from huiqi.sentences import sentence
from huiqi.truth import Truth
from huiqi.values import is_known


def check_overlaps(lists: list[Rows]) -> None:
    """Every pair of rows about one and the same quantity, and every cell written twice."""
    for rows in lists:
        if isinstance(rows.node, tree.Lookup):
            _check_cells(rows, rows.node)
        else:
            _check_rows(rows, rows.node)


def _check_rows(rows: Rows, node: tree.Choose) -> None:
    undecided = 0
    for i, j in combinations(range(len(node.rows)), 2):
        asked = [set(names_read(node.rows[k][0])) for k in (i, j)]
        if asked[0] != asked[1] or len(asked[0]) != 1:
            # Rows that ask about different things stand in an order of preference.
            continue
        answer = _overlap(rows, node, i, j)
        undecided += answer is Satisfiability.UNDECIDED
        if undecided == MOST_UNDECIDED:
            break
    if undecided:
        rows.open(sentence("有的两档是否重叠，没有在限时内判定"))


def _overlap(rows: Rows, node: tree.Choose, i: int, j: int) -> Satisfiability:
    a, b = rows.conditions[i], rows.conditions[j]
    differ = _differ(rows, node.rows[i][1], node.rows[j][1])
    if differ is False:
        return Satisfiability.IMPOSSIBLE
    # Where the rules leave either open nothing is said.  A row within another stands before it
    # on purpose: then the order is the rule.
    known = terms.both(rows.claim.there, a.sure, b.sure)
    for inner, outer in ((a, b), (b, a)):
        answer = rows.case.possible(known, inner.true, terms.contrary(outer.true)).answer
        if answer is not Satisfiability.POSSIBLE:
            return answer
    reply = rows.case.possible(known, a.true, b.true, differ)
    if not reply.possible:
        return reply.answer

    def test(shown: Shown) -> bool:
        return all(rows.met(shown, k) is Truth.TRUE for k in (i, j))

    witness = rows.case.witness(reply, test)
    one, other = (said(rows.case.rulebook, node.rows[k][0]) for k in (i, j))
    rows.case.found.report(
        "A412",
        Level.WARNING,
        rows.owner.whose,
        text=sentence(
            "第{row}档（{condition}）与第{other}档（{other_condition}）重叠而取值不同，先写的一档作数",
            row=i + 1,
            condition=one,
            other=j + 1,
            other_condition=other,
        ),
        remedy=sentence("核对界限是否都含在内"),
        witness=witness,
    )
    return Satisfiability.POSSIBLE


def _differ(rows: Rows, one: tree.Node, two: tree.Node) -> Logical:
    a, b = (rows.case.translator.value(node, rows.frame) for node in (one, two))
    if isinstance(a, Number) and isinstance(b, Number):
        return compare_numbers("!=", a, b)
    assert isinstance(a, Proposition)
    assert isinstance(b, Proposition)
    return terms.either(
        terms.both(a.true, terms.contrary(b.true)), terms.both(b.true, terms.contrary(a.true))
    )


def _check_cells(rows: Rows, node: tree.Lookup) -> None:
    """A cell written by its id and by its label is two cells."""
    seen: set[tuple[str, ...]] = set()
    for position, (names, _) in enumerate(node.cells):
        if names in seen:
            _report_twice(rows, position, names)
        seen.add(names)


def _report_twice(rows: Rows, position: int, names: tuple[str, ...]) -> None:
    def test(shown: Shown) -> bool:
        value = rows.value(shown, rows.node)
        return value is not None and not is_known(value)

    own = rows.conditions[position]
    _, witness = rows.case.confirmed([rows.claim.there, own.true], own.sure, test)
    rows.case.found.report(
        "A412",
        Level.ERROR,
        rows.owner.whose,
        text=sentence("表中“{names}”写了两格", names=names),
        remedy=sentence("同一选项只写一格"),
        witness=witness,
    )


def examine_parameter(found: Examination, parameter: Parameter) -> None:
    """Values whose conditions may both hold on one day, where no rule says which counts."""
    for one, two in combinations(parameter.rows if parameter.overlap == "none" else (), 2):
        if (one.when is not None or two.when is not None) and meet(one, two):
            _check_values(found, parameter, (one, two), max(one.since, two.since))


def _check_values(
    found: Examination, parameter: Parameter, rows: tuple[DatedValue, DatedValue], day: date
) -> None:
    case = ProofCase(found, day)
    nodes = [row.when for row in rows if row.when is not None]
    truths = [case.translator.truth(node, Frame(day.year, True)) for node in nodes]
    known = terms.both(*(truth.sure for truth in truths))

    def test(shown: Shown) -> bool:
        evaluate = shown.evaluator.evaluate
        return all(evaluate(node, {}, day.year).value is Truth.TRUE for node in nodes)

    reply, witness = case.confirmed([truth.true for truth in truths], known, test)
    if reply.impossible:
        return
    found.report(
        "A412",
        Level.ERROR,
        Whose(Place(f"parameters: {parameter.id}"), parameter.id),
        text=sentence(
            "{parameter}在 {day} 有两个取值的条件可以同时成立", parameter=parameter.label, day=day
        ),
        remedy=sentence("改条件，或写 overlap: first / highest / lowest"),
        witness=witness,
    )
