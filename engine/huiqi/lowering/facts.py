"""Facts and definitions: what the table says, what constraints leave possible, what follows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from huiqi.evaluation.reads import Missing
from huiqi.language.types import Kind
from huiqi.lowering.ends import End, Quotient
from huiqi.lowering.lowered import Answer, Entry, Listed, Lowered, Number, Symbol, Where, Words
from huiqi.lowering.lowerer import Lowerer
from huiqi.lowering.reads import Outcome, Reads
from huiqi.lowering.scalars import ENTERPRISE, Scalar
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.constraint_bounds import Bound
from huiqi.rulebook.points import WrittenPoint
from huiqi.rulebook.rulebook import FOUNDED, Definition, Fact


def outcome(lowerer: Lowerer, name: str, year: int | None = None) -> Outcome:
    """A fact or a definition, in a year where it has years (absent: the decision's)."""
    declared = lowerer.rulebook.declared(name)
    when = (lowerer.as_of.year if year is None else year) if declared.yearly else None
    origin = lowerer.origin if name in lowerer.rulebook.looking_back else None
    key = (name, when, origin)
    found = lowerer.outcomes.get(key)
    if found is None:
        found = (
            _fact(lowerer, declared, when)
            if isinstance(declared, Fact)
            else _definition(lowerer, declared, when)
        )
        lowerer.outcomes[key] = found
    return found


def look_up(lowerer: Lowerer, name: str, year: int | None) -> Lowered:
    """A fact or a definition within an expression."""
    facts = lowerer.rulebook.facts
    if lowerer.above is not None and name in facts:
        return stated(lowerer, facts[name], year)
    return lowerer.noted(outcome(lowerer, name, year))


def _fact(lowerer: Lowerer, fact: Fact, year: int | None) -> Outcome:
    if fact.type.kind is Kind.RECORDS:
        return _list(lowerer, fact, year)
    with lowerer.reading() as reads:
        value = given(lowerer, fact, year)
        where = Where(lowerer.as_of.year if year is None else year, fact.yearly, {})
        value = bounded(lowerer, fact.id, value, where)
        lowerer.missing(fact.id, year, lowerer.graph.negation(lowerer.known(value)))
    return Outcome(value, reads)


def listed(lowerer: Lowerer, name: str, year: int | None = None) -> Listed:
    """A list; of one year, or (absent) whatever is told of it."""
    found = lowerer.columns.lists.get(name)
    whole = found is not None and found.whole
    return Listed(name, told=found is not None, complete=whole, year=year)


def _list(lowerer: Lowerer, fact: Fact, year: int | None) -> Outcome:
    value = listed(lowerer, fact.id, year)
    with lowerer.reading() as reads:
        if not value.complete:
            lowerer.missing(fact.id, year, lowerer.graph.true)
    return Outcome(value, reads)


def given(lowerer: Lowerer, fact: Fact, year: int | None) -> Lowered:
    """What the table says of a fact; within its domain where it says nothing."""
    column = lowerer.columns.facts.get((fact.id, year if fact.yearly else None))
    if column is None:
        return lowerer.anything(fact.type, fact.low, fact.high)
    return lowerer.column(fact.type, column, (fact.low, fact.high), ENTERPRISE)


# ---- bounds


def stated(lowerer: Lowerer, fact: Fact, year: int | None) -> Lowered:
    """A fact by what is stated of it and of facts that come after it."""
    if fact.type.kind is Kind.RECORDS:
        return _list(lowerer, fact, year).value
    when = year if fact.yearly else None
    where = Where(lowerer.as_of.year if when is None else when, fact.yearly, {})
    return bounded(lowerer, fact.id, given(lowerer, fact, when), where)


def bounded(lowerer: Lowerer, name: str, value: Lowered, where: Where) -> Lowered:
    """The value of a fact (or ``list.field`` of the record ``self``) within its bounds."""
    constraints = lowerer.rulebook.constraints
    rank, above = constraints.ranks.get(name), lowerer.above
    known = lowerer.known(value)
    if rank is None or known is lowerer.graph.true or (above is not None and rank <= above):
        return value
    key = (where.names.get("self"), name, where.year, above is not None, value)
    found = lowerer.bounded.get(key)
    if found is not None:
        return found
    narrowed = value
    with lowerer.reading():
        try:
            lowerer.above = rank
            for bound in constraints.inverse.get(name, ()):
                narrowed = _narrowed(lowerer, bound, narrowed, where)
            if above is None:
                lowerer.above = None
                narrowed = _applicable(lowerer, name, narrowed, where)
                for bound in constraints.limits.get(name, ()):
                    narrowed = _narrowed(lowerer, bound, narrowed, where)
        finally:
            lowerer.above = above
    found = lowerer.bounded[key] = lowerer.case(known, value, narrowed)
    return found


def _applicable(lowerer: Lowerer, name: str, value: Lowered, where: Where) -> Lowered:
    """Whether it applies at all, where the declaration says when."""
    owner, _, field = name.partition(".")
    fact = lowerer.rulebook.facts[owner]
    condition = (fact.fields[field] if field else fact).applies_when
    if condition is None:
        return value
    graph = lowerer.graph
    truth = lowerer.truth(condition, where)
    applies, never = graph.is_true(truth), graph.is_true(graph.negation(truth))
    if isinstance(value, (Number, Symbol, Words)):
        optional = graph.both(value.optional, graph.negation(applies))
        value = value._replace(optional=optional)
    return lowerer.case(never, lowerer.absent_like(value), value)


def _narrowed(lowerer: Lowerer, bound: Bound, value: Lowered, where: Where) -> Lowered:
    """The value within one bound; what may not apply bounds nothing."""
    graph = lowerer.graph
    here = Where(where.year - bound.shift, where.yearly, where.names)
    if not bound.constraint.locals <= here.names.keys():
        return value
    when = bound.constraint.when
    holds = graph.true if when is None else graph.is_true(lowerer.truth(when, here))
    if holds is graph.false:
        return value
    limit = lowerer.value(bound.limit, here)
    narrowed = value
    if isinstance(value, Number) and isinstance(limit, Number):
        holds = graph.both(holds, graph.negation(graph.either(limit.optional, limit.absent)))
        narrowed = _range(lowerer, value, bound.operator, limit, days=_is_day(bound))
    elif isinstance(value, Symbol) and isinstance(limit, Symbol):
        holds = graph.both(holds, graph.negation(graph.either(limit.optional, limit.absent)))
        narrowed = _symbols(lowerer, value, bound.operator, limit)
    elif isinstance(value, Answer) and isinstance(limit, Answer):
        if bound.operator in ("==", "!="):
            truth = limit.truth if bound.operator == "==" else graph.negation(limit.truth)
            holds = graph.both(holds, graph.negation(limit.absent))
            narrowed = Answer(graph.coalesce(value.truth, truth), value.absent)
    absent = value.absent if isinstance(value, (Number, Symbol, Words, Answer)) else graph.false
    return lowerer.case(graph.both(holds, graph.negation(absent)), narrowed, value)


def _is_day(bound: Bound) -> bool:
    return bound.limit.type.kind is Kind.DATE


def _range(lowerer: Lowerer, value: Number, operator: str, limit: Number, *, days: bool) -> Number:
    graph, ends = lowerer.graph, lowerer.ranges.ends
    low, high = value.low, value.high

    def beside(end: End, step: int) -> End:
        # After a day is from the next one on; of other figures the nearest greater is not named.
        return ends.add(end, graph.constant(step)) if days else end

    if operator in (">=", ">", "=="):
        least = beside(limit.low, 1) if operator == ">" else limit.low
        low = lowerer.ranges.greater_known(low, least)
    if operator in ("<=", "<", "=="):
        most = beside(limit.high, -1) if operator == "<" else limit.high
        high = lowerer.ranges.lesser_known(high, most)
    crossed = graph.is_true(ends.below(high, low))
    return lowerer.ranges.case(crossed, value, value._replace(low=low, high=high))


def _symbols(lowerer: Lowerer, value: Symbol, operator: str, limit: Symbol) -> Symbol:
    graph = lowerer.graph
    if operator not in ("==", "!="):
        return value
    if operator == "==":
        left = tuple(graph.both(a, b) for a, b in zip(value.possible, limit.possible, strict=True))
    else:
        single = lowerer.comparing.single(limit)
        left = tuple(
            graph.both(a, graph.negation(graph.both(single, b)))
            for a, b in zip(value.possible, limit.possible, strict=True)
        )
    some = graph.either(*left)
    possible = tuple(graph.case(some, a, b) for a, b in zip(left, value.possible, strict=True))
    return Symbol(possible, value.optional, value.absent)


# ---- definitions


def _definition(lowerer: Lowerer, definition: Definition, year: int | None) -> Outcome:
    graph = lowerer.graph
    derived = _derived(lowerer, definition, year)
    column = lowerer.columns.facts.get((definition.id, year if definition.yearly else None))
    if column is None:
        return _asked(lowerer, definition, year, derived)
    own = lowerer.column(definition.type, column, (None, None), ENTERPRISE)
    told = lowerer.told(column, own)
    if not definition.prefill:
        lowerer.set_apart(graph.both(told, _contradicted(lowerer, definition, own, derived.value)))
    value = own
    known = lowerer.known(own)
    if isinstance(own, Number) and not definition.prefill:
        # Of a range the derivation may tell more.
        value = lowerer.case(
            graph.both(graph.negation(known), lowerer.known(derived.value)), derived.value, own
        )
    reads = Reads.none(graph)
    silent = _asked(lowerer, definition, year, derived)
    reads.add(graph, silent.reads, graph.negation(told))
    if not definition.prefill:
        open_ = graph.both(told, graph.negation(known))
        for missing, condition in derived.missing.items():
            reads.lack(graph, missing, graph.both(open_, condition))
    return Outcome(lowerer.case(told, value, silent.value), reads)


def _contradicted(
    lowerer: Lowerer, definition: Definition, own: Lowered, derived: Lowered
) -> Scalar:
    """Whether the figure told and its derivation cannot both be right, the digits apart that it is
    written with.
    """
    graph, ranges = lowerer.graph, lowerer.ranges
    own, derived = lowerer.of_one_kind(own, derived)
    if isinstance(own, Number) and isinstance(derived, Number):
        if definition.type.numeric and definition.tolerance:
            room = graph.constant(definition.tolerance)
            own = ranges.add(own, ranges.between(graph.negate(room), room))
        apart = graph.either(
            graph.is_true(ranges.ends.below(own.high, derived.low)),
            graph.is_true(ranges.ends.below(derived.high, own.low)),
        )
        both = graph.both(own.optional, derived.optional)
        apart = graph.both(apart, graph.negation(both))
    elif isinstance(own, Symbol) and isinstance(derived, Symbol):
        shared = graph.either(
            *(graph.both(a, b) for a, b in zip(own.possible, derived.possible, strict=True))
        )
        both = graph.both(own.optional, derived.optional)
        apart = graph.negation(graph.either(shared, both))
    elif isinstance(own, Answer) and isinstance(derived, Answer):
        apart = graph.is_true(graph.negation(lowerer.comparing.compare("==", own, derived)))
    elif isinstance(own, Words) and isinstance(derived, Words):
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
    return value.optional if isinstance(value, (Number, Symbol, Words)) else never


def _asked(lowerer: Lowerer, definition: Definition, year: int | None, derived: Outcome) -> Outcome:
    """Where it can be asked for itself and no part of it is told, itself is what is missing."""
    if not definition.ask or not derived.reads.missing:
        return derived
    if _at_hand(lowerer, definition, year):
        return derived
    graph = lowerer.graph
    lacking = derived.reads.any_missing(graph)
    with lowerer.reading() as reads:
        reads.grade = derived.reads.grade
        lowerer.missing(definition.id, year, lacking)
        # Where nothing is missing, what left it open still does.
        told = graph.negation(lacking)
        reads.nothing = graph.both(derived.reads.nothing, told)
        reads.other = graph.either(reads.other, graph.both(derived.reads.other, told))
    return Outcome(derived.value, reads)


def _at_hand(lowerer: Lowerer, definition: Definition, year: int | None) -> bool:
    """Whether the table tells a part of it, so that its parts are asked for."""
    rulebook, columns = lowerer.rulebook, lowerer.columns
    below = rulebook.closure[definition.id]
    parts = [
        rulebook.declared(name)
        for name, when in columns.facts
        if name in below and when is not None
    ]
    lists = [name for name in columns.lists if name in below]
    form = definition.line.partition(" ")[0]
    lines = any(
        isinstance(part, Definition) and part.ask and part.line.startswith(form) for part in parts
    )
    if form and lines and not lists:
        return False
    return bool(lists) or any(isinstance(part, Fact) for part in parts)


def _derived(lowerer: Lowerer, definition: Definition, year: int | None) -> Outcome:
    graph = lowerer.graph
    if definition.grade >= WEAK:
        value = lowerer.anything(definition.type, definition.low, definition.high)
        return Outcome(value, Reads(graph.zero, graph.false, graph.true))
    when = lowerer.as_of.year if year is None else year
    outer = lowerer.origin
    if outer is None and definition.look_back is not None:
        lowerer.origin = when
    try:
        where = Where(when, definition.yearly, {})
        if definition.look_back is not None and _too_far(lowerer, definition, when):
            value = lowerer.anything(definition.type, definition.low, definition.high)
            reads = Reads.none(graph)
            reads.lack(graph, Missing(definition.id, when), graph.true)
            return _from_the_beginning(lowerer, definition, Outcome(value, reads), where)
        found = lowerer.collected(definition.node, where)
        value = _kept_within(lowerer, found.value, definition.low, definition.high)
        found.reads.grade = graph.greatest(found.reads.grade, graph.constant(definition.grade))
        found = _beside(lowerer, definition, Outcome(value, found.reads), where)
        return _from_the_beginning(lowerer, definition, found, where)
    finally:
        lowerer.origin = outer


def _too_far(lowerer: Lowerer, definition: Definition, year: int) -> bool:
    """Whether nothing is told so early that the looking back rests on, or it is too far back."""
    assert definition.look_back is not None
    origin = lowerer.origin
    if origin is None or year >= origin:
        return False
    reached = lowerer.rulebook.closure[definition.id]
    told = (when for name, when in lowerer.columns.facts if when is not None and name in reached)
    lists = [name for name in lowerer.columns.lists if name in reached]
    since = min(told, default=date.max.year) if not lists else 0
    return year < max(since, origin - definition.look_back)


def _from_the_beginning(
    lowerer: Lowerer, definition: Definition, found: Outcome, where: Where
) -> Outcome:
    """Before the enterprise existed there was nothing to carry."""
    if (
        definition.look_back is None
        or definition.floor is None
        or FOUNDED not in lowerer.rulebook.facts
    ):
        return found
    graph = lowerer.graph
    established = outcome(lowerer, FOUNDED).value
    assert isinstance(established, Number)
    first = graph.constant(date(where.year + 1, 1, 1).toordinal() - date(1970, 1, 1).toordinal())
    before = graph.both(
        graph.is_true(lowerer.ranges.ends.at_most(first, established.low)),
        graph.negation(established.absent),
    )
    if before is graph.false:
        return found
    floor = lowerer.collected(definition.floor, where)
    reads = Reads.none(graph)
    reads.add(graph, floor.reads, before)
    reads.add(graph, found.reads, graph.negation(before))
    return Outcome(lowerer.case(before, floor.value, found.value), reads)


def _beside(lowerer: Lowerer, definition: Definition, found: Outcome, where: Where) -> Outcome:
    """The figure beside the other line of the form that shows it, too."""
    if definition.same_as is None:
        return found
    graph = lowerer.graph
    other = lowerer.collected(definition.same_as, where)
    lowerer.set_apart(_contradicted(lowerer, definition, found.value, other.value))
    better = graph.both(lowerer.known(other.value), graph.negation(lowerer.known(found.value)))
    reads = Reads.none(graph)
    reads.add(graph, other.reads, better)
    reads.add(graph, found.reads, graph.negation(better))
    return Outcome(lowerer.case(better, other.value, found.value), reads)


def _kept_within(
    lowerer: Lowerer, value: Lowered, low: WrittenPoint | None, high: WrittenPoint | None
) -> Lowered:
    """A derived value keeps its declared domain, where it is not known."""
    if (low is None and high is None) or not isinstance(value, Number):
        return value
    ranges = lowerer.ranges
    least, most = value.low, value.high
    if low is not None:
        least = ranges.greater_known(least, lowerer.point(low))
    if high is not None:
        most = ranges.lesser_known(most, lowerer.point(high))
    kept = value._replace(low=least, high=most)
    found = lowerer.case(lowerer.known(value), value, kept)
    assert isinstance(found, Number)
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


# ---- records


def field_of(lowerer: Lowerer, entry: Entry, name: str, where: Where) -> Lowered:
    """A field of a record."""
    graph = lowerer.graph
    if entry.within is not None:
        # Of a record outside: worked out on its own row, and seen from the inner one.
        within = entry.within
        with lowerer.reading() as outside:
            found = field_of(lowerer, Entry(entry.list), name, where)
        reads = Reads(
            graph.outer(outside.grade, within),
            graph.outer(outside.nothing, within),
            graph.outer(outside.other, within),
            {missing: graph.outer(one, within) for missing, one in outside.missing.items()},
        )
        lowerer.reads.add(graph, reads)
        return mapped(lowerer, found, lambda scalar: graph.outer(scalar, within))
    fact = lowerer.rulebook.facts[entry.list].fields[name]
    column = None
    if not entry.further:
        column = lowerer.columns.lists[entry.list].fields.get(name)
    key = (entry, name, where.year, where.yearly, lowerer.origin, lowerer.above)
    found_before = lowerer.outcomes.get(key)
    if found_before is not None:
        return lowerer.noted(found_before)
    here = Where(where.year, where.yearly, {"self": entry})
    if fact.formula is not None:
        own = lowerer.collected(fact.formula, here)
    else:
        with lowerer.reading() as reads:
            value = (
                lowerer.anything(fact.type, fact.low, fact.high)
                if column is None
                else lowerer.column(fact.type, column, (fact.low, fact.high), (entry.list,))
            )
            full = f"{entry.list}.{name}"
            if full in lowerer.rulebook.constraints.ranks:
                value = bounded(lowerer, full, value, where.binding("self", entry))
            open_ = graph.negation(lowerer.known(value))
            reads.lack(graph, Missing(entry.list, None, f".{name}"), open_)
        own = Outcome(value, reads)
    lowerer.outcomes[key] = own
    return lowerer.noted(own)


def mapped(lowerer: Lowerer, value: Lowered, change: object) -> Lowered:
    """A value with each of its scalars changed."""
    assert callable(change)
    ends = lowerer.ranges.ends
    if isinstance(value, Number):
        low = ends.mapped(value.low, change)
        high = low if value.exact else ends.mapped(value.high, change)
        return Number(low, high, change(value.optional), change(value.absent))
    if isinstance(value, Symbol):
        return Symbol(
            tuple(change(one) for one in value.possible),
            change(value.optional),
            change(value.absent),
            None if value.code is None else change(value.code),
        )
    if isinstance(value, Words):
        return Words(*map(change, value))
    if isinstance(value, Answer):
        return Answer(*map(change, value))
    return value
