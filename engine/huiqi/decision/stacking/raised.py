"""Uplifts in a combination: each is a share of what it raises, as far as that is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeVar

from huiqi.decision.combined import Award
from huiqi.decision.results import MeasureResult
from huiqi.decision.stacking.awards import Ceiling, ends_of
from huiqi.decision.stacking.problem import Sides
from huiqi.objects import dataclass
from huiqi.quantities import Number

_ZERO = Fraction(0)
_NOTHING = Decimal(0)
_Scaled = TypeVar("_Scaled", Award, Ceiling)


class Counted(NamedTuple):
    """What to choose by: no choice comes to more with its uplifts."""

    awards: list[Award]
    ceilings: list[Ceiling]


@dataclass(frozen=True, slots=True)
class Raised:
    """What each uplift was worked out on: the amounts of the measures it raises, as capped."""

    amounts: Mapping[str, tuple[Number, Number | None]]

    @classmethod
    def of(cls, results: Iterable[MeasureResult]) -> Raised:
        """Those of a decision's results."""
        return cls({r.measure.id: ends_of(r.amount) for r in results if r.amount is not None})

    def base(self, award: Award) -> tuple[str, ...]:
        """The measures of which it is a share; none where it is no uplift on what is decided."""
        gives = award.result.measure.gives
        names = () if gives is None or gives.uplift is None else gives.uplift.of
        return names if all(name in self.amounts for name in names) else ()

    def counted(
        self, awards: Sequence[Award], excluded: Sequence[Sides], ceilings: Sequence[Ceiling]
    ) -> Counted:
        """Each uplift counted in what it raises, in proportion.

        One that is itself excluded or limited, or whose base is limited with something else, is
        in no proportion: it is counted in full, which no choice can pass.
        """
        result = list(awards)
        rates = [(_ZERO, _ZERO)] * len(awards)
        for n, award in enumerate(awards):
            names = self.base(award)
            if not names:
                continue
            base = frozenset(k for k, one in enumerate(awards) if one.measure in names)
            if (
                award.high is None
                or _bent(award)
                or any((ones | others) >> n & 1 for ones, others in excluded)
                or any(n in ceiling.awards for ceiling in ceilings)
                or any(c.awards & base and not c.awards <= base for c in ceilings)
            ):
                continue
            result[n] = replace(award, low=_NOTHING, high=_NOTHING)
            low, high = self._rates(award)
            for k in base:
                rates[k] = rates[k][0] + low, rates[k][1] + high
        limits = [_scaled(ceiling, rates[min(ceiling.awards)]) for ceiling in ceilings]
        return Counted(list(map(_scaled, result, rates)), limits)

    def order(self, award: Award, awards: Iterable[Award]) -> tuple[int, bool]:
        """What is paid first: the better supported; of those an uplift after its base."""
        names = self.base(award)
        grades = [one.grade for one in awards if one.measure in names] if names else []
        return max([award.grade, *grades]), bool(names)

    def on(self, award: Award, taken: Iterable[Award]) -> Award:
        """An uplift is paid on what is taken only: its share of the base that is left."""
        names = self.base(award)
        if not names:
            return award
        rest = [one for one in taken if one.measure in names]
        if not rest:
            return replace(award, low=_NOTHING, high=_NOTHING)
        low = sum((Fraction(one.low) for one in rest), _ZERO)
        if _bent(award):
            whole = sum((Fraction(self.amounts[name][0]) for name in names), _ZERO)
            return award if low == whole else replace(award, low=_NOTHING)
        low_rate, high_rate = self._rates(award)
        high = sum((Fraction(one.high) for one in rest if one.high is not None), _ZERO)
        return replace(
            award, low=low_rate * low, high=None if award.high is None else high_rate * high
        )

    def _rates(self, award: Award) -> tuple[Fraction, Fraction]:
        """What an uplift pays for a yuan of its base, at both ends; none where that is no share."""
        before = [self.amounts[name] for name in self.base(award)]
        return (
            _rate(award.low, [low for low, _ in before]),
            _rate(award.high, [high for _, high in before]),
        )


def _bent(award: Award) -> bool:
    """Whether what it is of a part of its base is not told by what it is of the whole."""
    gives = award.result.measure.gives
    return gives is not None and bool(gives.floors or gives.caps or gives.rounding)


def _rate(paid: Number | None, before: Sequence[Number | None]) -> Fraction:
    whole = sum((Fraction(end) for end in before if end is not None), _ZERO)
    return Fraction(paid or 0) / whole if whole else _ZERO


def _scaled(one: _Scaled, rates: tuple[Fraction, Fraction]) -> _Scaled:
    """With what is paid on it."""
    low, high = rates
    if not low and not high:
        return one
    more = None if one.high is None else Fraction(one.high) * (1 + high)
    return replace(one, low=Fraction(one.low) * (1 + low), high=more)
