"""What a measure would pay: a formula, its caps in order, and each line of the working."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from huiqi.decision.clauses import Names, decide_clause, evaluate_condition
from huiqi.decision.results import Amount, Line
from huiqi.evaluation import Evaluator, arithmetic
from huiqi.evaluation.evaluator import year_of
from huiqi.evaluation.reads import Cause, Missing, Outcome
from huiqi.language.tree import Node
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.measure import Cap, Gives, Measure, leaves
from huiqi.rulebook.models import Text
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Interval, Value, exactly, hull

ZERO = exactly(Decimal(0))
_PER = {
    "project": Text(zh="每个项目", en="per project"),
    "item": Text(zh="每件", en="per item"),
    "enterprise": Text(zh="每户企业", en="per enterprise"),
    "year": Text(zh="每年", en="per year"),
    "unknown": Text(
        zh="（来源没有写按项目还是按企业）", en="(per project or enterprise not stated)"
    ),
}


class Claim(NamedTuple):
    """One claim on a measure: the names its expressions use, and whether it is granted."""

    names: Names
    truth: Truth
    key: str = ""


class Working:
    """Collects the lines of one amount, its grade and what it rests on."""

    def __init__(self, evaluator: Evaluator, gives: Gives) -> None:
        self.evaluator = evaluator
        self.lines: list[Line] = []
        self.readings: list[Line] = []
        self.grade = gives.grade
        self.missing: list[Missing] = []
        self.causes: list[Cause] = []

    def money(self, node: Node, names: Names, grade: int = 0) -> Interval:
        """An expression's value in yuan, never below zero; what does not apply pays nothing."""
        if self.evaluator.strict and grade >= WEAK:
            self.causes.append(Cause("weak", "", "依据不是本市的规定，只作参照"))
            return Interval(Decimal(0), None)
        outcome = self.evaluator.evaluate(node, names)
        self.rests_on(outcome)
        return _money(outcome.value)

    def rests_on(self, outcome: Outcome) -> None:
        """Note what a value was worked out from."""
        self.grade = max(self.grade, outcome.grade)
        self.missing.extend(outcome.missing)
        self.causes.extend(outcome.causes)

    def line(
        self,
        text: Text,
        value: Value,
        node: Node | None = None,
        note: Text | None = None,
        cap: Cap | None = None,
    ) -> None:
        """Add a line to the working."""
        self.lines.append(Line(text, value, node, note, cap.basis if cap else ()))

    def amount(self, value: Interval, at_most: Interval | None = None) -> Amount:
        """The amount with its working."""
        return Amount(
            value.low,
            value.high,
            at_most.high if at_most is not None else None,
            self.grade,
            tuple(self.lines),
            tuple(self.readings),
            tuple(dict.fromkeys(self.missing)),
            tuple(dict.fromkeys(self.causes)),
        )


def amount_of(
    evaluator: Evaluator, measure: Measure, claims: Sequence[Claim], certain: bool
) -> Amount | None:
    """The amount for the claims that are or may be granted; ``None`` where none is named.

    ``certain``: the measure qualifies; otherwise the amount may also turn out to be zero.
    """
    gives = measure.gives
    if gives is None:
        return None
    working = Working(evaluator, gives)
    if gives.amount is None:
        return _limit_only(working, gives, measure, claims)
    granted = [claim for claim in claims if claim.truth is not Truth.FALSE]
    values = []
    for claim in granted:
        value = working.money(gives.amount, claim.names)
        label = Text(
            zh=f"{claim.key}：按公式" if claim.key else "按公式",
            en=f"{claim.key}: by formula" if claim.key else "by formula",
        )
        working.line(label, value, gives.amount)
        if claim.truth is Truth.UNKNOWN:
            value = Interval(Decimal(0), value.high)
        values.append(value)
    for cap in gives.caps:
        values = _capped(working, cap, granted, values)
    total = _total(values)
    if len(values) > 1:
        working.line(Text(zh="合计", en="total"), total)
    if gives.shared_from is not None:
        total = _shared(working, gives.shared_from, total)
    if not certain:
        total = Interval(Decimal(0), total.high)
    for reading in gives.readings:
        # What another reading would need is not missing for the amount itself.
        other = _total([_money(evaluator.evaluate(reading.node, c.names).value) for c in granted])
        first = _total([_money(evaluator.evaluate(gives.amount, c.names).value) for c in granted])
        if other != first:
            working.readings.append(Line(reading.text, other, reading.node, None, reading.basis))
    return working.amount(total)


def _limit_only(
    working: Working, gives: Gives, measure: Measure, claims: Sequence[Claim]
) -> Amount:
    """A measure that names only its upper limit: no amount, only 不超过."""
    assert gives.at_most is not None
    limit = ZERO
    for claim in claims:
        if claim.truth is Truth.FALSE:
            continue
        whole = working.money(gives.at_most, claim.names)
        working.line(Text(zh="最高", en="at most"), whole, gives.at_most)
        if not gives.stages:
            limit = _sum(limit, whole)
        for stage in gives.stages:
            truth = Truth.TRUE
            if stage.clause is not None:
                results = {
                    condition.id: evaluate_condition(
                        working.evaluator, measure.id, condition, claim.names
                    )
                    for condition in leaves(stage.clause)
                }
                truth = decide_clause(stage.clause, results).truth
            share = working.evaluator.evaluate(stage.share, claim.names)
            part = _money(arithmetic.multiply(whole, _number(share.value)))
            note = _STAGE_NOTES[truth]
            working.line(stage.text, part if truth is not Truth.FALSE else ZERO, stage.share, note)
            if truth is not Truth.FALSE:
                limit = _sum(limit, part)
    return working.amount(Interval(None, None), limit)


