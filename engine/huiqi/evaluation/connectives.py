"""And, or, any, all: Kleene's truth, and how well what decided it is supported."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from huiqi.evaluation.evaluator import Evaluator
from huiqi.truth import UNKNOWN, Truth, negation

T = TypeVar("T")


def joined(
    evaluator: Evaluator, parts: Iterable[T], truth_of: Callable[[T], Truth], decisive: Truth
) -> Truth:
    """The connective of which one ``decisive`` part is enough (``or``: true).

    What decided it supports it, whatever the order: the strongest decisive part, else the weakest
    of the open ones, else the weakest of all.
    """
    reads = evaluator.reads
    outer, weakest = reads.grade, 0
    deciding: int | None = None
    opened: int | None = None
    for part in parts:
        reads.grade = 0
        truth = truth_of(part)
        grade = reads.grade
        if truth is decisive:
            deciding = grade if deciding is None or grade < deciding else deciding
            if deciding == 0:
                break  # nothing is better supported
        elif truth is UNKNOWN:
            opened = grade if opened is None or grade > opened else opened
        if grade > weakest:
            weakest = grade
    if deciding is not None:
        reads.grade = max(outer, deciding)
        return decisive
    reads.grade = max(outer, weakest if opened is None else opened)
    return negation(decisive) if opened is None else UNKNOWN
