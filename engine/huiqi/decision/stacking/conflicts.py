"""Which awards exclude each other, and which what was received before excludes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain, combinations

from huiqi.decision.amounts.money import number, positive
from huiqi.decision.combined import Award, Received
from huiqi.decision.stacking.awards import Ceiling
from huiqi.decision.stacking.problem import bits
from huiqi.evaluation import Evaluator, arithmetic
from huiqi.evaluation.comparison import compare, member
from huiqi.objects import dataclass
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.naming import MeasureNames
from huiqi.rulebook.rulebook import Receipts, Rulebook, Stacking
from huiqi.spelling import plain
from huiqi.truth import Truth, conjunction
from huiqi.values import Choice, Interval, Record, Records, exactly, symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sets of awards: none of the one may be had with any of the other.

    ``sure`` is false where no source settles it, or where it is not known whether both are for
    the same thing.
    """

    ones: int
    others: int
    rule: Stacking
    sure: bool


def conflicts_of(rulebook: Rulebook, awards: Sequence[Award]) -> Iterator[Conflict]:
    """What the rules set against each other: measure against measure, project by project."""
    listed: dict[str, list[int]] = {}
    for position, award in enumerate(awards):
        listed.setdefault(award.measure, []).append(position)
    for rule in rulebook.stacking.values():
        if rule.kind == "ceiling":
            continue
        settled = rule.kind != "unknown" and rule.grade < WEAK
        concerned = [name for name in listed if name in rule.measures or name in rule.against]
        for one, other in combinations(concerned, 2):
            if rule.binds(one, other):
                for ones, others, same in _same_things(rule, awards, listed[one], listed[other]):
                    yield Conflict(ones=ones, others=others, rule=rule, sure=settled and same)


def ceilings_of(
    rulebook: Rulebook, evaluator: Evaluator, awards: Sequence[Award]
) -> Iterator[Ceiling]:
    """The ceilings that rules set to several measures together, less what was received: as a fact
    says, or as the list of payments does of these measures.
    """
    for rule in rulebook.stacking.values():
        # Only a ceiling says so much at most.
        if rule.at_most is None or rule.grade >= WEAK:
            continue
        members = frozenset(n for n, award in enumerate(awards) if award.measure in rule.measures)
        if not members:
            continue
        limit = positive(number(evaluator.evaluate(rule.at_most).value))
        if rule.less is not None:
            received = evaluator.outcome(rule.less)
            limit = positive(arithmetic.subtract(limit, number(received.value)))
        elif rule.scope in ("year", "enterprise"):
            before = _paid_under(rulebook, evaluator, rule)
            limit = positive(arithmetic.subtract(limit, before))
        yield Ceiling(members, limit.low, limit.high)


def _paid_under(rulebook: Rulebook, evaluator: Evaluator, rule: Stacking) -> Interval:
    """What was paid before of a rule's measures, in its year or ever, in yuan."""
    payments = rulebook.payments
    nothing = Decimal(0)
    none = Interval(nothing, nothing)
    if payments is None or payments.receipts is None:
        return none
    value = evaluator.outcome(payments.id).value
    records = value if isinstance(value, Records) else Records((), complete=False)
    roles, names = payments.receipts, MeasureNames(rulebook)
    found = none if records.complete else Interval(nothing, None)
    for record in records.items:
        counts = conjunction(
            (
                record.there,
                _names(record, roles, names, rule.measures),
                _within(rule, record, roles, None, evaluator.as_of.year),
            )
        )
        paid = record.fields.get(roles.amount)
        amount = positive(paid) if isinstance(paid, Interval) else Interval(nothing, None)
        if counts is Truth.UNKNOWN:
            amount = Interval(nothing, amount.high)
        if counts is not Truth.FALSE:
            found = positive(arithmetic.add(found, amount))
    return found


