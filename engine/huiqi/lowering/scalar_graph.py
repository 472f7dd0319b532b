"""The graph of scalars: what is not known, and choices among what is.

The simplifications are those that the rules need: the two ends of a range are mostly the same
figure, known or not, and then a comparison of ranges is one comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from huiqi.lowering import day_numbers
from huiqi.lowering.scalar_connectives import ScalarConnectives
from huiqi.lowering.scalars import (
    STRICT,
    Operator,
    Scalar,
    Sort,
)


class ScalarGraph(ScalarConnectives):
    """Makes scalars: each once, constants worked out, what cannot be told apart made one."""

    # ---- what has a default

    def equal(self, left: Scalar, right: Scalar) -> Scalar:
        """``left = right``: of one and the same where it is known."""
        for one, other in ((left, right), (right, left)):
            if not one.nullable or one.is_null:
                continue
            if one is other or _defaulted(other) is one:
                return self._known(one)
        asked = _defaulted(left)
        if asked is not None and asked is _defaulted(right):
            default = self.equal(left.operands[1], right.operands[1])
            if default is self.false:
                return self.negation(self.is_null(asked))
        return super().equal(left, right)

    def at_most(self, left: Scalar, right: Scalar) -> Scalar:
        """``left <= right``: what a default decides is decided, the rest asks without it."""
        if left is right and not left.is_null:
            return self._known(left) if left.nullable else self.true
        for one, other, beyond in (
            (left, right, Operator.GREATEST),
            (right, left, Operator.LEAST),
        ):
            # More than what it is, or more than another: more than the other.
            if one.operation is beyond and other.nullable:
                rest = [part for part in one.operands if _defaulted(part) is not other]
                if len(rest) == 1:
                    return self.at_most(*((rest[0], other) if one is left else (other, rest[0])))
        for one, other in ((left, right), (right, left)):
            asked = _defaulted(one)
            if asked is None or other.nullable:
                continue
            given = (one.operands[1], other) if one is left else (other, one.operands[1])
            default = super().at_most(*given)
            if not default.constant:
                continue
            plain = self.at_most(*((asked, other) if one is left else (other, asked)))
            if default is self.false:
                return self.is_true(plain)
            return self.negation(self.is_true(self.negation(plain)))
        return super().at_most(left, right)

    def add(self, left: Scalar, right: Scalar) -> Scalar:
        """The sum; a default of a sum with a constant is that of the whole."""
        for one, other in ((left, right), (right, left)):
            asked = _defaulted(one)
            if asked is not None and other.constant and one.operands[1].constant:
                return self.coalesce(self.add(asked, other), self.add(one.operands[1], other))
        return super().add(left, right)

    def _product(self, left: Scalar, right: Scalar) -> Scalar:
        for one, other in ((left, right), (right, left)):
            asked = _defaulted(one)
            if asked is not None and other.constant and one.operands[1].constant:
                return self.coalesce(
                    self._product(asked, other), self._product(one.operands[1], other)
                )
        return super()._product(left, right)

    def _known(self, node: Scalar) -> Scalar:
        """True where it is known, else unknown."""
        return self.case(self.is_null(node), self.unknown, self.true)

    def negation(self, node: Scalar) -> Scalar:
        """Not; of a choice where an alternative is told, the choice of the contraries."""
        halves = self._halves.get(node)
        if halves is not None:
            return self.truth(halves[1], halves[0])
        if node.operation is Operator.CASE:
            condition, then, otherwise = node.operands
            if then.constant or otherwise.constant:
                return self.case(condition, self.negation(then), self.negation(otherwise))
        return super().negation(node)

    # ---- what is not known

    def is_null(self, node: Scalar) -> Scalar:
        """Whether it is not known."""
        if not node.nullable:
            return self.false
        if node.is_null:
            return self.true
        operation, operands = node.operation, node.operands
        if operation is Operator.OUTER:
            return self.outer(self.is_null(operands[0]), node.home[0])
        if (operation in STRICT and not _may_pass(node)) or operation is Operator.NOT:
            return self.either(*map(self.is_null, operands))
        if operation in (Operator.AND, Operator.OR):
            contrary = self.negation(self.is_true(self.negation(node)))
            return self.both(self.negation(self.is_true(node)), contrary)
        if operation is Operator.COALESCE:
            return self.both(*map(self.is_null, operands))
        if operation is Operator.CASE:
            condition, first, second = operands
            if first.is_null or second.is_null or not (first.nullable and second.nullable):
                return self.case(condition, self.is_null(first), self.is_null(second))
        return self._make(Operator.IS_NULL, (node,), None, Sort.TRUTH, nullable=False)

    def is_true(self, node: Scalar) -> Scalar:
        """Whether it is true: not where it is unknown."""
        if not node.nullable:
            return node
        if node.is_null:
            return self.false
        if node in self._halves:
            return self._halves[node][0]
        operation, operands = node.operation, node.operands
        if operation in (Operator.AND, Operator.OR):
            return self._joined(operation, map(self.is_true, operands))
        if operation is Operator.CASE:
            return self.case(operands[0], self.is_true(operands[1]), self.is_true(operands[2]))
        if operation is Operator.AT_MOST:
            simpler = self._without_defaults(*operands)
            if simpler is not None:
                return self.is_true(simpler)
            if operands[0].low > operands[1].high:
                return self.false
        if operation is Operator.NOT:
            simpler = self._is_false(operands[0])
            if simpler is not None:
                return simpler
        return self._make(Operator.IS_TRUE, (node,), None, Sort.TRUTH, nullable=False)

    def _is_false(self, node: Scalar) -> Scalar | None:
        """Whether it is false, said more simply than as the contrary of what is asked."""
        if node.operation is Operator.AND:
            return self.either(*(self.is_true(self.negation(part)) for part in node.operands))
        if node.operation is Operator.OR:
            return self.both(*(self.is_true(self.negation(part)) for part in node.operands))
        if node.operation is Operator.AT_MOST:
            left, right = node.operands
            simpler = self._without_defaults(right, left, strictly=True)
            if simpler is not None:
                return self.is_true(simpler)
            if left.high <= right.low:
                return self.false
        return None

    def _without_defaults(
        self, left: Scalar, right: Scalar, *, strictly: bool = False
    ) -> Scalar | None:
        """``left <= right`` (or ``<``), true where it was: without a default that cannot be so."""

        def compared(one: Scalar, other: Scalar) -> Scalar:
            return self.below(one, other) if strictly else self.at_most(one, other)

        def never(one: Scalar, other: Scalar) -> bool:
            one, other = self.aligned(one, other)
            return one.low >= other.high if strictly else one.low > other.high

        if left.operation is Operator.COALESCE and never(left.operands[1], right):
            return compared(left.operands[0], right)
        if right.operation is Operator.COALESCE and never(left, right.operands[1]):
            return compared(left, right.operands[0])
        return None

    def coalesce(self, node: Scalar, default: Scalar) -> Scalar:
        """It, or the default where it is not known."""
        if not node.nullable or default.is_null or node is default:
            return node
        if node.is_null:
            return default
        if node.sort is Sort.TRUTH and default is self.false:
            return self.is_true(node)
        if node.sort is Sort.TRUTH and default is self.true:
            return self.negation(self.is_true(self.negation(node)))
        if node.sort is Sort.NUMBER:
            node, default = self.aligned(node, default)
        if node.operation is Operator.COALESCE:
            return self.coalesce(node.operands[0], self.coalesce(node.operands[1], default))
        return self._make(
            Operator.COALESCE,
            (node, default),
            None,
            node.sort,
            nullable=default.nullable,
            places=node.places,
            low=min(node.low, default.low),
            high=max(node.high, default.high),
        )

    def case(self, condition: Scalar, then: Scalar, otherwise: Scalar) -> Scalar:
        """``then`` where the condition is true, else ``otherwise``."""
        condition = self.is_true(condition)
        if condition.constant:
            return then if condition is self.true else otherwise
        if then.sort is Sort.NUMBER:
            then, otherwise = self.aligned(then, otherwise)
        if then is otherwise:
            return then
        if condition.operation is Operator.NOT:
            return self.case(condition.operands[0], otherwise, then)
        if condition.operation is Operator.IS_NULL:
            if otherwise.operation is Operator.COALESCE:
                figure = otherwise.operands[0]
                otherwise = figure if self.is_null(figure) is condition else otherwise
            if self.is_null(otherwise) is condition:
                return self.coalesce(otherwise, then)
        if then.is_null and self._never_known(condition, otherwise):
            return otherwise
        if self._unknown_where_not(condition) & self.required(otherwise):
            # Where it is not so, something that this rests on is not known.
            otherwise = self.null(then.sort)
        if otherwise.is_null and self._unknown_where_not(condition) & self.required(then):
            return then
        return self._chosen(condition, then, otherwise)

    def _chosen(self, condition: Scalar, then: Scalar, otherwise: Scalar) -> Scalar:
        if then is otherwise:
            return then
        if then.sort is Sort.TRUTH and not then.nullable and not otherwise.nullable:
            return self.either(
                self.both(condition, then), self.both(self.negation(condition), otherwise)
            )
        known = [node for node in (then, otherwise) if not node.is_null]
        # Where what it asks for is known, what rests on nothing else is.
        sought = _asked(condition)
        open_ = otherwise.nullable and not (sought and self.required(otherwise) <= sought)
        told = self._told(condition)
        first_open = then.nullable and not (told and self.required(then) <= told)
        nullable = first_open or open_
        merged = self._merged(condition, then, otherwise)
        if merged is not None and merged.nullable <= nullable:
            return merged
        return self._make(
            Operator.CASE,
            (condition, then, otherwise),
            None,
            then.sort,
            nullable=nullable,
            places=then.places if not then.is_null else otherwise.places,
            low=min(node.low for node in known),
            high=max(node.high for node in known),
        )

    def _merged(self, condition: Scalar, then: Scalar, otherwise: Scalar) -> Scalar | None:
        """With each value once, where one within the other has the same: what one of a row of
        conditions decides stays one expression, however many there are.
        """
        if then.operation is Operator.CASE:
            within, one, other = then.operands
            if one is otherwise:
                return self.case(self.both(condition, self.negation(within)), other, otherwise)
            if other is otherwise:
                return self.case(self.both(condition, within), one, otherwise)
        if otherwise.operation is Operator.CASE:
            within, one, other = otherwise.operands
            if one is then:
                return self.case(self.either(condition, within), then, other)
            if other is then:
                unlike = self.both(self.negation(condition), within)
                return self.case(unlike, one, then)
        return None

    def _unknown_where_not(self, condition: Scalar) -> frozenset[Scalar]:
        """What is not known wherever a condition does not hold."""
        parts = condition.operands if condition.operation is Operator.OR else (condition,)
        return frozenset(
            part.operands[0].operands[0]
            for part in parts
            if part.operation is Operator.NOT and part.operands[0].operation is Operator.IS_NULL
        )

    def _told(self, condition: Scalar) -> frozenset[Scalar]:
        """What is known wherever a condition holds."""
        if condition.operation is Operator.AND:
            return frozenset().union(*map(self._told, condition.operands))
        if condition.operation is Operator.IS_TRUE:
            return self.required(condition.operands[0])
        if condition.operation is Operator.NOT:
            asked = condition.operands[0]
            return _asked(asked)
        return frozenset()

    def _never_known(self, condition: Scalar, node: Scalar) -> bool:
        """Whether a node is not known wherever a condition holds."""
        parts = condition.operands if condition.operation is Operator.OR else (condition,)
        asked = _asked(condition)
        return len(asked) == len(parts) and asked <= self.required(node)

    def truth(self, holds: Scalar, fails: Scalar) -> Scalar:
        """True where the first holds, false where the second does, else unknown; both known, and
        nowhere both true but on rows that contradict themselves, which are decided apart.
        """
        if holds.operation is Operator.IS_TRUE:
            asked = holds.operands[0]
            if fails is self.is_true(self.negation(asked)):
                return asked
        if self.negation(holds) is fails:
            return holds
        found = self.case(holds, self.true, self.case(fails, self.false, self.unknown))
        if found.operation is Operator.CASE:
            # Whether it is false is not worked out of both.
            self._halves[found] = (holds, fails)
        return found

    def given_known(self, node: Scalar, asked: Iterable[Scalar]) -> Scalar:
        """The same where all of ``asked`` is known: without their defaults."""
        known = frozenset(asked)
        return self._given(node, known, _DEEPEST) if known else node

    def _given(self, node: Scalar, known: frozenset[Scalar], deep: int) -> Scalar:
        operation, operands = node.operation, node.operands
        if operation is Operator.COALESCE and operands[0] in known:
            return operands[0]
        if operation is Operator.IS_NULL and operands[0] in known:
            return self.false
        rebuilt = REBUILT.get(operation)
        if rebuilt is None or deep == 0:
            return node
        return rebuilt(self, [self._given(part, known, deep - 1) for part in operands])


def _defaulted(node: Scalar) -> Scalar | None:
    """What a number is where it is known, and else has a default that is known."""
    if node.operation is not Operator.COALESCE or node.operands[1].nullable:
        return None
    return node.operands[0]


def _asked(condition: Scalar) -> frozenset[Scalar]:
    """What a condition asks whether it is not known; of alternatives all."""
    parts = condition.operands if condition.operation is Operator.OR else (condition,)
    return frozenset(part.operands[0] for part in parts if part.operation is Operator.IS_NULL)


def _may_pass(node: Scalar) -> bool:
    """Whether it may lie beyond the calendar, or be asked of what does."""
    if node.operation not in _OF_DAYS:
        return False
    (asked,) = node.operands
    if node.operation is Operator.DAY_IN:
        return asked.low < day_numbers.FIRST_YEAR or asked.high > day_numbers.LAST_YEAR
    beyond = asked.low < day_numbers.FIRST_DAY or asked.high > day_numbers.LAST_DAY
    if node.operation is not Operator.MONTHS_LATER:
        return beyond
    return beyond or node.low == day_numbers.FIRST_DAY or node.high == day_numbers.LAST_DAY


def _rebuild_case(graph: ScalarGraph, parts: list[Scalar]) -> Scalar:
    return graph.case(parts[0], parts[1], parts[2])


#: What the calendar tells.
_OF_DAYS = {Operator.YEAR_OF, Operator.MONTH_OF, Operator.MONTHS_LATER, Operator.DAY_IN}
#: So deep defaults are looked for.
_DEEPEST = 6


#: How what a node is made of is put together again.
REBUILT: dict[Operator, Callable[[ScalarGraph, list[Scalar]], Scalar]] = {
    Operator.ADD: lambda graph, parts: graph.add(*parts),
    Operator.MULTIPLY: lambda graph, parts: graph.multiply(*parts),
    Operator.AT_MOST: lambda graph, parts: graph.at_most(*parts),
    Operator.EQUAL: lambda graph, parts: graph.equal(*parts),
    Operator.LEAST: lambda graph, parts: graph.least(*parts),
    Operator.GREATEST: lambda graph, parts: graph.greatest(*parts),
    Operator.AND: lambda graph, parts: graph.both(*parts),
    Operator.OR: lambda graph, parts: graph.either(*parts),
    Operator.NOT: lambda graph, parts: graph.negation(parts[0]),
    Operator.IS_TRUE: lambda graph, parts: graph.is_true(parts[0]),
    Operator.IS_NULL: lambda graph, parts: graph.is_null(parts[0]),
    Operator.COALESCE: lambda graph, parts: graph.coalesce(*parts),
    Operator.CASE: _rebuild_case,
}
