"""What sources that disagree do to a result: what each says, and what is left between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from huiqi.decision.results import MeasureResult
from huiqi.rulebook.measure import SourceConflict, Statement
from huiqi.values import Interval


class Contested(NamedTuple):
    """What one of several sources says the amount is; ``value`` in yuan, ``None`` where it was
    not worked out: nothing is due, or an official chose.
    """

    statement: Statement
    value: Interval | None


class Contest(NamedTuple):
    """Sources that disagree, and what they say of the amount; nothing where they disagree on
    something that is told in words alone.
    """

    conflict: SourceConflict
    statements: tuple[Contested, ...]

    @property
    def between(self) -> Interval | None:
        """From the least that one of them says to the most (yuan), where they were worked out."""
        values = [one.value for one in self.statements]
        known = [value for value in values if value is not None]
        if not known or len(known) < len(values):
            return None
        lows = [value.low for value in known]
        highs = [value.high for value in known]
        return Interval(None if None in lows else min(lows), None if None in highs else max(highs))

    @property
    def grade(self) -> int | None:
        """That of the weakest, which the amount has until an official chooses (a rank)."""
        return max((one.statement.grade for one in self.statements), default=None)


def contests(result: MeasureResult) -> Iterator[Contest]:
    """The conflicts of a measure; one is on the amount where its sources are those of two or more
    of the amount's statements.
    """
    gives, amount = result.measure.gives, result.amount
    stated = gives.conflicting if gives is not None else ()
    worked = {id(line.node): line.value for line in amount.readings} if amount is not None else {}
    for conflict in result.measure.conflicts:
        sources = {basis.source.id for basis in conflict.basis}
        own = [one for one in stated if sources & {basis.source.id for basis in one.basis}]
        found = []
        for statement in own if len(own) > 1 else ():
            value = worked.get(id(statement.node))
            found.append(Contested(statement, value if isinstance(value, Interval) else None))
        yield Contest(conflict, tuple(found))
