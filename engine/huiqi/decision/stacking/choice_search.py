"""The best choice of a weighed tree: part by part, what cannot be the best left off on the way.

A state is what was chosen so far: the sums under the ceilings, cut off at each, and the free sum.
Of states with equal sums under the ceilings the better free one is kept; a state that cannot pass
the best choice found, by the bound of the prices, is left off.  Where more states remain than the
effort allows, the most promising go on, and the bound of the others is remembered: then the choice
found is permitted and good, and not proved to be the best.  The effort is counted in states, never
in seconds: one problem has one answer, on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from math import comb
from operator import or_
from typing import NamedTuple

from huiqi.decision.stacking.prices import Found, Prices, best_prices
from huiqi.decision.stacking.weighed import Spot, Weighed

#: The fewest states that go on; those completed to a choice each time.
_FEWEST, _COMPLETED = 8, 12
#: So many ways to divide parts that are alike are gone through at once.
_MOST_DIVISIONS = 4000


class State(NamedTuple):
    """What was chosen so far."""

    under: tuple[int, ...]
    free: int
    awards: int


class Best(NamedTuple):
    """The best choice found, what it comes to, and what no permitted choice can pass.

    ``effort``: the states it took.
    """

    awards: int
    worth: int
    bound: int
    effort: int = 0


def best_of(weighed: Weighed, effort: int) -> Best:
    """The best choice; proved where the bound is no more than what it comes to."""
    return _Search(weighed, effort).best()


class _Search:
    def __init__(self, weighed: Weighed, effort: int) -> None:
        self.weighed = weighed
        self.root = weighed.root
        self.mosts = [limit.most for limit in weighed.limits]
        self.found = Best(0, 0, 0)
        self.effort = self.left = effort
        #: The bound of what was left off for want of effort, in units of the prices.
        self.dropped = 0
        self.prices: Prices
        self.nothing = State((0,) * len(self.mosts), 0, 0)
        #: Whether some spot is only bounded by what stands above it.
        self.guesses = False

    def best(self) -> Best:
        self.prices = best_prices(self.weighed, self.best_at)
        _, _, bound = self.best_at(self.prices)
        if bound >= self.floor:
            for state in self.states(self.root, bound):
                self.note(state)
            bound = max(self.dropped, self.found.worth * self.prices.unit)
        bound = max(bound // self.prices.unit, self.found.worth)
        return self.found._replace(bound=bound, effort=self.effort - self.left)

    @property
    def floor(self) -> int:
        """The least bound of what could still be better, in units of the prices."""
        return (self.found.worth + 1) * self.prices.unit

    # ---- at given prices every part is chosen alone

    def best_at(self, prices: Prices) -> Found:
        """The best choice at some prices; it is a permitted choice, and may be the best found."""
        self.prices = prices
        self.value(self.root, set())
        taken = self.taken((self.root,))
        self.note(taken)
        if self.guesses:
            taken = self.taken((self.root,), above=True)
        return taken.under, taken.free, prices.ceilings + self.root.best

    def value(self, spot: Spot, seen: set[int]) -> None:
        if id(spot) in seen:
            return
        seen.add(id(spot))
        if spot.kind == "take":
            spot.best = self.priced(spot.under, spot.free)
            return
        for part in spot.parts:
            self.value(part, seen)
        if spot.kind == "all":
            spot.best = sum(part.best for part in spot.parts)
            return
        spot.pick = max(spot.parts, key=lambda part: part.best)
        spot.best = spot.pick.best
        if spot.above is not None:
            self.guesses = True
            self.value(spot.above, seen)
            spot.best = max(spot.best, spot.above.best)

    def priced(self, under: Sequence[int], free: int) -> int:
        """What sums come to at the prices."""
        value = free * self.prices.unit
        for price, one in zip(self.prices.each, under, strict=True):
            value += price * one
        return value

    def _spots(self, spot: Spot, above: bool) -> Iterator[Spot]:
        if spot.kind == "take":
            yield spot
        elif spot.kind == "all":
            for part in spot.parts:
                yield from self._spots(part, above)
        elif above and spot.above is not None and spot.above.best >= spot.best:
            yield from self._spots(spot.above, above)
        else:
            assert spot.pick is not None
            yield from self._spots(spot.pick, above)

    def taken(self, spots: Iterable[Spot], above: bool = False) -> State:
        """The best choice of these spots at the prices."""
        sums, free, awards = [0] * len(self.mosts), 0, 0
        for spot in spots:
            for one in self._spots(spot, above):
                for place, under in enumerate(one.under):
                    sums[place] += under
                free += one.free
                awards |= one.awards
        return State(tuple(sums), free, awards)

    def note(self, state: State) -> None:
        """A choice of all parts: it may be the best found so far."""
        worth = self.weighed.paid(state.under, state.free)
        if worth > self.found.worth or not self.found.awards:
            self.found = Best(state.awards, worth, 0)

    # ---- the search

    def states(self, spot: Spot, bound: int) -> list[State]:
        """What can be chosen of a spot that is worth going on with; ``bound``: with its best."""
        if bound < self.floor:
            return []
        self.left -= 1
        if self.left <= 0:
            self.dropped = max(self.dropped, bound)
            only = self.taken((spot,))
            return [only._replace(under=self.cut(only.under))]
        if spot.kind == "take":
            return [State(self.cut(spot.under), spot.free, spot.awards)]
        if spot.kind == "all":
            return self.together(spot, bound)
        if spot.above is not None:
            self.dropped = max(self.dropped, bound)
        kept: dict[tuple[int, ...], State] = {}
        for part in spot.parts:
            for state in self.states(part, bound - spot.best + part.best):
                _keep(kept, state)
        return list(kept.values())

    def together(self, spot: Spot, bound: int) -> list[State]:
        """All parts, one after the other; those that are alike at once."""
        steps: list[tuple[list[Spot], list[State]]] = []
        for _, alike in groupby(sorted(spot.parts, key=_like), key=_like):
            parts = list(alike)
            found = [self.states(part, bound) for part in parts]
            if not all(found):
                return []
            steps += self.steps(parts, found)
        # What leaves no choice first; then what has the most to decide.
        steps.sort(key=lambda step: (len(step[1]) > 1, -_reach(step[1])))
        ahead = sum(len(options) for _, options in steps)
        spared = 0 if spot is self.root else self.left - self.left // 8
        waiting = self.remaining(parts for parts, _ in steps)
        states = [self.nothing]
        rest = bound - spot.best + sum(part.best for parts, _ in steps for part in parts)
        for (parts, options), completion in zip(steps, waiting, strict=True):
            rest -= sum(part.best for part in parts)
            self.left -= len(states) * len(options)
            kept: dict[tuple[int, ...], State] = {}
            for state in states:
                for option in options:
                    more = _added(state, option)
                    _keep(kept, more._replace(under=self.cut(more.under)))
            # What is to come is spread over the steps that are left.
            ahead -= len(options)
            width = max(_FEWEST, (self.left - spared) // ahead) if ahead else len(kept)
            states = self.going_on(list(kept.values()), rest, width)
            if spot is self.root and len(options) > 1:
                for state in states[:_COMPLETED]:
                    self.note(_added(state, completion))
        return states

    def remaining(self, steps: Iterable[Sequence[Spot]]) -> list[State]:
        """After each step, what the best of the steps still to come takes at the prices."""
        found = [self.nothing]
        for parts in reversed(list(steps)):
            found.append(_added(found[-1], self.taken(parts)))
        return found[-2::-1]

    def going_on(self, states: list[State], rest: int, width: int) -> list[State]:
        """The states that may still be the best, the most promising first, and so many."""
        valued = []
        for state in states:
            value = self.priced(state.under, state.free) + rest
            if value >= self.floor:
                # Of equally promising states those that have the most already.
                valued.append((-value, -self.weighed.paid(state.under, state.free), state))
        valued.sort(key=lambda entry: (entry[0], entry[1], entry[2].awards))
        if len(valued) > width:
            self.dropped = max(self.dropped, -valued[width][0])
            del valued[width:]
        return [state for _, _, state in valued]

    def cut(self, under: tuple[int, ...]) -> tuple[int, ...]:
        """Sums as far as they count."""
        return tuple(map(min, under, self.mosts))

    def steps(
        self, parts: list[Spot], options: list[list[State]]
    ) -> Iterator[tuple[list[Spot], list[State]]]:
        """The parts one by one; where few ways divide those that are alike, at once."""
        count, ways = len(parts), len(options[0])
        paying = [{(option.under, option.free): option for option in own} for own in options]
        alike = all(own.keys() == paying[0].keys() for own in paying)
        if count > 2 and alike and comb(count + ways - 1, ways - 1) <= _MOST_DIVISIONS:
            listed = [[own[pays] for pays in paying[0]] for own in paying]
            yield parts, list(self.divisions(listed))
        else:
            yield from zip([[part] for part in parts], options, strict=True)

    def divisions(self, options: list[list[State]]) -> Iterator[State]:
        """Every way to divide parts that are alike among their options, the first parts first."""
        count, ways = len(options), len(options[0])
        upto = [
            list(accumulate((own[way].awards for own in options), or_, initial=0))
            for way in range(ways)
        ]

        def divide(way: int, start: int, state: State) -> Iterator[State]:
            option = options[0][way]
            last = way == ways - 1
            for end in (count,) if last else range(count, start - 1, -1):
                number = end - start
                more = State(
                    tuple(a + number * b for a, b in zip(state.under, option.under, strict=True)),
                    state.free + number * option.free,
                    state.awards | (upto[way][end] ^ upto[way][start]),
                )
                if last:
                    yield more._replace(under=self.cut(more.under))
                else:
                    yield from divide(way + 1, end, more)

        yield from divide(0, 0, self.nothing)


def _added(one: State, other: State) -> State:
    under = tuple(a + b for a, b in zip(one.under, other.under, strict=True))
    return State(under, one.free + other.free, one.awards | other.awards)


def _like(spot: Spot) -> int:
    assert isinstance(spot.like, int)
    return spot.like


def _reach(options: Sequence[State]) -> int:
    """How far the options lie apart: the wider decide first."""
    sums = [sum(option.under) for option in options]
    return max(sums) - min(sums)


def _keep(kept: dict[tuple[int, ...], State], state: State) -> None:
    """Of states with equal sums under the ceilings the better; of equals the earlier awards."""
    before = kept.get(state.under)
    if before is None or (state.free, -state.awards) > (before.free, -before.awards):
        kept[state.under] = state