def received_of(
    rulebook: Rulebook, evaluator: Evaluator, awards: Sequence[Award]
) -> Iterator[Received]:
    """What earlier payments do to each award; a list that is not known may hold any."""
    payments = rulebook.payments
    if payments is None or payments.receipts is None:
        return
    value = evaluator.outcome(payments.id).value
    records = value if isinstance(value, Records) else Records((), complete=True)
    if records.complete and not records.items:
        return
    roles, names = payments.receipts, MeasureNames(rulebook)
    for rule in rulebook.stacking.values():
        if rule.kind in ("ceiling", "unknown") or rule.grade >= WEAK:
            continue
        for position, award in enumerate(awards):
            others = [
                name for name in (*rule.measures, *rule.against) if rule.binds(award.measure, name)
            ]
            if not others:
                continue
            found = _excluded(
                evaluator, roles, names, rule, award=award, others=others, records=records
            )
            if found is not None:
                excluded, by = found
                yield Received(award=position, rule=rule, excluded=excluded, by=by)


def _excluded(
    evaluator: Evaluator,
    roles: Receipts,
    names: MeasureNames,
    rule: Stacking,
    *,
    award: Award,
    others: Sequence[str],
    records: Records,
) -> tuple[Truth, str] | None:
    """True by the first payment that excludes it; unknown where one may."""
    maybe: str | None = None
    for record in records.items:
        truth = conjunction(
            (
                record.there,
                _names(record, roles, names, others),
                _within(rule, record, roles, award, evaluator.as_of.year),
            )
        )
        if truth is Truth.TRUE:
            return truth, record.key
        if truth is Truth.UNKNOWN and maybe is None:
            maybe = record.key
    if maybe is None and not records.complete:
        maybe = ""
    return None if maybe is None else (Truth.UNKNOWN, maybe)


def _names(record: Record, roles: Receipts, names: MeasureNames, others: Sequence[str]) -> Truth:
    """Whether a payment was of one of these measures; a name that nothing is called is none's."""
    written = record.fields.get(roles.measure)
    if not isinstance(written, Choice) or written.symbols is None:
        return Truth.UNKNOWN
    called = (names.called(text) or (text,) for text in written.symbols)
    return member(Choice(frozenset(chain.from_iterable(called)), written.optional), tuple(others))


def _within(
    rule: Stacking, record: Record, roles: Receipts, award: Award | None, year: int
) -> Truth:
    """Whether a payment lies in the rule's scope: the same year, the same project."""
    if rule.scope == "year":
        day = record.fields.get(roles.day)
        if not isinstance(day, Interval):
            return Truth.UNKNOWN
        return compare("==", arithmetic.part_of(day, "year"), exactly(Decimal(year)))
    if rule.scope in ("project", "item"):
        project = record.fields.get(roles.thing)
        if not isinstance(project, Choice) or award is None or award.key is None:
            return Truth.UNKNOWN
        return compare("==", project, symbol(award.key))
    return Truth.TRUE


def _same_things(
    rule: Stacking, awards: Sequence[Award], ones: Sequence[int], others: Sequence[int]
) -> Iterator[tuple[int, int, bool]]:
    """Of two measures' awards those for the same thing in the rule's sense; whether that is known.

    Of lists of different things no key tells whether they belong to one project.  A set may be
    empty: then there is nothing to exclude.
    """
    first, second = awards[ones[0]], awards[others[0]]
    if rule.scope == "level":
        if first.level != second.level:
            yield bits(ones), bits(others), True
        return
    if rule.scope not in ("project", "item"):
        yield bits(ones), bits(others), True
        return
    if first.result.measure.records != second.result.measure.records:
        yield bits(ones), bits(others), False
        return
    left, right = _by_key(awards, ones), _by_key(awards, others)
    for key, own in left.items():
        if key is not None and key in right:
            yield own, right[key], True
    # An award that names no project may be for any.
    yield left.pop(None, 0), bits(others), False
    yield sum(left.values()), right.get(None, 0), False


def _by_key(awards: Sequence[Award], positions: Sequence[int]) -> dict[str | None, int]:
    found: dict[str | None, int] = {}
    for position in positions:
        key = awards[position].key
        named = None if key is None else plain(key)
        found[named] = found.get(named, 0) | 1 << position
    return found
