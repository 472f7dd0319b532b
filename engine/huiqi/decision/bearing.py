"""What a verdict can still rest on, once somebody does not know some of it.

Kleene's tables, over all that the open conditions can still become: what is not known and not asked
any more stays unknown.  A condition bears on the verdict where some answers to the others let one
value of it come to another verdict than another value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from huiqi.decision.clauses import counted_truth
from huiqi.decision.results import ClauseResult, MeasureResult, Verdict
from huiqi.evaluation.reads import Missing
from huiqi.rulebook.measure import Clause, Condition, Group
from huiqi.truth import Truth

Values = frozenset[Truth]
Pairs = frozenset[tuple[Truth, Truth]]
Open = Callable[[Missing], bool]
_ANY = frozenset(Truth)
_OPEN = frozenset((Truth.UNKNOWN,))


def bearing_on(result: MeasureResult, still_open: Open) -> frozenset[Missing]:
    """The missing facts on which the status or the amount of a measure can still rest."""
    found = set(result.more)
    for verdict in result.verdicts:
        found |= _of_verdict(verdict, still_open)
    if result.amount is not None:
        found |= set(result.amount.missing)
    return frozenset(found & set(result.missing))


def _of_verdict(verdict: Verdict, still_open: Open) -> set[Missing]:
    results = {clause.condition.id: clause for clause in verdict.clauses}
    values = dict(_values(verdict.clause, results, still_open))
    found: set[Missing] = set()
    for clause in verdict.clauses:
        name = clause.condition.id
        own = values.get(name)
        if own is None:
            # What stands beside the tree: whether a record has happened at all.
            found |= set(clause.missing)
        elif len(own) > 1:
            pairs = frozenset((one, other) for one in own for other in own if one is not other)
            if _reaches(verdict.clause, name, pairs, values):
                found |= set(clause.missing)
    return found


def _values(
    clause: Clause, results: dict[str, ClauseResult], still_open: Open
) -> Iterator[tuple[str, Values]]:
    """What each condition and group can still become, the parts before their group."""
    if isinstance(clause, Condition):
        own = results[clause.id]
        if own.truth is not Truth.UNKNOWN:
            yield clause.id, frozenset((own.truth,))
        else:
            yield clause.id, _ANY if any(map(still_open, own.missing)) else _OPEN
        return
    below: dict[str, Values] = {}
    for part in clause.children:
        below |= dict(_values(part, results, still_open))
    yield from below.items()
    counts = _counts(below[part.id] for part in clause.children)
    yield clause.id, frozenset(_joined(clause, *count) for count in counts)


def _counts(parts: Iterable[Values]) -> frozenset[tuple[int, int, int]]:
    """How many parts can be true, false and unknown at once."""
    found = {(0, 0, 0)}
    for values in parts:
        found = {
            (
                true + (value is Truth.TRUE),
                false + (value is Truth.FALSE),
                unknown + (value is Truth.UNKNOWN),
            )
            for true, false, unknown in found
            for value in values
        }
    return frozenset(found)


def _joined(group: Group, true: int, false: int, unknown: int) -> Truth:
    """The truth of a group of so many parts."""
    return counted_truth(group.kind, group.threshold, true, false, unknown)


def _reaches(clause: Clause, name: str, pairs: Pairs, values: dict[str, Values]) -> bool:
    """Whether two values of a part can make two of the whole."""
    return bool(_lifted(clause, name, pairs, values))


def _lifted(clause: Clause, name: str, pairs: Pairs, values: dict[str, Values]) -> Pairs:
    """The pairs of different values of the whole that pairs of a part can come to."""
    if clause.id == name:
        return pairs
    if isinstance(clause, Condition):
        return frozenset()
    found: set[tuple[Truth, Truth]] = set()
    for place, part in enumerate(clause.children):
        own = _lifted(part, name, pairs, values)
        if not own:
            continue
        others = [p for at, p in enumerate(clause.children) if at != place]
        for count in _counts(values[other.id] for other in others):
            for one, other_value in own:
                lifted = _with(clause, count, one), _with(clause, count, other_value)
                if lifted[0] is not lifted[1]:
                    found.add(lifted)
    return frozenset(found)


def _with(group: Group, count: tuple[int, int, int], value: Truth) -> Truth:
    true, false, unknown = count
    return _joined(
        group,
        true + (value is Truth.TRUE),
        false + (value is Truth.FALSE),
        unknown + (value is Truth.UNKNOWN),
    )
