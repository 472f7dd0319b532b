"""Small changes of a case's enterprise that may lead where no case has been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import NamedTuple, TypeGuard

from huiqi.decision.cases import Case
from huiqi.decision.expected_values import Evaluators
from huiqi.language import tree
from huiqi.language.compared import comparisons
from huiqi.language.tree import Node, children, walk
from huiqi.language.types import Kind, Type
from huiqi.profile.account import NOT_APPLICABLE
from huiqi.quantities import round_half_up
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.naming import declared_facts, names_of
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.values import Interval, Point, Value

#: What is written where anything will do.
_SOME_TEXT = "示例"
_OFFICIAL = "示例审核员"
#: The most decimals a generated figure is written with, and how far it lies beside a limit.
_WRITTEN = {
    Kind.MONEY: (2, Decimal("0.01")),
    Kind.RATIO: (6, Decimal("0.0001")),
    Kind.COUNT: (0, Decimal(1)),
    Kind.SCALAR: (2, Decimal(1)),
}


class Edit(NamedTuple):
    """An enterprise as it would be written, on a day."""

    facts: Mapping[str, object]
    judgements: Mapping[str, object]
    as_of: date


class Variations:
    """The changes of one case that bear on some expressions."""

    def __init__(self, rulebook: Rulebook, case: Case, roots: Iterable[Node]) -> None:
        self.rulebook = rulebook
        self.case = case
        self.parts = [part for root in roots for part in walk(root)]
        names = names_of(declared_facts(rulebook))
        self.facts = {names.find(key) or key: value for key, value in case.facts.items()}
        self.evaluator = Evaluators.of(rulebook, case).illustrative

    def edits(self, measure: Measure | None) -> Iterator[Edit]:
        """Each change once, the likeliest first."""
        for facts in self._at_limits():
            yield self._edit(facts)
        if measure is not None:
            yield from self._answers(measure)
            yield from self._days(measure)
        for name in self._names():
            yield from map(self._edit, self._other(name))

    def _edit(self, facts: Mapping[str, object]) -> Edit:
        return Edit(facts, self.case.judgements, self.case.as_of)

    def _names(self) -> list[str]:
        """The facts that the expressions rest on, those named in them first."""
        direct = {
            part.name: None
            for part in self.parts
            if isinstance(part, (tree.FactReference, tree.ParameterReference))
        }
        below = {n: None for name in direct for n in sorted(self.rulebook.closure[name])}
        return [name for name in {**direct, **below} if name in self.rulebook.facts]

    # ---- figures at their limits

    def _at_limits(self) -> Iterator[dict[str, object]]:
        for node in self.parts:
            for _, compared in comparisons(node):
                if compared.left.type.ordered:
                    left, right = compared.left, compared.right
                    yield from self._towards(left, self._value(right))
                    yield from self._towards(right, self._value(left))

    def _value(self, node: Node) -> Value | None:
        if any(isinstance(part, tree.LocalReference) for part in walk(node)):
            return None
        return self.evaluator.evaluate(node).value

    def _towards(self, side: Node, limit: Value | None) -> Iterator[dict[str, object]]:
        """Moves a fact within ``side`` so that ``side`` comes to lie at the limit and beside it."""
        if not isinstance(limit, Interval) or not limit.known:
            return
        if isinstance(side, tree.FieldReference):
            yield from self._field_towards(side, limit.low)
            return
        for part in [side, *children(side)]:
            if not isinstance(part, tree.FactReference) or part.every or part.at is not None:
                continue
            if isinstance(side, tree.Growth) and part is side.base:
                continue
            declared = self.rulebook.declared(part.name)
            for target in self._reaching(side, part, limit.low):
                for figure in _beside(target, declared.type):
                    yield self._with(declared, self.case.as_of.year + part.shift, figure)

    def _reaching(self, side: Node, part: tree.FactReference, limit: Point) -> list[Point]:
        """The figures of the fact with which ``side`` comes to the limit."""
        if isinstance(side, tree.Growth):
            base = self._value(side.base)
            if _is_number(base) and not isinstance(limit, date):
                return [Fraction(base.low) * (1 + Fraction(limit)) ** side.years]
            return []
        if part is side:
            return [limit]
        here, whole = self._value(part), self._value(side)
        if not _is_number(here) or not _is_number(whole) or isinstance(limit, date):
            return []
        added = Fraction(here.low) + Fraction(limit) - Fraction(whole.low)
        if not whole.low:
            return [added]
        return [added, Fraction(here.low) * (Fraction(limit) / Fraction(whole.low))]

    def _field_towards(
        self, side: tree.FieldReference, limit: Point
    ) -> Iterator[dict[str, object]]:
        owner = side.record.type.record
        if owner is None:
            return
        field = self.rulebook.facts[owner.name].fields[side.field]
        for figure in _beside(limit, field.type):
            yield from self._records_with(owner.name, side.field, figure)

    def _records_with(self, name: str, field: str, value: object) -> Iterator[dict[str, object]]:
        records = self._listed(name) or []
        for index, record in enumerate(records):
            if isinstance(record, Mapping):
                changed = {**record, field: value}
                yield self._holding(name, [*records[:index], changed, *records[index + 1 :]])

    def _listed(self, name: str) -> list[object] | None:
        """The records of a list, or one that could be; ``None`` where they are given by year."""
        written = self.facts.get(name) or [self._record(name)]
        if isinstance(written, Mapping) and set(written) == {"complete"}:
            written = written["complete"]
        return written if isinstance(written, list) else None

    def _holding(self, name: str, records: list[object]) -> dict[str, object]:
        """The facts with these records, and no others in any year."""
        yearly = self.rulebook.facts[name].yearly
        return {**self.facts, name: {"complete": records} if yearly else records}

    def _record(self, name: str) -> dict[str, object]:
        """An entry that has everything its expressions ask for, as far as one can see."""
        made = {Kind.BOOL: True, Kind.DATE: self.case.as_of.isoformat(), Kind.INDUSTRY: "C13"}
        found: dict[str, object] = {}
        for key, field in self.rulebook.facts[name].fields.items():
            if field.formula is not None:
                continue
            if field.type.enumeration is not None:
                found[key] = self._symbol(key, field.type.enumeration.symbols)
            elif field.type.numeric:
                found[key] = self.case.as_of.year - 1 if key == "year" else 1
            else:
                found[key] = made.get(field.type.kind, _SOME_TEXT)
        return found

    def _symbol(self, field: str, symbols: tuple[str, ...]) -> str:
        for part in self.parts:
            if isinstance(part, tree.Membership):
                sides: list[Node] = [part.operand]
                listed = part.symbols
            elif isinstance(part, tree.Comparison):
                sides = [part.left, part.right]
                written = [n.value for n in sides if isinstance(n, tree.Literal)]
                listed = tuple(value for value in written if isinstance(value, str))
            else:
                continue
            if listed and any(
                isinstance(n, tree.FieldReference) and n.field == field for n in sides
            ):
                return listed[0]
        return symbols[0]

    # ---- other values

    def _other(self, name: str) -> Iterator[dict[str, object]]:
        fact = self.rulebook.facts[name]
        years = [self.case.as_of.year - back for back in range(1, 4)] if fact.yearly else [0]
        if fact.fields:
            yield from self._lists(fact)
            return
        yield self._without(name)
        for year in years:
            for value in (*self._values(fact.type), NOT_APPLICABLE):
                yield self._with(fact, year, value)
            if fact.yearly and isinstance(self.facts.get(name), Mapping):
                yield self._with(fact, year, None)

    def _without(self, name: str) -> dict[str, object]:
        return {key: value for key, value in self.facts.items() if key != name}

    def _values(self, type_: Type) -> tuple[object, ...]:
        """All that a type can be, or what lies far apart."""
        if type_.kind is Kind.BOOL:
            return (True, False)
        if type_.enumeration is not None:
            return type_.enumeration.symbols
        if type_.kind is Kind.INDUSTRY:
            listed = (part.codes for part in self.parts if isinstance(part, tree.IndustryWithin))
            return (*dict.fromkeys(chain.from_iterable(listed)), "C13", "F5111")
        if type_.kind is Kind.RATIO:
            return ("0%", f"{10**12}%")
        return (0, 10**12) if type_.numeric else ()

    def _lists(self, fact: Fact) -> Iterator[dict[str, object]]:
        yield self._without(fact.id)
        yield {**self.facts, fact.id: []}
        records = self._listed(fact.id)
        if records is None:
            return
        yield self._holding(fact.id, records)
        for index in range(len(records)):
            yield self._holding(fact.id, [*records[:index], *records[index + 1 :]])
        for key, field in fact.fields.items():
            if field.formula is not None or key == fact.shown_by:
                continue
            if field.type.kind is Kind.BOOL or field.type.enumeration is not None:
                for value in self._values(field.type):
                    yield from self._records_with(fact.id, key, value)
            for index, record in enumerate(records):
                if isinstance(record, Mapping) and key in record:
                    without = {k: v for k, v in record.items() if k != key}
                    yield self._holding(fact.id, [*records[:index], without, *records[index + 1 :]])

    # ---- an official's answers, and the day

    def _answers(self, measure: Measure) -> Iterator[Edit]:
        for clause in measure.conditions():
            if clause.question is None and clause.unknown is None:
                continue
            key = f"{measure.id}/{clause.id}"
            rest = {k: v for k, v in self.case.judgements.items() if k != key}
            yield Edit(self.facts, rest, self.case.as_of)
            for answer in (True, False):
                given = {
                    "answer": answer,
                    "by": _OFFICIAL,
                    "date": self.case.as_of.isoformat(),
                    "reason": _SOME_TEXT,
                }
                yield Edit(self.facts, {**rest, key: given}, self.case.as_of)

    def _days(self, measure: Measure) -> Iterator[Edit]:
        for day in measure.in_force.turns:
            for step in (-1, 0, 1):
                when = day + timedelta(days=step)
                yield Edit(self.facts, self.case.judgements, when)

    def _with(self, declared: Fact | Definition, year: int, value: object) -> dict[str, object]:
        if not declared.yearly:
            return {**self.facts, declared.id: value}
        before = self.facts.get(declared.id)
        years = dict(before) if isinstance(before, Mapping) else {}
        return {**self.facts, declared.id: {**years, year: value}}


def _is_number(value: Value | None) -> TypeGuard[Interval]:
    if not isinstance(value, Interval) or not value.known:
        return False
    return isinstance(value.low, (Decimal, Fraction))


def _beside(point: Point, type_: Type) -> Iterator[object]:
    """A figure at a limit, just below and just above, as it can be written."""
    if isinstance(point, date):
        for step in (0, -1, 1):
            yield (point + timedelta(days=step)).isoformat()
        return
    if type_.kind not in _WRITTEN:
        return
    places, unit = _WRITTEN[type_.kind]
    written = round_half_up(point, places)
    for step in (0, -1, 1):
        figure = written + step * unit
        # Written with its unit: above 1, a bare ratio would not be read.
        yield f"{figure * 100:f}%" if type_.kind is Kind.RATIO else figure
