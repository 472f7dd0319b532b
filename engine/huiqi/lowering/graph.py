"""Makes scalars: each once, constants worked out, and what cannot be told apart made one.

The simplifications are those that the rules need: the two ends of a range are mostly the same
figure, known or not, and then a comparison of ranges is one comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Context, Decimal
from fractions import Fraction

from huiqi.lowering import calendar
from huiqi.lowering.scalars import (
    AGGREGATES,
    ENTERPRISE,
    STRICT,
    WIDEST,
    BeyondError,
    Home,
    Operation,
    Scalar,
    Sort,
)

#: So many rows of a list of one enterprise are reckoned with; one with more is decided apart.
MOST_RECORDS = 1000


class Graph:
    """The scalars made so far."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Scalar] = {}
        self._required: dict[Scalar, frozenset[Scalar]] = {}
        self.true = self.constant(True)
        self.false = self.constant(False)
        self.unknown = self._make(Operation.CONSTANT, (), None, Sort.TRUTH, nullable=True)
        self.nothing = self._make(Operation.CONSTANT, (), None, Sort.NUMBER, nullable=True)
        self.no_text = self._make(Operation.CONSTANT, (), None, Sort.TEXT, nullable=True)
        self.zero = self.constant(0)
        self.one = self.constant(1)

    def _make(
        self,
        operation: Operation,
        operands: tuple[Scalar, ...],
        detail: Hashable,
        sort: Sort,
        *,
        nullable: bool,
        home: Home | None = None,
        places: int = 0,
        low: int = 0,
        high: int = 0,
    ) -> Scalar:
        if max(-low, high) > WIDEST:
            raise BeyondError("数太大")
        if home is None:
            home = _home(operands)
        # True == 1 in Python: a constant is told by its sort, too.
        key = (operation, tuple(o.number for o in operands), sort, detail, home, places)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Scalar(
                number=len(self._made),
                operation=operation,
                operands=operands,
                detail=detail,
                sort=sort,
                home=home,
                nullable=nullable,
                places=places,
                low=low,
                high=high,
            )
        return found

    # ---- leaves

    def constant(self, value: bool | int | Decimal | str, places: int = 0) -> Scalar:
        """A constant; ``places``: of an ``int``, how many of its digits are decimals."""
        if isinstance(value, bool):
            return self._make(Operation.CONSTANT, (), value, Sort.TRUTH, nullable=False)
        if isinstance(value, str):
            return self._make(Operation.CONSTANT, (), value, Sort.TEXT, nullable=False)
        if isinstance(value, Decimal):
            sign, digits, exponent = value.as_tuple()
            assert isinstance(exponent, int)
            whole = int("".join(map(str, digits)) or "0") * (-1 if sign else 1)
            places = max(-exponent, 0)
            whole *= 10 ** max(exponent, 0)
            while places and whole % 10 == 0:
                whole, places = whole // 10, places - 1
        else:
            whole = value
        return self._make(
            Operation.CONSTANT,
            (),
            whole,
            Sort.NUMBER,
            nullable=False,
            places=places,
            low=whole,
            high=whole,
        )

    def column(
        self,
        name: str,
        sort: Sort,
        *,
        nullable: bool,
        home: Home = ENTERPRISE,
        places: int = 0,
        low: int = 0,
        high: int = 0,
    ) -> Scalar:
        """A column of the table, or of the list that ``home`` names."""
        return self._make(
            Operation.COLUMN,
            (),
            name,
            sort,
            nullable=nullable,
            home=home,
            places=places,
            low=low,
            high=high,
        )

    def null(self, sort: Sort) -> Scalar:
        """What is never known."""
        return {Sort.TRUTH: self.unknown, Sort.NUMBER: self.nothing, Sort.TEXT: self.no_text}[sort]

    def outer(self, node: Scalar, inner: str) -> Scalar:
        """What stands on the row of an outer list, seen from a row of the ``inner`` one."""
        if len(node.home) > 1:
            raise BeyondError("清单套了三层")
        if not node.home:
            return node
        return self._make(
            Operation.OUTER,
            (node,),
            None,
            node.sort,
            nullable=node.nullable,
            home=(inner, *node.home),
            places=node.places,
            low=node.low,
            high=node.high,
        )

    # ---- numbers

    def to_places(self, node: Scalar, places: int) -> Scalar:
        """The same number with more decimals."""
        more = places - node.places
        if more == 0:
            return node
        if node.is_null:
            return node
        if node.constant:
            assert isinstance(node.detail, int)
            return self.constant(node.detail * 10**more, places)
        return self._product(node, self.constant(10**more, more))

    def aligned(self, left: Scalar, right: Scalar) -> tuple[Scalar, Scalar]:
        """Both with the decimals of the finer."""
        places = max(left.places, right.places)
        return self.to_places(left, places), self.to_places(right, places)

    def add(self, left: Scalar, right: Scalar) -> Scalar:
        """The sum."""
        if left.is_null or right.is_null:
            return self.nothing
        left, right = self.aligned(left, right)
        if left.constant and right.constant:
            assert isinstance(left.detail, int)
            assert isinstance(right.detail, int)
            return self.constant(left.detail + right.detail, left.places)
        for one, other in ((left, right), (right, left)):
            if one.constant and one.detail == 0:
                return other
        if left.number > right.number:
            left, right = right, left
        return self._make(
            Operation.ADD,
            (left, right),
            None,
            Sort.NUMBER,
            nullable=left.nullable or right.nullable,
            places=left.places,
            low=left.low + right.low,
            high=left.high + right.high,
        )

    def negate(self, node: Scalar) -> Scalar:
        """The number with the contrary sign."""
        return self.multiply(node, self.constant(-1))

    def subtract(self, left: Scalar, right: Scalar) -> Scalar:
        """The difference."""
        return self.add(left, self.negate(right))

    def multiply(self, left: Scalar, right: Scalar) -> Scalar:
        """The product."""
        if left.is_null or right.is_null:
            return self.nothing
        for one, other in ((left, right), (right, left)):
            if one.constant and one.detail == 0 and not other.nullable:
                return self.zero
            if one.constant and one.detail == 1 and one.places == 0:
                return other
        return self._product(left, right)

    def _product(self, left: Scalar, right: Scalar) -> Scalar:
        places = left.places + right.places
        if left.constant and right.constant:
            assert isinstance(left.detail, int)
            assert isinstance(right.detail, int)
            return self.constant(Decimal(left.detail * right.detail).scaleb(-places, _WIDE))
        if left.number > right.number:
            left, right = right, left
        ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
        return self._make(
            Operation.MULTIPLY,
            (left, right),
            None,
            Sort.NUMBER,
            nullable=left.nullable or right.nullable,
            places=places,
            low=min(ends),
            high=max(ends),
        )

    def divide(
        self, left: Scalar, right: Scalar, places: int = 0, most: Fraction | None = None
    ) -> Scalar:
        """The number of so many ``places`` not above the quotient; the divisor is positive.

        ``most``: what the absolute value of the quotient does not pass.
        """
        if left.is_null or right.is_null:
            return self.nothing
        # n/10^a ÷ d/10^b, counted in 10^-places, is n·10^(b+places) ÷ d·10^a.
        above, below = right.places + places, left.places
        common = min(above, below)
        numerator = self._whole(left, 10 ** (above - common))
        denominator = self._whole(right, 10 ** (below - common))
        if numerator.constant and denominator.constant:
            assert isinstance(numerator.detail, int)
            assert isinstance(denominator.detail, int)
            return self.constant(numerator.detail // denominator.detail, places)
        if denominator.constant and denominator.detail == 1 and numerator.places == places:
            return numerator
        least = max(denominator.low, 1)
        greatest = max(denominator.high, 1)
        ends = [n // d for n in (numerator.low, numerator.high) for d in (least, greatest)]
        low, high = min(ends), max(ends)
        if most is not None:
            bound = int(most * 10**places) + 1
            low, high = max(low, -bound), min(high, bound)
        return self._make(
            Operation.DIVIDE,
            (numerator, denominator),
            None,
            Sort.NUMBER,
            nullable=numerator.nullable or denominator.nullable,
            places=places,
            low=low,
            high=high,
        )

    def _whole(self, node: Scalar, times: int) -> Scalar:
        """The digits of a number, as a whole number, so many times."""
        factor = self.constant(times)
        if node.constant:
            assert isinstance(node.detail, int)
            return self.constant(node.detail * times)
        return node if times == 1 else self._product(node, factor)

    def least(self, left: Scalar, right: Scalar) -> Scalar:
        """The lesser; not known where either is not."""
        return self._extreme(Operation.LEAST, left, right)

    def greatest(self, left: Scalar, right: Scalar) -> Scalar:
        """The greater; not known where either is not."""
        return self._extreme(Operation.GREATEST, left, right)

    def _extreme(self, operation: Operation, left: Scalar, right: Scalar) -> Scalar:
        if left.is_null or right.is_null:
            return self.nothing
        left, right = self.aligned(left, right)
        if left is right:
            return left
        least = operation is Operation.LEAST
        for one, other in ((left, right), (right, left)):
            if (one.high <= other.low) if least else (one.low >= other.high):
                if not other.nullable:
                    return one
        if left.number > right.number:
            left, right = right, left
        choose = min if least else max
        return self._make(
            operation,
            (left, right),
            None,
            Sort.NUMBER,
            nullable=left.nullable or right.nullable,
            places=left.places,
            low=choose(left.low, right.low),
            high=choose(left.high, right.high),
        )

    # ---- days

    def part_of_day(self, day: Scalar, part: str) -> Scalar:
        """The ``year`` or the ``month`` of a day."""

        def told(number: int) -> int | None:
            found = calendar.date_of(number)
            if found is None:
                return None
            return found.year if part == "year" else found.month

        operation = Operation.YEAR_OF if part == "year" else Operation.MONTH_OF
        ends = None if part == "year" else (1, 12)
        return self._of_days(operation, day, None, told, ends=ends)

    def months_later(self, day: Scalar, months: int) -> Scalar:
        """A day so many months later (fewer than none: earlier)."""
        return self._of_days(
            Operation.MONTHS_LATER, day, months, lambda number: calendar.moved(number, months)
        )

    def day_in(self, year: Scalar, month: int, day: int) -> Scalar:
        """A day of a year."""
        return self._of_days(
            Operation.DAY_IN,
            year,
            (month, day),
            lambda number: calendar.day_in(number, month, day),
        )

    def _of_days(
        self,
        operation: Operation,
        node: Scalar,
        detail: Hashable,
        told: Callable[[int], int | None],
        *,
        ends: tuple[int, int] | None = None,
    ) -> Scalar:
        """What the calendar tells; beyond it nothing is known."""
        if node.is_null:
            return self.nothing
        low, high = told(node.low), told(node.high)
        if node.constant:
            return self.nothing if low is None else self.constant(low)
        least, most = ends or (
            _BEFORE[operation] if low is None else low,
            _AFTER[operation] if high is None else high,
        )
        return self._make(
            operation,
            (node,),
            detail,
            Sort.NUMBER,
            nullable=node.nullable or low is None or high is None,
            low=least,
            high=most,
        )

    # ---- conditions

    def at_most(self, left: Scalar, right: Scalar) -> Scalar:
        """``left <= right``."""
        if left.is_null or right.is_null:
            return self.unknown
        left, right = self.aligned(left, right)
        if left.constant and right.constant:
            return self.constant(left.low <= right.low)
        nullable = left.nullable or right.nullable
        if not nullable:
            if left.high <= right.low:
                return self.true
            if left.low > right.high:
                return self.false
        return self._make(Operation.AT_MOST, (left, right), None, Sort.TRUTH, nullable=nullable)

    def below(self, left: Scalar, right: Scalar) -> Scalar:
        """``left < right``."""
        return self.negation(self.at_most(right, left))

    def equal(self, left: Scalar, right: Scalar) -> Scalar:
        """``left = right``, of one sort."""
        if left.is_null or right.is_null:
            return self.unknown
        nullable = left.nullable or right.nullable
        if left.sort is Sort.NUMBER:
            left, right = self.aligned(left, right)
            if not nullable and (left.high < right.low or right.high < left.low):
                return self.false
        if left.constant and right.constant:
            return self.constant(left.detail == right.detail)
        if left is right and not nullable:
            return self.true
        if left.number > right.number:
            left, right = right, left
        return self._make(Operation.EQUAL, (left, right), None, Sort.TRUTH, nullable=nullable)

    def one_of(self, node: Scalar, values: Iterable[int | str]) -> Scalar:
        """Whether it is one of some constants."""
        among = tuple(sorted(set(values)))
        if not among:
            return self.both(self.false, self.is_known_truth(node))
        if node.is_null:
            return self.unknown
        if node.constant:
            return self.constant(node.detail in among)
        return self._make(Operation.ONE_OF, (node,), among, Sort.TRUTH, nullable=node.nullable)

    def starts_with(self, node: Scalar, beginnings: Iterable[str]) -> Scalar:
        """Whether a text begins with one of some."""
        if node.is_null:
            return self.unknown
        among = tuple(sorted(set(beginnings)))
        if node.constant:
            return self.constant(str(node.detail).startswith(among))
        return self._make(Operation.STARTS_WITH, (node,), among, Sort.TRUTH, nullable=node.nullable)

    def is_known_truth(self, node: Scalar) -> Scalar:
        """True where it is known, else unknown."""
        return self.case(self.is_null(node), self.unknown, self.true)

    def negation(self, node: Scalar) -> Scalar:
        """Not."""
        if node.constant:
            return node if node.is_null else self.constant(node is self.false)
        if node.operation is Operation.NOT:
            return node.operands[0]
        return self._make(Operation.NOT, (node,), None, Sort.TRUTH, nullable=node.nullable)

    def both(self, *nodes: Scalar) -> Scalar:
        """And: false where one is, else unknown where one is."""
        return self._joined(Operation.AND, nodes)

    def either(self, *nodes: Scalar) -> Scalar:
        """Or: true where one is, else unknown where one is."""
        return self._joined(Operation.OR, nodes)

    def _joined(self, operation: Operation, nodes: Iterable[Scalar]) -> Scalar:
        decisive, neutral = self.false, self.true
        if operation is Operation.OR:
            decisive, neutral = neutral, decisive
        parts: dict[Scalar, None] = {}
        for node in nodes:
            for part in node.operands if node.operation is operation else (node,):
                if part is decisive:
                    return decisive
                if part is not neutral:
                    parts[part] = None
        if operation is Operation.AND:
            parts = self._without_implied(parts)
        for part in parts:
            if not part.nullable and self.negation(part) in parts:
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

    def _without_implied(self, parts: dict[Scalar, None]) -> dict[Scalar, None]:
        """Without "x is known" where another part is true only where it is."""
        told: set[Scalar] = set()
        for part in parts:
            if part.operation is Operation.IS_TRUE:
                told |= self.required(part.operands[0])
        if not told:
            return parts
        return {
            part: None
            for part in parts
            if not (
                part.operation is Operation.NOT
                and part.operands[0].operation is Operation.IS_NULL
                and part.operands[0].operands[0] in told
            )
        }

    def required(self, node: Scalar) -> frozenset[Scalar]:
        """What is known wherever the node is."""
        found = self._required.get(node)
        if found is None:
            if not node.nullable:
                found = frozenset()
            elif node.operation in STRICT or node.operation is Operation.NOT:
                found = frozenset().union(*(self.required(part) for part in node.operands))
            else:
                found = frozenset((node,))
            self._required[node] = found
        return found

    # ---- what is not known

    def is_null(self, node: Scalar) -> Scalar:
        """Whether it is not known."""
        if not node.nullable:
            return self.false
        if node.is_null:
            return self.true
        operation, operands = node.operation, node.operands
        if operation is Operation.OUTER:
            return self.outer(self.is_null(operands[0]), node.home[0])
        if (operation in STRICT and not _may_pass(node)) or operation is Operation.NOT:
            return self.either(*map(self.is_null, operands))
        if operation is Operation.COALESCE:
            return self.both(*map(self.is_null, operands))
        if operation is Operation.CASE:
            condition, first, second = operands
            if first.is_null or second.is_null or not (first.nullable and second.nullable):
                return self.case(condition, self.is_null(first), self.is_null(second))
        return self._make(Operation.IS_NULL, (node,), None, Sort.TRUTH, nullable=False)

    def is_true(self, node: Scalar) -> Scalar:
        """Whether it is true: not where it is unknown."""
        if not node.nullable:
            return node
        if node.is_null:
            return self.false
        operation, operands = node.operation, node.operands
        if operation in (Operation.AND, Operation.OR):
            return self._joined(operation, map(self.is_true, operands))
        if operation is Operation.CASE:
            return self.case(operands[0], self.is_true(operands[1]), self.is_true(operands[2]))
        if operation is Operation.AT_MOST:
            simpler = self._without_defaults(*operands)
            if simpler is not None:
                return self.is_true(simpler)
            if operands[0].low > operands[1].high:
                return self.false
        if operation is Operation.NOT and operands[0].operation is Operation.AT_MOST:
            left, right = operands[0].operands
            simpler = self._without_defaults(right, left, strictly=True)
            if simpler is not None:
                return self.is_true(simpler)
            if left.high <= right.low:
                return self.false
        return self._make(Operation.IS_TRUE, (node,), None, Sort.TRUTH, nullable=False)

    def _without_defaults(
        self, left: Scalar, right: Scalar, *, strictly: bool = False
    ) -> Scalar | None:
        """``left <= right`` (or ``<``), true where it was: without a default that cannot be so."""

        def compared(one: Scalar, other: Scalar) -> Scalar:
            return self.below(one, other) if strictly else self.at_most(one, other)

        def never(one: Scalar, other: Scalar) -> bool:
            one, other = self.aligned(one, other)
            return one.low >= other.high if strictly else one.low > other.high

        if left.operation is Operation.COALESCE and never(left.operands[1], right):
            return compared(left.operands[0], right)
        if right.operation is Operation.COALESCE and never(left, right.operands[1]):
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
        if node.operation is Operation.COALESCE:
            return self.coalesce(node.operands[0], self.coalesce(node.operands[1], default))
        return self._make(
            Operation.COALESCE,
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
        if condition.operation is Operation.NOT:
            return self.case(condition.operands[0], otherwise, then)
        if condition.operation is Operation.IS_NULL:
            asked = condition.operands[0]
            if asked is otherwise:
                return self.coalesce(otherwise, then)
        if then.is_null and self._never_known(condition, otherwise):
            return otherwise
        if then.sort is Sort.TRUTH and not then.nullable and not otherwise.nullable:
            return self.either(
                self.both(condition, then), self.both(self.negation(condition), otherwise)
            )
        known = [node for node in (then, otherwise) if not node.is_null]
        # Where what it asks for is known, what rests on nothing else is.
        asked = _asked(condition)
        open_ = otherwise.nullable and not (asked and self.required(otherwise) <= asked)
        told = self._told(condition)
        first_open = then.nullable and not (told and self.required(then) <= told)
        return self._make(
            Operation.CASE,
            (condition, then, otherwise),
            None,
            then.sort,
            nullable=first_open or open_,
            places=then.places if not then.is_null else otherwise.places,
            low=min(node.low for node in known),
            high=max(node.high for node in known),
        )

    def _told(self, condition: Scalar) -> frozenset[Scalar]:
        """What is known wherever a condition holds."""
        if condition.operation is Operation.AND:
            return frozenset().union(*map(self._told, condition.operands))
        if condition.operation is Operation.IS_TRUE:
            return self.required(condition.operands[0])
        if condition.operation is Operation.NOT:
            asked = condition.operands[0]
            return _asked(asked)
        return frozenset()

    def _never_known(self, condition: Scalar, node: Scalar) -> bool:
        """Whether a node is not known wherever a condition holds."""
        parts = condition.operands if condition.operation is Operation.OR else (condition,)
        asked = _asked(condition)
        return len(asked) == len(parts) and asked <= self.required(node)

    def truth(self, holds: Scalar, fails: Scalar) -> Scalar:
        """True where the first holds, false where the second does, else unknown; both known."""
        if holds.operation is Operation.IS_TRUE:
            asked = holds.operands[0]
            if fails is self.is_true(self.negation(asked)):
                return asked
        if self.negation(holds) is fails:
            return holds
        return self.case(holds, self.true, self.case(fails, self.false, self.unknown))

    def given_known(self, node: Scalar, asked: Iterable[Scalar]) -> Scalar:
        """The same where all of ``asked`` is known: without their defaults."""
        known = frozenset(asked)
        return self._given(node, known, _DEEPEST) if known else node

    def _given(self, node: Scalar, known: frozenset[Scalar], deep: int) -> Scalar:
        operation, operands = node.operation, node.operands
        if operation is Operation.COALESCE and operands[0] in known:
            return operands[0]
        if operation is Operation.IS_NULL and operands[0] in known:
            return self.false
        rebuilt = _REBUILT.get(operation)
        if rebuilt is None or deep == 0:
            return node
        return rebuilt(self, [self._given(part, known, deep - 1) for part in operands])

    # ---- lists

    def aggregate(self, operation: Operation, value: Scalar, home: Home) -> Scalar:
        """Over the rows of a list (the first of ``home``), on the rows of the rest.

        ``SUM``, ``MIN`` and ``MAX`` leave out what is not known; a sum of none is 0.
        """
        assert operation in AGGREGATES
        if value.constant and operation is Operation.ANY and value is self.false:
            return self.false
        if value.constant and (value.is_null or value.detail == 0) and operation is Operation.SUM:
            return self.zero
        low, high = value.low, value.high
        if operation is Operation.SUM:
            low, high = min(low, 0) * MOST_RECORDS, max(high, 0) * MOST_RECORDS
        return self._make(
            operation,
            (value,),
            home,
            value.sort,
            nullable=operation in (Operation.MIN, Operation.MAX),
            home=home[1:],
            places=value.places,
            low=low,
            high=high,
        )


def _asked(condition: Scalar) -> frozenset[Scalar]:
    """What a condition asks whether it is not known; of alternatives all."""
    parts = condition.operands if condition.operation is Operation.OR else (condition,)
    return frozenset(part.operands[0] for part in parts if part.operation is Operation.IS_NULL)


def _home(operands: Iterable[Scalar]) -> Home:
    homes = sorted({operand.home for operand in operands}, key=len)
    found = homes[-1] if homes else ENTERPRISE
    if any(home != found[: len(home)] for home in homes):
        raise BeyondError("两张清单逐条相比")
    return found


def _may_pass(node: Scalar) -> bool:
    """Whether it may lie beyond the calendar, or be asked of what does."""
    if node.operation not in _BEFORE:
        return False
    (asked,) = node.operands
    if node.operation is Operation.DAY_IN:
        return asked.low < calendar.FIRST_YEAR or asked.high > calendar.LAST_YEAR
    beyond = asked.low < calendar.FIRST_DAY or asked.high > calendar.LAST_DAY
    if node.operation is not Operation.MONTHS_LATER:
        return beyond
    return beyond or node.low == calendar.FIRST_DAY or node.high == calendar.LAST_DAY


def _rebuild_case(graph: Graph, parts: list[Scalar]) -> Scalar:
    return graph.case(parts[0], parts[1], parts[2])


#: The least and the most that the calendar tells; what is beyond it is not known.
_BEFORE = {
    Operation.YEAR_OF: calendar.FIRST_YEAR,
    Operation.MONTH_OF: 1,
    Operation.MONTHS_LATER: calendar.FIRST_DAY,
    Operation.DAY_IN: calendar.FIRST_DAY,
}
_AFTER = {
    Operation.YEAR_OF: calendar.LAST_YEAR,
    Operation.MONTH_OF: 12,
    Operation.MONTHS_LATER: calendar.LAST_DAY,
    Operation.DAY_IN: calendar.LAST_DAY,
}
#: So deep defaults are looked for.
_DEEPEST = 6
#: The digits of any product of two.
_WIDE = Context(prec=100)
_REBUILT: dict[Operation, Callable[[Graph, list[Scalar]], Scalar]] = {
    Operation.ADD: lambda graph, parts: graph.add(*parts),
    Operation.MULTIPLY: lambda graph, parts: graph.multiply(*parts),
    Operation.AT_MOST: lambda graph, parts: graph.at_most(*parts),
    Operation.EQUAL: lambda graph, parts: graph.equal(*parts),
    Operation.LEAST: lambda graph, parts: graph.least(*parts),
    Operation.GREATEST: lambda graph, parts: graph.greatest(*parts),
    Operation.AND: lambda graph, parts: graph.both(*parts),
    Operation.OR: lambda graph, parts: graph.either(*parts),
    Operation.NOT: lambda graph, parts: graph.negation(parts[0]),
    Operation.IS_TRUE: lambda graph, parts: graph.is_true(parts[0]),
    Operation.CASE: _rebuild_case,
}
