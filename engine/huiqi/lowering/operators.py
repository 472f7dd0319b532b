"""The case of each construct, except lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from huiqi.evaluation.reads import Missing
from huiqi.language import tree
from huiqi.language.compared import MIRROR, comparisons
from huiqi.language.types import Kind
from huiqi.lowering import facts
from huiqi.lowering.ends import End
from huiqi.lowering.lowered import Answer, Entry, Listed, Lowered, Number, Symbol, Where, Words
from huiqi.lowering.lowerer import Lowerer, lowers
from huiqi.lowering.reads import Reads
from huiqi.lowering.scalars import Scalar
from huiqi.quantities import Span
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.rulebook import DatedValue, Parameter
from huiqi.spelling import plain

#: How many possible years ``f[at: …]`` tries before it says unknown.
_MOST_YEARS = 10
#: Years around the day of decision that a figure may be asked of.
_BEFORE, _AFTER = 40, 6


@lowers(tree.Literal)
def _literal(lowerer: Lowerer, node: tree.Literal, where: Where) -> Lowered:
    value, graph = node.value, lowerer.graph
    if isinstance(value, bool):
        return lowerer.answer(graph.constant(value))
    if isinstance(value, str):
        if node.type.enumeration is not None:
            return lowerer.comparing.symbol(node.type.enumeration.symbols, value)
        text = value if node.type.kind is Kind.INDUSTRY else plain(value)
        return Words(graph.constant(text), graph.false, graph.false)
    if isinstance(value, Span):
        return lowerer.ranges.exactly(graph.constant(value.amount))
    return lowerer.ranges.exactly(lowerer.point(value))


@lowers(tree.FactReference)
def _fact(lowerer: Lowerer, node: tree.FactReference, where: Where) -> Lowered:
    if node.every:
        found = facts.listed(lowerer, node.name)
        if not found.complete:
            lowerer.reads.lack(lowerer.graph, Missing(node.name, None), lowerer.graph.true)
        return found
    if node.stated:
        told = facts.outcome(lowerer, node.name).value
        return told._replace(complete=True) if isinstance(told, Listed) else told
    if node.at is None:
        return facts.look_up(lowerer, node.name, where.year + node.shift)
    return _at(lowerer, node, lowerer.ranges.floor(lowerer.number(node.at, where)))


def _at(lowerer: Lowerer, node: tree.FactReference, at: Number) -> Lowered:
    """A figure of the year, or of a few years, that another figure names."""
    graph, ends = lowerer.graph, lowerer.ranges.ends
    low, high = lowerer.ranges.scalar(at.low), lowerer.ranges.scalar(at.high)
    if low.constant and high.constant and not low.is_null and not high.is_null:
        years: Iterable[int] = range(low.low, high.low + 1)
    else:
        this = lowerer.as_of.year
        years = range(this - _BEFORE, this + _AFTER)
        first, last = (graph.constant(year) for year in (this - _BEFORE, this + _AFTER - 1))
        outside = graph.either(
            graph.is_true(graph.below(low, first)), graph.is_true(graph.below(last, high))
        )
        lowerer.set_apart(graph.both(outside, graph.negation(at.absent)))
    open_ = graph.either(ends.is_null(low), ends.is_null(high))
    if not at.exact:
        spread = graph.at_most(graph.constant(_MOST_YEARS), graph.subtract(high, low))
        open_ = graph.either(open_, graph.is_true(spread))
    cells = []
    for year in years:
        point = graph.constant(year)
        within = graph.both(
            graph.is_true(graph.at_most(low, point)), graph.is_true(graph.at_most(point, high))
        )
        if within is not graph.false:
            where = graph.both(within, graph.negation(open_))
            with lowerer.reading() as reads:
                value = facts.look_up(lowerer, node.name, year)
            lowerer.reads.add(graph, reads, where)
            cells.append((within, value))
    anything = lowerer.anything(node.type)
    found = _among(lowerer, cells, anything)
    found = lowerer.case(open_, anything, found)
    found = _perhaps(lowerer, found, graph.both(at.optional, graph.negation(open_)))
    return lowerer.case(at.absent, lowerer.absent_like(found), found)


def _among(lowerer: Lowerer, cells: list[tuple[Scalar, Lowered]], otherwise: Lowered) -> Lowered:
    """Whatever is possible of the cells whose condition holds."""
    graph = lowerer.graph
    some, found = graph.false, otherwise
    for condition, value in cells:
        joined = (
            value if some is graph.false else lowerer.case(some, lowerer.hull(found, value), value)
        )
        found = lowerer.case(condition, joined, found)
        some = graph.either(some, condition)
    return found


def _perhaps(lowerer: Lowerer, value: Lowered, where: Scalar) -> Lowered:
    """The same, which on these rows may not apply."""
    if where is lowerer.graph.false or not isinstance(value, (Number, Symbol, Words)):
        return value
    return lowerer.case(where, lowerer.hull(value, lowerer.absent_like(value)), value)


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
        return _on(lowerer, parameter, date.fromordinal(low.low + _EPOCH), where)
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
    found = _among(lowerer, cells, lowerer.anything(parameter.type))
    found = _perhaps(lowerer, found, at.optional)
    return lowerer.case(at.absent, lowerer.absent_like(found), found)


_EPOCH = date(1970, 1, 1).toordinal()


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
        found = _among(lowerer, [(possible, value) for possible, _, value in rows], anything)
    else:
        numbers = []
        for possible, holds, value in rows:
            assert isinstance(value, Number)
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
            figure._replace(optional=lowerer.graph.false) if isinstance(figure, Number) else figure
        )
    grade = lowerer.graph.constant(row.grade)
    lowerer.reads.grade = lowerer.graph.greatest(lowerer.reads.grade, grade)
    return lowerer.value(row.value, where)


@lowers(tree.LocalReference)
def _local(lowerer: Lowerer, node: tree.LocalReference, where: Where) -> Lowered:
    return where.names[node.name]


@lowers(tree.FieldReference)
def _field(lowerer: Lowerer, node: tree.FieldReference, where: Where) -> Lowered:
    entry = lowerer.value(node.record, where)
    assert isinstance(entry, Entry)
    return facts.field_of(lowerer, entry, node.field, where)


@lowers(tree.YearReference)
def _year(lowerer: Lowerer, node: tree.YearReference, where: Where) -> Lowered:
    return lowerer.ranges.exactly(lowerer.graph.constant(where.year))


@lowers(tree.AsOf)
def _as_of(lowerer: Lowerer, node: tree.AsOf, where: Where) -> Lowered:
    return lowerer.ranges.exactly(lowerer.point(lowerer.as_of))


@lowers(tree.Arithmetic)
def _arithmetic(lowerer: Lowerer, node: tree.Arithmetic, where: Where) -> Lowered:
    ranges = lowerer.ranges
    share = node.right
    if node.operator == "*" and isinstance(share, tree.Arithmetic) and share.operator == "/":
        # a · (b ÷ c) is (a · b) ÷ c, and then no two quotients are compared.
        product = ranges.multiply(lowerer.number(node.left, where), lowerer.number(share.left, where))
        divisor = lowerer.number(share.right, where)
        _note_nothing(lowerer, divisor)
        return ranges.divide(product, divisor)
    left = lowerer.number(node.left, where)
    right_kind, sign = node.right.type.kind, 1 if node.operator == "+" else -1
    if right_kind is Kind.SPAN and isinstance(node.right, tree.Literal):
        span = node.right.value
        assert isinstance(span, Span)
        return ranges.shifted(left, span, sign)
    right = lowerer.number(node.right, where)
    if right_kind is Kind.SPAN:
        right = ranges.floor(right)
    if node.operator == "*":
        return ranges.multiply(left, right)
    if node.operator == "/":
        _note_nothing(lowerer, right)
        return ranges.divide(left, right)
    return ranges.add(left, right) if sign > 0 else ranges.subtract(left, right)


def _note_nothing(lowerer: Lowerer, base: Number) -> None:
    """Where a base is known not to be positive, no fact would settle a share of it."""
    graph = lowerer.graph
    nothing = graph.is_true(lowerer.ranges.ends.at_most(base.high, graph.zero))
    nothing = graph.both(nothing, graph.negation(base.absent))
    lowerer.reads.nothing = graph.either(lowerer.reads.nothing, nothing)


@lowers(tree.Negative)
def _negative(lowerer: Lowerer, node: tree.Negative, where: Where) -> Lowered:
    return lowerer.ranges.negate(lowerer.number(node.operand, where))


@lowers(tree.Comparison)
def _comparison(lowerer: Lowerer, node: tree.Comparison, where: Where) -> Lowered:
    return lowerer.answer(_compared(lowerer, node.operator, node.left, node.right, where))


def _compared(
    lowerer: Lowerer, sign: str, left: tree.Node, right: tree.Node, where: Where
) -> Scalar:
    if isinstance(left, tree.Growth):
        return _growth_compared(lowerer, sign, left, right, where)
    if isinstance(right, tree.Growth):
        return _growth_compared(lowerer, MIRROR[sign], right, left, where)
    return lowerer.comparing.compare(sign, lowerer.value(left, where), lowerer.value(right, where))


def _growth_compared(
    lowerer: Lowerer, sign: str, growth: tree.Growth, other: tree.Node, where: Where
) -> Scalar:
    """A growth is compared, never worked out."""
    now, base = lowerer.number(growth.now, where), lowerer.number(growth.base, where)
    _note_nothing(lowerer, base)
    return lowerer.comparing.growth(sign, now, base, growth.years, lowerer.number(other, where))


@lowers(tree.Membership)
def _membership(lowerer: Lowerer, node: tree.Membership, where: Where) -> Lowered:
    operand = lowerer.value(node.operand, where)
    if isinstance(operand, Symbol):
        enumeration = node.operand.type.enumeration
        assert enumeration is not None
        places = [enumeration.symbols.index(one) for one in node.symbols]
        return lowerer.answer(lowerer.comparing.member(operand, places))
    if isinstance(operand, Number):
        # What never applies is in no set.
        return lowerer.answer(
            lowerer.graph.case(operand.absent, lowerer.graph.false, lowerer.graph.unknown)
        )
    assert isinstance(operand, Words)
    graph = lowerer.graph
    inside = graph.one_of(operand.text, node.symbols)
    truth = lowerer.comparing.settled(
        graph.is_true(inside),
        graph.is_true(graph.negation(inside)),
        operand.optional,
        operand.absent,
    )
    return lowerer.answer(truth)


@lowers(tree.IntervalMembership)
def _interval(lowerer: Lowerer, node: tree.IntervalMembership, where: Where) -> Lowered:
    graph = lowerer.graph
    if isinstance(node.operand, tree.Growth):
        # A rate is compared, never worked out.
        ends = [
            _compared(lowerer, end.operator, end.left, end.right, where)
            for _, end in comparisons(node)
        ]
        return lowerer.answer(graph.both(*ends))
    low = ">=" if node.low_included else ">"
    high = "<=" if node.high_included else "<"
    operand = lowerer.value(node.operand, where)
    least, most = lowerer.value(node.low, where), lowerer.value(node.high, where)
    return lowerer.answer(
        graph.both(
            lowerer.comparing.compare(low, operand, least),
            lowerer.comparing.compare(high, operand, most),
        )
    )


@lowers(tree.IndustryWithin)
def _industry(lowerer: Lowerer, node: tree.IndustryWithin, where: Where) -> Lowered:
    operand = lowerer.value(node.operand, where)
    if not isinstance(operand, Words):
        assert isinstance(operand, Number)
        return lowerer.answer(lowerer.graph.false)
    return lowerer.answer(lowerer.comparing.industry(operand, node.codes))


@lowers(tree.And)
def _and(lowerer: Lowerer, node: tree.And, where: Where) -> Lowered:
    return lowerer.answer(joined(lowerer, node.operands, where, decisive=False))


@lowers(tree.Or)
def _or(lowerer: Lowerer, node: tree.Or, where: Where) -> Lowered:
    return lowerer.answer(joined(lowerer, node.operands, where, decisive=True))


def joined(
    lowerer: Lowerer, operands: Iterable[tree.Node], where: Where, *, decisive: bool
) -> Scalar:
    """The connective of which one ``decisive`` part is enough, and how well it is supported."""
    graph = lowerer.graph
    parts = []
    for operand in operands:
        with lowerer.reading() as reads:
            truth = lowerer.truth(operand, where)
        parts.append((truth, reads))
    grade = joined_grade(
        lowerer, [(truth, reads.grade) for truth, reads in parts], decisive=decisive
    )
    for _, reads in parts:
        reads.grade = graph.zero
        lowerer.reads.add(graph, reads)
    lowerer.reads.grade = graph.greatest(lowerer.reads.grade, grade)
    truths = [truth for truth, _ in parts]
    return graph.either(*truths) if decisive else graph.both(*truths)


def joined_grade(lowerer: Lowerer, parts: list[tuple[Scalar, Scalar]], *, decisive: bool) -> Scalar:
    """The grade of the strongest decisive part, else of the weakest open one, else of all."""
    graph = lowerer.graph
    grades = {grade for _, grade in parts}
    if len(grades) == 1:
        return grades.pop()
    beyond = graph.constant(9)
    strongest, opened, weakest = beyond, graph.constant(-1), graph.zero
    for truth, grade in parts:
        decides = graph.is_true(truth if decisive else graph.negation(truth))
        strongest = graph.least(strongest, graph.case(decides, grade, beyond))
        opened = graph.greatest(opened, graph.case(graph.is_null(truth), grade, graph.constant(-1)))
        weakest = graph.greatest(weakest, grade)
    decided = graph.below(strongest, beyond)
    some_open = graph.at_most(graph.zero, opened)
    return graph.case(decided, strongest, graph.case(some_open, opened, weakest))


@lowers(tree.Not)
def _not(lowerer: Lowerer, node: tree.Not, where: Where) -> Lowered:
    return lowerer.answer(lowerer.graph.negation(lowerer.truth(node.operand, where)))


@lowers(tree.Extreme)
def _extreme(lowerer: Lowerer, node: tree.Extreme, where: Where) -> Lowered:
    values = [lowerer.value(operand, where) for operand in node.operands]
    if node.type.enumeration is not None:
        symbols = [value for value in values if isinstance(value, Symbol)]
        if not symbols:
            return lowerer.ranges.absent
        return lowerer.comparing.extreme_symbol(node.least, symbols)
    return lowerer.ranges.extreme(node.least, [v for v in values if isinstance(v, Number)])


@lowers(tree.Round)
def _round(lowerer: Lowerer, node: tree.Round, where: Where) -> Lowered:
    operand = lowerer.number(node.operand, where)
    if node.down:
        return lowerer.ranges.floor(operand)
    found = lowerer.ranges.half_up(operand, node.places)
    graph, ends = lowerer.graph, lowerer.ranges.ends
    for end in (operand.low, operand.high):
        slack = lowerer.slack.get(end) if isinstance(end, Scalar) else None
        if slack is not None:
            # What was cut off shares that were added up must not decide how it is rounded.
            beyond = ends.half_up(ends.add(end, slack), node.places)
            differ = graph.negation(graph.equal(beyond, ends.half_up(end, node.places)))
            lowerer.set_apart(graph.is_true(differ))
    return found


@lowers(tree.DateOf)
def _date_of(lowerer: Lowerer, node: tree.DateOf, where: Where) -> Lowered:
    year = lowerer.ranges.floor(lowerer.number(node.year, where))

    def day(end: End) -> Scalar:
        scalar = lowerer.ranges.scalar(end)
        if scalar.constant and not scalar.is_null and 1 <= scalar.low <= 9999:
            return lowerer.point(_day(scalar.low, node.month, node.day))
        return lowerer.graph.day_in(scalar, node.month, node.day)

    return _each(year, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        # 29 February of a common year is the day after the 28th.
        return date(year, month + 1, 1)


def _each(value: Number, change: Callable[[End], Scalar]) -> Number:
    low = change(value.low)
    return value._replace(low=low, high=low if value.exact else change(value.high))


@lowers(tree.PartOf)
def _part_of(lowerer: Lowerer, node: tree.PartOf, where: Where) -> Lowered:
    graph, ranges = lowerer.graph, lowerer.ranges
    operand = lowerer.number(node.operand, where)

    def part(end: End) -> Scalar:
        day = ranges.scalar(end)
        if day.constant and not day.is_null:
            told = date.fromordinal(day.low + _EPOCH)
            return graph.constant(told.year if node.part == "year" else told.month)
        return graph.part_of_day(day, node.part)

    found = _each(operand, part)
    if node.part == "year":
        return found
    years = [graph.part_of_day(ranges.scalar(end), "year") for end in (operand.low, operand.high)]
    one_year = graph.is_true(graph.equal(*years))
    open_ = found._replace(low=graph.one, high=graph.constant(12))
    return ranges.case(graph.either(one_year, operand.absent), found, open_)


@lowers(tree.IsApplicable)
def _is_applicable(lowerer: Lowerer, node: tree.IsApplicable, where: Where) -> Lowered:
    graph = lowerer.graph
    value = lowerer.value(node.operand, where)
    if isinstance(value, (Number, Symbol, Words)):
        applies = graph.case(value.optional, graph.unknown, graph.true)
        return lowerer.answer(graph.case(value.absent, graph.false, applies))
    if isinstance(value, Answer):
        applies = graph.case(graph.is_null(value.truth), graph.unknown, graph.true)
        return lowerer.answer(graph.case(value.absent, graph.false, applies))
    if isinstance(value, Listed):
        if value.complete:
            return lowerer.answer(graph.true)
        from huiqi.lowering.listing import any_record

        return lowerer.answer(graph.case(any_record(lowerer, value), graph.true, graph.unknown))
    return lowerer.answer(graph.true)


@lowers(tree.Growth)
def _growth(lowerer: Lowerer, node: tree.Growth, where: Where) -> Lowered:
    graph = lowerer.graph
    now, base = lowerer.number(node.now, where), lowerer.number(node.base, where)
    _note_nothing(lowerer, base)
    if node.years > 1:
        # Only comparable, never a value.
        return Number(graph.nothing, graph.nothing, graph.true, graph.false)
    return lowerer.comparing.growth_value(now, base)


@lowers(tree.CountTrue)
def _count_true(lowerer: Lowerer, node: tree.CountTrue, where: Where) -> Lowered:
    graph = lowerer.graph
    sure = possible = graph.zero
    for operand in node.operands:
        truth = lowerer.truth(operand, where)
        fails = graph.is_true(graph.negation(truth))
        sure = graph.add(sure, graph.case(truth, graph.one, graph.zero))
        possible = graph.add(possible, graph.case(fails, graph.zero, graph.one))
    return lowerer.ranges.between(sure, possible)


@lowers(tree.Choose)
def _choose(lowerer: Lowerer, node: tree.Choose, where: Where) -> Lowered:
    graph = lowerer.graph
    reached = graph.true
    rows: list[tuple[Scalar, Lowered]] = []
    for condition, result in node.rows:
        with lowerer.reading() as asked:
            truth = lowerer.truth(condition, where)
        lowerer.reads.add(graph, asked, reached)
        possible = graph.both(reached, graph.negation(graph.is_true(graph.negation(truth))))
        rows.append((truth, _within(lowerer, result, where, possible)))
        reached = graph.both(reached, graph.negation(graph.is_true(truth)))
        if reached is graph.false:
            break
    if reached is graph.false:
        found = rows.pop()[1]
    elif node.otherwise is None:
        found = lowerer.absent_like(rows[-1][1])
    else:
        found = _within(lowerer, node.otherwise, where, reached)
    for truth, value in reversed(rows):
        open_ = graph.is_null(truth)
        rest = found
        if open_ is not graph.false:
            rest = lowerer.case(open_, lowerer.hull(value, found), found)
        found = lowerer.case(truth, value, rest)
    return found


def _within(lowerer: Lowerer, node: tree.Node, where: Where, rows: Scalar) -> Lowered:
    """A value that is asked for on some rows only."""
    with lowerer.reading() as reads:
        value = lowerer.value(node, where)
    lowerer.reads.add(lowerer.graph, reads, rows)
    return value


@lowers(tree.Lookup)
def _table(lowerer: Lowerer, node: tree.Lookup, where: Where) -> Lowered:
    graph = lowerer.graph
    keys = [lowerer.value(key, where) for key in node.keys]
    if any(not isinstance(key, Symbol) for key in keys):
        # A key that never applies finds no cell.
        return lowerer.absent_like(lowerer.anything(node.type))
    symbols = [key for key in keys if isinstance(key, Symbol)]
    orders = [key.type.enumeration.symbols for key in node.keys if key.type.enumeration]
    absent = graph.either(*(key.absent for key in symbols))
    optional = graph.either(*(key.optional for key in symbols))
    grouped: dict[Lowered, tuple[list[tuple[int, ...]], Reads]] = {}
    for names, cell in node.cells:
        with lowerer.reading() as reads:
            value = lowerer.value(cell, where)
        places = tuple(order.index(name) for order, name in zip(orders, names, strict=True))
        kept = grouped.setdefault(value, ([], Reads.none(graph)))
        kept[0].append(places)
        kept[1].add(graph, reads)
    told, ways = [], []
    for value, (cells, reads) in grouped.items():
        possible = graph.either(
            *(
                graph.both(*(key.possible[p] for key, p in zip(symbols, places, strict=True)))
                for places in cells
            )
        )
        lowerer.reads.add(graph, reads, graph.both(possible, graph.negation(absent)))
        ways.append((possible, value))
        told.append((cells, value))
    anything = lowerer.anything(node.type)
    missing = _without_cell(lowerer, node, symbols)
    single = graph.both(*(lowerer.comparing.single(key) for key in symbols))
    open_ = _among(lowerer, ways, lowerer.absent_like(anything))
    open_ = _perhaps(
        lowerer,
        open_,
        graph.both(graph.either(optional, missing), graph.either(*(w for w, _ in ways))),
    )
    found = open_
    if len(symbols) == 1 and symbols[0].code is not None:
        # One pass over what the key can be, whatever the number of cells.
        chosen: Lowered = lowerer.absent_like(anything)
        for cells, value in told:
            inside = graph.one_of(symbols[0].code, [places[0] for places in cells])
            chosen = lowerer.case(inside, value, chosen)
        found = lowerer.case(graph.both(single, graph.negation(optional)), chosen, open_)
    return lowerer.case(absent, lowerer.absent_like(found), found)


def _without_cell(lowerer: Lowerer, node: tree.Lookup, keys: list[Symbol]) -> Scalar:
    """Whether some of what the keys can be finds no cell."""
    from itertools import product

    graph = lowerer.graph
    orders = [key.type.enumeration.symbols for key in node.keys if key.type.enumeration]
    there = {names for names, _ in node.cells}
    ways = []
    for places in product(*(range(len(order)) for order in orders)):
        names = tuple(order[place] for order, place in zip(orders, places, strict=True))
        if names not in there:
            ways.append(graph.both(*(k.possible[p] for k, p in zip(keys, places, strict=True))))
    return graph.either(*ways)


@lowers(tree.UnknownValue)
def _unknown(lowerer: Lowerer, node: tree.UnknownValue, where: Where) -> Lowered:
    graph, ranges = lowerer.graph, lowerer.ranges
    value = lowerer.anything(node.type)
    lowerer.reads.other = graph.true
    if not isinstance(value, Number):
        return value
    low = lowerer.number(node.low, where) if node.low is not None else None
    high = lowerer.number(node.high, where) if node.high is not None else None
    low_end: End = graph.nothing if low is None else low.low
    high_end: End = graph.nothing if high is None else high.high
    if low is not None and high is not None:
        # Two bounds that may have changed places: it lies between them, whichever is less.
        ends = ranges.ends
        four = (low_end, high.low, low.high, high_end)
        open_ = graph.either(*map(ends.is_null, four), low.absent, high.absent)
        low_end = ends.case(open_, low_end, ends.least(low_end, high.low))
        high_end = ends.case(open_, high_end, ends.greatest(low.high, high_end))
    optional = graph.both(ranges.ends.is_null(low_end), ranges.ends.is_null(high_end))
    return Number(low_end, high_end, optional, graph.false)


@lowers(tree.Let)
def _let(lowerer: Lowerer, node: tree.Let, where: Where) -> Lowered:
    for name, bound in node.bindings:
        where = where.binding(name, lowerer.value(bound, where))
    return lowerer.value(node.body, where)
