"""The case of each construct that names what is declared: facts in their years, parameters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from huiqi.evaluation.reads import Missing
from huiqi.language import tree
from huiqi.lowering.day_numbers import EPOCH
from huiqi.lowering.fact_outcomes import list_told
from huiqi.lowering.lowered import (
    Listed,
    Lowered,
    LoweredNumber,
    Where,
)
from huiqi.lowering.lowerer import Lowerer, lowers
from huiqi.lowering.row_outcomes import look_up, outcome
from huiqi.lowering.scalars import Operator, Scalar
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.rulebook import DatedValue, Fact, Parameter

#: How many possible years ``f[at: …]`` tries before it says unknown.
_MOST_YEARS = 10
#: A year of which no table tells anything.
_NEVER = 1000


#: Years around the day of decision that a figure may be asked of.
_BEFORE, _AFTER = 40, 6


@lowers(tree.FactReference)
def _fact(lowerer: Lowerer, node: tree.FactReference, where: Where) -> Lowered:
    if node.every:
        found = list_told(lowerer, node.name)
        lowerer.reads.lack(lowerer.graph, Missing(node.name, None), found.open)
        return found
    if node.stated:
        told = outcome(lowerer, node.name).value
        return replace(told, open=lowerer.graph.false) if isinstance(told, Listed) else told
    if node.at is None:
        return look_up(lowerer, node.name, where.year + node.shift)
    return _at(lowerer, node, lowerer.ranges.floor(lowerer.number(node.at, where)))


def _at(lowerer: Lowerer, node: tree.FactReference, at: LoweredNumber) -> Lowered:
    """A figure of the year, or of a few years, that another figure names."""
    graph, ends = lowerer.graph, lowerer.ranges.ends
    told = _told_or_wide(lowerer, at)
    if told is not None:
        at = at._replace(low=told, high=told)
    low, high = lowerer.ranges.scalar(at.low), lowerer.ranges.scalar(at.high)
    open_ = graph.either(ends.is_null(low), ends.is_null(high))
    if not at.exact:
        spread = graph.at_most(graph.constant(_MOST_YEARS), graph.subtract(high, low))
        open_ = graph.either(open_, graph.is_true(spread))
    settled = graph.both(graph.negation(open_), graph.negation(at.absent))
    years = _years_told(lowerer, node.name)
    if low.constant and high.constant and not low.is_null and not high.is_null:
        years = range(low.low, high.low + 1)
    cells = []
    for year in years:
        point = graph.constant(year)
        within = (
            graph.is_true(graph.equal(low, point))
            if at.exact
            else graph.both(
                graph.is_true(graph.at_most(low, point)), graph.is_true(graph.at_most(point, high))
            )
        )
        if within is not graph.false:
            with lowerer.reading() as reads:
                value = look_up(lowerer, node.name, year)
            lowerer.reads.add(graph, reads, graph.both(within, settled))
            cells.append((within, value))
    first, last = (graph.constant(year) for year in (years[0], years[-1]))
    beyond = graph.either(
        graph.is_true(graph.below(low, first)), graph.is_true(graph.below(last, high))
    )
    beyond = graph.both(beyond, settled)
    if beyond is not graph.false and isinstance(lowerer.rulebook.declared(node.name), Fact):
        # Of any other year the table tells nothing.
        with lowerer.reading():
            cells.append((beyond, look_up(lowerer, node.name, _NEVER)))
        # Which year it is no column says; one to come nobody can tell yet.
        past = graph.is_true(graph.at_most(low, graph.constant(lowerer.as_of.year)))
        lowerer.reads.lack(graph, Missing(node.name, None), graph.both(beyond, past))
        lowerer.reads.other = graph.either(
            lowerer.reads.other, graph.both(beyond, graph.negation(past))
        )
    else:
        lowerer.set_apart(beyond)
    anything = lowerer.anything(node.type)
    if at.exact:
        found: Lowered = anything
        for within, value in cells:
            found = lowerer.case(within, value, found)
    else:
        found = lowerer.case(open_, anything, lowerer.among(cells, anything))
    found = lowerer.perhaps(found, graph.both(at.optional, graph.negation(open_)))
    return lowerer.case(at.absent, lowerer.absent_like(found), found)


def _told_or_wide(lowerer: Lowerer, at: LoweredNumber) -> Scalar | None:
    """The year where it is told, if it may be any of too many where it is not."""
    low, high = lowerer.ranges.scalar(at.low), lowerer.ranges.scalar(at.high)
    if not (low.operation is high.operation is Operator.COALESCE):
        return None
    (told, least), (same, most) = low.operands, high.operands
    wide = least.constant and most.constant and most.low - least.low >= _MOST_YEARS
    return told if wide and told is same and low.places == high.places == 0 else None


def _years_told(lowerer: Lowerer, name: str) -> range:
    """The years that are asked one by one: of a fact those of which the table tells anything."""
    told = [year for years in lowerer.years.values() for year in years]
    this = lowerer.as_of.year
    if isinstance(lowerer.rulebook.declared(name), Fact):
        return range(min(told, default=this), max(told, default=this) + 1)
    return range(this - _BEFORE, this + _AFTER)


@lowers(tree.ParameterReference)
def _parameter(lowerer: Lowerer, node: tree.ParameterReference, where: Where) -> Lowered:
    parameter = lowerer.rulebook.parameters[node.name]
    if node.on is None:
        day = date(where.year, 12, 31) if where.yearly else lowerer.as_of
        return _on(lowerer, parameter, day, where)
    at = lowerer.number(node.on, where)
    graph = lowerer.graph
    low, high = lowerer.ranges.scalar(at.low), lowerer.ranges.scalar(at.high)
    if at.exact and low.constant and not low.is_null:
        return _on(lowerer, parameter, date.fromordinal(low.low + EPOCH), where)
    ends = {row.until for row in parameter.rows if row.until is not None}
    starts = {row.since for row in parameter.rows}
    changes = sorted(
        starts | {date.fromordinal(end.toordinal() + 1) for end in ends if end < date.max}
    )
    firsts = [date.min, *(day for day in changes if day > date.min)]
    cells = []
    for position, first in enumerate(firsts):
        last = firsts[position + 1] if position + 1 < len(firsts) else None
        meets = graph.true
        if position:
            meets = graph.negation(graph.is_true(graph.below(high, lowerer.point(first))))
        if last is not None:
            before = graph.is_true(graph.at_most(lowerer.point(last), low))
            meets = graph.both(meets, graph.negation(before))
        with lowerer.reading() as reads:
            value = _on(lowerer, parameter, first, where)
        lowerer.reads.add(graph, reads, graph.both(meets, graph.negation(at.absent)))
        cells.append((meets, value))
    found = lowerer.among(cells, lowerer.anything(parameter.type))
    found = lowerer.perhaps(found, at.optional)
    return lowerer.case(at.absent, lowerer.absent_like(found), found)


def _on(lowerer: Lowerer, parameter: Parameter, day: date, where: Where) -> Lowered:
    """A parameter on a day, by its overlap rule."""
    graph = lowerer.graph
    first_wins = parameter.overlap in ("none", "first")
    reached, sure = graph.true, graph.false
    rows: list[tuple[Scalar, Scalar, Lowered]] = []
    for row in parameter.rows:
        if day < row.since or (row.until is not None and day > row.until):
            continue
        truth = graph.true if row.when is None else lowerer.truth(row.when, where)
        possible = graph.negation(graph.is_true(graph.negation(truth)))
        if first_wins:
            possible = graph.both(possible, reached)
        if possible is graph.false:
            continue
        with lowerer.reading() as reads:
            value = _row(lowerer, parameter, row, where)
        lowerer.reads.add(graph, reads, possible)
        holds = graph.is_true(truth)
        rows.append((possible, holds, value))
        sure = graph.either(sure, holds)
        if first_wins:
            reached = graph.both(reached, graph.negation(holds))
    anything = lowerer.anything(parameter.type)
    lowerer.reads.other = graph.either(lowerer.reads.other, graph.negation(sure))
    if first_wins:
        found = lowerer.among([(possible, value) for possible, _, value in rows], anything)
    else:
        numbers = []
        for possible, holds, value in rows:
            assert isinstance(value, LoweredNumber)
            absent = graph.either(value.absent, graph.negation(possible))
            optional = graph.either(value.optional, graph.negation(holds))
            numbers.append(value._replace(optional=optional, absent=absent))
        found = lowerer.ranges.extreme(parameter.overlap == "lowest", numbers)
    return lowerer.case(sure, found, anything)


def _row(lowerer: Lowerer, parameter: Parameter, row: DatedValue, where: Where) -> Lowered:
    if row.grade >= WEAK:
        lowerer.reads.other = lowerer.graph.true
        figure = lowerer.anything(parameter.type)
        # That there is a figure is not in doubt, only which.
        return (
            figure._replace(optional=lowerer.graph.false)
            if isinstance(figure, LoweredNumber)
            else figure
        )
    grade = lowerer.graph.constant(row.grade)
    lowerer.reads.grade = lowerer.graph.greatest(lowerer.reads.grade, grade)
    return lowerer.value(row.value, where)
