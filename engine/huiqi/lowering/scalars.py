"""The graph that rules are lowered to: scalar nodes, each sub-expression once.

What a table of enterprises is asked is written in a few operations over columns, with the truth of
SQL: a condition over what is not known is not known (``NULL``), ``and``, ``or`` and ``not`` are
Kleene's.  Numbers are whole: an amount of two places is counted in cents (:attr:`Scalar.places`),
a day is the number of days since 1970-01-01, the symbol of an enum its place in the declaration.
Every number carries the bounds it keeps, so that a writer knows how wide it is.
"""

from __future__ import annotations

from collections.abc import Hashable
from enum import StrEnum

from huiqi.objects import dataclass
from huiqi.sentences import Sentence

#: What a whole number may hold anywhere: 38 digits, which every database has.
WIDEST = 10**37
#: Rows of one node: of the enterprises (none), of a list, or of a list for each row of another.
Home = tuple[str, ...]
ENTERPRISE: Home = ()


class Sort(StrEnum):
    """What a scalar is."""

    TRUTH = "truth"
    NUMBER = "number"
    TEXT = "text"


class Operator(StrEnum):
    """What makes a scalar of its operands.  Strict ones are not known where an operand is not."""

    CONSTANT = "constant"  # detail: bool, int, str or None
    COLUMN = "column"  # detail: the name of the column
    ADD = "add"  # strict, as are the next
    MULTIPLY = "multiply"
    DIVIDE = "divide"  # the whole number not above the quotient; the divisor is positive
    AT_MOST = "at_most"  # first <= second
    EQUAL = "equal"
    LEAST = "least"
    GREATEST = "greatest"
    ONE_OF = "one_of"  # detail: the constants
    STARTS_WITH = "starts_with"  # detail: the beginnings
    YEAR_OF = "year_of"  # of a day
    MONTH_OF = "month_of"
    MONTHS_LATER = "months_later"  # detail: how many; the last day of a month that is shorter
    DAY_IN = "day_in"  # a day of a year; detail: (month, day), 29 February is 1 March elsewhere
    AND = "and"  # Kleene
    OR = "or"
    NOT = "not"
    IS_NULL = "is_null"  # never unknown, as is the next
    IS_TRUE = "is_true"
    COALESCE = "coalesce"  # the first, else the second where that is not known
    CASE = "case"  # the second where the first is true, else the third
    OUTER = "outer"  # of the row of the outer list, within a row of the inner
    ANY = "any"  # over the rows of a list: whether one is true; never unknown
    SUM = "sum"  # of those known; 0 of none
    MIN = "min"  # of those known
    MAX = "max"


STRICT = frozenset(
    {
        Operator.ADD,
        Operator.MULTIPLY,
        Operator.DIVIDE,
        Operator.AT_MOST,
        Operator.EQUAL,
        Operator.LEAST,
        Operator.GREATEST,
        Operator.ONE_OF,
        Operator.STARTS_WITH,
        Operator.YEAR_OF,
        Operator.MONTH_OF,
        Operator.MONTHS_LATER,
        Operator.DAY_IN,
        Operator.OUTER,
    }
)
AGGREGATES = frozenset({Operator.ANY, Operator.SUM, Operator.MIN, Operator.MAX})


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Scalar:
    """A node of the graph; two alike are one object.

    Attributes:
        number: Its place in the order of making: operands come before.
        home: On which rows it stands.
        nullable: Whether it may not be known.
        places: How many decimals a number has.
        low, high: What a number lies between where it is known, counted in its last place.
    """

    number: int
    operation: Operator
    operands: tuple[Scalar, ...]
    detail: Hashable
    sort: Sort
    home: Home
    nullable: bool
    places: int = 0
    low: int = 0
    high: int = 0

    @property
    def constant(self) -> bool:
        """Whether it is the same of every row."""
        return self.operation is Operator.CONSTANT

    @property
    def is_null(self) -> bool:
        """Whether it is never known."""
        return self.operation is Operator.CONSTANT and self.detail is None


class BeyondError(Exception):
    """What cannot be said in the graph."""

    def __init__(self, what: Sentence) -> None:
        super().__init__(what)
        self.what = what
