"""The case of each construct, except lists: what a node is as a formula."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial

from huiqi.audit.proofs import calendar, formula_arithmetic, terms
from huiqi.audit.proofs.symbols import (
    Entry,
    Meaning,
    Number,
    ProofFrame,
    Proposition,
    all_of,
    any_of,
    contrary_of,
    first_match,
    not_applicable,
    pick,
    surely_absent,
)
from huiqi.audit.proofs.translator import (
    Translator,
    compare_numbers,
    extreme_of,
    translates,
)
from huiqi.audit.proofs.world import World
from huiqi.language import tree
from huiqi.language.compared import MIRROR, comparisons
from huiqi.language.types import BOOL, Kind
from huiqi.quantities import Span

#: How far from the day of the decision ``f[at: …]`` is followed.
_YEARS_BACK, _YEARS_ON = 10, 2


@translates(tree.Literal)
def _literal(t: Translator, node: tree.Literal, place: ProofFrame) -> Meaning:
    value = node.value
    if isinstance(value, bool):
        return Proposition(value)
    if isinstance(value, str):
        if node.type.enumeration is None:
            return Number(t.world.text(value))
        return Number(Fraction(node.type.enumeration.symbols.index(value)))
    if isinstance(value, date):
        return Number(calendar.ordinal(value))
    exact = Fraction(value.amount if isinstance(value, Span) else Decimal(value))
    return Number(exact, least=exact)


@translates(tree.FactReference)
def _fact(t: Translator, node: tree.FactReference, place: ProofFrame) -> Meaning:
    if node.every:
        return t.every_year(node.name)
    if node.at is None:
        return t.look_up(node.name, place.year + node.shift)
    at = t.number(node.at, place)
    named = terms.whole(formula_arithmetic.worked_out(at).top)
    around = range(t.as_of.year - _YEARS_BACK, t.as_of.year + _YEARS_ON)
    rows = [
        (
            Proposition(terms.same(named, Fraction(year)), False, at.sure),
            partial(t.look_up, node.name, year),
        )
        for year in around
    ]
    found = first_match(rows, lambda: t.opening(node.type))
    return pick(at.absent, at.sure, not_applicable(node.type), found)


@translates(tree.ParameterReference)
def _parameter(t: Translator, node: tree.ParameterReference, place: ProofFrame) -> Meaning:
    parameter = t.rulebook.parameters[node.name]
    if node.on is None:
        day = Number(calendar.ordinal(date(place.year, 12, 31) if place.yearly else t.as_of))
        return t.parameter(parameter, day, place)
    day = t.number(node.on, place)
    found = t.parameter(parameter, day, place)
    return pick(day.absent, day.sure, not_applicable(node.type), found)


@translates(tree.LocalReference)
def _local(t: Translator, node: tree.LocalReference, place: ProofFrame) -> Meaning:
    return place.locals[node.name]


@translates(tree.YearReference)
def _year(t: Translator, node: tree.YearReference, place: ProofFrame) -> Meaning:
    return Number(Fraction(place.year), least=Fraction(place.year))


@translates(tree.AsOf)
def _as_of(t: Translator, node: tree.AsOf, place: ProofFrame) -> Meaning:
    return Number(calendar.ordinal(t.as_of))


@translates(tree.Arithmetic)
def _arithmetic(t: Translator, node: tree.Arithmetic, place: ProofFrame) -> Meaning:
    left = t.number(node.left, place)
    if node.right.type.kind is Kind.SPAN and isinstance(node.right, tree.Literal):
        span = node.right.value
        assert isinstance(span, Span)
        if left.absent is True:
            return left
        moved = calendar.shifted(left.top, span, 1 if node.operator == "+" else -1)
        if moved is None:
            return _unmoved(t, node, left, span)
        return left._replace(top=moved, least=None)
    right = t.number(node.right, place)
    # A date and days between dates: both are numbers of days.
    if node.operator == "+":
        return formula_arithmetic.sum_of(left, right)
    if node.operator == "*":
        return formula_arithmetic.product_of(left, right)
    if node.operator == "-":
        return formula_arithmetic.sum_of(left, formula_arithmetic.opposite_of(right))
    return formula_arithmetic.quotient_of(left, right, lambda: t.opening(node.type, absent=False))


def _unmoved(t: Translator, node: tree.Arithmetic, left: Number, span: Span) -> Number:
    """A day that the formulas' calendar cannot name; so many working days are at least as many."""
    opening = t.opening(node.type, absent=False)
    assert isinstance(opening, Number)
    top = opening.top
    if span.unit == "working_days":
        later = node.operator == "+"
        bound = terms.plus(left.top, Fraction(span.amount if later else -span.amount))
        beyond = terms.not_above(bound, top) if later else terms.not_above(top, bound)
        top = terms.pick_number(beyond, top, bound)
    return opening._replace(top=top, absent=left.absent, sure=surely_absent(left))


@translates(tree.Negative)
def _negative(t: Translator, node: tree.Negative, place: ProofFrame) -> Meaning:
    return formula_arithmetic.opposite_of(t.number(node.operand, place))


