"""What a table of applicants says of the conditions of the measure that draws on the fund.

A column that is a fact the measure asks for is read as that fact.  What the table says decides;
of what it does not speak, every enterprise is taken to qualify.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from huiqi.decision.decide import Decider
from huiqi.decision.results import ClauseResult, Status
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.profile import Given, Profile
from huiqi.profile.values import ValueReader
from huiqi.quantities import RATIO_UNITS
from huiqi.rulebook.points import is_bare
from huiqi.rulebook.reading import Document
from huiqi.rulebook.rulebook import Definition, Fact, Fund, Rulebook, names_read
from huiqi.tables import Row, Table
from huiqi.tables.units import money_factor, unit_after
from huiqi.truth import Truth
from huiqi.values import Value

_Key = tuple[tuple[str, Value], ...]


def facts_asked(rulebook: Rulebook, fund: Fund) -> dict[str, Fact | Definition]:
    """The facts that decide on the measure and can stand in one cell; the base is stated itself."""
    declared: dict[str, Fact | Definition] = {**rulebook.facts, **rulebook.definitions}
    names = (
        name
        for condition in rulebook.measures[fund.measure].conditions()
        for node in (condition.node, *(reading.node for reading in condition.readings))
        if node is not None
        for named in names_read(node)
        if named != fund.base
        for name in sorted(rulebook.closure[named])
    )
    return {
        name: declared[name]
        for name in dict.fromkeys(names)
        if name in declared
        and name != fund.base
        and not declared[name].yearly
        and declared[name].type.kind is not Kind.RECORDS
    }


class Eligibility:
    """Reads the facts of each row and decides the measure by them alone."""

    def __init__(
        self,
        rulebook: Rulebook,
        fund: Fund,
        as_of: date,
        table: Table,
        columns: Mapping[str, int],
        diagnostics: Diagnostics,
    ) -> None:
        self.rulebook, self.as_of = rulebook, as_of
        self.measure = rulebook.measures[fund.measure]
        self.table, self.columns, self.diagnostics = table, columns, diagnostics
        asked = facts_asked(rulebook, fund)
        self.facts = {name: asked[name] for name in columns if name in asked}
        self.factors: dict[str, Decimal] = {}
        self.units: dict[str, str] = {}
        for name, fact in self.facts.items():
            kind, index = fact.type.kind, columns[name]
            if kind is Kind.MONEY:
                self.factors[name] = money_factor(table, index, diagnostics)
            elif kind in (Kind.RATIO, Kind.COUNT):
                own = {unit: unit for unit in RATIO_UNITS}
                if kind is Kind.COUNT:
                    own = {fact.unit: fact.unit} if fact.unit else {}
                self.units[name] = unit_after(table, index, own, diagnostics)
        self.decider = Decider(rulebook)
        self.known: dict[_Key, tuple[Truth, str]] = {}

    def of(self, row: Row, unknown: Iterable[str]) -> tuple[Truth, str]:
        """Whether the row's enterprise qualifies, and what the table says of it."""
        found: dict[str, Value] = {}
        for name, fact in self.facts.items():
            text = row.cells[self.columns[name]]
            if text in unknown:
                continue
            unit = self.units.get(name)
            place = self.table.place(row, self.columns[name])
            document = Document(self.table.file, None, {(): place}, {})
            reader = ValueReader(document, self.diagnostics, self.factors.get(name))
            value = reader.read(fact, f"{text}{unit}" if unit and is_bare(text) else text, ())
            if value is not None:
                found[name] = value
        key = tuple(found.items())
        if key not in self.known:
            self.known[key] = self._decided(found, row)
        return self.known[key]

    def _decided(self, found: Mapping[str, Value], row: Row) -> tuple[Truth, str]:
        facts: dict[tuple[str, int | None], Given]
        facts = {(name, None): Given(value) for name, value in found.items()}
        (result,) = self.decider.decide(
            Profile("", facts=facts), self.as_of, [self.measure]
        ).results
        said = "、".join(
            f"{fact.label.zh} {row.cells[self.columns[name]] or '未知'}"
            for name, fact in self.facts.items()
        )
        if result.conditions is Status.DOES_NOT_QUALIFY:
            return Truth.FALSE, said
        verdicts = [result.verdict] if result.verdict else [i.verdict for i in result.items]
        doubtful = any(self._doubtful(clause) for verdict in verdicts for clause in verdict.open)
        return (Truth.UNKNOWN, said) if doubtful else (Truth.TRUE, said)

    def _doubtful(self, clause: ClauseResult) -> bool:
        """Whether what the table says leaves a clause open, or what its column does not say."""
        if clause.missing:
            return any(missing.name in self.facts for missing in clause.missing)
        node = clause.condition.node
        read = names_read(node) if node is not None else ()
        return any(name in self.facts for named in read for name in self.rulebook.closure[named])
