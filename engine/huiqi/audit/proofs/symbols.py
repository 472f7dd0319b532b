"""The value of an expression as a formula: like :mod:`huiqi.values`, over all enterprises at once.

Each has, besides its value, ``absent`` (not applicable) and ``sure``: whether the evaluator, too,
would know it.  What is not sure rests on something the rules leave open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple, TypeVar, cast

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.terms import Arithmetical, Logical
from huiqi.language.types import Kind, Type

ONE, ZERO = Fraction(1), Fraction(0)


class Number(NamedTuple):
    """``top / bottom`` (the bottom is positive); a date is the number of its day, an option or a
    code its place among those its fact may take.

    Keeping the quotient apart lets a comparison cross-multiply.  ``least``: a bound known without
    asking anything.
    """

    top: Arithmetical
    bottom: Arithmetical = ONE
    absent: Logical = False
    sure: Logical = True
    least: Fraction | None = None

    @property
    def plain(self) -> bool:
        """Whether nothing is divided."""
        return isinstance(self.bottom, Fraction) and self.bottom == 1


class Proposition(NamedTuple):
    """A yes-or-no."""

    holds: Logical
    absent: Logical = False
    sure: Logical = True

    @property
    def true(self) -> Logical:
        """What does not apply is not so."""
        return terms.both(self.holds, terms.contrary(self.absent))


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One place in a list, which may be empty: its fields by id."""

    there: Logical
    fields: Mapping[str, Meaning]
    label: str


class Entries(NamedTuple):
    """A list of bounded length."""

    items: tuple[Entry, ...]
    absent: Logical = False
    sure: Logical = True

    def only(self, condition: Logical) -> tuple[Entry, ...]:
        """Its places, empty where the condition does not hold."""
        return tuple(
            Entry(terms.both(condition, item.there), item.fields, item.label) for item in self.items
        )


Meaning = Number | Proposition | Entry | Entries


def named(type_: Type) -> bool:
    """Whether its values are called by words: an option, a code, a text."""
    return type_.enumeration is not None or type_.kind in (Kind.INDUSTRY, Kind.TEXT)


def not_applicable(type_: Type) -> Meaning:
    """A value of the type that does not apply."""
    if type_.kind is Kind.BOOL:
        return Proposition(False, absent=True)
    if type_.kind is Kind.RECORDS:
        return Entries((), absent=True)
    return Number(ZERO, absent=True)


def surely_absent(*values: Meaning) -> Logical:
    """Whether one of the values is known not to apply: then nothing else of them matters."""
    return terms.either(
        *(terms.both(v.absent, v.sure) for v in values if not isinstance(v, Entry)),
    )


_Meant = TypeVar("_Meant", bound=Meaning)


def pick(condition: Logical, sure: Logical, left: _Meant, right: _Meant) -> _Meant:
    """``left`` where the condition holds, else ``right``; ``sure`` is that of the condition."""
    return cast("_Meant", _picked(condition, sure, left, right))


def _picked(condition: Logical, sure: Logical, left: Meaning, right: Meaning) -> Meaning:
    if condition is True or condition is False:
        chosen = left if condition else right
        if sure is True or isinstance(chosen, Entry):
            return chosen
        return chosen._replace(sure=terms.both(sure, chosen.sure))
    absent = terms.pick_truth(condition, left.absent, right.absent)  # type: ignore[union-attr]
    known = terms.both(
        sure,
        terms.pick_truth(condition, left.sure, right.sure),  # type: ignore[union-attr]
    )
    if isinstance(left, Number) and isinstance(right, Number):
        # What does not apply has no value of its own: any will do, and the other's is simplest.
        if left.absent is True:
            return right._replace(absent=absent, sure=known)
        if right.absent is True:
            return left._replace(absent=absent, sure=known)
        least = None
        if left.least is not None and right.least is not None:
            least = min(left.least, right.least)
        top = terms.pick_number(condition, left.top, right.top)
        bottom = terms.pick_number(condition, left.bottom, right.bottom)
        return Number(top, bottom, absent, known, least)
    if isinstance(left, Proposition) and isinstance(right, Proposition):
        return Proposition(terms.pick_truth(condition, left.holds, right.holds), absent, known)
    assert isinstance(left, Entries)
    assert isinstance(right, Entries)
    items = (*left.only(condition), *right.only(terms.contrary(condition)))
    return Entries(items, absent, known)


def first_match(
    rows: Sequence[tuple[Proposition, Callable[[], Meaning]]], otherwise: Callable[[], Meaning]
) -> Meaning:
    """The value of the first row that holds; nothing is worked out past a row that always does."""
    reached: list[tuple[Proposition, Meaning]] = []
    for condition, value in rows:
        if condition.true is False and condition.sure is True:
            continue
        if condition.true is True and condition.sure is True:
            last = value()
            break
        reached.append((condition, value()))
    else:
        last = otherwise()
    for condition, found in reversed(reached):
        last = pick(condition.true, condition.sure, found, last)
    return last


def all_of(parts: list[Proposition]) -> Proposition:
    """Every part holds; one that surely does not decides."""
    holds = terms.both(*(part.true for part in parts))
    every = terms.both(*(part.sure for part in parts))
    if every is True:
        return Proposition(holds)
    refuted = [terms.both(part.sure, terms.contrary(part.true)) for part in parts]
    return Proposition(holds, False, terms.either(every, *refuted))


def any_of(parts: list[Proposition]) -> Proposition:
    """One part holds."""
    turned = all_of([contrary_of(part) for part in parts])
    return Proposition(terms.either(*(part.true for part in parts)), False, turned.sure)


def contrary_of(part: Proposition) -> Proposition:
    """The contrary; what does not apply is not so."""
    return Proposition(terms.contrary(part.true), False, part.sure)


@dataclass(frozen=True, slots=True)
class ProofFrame:
    """Where an expression stands: its year, and its local names."""

    year: int
    yearly: bool
    locals: Mapping[str, Meaning] = field(default_factory=dict)

    def binding(self, name: str, value: Meaning) -> ProofFrame:
        """The place within, where ``name`` stands for ``value``."""
        return replace(self, locals={**self.locals, name: value})
