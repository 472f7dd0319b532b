"""Enterprises of which something is known: any facts, drawn from a seed, plausible or not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from huiqi.language.types import Kind
from huiqi.profile.judgements import judgements_asked
from huiqi.profile.profile import Given, Judgement, Profile
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Record, Records, Value, exactly, symbol

YEARS = range(2018, 2025)
#: Divisions of GB/T 4754-2017, with their section.
INDUSTRIES = ("C13", "C26", "C35", "C39", "F51", "I65", "M73")


class Drawing:
    """Draws enterprises for the facts of one rulebook; each by its number, whatever was before."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.declared: list[Fact | Definition] = [
            *rulebook.facts.values(),
            *rulebook.definitions.values(),
        ]
        self.asked = judgements_asked(rulebook)
        self.measures = list(rulebook.measures)

    def enterprise(self, number: int) -> Profile:
        """From hardly anything told to almost everything."""
        draw = Random(number)
        share = draw.choice((0.01, 0.03, 0.1, 0.3, 0.8))
        facts: dict[tuple[str, int | None], Given] = {}
        for declared in self.declared:
            # What is worked out of other facts is seldom stated beside them.
            if draw.random() < (share if isinstance(declared, Fact) else share / 5):
                for year in self._years(draw, declared):
                    facts[declared.id, year] = Given(value=self.value(draw, declared))
        judgements = {
            name: self._judgement(draw, choices)
            for name, choices in self.asked.items()
            if draw.random() < share / 4
        }
        return Profile(name="示例企业", facts=facts, judgements=judgements)

    def changed(self, number: int, profile: Profile) -> Profile:
        """The same after one fact is told, told otherwise, or taken back."""
        draw = Random(-number)
        facts = dict(profile.facts)
        key = draw.choice(sorted(facts, key=str)) if facts and draw.random() < 0.5 else None
        if key is None:
            declared = draw.choice(self.declared)
            key = declared.id, self._years(draw, declared)[0]
        if key in facts and draw.random() < 0.3:
            del facts[key]
        else:
            own = self.rulebook.facts.get(key[0]) or self.rulebook.definitions[key[0]]
            facts[key] = Given(value=self.value(draw, own))
        return Profile(name="示例企业", facts=facts, judgements=profile.judgements)

    def value(self, draw: Random, declared: Fact | Definition) -> Value:
        """A value of a fact's type."""
        if draw.random() < 0.03:
            return NOT_APPLICABLE
        type_ = declared.type
        if isinstance(declared, Fact) and declared.fields:
            items = [self._record(draw, declared, n) for n in range(draw.choice((0, 1, 1, 2, 3)))]
            return Records(tuple(items), draw.random() < 0.7)
        if type_.kind is Kind.BOOL:
            return draw.choice((Truth.TRUE, Truth.FALSE))
        if type_.enumeration is not None:
            return symbol(draw.choice(type_.enumeration.symbols))
        if type_.kind is Kind.INDUSTRY:
            return symbol(draw.choice(INDUSTRIES))
        if type_.kind is Kind.TEXT:
            return symbol(draw.choice(("甲", "乙", *self.measures)))
        if type_.kind is Kind.DATE:
            return exactly(date(2015, 1, 1) + timedelta(draw.randrange(3600)))
        low, high = sorted((self._number(draw, declared), self._number(draw, declared)))
        return exactly(low) if draw.random() < 0.8 else Interval(low, high)

    def _number(self, draw: Random, declared: Fact | Definition) -> Decimal:
        scale = {Kind.MONEY: 9, Kind.RATIO: 0}.get(declared.type.kind, 4)
        number = Decimal(draw.randrange(100)) * Decimal(10) ** (draw.randint(0, scale) - 2)
        if declared.type.kind not in (Kind.MONEY, Kind.RATIO):
            number = Decimal(int(number)) if draw.random() < 0.5 else Decimal(draw.choice(YEARS))
        for end in (declared.low, declared.high):
            if isinstance(end, Decimal):
                number = max(number, end) if end == declared.low else min(number, end)
        return number

    def _record(self, draw: Random, fact: Fact, number: int) -> Record:
        fields = {
            name: self.value(draw, field)
            for name, field in fact.fields.items()
            if field.formula is None and (field.required or draw.random() < 0.7)
        }
        return Record(fields, f"第{number + 1}项")

    def _years(self, draw: Random, declared: Fact | Definition) -> list[int | None]:
        if not declared.yearly:
            return [None]
        if isinstance(declared, Fact) and declared.fields and draw.random() < 0.3:
            return [None]
        first = draw.choice(YEARS)
        return list(range(first, min(first + draw.choice((1, 2, 4)), 2025)))

    def _judgement(self, draw: Random, choices: tuple[str, ...]) -> Judgement:
        choice = draw.choice(choices) if choices else ""
        answer = bool(choice) or draw.random() < 0.5
        return Judgement(
            answer=answer, by="示例", on=date(2023, 6, 1), reason="示例", choice=choice
        )
