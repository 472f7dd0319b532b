"""Lists of records: aggregates over their rows, with entries that may or may not be there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from huiqi.evaluation.reads import Missing
from huiqi.language import tree
from huiqi.lowering.ends import Quotient
from huiqi.lowering.list_rows import of_the_year, record_happened
from huiqi.lowering.lowered import (
    Listed,
    Lowered,
    LoweredAnswer,
    LoweredEntry,
    LoweredNumber,
    Where,
)
from huiqi.lowering.lowerer import Lowerer, lowers
from huiqi.lowering.record_fields import mapped
from huiqi.lowering.row_reads import RowReads
from huiqi.lowering.scalars import BeyondError, Home, Operator, Scalar
from huiqi.lowering.share_parts import in_parts, is_whole, of_parts
from huiqi.sentences import sentence


class CountedRow(NamedTuple):
    """A row of a list: whether it counts, and its value where it does."""

    counts: Scalar
    value: Lowered | None
    #: Whether it is there at all: not where it has not happened, or is of another year.
    there: Scalar


def _any(lowerer: Lowerer, condition: Scalar, home: Home) -> Scalar:
    """Whether it is true on any row."""
    if condition is lowerer.graph.false:
        return condition
    return lowerer.graph.aggregate(Operator.ANY, condition, home)


@lowers(tree.Aggregate)
def _aggregate(lowerer: Lowerer, node: tree.Aggregate, where: Where) -> Lowered:
    found = aggregated(lowerer, node, where)
    if isinstance(found, LoweredNumber):
        for end in (found.low, found.high):
            cut = lowerer.cut_off.get(end)
            if cut is not None:
                # Only where it is rounded at once is it reckoned with.
                lowerer.set_apart(
                    lowerer.graph.negation(lowerer.graph.equal(cut, lowerer.graph.zero))
                )
    return found


def aggregated(lowerer: Lowerer, node: tree.Aggregate, where: Where) -> Lowered:
    """What a list comes to: of a sum of shares :attr:`Lowerer.cut_off` tells what it lacks."""
    records = lowerer.value(node.records, where)
    if not isinstance(records, Listed):
        # A list that does not apply has nothing in it.
        records = Listed(list="", told=False, open=lowerer.graph.false)
    result: Lowered
    if records.told:
        result = _over(lowerer, node, where, records)
    else:
        result = _EMPTY[node.operator](lowerer)
    if records.open is lowerer.graph.false:
        return result
    further = LoweredEntry(records.list, further=True)
    with lowerer.reading() as reads:
        opened = _opened(lowerer, node, where.binding(node.variable, further), result)
    lowerer.reads.add(lowerer.graph, reads, records.open)
    opened = lowerer.case(records.open, opened, result)
    if isinstance(result, LoweredNumber) and isinstance(opened, LoweredNumber):
        for end, own in ((opened.low, result.low), (opened.high, result.high)):
            if own in lowerer.cut_off:
                lowerer.cut_off[end] = lowerer.cut_off[own]
    return opened


_EMPTY: dict[str, Callable[[Lowerer], Lowered]] = {
    "any": lambda lowerer: lowerer.answer(lowerer.graph.false),
    "all": lambda lowerer: lowerer.answer(lowerer.graph.true),
    "sum": lambda lowerer: lowerer.ranges.zero,
    "count": lambda lowerer: lowerer.ranges.zero,
    "min": lambda lowerer: lowerer.ranges.absent,
    "max": lambda lowerer: lowerer.ranges.absent,
}


def _over(lowerer: Lowerer, node: tree.Aggregate, where: Where, records: Listed) -> Lowered:
    """What the records that are told come to."""
    graph = lowerer.graph
    outer = [
        value
        for value in where.names.values()
        if isinstance(value, LoweredEntry) and not value.further
    ]
    if any(entry.within is not None for entry in outer):
        raise BeyondError(sentence("清单套了三层"))
    names = {name: _seen_from(lowerer, value, records.list) for name, value in where.names.items()}
    names[node.variable] = LoweredEntry(records.list)
    here = Where(where.year, where.yearly, names)
    with lowerer.reading() as reads:
        row = _counted(lowerer, node, here, records)
    home: Home = (records.list, *(entry.list for entry in outer[:1]))
    if not outer:
        home = (records.list,)
    if node.operator in ("any", "all"):
        return lowerer.answer(_decided(lowerer, node.operator, row, reads, home))
    counted = graph.both(row.there, graph.negation(graph.is_true(graph.negation(row.counts))))
    _merge(lowerer, reads, home, counted)
    return _RESULTS[node.operator](lowerer, row, counted, home)


def _seen_from(lowerer: Lowerer, value: Lowered, inner: str) -> Lowered:
    """A local name within a list in a list: of a record outside."""
    if isinstance(value, LoweredEntry):
        return value if value.further else value._replace(within=inner)
    return mapped(lowerer, value, lambda scalar: lowerer.graph.outer(scalar, inner))


def _counted(lowerer: Lowerer, node: tree.Aggregate, where: Where, records: Listed) -> CountedRow:
    graph = lowerer.graph
    entry = LoweredEntry(records.list)
    here = record_happened(lowerer, entry)
    gone = graph.is_true(graph.negation(here))
    there = graph.both(of_the_year(lowerer, records), graph.negation(gone))
    truth, value = _entry(lowerer, node, where)
    counts = truth
    open_ = graph.is_null(here)
    if open_ is not graph.false:
        # What is undated may not have happened yet; of what is met, or not met, whether the record
        # counts or not, that does not matter.
        settled = graph.is_true(graph.negation(truth))
        if isinstance(value, LoweredAnswer):
            met = lowerer.truth_of(value)
            own = met if node.operator == "all" else graph.negation(met)
            settled = graph.either(settled, graph.is_true(own))
        undated = graph.both(open_, graph.negation(settled))
        counts = graph.case(undated, graph.unknown, truth)
        fact = lowerer.rulebook.facts[records.list]
        lowerer.reads.lack(graph, Missing(records.list, None, f".{fact.dated_by}"), undated)
    return CountedRow(counts, value, there)


def _entry(lowerer: Lowerer, node: tree.Aggregate, where: Where) -> tuple[Scalar, Lowered | None]:
    graph = lowerer.graph
    truth = graph.true if node.condition is None else lowerer.truth(node.condition, where)
    if node.value is None:
        return truth, None
    with lowerer.reading() as reads:
        if node.operator in ("any", "all"):
            value: Lowered = lowerer.answer(lowerer.truth(node.value, where))
        else:
            value = lowerer.value(node.value, where)
    lowerer.reads.add(graph, reads, graph.negation(graph.is_true(graph.negation(truth))))
    return truth, value


def _merge(lowerer: Lowerer, reads: RowReads, home: Home, counted: Scalar | None = None) -> None:
    """What is read on the rows of a list; its grade where it is ``counted`` (absent: nowhere)."""
    graph = lowerer.graph

    def some(condition: Scalar) -> Scalar:
        return _any(lowerer, condition, home)

    merged = RowReads.of(graph.zero, some(reads.nothing), some(reads.other))
    merged.missing = {missing: some(one) for missing, one in reads.missing.items()}
    if reads.given is not None:
        merged.given = some(reads.given)
    if counted is not None and reads.grade.constant:
        if reads.grade is not graph.zero:
            merged.grade = graph.case(some(counted), reads.grade, graph.zero)
    elif counted is not None:
        grade = graph.case(counted, reads.grade, graph.zero)
        most = graph.aggregate(Operator.MAX, grade, home)
        merged.grade = graph.coalesce(most, graph.zero)
    lowerer.reads.add(graph, merged)


def _decided(
    lowerer: Lowerer, operator: str, row: CountedRow, reads: RowReads, home: Home
) -> Scalar:
    """Whether any record, or every record, meets it: supported by the records that decide."""
    graph = lowerer.graph
    value = lowerer.truth_of(row.value) if isinstance(row.value, LoweredAnswer) else graph.false
    exists = operator == "any"
    met = (
        graph.both(row.counts, value) if exists else graph.either(graph.negation(row.counts), value)
    )
    decides = graph.both(row.there, graph.is_true(met if exists else graph.negation(met)))
    opens = graph.both(row.there, graph.is_null(met))
    some = _any(lowerer, decides, home)
    open_ = _any(lowerer, opens, home)
    grade = _grade_of_rows(lowerer, reads.grade, row, (decides, opens), home)
    kept = reads.copy(graph.zero)
    kept.only_where(graph, row.there)
    _merge(lowerer, kept, home)
    lowerer.reads.grade = graph.greatest(lowerer.reads.grade, grade)
    found = graph.case(some, graph.true, graph.case(open_, graph.unknown, graph.false))
    return found if exists else graph.negation(found)


def _grade_of_rows(
    lowerer: Lowerer, grade: Scalar, row: CountedRow, ways: tuple[Scalar, Scalar], home: Home
) -> Scalar:
    """The grade of the strongest record that decides, else of the weakest open one, else of all."""
    graph = lowerer.graph
    there, (decides, opens) = row.there, ways
    if grade is graph.zero:
        return grade
    if grade.constant:
        return graph.case(_any(lowerer, there, home), grade, graph.zero)

    def over(operation: Operator, rows: Scalar) -> Scalar:
        return graph.aggregate(operation, graph.case(rows, grade, graph.nothing), home)

    return graph.coalesce(
        over(Operator.MIN, decides),
        graph.coalesce(
            over(Operator.MAX, opens), graph.coalesce(over(Operator.MAX, there), graph.zero)
        ),
    )


def _sum(lowerer: Lowerer, row: CountedRow, counted: Scalar, home: Home) -> Lowered:
    graph, ranges, value = lowerer.graph, lowerer.ranges, row.value
    if not isinstance(value, LoweredNumber):
        return ranges.zero
    counted = graph.both(counted, graph.negation(value.absent))
    perhaps = graph.either(value.optional, graph.is_null(row.counts))
    shares = isinstance(value.low, Quotient) or isinstance(value.high, Quotient)
    low, high = (
        in_parts(lowerer, end) if shares else ranges.scalar(end) for end in (value.low, value.high)
    )
    least = graph.case(perhaps, graph.least(low, graph.zero), low)
    most = graph.case(perhaps, graph.greatest(high, graph.zero), high)

    def summed(end: Scalar) -> Scalar:
        end = graph.case(counted, end, graph.zero)
        whole = graph.aggregate(Operator.SUM, graph.coalesce(end, graph.zero), home)
        unbounded = _any(lowerer, graph.is_null(end), home)
        return graph.case(unbounded, graph.nothing, whole)

    first = summed(least)
    last = first if least is most else summed(most)
    if not shares:
        return ranges.between(first, last)
    found = ranges.between(of_parts(lowerer, first), of_parts(lowerer, last))
    for whole, end, own in ((found.low, low, value.low), (found.high, high, value.high)):
        cut = graph.both(counted, graph.negation(is_whole(lowerer, end, own)))
        one = graph.case(cut, graph.one, graph.zero)
        number = graph.aggregate(Operator.SUM, one, home)
        if number is not graph.zero:
            lowerer.cut_off[whole] = number
    return found


def _count(lowerer: Lowerer, row: CountedRow, counted: Scalar, home: Home) -> Lowered:
    graph = lowerer.graph

    def number(rows: Scalar) -> Scalar:
        one = graph.case(rows, graph.one, graph.zero)
        return graph.aggregate(Operator.SUM, one, home)

    sure = graph.both(row.there, graph.is_true(row.counts))
    return lowerer.ranges.between(number(sure), number(counted))


def _extreme(
    lowerer: Lowerer, row: CountedRow, counted: Scalar, home: Home, *, least: bool
) -> Lowered:
    graph, ranges, value = lowerer.graph, lowerer.ranges, row.value
    if not isinstance(value, LoweredNumber):
        return ranges.absent
    counted = graph.both(counted, graph.negation(value.absent))
    perhaps = graph.either(value.optional, graph.is_null(row.counts))
    sure = graph.both(counted, graph.negation(perhaps))
    near, far = map(ranges.scalar, (value.low, value.high) if least else (value.high, value.low))
    inward, outward = (Operator.MIN, Operator.MAX) if least else (Operator.MAX, Operator.MIN)

    def over(operation: Operator, rows: Scalar, end: Scalar) -> Scalar:
        return graph.aggregate(operation, graph.case(rows, end, graph.nothing), home)

    some = _any(lowerer, counted, home)
    some_sure = _any(lowerer, sure, home)
    unbounded = _any(lowerer, graph.both(counted, graph.is_null(near)), home)
    near_end = graph.case(unbounded, graph.nothing, over(inward, counted, near))
    open_far = _any(lowerer, graph.both(counted, graph.is_null(far)), home)
    far_end = graph.case(
        some_sure,
        over(inward, sure, far),
        graph.case(open_far, graph.nothing, over(outward, counted, far)),
    )
    low, high = (near_end, far_end) if least else (far_end, near_end)
    return LoweredNumber(
        low, high, graph.both(some, graph.negation(some_sure)), graph.negation(some)
    )


_RESULTS: dict[str, Callable[[Lowerer, CountedRow, Scalar, Home], Lowered]] = {
    "sum": _sum,
    "count": _count,
    "min": lambda *given: _extreme(*given, least=True),
    "max": lambda *given: _extreme(*given, least=False),
}


def _opened(lowerer: Lowerer, node: tree.Aggregate, where: Where, result: Lowered) -> Lowered:
    """What further records, of which nothing more is known, can make of the result."""
    graph, ranges = lowerer.graph, lowerer.ranges
    with lowerer.reading() as reads:
        truth, value = _entry(lowerer, node, where)
    lowerer.reads.grade = graph.greatest(lowerer.reads.grade, reads.grade)
    never = graph.is_true(graph.negation(truth))
    of_value = lowerer.truth_of(value) if isinstance(value, LoweredAnswer) else graph.false
    more: Lowered
    if node.operator in ("any", "all"):
        exists = node.operator == "any"
        own = lowerer.truth_of(result)
        held = (
            graph.both(truth, of_value) if exists else graph.either(graph.negation(truth), of_value)
        )
        # Nothing if it agrees with the empty list.
        agrees = graph.is_true(graph.negation(held) if exists else held)
        possible = graph.case(agrees, graph.constant(not exists), graph.unknown)
        more = lowerer.answer(graph.either(own, possible) if exists else graph.both(own, possible))
    elif node.operator == "count":
        assert isinstance(result, LoweredNumber)
        more = result._replace(high=graph.nothing)
    elif not isinstance(value, LoweredNumber):
        return result
    elif node.operator == "sum":
        assert isinstance(result, LoweredNumber)
        ends = ranges.ends
        grows = graph.either(
            ends.is_null(value.high), graph.is_true(ends.below(graph.zero, value.high))
        )
        shrinks = graph.either(
            ends.is_null(value.low), graph.is_true(ends.below(value.low, graph.zero))
        )
        applies = graph.negation(value.absent)
        more = ranges.between(
            ends.case(graph.both(shrinks, applies), graph.nothing, result.low),
            ends.case(graph.both(grows, applies), graph.nothing, result.high),
        )
    else:
        assert isinstance(result, LoweredNumber)
        perhaps = value._replace(optional=graph.negation(value.absent))
        more = ranges.extreme(node.operator == "min", (result, perhaps))
    return lowerer.case(never, result, more)