_STAGE_NOTES = {
    Truth.TRUE: Text(zh="条件满足", en="condition met"),
    Truth.FALSE: Text(zh="条件不满足", en="condition not met"),
    Truth.UNKNOWN: Text(zh="条件尚不能确定", en="condition not yet known"),
}


def _capped(
    working: Working, cap: Cap, claims: Sequence[Claim], values: list[Interval]
) -> list[Interval]:
    """The values after a cap, spread over the claims in their order."""
    if cap.per in ("project", "item"):
        capped = []
        for claim, value in zip(claims, values, strict=True):
            limit = working.money(cap.at_most, claim.names, cap.grade)
            capped.append(_least(value, limit))
        _cap_line(working, cap, _total(capped))
        return capped
    if cap.per == "unknown" and len(values) > 1:
        return _capped_either_way(working, cap, claims, values)
    if cap.per == "year":
        return _capped_by_year(working, cap, claims, values)
    names = claims[0].names if claims else {}
    limit = working.money(cap.at_most, names, cap.grade)
    if cap.less is not None:
        limit = _positive(arithmetic.subtract(limit, working.money(cap.less, names)))
    capped_total = _least(_total(values), limit)
    _cap_line(working, cap, capped_total)
    return [capped_total]


def _capped_either_way(
    working: Working, cap: Cap, claims: Sequence[Claim], values: list[Interval]
) -> list[Interval]:
    """Per project allows more, per enterprise less: the range of both."""
    limit = working.money(cap.at_most, claims[0].names, cap.grade)
    together = _least(_total(values), limit)
    apart = _total([_least(value, limit) for value in values])
    total = hull((together, apart))
    assert isinstance(total, Interval)
    _cap_line(working, cap, total)
    return [total]


def _capped_by_year(
    working: Working, cap: Cap, claims: Sequence[Claim], values: list[Interval]
) -> list[Interval]:
    """The claims of one year share its cap; one whose year is not known may fall in any."""
    years: dict[int | None, list[Interval]] = {}
    names: dict[int | None, Names] = {}
    for claim, value in zip(claims, values, strict=True):
        year: int | None = working.evaluator.as_of.year
        if cap.by is not None:
            outcome = working.evaluator.evaluate(cap.by, claim.names)
            working.rests_on(outcome)
            day = arithmetic.part_of(_number(outcome.value), "year")
            year = year_of(day)
        years.setdefault(year, []).append(value)
        names.setdefault(year, claim.names)
    capped: list[Interval] = []
    for year, together in years.items():
        limit = working.money(cap.at_most, names[year], cap.grade)
        if year is None:
            high = _total([_least(value, limit) for value in together]).high
            capped.append(Interval(Decimal(0), high))
            continue
        if cap.less is not None:
            received = working.evaluator.outcome(*_yearly(cap.less, year))
            working.rests_on(received)
            limit = _positive(arithmetic.subtract(limit, _number(received.value)))
        capped.append(_least(_total(together), limit))
    _cap_line(working, cap, _total(capped))
    return capped


def _yearly(node: Node, year: int) -> tuple[str, int]:
    """``less`` names a yearly fact: what was received in the year of the cap."""
    return getattr(node, "name", ""), year


def _shared(working: Working, node: Node, total: Interval) -> Interval:
    """A pool shared by a rule that is not known: at most this, perhaps nothing."""
    pool = working.money(node, {})
    result = Interval(Decimal(0), _least(total, pool).high)
    note = Text(
        zh="申请总额超过时如何分配没有公布，所以只能说不超过",
        en="how it is shared when claims exceed it is not published: only an upper limit",
    )
    working.line(Text(zh="出自总额", en="from a fund of"), pool, node, note)
    return result


def _cap_line(working: Working, cap: Cap, value: Interval) -> None:
    per = _PER[cap.per]
    text = Text(
        zh=f"上限（{per.zh}）" if cap.per != "unknown" else f"上限{per.zh}", en=f"cap {per.en}"
    )
    working.line(text, value, cap.at_most, cap.note, cap)


def _number(value: Value) -> arithmetic.Numeric:
    assert isinstance(value, Interval) or value is NOT_APPLICABLE
    return value


def _money(value: Value) -> Interval:
    if value is NOT_APPLICABLE:
        return ZERO
    assert isinstance(value, Interval)
    return _positive(value)


def _positive(value: arithmetic.Numeric) -> Interval:
    if value is NOT_APPLICABLE:
        return ZERO
    low = value.low if value.low is not None and value.low > 0 else Decimal(0)
    if value.optional:
        low = Decimal(0)
    high = value.high
    if high is not None and high < 0:
        high = Decimal(0)
    return Interval(low, high)


def _least(left: Interval, right: Interval) -> Interval:
    least = arithmetic.extreme(True, (left, right))
    assert isinstance(least, Interval)
    return least


def _sum(left: Interval, right: Interval) -> Interval:
    total = arithmetic.add(left, right)
    assert isinstance(total, Interval)
    return total


def _total(values: Sequence[Interval]) -> Interval:
    total = ZERO
    for value in values:
        total = _sum(total, value)
    return total
