"""How far a condition that fails is from holding: a number with its unit, where it can be closed.

A figure may still rise, unless what it is spent on is completed, and a figure of a year, or one
that can change, may fall.  What has happened stays: a day in the past closes no gap, but one that
only time has to pass is told with the day from which the condition holds.  Of conditions asked
together nothing is told where one of them cannot be closed, and of alternatives none is chosen; of
a table the row that applies is, where it is known which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from huiqi.decision.trace import Gap, Said
from huiqi.evaluation import Evaluator, Strictness
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.language.tree import Node
from huiqi.language.types import BOOL, DATE, Kind
from huiqi.quantities import Number, Span, exact_sum, shift_date
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.truth import Truth
from huiqi.values import Interval, Value

#: So many years ahead a condition that waits for time is looked for.
_YEARS_AHEAD = 50
_OVER = ("<", "<=")


def gaps_of(
    evaluator: Evaluator, node: Node, names: Mapping[str, Value], year: int | None = None
) -> tuple[Gap, ...]:
    """What would have to change for the expression to hold; empty where it cannot, or is open."""
    if isinstance(node, tree.And):
        found: list[Gap] = []
        for part in node.operands:
            truth = evaluator.evaluate(part, names, year).value
            own = gaps_of(evaluator, part, names, year)
            if truth is Truth.FALSE and not own:
                return ()
            found += own
        return tuple(found)
    if isinstance(node, tree.Choose):
        # Of a table the row that applies.
        for asked, then in node.rows:
            truth = evaluator.evaluate(asked, names, year).value
            if truth is not Truth.FALSE:
                return gaps_of(evaluator, then, names, year) if truth is Truth.TRUE else ()
        return gaps_of(evaluator, node.otherwise, names, year) if node.otherwise else ()
    own_gaps = _Gaps(evaluator, names, year)
    ends = [own_gaps.compared(node, c.operator, c.left, c.right) for _, c in comparisons(node)]
    return tuple(gap for gap in ends if gap is not None)[:1]


class _Gaps:
    def __init__(self, evaluator: Evaluator, names: Mapping[str, Value], year: int | None) -> None:
        self.evaluator, self.names, self.year = evaluator, names, year

    def compared(self, node: Node, sign: str, left: Node, right: Node) -> Gap | None:
        """The gap of a comparison that fails, both sides being exact."""
        if (
            sign in ("==", "!=")
            or self.evaluator.evaluate(node, self.names, self.year).value is not Truth.FALSE
        ):
            return None
        here, there = (
            self.evaluator.evaluate(side, self.names, self.year).value for side in (left, right)
        )
        if not (isinstance(here, Interval) and here.known):
            return None
        if not (isinstance(there, Interval) and there.known):
            return None
        if of_time(self.evaluator.rulebook, node):
            return self.waiting(node, left)
        if left.type.kind is Kind.DATE:
            return None
        apart, over = exact_sum(there.low, -here.low), sign in _OVER
        if not over and any(map(self.is_so, completed(self.evaluator.rulebook, left))):
            return None
        # Of ``in [10, 20]`` only the end that is missed.
        if (apart > 0) is over and apart != 0:
            return None
        if over and not may_fall(self.evaluator.rulebook, left):
            return None
        far = -apart if over else apart
        # A bare number counts what the other side counts.
        type_ = right.type if left.type.kind is Kind.SCALAR else left.type
        part, lacking = self.lacking(left, there.low) if not over else (None, None)
        return Gap(
            of=self.said(left),
            part=part,
            lacking=lacking,
            distance=far,
            type=type_,
            unit=unit_of(self.evaluator.rulebook, left),
            over=over,
            limit=there.low,
        )

    def lacking(self, left: Node, share: object) -> tuple[Said | None, Number | None]:
        """Of an amount as a share of another by how much it is too little for the share."""
        money = Kind.MONEY
        if not (isinstance(left, tree.Arithmetic) and left.operator == "/"):
            return None, None
        part, whole = left.left, left.right
        if part.type.kind is not money or whole.type.kind is not money:
            return None, None
        own, of = (
            self.evaluator.evaluate(side, self.names, self.year).value for side in (part, whole)
        )
        if not (isinstance(own, Interval) and own.known and isinstance(of, Interval) and of.known):
            return None, None
        if not isinstance(share, Decimal | Fraction) or own.low is None or of.low is None:
            return None, None
        missing = Fraction(share) * Fraction(of.low) - Fraction(own.low)
        return (self.said(part), missing) if missing > 0 else (None, None)

    def waiting(self, node: Node, left: Node) -> Gap | None:
        """The day from which it holds, nothing else being different."""
        today = self.evaluator.as_of
        late = today
        for years in range(1, _YEARS_AHEAD + 1):
            early, later = late, shift_date(today, Span(years, "years"))
            if later is None:
                return None
            late = later
            if self.holds(node, late):
                break
        else:
            return None
        while (late - early).days > 1:
            middle = early + timedelta((late - early).days // 2)
            early, late = (early, middle) if self.holds(node, middle) else (middle, late)
        return Gap(
            of=self.said(left), distance=Decimal((late - today).days), type=DATE, holds_from=late
        )

    def is_so(self, node: Node) -> bool:
        return self.evaluator.evaluate(node, self.names, self.year).value is Truth.TRUE

    def said(self, node: Node) -> Said:
        return Said(node, self.evaluator.as_of.year if self.year is None else self.year)

    def holds(self, node: Node, day: date) -> bool:
        outer = self.evaluator
        strictness = Strictness.STRICT if outer.strict else Strictness.ILLUSTRATIVE
        later = Evaluator(outer.rulebook, outer.profile, day, strictness)
        return later.evaluate(node, self.names).value is Truth.TRUE


def completed(rulebook: Rulebook, node: Node) -> Iterator[Node]:
    """Whether what figures of an expression are spent on is completed: then they do not rise."""
    for part in tree.walk(node):
        if isinstance(part, tree.FieldReference):
            field = _field(rulebook, part)
            if field is not None and field.planned_until is not None:
                yield by_today(part.record, field.planned_until)


@lru_cache(maxsize=1024)
def by_today(record: Node, day: str) -> Node:
    """That a day of a record is not after the day of decision; of an expression always the same."""
    day_of = tree.FieldReference(DATE, record, day)
    return tree.Comparison(BOOL, operator="<=", left=day_of, right=tree.AsOf(DATE))


def of_time(rulebook: Rulebook, node: Node) -> bool:
    """Whether the day of the decision alone moves it: no figure of a year is in it."""
    moving = any(isinstance(part, tree.AsOf | tree.YearReference) for part in tree.walk(node))
    declared = [_declared(rulebook, part) for part in tree.walk(node)]
    return moving and not any(one is not None and one.yearly for one in declared)


def _declared(rulebook: Rulebook, part: Node) -> Fact | Definition | None:
    if not isinstance(part, tree.FactReference):
        return None
    return rulebook.declared(part.name)


def may_fall(rulebook: Rulebook, node: Node) -> bool:
    """Whether a figure can come to be less: not the highest so far, nor what is on record."""
    for part in tree.walk(node):
        declared = _declared(rulebook, part)
        if isinstance(declared, Fact) and (declared.yearly or declared.can_change != "no"):
            return True
        if isinstance(declared, Definition) and declared.yearly and declared.look_back is None:
            return True
    return False


def _field(rulebook: Rulebook, node: tree.FieldReference) -> Fact | None:
    """The field of a list of which a reference is, where it is of one."""
    record = node.record.type.record
    owner = rulebook.facts.get(record.name) if record is not None else None
    return owner.fields.get(node.field) if owner is not None else None


def unit_of(rulebook: Rulebook, node: Node) -> str:
    """What a count counts, where that is declared."""
    if isinstance(node, tree.FieldReference) and node.record.type.record is not None:
        field = _field(rulebook, node)
        return field.unit if field is not None else ""
    declared = _declared(rulebook, node)
    return declared.unit if declared is not None else ""
