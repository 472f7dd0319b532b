"""The best set of awards of which no two exclude each other, under ceilings: exactly, not greedily.

Each connected part is searched alone, by branch and bound over exact fractions; a part with more
awards than that can settle is given to Z3's optimiser (N. Bjørner and others, *νZ: an optimizing
SMT solver*, 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

from huiqi.decision.results import Award
from huiqi.decision.stacking.awards import Ceiling
from huiqi.diagnostics import Place, input_error

#: What is sure and what is possible, in the order in which they are preferred.
Worth = tuple[Fraction, Fraction]
NOTHING: Worth = (Fraction(0), Fraction(0))
#: A part with more awards than this is for the solver.
MOST_SEARCHED = 18
#: Stands for no limit: beyond any sum of amounts that can be read.
ENDLESS = Fraction(10) ** 30


@dataclass(frozen=True, slots=True)
class Problem:
    """What can be chosen: the worth of each award, which exclude each other, and ceilings.

    Of two ceilings that share an award one lies within the other; the inner comes first.
    """

    worths: tuple[Worth, ...]
    excluded: tuple[frozenset[int], ...]
    ceilings: tuple[tuple[frozenset[int], Worth], ...]

    @classmethod
    def of(
        cls,
        awards: Sequence[Award],
        pairs: Iterable[tuple[int, int]],
        ceilings: Iterable[Ceiling],
        hopeful: bool = False,
    ) -> Problem:
        """The problem of preferring what is sure; ``hopeful``: what is possible."""
        excluded: list[set[int]] = [set() for _ in awards]
        for one, other in pairs:
            excluded[one].add(other)
            excluded[other].add(one)
        inner_first = sorted(ceilings, key=lambda ceiling: len(ceiling.awards))
        return cls(
            tuple(_worth(award, hopeful) for award in awards),
            tuple(frozenset(others) for others in excluded),
            tuple((ceiling.awards, _worth(ceiling, hopeful)) for ceiling in inner_first),
        )

    def worth_of(self, chosen: Iterable[int]) -> Worth:
        """What a set pays: the sum, those under one ceiling together at most its limit."""
        blocks: dict[frozenset[int], Worth] = {frozenset((n,)): self.worths[n] for n in chosen}
        for members, limit in self.ceilings:
            inside = [block for block in blocks if block <= members]
            if inside:
                summed = _sum(blocks.pop(block) for block in inside)
                blocks[frozenset().union(*inside)] = (
                    min(summed[0], limit[0]),
                    min(summed[1], limit[1]),
                )
        return _sum(blocks.values())


def choose(problem: Problem) -> frozenset[int]:
    """The awards to take; of equally good sets the one with the earliest awards."""
    chosen: set[int] = set()
    for part in _parts(problem):
        if len(part) == 1 and not any(part[0] in members for members, _ in problem.ceilings):
            chosen.update(part)
            continue
        small = len(part) <= MOST_SEARCHED
        chosen |= _searched(problem, part) if small else _solved(problem, part)
    return frozenset(chosen)


def _worth(ends: Award | Ceiling, hopeful: bool) -> Worth:
    low = Fraction(ends.low)
    high = ENDLESS if ends.high is None else Fraction(ends.high)
    return (high, low) if hopeful else (low, high)


def _sum(worths: Iterable[Worth]) -> Worth:
    first = second = Fraction(0)
    for worth in worths:
        first += worth[0]
        second += worth[1]
    return first, second


def _parts(problem: Problem) -> Iterator[tuple[int, ...]]:
    """The connected parts: what excludes, or shares a ceiling, belongs together."""
    seen: set[int] = set()
    for start in range(len(problem.worths)):
        if start in seen:
            continue
        reached, waiting = {start}, [start]
        while waiting:
            current = waiting.pop()
            near = set(problem.excluded[current])
            for members, _ in problem.ceilings:
                if current in members:
                    near |= members
            waiting.extend(near - reached)
            reached |= near
        seen |= reached
        yield tuple(sorted(reached))


def _searched(problem: Problem, part: Sequence[int]) -> set[int]:
    """Branch and bound; the bound takes all that is left as if nothing excluded it."""
    left = [NOTHING]
    for n in reversed(part):
        left.append(_sum((left[-1], problem.worths[n])))
    left.reverse()
    best: tuple[Worth, tuple[int, ...]] = (NOTHING, ())

    def visit(position: int, taken: tuple[int, ...], summed: Worth) -> None:
        nonlocal best
        if _sum((summed, left[position])) <= best[0]:
            return
        if position == len(part):
            found = problem.worth_of(taken)
            if found > best[0]:
                best = (found, taken)
            return
        n = part[position]
        if not problem.excluded[n].intersection(taken):
            visit(position + 1, (*taken, n), _sum((summed, problem.worths[n])))
        visit(position + 1, taken, summed)

    visit(0, (), NOTHING)
    return set(best[1])


def _solved(problem: Problem, part: Sequence[int]) -> set[int]:
    """The same by Z3: whole numbers over a common denominator, the objectives in order."""
    try:
        import z3
    except ImportError:
        raise input_error(
            "D101",
            Place("叠加"),
            f"互相牵连的项目超过 {MOST_SEARCHED} 个，要用求解器",
            remedy="pip install 'huiqi[audit]'",
        ) from None
    inside = [(m & set(part), limit) for m, limit in problem.ceilings if m & set(part)]
    numbers = [*(problem.worths[n] for n in part), *(limit for _, limit in inside)]
    scale = lcm(*(end.denominator for worth in numbers for end in worth))
    taken = {n: z3.Bool(f"take_{n}") for n in part}
    solver = z3.Optimize()
    for n in part:
        for other in problem.excluded[n]:
            if n < other:
                solver.add(z3.Not(z3.And(taken[n], taken[other])))
    for index in (0, 1):
        blocks: dict[frozenset[int], Any] = {
            frozenset((n,)): z3.If(taken[n], int(problem.worths[n][index] * scale), 0) for n in part
        }
        for members, limit in inside:
            within = [block for block in blocks if block <= members]
            summed = z3.Sum([blocks.pop(block) for block in within])
            most = z3.IntVal(int(limit[index] * scale))
            blocks[frozenset().union(*within)] = z3.If(summed <= most, summed, most)
        solver.maximize(z3.Sum(list(blocks.values())))
    if solver.check() != z3.sat:
        raise RuntimeError("to take nothing is always permitted")
    model = solver.model()
    return {n for n in part if z3.is_true(model.eval(taken[n], model_completion=True))}
