"""Definitions: what the table says of them, what follows, and whether both can be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from huiqi.evaluation.reads import Missing
from huiqi.lowering.ends import End, Quotient
from huiqi.lowering.fact_outcomes import fact_outcome, list_told
from huiqi.lowering.list_rows import any_record, some_by
from huiqi.lowering.lowered import (
    Lowered,
    LoweredAnswer,
    LoweredNumber,
    LoweredSymbol,
    LoweredWords,
    Where,
)
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.row_reads import RowOutcome, RowReads
from huiqi.lowering.scalars import ENTERPRISE, Scalar
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.points import WrittenPoint
from huiqi.rulebook.rulebook import Definition


def definition_outcome(lowerer: Lowerer, definition: Definition, year: int | None) -> RowOutcome:
    graph = lowerer.graph
    derived = _derived(lowerer, definition, year)
    column = lowerer.columns.facts.get((definition.id, year if definition.yearly else None))
    if column is None:
        return _asked(lowerer, definition, year, derived)
    own = lowerer.column(definition.type, column, (None, None), ENTERPRISE)
    told = lowerer.told(column, own)
    contradicted = graph.false
    if not definition.prefill:
        contradicted, doubtful = _contradictions(lowerer, definition, own, derived.value, told)
        lowerer.set_apart(doubtful)
    value = own
    known = lowerer.known(own)
    if isinstance(own, LoweredNumber) and not definition.prefill:
        # Of a range the derivation may tell more.
        value = lowerer.case(
            graph.both(graph.negation(known), lowerer.known(derived.value)), derived.value, own
        )
    reads = RowReads.none(graph)
    silent = _asked(lowerer, definition, year, derived)
    reads.add(graph, silent.reads, graph.negation(told))
    reads.give(graph, told)
    open_ = graph.both(told, graph.negation(known))
    if definition.prefill:
        reads.lack(graph, Missing(definition.id, year), open_)
    else:
        reads.add(graph, derived.reads, open_)
    reads.only_where(graph, graph.negation(contradicted))
    reads.other = graph.either(reads.other, contradicted)
    reads.grade = graph.greatest(
        reads.grade, graph.case(contradicted, derived.reads.grade, graph.zero)
    )
    anything = lowerer.anything(definition.type, definition.low, definition.high)
    found = lowerer.case(told, value, silent.value)
    return RowOutcome(lowerer.case(contradicted, anything, found), reads)


def _contradictions(
    lowerer: Lowerer, definition: Definition, own: Lowered, derived: Lowered, told: Scalar
) -> tuple[Scalar, Scalar]:
    """Where the figure told and its derivation contradict each other, and where they may: how
    exactly a figure was written, which a column does not hold, takes it away by half of itself at
    the most (1亿元 is between 0.5 and 1.5).
    """
    graph = lowerer.graph
    apart = graph.both(told, _contradicted(lowerer, definition, own, derived))
    if apart is graph.false or not isinstance(own, LoweredNumber):
        return apart, graph.false
    half = lowerer.ranges.exactly(graph.constant(Decimal("0.5")))
    half_of_it = lowerer.ranges.multiply(own, half)
    wide = lowerer.ranges.add(
        own,
        lowerer.ranges.between(
            lowerer.ranges.ends.least(lowerer.ranges.ends.negate(half_of_it.high), half_of_it.low),
            lowerer.ranges.ends.greatest(
                lowerer.ranges.ends.negate(half_of_it.low), half_of_it.high
            ),
        ),
    )
    exactly = lowerer.known(own)
    sure = graph.both(apart, _contradicted(lowerer, definition, wide, derived))
    sure = graph.either(sure, graph.both(apart, graph.negation(exactly)))
    return sure, graph.both(apart, graph.negation(sure))


def _contradicted(
    lowerer: Lowerer, definition: Definition, own: Lowered, derived: Lowered
) -> Scalar:
    """Whether the figure told and its derivation cannot both be right, the digits apart that it is
    written with.
    """
    graph, ranges = lowerer.graph, lowerer.ranges
    own, derived = lowerer.of_one_kind(own, derived)
    if isinstance(own, LoweredNumber) and isinstance(derived, LoweredNumber):
        if definition.type.numeric and definition.tolerance:
            room = graph.constant(definition.tolerance)
            own = ranges.add(own, ranges.between(graph.negate(room), room))
        apart = graph.either(
            graph.is_true(ranges.ends.below(own.high, derived.low)),
            graph.is_true(ranges.ends.below(derived.high, own.low)),
        )
        both = graph.both(own.optional, derived.optional)
        apart = graph.both(apart, graph.negation(both))
    elif isinstance(own, LoweredSymbol) and isinstance(derived, LoweredSymbol):
        shared = graph.either(
            *(graph.both(a, b) for a, b in zip(own.possible, derived.possible, strict=True))
        )
        both = graph.both(own.optional, derived.optional)
        apart = graph.negation(graph.either(shared, both))
    elif isinstance(own, LoweredAnswer) and isinstance(derived, LoweredAnswer):
        apart = graph.is_true(graph.negation(lowerer.comparing.compare("==", own, derived)))
    elif isinstance(own, LoweredWords) and isinstance(derived, LoweredWords):
        apart = graph.is_true(graph.negation(graph.equal(own.text, derived.text)))
    else:
        return graph.true
    one_absent = graph.either(
        graph.both(
            own.absent, graph.negation(graph.either(derived.absent, _maybe(derived, graph.false)))
        ),
        graph.both(
            derived.absent, graph.negation(graph.either(own.absent, _maybe(own, graph.false)))
        ),
    )
    neither = graph.negation(graph.either(own.absent, derived.absent))
    return graph.either(one_absent, graph.both(neither, apart))


def _maybe(value: Lowered, never: Scalar) -> Scalar:
    return (
        value.optional if isinstance(value, (LoweredNumber, LoweredSymbol, LoweredWords)) else never
    )


def _asked(
    lowerer: Lowerer, definition: Definition, year: int | None, derived: RowOutcome
) -> RowOutcome:
    """Where it can be asked for itself and no part of it is told, itself is what is missing."""
    if not definition.ask or not derived.reads.missing:
        return derived
    graph = lowerer.graph
    parts = _at_hand(lowerer, definition, year, derived)
    if parts is graph.true:
        return derived
    lacking = derived.reads.any_missing(graph)
    with lowerer.reading() as reads:
        reads.grade, reads.given = derived.reads.grade, derived.reads.given
        lowerer.missing(definition.id, year, graph.both(lacking, graph.negation(parts)))
        reads.lack_all(graph, derived.missing, parts)
        # Where nothing is missing, what left it open still does.
        kept = graph.either(parts, graph.negation(lacking))
        reads.nothing = graph.both(derived.reads.nothing, kept)
        reads.other = graph.either(reads.other, graph.both(derived.reads.other, kept))
    return RowOutcome(derived.value, reads)


def _at_hand(
    lowerer: Lowerer, definition: Definition, year: int | None, derived: RowOutcome
) -> Scalar:
    """Where a part of it is told, so that its parts are asked for: of its books, not of what every
    enterprise states; and no other line of its form, unless with the lists they come from.
    """
    rulebook, graph = lowerer.rulebook, lowerer.graph
    below = rulebook.closure[definition.id]
    form = definition.line.partition(" ")[0]
    lines = lists = graph.false
    for (name, when), column in lowerer.columns.facts.items():
        part = rulebook.definitions.get(name)
        if not form or name not in below or when != year or part is None:
            continue
        if part.ask and part.line.startswith(form):
            own = lowerer.column(part.type, column, (None, None), ENTERPRISE)
            lines = graph.either(lines, lowerer.told(column, own))
    for name in lowerer.columns.lists:
        if name in below and rulebook.facts[name].yearly:
            lists = graph.either(lists, any_record(lowerer, list_told(lowerer, name, year)))
    read_off = graph.both(lines, graph.negation(lists))
    told = graph.false if derived.reads.given is None else derived.reads.given
    return graph.both(told, graph.negation(read_off))


def _derived(lowerer: Lowerer, definition: Definition, year: int | None) -> RowOutcome:
    graph = lowerer.graph
    if definition.grade >= WEAK:
        value = lowerer.anything(definition.type, definition.low, definition.high)
        return RowOutcome(value, RowReads.of(graph.zero, graph.false, graph.true))
    when = lowerer.as_of.year if year is None else year
    outer = lowerer.origin
    if outer is None and definition.look_back is not None:
        lowerer.origin = when
    try:
        where = Where(when, definition.yearly, {})
        told = _told(lowerer, definition, when)
        if told is graph.false:
            value = lowerer.anything(definition.type, definition.low, definition.high)
            reads = _nothing_before(lowerer, definition, RowReads.none(graph), when, told)
            return _from_the_beginning(lowerer, definition, RowOutcome(value, reads), where)
        found = lowerer.collected(definition.node, where)
        value = _kept_within(lowerer, found.value, definition.low, definition.high)
        found.reads.grade = graph.greatest(found.reads.grade, graph.constant(definition.grade))
        found = _beside(lowerer, definition, RowOutcome(value, found.reads), where)
        if told is not graph.true:
            # The value is open in the same way, whatever stays open below.
            reads = _nothing_before(lowerer, definition, found.reads, when, told)
            found = RowOutcome(found.value, reads)
        return _from_the_beginning(lowerer, definition, found, where)
    finally:
        lowerer.origin = outer


def _told(lowerer: Lowerer, definition: Definition, year: int) -> Scalar:
    """Where looking back goes on to a year: as far as anything is told that it rests on, so early
    or earlier, and not too far back.
    """
    graph, origin = lowerer.graph, lowerer.origin
    if definition.look_back is None or origin is None or year >= origin:
        return graph.true
    if year < origin - definition.look_back:
        return graph.false
    reached, declared = lowerer.rulebook.closure[definition.id], lowerer.rulebook.declared
    columns = [
        lowerer.told(column, lowerer.column(declared(name).type, column, (None, None), ENTERPRISE))
        for (name, when), column in lowerer.columns.facts.items()
        if name in reached and when is not None and when <= year
    ]
    lists = [
        some_by(lowerer, list_told(lowerer, name, year))
        for name in lowerer.columns.lists
        if name in reached and declared(name).yearly
    ]
    return graph.either(*columns, *lists)


def _nothing_before(
    lowerer: Lowerer, definition: Definition, found: RowReads, year: int, told: Scalar
) -> RowReads:
    """What was read as far as anything is told; elsewhere the year's figure itself is missing."""
    reads = RowReads.none(lowerer.graph)
    reads.add(lowerer.graph, found, told)
    reads.lack(lowerer.graph, Missing(definition.id, year), lowerer.graph.negation(told))
    return reads


