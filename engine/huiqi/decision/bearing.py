"""What a verdict can still rest on, once somebody does not know some of it.

Kleene's tables, over all that the open conditions can still become: what is not known and not asked
any more stays unknown.  A condition bears on the verdict where some answers to the others let one
value of it come to another verdict than another value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from huiqi.decision.clauses import counted_truth
from huiqi.decision.results import ClauseResult, MeasureResult, Verdict
from huiqi.evaluation.reads import Missing
from huiqi.rulebook.measure import Clause, Condition
from huiqi.truth import Truth

Values = frozenset[Truth]
Pairs = frozenset[tuple[Truth, Truth]]
#: A truth for each truth of a part.
ByValue = Mapping[Truth, Truth]
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
            if _lifted(verdict.clause, name, pairs, values):
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
    parts = tuple(below[part.id] for part in clause.children)
    yield clause.id, _whole(clause.kind, clause.threshold, parts)


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
        others = tuple(values[p.id] for at, p in enumerate(clause.children) if at != place)
        for whole in _by_value(clause.kind, clause.threshold, others):
            lifted = ((whole[one], whole[other]) for one, other in own)
            found.update(pair for pair in lifted if pair[0] is not pair[1])
    return frozenset(found)


#: A rulebook has so many groups in so many states; more are worked out anew.
_KEPT = 1 << 14


@lru_cache(_KEPT)
def _whole(kind: str, threshold: int, parts: tuple[Values, ...]) -> Values:
    """What a group of such parts can be."""
    counts = _counts(parts)
    return frozenset(counted_truth(kind, threshold, *count) for count in counts)


@lru_cache(_KEPT)
def _by_value(kind: str, threshold: int, others: tuple[Values, ...]) -> tuple[ByValue, ...]:
    """What a group is for each value of one part, in each way that differs in what the others can
    be.
    """
    found = {
        tuple(
            counted_truth(
                kind,
                threshold,
                true + (value is Truth.TRUE),
                false + (value is Truth.FALSE),
                unknown + (value is Truth.UNKNOWN),
            )
            for value in Truth
        )
        for true, false, unknown in _counts(others)
    }
    return tuple(dict(zip(Truth, one, strict=True)) for one in found)


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
