"""Kleene's three truth values, and the connectives over them.

Unknown is neither no nor yes: it says that some completion of what is not yet known makes the
statement true and another may make it false.  Source of the tables: S. C. Kleene, *Introduction
to Metamathematics* (1952), §64, the strong connectives.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """A statement's truth: ``TRUE``, ``FALSE`` or ``UNKNOWN``."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    @property
    def known(self) -> bool:
        """Whether the value is definite."""
        return self is not Truth.UNKNOWN

    @staticmethod
    def of(value: bool | None) -> Truth:
        """The truth of a Python answer; ``None`` is unknown."""
        if value is None:
            return Truth.UNKNOWN
        return Truth.TRUE if value else Truth.FALSE


def negation(truth: Truth) -> Truth:
    """Not: unknown stays unknown."""
    if truth is Truth.TRUE:
        return Truth.FALSE
    if truth is Truth.FALSE:
        return Truth.TRUE
    return Truth.UNKNOWN


def conjunction(truths: Iterable[Truth]) -> Truth:
    """All of: one false decides, however much is unknown; of nothing, true."""
    result = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return Truth.FALSE
        if truth is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Any of: one true decides, however much is unknown; of nothing, false."""
    result = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return Truth.TRUE
        if truth is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def at_least(threshold: int, truths: Iterable[Truth]) -> Truth:
    """At least ``threshold`` of: true once enough are true, false once too few can be."""
    sure = possible = 0
    for truth in truths:
        if truth is not Truth.FALSE:
            possible += 1
            sure += truth is Truth.TRUE
    if sure >= threshold:
        return Truth.TRUE
    return Truth.UNKNOWN if possible >= threshold else Truth.FALSE


def agreement(truths: Iterable[Truth]) -> Truth:
    """The truth on which all readings agree, else unknown (an ambiguous text)."""
    seen = set(truths)
    return seen.pop() if len(seen) == 1 else Truth.UNKNOWN
