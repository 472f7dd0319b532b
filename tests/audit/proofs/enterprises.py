"""Complete enterprises drawn at random, with figures close to the limits that the rules name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import z3

from huiqi.audit.proofs import calendar
from huiqi.audit.proofs.symbols import Entries, Entry, Meaning, Number, Proposition, named
from huiqi.audit.proofs.translator import names_years
from huiqi.audit.proofs.witness import Valuation
from huiqi.audit.proofs.world import World, every_node
from huiqi.language import tree
from huiqi.language.types import Kind
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook


class Draw:
    """One enterprise: a value for every unknown of a world."""

    def __init__(self, world: World, rulebook: Rulebook, random: Random, absent: float) -> None:
        self.world = world
        self.rulebook = rulebook
        self.random = random
        self.absent = absent
        self.limits: dict[Kind, list[Any]] = {}
        for node in every_node(rulebook):
            if isinstance(node, tree.Literal) and isinstance(node.value, (Decimal, date)):
                kind = Kind.COUNT if node.type.kind is Kind.SCALAR else node.type.kind
                self.limits.setdefault(kind, []).append(node.value)
        self.pairs = list(self._all())

    def valuation(self, openings: int = 0) -> Valuation:
        """Every term's value; what the rules leave open takes one of several completions."""
        loose = [(constant, _completion(constant, openings)) for constant in self.world.openings]
        pairs = [*self.pairs, *loose]
        return lambda term: z3.simplify(z3.substitute(term, *pairs))

    def _all(self) -> Iterator[tuple[Any, Any]]:
        for unknown in self.world.unknowns.values():
            yield from self._value(unknown.fact, unknown.meaning)
        for answer in self.world.judgements.values():
            yield answer, z3.BoolVal(self.random.random() < 0.7)

    def _value(
        self, fact: Fact | Definition, meaning: Meaning, place: int | None = None
    ) -> Iterator[tuple[Any, Any]]:
        """``place``: of a text, where it is drawn already."""
        assert not isinstance(meaning, Entry)
        if not isinstance(meaning.absent, bool):
            never = isinstance(fact, Fact) and fact.id == "year"
            chosen = not never and self.random.random() < self.absent
            yield meaning.absent, z3.BoolVal(chosen)
        if isinstance(meaning, Proposition):
            yield meaning.holds, z3.BoolVal(self.random.random() < 0.7)
        elif isinstance(meaning, Entries):
            assert isinstance(fact, Fact)
            count = self.random.randrange(4)
            seen: set[tuple[str, ...]] = set()
            for position, item in enumerate(meaning.items):
                drawn = self._payment(fact)
                fields = {
                    key: list(self._field(fact, key, own, position, drawn))
                    for key, own in item.fields.items()
                }
                # The reader takes no two records of one key: the list ends before the second.
                own_key = tuple(_said(fields[part]) for part in fact.key if part in fields)
                if fact.key and own_key in seen:
                    count = min(count, position)
                seen.add(own_key)
                yield item.there, z3.BoolVal(position < count)
                for pairs in fields.values():
                    yield from pairs
        elif named(fact.type):
            yield meaning.top, z3.IntVal(self._place(fact) if place is None else place)
        else:
            constant = next(v for v in z3.z3util.get_vars(meaning.top))
            number = self._number(fact)
            if fact.type.kind is Kind.MONEY:
                yield constant, z3.IntVal(int(number * 100))
            elif fact.type.kind is Kind.RATIO:
                yield constant, z3.Q(Fraction(number).numerator, Fraction(number).denominator)
            else:
                yield constant, z3.IntVal(int(number))

    def _field(
        self, fact: Fact, key: str, meaning: Meaning, position: int, drawn: dict[str, int]
    ) -> Iterator[tuple[Any, Any]]:
        if key == "name" and isinstance(meaning, Number) and named(fact.fields[key].type):
            yield meaning.top, z3.IntVal(100 + position)
            yield meaning.absent, z3.BoolVal(False)
        else:
            yield from self._value(fact.fields[key], meaning, drawn.get(key))

    def _payment(self, fact: Fact) -> dict[str, int]:
        """Of a payment received, what it was for; one of the options, where the measure has such.

        Another text there is no name of an option, so the profile's reader takes it as not said.
        """
        if fact.receipts is None:
            return {}
        of, thing = fact.receipts.measure, fact.receipts.thing
        drawn = {key: self._place(fact.fields[key]) for key in (of, thing)}
        texts = self.world.texts
        paid = self.rulebook.measures.get(texts[drawn[of]]) if drawn[of] < len(texts) else None
        once = paid.gives.once if paid is not None and paid.gives is not None else None
        if paid is not None and paid.records and once is not None and once.field is not None:
            options = self.rulebook.facts[paid.records].fields[once.field].type.enumeration
            symbols = options.symbols if options is not None else ()
            known = [texts.index(symbol) for symbol in symbols if symbol in texts]
            drawn[thing] = self.random.choice(known) if known else drawn[thing]
        return drawn

    def _place(self, fact: Fact | Definition) -> int:
        if fact.type.enumeration is not None:
            return self.random.randrange(len(fact.type.enumeration.symbols))
        if fact.type.kind is Kind.INDUSTRY:
            return self.random.randrange(len(self.world.industries))
        return self.random.randrange(len(self.world.texts) + 2)

    def _number(self, fact: Fact | Definition) -> Fraction:
        kind = fact.type.kind
        steps = {Kind.MONEY: Fraction(1, 100), Kind.RATIO: Fraction(1, 10**4)}
        step = steps.get(kind, Fraction(1))
        if kind is Kind.DATE:
            around = [d.toordinal() for d in self.limits.get(kind, [])] or [date(2022, 1, 1)]
            number = Fraction(date(2022, 1, 1).toordinal() + self.random.randrange(-1500, 900))
            if self.random.random() < 0.3:
                number = Fraction(self.random.choice(around))
        elif fact.id == "year" or names_years(fact):
            number = Fraction(2023 - self.random.randrange(4))
        elif kind is Kind.RATIO:
            number = Fraction(self.random.randrange(-100, 1100), 1000)
        elif kind is Kind.MONEY:
            number = Fraction(self.random.randrange(0, 10**12), 100)
        else:
            number = Fraction(self.random.choice([0, 1, 2, 3, self.random.randrange(2000)]))
        if kind is not Kind.DATE and self.limits.get(kind) and self.random.random() < 0.4:
            number = Fraction(self.random.choice(self.limits[kind]))
        if self.random.random() < 0.3:
            number += step * self.random.choice([-1, 1])
        low, high = fact.low, fact.high
        if kind is Kind.DATE:
            return min(max(number, Fraction(calendar.FIRST)), Fraction(calendar.LAST))
        if low is not None:
            number = max(number, Fraction(Decimal(low)))  # type: ignore[arg-type]
        if high is not None:
            number = min(number, Fraction(Decimal(high)))  # type: ignore[arg-type]
        return number


def _said(pairs: list[tuple[Any, Any]]) -> str:
    """What was drawn of a field, as text; of one that is absent nothing."""
    return "" if any(z3.is_true(value) for _, value in pairs) else str(pairs[-1][1])


def _completion(variable: Any, which: int) -> Any:
    if z3.is_bool(variable):
        return z3.BoolVal(which % 2 == 0)
    if z3.is_int(variable):
        return z3.IntVal(which)
    return z3.RealVal(which * 1000003)
