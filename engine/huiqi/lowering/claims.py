"""The claims on a measure, and what an amount of them comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from huiqi.evaluation.reads import Missing
from huiqi.lowering.lowered import Where
from huiqi.lowering.row_reads import RowReads
from huiqi.lowering.scalars import Home, Scalar
from huiqi.objects import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """The claims on a measure: on the rows of a list, or one on each row of the enterprises.

    ``truth``: whether it is granted; ``there``: whether it is granted or may be.
    """

    home: Home
    truth: Scalar
    there: Scalar
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """An amount: between two ends, or (``only_limit``) only no more than the upper.

    ``fund_only``: nothing bounds it but the whole of a fund.
    """

    low: Scalar
    high: Scalar
    only_limit: Scalar
    grade: Scalar
    fund_only: Scalar
    reads: RowReads


class RaisedMeasure(NamedTuple):
    """What an uplift asks of a measure that it raises."""

    amount: Paid
    sure: bool
    missing: Mapping[Missing, Scalar]


Others = Callable[[str], RaisedMeasure]
