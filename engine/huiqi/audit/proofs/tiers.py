"""Tiers (choose, bands, tables): rows that nothing reaches, gaps, and rows that contradict."""

from __future__ import annotations

from huiqi.audit.proofs.choice_rows import Owner, rows_of
from huiqi.audit.proofs.examination import Examination, ProofCase, Whose
from huiqi.audit.proofs.overlaps import check_overlaps
from huiqi.audit.proofs.proof_days import days_of, days_of_definition
from huiqi.audit.proofs.row_gaps import check_gaps
from huiqi.audit.proofs.unreachable import report_unreached, unreached
from huiqi.language import tree
from huiqi.rulebook.measure import Measure


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
    check_gaps(first)
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
