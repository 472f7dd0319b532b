"""Makes scalars, each once: constants, columns, and what is told over the rows of a list."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal

from huiqi.lowering.scalars import (
    AGGREGATES,
    ENTERPRISE,
    WIDEST,
    BeyondError,
    Home,
    Operator,
    Scalar,
    Sort,
)
from huiqi.sentences import sentence

#: So many rows of a list of one enterprise are reckoned with; one with more is decided apart.
MOST_RECORDS = 1000


class MadeScalars:
    """The scalars made so far."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Scalar] = {}
        self._required: dict[Scalar, frozenset[Scalar]] = {}
        #: Of a truth: where it holds, and where it fails.
        self._halves: dict[Scalar, tuple[Scalar, Scalar]] = {}
        self.true = self.constant(True)
        self.false = self.constant(False)
        self.unknown = self._make(Operator.CONSTANT, (), None, Sort.TRUTH, nullable=True)
        self.nothing = self._make(Operator.CONSTANT, (), None, Sort.NUMBER, nullable=True)
        self.no_text = self._make(Operator.CONSTANT, (), None, Sort.TEXT, nullable=True)
        self.zero = self.constant(0)
        self.one = self.constant(1)

    def _make(
        self,
        operation: Operator,
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
            raise BeyondError(sentence("数太大"))
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

    def constant(self, value: bool | int | Decimal | str, places: int = 0) -> Scalar:
        """A constant; ``places``: of an ``int``, how many of its digits are decimals."""
        if isinstance(value, bool):
            return self._make(Operator.CONSTANT, (), value, Sort.TRUTH, nullable=False)
        if isinstance(value, str):
            return self._make(Operator.CONSTANT, (), value, Sort.TEXT, nullable=False)
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
            Operator.CONSTANT,
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
        if sort is Sort.NUMBER and not nullable and low == high:
            return self.constant(low, places)
        return self._make(
            Operator.COLUMN,
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
            raise BeyondError(sentence("清单套了三层"))
        if not node.home:
            return node
        return self._make(
            Operator.OUTER,
            (node,),
            None,
            node.sort,
            nullable=node.nullable,
            home=(inner, *node.home),
            places=node.places,
            low=node.low,
            high=node.high,
        )

    def aggregate(self, operation: Operator, value: Scalar, home: Home) -> Scalar:
        """Over the rows of a list (the first of ``home``), on the rows of the rest.

        ``SUM``, ``MIN`` and ``MAX`` leave out what is not known; a sum of none is 0.
        """
        assert operation in AGGREGATES
        if value.constant and operation is Operator.ANY and value is self.false:
            return self.false
        if value.constant and (value.is_null or value.detail == 0) and operation is Operator.SUM:
            return self.zero
        low, high = value.low, value.high
        if operation is Operator.SUM:
            low, high = min(low, 0) * MOST_RECORDS, max(high, 0) * MOST_RECORDS
        return self._make(
            operation,
            (value,),
            home,
            value.sort,
            nullable=operation in (Operator.MIN, Operator.MAX),
            home=home[1:],
            places=value.places,
            low=low,
            high=high,
        )


def _home(operands: Iterable[Scalar]) -> Home:
    found = ENTERPRISE
    for operand in operands:
        home = operand.home
        # Nearly all are of one home, or of the enterprise.
        if home is found or not home:
            continue
        longer, shorter = (home, found) if len(home) > len(found) else (found, home)
        if shorter != longer[: len(shorter)]:
            raise BeyondError(sentence("两张清单逐条相比"))
        found = longer
    return found