def _from_the_beginning(
    lowerer: Lowerer, definition: Definition, found: RowOutcome, where: Where
) -> RowOutcome:
    """Before the enterprise existed there was nothing to carry."""
    founded = lowerer.rulebook.founded
    if definition.look_back is None or definition.floor is None or founded is None:
        return found
    graph = lowerer.graph
    established = fact_outcome(lowerer, lowerer.rulebook.facts[founded], None).value
    assert isinstance(established, LoweredNumber)
    first = lowerer.point(date(where.year + 1, 1, 1))
    before = graph.both(
        graph.is_true(lowerer.ranges.ends.at_most(first, established.low)),
        graph.negation(established.absent),
    )
    if before is graph.false:
        return found
    floor = lowerer.collected(definition.floor, where)
    reads = RowReads.none(graph)
    reads.add(graph, floor.reads, before)
    reads.add(graph, found.reads, graph.negation(before))
    return RowOutcome(lowerer.case(before, floor.value, found.value), reads)


def _beside(
    lowerer: Lowerer, definition: Definition, found: RowOutcome, where: Where
) -> RowOutcome:
    """The figure beside the other line of the form that shows it, too."""
    if definition.same_as is None:
        return found
    graph = lowerer.graph
    other = lowerer.collected(definition.same_as, where)
    lowerer.set_apart(_contradicted(lowerer, definition, found.value, other.value))
    better = graph.both(lowerer.known(other.value), graph.negation(lowerer.known(found.value)))
    reads = RowReads.none(graph)
    reads.add(graph, other.reads, better)
    reads.add(graph, found.reads, graph.negation(better))
    return RowOutcome(lowerer.case(better, other.value, found.value), reads)


def _kept_within(
    lowerer: Lowerer, value: Lowered, low: WrittenPoint | None, high: WrittenPoint | None
) -> Lowered:
    """A derived value keeps its declared domain, where it is not known."""
    if (low is None and high is None) or not isinstance(value, LoweredNumber):
        return value
    ranges = lowerer.ranges
    least, most = value.low, value.high
    if low is not None:
        least = ranges.greater_known(least, lowerer.point(low))
    if high is not None:
        most = ranges.lesser_known(most, lowerer.point(high))
    kept = value._replace(low=least, high=most)
    found = lowerer.case(lowerer.known(value), value, kept)
    assert isinstance(found, LoweredNumber)
    if low is None or high is None or isinstance(low, date) or isinstance(high, date):
        return found
    beyond = max(abs(Fraction(low)), abs(Fraction(high)))
    first = _no_more_than(found.low, beyond)
    return found._replace(
        low=first, high=first if found.exact else _no_more_than(found.high, beyond)
    )


def _no_more_than(end: End, most: Fraction) -> End:
    """A share of which its domain is declared."""
    return end._replace(most=most) if isinstance(end, Quotient) else end
