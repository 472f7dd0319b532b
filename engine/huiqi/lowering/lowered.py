"""What an expression is lowered to: the values of :mod:`huiqi.values`, with scalars in them.

Each holds of every row what the evaluator would say of that row: a range with two ends, a set of
symbols of which each is possible or not, a truth; and whether it does not apply.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from huiqi.lowering.ends import End
from huiqi.lowering.scalars import Scalar
from huiqi.objects import dataclass


class LoweredNumber(NamedTuple):
    """A number or a day between two ends; an end that is not known is not bounded.

    ``optional``: it may not apply; ``absent``: it does not.  Both are known of every row.
    """

    low: End
    high: End
    optional: Scalar
    absent: Scalar

    @property
    def exact(self) -> bool:
        """Whether both ends are one: it is one figure, or nothing is known of it."""
        return self.low is self.high or self.low == self.high


class LoweredSymbol(NamedTuple):
    """One of the symbols of an enum: whether each is possible.

    ``code``: where one column says it, the place of the symbol, not known where any is possible.
    """

    possible: tuple[Scalar, ...]
    optional: Scalar
    absent: Scalar
    code: Scalar | None = None


class LoweredWords(NamedTuple):
    """A text or an industry code: not known where any is possible."""

    text: Scalar
    optional: Scalar
    absent: Scalar


class LoweredAnswer(NamedTuple):
    """A yes or no."""

    truth: Scalar
    absent: Scalar


class LoweredEntry(NamedTuple):
    """A record of a list: the one on whose row an expression stands (``inner``: of the inner of
    two lists), or one of which nothing is known.
    """

    list: str
    #: For a record outside the innermost list: the list within which it is seen.
    within: str | None = None
    further: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list of records: those of the enterprise, of one year where ``year`` is given.

    ``told``: whether any of it is; ``open``: where there may be more than it holds.
    """

    list: str
    told: bool
    open: Scalar
    year: int | None = None


Lowered = LoweredNumber | LoweredSymbol | LoweredWords | LoweredAnswer | LoweredEntry | Listed
Locals = Mapping[str, Lowered]


class Where(NamedTuple):
    """Where an expression stands: its year, and its local names."""

    year: int
    yearly: bool
    names: Locals

    def binding(self, name: str, value: Lowered) -> Where:
        """The same where ``name`` stands for ``value``."""
        return Where(self.year, self.yearly, {**self.names, name: value})
