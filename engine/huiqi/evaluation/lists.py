"""Lists of records: fields and aggregates, with entries that may or may not be there."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from huiqi.evaluation import arithmetic, bounds
from huiqi.evaluation.connectives import joined
from huiqi.evaluation.evaluator import Evaluator, evaluates
from huiqi.evaluation.events import undated
from huiqi.evaluation.frame import Frame, anything
from huiqi.evaluation.reads import Missing
from huiqi.language import tree
from huiqi.truth import FALSE, TRUE, UNKNOWN, Truth, conjunction, disjunction, negation
from huiqi.values import (
    NOT_APPLICABLE,
    Interval,
    Record,
    Records,
    Value,
    exactly,
    hull,
    is_known,
)


@evaluates(tree.FieldReference)
def _field(evaluator: Evaluator, node: tree.FieldReference, frame: Frame) -> Value:
    record = evaluator.value(node.record, frame)
    assert isinstance(record, Record)
    stated = record.fields.get(node.field)
    if stated is not None and is_known(stated):
        evaluator.reads.fields += 1
        return stated
    owner = node.record.type.record
    assert owner is not None
    fact = evaluator.rulebook.facts[owner.name].fields[node.field]
    if fact.formula is not None and stated is None:
        key = (record, node.field, frame.year, frame.yearly, evaluator.origin)
        found = evaluator.derived_fields.get(key)
        if found is None:
            here = Frame(frame.year, frame.yearly, {"self": record})
            found = evaluator.collected(fact.formula, here)
            if evaluator.above is None:
                evaluator.derived_fields[key] = found
        return evaluator.noted(found)
    free = anything(fact.type, fact.low, fact.high)
    value = free if stated is None else stated
    # One end alone is told of it, too.
    evaluator.reads.fields += value != free
    name = f"{owner.name}.{node.field}"
    if name in evaluator.rulebook.constraints.ranks:
        within = bounds.bounded(evaluator, name, value, frame.binding("self", record))
        evaluator.reads.fields += within != value
        value = within
    if not is_known(value) and (stated is None or isinstance(stated, Interval)):
        where = f".{node.field}" + (f"({record.key})" if record.key else "")
        evaluator.reads.missing.append(Missing(owner.name, None, where))
    return value


@evaluates(tree.Aggregate)
def _aggregate(evaluator: Evaluator, node: tree.Aggregate, frame: Frame) -> Value:
    records = evaluator.value(node.records, frame)
    if not isinstance(records, Records):
        # A list that does not apply has nothing in it.
        records = Records((), complete=True)
    items = [item for item in records.items if item.there is not FALSE]
    result = (
        _decided(evaluator, node, frame, items)
        if node.operator in ("any", "all")
        else _combined(evaluator, node, frame, items)
    )
    if records.complete:
        return result
    further = evaluator.further.get(records.through)
    if further is None:
        # Of the years up to that one there is no more.
        through = records.through
        known = {} if through is None else {"year": Interval(Decimal(through + 1), None)}
        further = evaluator.further[through] = Record(known)
    return _opened(evaluator, node, frame.binding(node.variable, further), result)


def _combined(
    evaluator: Evaluator, node: tree.Aggregate, frame: Frame, items: list[Record]
) -> Value:
    """What the entries come to together: their sum, number, least or greatest."""
    entries = [_listed(evaluator, node, frame, item) for item in items]
    return _RESULTS[node.operator]([entry for entry in entries if entry[0] is not FALSE])


def _decided(
    evaluator: Evaluator, node: tree.Aggregate, frame: Frame, items: list[Record]
) -> Truth:
    """Whether any entry, or every entry, meets it: supported by the entries that decide."""
    exists = node.operator == "any"

    def met(item: Record) -> Truth:
        truth, value = _listed(evaluator, node, frame, item)
        if exists:
            return conjunction((truth, _truth(value)))
        return disjunction((negation(truth), _truth(value)))

    return joined(evaluator, items, met, Truth.of(exists))


def _listed(
    evaluator: Evaluator, node: tree.Aggregate, frame: Frame, item: Record
) -> tuple[Truth, Value]:
    """Whether an entry of the list counts, and its value."""
    mark = len(evaluator.reads.missing)
    truth, value = _entry(evaluator, node, frame.binding(node.variable, item))
    # What is met, or not met, whether the entry counts or not, rests on no day of it.
    settled = (node.operator, value) in (("any", FALSE), ("all", TRUE))
    if item.there is UNKNOWN and truth is not FALSE and not settled:
        # What is undated may not have happened yet.
        owner = node.records.type.record
        assert owner is not None
        own = undated(evaluator.rulebook.facts[owner.name], item)
        evaluator.reads.missing.insert(mark, own)
        truth = UNKNOWN
    return truth, value


def _entry(evaluator: Evaluator, node: tree.Aggregate, frame: Frame) -> tuple[Truth, Value]:
    truth = TRUE if node.condition is None else evaluator.truth(node.condition, frame)
    if truth is FALSE or node.value is None:
        return truth, NOT_APPLICABLE
    if node.operator in ("any", "all"):
        return truth, evaluator.truth(node.value, frame)
    return truth, evaluator.value(node.value, frame)


def _sum(entries: list[tuple[Truth, Value]]) -> Value:
    total: arithmetic.Numeric = exactly(Decimal(0))
    for truth, value in entries:
        if not isinstance(value, Interval):
            continue
        if truth is UNKNOWN or value.optional:
            widened = hull((value._replace(optional=False), exactly(Decimal(0))))
            assert isinstance(widened, Interval)
            value = widened
        total = arithmetic.add(total, value)
    return total


def _count(entries: list[tuple[Truth, Value]]) -> Value:
    sure = sum(truth is TRUE for truth, _ in entries)
    return Interval(Decimal(sure), Decimal(len(entries)))


def _extreme(least: bool, entries: list[tuple[Truth, Value]]) -> Value:
    return arithmetic.extreme(
        least,
        (
            value if truth is TRUE else value._replace(optional=True)
            for truth, value in entries
            if isinstance(value, Interval)
        ),
    )


def _truth(value: Value) -> Truth:
    return value if isinstance(value, Truth) else FALSE


_RESULTS: dict[str, Callable[[list[tuple[Truth, Value]]], Value]] = {
    "sum": _sum,
    "count": _count,
    "min": lambda entries: _extreme(True, entries),
    "max": lambda entries: _extreme(False, entries),
}


def _opened(evaluator: Evaluator, node: tree.Aggregate, frame: Frame, result: Value) -> Value:
    """What further entries, of which nothing more is known, can make of the result."""
    marks = len(evaluator.reads.missing), len(evaluator.reads.causes)
    truth, value = _entry(evaluator, node, frame)
    del evaluator.reads.missing[marks[0] :]
    del evaluator.reads.causes[marks[1] :]
    if truth is FALSE:
        return result
    if node.operator == "any":
        return disjunction((_truth(result), _possible(conjunction((truth, _truth(value))))))
    if node.operator == "all":
        held = disjunction((negation(truth), _truth(value)))
        return conjunction((_truth(result), _possible(held, empty=TRUE)))
    if node.operator == "count":
        assert isinstance(result, Interval)
        return result._replace(high=None)
    if not isinstance(value, Interval):
        return result
    if node.operator == "sum":
        assert isinstance(result, Interval)
        grows = value.high is None or value.high > 0
        shrinks = value.low is None or value.low < 0
        return Interval(None if shrinks else result.low, None if grows else result.high)
    more = value._replace(optional=True)
    if result is NOT_APPLICABLE:
        return more
    assert isinstance(result, Interval)
    return arithmetic.extreme(node.operator == "min", (result, more))


def _possible(truth: Truth, empty: Truth = FALSE) -> Truth:
    """What an entry that may not be there adds: nothing if it agrees with the empty list."""
    return truth if truth is empty else UNKNOWN
