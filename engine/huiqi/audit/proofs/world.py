"""The enterprise a proof speaks of: one unknown for each fact, and what is possible of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

import z3

from huiqi.audit.owners import expressions
from huiqi.audit.proofs import calendar, terms
from huiqi.audit.proofs.symbols import Entries, Entry, Meaning, Number, Proposition, named
from huiqi.audit.proofs.terms import Logical
from huiqi.language import tree
from huiqi.language.types import Kind, Type
from huiqi.quantities import LARGEST
from huiqi.rulebook.points import WrittenPoint
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook

#: How many records a list of the enterprise may have.
MOST_RECORDS = 3
_MODEST = {
    Kind.MONEY: Fraction(10**10),
    Kind.COUNT: Fraction(10**4),
    Kind.RATIO: Fraction(2),
    Kind.DATE: calendar.ordinal(date(2030, 12, 31)),
}
_RECENT = calendar.ordinal(date(2000, 1, 1))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact of the enterprise (or a field of a record), and its place in the formula."""

    fact: Fact | Definition
    meaning: Meaning


@dataclass(slots=True, eq=False, kw_only=True)
class World:
    """All unknowns met so far; rulebooks that are compared share one."""

    rulebooks: tuple[Rulebook, ...]
    unknowns: dict[tuple[str, int | None], Unknown] = field(default_factory=dict)
    judgements: dict[str, z3.BoolRef] = field(default_factory=dict)
    #: What every enterprise satisfies: domains, and lists filled from the front.
    possible: list[Logical] = field(default_factory=list)
    industries: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    #: The symbols of each unknown symbol, by its name in the formula.
    symbols: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Whether each unknown is not applicable, by the name of its fact.
    absences: list[tuple[str, z3.BoolRef]] = field(default_factory=list)
    #: Sizes an enterprise is likely to have: preferred in what is shown, never assumed.
    modest: list[Logical] = field(default_factory=list)
    #: That nothing is below nothing, which is likely of what may be.
    positive: list[Logical] = field(default_factory=list)
    ratios: list[z3.ArithRef] = field(default_factory=list)
    #: What the rules leave open, and whether it does not apply.
    openings: list[z3.ExprRef] = field(default_factory=list)
    _shared: dict[object, Meaning] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.industries = industries(self.rulebooks)

    def fact(self, fact: Fact | Definition, year: int | None) -> Meaning:
        """A fact in a year (``None``: it has no years)."""
        if isinstance(fact, Fact) and fact.fields and year is not None:
            return self._of_year(fact, year)
        key = (fact.id, year)
        found = self.unknowns.get(key)
        if found is None:
            fact = self._merged(fact)
            name = fact.id if year is None else f"{fact.id}[{year}]"
            meaning = self._made(fact, name, fact.id)
            found = self.unknowns[key] = Unknown(fact, meaning)
        return found.meaning

    def _merged(self, fact: Fact | Definition) -> Fact | Definition:
        """The fact as the rulebooks together ask it: with the fields of both."""
        for rulebook in reversed(self.rulebooks):
            own = rulebook.facts.get(fact.id)
            if own is not None and isinstance(fact, Fact):
                fact = replace(own, fields={**fact.fields, **own.fields})
        return fact

    def _common(self, type_: Type, owner: str, key: str) -> list[str]:
        """The symbols that every rulebook knows of a fact, or of a field of its records."""
        assert type_.enumeration is not None
        kept = list(type_.enumeration.symbols)
        for rulebook in self.rulebooks:
            own = rulebook.facts.get(owner)
            own = own.fields.get(key) if own is not None and key else own
            if own is not None and own.type.enumeration is not None:
                kept = [symbol for symbol in kept if symbol in own.type.enumeration.symbols]
        return kept

    def ledger(self, fact: Fact) -> Entries:
        """The records of all years."""
        found = self.fact(fact, None)
        assert isinstance(found, Entries)
        return found

    def _of_year(self, fact: Fact, year: int) -> Entries:
        whole = self.ledger(fact)
        items = []
        for item in whole.items:
            own = item.fields.get("year")
            there = item.there
            if isinstance(own, Number):
                there = terms.both(there, terms.same(own.top, Fraction(year)))
            items.append(Entry(there, item.fields, item.label))
        return Entries(tuple(items), whole.absent)

    def judgement(self, key: str) -> Proposition:
        """An official's answer."""
        return Proposition(self.judgements.setdefault(key, z3.Bool(f"judgement {key}")))

    def opening(self, type_: Type, shared: object = None, absent: bool = True) -> Meaning:
        """A value that the rules leave open; the same one for the same ``shared`` key."""
        if shared is not None and shared in self._shared:
            return self._shared[shared]
        name = f"open {len(self.openings) + 1}"
        missing = z3.Bool(f"{name} absent") if absent else False
        if absent:
            self.openings.append(missing)
        if type_.kind is Kind.BOOL:
            made: Meaning = Proposition(self._open(z3.Bool(name)), missing, False)
        elif type_.kind is Kind.RECORDS:
            made = Entries((), False, False)
        else:
            plain = z3.Int if type_.kind is Kind.DATE else z3.Real
            constant = self._place(name, type_) if named(type_) else plain(name)
            made = Number(self._open(constant), absent=missing, sure=False)
        if shared is not None:
            self._shared[shared] = made
        return made

    def _open(self, constant: z3.ExprRef) -> z3.ExprRef:
        self.openings.append(constant)
        return constant

    def text(self, text: str) -> Fraction:
        """The number that stands for a text."""
        if text not in self.texts:
            self.texts.append(text)
        return Fraction(self.texts.index(text))

    def applicable(self, asked: Iterable[str] = ()) -> list[Logical]:
        """That facts apply, but for those the rules ask it of."""
        left_out = frozenset(asked)
        return [terms.contrary(absent) for name, absent in self.absences if name not in left_out]

    def _made(self, fact: Fact | Definition, name: str, owner: str, field_key: str = "") -> Meaning:
        if isinstance(fact, Fact) and fact.fields:
            return self._list(fact, name)
        absent: Logical = False
        if isinstance(fact, Fact):
            absent = z3.Bool(f"{name} absent")
            self.absences.append((owner, absent))
        kind = fact.type.kind
        if kind is Kind.BOOL:
            return Proposition(z3.Bool(name), absent)
        if named(fact.type):
            return Number(self._place(name, fact.type, owner, field_key), absent=absent)
        return self._number(name, fact.type, fact.low, fact.high, absent)

    def _number(
        self,
        name: str,
        type_: Type,
        low: WrittenPoint | None,
        high: WrittenPoint | None,
        absent: Logical,
    ) -> Number:
        least = calendar.point(low) if low is not None else None
        most = calendar.point(high) if high is not None else None
        if type_.kind is Kind.DATE:
            value = z3.Int(name)
            least = Fraction(max(calendar.FIRST, least or 0))
            most = Fraction(min(calendar.LAST, most or calendar.LAST))
        elif type_.kind is Kind.MONEY:
            value = z3.ToReal(z3.Int(name)) * z3.Q(1, 100)
        elif type_.kind is Kind.RATIO:
            value = z3.Real(name)
            self.ratios.append(value)
        else:
            value = z3.Int(name)
        bound = Fraction(LARGEST)
        if type_.kind in _MODEST:
            limit = _MODEST[type_.kind]
            self.modest.append(terms.not_above(value, limit))
            self.modest.append(
                terms.not_above(_RECENT if type_.kind is Kind.DATE else -limit, value)
            )
            if type_.kind is not Kind.DATE:
                self.positive.append(terms.not_above(Fraction(0), value))
        self.possible.append(terms.not_above(-bound if least is None else least, value))
        self.possible.append(terms.not_above(value, bound if most is None else most))
        return Number(value, absent=absent, least=least)

    def _place(self, name: str, type_: Type, owner: str = "", field_key: str = "") -> z3.ArithRef:
        """An unknown symbol, of those that every rulebook knows."""
        place = z3.Int(name)
        self.possible.append(place >= 0)
        if type_.kind is Kind.INDUSTRY:
            self.possible.append(place < len(self.industries))
        elif type_.enumeration is not None:
            symbols = type_.enumeration.symbols
            self.possible.append(place < len(symbols))
            self.symbols[name] = symbols
            common = self._common(type_, owner, field_key)
            for position, symbol in enumerate(symbols):
                if symbol not in common:
                    self.possible.append(place != position)
        return place

    def _list(self, fact: Fact, name: str) -> Entries:
        absent = z3.Bool(f"{name} absent")
        self.absences.append((fact.id, absent))
        items = []
        before: Logical = terms.contrary(absent)
        for position in range(MOST_RECORDS):
            label = f"{name}#{position + 1}"
            there = z3.Bool(f"{label} there")
            self.possible.append(terms.implies(there, before))
            before = there
            if position:
                self.modest.append(terms.contrary(there))
            fields = {
                key: self._made(own, f"{label}.{key}", fact.id, key)
                for key, own in fact.fields.items()
                if own.formula is None
            }
            year = fields.get("year")
            if fact.yearly and isinstance(year, Number):
                self.possible.append(terms.contrary(year.absent))
            items.append(Entry(there, fields, label))
        self._keys_differ(fact, items)
        return Entries(tuple(items), absent)

    def _keys_differ(self, fact: Fact, items: list[Entry]) -> None:
        """Two records of one key are one record, and no two have one name for people."""
        for position, item in enumerate(items):
            for other in items[:position]:
                for key in {fact.key, (fact.shown_by or "",)}:
                    alike = [
                        _alike(item.fields[part], other.fields[part])
                        for part in key
                        if part in item.fields
                    ]
                    if alike:
                        self.possible.append(terms.contrary(terms.both(*alike)))


