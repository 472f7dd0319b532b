"""From what is claimed to what is paid: formula, floors, caps, rounding, stages, pool."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from typing import Protocol

from huiqi.decision.amounts.limits import Limited, limited
from huiqi.decision.amounts.made_of import of_claims, of_stage, of_uplift, of_value
from huiqi.decision.amounts.money import (
    ZERO,
    number,
    positive,
    possibly,
    round_point,
    smaller,
    total,
)
from huiqi.decision.amounts.once import paid_once
from huiqi.decision.amounts.working import Claim, Working
from huiqi.decision.clauses import decide_clause, evaluate_condition
from huiqi.decision.lines import Operation
from huiqi.decision.results import MOST_IN_FULL, Amount
from huiqi.decision.tracing import Tracer
from huiqi.evaluation import Evaluator, arithmetic
from huiqi.evaluation.reads import Cause, Missing
from huiqi.language.tree import Node
from huiqi.quantities import Number
from huiqi.rulebook.basis import WEAK
from huiqi.rulebook.gives_texts import rounding_text
from huiqi.rulebook.measure import Gives, Measure, Rounding, Stage, Uplift, leaves
from huiqi.sentences import sentence
from huiqi.truth import FALSE, TRUE, UNKNOWN, Truth, agreement
from huiqi.values import Interval


class Other(Protocol):
    """What is decided of another measure, for an uplift on it."""

    @property
    def amount(self) -> Amount | None:
        """What it pays; ``None`` where it names no amount."""

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is not known of it and matters."""

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why it stays open although no fact is missing."""


Others = Callable[[str], Other]


def amount_of(
    evaluator: Evaluator,
    measure: Measure,
    claims: Sequence[Claim],
    certain: bool,
    others: Others,
) -> Amount | None:
    """The amount for the claims that are or may be granted; ``None`` where none is named.

    ``certain``: the measure qualifies; otherwise the amount may also turn out to be zero.  A
    source that only says 最高 gives a limit, worked out in the same way.
    """
    if measure.gives is None:
        return None
    ruling = evaluator.profile.judgements.get(measure.amount_question)
    gives = measure.gives if ruling is None else measure.gives.stated(ruling.choice)
    working = Working(evaluator, gives, ruling)
    granted = [claim for claim in claims if claim.truth is not FALSE]
    only_limit = gives.at_most is not None
    if gives.uplift is not None:
        only_limit = _is_limit(gives.uplift, others)
        values = [_uplifted(working, gives.uplift, others, claim) for claim in granted]
    else:
        node = gives.at_most if gives.amount is None else gives.amount
        assert node is not None
        values = [
            _by_formula(working, node, claim, only_limit, told=place < MOST_IN_FULL)
            for place, claim in enumerate(granted)
        ]
        more = values[MOST_IN_FULL:]
        if more:
            number = len(more)
            text = sentence("另 {number} 项", number=number)
            working.line(text, total(more), step=Operation.PLUS)
    if gives.once is not None:
        granted, values = paid_once(working, gives.once, granted, values)
    found = limited(working, gives, granted, values)
    values = found.values
    if gives.rounding is not None:
        _rounding(working, gives.rounding, found)
    if gives.stages:
        values = _staged(working, measure, gives.stages, granted, values)
    whole = total(values)
    if len(values) > 1:
        made_of = partial(of_claims, values)
        working.line(sentence("合计"), whole, step=Operation.PLUS, made_of=made_of)
    if gives.shared_from is not None:
        whole = _shared(working, gives.shared_from, whole)
    if not certain:
        whole = possibly(whole)
    if granted:
        _other_readings(working, gives, granted)
    else:
        # No claim is known: the steps would all read nothing, which nobody said.
        working.lines.clear()
    return working.amount(whole, only_limit)


def most_in_all(evaluator: Evaluator, gives: Gives) -> Number | None:
    """What all claims together cannot pass, whatever they are (yuan); ``None``: nothing known."""

    def high(node: Node) -> Number | None:
        found: Number | None = positive(number(evaluator.evaluate(node).value)).high
        return found

    caps = [c.at_most for c in gives.caps if c.per == "enterprise" and c.grade < WEAK]
    ends: list[Number] = [end for end in map(high, caps) if end is not None]
    if gives.rounding is not None:
        # What is capped is rounded afterwards, and may be rounded up.
        ends = [round_point(end, gives.rounding) for end in ends]
    if gives.shared_from is not None:
        pool = high(gives.shared_from)
        ends += [] if pool is None else [pool]
    return min(ends, default=None)


def _by_formula(
    working: Working, node: Node, claim: Claim, only_limit: bool, *, told: bool
) -> Interval:
    value = working.money(node, claim.names)
    if not told:
        return value
    label = sentence("最高") if only_limit else sentence("按公式")
    if claim.key:
        label = sentence("{claim}：{label}", claim=claim.key, label=label)
    working.line(label, value, node, names=claim.names)
    return value


def _is_limit(uplift: Uplift, others: Others) -> bool:
    """Whether only an upper limit can be told: as the text says, or as the measures raised do."""
    if uplift.only_limit:
        return True
    amounts = (others(name).amount for name in uplift.of)
    return any(a is not None and a.at_most is not None for a in amounts)


def _uplifted(working: Working, uplift: Uplift, others: Others, claim: Claim) -> Interval:
    """A share of what other measures pay."""
    base, own = ZERO, []
    for name in uplift.of:
        decided = others(name)
        working.missing.extend(decided.missing)
        working.causes.extend(decided.causes)
        other = decided.amount
        # Only what pays can be raised.
        assert other is not None
        working.grade = max(working.grade, other.grade)
        high = other.at_most if other.at_most is not None else other.high
        value = Interval(other.low or Decimal(0), high)
        label = working.evaluator.rulebook.measures[name].title
        text = sentence("上浮的基数：{label}", label=label)
        working.line(text, value, step=Operation.READ)
        base = total((base, value))
        if high != 0:
            own.append(other.of_told is not None)
    # A share of what the enterprise's own figures bound is its own figure, of a maximum it is not.
    working.of_its_own = working.of_its_own or (bool(own) and all(own))
    outcome = working.evaluator.evaluate(uplift.rate, claim.names)
    working.rests_on(outcome)
    value = positive(arithmetic.multiply(base, number(outcome.value)))
    made_of = partial(of_uplift, working, base, uplift.rate, claim.names)
    working.line(sentence("上浮"), value, uplift.rate, step=Operation.TIMES, made_of=made_of)
    return value


def _rounding(working: Working, rule: Rounding, found: Limited) -> None:
    whole = total(found.values)
    working.line(
        rounding_text(rule),
        whole,
        note=rule.note,
        basis=rule.basis,
        step=Operation.ROUNDED,
        made_of=partial(of_value, found.before_rounding),
    )
    if whole.high == 0 and found.before_rounding.high != 0:
        working.nothing_below = rule.nothing_below


def _staged(
    working: Working,
    measure: Measure,
    stages: Sequence[Stage],
    claims: Sequence[Claim],
    values: list[Interval],
) -> list[Interval]:
    """What is paid of the whole: each stage's share where its own condition holds."""
    whole = total(values)
    paid = []
    for stage in stages:
        truth = _stage_truth(working, measure, stage, claims)
        outcome = working.evaluator.evaluate(stage.share)
        working.rests_on(outcome)
        part = positive(arithmetic.multiply(whole, number(outcome.value)))
        if truth is UNKNOWN:
            part = possibly(part)
        elif truth is FALSE:
            part = ZERO
        working.line(
            stage.text,
            part,
            stage.share,
            note=_STAGE_NOTES[truth],
            step=Operation.SHARE,
            made_of=partial(of_stage, working, whole, stage.share, truth),
        )
        paid.append(part)
    return [total(paid)]


