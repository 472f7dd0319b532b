"""The rows of choices, bands and tables, wherever they stand in a definition or an amount."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from huiqi.audit.proofs.clause_formulas import ClaimFormula, claims_of
from huiqi.audit.proofs.examination import ProofCase, Whose
from huiqi.audit.proofs.symbols import ProofFrame as Frame
from huiqi.audit.proofs.symbols import Proposition
from huiqi.audit.proofs.witness_check import Shown
from huiqi.language import tree
from huiqi.language.types import BOOL
from huiqi.rulebook.measure import Measure
from huiqi.sentences import InLanguages
from huiqi.truth import Truth
from huiqi.values import Value

Tiers = tree.Choose | tree.Lookup
#: After so many questions of one owner that were not decided in time, no more are put.
MOST_UNDECIDED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Where tiers stand: a definition or a measure's amount."""

    whose: Whose
    node: tree.Node
    days: list[date]
    yearly: bool = False
    measure: Measure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one choice or table, in one case."""

    case: ProofCase
    owner: Owner
    node: Tiers
    frame: Frame
    #: The condition of each row as an expression, and as a formula.
    tests: list[tree.Node]
    conditions: list[Proposition]
    #: Of an amount, that the measure is granted, and the record there that it is about.
    claim: ClaimFormula
    #: The ``let`` around it, from the outside in.
    around: tuple[tree.Let, ...]

    def open(self, text: InLanguages) -> None:
        """Something of the rows that was not decided."""
        self.case.found.open(self.owner.whose, text)

    def value(self, shown: Shown, node: tree.Node) -> Value | None:
        """An expression before the evaluator, in the place of the rows; ``None``: no record."""
        names: dict[str, Value] = {}
        if self.owner.measure is not None:
            claims = shown.names(self.owner.measure)
            if not claims:
                return None
            names = claims[0]
        year = self.frame.year if self.frame.yearly else None
        for part in self.around:
            for name, bound in part.bindings:
                if name in self.frame.locals:
                    names = {**names, name: shown.evaluator.evaluate(bound, names, year).value}
        return shown.evaluator.evaluate(node, names, year).value

    def met(self, shown: Shown, position: int) -> Truth | None:
        """Whether the evaluator meets a row's own condition."""
        value = self.value(shown, self.tests[position])
        if value is None:
            return None
        return value if isinstance(value, Truth) else Truth.FALSE


def rows_of(case: ProofCase, owner: Owner) -> Iterator[Rows]:
    """All tiers of an owner on the case's day."""
    t = case.translator
    claim = ClaimFormula({}, Proposition(True))
    if owner.measure is not None:
        claim = claims_of(t, owner.measure)[0]
    year = case.as_of.year - 1 if owner.yearly else case.as_of.year
    frame = Frame(year, owner.yearly, claim.names)
    for node, place, around in _tiers(case, owner.node, frame, ()):
        tests = (
            [condition for condition, _ in node.rows]
            if isinstance(node, tree.Choose)
            else [_cell_test(node, names) for names, _ in node.cells]
        )
        yield Rows(
            case=case,
            owner=owner,
            node=node,
            frame=place,
            tests=tests,
            conditions=[t.truth(test, place) for test in tests],
            claim=claim,
            around=around,
        )


def _tiers(
    case: ProofCase, node: tree.Node, frame: Frame, around: tuple[tree.Let, ...]
) -> Iterator[tuple[Tiers, Frame, tuple[tree.Let, ...]]]:
    """The tiers below a node, with the names that are bound there."""
    if isinstance(node, (tree.Choose, tree.Lookup)):
        yield node, frame, around
    if isinstance(node, tree.Let):
        within = (*around, node)
        for name, bound in node.bindings:
            yield from _tiers(case, bound, frame, within)
            frame = frame.binding(name, case.translator.value(bound, frame))
        yield from _tiers(case, node.body, frame, within)
    elif not isinstance(node, tree.Aggregate):
        for child in tree.children(node):
            yield from _tiers(case, child, frame, around)


def _cell_test(node: tree.Lookup, names: tuple[str, ...]) -> tree.Node:
    """That the keys of a table are those of a cell."""
    tests = [
        tree.Comparison(BOOL, operator="==", left=key, right=tree.Literal(key.type, name, name))
        for key, name in zip(node.keys, names, strict=True)
    ]
    return tree.And(BOOL, tuple(tests))
