"""Shares in parts of their unit, so that those of many records can be added up."""

from __future__ import annotations

from fractions import Fraction

from huiqi.lowering.ends import End
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.scalars import Scalar

#: Shares are added up in this part of their unit: those of months, quarters and years exactly.
PART = 5040 * 10**5


def in_parts(lowerer: Lowerer, end: End) -> Scalar:
    """A share as a number of parts of its unit."""
    ends, graph = lowerer.ranges.ends, lowerer.graph
    return ends.floor(ends.multiply(end, graph.constant(PART)))


def of_parts(lowerer: Lowerer, parts: Scalar) -> End:
    """So many parts of a unit."""
    return lowerer.ranges.ends.of(parts, lowerer.graph.constant(PART))


def is_whole(lowerer: Lowerer, parts: Scalar, end: End) -> Scalar:
    """Whether a share is a whole number of parts; where it is not bounded, nothing is cut off."""
    graph = lowerer.graph
    numerator, denominator = lowerer.ranges.ends.parts(end)
    whole = graph.multiply(numerator, graph.constant(PART))
    # What the parts come to is less than one part below it.
    sizes = (Fraction(max(-one.low, one.high), 10**one.places) for one in (whole, denominator))
    exact = graph.equal(graph.multiply_within(parts, denominator, sum(sizes, Fraction())), whole)
    return graph.coalesce(exact, graph.true)
