"""Kleene's connectives in the graph: of what is known, nothing is asked twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from huiqi.lowering.scalar_conditions import ScalarConditions
from huiqi.lowering.scalar_limits import NumberLimits, narrowest, number_limits
from huiqi.lowering.scalars import Operator, Scalar, Sort


class ScalarConnectives(ScalarConditions):
    """And, or."""

    def both(self, *nodes: Scalar) -> Scalar:
        """And: false where one is, else unknown where one is."""
        return self._joined(Operator.AND, nodes)

    def either(self, *nodes: Scalar) -> Scalar:
        """Or: true where one is, else unknown where one is."""
        return self._joined(Operator.OR, nodes)

    def _joined(self, operation: Operator, nodes: Iterable[Scalar]) -> Scalar:
        decisive, neutral = self.false, self.true
        if operation is Operator.OR:
            decisive, neutral = neutral, decisive
        parts: dict[Scalar, None] = {}
        for part in self._flat(operation, nodes):
            if part is decisive:
                return decisive
            if part is not neutral:
                parts[part] = None
        without = self._without_implied if operation is Operator.AND else self._without_absorbed
        parts = self._within_limits(operation, self._without_repeated(operation, without(parts)))
        parts = self._factored(operation, parts)
        if decisive in parts:
            return decisive
        for part in parts:
            if part.operation is Operator.NOT and not part.nullable and part.operands[0] in parts:
                return decisive
        if not parts:
            return neutral
        if len(parts) == 1:
            return next(iter(parts))
        ordered = tuple(sorted(parts, key=lambda part: part.number))
        return self._make(
            operation,
            ordered,
            None,
            Sort.TRUTH,
            nullable=any(part.nullable for part in ordered),
        )

    def _without_repeated(
        self, operation: Operator, parts: dict[Scalar, None]
    ) -> dict[Scalar, None]:
        """Without what a part asks that another part has answered: ``a and (not a or b)`` is
        ``a and b``, ``a and (a or b)`` is ``a``; and the same of ``or``, and beyond a ``not``.

        Only of what is always known: where ``a`` is not, the first two are not the same.
        """
        contrary = Operator.OR if operation is Operator.AND else Operator.AND
        known = {part for part in parts if not part.nullable}
        if len(parts) < 2 or not known:
            return parts
        found: dict[Scalar, None] = {}
        changed = False
        for part in parts:
            # No part is within itself.
            told = self._answered(part, operation, contrary, known)
            changed |= told is not part
            found[told] = None
        if not changed:
            return parts
        found.pop(self.true if operation is Operator.AND else self.false, None)
        return dict.fromkeys(self._flat(operation, found))

    def _answered(
        self, part: Scalar, operation: Operator, contrary: Operator, known: set[Scalar]
    ) -> Scalar:
        """A part where each of ``known`` is what leaves the others open."""
        neutral = self.true if operation is Operator.AND else self.false
        inner = part.operands[0] if part.operation is Operator.NOT else part
        # Under a negation what is asked is the contrary of each.
        under = inner is not part
        wanted = operation if under else contrary
        if inner.nullable or inner.operation is not wanted:
            return part
        rest = []
        for one in inner.operands:
            holds, fails = one in known, self.negation(one) in known
            if under:
                holds, fails = fails, holds
            if holds:
                return neutral
            if not fails:
                rest.append(one)
        if len(rest) == len(inner.operands):
            return part
        joined = self._joined(wanted, rest)
        return self.negation(joined) if under else joined

    def _factored(self, operation: Operator, parts: dict[Scalar, None]) -> dict[Scalar, None]:
        """With what two parts have in common once, where one condition is left of each, and both
        are one: ``(a or x <= 5) and (a or x <= 9)`` is ``a or x <= 5``, also of what is not known;
        and the same of ``or``.  Else it would only keep either part from being shared.
        """
        contrary = Operator.OR if operation is Operator.AND else Operator.AND
        compound = [part for part in parts if part.operation is contrary]
        if len(compound) < 2:
            return parts
        asked = {part: set(part.operands) for part in compound}
        for one, other in combinations(compound, 2):
            shared = len(asked[one] & asked[other])
            if not shared or max(len(asked[one]), len(asked[other])) > shared + 1:
                continue
            common = [part for part in one.operands if part in asked[other]]
            left = [[p for p in part.operands if p not in common] for part in (one, other)]
            rest = self._joined(operation, (self._joined(contrary, own) for own in left))
            if rest.operation is not operation:
                kept = [part for part in parts if part is not one and part is not other]
                joined = self._joined(contrary, (*common, rest))
                return {self._joined(operation, (*kept, joined)): None}
        return parts

    def _flat(self, operation: Operator, parts: Iterable[Scalar]) -> Iterator[Scalar]:
        for part in parts:
            yield from part.operands if part.operation is operation else (part,)

    def _without_implied(self, parts: dict[Scalar, None]) -> dict[Scalar, None]:
        """Without "x is known" where another part is true only where it is."""
        told: set[Scalar] = set()
        for part in parts:
            if part.operation is Operator.IS_TRUE:
                told |= self.required(part.operands[0])
        if not told:
            return parts
        return {
            part: None
            for part in parts
            if not (
                part.operation is Operator.NOT
                and part.operands[0].operation is Operator.IS_NULL
                and part.operands[0].operands[0] in told
            )
        }

    def _without_absorbed(self, parts: dict[Scalar, None]) -> dict[Scalar, None]:
        """Without what is true only where something is known that another part asks to be known."""
        told = {
            part.operands[0].operands[0]
            for part in parts
            if part.operation is Operator.NOT and part.operands[0].operation is Operator.IS_NULL
        }
        if not told:
            return parts
        return {
            part: None
            for part in parts
            if not (part.operation is Operator.IS_TRUE and self.required(part.operands[0]) & told)
        }

    def _within_limits(self, operation: Operator, parts: dict[Scalar, None]) -> dict[Scalar, None]:
        """With the narrowest of what is asked of each number: ``x <= 5 and x <= 9`` is ``x <= 5``.
        Of ``or`` the widest, which is the contrary of the narrowest of the contraries.
        """
        asked: dict[Scalar, dict[Scalar, NumberLimits]] = {}
        for part in parts:
            told = number_limits(part if operation is Operator.AND else self.negation(part))
            if told is not None:
                asked.setdefault(told[0], {})[part] = told[1]
        narrower = dict(parts)
        for number, limits in asked.items():
            if len(limits) < 2:
                continue
            found = narrowest(limits.values()).within(number.low, number.high)
            rest = list(self._limited(number, found))
            if len(rest) < len(limits):
                for part in limits:
                    del narrower[part]
                if operation is Operator.OR:
                    rest = [self.negation(part) for part in rest]
                narrower |= dict.fromkeys(rest)
        return narrower

    def _limited(self, number: Scalar, limits: NumberLimits) -> Iterator[Scalar]:
        """The fewest conditions that all hold where a number lies within limits."""
        unknown = limits.unknown and number.nullable
        if limits.is_nowhere:
            yield self._not_known(number) if unknown else self.false
            return
        low, high, places = limits.low, limits.high, number.places
        if low is not None and low == high and not unknown:
            yield self._certainly(self.equal(number, self.constant(low, places)))
            return
        if unknown:
            # Nowhere beyond the limits.
            if low is not None:
                below = self.at_most(number, self.constant(low - 1, places))
                yield self.negation(self._certainly(below))
            if high is not None:
                above = self.at_most(self.constant(high + 1, places), number)
                yield self.negation(self._certainly(above))
        else:
            if low is not None:
                yield self._certainly(self.at_most(self.constant(low, places), number))
            if high is not None:
                yield self._certainly(self.at_most(number, self.constant(high, places)))
            if low is None and high is None and number.nullable:
                yield self.negation(self._not_known(number))
        for one in sorted(limits.but):
            yield self.negation(self._certainly(self.equal(number, self.constant(one, places))))

    def _not_known(self, node: Scalar) -> Scalar:
        return self._make(Operator.IS_NULL, (node,), None, Sort.TRUTH, nullable=False)

    def _certainly(self, node: Scalar) -> Scalar:
        if not node.nullable:
            return node
        return self._make(Operator.IS_TRUE, (node,), None, Sort.TRUTH, nullable=False)