@translates(tree.Comparison)
def _comparison(t: Translator, node: tree.Comparison, place: ProofFrame) -> Meaning:
    for side, other, operator in (
        (node.left, node.right, node.operator),
        (node.right, node.left, MIRROR[node.operator]),
    ):
        if isinstance(side, tree.Growth):
            return _growth_compared(t, operator, side, t.number(other, place), place)
    left, right = t.value(node.left, place), t.value(node.right, place)
    assert not isinstance(left, Entry)
    assert not isinstance(right, Entry)
    applies = terms.contrary(terms.either(left.absent, right.absent))
    sure = terms.either(terms.both(left.sure, right.sure), surely_absent(left, right))
    if isinstance(left, Number) and isinstance(right, Number):
        if Kind.TEXT in (node.left.type.kind, node.right.type.kind):
            left = _as_text(t.world, node.left, left)
            right = _as_text(t.world, node.right, right)
        holds = compare_numbers(node.operator, left, right)
    else:
        assert isinstance(left, Proposition)
        assert isinstance(right, Proposition)
        alike = terms.either(
            terms.both(left.holds, right.holds),
            terms.both(terms.contrary(left.holds), terms.contrary(right.holds)),
        )
        holds = alike if node.operator == "==" else terms.contrary(alike)
    return Proposition(terms.both(applies, holds), False, sure)


def _as_text(world: World, side: tree.Node, value: Number) -> Number:
    """An option compared with a text, as what a payment was for: by the text of its id."""
    if side.type.enumeration is None:
        return value
    place: terms.Arithmetical = Fraction(-1)
    for position, symbol in enumerate(side.type.enumeration.symbols):
        here = terms.same(value.top, Fraction(position))
        place = terms.pick_number(here, world.text(symbol), place)
    return value._replace(top=place)


def _growth_compared(
    t: Translator, operator: str, node: tree.Growth, rate: Number, place: ProofFrame
) -> Proposition:
    """As now against (1 + rate)^years times base; open where the base is not positive."""
    now, base = t.number(node.now, place), t.number(node.base, place)
    zero, none = Number(Fraction(0)), Number(Fraction(-1))
    applies = terms.contrary(terms.either(now.absent, base.absent, rate.absent))
    sound = compare_numbers(">", base, zero)
    if node.years > 1:
        rooted = (compare_numbers(">=", now, zero), compare_numbers(">=", rate, none))
        sound = terms.both(sound, *rooted)
    target = base
    for _ in range(node.years):
        target = formula_arithmetic.product_of(
            target, formula_arithmetic.sum_of(Number(Fraction(1)), rate)
        )
    known = Proposition(
        compare_numbers(operator, now, target),
        False,
        terms.both(now.sure, base.sure, rate.sure),
    )
    opening = t.opening(BOOL, absent=False)
    assert isinstance(opening, Proposition)
    found = pick(sound, terms.both(base.sure, rate.sure, now.sure), known, opening)
    known_at_all = terms.either(found.sure, surely_absent(now, base, rate))
    return Proposition(terms.both(applies, found.holds), False, known_at_all)


@translates(tree.Membership)
def _membership(t: Translator, node: tree.Membership, place: ProofFrame) -> Meaning:
    enumeration = node.operand.type.enumeration
    assert enumeration is not None
    return _one_of(t.number(node.operand, place), map(enumeration.symbols.index, node.symbols))


def _one_of(operand: Number, places: Iterable[int]) -> Proposition:
    """Whether a symbol stands in one of these places."""
    inside = terms.either(*(terms.same(operand.top, Fraction(place)) for place in places))
    return Proposition(terms.both(inside, terms.contrary(operand.absent)), False, operand.sure)


@translates(tree.IntervalMembership)
def _interval(t: Translator, node: tree.IntervalMembership, place: ProofFrame) -> Meaning:
    ends = tuple(end for _, end in comparisons(node))
    return t.truth(tree.And(node.type, ends), place)


@translates(tree.IndustryWithin)
def _industry(t: Translator, node: tree.IndustryWithin, place: ProofFrame) -> Meaning:
    codes = enumerate(t.world.industries)
    places = (position for position, code in codes if code.startswith(node.codes))
    return _one_of(t.number(node.operand, place), places)


@translates(tree.And)
@translates(tree.Or)
def _joined(t: Translator, node: tree.And | tree.Or, place: ProofFrame) -> Meaning:
    decides = isinstance(node, tree.Or)
    parts = []
    for operand in node.operands:
        parts.append(t.truth(operand, place))
        if parts[-1].holds is decides and parts[-1].sure is True:
            return Proposition(decides)
    return any_of(parts) if decides else all_of(parts)


@translates(tree.Not)
def _not(t: Translator, node: tree.Not, place: ProofFrame) -> Meaning:
    return contrary_of(t.truth(node.operand, place))


@translates(tree.Extreme)
def _extreme(t: Translator, node: tree.Extreme, place: ProofFrame) -> Meaning:
    return extreme_of(node.least, [t.number(operand, place) for operand in node.operands])


