"""Groups as groups: what each part of a clause stands for, and which parts decided the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from huiqi.objects import dataclass
from huiqi.rulebook.measure import Clause, Group
from huiqi.truth import Truth, negation

if TYPE_CHECKING:
    from huiqi.decision.results import ClauseResult, MeasureResult, Verdict
    from huiqi.decision.trace import Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A condition or a group, as it stands in the verdict.

    ``within``: the group it stands in; ``depth``: in how many; ``veto``: it must not be so;
    ``decides``: the outcome rests on it; ``idle``: it is not met, and need not be, since the group
    around it is met without it; ``result``: of a condition, what was found.
    """

    clause: Clause
    truth: Truth
    within: str | None
    depth: int
    veto: bool
    decides: bool
    idle: bool
    result: ClauseResult | None = None

    @property
    def met(self) -> Truth:
        """Whether it is as it should be: of a veto, that it is not so."""
        return negation(self.truth) if self.veto else self.truth

    @property
    def applies(self) -> bool:
        """Whether it is asked at all: what is met only since nothing is asked does not apply."""
        return self.result is None or self.met is not Truth.TRUE or self.result.applies


def standings(
    clause: Clause, truths: Mapping[str, Truth], results: Iterable[ClauseResult] = ()
) -> Iterator[Standing]:
    """The clause and all below it, in the order of reading; ``truths``: of each, by its id."""
    found = {result.condition.id: result for result in results}
    root = Standing(
        clause=clause,
        truth=truths[clause.id],
        within=None,
        depth=0,
        veto=False,
        decides=True,
        idle=False,
        result=found.get(clause.id),
    )
    yield from _below(root, truths, found)


def failing(result: MeasureResult) -> Iterator[ClauseResult]:
    """The conditions that fail and decide a refusal, of its records too."""
    for verdict in result.verdicts:
        for part in verdict.parts:
            if part.decides and part.result is not None and part.met is Truth.FALSE:
                yield part.result


def missed(result: MeasureResult) -> tuple[ClauseResult, Gap] | None:
    """What refuses it first by a figure, and by how much: a day that is to come is none."""
    if awaited(result):
        return None
    for clause in failing(result):
        gap = next((one for one in clause.trace.gaps if one.distance), None)
        if gap is not None:
            return clause, gap
    return None


def awaited(result: MeasureResult) -> tuple[ClauseResult, ...]:
    """The conditions on which alone a refusal rests, where each waits for what may still happen:
    not now, and perhaps later.  Of records one that is refused so is enough.
    """
    return next(filter(None, map(awaited_in, result.verdicts)), ())


def awaited_in(verdict: Verdict) -> tuple[ClauseResult, ...]:
    """The same of one verdict."""
    if verdict.truth is not Truth.FALSE:
        return ()
    found = tuple(
        part.result
        for part in verdict.parts
        if part.decides and part.result is not None and part.met is Truth.FALSE
    )
    return found if all(one.condition.awaits is not None for one in found) else ()


def _below(
    own: Standing, truths: Mapping[str, Truth], found: Mapping[str, ClauseResult]
) -> Iterator[Standing]:
    yield own
    group = own.clause
    if not isinstance(group, Group):
        return
    veto = own.veto is not (group.kind == "none")
    for child in group.children:
        truth = truths[child.id]
        part = Standing(
            clause=child,
            truth=truth,
            within=group.id,
            depth=own.depth + 1,
            veto=veto,
            decides=own.decides and _decides(group, own.truth, truth),
            idle=False,
            result=found.get(child.id),
        )
        idle = own.idle or (own.met is Truth.TRUE and part.met is not Truth.TRUE)
        yield from _below(replace(part, idle=idle), truths, found)


def _decides(group: Group, whole: Truth, part: Truth) -> bool:
    """Whether the truth of a group rests on that of a part of it (Kleene's tables)."""
    if group.kind == "none":
        return part is negation(whole)
    return part is whole
