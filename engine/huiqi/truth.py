"""Kleene's three truth values, and the connectives over them.

Unknown is neither no nor yes: it says that some completion of what is not yet known makes the
statement true and another may make it false.  Source of the tables: S. C. Kleene, *Introduction
to Metamathematics* (1952), §64, the strong connectives.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final


class Truth(Enum):
    """A statement's truth: ``TRUE``, ``FALSE`` or ``UNKNOWN``."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    # Each is itself alone; the hash of its name, which an enum has, is worked out by a call.
    __hash__ = object.__hash__

    @property
    def known(self) -> bool:
        """Whether the value is definite."""
        return self is not UNKNOWN

    @staticmethod
    def of(value: bool | None) -> Truth:
        """The truth of a Python answer; ``None`` is unknown."""
        if value is None:
            return UNKNOWN
        return TRUE if value else FALSE


#: The same by names of this module: Python 3.11 looks the members of an enum up by a call, six
#: times as slow, and an evaluation asks thousands of times.
TRUE: Final = Truth.TRUE
FALSE: Final = Truth.FALSE
UNKNOWN: Final = Truth.UNKNOWN


def negation(truth: Truth) -> Truth:
    """Not: unknown stays unknown."""
    if truth is TRUE:
        return FALSE
    if truth is FALSE:
        return TRUE
    return UNKNOWN


def conjunction(truths: Iterable[Truth]) -> Truth:
    """All of: one false decides, however much is unknown; of nothing, true."""
    result = TRUE
    for truth in truths:
        if truth is FALSE:
            return FALSE
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """Any of: one true decides, however much is unknown; of nothing, false."""
    result = FALSE
    for truth in truths:
        if truth is TRUE:
            return TRUE
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def at_least(threshold: int, truths: Iterable[Truth]) -> Truth:
    """At least ``threshold`` of: true once enough are true, false once too few can be."""
    sure = possible = 0
    for truth in truths:
        if truth is not FALSE:
            possible += 1
            sure += truth is TRUE
    if sure >= threshold:
        return TRUE
    return UNKNOWN if possible >= threshold else FALSE


def agreement(truths: Iterable[Truth]) -> Truth:
    """The truth on which all readings agree, else unknown (an ambiguous text)."""
    seen = set(truths)
    return seen.pop() if len(seen) == 1 else UNKNOWN
