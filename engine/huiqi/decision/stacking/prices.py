"""What a yuan under each ceiling is worth at most: the prices that bound a choice most narrowly.

Where a ceiling is passed, a yuan more under it brings nothing; where it is not, a yuan.  At any
prices between, each part of a problem is best chosen alone, and what they then come to, with each
ceiling's own share, is no less than any permitted choice (H. Everett, *Generalized Lagrange
multiplier method*, 1963).  The narrowest such bound is a linear programme: choices come in as its
columns as long as one brings more (G. B. Dantzig and P. Wolfe, *Decomposition principle for linear
programs*, 1960).  All of it in fractions: no digit is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from huiqi.decision.stacking.weighed import Weighed

#: So many choices are brought in; a bound that could be narrower is still one.
_MOST_ROUNDS = 60
_ZERO = Fraction(0)


class Prices(NamedTuple):
    """Of a yuan under each ceiling, as multiples of ``1 / unit``; and what the ceilings add."""

    each: tuple[int, ...]
    unit: int
    ceilings: int


#: What the best choice at some prices comes to under each ceiling, its free sum, and the bound.
Found = tuple[Sequence[int], int, int]


def best_prices(weighed: Weighed, best_at: Callable[[Prices], Found]) -> Prices:
    """The prices of the narrowest bound found."""
    if not weighed.limits:
        return Prices((), 1, 0)
    master = _Master(weighed)
    narrowest: tuple[Fraction, Prices] | None = None
    for _ in range(_MOST_ROUNDS):
        prices = _whole(weighed, master.prices)
        sums, free, bound = best_at(prices)
        at = Fraction(bound, prices.unit)
        if narrowest is None or at < narrowest[0]:
            narrowest = (at, prices)
        if at <= master.value or not master.bring(sums, free):
            break
    assert narrowest is not None
    return narrowest[1]


def _whole(weighed: Weighed, each: Sequence[Fraction]) -> Prices:
    """As whole numbers; under a wider ceiling a yuan is worth no less."""
    kept: list[Fraction] = [*each]
    added = _ZERO
    for place in reversed(range(len(kept))):
        outer = weighed.within[place]
        wider = Fraction(weighed.weights[place]) if outer is None else kept[outer]
        kept[place] = min(max(kept[place], _ZERO), wider)
        added += (wider - kept[place]) * weighed.limits[place].most
    unit = lcm(*(price.denominator for price in kept))
    return Prices(tuple(int(price * unit) for price in kept), unit, int(added * unit))


class _Master:
    """The linear programme over the choices brought in: a mixture of them under the ceilings.

    Its rows: what counts under each ceiling is no more than its limit; and no more than the
    mixture has under it, with what counts under the ceilings that lie in it; the mixture's parts
    are one in all.  Nothing chosen keeps them all: no start has to be looked for.
    """

    def __init__(self, weighed: Weighed) -> None:
        self.count = len(weighed.limits)
        rows = 2 * self.count + 1
        self.rows = [[Fraction(int(i == j)) for j in range(rows)] for i in range(rows)]
        self.rights = [*(Fraction(limit.most) for limit in weighed.limits)]
        self.rights += [_ZERO] * self.count + [Fraction(1)]
        self.gains = [_ZERO] * rows
        self.basis = list(range(rows))
        self.value = _ZERO
        for place, outer in enumerate(weighed.within):
            column = [_ZERO] * rows
            column[place] = column[self.count + place] = Fraction(1)
            if outer is not None:
                column[self.count + outer] = Fraction(-1)
            gain = Fraction(weighed.weights[place]) if outer is None else _ZERO
            self._column(column, gain)
        self._solve()

    @property
    def prices(self) -> list[Fraction]:
        """What a yuan more under each ceiling would bring."""
        return [-self.gains[self.count + place] for place in range(self.count)]

    def bring(self, sums: Sequence[int], free: int) -> bool:
        """Another choice; whether the mixture is better for it."""
        column = [_ZERO] * self.count + [Fraction(-under) for under in sums] + [Fraction(1)]
        if self._column(column, Fraction(free)) <= 0:
            return False
        self._solve()
        return True

    def _column(self, column: Sequence[Fraction], gain: Fraction) -> Fraction:
        used = [(j, entry) for j, entry in enumerate(column) if entry]
        for row in self.rows:
            row.append(sum((row[j] * entry for j, entry in used), _ZERO))
        gain += sum((self.gains[j] * entry for j, entry in used), _ZERO)
        self.gains.append(gain)
        return gain

    def _solve(self) -> None:
        """The simplex method; the first that gains comes in (R. G. Bland, 1977): no circles."""
        while True:
            entering = next((j for j, gain in enumerate(self.gains) if gain > 0), None)
            if entering is None:
                return
            _, _, leaving = min(
                (self.rights[i] / row[entering], self.basis[i], i)
                for i, row in enumerate(self.rows)
                if row[entering] > 0
            )
            self._exchange(leaving, entering)

    def _exchange(self, leaving: int, entering: int) -> None:
        pivot = self.rows[leaving][entering]
        own = self.rows[leaving] = [
            entry / pivot if entry else _ZERO for entry in self.rows[leaving]
        ]
        right = self.rights[leaving] = self.rights[leaving] / pivot
        for i, row in enumerate(self.rows):
            factor = row[entering]
            if i != leaving and factor:
                self.rows[i] = [a - factor * b if b else a for a, b in zip(row, own, strict=True)]
                self.rights[i] -= factor * right
        factor = self.gains[entering]
        self.gains = [a - factor * b if b else a for a, b in zip(self.gains, own, strict=True)]
        self.value += factor * right
        self.basis[leaving] = entering
