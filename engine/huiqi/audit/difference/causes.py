"""Why a result differs: the force, the clauses that moved it, or the first step of its amount.

A clause is named where it moved the way the verdict moved, and every group around it did so too:
what changed without effect, or against it, is no cause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from huiqi.audit.difference.fingerprint import print_of
from huiqi.audit.difference.results import ClauseChange, ForceChange, LineChange
from huiqi.decision.lines import Line
from huiqi.decision.results import Amount, MeasureResult, Status, Verdict
from huiqi.rulebook.measure import UNPUBLISHED, Clause, Group, leaves
from huiqi.sentences import sentence
from huiqi.truth import Truth, negation

#: From no over open to yes.
HEIGHTS = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}
#: What each status says of having a measure: it has it not, may have it, has it.
HAVING = {
    None: Truth.FALSE,
    Status.NOT_IN_FORCE: Truth.FALSE,
    Status.DOES_NOT_QUALIFY: Truth.FALSE,
    Status.UNDETERMINED: Truth.UNKNOWN,
    Status.NEEDS_JUDGEMENT: Truth.UNKNOWN,
    Status.QUALIFIES: Truth.TRUE,
}

#: What moved it where one side alone has a text: that the other has it, or has it no more.
_TEXTS = {
    True: sentence("此前条文没有公开，这一边有了"),
    False: sentence("条文不再有"),
}


def moved(before: Truth, after: Truth) -> int:
    """Up (1), down (-1) or not at all, from no over open to yes."""
    return (HEIGHTS[after] > HEIGHTS[before]) - (HEIGHTS[after] < HEIGHTS[before])


def _force_change(one: MeasureResult, other: MeasureResult) -> ForceChange | None:
    """Why each side is in force or not, where that moved the verdict."""
    if one.status is other.status:
        return None
    force = moved(one.force.truth, other.force.truth)
    way = moved(HAVING[one.status], HAVING[other.status])
    # Where nothing was gained or lost, only the verdict's own word changed with it.
    return (
        ForceChange(one.force.reason, other.force.reason) if force and way in (0, force) else None
    )


class Why(NamedTuple):
    """By what a verdict moved."""

    force: ForceChange | None
    clauses: tuple[ClauseChange, ...]


def why(one: MeasureResult | None, other: MeasureResult | None) -> Why:
    """By what the verdict on a measure moved, if it did."""
    if one is None or other is None:
        return Why(None, ())
    return Why(_force_change(one, other), tuple(clause_changes(one, other)))


def clause_changes(one: MeasureResult, other: MeasureResult) -> Iterator[ClauseChange]:
    """The clauses that moved the verdict, or that of one of its records."""
    if one.measure.published is not other.measure.published:
        text = _TEXTS[other.measure.published]
        yield ClauseChange(clause=UNPUBLISHED, text=text, before=None, after=None)
    way = moved(HAVING[one.status], HAVING[other.status])
    if one.verdict is not None and other.verdict is not None:
        yield from _verdicts(one, one.verdict, other, b=other.verdict, way=way)
    before = {item.key: item for item in one.items}
    for item in other.items:
        known = before.get(item.key)
        if known is not None:
            own = moved(HAVING[known.verdict.status], HAVING[item.verdict.status])
            if own == way or not way:
                for change in _verdicts(one, known.verdict, other, b=item.verdict, way=own):
                    yield replace(change, item=item.key)


def _verdicts(
    one: MeasureResult, a: Verdict, other: MeasureResult, *, b: Verdict, way: int
) -> Iterator[ClauseChange]:
    """``way``: that of the status, which the conditions may have moved against."""
    roots = [_together(result.measure.requires) for result in (one, other)]
    if way and moved(a.truth, b.truth) == way:
        yield from _below(roots[0], roots[1], a.nodes, b=b.nodes, way=way, veto=False)


def _together(clause: Clause) -> Group:
    """All that is asked, as one group of the same shape on both sides."""
    if isinstance(clause, Group) and clause.kind == "all":
        return clause
    return Group(id="", kind="all", children=(clause,))


def _below(
    one: Clause | None,
    other: Clause | None,
    a: Mapping[str, Truth],
    *,
    b: Mapping[str, Truth],
    way: int,
    veto: bool,
) -> Iterator[ClauseChange]:
    """The leaves that moved ``way`` below two clauses of one id; a group where none of it did."""
    if isinstance(one, Group) and isinstance(other, Group):
        within = veto is not (other.kind == "none")
        before, after = ({child.id: child for child in group.children} for group in (one, other))
        found = False
        for name in dict.fromkeys((*before, *after)):
            truths = _truth(one.kind, a, before, name), _truth(other.kind, b, after, name)
            if moved(*(negation(truth) if within else truth for truth in truths)) == way:
                found = True
                pair = before.get(name), after.get(name)
                yield from _below(*pair, a, b=b, way=way, veto=within)
        if found or not other.id:
            return
    known = other or one
    assert known is not None
    text = known.text or next(leaves(known)).text
    met = [
        None if clause is None else (negation(side[clause.id]) if veto else side[clause.id]).value
        for clause, side in ((one, a), (other, b))
    ]
    yield ClauseChange(clause=known.id, text=text, before=met[0], after=met[1])


def _truth(kind: str, truths: Mapping[str, Truth], there: Mapping[str, Clause], name: str) -> Truth:
    """A clause that is not written leaves its group as the others make it."""
    if name in there:
        return truths[name]
    return Truth.TRUE if kind == "all" else Truth.FALSE


def line_change(one: Amount | None, other: Amount | None) -> LineChange | None:
    """The first step of the working that is written otherwise, or else that comes out otherwise."""
    if one is None or other is None:
        return None
    pairs = list(zip_longest(one.lines, other.lines))
    for before, after in pairs:
        if before is None or after is None or print_of(before.node) != print_of(after.node):
            return LineChange(_plain(before), _plain(after), True)
    for before, after in pairs:
        if before is not None and after is not None and before.value != after.value:
            return LineChange(_plain(before), _plain(after), False)
    return None


def _plain(line: Line | None) -> Line | None:
    """What is told of it, without what decided it."""
    return None if line is None else Line(text=line.text, value=line.value, node=line.node)
