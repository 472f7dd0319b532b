"""The order in which an interview asks, as its authors declare it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from huiqi.objects import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewOrder:
    """The facts that an interview asks first, by id, and the topics in their order, by name; the
    topics whose yes-or-no questions stand on one page, to all of which one answer says no, and the
    facts of those to which it does not; the lists of which the records are asked about right after
    them; by list, and by what a record of it is, the facts that
    stand on the same paper.
    """

    first: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    denied_together: tuple[str, ...] = ()
    answered_alone: tuple[str, ...] = ()
    in_full: tuple[str, ...] = ()
    with_records: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)


NO_ORDER = InterviewOrder()
