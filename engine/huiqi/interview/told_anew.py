"""A list that is told anew: what was not asked of its records stays as it was told.

On the page each record stands on a line of its own, so that it is known which one a line is about,
whatever it is called there; by itself a name, or a kind, says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from huiqi.evaluation.reads import Missing
from huiqi.interview.results import AskedReply
from huiqi.interview.state import AskedStep, InterviewState
from huiqi.interview.telling import (
    Known,
    WrittenRecord,
    called_now,
    identity_of,
    records_named,
    records_written,
    told_of,
)
from huiqi.rulebook.rulebook import Fact
from huiqi.wordings import says_unknown

#: Of each line the place of its record among those that were told; ``None``: it is new, or only its
#: name tells which one it is.
Places = Sequence[int | None]


def records_anew(
    fact: Fact,
    told: Sequence[WrittenRecord],
    lines: Sequence[WrittenRecord],
    places: Places,
) -> list[WrittenRecord]:
    """The records of a list once it is told anew: what a line says of them, with what else was
    told; what is empty in a line is not told any more, unless it was that nobody knows it.
    """
    left, found = dict(enumerate(told)), []
    own = [*places, *(None for _ in lines[len(places) :])]
    for place in own:
        if place is not None:
            left.pop(place, None)
    for line, place in zip(lines, own, strict=False):
        named = next(_named(left, line, fact), None) if place is None else place
        if place is None and named is not None:
            del left[named]
        before = told[named] if named is not None else {}
        found.append(_changed(before, line, fact))
    return found


def _named(left: Mapping[int, WrittenRecord], line: WrittenRecord, fact: Fact) -> Iterator[int]:
    """The records that a line calls as they are called."""
    identity = identity_of(line, fact)
    for place, record in left.items():
        if identity and all(record.get(part) == said for part, said in identity.items()):
            yield place


def _changed(before: WrittenRecord, line: WrittenRecord, fact: Fact) -> WrittenRecord:
    after = dict(before)
    for field, said in line.items():
        if said != "":
            after[field] = said
        elif not says_unknown(after.get(field)):
            after.pop(field, None)
    # As they are declared: what comes first names a record.
    return {field: after[field] for field in (*fact.fields, *after) if field in after}


def without_told(state: InterviewState, key: Missing, known: Known) -> InterviewState:
    """The state before a list is told anew, which tells all of its records: what was answered of
    one of them is told with it, and would be told once more, over what is said now.
    """
    told = records_written(told_of(known.facts, key, known.profile))

    def stays(step: AskedStep) -> bool:
        if step.key.name != key.name or not step.key.where or step.reply is AskedReply.SKIPPED:
            return True
        own = called_now(step.key, state, known.facts, known.profile)
        records = records_named(known.facts, own, known.profile)
        return any(all(raw is not one for one in told) for raw in records)

    return state.with_only(stays)