@translates(tree.Round)
def _round(t: Translator, node: tree.Round, place: ProofFrame) -> Meaning:
    operand = t.number(node.operand, place)
    return (
        formula_arithmetic.whole_of(operand)
        if node.down
        else formula_arithmetic.half_up(operand, node.places)
    )


@translates(tree.DateOf)
def _date_of(t: Translator, node: tree.DateOf, place: ProofFrame) -> Meaning:
    year = t.number(node.year, place)
    named = terms.whole(formula_arithmetic.worked_out(year).top)
    within = terms.both(
        terms.below(Fraction(calendar.FIRST_YEAR - 1), named),
        terms.below(named, Fraction(calendar.LAST_YEAR + 1)),
    )
    if within is False:
        return t.opening(node.type, absent=False)
    day = Number(calendar.date_in(named, node.month, node.day), absent=year.absent, sure=year.sure)
    if within is True:
        return day
    # Beyond what the calendar of the formulas holds, nothing is said.
    opening = t.opening(node.type, absent=False)
    assert isinstance(opening, Number)
    found = pick(within, year.sure, day, opening._replace(absent=year.absent))
    return found._replace(sure=terms.either(found.sure, surely_absent(year)))


@translates(tree.PartOf)
def _part_of(t: Translator, node: tree.PartOf, place: ProofFrame) -> Meaning:
    day = t.number(node.operand, place)
    if day.absent is True:
        return Number(Fraction(0), absent=True, sure=day.sure)
    if not calendar.names_day(day.top):
        return t.opening(node.type, absent=False)
    part = calendar.calendar_year if node.part == "year" else calendar.month_of
    return Number(part(day.top), absent=day.absent, sure=day.sure, least=Fraction(1))


@translates(tree.IsApplicable)
def _is_applicable(t: Translator, node: tree.IsApplicable, place: ProofFrame) -> Meaning:
    value = t.value(node.operand, place)
    if isinstance(value, Entry):
        return Proposition(True)
    return Proposition(terms.contrary(value.absent), False, value.sure)


@translates(tree.Growth)
def _growth(t: Translator, node: tree.Growth, place: ProofFrame) -> Meaning:
    opening = t.opening(node.type, absent=node.years > 1)
    if node.years > 1:
        return opening
    now, base = t.number(node.now, place), t.number(node.base, place)
    assert isinstance(opening, Number)
    return formula_arithmetic.growth(now, base, opening)


@translates(tree.CountTrue)
def _count_true(t: Translator, node: tree.CountTrue, place: ProofFrame) -> Meaning:
    parts = [t.truth(operand, place) for operand in node.operands]
    total = Number(Fraction(0), least=Fraction(0))
    for part in parts:
        one = terms.pick_number(part.holds, Fraction(1), Fraction(0))
        total = formula_arithmetic.sum_of(total, Number(one, sure=part.sure, least=Fraction(0)))
    return total


@translates(tree.Choose)
def _choose(t: Translator, node: tree.Choose, place: ProofFrame) -> Meaning:
    rows = [
        (t.truth(condition, place), partial(t.value, value, place))
        for condition, value in node.rows
    ]
    if node.otherwise is None:
        return first_match(rows, lambda: not_applicable(node.type))
    return first_match(rows, partial(t.value, node.otherwise, place))


@translates(tree.Lookup)
def _table(t: Translator, node: tree.Lookup, place: ProofFrame) -> Meaning:
    keys = [t.number(key, place) for key in node.keys]
    rows = []
    absent = terms.either(*(key.absent for key in keys))
    every = terms.both(*(key.sure for key in keys))
    sure = terms.either(every, surely_absent(*keys))
    for names, cell in node.cells:
        matches = terms.both(
            *(
                terms.same(key.top, Fraction(written.type.enumeration.symbols.index(name)))
                for name, key, written in zip(names, keys, node.keys, strict=True)
                if written.type.enumeration is not None
            )
        )
        rows.append((Proposition(matches, False, sure), partial(t.value, cell, place)))
    found = first_match(rows, lambda: not_applicable(node.type))
    return pick(absent, sure, not_applicable(node.type), found)


@translates(tree.UnknownValue)
def _unknown(t: Translator, node: tree.UnknownValue, place: ProofFrame) -> Meaning:
    bounded = node.low is not None or node.high is not None
    value = t.opening(node.type, absent=not bounded)
    if not isinstance(value, Number):
        return value
    low = t.number(node.low, place) if node.low is not None else None
    high = t.number(node.high, place) if node.high is not None else None
    if low is not None and high is not None and low.absent is False and high.absent is False:
        # Where the bounds have changed places, it lies between them all the same.
        low, high = extreme_of(True, [low, high]), extreme_of(False, [low, high])
    for bound, is_least in ((low, False), (high, True)):
        if bound is not None:
            value = extreme_of(is_least, [value, bound])
    return value._replace(sure=False)


@translates(tree.Let)
def _let(t: Translator, node: tree.Let, place: ProofFrame) -> Meaning:
    for name, bound in node.bindings:
        place = place.binding(name, t.value(bound, place))
    return t.value(node.body, place)
