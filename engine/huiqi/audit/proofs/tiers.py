"""Tiers (choose, bands, tables): rows that nothing reaches, gaps, and rows that contradict."""

from __future__ import annotations

from huiqi.audit.finding import Level
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.choice_rows import Owner, Rows, rows_of
from huiqi.audit.proofs.examination import Examination, ProofCase, Whose, asked_applicable
from huiqi.audit.proofs.overlaps import check_overlaps
from huiqi.audit.proofs.proof_days import days_of, days_of_definition
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.unreachable import report_unreached, unreached
from huiqi.language import tree
from huiqi.language.types import NUMERIC
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import names_read
from huiqi.sentences import sentence
from huiqi.values import NOT_APPLICABLE


def examine_definition(found: Examination, name: str) -> None:
    """The tiers of a definition."""
    definition = found.rulebook.definitions[name]
    days = days_of_definition(found.rulebook, name)
    owner = Owner(
        whose=Whose(definition.place, name),
        node=definition.node,
        days=days,
        yearly=definition.yearly,
    )
    _examine(found, owner)


def examine_tiers(found: Examination, measure: Measure) -> None:
    """The tiers of a measure's amount."""
    gives, whose = measure.gives, Whose(measure.place, measure.id)
    for node in [gives.amount, gives.at_most] if gives is not None else []:
        if node is not None:
            days = days_of(found.rulebook, measure)
            _examine(found, Owner(whose=whose, node=node, days=days, measure=measure))


def _examine(found: Examination, owner: Owner) -> None:
    if not any(isinstance(part, (tree.Choose, tree.Lookup)) for part in tree.walk(owner.node)):
        return
    first = list(rows_of(ProofCase(found, owner.days[0], owner.whose.subject), owner))
    _check_gaps(first)
    check_overlaps(first)
    missed = [unreached(rows, None) for rows in first]
    for day in owner.days[1:]:
        if not any(missed):
            return
        # What is reached on one day is reached.
        later = list(rows_of(ProofCase(found, day, owner.whose.subject), owner))
        missed = [unreached(*both) for both in zip(later, missed, strict=True)]
    for rows, positions in zip(first, missed, strict=True):
        for position in positions:
            report_unreached(rows, position)


def _check_gaps(lists: list[Rows]) -> None:
    """Every choice without an ``otherwise``, and every table."""
    for rows in lists:
        asked = asked_applicable(rows.case.rulebook)
        # Where a rule asks whether it applies, that it may not is meant.
        meant = rows.owner.whose.subject in asked
        closed = isinstance(rows.node, tree.Choose) and rows.node.otherwise is not None
        if not meant and not closed:
            _check_gap(rows, asked)


def _check_gap(rows: Rows, asked: frozenset[str]) -> None:
    none = [terms.contrary(row.true) for row in rows.conditions]
    formulas = [rows.there, rows.granted, _keys_apply(rows), *none]
    formulas += rows.case.world.applicable(asked)
    known = terms.both(*(row.sure for row in rows.conditions))
    reply, witness = rows.case.confirmed(
        formulas, known, lambda shown: rows.value(shown, rows.node) is NOT_APPLICABLE
    )
    if reply.impossible:
        return
    if not reply.possible:
        text = sentence("各档是否有空当，没有在限时内判定")
        rows.open(text)
        return
    choose = isinstance(rows.node, tree.Choose)
    between = choose and rows.node.type.kind in NUMERIC and not _one_sided(rows.node)
    if not choose:
        text = sentence("表中缺格：举出的企业不落在任何一档，值为不适用")
    elif between:
        text = sentence("各档之间有空当：举出的企业不落在任何一档，值为不适用")
    else:
        text = sentence("各档没有包括全部：举出的企业不落在任何一档，值为不适用")
    rows.case.found.report(
        "A411",
        Level.WARNING if between else Level.NOTE,
        rows.owner.whose,
        text=text,
        remedy=sentence("补上缺的一档，或写 otherwise"),
        witness=witness,
    )


def _one_sided(node: tree.Choose | tree.Lookup) -> bool:
    """Whether every row says at least (or at most) so much of one quantity: nothing is between."""
    signs, measured = set(), set()
    for condition, _ in node.rows if isinstance(node, tree.Choose) else ():
        if not isinstance(condition, tree.Comparison):
            return False
        signs.add(condition.operator[0])
        measured.add(tuple(names_read(condition.left)))
    return len(measured) == 1 and len(signs - {"="}) == 1


def _keys_apply(rows: Rows) -> Logical:
    """That a table is asked for a key that applies."""
    if not isinstance(rows.node, tree.Lookup):
        return True
    keys = [rows.case.translator.number(key, rows.frame) for key in rows.node.keys]
    return terms.both(*(terms.contrary(key.absent) for key in keys))
