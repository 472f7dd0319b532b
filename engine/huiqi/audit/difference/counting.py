"""Counts what changes: of each group of enterprises, and by which cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from huiqi.audit.difference.causes import Why
from huiqi.audit.difference.results import (
    CountedCause,
    Direction,
    EnterpriseChange,
    GroupChanges,
)
from huiqi.objects import dataclass
from huiqi.rulebook.force import IN_FORCE
from huiqi.rulebook.text import Text
from huiqi.sentences import InLanguages, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cause:
    measure: str
    clause: str
    before: str | None
    after: str | None


class Counting:
    """What was counted so far."""

    def __init__(self) -> None:
        self.compared = Counter[str]()
        self.changed = Counter[str]()
        self._directions = Counter[tuple[str, Direction]]()
        self._causes: dict[_Cause, Counter[str]] = {}
        self._texts: dict[_Cause, tuple[Text, InLanguages]] = {}

    def row(self, group: str, changes: Iterable[EnterpriseChange]) -> None:
        """An enterprise that was compared, with all that changes for it."""
        self.compared[group] += 1
        found = tuple(changes)
        self.changed[group] += bool(found)
        for change in found:
            self.directions(group, change.direction, 1)
            self.causes_of(change)

    def directions(self, group: str, direction: Direction, number: int) -> None:
        """So many changes of a group in one direction."""
        self._directions[group, direction] += number

    def causes_of(self, change: EnterpriseChange) -> None:
        """What a single change comes from."""
        why = Why(change.force, change.clauses)
        self.causes(change.measure, change.title, why, change.group, number=1)

    def causes(self, measure: str, title: Text, why: Why, group: str, *, number: int) -> None:
        """So many changes of a measure in a group for the same causes."""
        for cause, text in dict(_causes_of(measure, why)).items():
            self._texts.setdefault(cause, (title, text))
            self._causes.setdefault(cause, Counter())[group] += number

    @property
    def changes(self) -> int:
        """How many changes there are in all."""
        return self._directions.total()

    @property
    def groups(self) -> Mapping[str, GroupChanges]:
        """Every group of which any enterprise was compared."""
        return {
            group: GroupChanges(
                compared=compared,
                changed=self.changed[group],
                directions={
                    way: self._directions[group, way]
                    for way in Direction
                    if self._directions[group, way]
                },
            )
            for group, compared in self.compared.items()
        }

    @property
    def counted(self) -> tuple[CountedCause, ...]:
        """Each cause; of one measure together, and what most changes rest on first."""
        found = [
            CountedCause(
                measure=cause.measure,
                title=title,
                clause=cause.clause,
                text=text,
                before=cause.before,
                after=cause.after,
                groups=dict(sorted(self._causes[cause].items())),
            )
            for cause, (title, text) in self._texts.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.number, one.measure, one.clause)))


def _causes_of(measure: str, why: Why) -> Iterator[tuple[_Cause, InLanguages]]:
    """Its force and its clauses; of several records the same clause once."""
    if why.force is not None:
        told = sentence("{before} → {after}", before=why.force.before, after=why.force.after)
        yield _Cause(measure=measure, clause=IN_FORCE, before=None, after=None), told
    for clause in why.clauses:
        cause = _Cause(
            measure=measure,
            clause=clause.clause,
            before=clause.before,
            after=clause.after,
        )
        yield cause, clause.text
