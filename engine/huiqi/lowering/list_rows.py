"""Which rows of a list are there: of what year, and whether what they tell of has happened."""

from __future__ import annotations

from huiqi.lowering.lowered import Listed, LoweredEntry, LoweredNumber
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.scalars import Operator, Scalar


def record_happened(lowerer: Lowerer, entry: LoweredEntry) -> Scalar:
    """Whether what a record tells of has happened by the day of decision."""
    fact = lowerer.rulebook.facts[entry.list]
    graph = lowerer.graph
    if fact.dated_by is None or entry.further:
        return graph.true
    column = lowerer.columns.lists[entry.list].fields.get(fact.dated_by)
    if column is None:
        return graph.unknown
    field = fact.fields[fact.dated_by]
    day = lowerer.column(field.type, column, (None, None), (entry.list,))
    assert isinstance(day, LoweredNumber)
    # A record that is not dated may not have happened; what its date may not be is no matter.
    silent = day.optional
    today = lowerer.ranges.exactly(lowerer.point(lowerer.as_of))
    applies = day._replace(optional=graph.false)
    truth = lowerer.comparing.compare("<=", applies, today)
    return graph.case(silent, graph.unknown, truth)


def of_the_year(lowerer: Lowerer, records: Listed) -> Scalar:
    """Whether a record is of the list: of its year, where it speaks of one."""
    graph = lowerer.graph
    if records.year is None:
        return graph.true
    year = _year(lowerer, records)
    return graph.is_true(graph.equal(year, graph.constant(records.year)))


def _year(lowerer: Lowerer, records: Listed) -> Scalar:
    """Of which year a record is, where a column says so."""
    column = lowerer.columns.lists[records.list].fields.get("year")
    if column is None:
        return lowerer.graph.nothing
    field = lowerer.rulebook.facts[records.list].fields["year"]
    year = lowerer.column(field.type, column, (None, None), (records.list,))
    assert isinstance(year, LoweredNumber)
    return lowerer.ranges.scalar(year.low)


def some_by(lowerer: Lowerer, records: Listed) -> Scalar:
    """Whether any record that is told is of the list's year, or of one before."""
    graph = lowerer.graph
    assert records.year is not None
    first = graph.aggregate(Operator.MIN, _year(lowerer, records), (records.list,))
    return graph.is_true(graph.at_most(first, graph.constant(records.year)))


def any_record(lowerer: Lowerer, records: Listed) -> Scalar:
    """Whether a list has any record that is told."""
    if not records.told:
        return lowerer.graph.false
    there = of_the_year(lowerer, records)
    if there is lowerer.graph.false:
        return there
    return lowerer.graph.aggregate(Operator.ANY, there, (records.list,))