def _alike(one: Meaning, other: Meaning) -> Logical:
    """Whether two fields say the same."""
    assert isinstance(one, Number)
    assert isinstance(other, Number)
    same = terms.same(one.top, other.top)
    applies = terms.both(terms.contrary(one.absent), terms.contrary(other.absent), same)
    return terms.either(terms.both(one.absent, other.absent), applies)


def industries(rulebooks: Iterable[Rulebook]) -> list[str]:
    """Codes of four digits that tell apart all that the rules name: one within each listed code
    and in none below it, and one outside of all.
    """
    sections = {
        letter: (first, last)
        for rulebook in rulebooks
        for fact in rulebook.facts.values()
        for letter, first, last in fact.type.industries.sections
    }
    named = {
        code
        for rulebook in rulebooks
        for node in every_node(rulebook)
        if isinstance(node, tree.IndustryWithin)
        for code in node.codes
    }
    found: list[str] = []
    for code in [*sorted(named), *sections]:
        below = {other for other in named if other.startswith(code) and other != code}
        # 9 ends the codes of what is not elsewhere classified, so these are the likely ones.
        for made in _completions(code, sections):
            if not any(made.startswith(other) for other in below):
                if made not in found:
                    found.append(made)
                break
        if code in sections and not any(other.startswith(code) for other in named):
            break
    return found


def _completions(code: str, sections: Mapping[str, tuple[int, int]]) -> Iterable[str]:
    if code in sections:
        first, last = sections[code]
        for division in range(first, last + 1):
            yield from _completions(f"{code}{division:02}", sections)
        return
    missing = 5 - len(code)
    for number in range(10**missing - 1, -1, -1):
        yield f"{code}{number:0{missing}}" if missing else code


def every_node(rulebook: Rulebook) -> Iterable[tree.Node]:
    """Every expression of the rulebook with all below it."""
    return (part for node in expressions(rulebook) for part in tree.walk(node))