def _stage_truth(
    working: Working, measure: Measure, stage: Stage, claims: Sequence[Claim]
) -> Truth:
    """The truth of a stage's condition, where it is the same for every claim."""
    if stage.clause is None:
        return TRUE
    truths = []
    for claim in claims:
        tracer = Tracer(working.evaluator, claim.names)
        results = {
            condition.id: evaluate_condition(tracer, measure.id, condition)
            for condition in leaves(stage.clause)
        }
        verdict = decide_clause(stage.clause, results)
        truths.append(verdict.truth)
        for result in verdict.open:
            working.missing.extend(result.missing)
            working.causes.extend(result.causes)
    return agreement(truths)


_STAGE_NOTES = {
    TRUE: sentence("条件满足"),
    FALSE: sentence("条件不满足"),
    UNKNOWN: sentence("条件尚不能确定"),
}


def _shared(working: Working, node: Node, whole: Interval) -> Interval:
    """A pool shared by a rule that is not known: at most this, perhaps nothing."""
    pool = working.money(node, {})
    note = sentence("申请总额超过时如何分配没有公布，所以只能说不超过")
    working.line(
        sentence("出自总额"),
        pool,
        node,
        note=note,
        step=Operation.POOL,
        made_of=partial(of_value, whole),
    )
    working.fund_only = pool.high is not None and (whole.high is None or whole.high > pool.high)
    return possibly(smaller(whole, pool))


def _other_readings(working: Working, gives: Gives, granted: Sequence[Claim]) -> None:
    """The formula under other readings of the text, where they differ from the first; where
    sources disagree and nobody chose, what each of them says.
    """
    if gives.amount is None:
        return

    def summed(node: Node) -> Interval:
        # What another reading would need is not missing for the amount itself.
        outcomes = (working.evaluator.evaluate(node, claim.names) for claim in granted)
        return total(positive(number(outcome.value)) for outcome in outcomes)

    names = granted[0].names if len(granted) == 1 else {}
    first = summed(gives.amount) if gives.readings else ZERO
    for reading in gives.readings:
        other = summed(reading.node)
        if other != first:
            working.reading(reading.text, other, reading.node, reading.basis, names)
    if working.ruling is None:
        for statement in gives.conflicting:
            said = summed(statement.node)
            working.reading(statement.text, said, statement.node, statement.basis, names)
