"""What a table of applicants says of the conditions of the measure that draws on the fund.

A column that is a fact the measure asks for is read as that fact.  What the table says decides;
of what it does not speak, every enterprise is taken to qualify.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from huiqi.decision.decide import Decider
from huiqi.decision.results import ClauseResult, Status
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.column_names import Key
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.rulebook import Definition, Fact, Fund, Rulebook, names_read
from huiqi.rulebook.vocabulary import PlaceWord
from huiqi.sentences import Sentence, sentence
from huiqi.tables import ReadTable, Row
from huiqi.truth import Truth
from huiqi.values import Value

_Key = tuple[tuple[str, Value], ...]


def facts_asked(rulebook: Rulebook, fund: Fund) -> dict[str, Fact | Definition]:
    """The facts that decide on the measure and can stand in one cell; the base is stated itself."""
    declared: dict[str, Fact | Definition] = {**rulebook.facts, **rulebook.definitions}
    names = (
        name
        for condition in rulebook.measures[fund.measure].conditions()
        for node in condition.nodes
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
        *,
        table: ReadTable,
        columns: Mapping[str, int],
        diagnostics: Diagnostics,
    ) -> None:
        self.rulebook, self.as_of = rulebook, as_of
        self.measure = rulebook.measures[fund.measure]
        self.columns = dict(columns)
        asked = facts_asked(rulebook, fund)
        self.facts = {name: asked[name] for name in columns if name in asked}
        places = self._addresses(asked, table, diagnostics)
        found: dict[Key, int] = {(name, None): self.columns[name] for name in self.facts}
        self.cells = FactColumns(rulebook, table, found, diagnostics, places=places)
        self.decider = Decider(rulebook)
        self.known: dict[_Key, tuple[Truth, Sentence]] = {}

    def _addresses(
        self,
        asked: Mapping[str, Fact | Definition],
        table: ReadTable,
        diagnostics: Diagnostics,
    ) -> dict[Key, PlaceWord]:
        """The facts that the column of an address answers; T106 where another column does too."""
        found: dict[Key, PlaceWord] = {}
        for place in self.rulebook.vocabulary.places.values():
            index = self.columns.get(place.id)
            if index is None:
                continue
            for name in place.answers:
                if name in self.facts:
                    label = self.facts[name].label
                    diagnostics.report(
                        "T106",
                        table.place(None, index),
                        sentence("两列都说{fact}，不知道用哪一列", fact=label),
                        found=sentence("{place} {fact}", place=place.label, fact=label),
                        remedy=sentence("删去一列"),
                    )
                elif name in asked:
                    self.facts[name], self.columns[name] = asked[name], index
                    found[name, None] = place
        return found

    def of(self, row: Row) -> tuple[Truth, Sentence]:
        """Whether the row's enterprise qualifies, and what the table says of it."""
        found = self.cells.read(row)
        key = tuple((name, given.value) for (name, _), given in found.items())
        if key not in self.known:
            self.known[key] = self._decided(found, row)
        return self.known[key]

    def _decided(self, facts: Mapping[Key, Given], row: Row) -> tuple[Truth, Sentence]:
        (result,) = self.decider.decide(
            Profile(name="", facts=facts), self.as_of, [self.measure]
        ).results
        said = sentence(
            "{facts}",
            facts=tuple(
                sentence(
                    "{fact} {value}",
                    fact=fact.label,
                    value=row.cells[self.columns[name]] or sentence("未知"),
                )
                for name, fact in self.facts.items()
            ),
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
