"""Compares what the graph says of each row of a table with what the evaluator decides of it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import NamedTuple

from huiqi.decision.decide import Decider
from huiqi.decision.groups import failing
from huiqi.decision.nearness import NEAR, nearness
from huiqi.decision.results import MeasureResult, Status
from huiqi.evaluation.found_contradictions import can_be
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.measures import LoweredMeasure, MeasureLowerer
from huiqi.lowering.near_rows import NEAR_PLACES
from huiqi.lowering.scalars import Scalar
from huiqi.lowering.status_rows import STATUSES
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from tests.screening.enterprises import Drawing, Table
from tests.screening.sql.reading import Reading

#: A rule of a long form is some hundreds of operations deep.
sys.setrecursionlimit(20_000)


class Counts(NamedTuple):
    """How many rows were compared, and how many the evaluator decides."""

    compared: int
    apart: int


class Difference(NamedTuple):
    """What the graph and the evaluator say otherwise of a measure."""

    measure: str
    row: object
    lowered: Mapping[str, object]
    decided: Mapping[str, object]

    def __str__(self) -> str:
        told = (
            f"{name}: {self.lowered[name]} / {value}"
            for name, value in self.decided.items()
            if self.lowered[name] != value
        )
        return f"{self.measure} row {self.row}: " + "; ".join(told)


def number(reading: Reading, scalar: Scalar | None) -> Decimal | None:
    """What a number is."""
    value = None if scalar is None else reading.of(scalar)
    assert value is None or isinstance(value, int)
    return None if value is None or scalar is None else Decimal(value).scaleb(-scalar.places)


def lowered_answer(reading: Reading, found: LoweredMeasure) -> dict[str, object]:
    """What the graph says of one row."""

    def status(scalar: Scalar) -> Status:
        place = reading.of(scalar)
        assert isinstance(place, int)
        return STATUSES[place]

    conditions = status(found.conditions)
    refused = conditions is Status.DOES_NOT_QUALIFY
    return {
        "status": status(found.status),
        "conditions": conditions,
        "low": number(reading, found.low),
        "high": number(reading, found.high),
        "at_most": number(reading, found.at_most),
        "grade": reading.of(found.figure_grade),
        "fund_only": reading.of(found.fund_only),
        "near": number(reading, found.near),
        "close": reading.of(found.close),
        "waits": any(reading.of(where) for where in found.waiting.values()),
        # A table has columns, and no names of records.
        "missing": {
            (one.name, one.year, one.field.removeprefix("."))
            for one, where in found.missing.items()
            if reading.of(where)
        },
        "failing": {n for n, where in found.failing.items() if refused and reading.of(where)},
        "nodes": {name: reading.of(truth) for name, truth in found.nodes.items()},
    }


_KNOWN = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def decided_answer(result: MeasureResult) -> dict[str, object]:
    """What the evaluator says of it."""
    amount, near = result.amount, nearness(result)
    refused = result.conditions is Status.DOES_NOT_QUALIFY
    nodes = {} if result.verdict is None else result.verdict.nodes
    return {
        "status": result.status,
        "conditions": result.conditions,
        "low": None if amount is None else amount.low,
        "high": None if amount is None else amount.high,
        "at_most": None if amount is None else amount.at_most,
        "grade": result.figure_grade,
        "fund_only": amount is not None and amount.fund_only,
        "near": None if near is None else Decimal(int(near * 10**NEAR_PLACES)).scaleb(-NEAR_PLACES),
        "close": near is not None and near <= NEAR,
        "waits": bool(result.open_facts),
        "missing": {(one.name, one.year, one.field) for one in result.missing},
        # That what a record tells of has not happened yet is no condition of the rule.
        "failing": {own.condition.id for own in failing(result) if refused} - {"happened"},
        "nodes": {n: _KNOWN[truth] for n, truth in nodes.items()},
    }


def _pair(
    rulebook: Rulebook, reading: Reading, lowered: LoweredMeasure, result: MeasureResult
) -> tuple[str, dict[str, object], dict[str, object]]:
    """What both say; of a figure whose year a date names, no column says of which year it is."""
    told, decided = lowered_answer(reading, lowered), decided_answer(result)
    missing = told["missing"]
    assert isinstance(missing, set)
    any_year = {n for n, year, _ in missing if year is None and rulebook.declared(n).yearly}
    any_year -= {name for name in any_year if getattr(rulebook.declared(name), "fields", None)}
    for answer in (told, decided):
        names = answer["missing"]
        assert isinstance(names, set)
        answer["missing"] = {
            (name, None if name in any_year else year, field) for name, year, field in names
        }
    return result.measure.id, told, decided


def compared(
    rulebook: Rulebook, table: Table, as_of: date, asked: Sequence[Measure] | None = None
) -> Iterator[tuple[bool, list[Difference]]]:
    """Of each row that can be: whether it is decided apart, and what differs; ``asked``: which
    measures (absent: all).
    """
    asked = list(rulebook.measures.values()) if asked is None else asked
    lowerer = Lowerer(rulebook, table.columns, as_of)
    lowering = MeasureLowerer(lowerer)
    measures = {m.id: lowering.measure(m) for m in asked}
    decider = Decider(rulebook, plain=False)
    for own in table.enterprises:
        if not can_be(rulebook, own.profile, as_of):
            continue
        reading = Reading(own.row, {name: own.lists.get(name, ()) for name in rulebook.facts})
        if reading.of(lowerer.apart):
            yield True, []
            continue
        answers = decider.decide(own.profile, as_of, asked)
        pairs = (
            _pair(rulebook, reading, measures[result.measure.id], result)
            for result in answers.results
        )
        yield (
            False,
            [
                Difference(name, own.row["row"], told, decided)
                for name, told, decided in pairs
                if told != decided
            ],
        )


def agree(rulebook: Rulebook, as_of: date, seed: int, firms: int) -> Counts:
    """Compares a random table; :class:`AssertionError` with the first of what differs."""
    table = Drawing(rulebook, as_of).table(Random(seed), firms)
    rows = list(compared(rulebook, table, as_of))
    found = [one for _, differences in rows for one in differences]
    kinds = Counter(
        (one.measure, name)
        for one in found
        for name, value in one.decided.items()
        if one.lowered[name] != value
    )
    assert not found, f"seed {seed}: {kinds.most_common(8)}; {'; '.join(map(str, found[:3]))}"
    return Counts(len(rows), sum(apart for apart, _ in rows))
