"""The rules as formulas: the evaluator's twin, over every enterprise at once.

The same names, the same order, the same memory per fact and year; where the evaluator would have a
range, the formula has an unknown that is free within it and marked as not sure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import cast

from huiqi.audit.proofs import calendar, formula_arithmetic, terms
from huiqi.audit.proofs.constraint_formulas import Limits
from huiqi.audit.proofs.symbols import (
    Entries,
    Entry,
    Meaning,
    Number,
    ProofFrame,
    Proposition,
    first_match,
    not_applicable,
    pick,
)
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.world import World
from huiqi.language.tree import Construct, Node
from huiqi.language.types import Kind, Type
from huiqi.quantities import Span
from huiqi.rulebook.rulebook import DatedValue, Definition, Fact, Parameter, Rulebook

CaseOf = Callable[["Translator", Construct, "ProofFrame"], Meaning]
Case = CaseOf[Node]
#: The case of each construct of the language; filled by the modules that import this.
CASES: dict[type[Node], Case] = {}


def translates(node: type[Construct]) -> Callable[[CaseOf[Construct]], Case]:
    """Registers the case of a construct, which is asked of that construct alone."""

    def register(case: CaseOf[Construct]) -> Case:
        return CASES.setdefault(node, cast("Case", case))

    return register


class Translator:
    """The formulas of one rulebook on one day, about the enterprise of a world.

    ``stated``: the definitions taken as stated by the enterprise, not worked out.  ``later``: by
    how many years the enterprise's own facts are moved, to compare two days.
    """

    def __init__(
        self,
        world: World,
        rulebook: Rulebook,
        as_of: date,
        *,
        stated: frozenset[str] = frozenset(),
        later: int = 0,
    ) -> None:
        self.world = world
        self.rulebook = rulebook
        self.as_of = as_of
        self.stated = stated
        self.later = later
        #: Derived fields of records, by the record's label, in the year they were read.
        self.derived_fields: dict[tuple[str, str, int], Meaning] = {}
        #: What cannot be otherwise, put to the solver as facts become part of the question.
        self.limits = Limits(self)
        self._opened: dict[str, int] = {}
        self._memory: dict[tuple[str, int | None, int | None], Meaning] = {}
        #: The year from which a definition is looking back at its own earlier values.
        self._origin: int | None = None
        self._climbing = False
        self._moved: dict[str, dict[str, Meaning]] = {}

    def frame(self, names: Mapping[str, Meaning] | None = None) -> ProofFrame:
        """Where the expressions of a measure stand."""
        return ProofFrame(self.as_of.year, False, names or {})

    def value(self, node: Node, place: ProofFrame) -> Meaning:
        """The value of an expression."""
        return CASES[type(node)](self, node, place)

    def truth(self, node: Node, place: ProofFrame) -> Proposition:
        """The truth of an expression; what does not apply is not so."""
        value = self.value(node, place)
        if isinstance(value, Proposition):
            return Proposition(value.true, False, value.sure)
        return Proposition(False)

    def number(self, node: Node, place: ProofFrame) -> Number:
        """A number or a date."""
        value = self.value(node, place)
        assert isinstance(value, Number)
        return value

    def opening(self, type_: Type, absent: bool = True) -> Meaning:
        """A value that the rules leave open.

        Rulebooks that are compared share them in the order of reading: where both leave something
        open there is nothing to compare.
        """
        kind = type_.kind.name
        self._opened[kind] = self._opened.get(kind, 0) + 1
        return self.world.opening(type_, ("opening", kind, absent, self._opened[kind]), absent)

    def look_up(self, name: str, year: int | None = None) -> Meaning:
        """A fact or a definition, in a year where it has years (absent: the decision's)."""
        declared = self.rulebook.declared(name)
        when = (self.as_of.year if year is None else year) if declared.yearly else None
        key = (name, when, self._origin if name in self.rulebook.looking_back else None)
        found = self._memory.get(key)
        if found is None:
            if isinstance(declared, Fact) or name in self.stated:
                found = self._fact(declared, key[1])
            else:
                found = self._definition(declared, key[1])
            self._memory[key] = found
            self.limits.met(name, when)
        return found

    def every_year(self, name: str) -> Entries:
        """The records of all years together; a list that does not apply is empty."""
        fact = self.rulebook.facts[name]
        self.limits.met(name, None)
        whole = self._own(self.world.ledger(fact), fact)
        assert isinstance(whole, Entries)
        there = terms.contrary(whole.absent)
        return Entries(_happened(whole, fact, self.as_of).only(there))

    def parameter(self, parameter: Parameter, day: Number, place: ProofFrame) -> Meaning:
        """A parameter on a day, by its overlap rule."""
        rows = []
        for row in parameter.rows:
            covers = Proposition(_covers(row, day), False, day.sure)
            if row.when is not None and covers.holds is not False:
                when = self.truth(row.when, place)
                covers = Proposition(
                    terms.both(covers.holds, when.holds), False, terms.both(day.sure, when.sure)
                )
            if covers.holds is not False:
                rows.append((covers, row))

        none = partial(self.opening, parameter.type)
        if parameter.overlap in ("none", "first"):
            return first_match(
                [(covers, partial(self.value, row.value, place)) for covers, row in rows],
                none,
            )
        values = [
            pick(
                covers.holds,
                covers.sure,
                self.value(row.value, place),
                not_applicable(parameter.type),
            )
            for covers, row in rows
        ]
        any_row = terms.either(*(covers.holds for covers, _ in rows))
        known = terms.both(*(covers.sure for covers, _ in rows))
        found = extreme_of(
            parameter.overlap == "lowest", [value for value in values if isinstance(value, Number)]
        )
        return pick(any_row, known, found, none())

    def _fact(self, declared: Fact | Definition, year: int | None) -> Meaning:
        asked = None if year is None else year - self.later
        found = self._own(self.world.fact(declared, asked), declared)
        if isinstance(found, Entries) and isinstance(declared, Fact):
            return _happened(found, declared, self.as_of)
        return found

    def _definition(self, definition: Definition, year: int | None) -> Meaning:
        found = _bounded(self._derived(definition, year), definition)
        return _bounded(self._compared(definition, year, found), definition)

    def _compared(self, definition: Definition, year: int | None, found: Meaning) -> Meaning:
        """Open where the other line of the form that shows the figure says otherwise."""
        if definition.same_as is None:
            return found
        assert isinstance(found, Number)
        here = ProofFrame(self.as_of.year if year is None else year, definition.yearly)
        other = self.number(definition.same_as, here)
        room = Number(Fraction(definition.tolerance or 0))
        agree = terms.both(
            compare_numbers("<=", found, formula_arithmetic.sum_of(other, room)),
            compare_numbers("<=", other, formula_arithmetic.sum_of(found, room)),
        )
        open_ = self.world.opening(definition.type, ("contradiction", definition.id, year), False)
        kept = terms.either(agree, terms.contrary(other.sure), found.absent, other.absent)
        return pick(kept, other.sure, found, open_)

    def _derived(self, definition: Definition, year: int | None) -> Meaning:
        when = self.as_of.year if year is None else year
        here = ProofFrame(when, definition.yearly)
        if definition.look_back is None:
            return self.value(definition.node, here)
        outer, self._origin = self._origin, when if self._origin is None else self._origin
        try:
            return self._looked_back(definition, year, here)
        finally:
            self._origin = outer

    def _looked_back(self, definition: Definition, year: int | None, here: ProofFrame) -> Meaning:
        """A definition that rests on its own earlier values, as far as it reaches."""
        when = here.year
        assert self._origin is not None
        assert definition.look_back is not None
        if when < self._origin - definition.look_back:
            later = self.world.opening(definition.type, ("too far", definition.id, year))
        else:
            self._climb(definition, when)
            later = self.value(definition.node, here)
        if definition.floor is None or self.rulebook.founded is None:
            return later
        start = self.look_up(self.rulebook.founded)
        assert isinstance(start, Number)
        founded = calendar.date_in(Fraction(when + 1), 1, 1)
        before = terms.both(terms.not_above(founded, start.top), terms.contrary(start.absent))
        return pick(before, start.sure, self.value(definition.floor, here), later)

    def _climb(self, definition: Definition, year: int) -> None:
        """Once earlier years are asked for: from the earliest up, so that none is deep."""
        if self._climbing or self._origin == year:
            return
        assert self._origin is not None
        assert definition.look_back is not None
        self._climbing = True
        try:
            for earlier in range(self._origin - definition.look_back, year):
                self.look_up(definition.id, earlier)
        finally:
            self._climbing = False

    def _own(self, value: Meaning, fact: Fact | Definition) -> Meaning:
        """The enterprise's fact as this rulebook sees it: its own symbols in their order, and
        ``later`` years on (days and years move, nothing else does).
        """
        if not self.later and len(self.world.rulebooks) == 1:
            return value
        if isinstance(value, Entries) and isinstance(fact, Fact):
            items = tuple(self.own_entry(item, fact) for item in value.items)
            return value._replace(items=items)
        if not isinstance(value, Number):
            return value
        if fact.type.enumeration is not None:
            return self._own_symbol(value, fact.type.enumeration.symbols)
        if not self.later:
            return value
        if fact.type.kind is Kind.DATE:
            years, sign = Span(abs(self.later), "years"), 1 if self.later > 0 else -1
            moved = calendar.shifted(value.top, years, sign)
            assert moved is not None
            return value._replace(top=moved, least=None)
        if names_years(fact):
            moved = terms.plus(value.top, Fraction(self.later))
            return value._replace(top=moved, least=None)
        return value

    def _own_symbol(self, value: Number, symbols: tuple[str, ...]) -> Number:
        asked = self.world.symbols.get(str(value.top), symbols)
        if asked == symbols:
            return value
        place: terms.Arithmetical = Fraction(0)
        for position, symbol in enumerate(asked):
            if symbol in symbols:
                here = terms.same(value.top, Fraction(position))
                place = terms.pick_number(here, Fraction(symbols.index(symbol)), place)
        return value._replace(top=place)

    def own_entry(self, item: Entry, fact: Fact) -> Entry:
        """A record as this rulebook sees it."""
        # By its label: the record in the list of a year is the record in the list of all.
        found = self._moved.get(item.label)
        if found is None:
            found = self._moved[item.label] = {
                key: self._own(value, fact.fields[key])
                for key, value in item.fields.items()
                if key in fact.fields
            }
        return Entry(item.there, found, item.label)


def _happened(whole: Entries, fact: Fact, as_of: date) -> Entries:
    """The list with the records dated no later than the day."""
    if fact.dated_by is None:
        return whole
    items = []
    for item in whole.items:
        day = item.fields[fact.dated_by]
        assert isinstance(day, Number)
        by_then = terms.not_above(day.top, calendar.ordinal(as_of))
        there = terms.both(item.there, by_then, terms.contrary(day.absent))
        items.append(Entry(there, item.fields, item.label))
    return whole._replace(items=tuple(items))


def names_years(fact: Fact | Definition) -> bool:
    """Whether a count is a calendar year: its domain says so."""
    return fact.type.kind is Kind.COUNT and isinstance(fact.low, Decimal) and fact.low >= 1900


def extreme_of(is_least: bool, operands: list[Number]) -> Number:
    """The least or the greatest of what applies; not applicable if nothing does."""
    result = Number(Fraction(0), absent=True)
    for operand in operands:
        if operand.absent is True:
            continue
        if result.absent is True:
            result = operand
            continue
        closer = compare_numbers("<=" if is_least else ">=", operand, result)
        taken = terms.both(terms.contrary(operand.absent), terms.either(closer, result.absent))
        chosen = pick(taken, True, operand, result)
        least = chosen.least
        if not is_least:
            # The greatest is not below anything that surely applies.
            there = [one.least for one in (operand, result) if one.absent is False]
            known = [one for one in (least, *there) if one is not None]
            least = max(known, default=None)
        result = chosen._replace(
            absent=terms.both(operand.absent, result.absent),
            sure=terms.both(operand.sure, result.sure),
            least=least,
        )
    return result


def compare_numbers(operator: str, left: Number, right: Number) -> Logical:
    """The comparison of two numbers, quotients cross-multiplied (their bottoms are positive)."""
    a, b = terms.times(left.top, right.bottom), terms.times(right.top, left.bottom)
    if operator in (">", ">="):
        a, b = b, a
    if operator in ("<", ">"):
        return terms.below(a, b)
    if operator in ("<=", ">="):
        return terms.not_above(a, b)
    equal = terms.same(a, b)
    return equal if operator == "==" else terms.contrary(equal)


def _bounded(value: Meaning, definition: Definition) -> Meaning:
    """What is open keeps its declared domain."""
    if not isinstance(value, Number) or value.sure is True:
        return value
    bounded = value
    for bound, is_least in ((definition.low, False), (definition.high, True)):
        if bound is not None:
            exact = calendar.point(bound)
            bounded = extreme_of(is_least, [bounded, Number(exact, least=exact)])
    bounded = bounded._replace(absent=value.absent, sure=value.sure)
    return pick(value.sure, True, value, bounded)._replace(sure=value.sure)


def _covers(row: DatedValue, day: Number) -> Logical:
    since = terms.not_above(calendar.ordinal(row.since), day.top)
    if row.until is None:
        return terms.both(since, terms.contrary(day.absent))
    until = terms.not_above(day.top, calendar.ordinal(row.until))
    return terms.both(since, until, terms.contrary(day.absent))
