"""What a case expects beside single measures: what may be had together, and what a fund offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from huiqi.decision.expected_values import Evaluators, ExpectedValue, otherwise, value_failures
from huiqi.decision.results import MeasureResult
from huiqi.decision.stacking.combine import combine
from huiqi.language.tree import ParameterReference
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.model_parts import Model
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import sentence
from huiqi.truth import Truth


class ExpectedTogether(Model):
    """Of the measures of the case, what is had together under the rules that are settled."""

    taken: tuple[str, ...] | None = Field(None, description="the measures that are had")
    left_out: dict[str, str] = Field(
        default_factory=dict, description="each measure that is not, and by which rule"
    )
    open: tuple[str, ...] | None = Field(
        None, description="the rules that nobody has settled and that meet two of them"
    )


class ExpectedFund(Model):
    """What a fund offers on the day, and to the enterprise: its base is of the year it looks at."""

    measure: str | None = None
    pool: ExpectedValue | object = None
    rate: ExpectedValue | object = None
    cap: ExpectedValue | object = None
    base: ExpectedValue | object = None


def held_failures(wanted: str, measure: Measure, readings: Evaluators) -> Iterator[str]:
    """Whether a title is held otherwise than expected; what is no title nobody holds."""
    rung = measure.ladder
    value = readings.strict.evaluate(rung.held).value if rung is not None else None
    found = value.value if isinstance(value, Truth) else Truth.FALSE.value
    if found != wanted:
        yield otherwise(sentence("{name} 视为已有", name=measure.id), wanted, found)


def together_failures(
    expected: ExpectedTogether,
    rulebook: Rulebook,
    results: Mapping[str, MeasureResult],
    readings: Evaluators,
) -> Iterator[str]:
    """What is had together otherwise than expected."""
    found = combine(rulebook, readings.strict, results.values())
    taken = {award.measure for award in found.permitted.taken}
    if expected.taken is not None and taken != set(expected.taken):
        yield otherwise(sentence("合在一起"), _listed(expected.taken), _listed(taken))
    left = {f"{item.award.measure} ({item.rule.id})" for item in found.permitted.left_out}
    for measure, rule in expected.left_out.items():
        if f"{measure} ({rule})" not in left:
            yield otherwise(sentence("合在一起不得的"), f"{measure} ({rule})", _listed(left))
    unsettled = {rule.id for rule in found.open}
    if expected.open is not None and unsettled != set(expected.open):
        yield otherwise(sentence("未定的叠加规则"), _listed(expected.open), _listed(unsettled))


def fund_failures(
    name: str, expected: ExpectedFund, rulebook: Rulebook, readings: Evaluators
) -> Iterator[str]:
    """What a fund offers otherwise than expected."""
    fund = rulebook.funds.get(name)
    if fund is None:
        yield sentence("没有资金 {name}", name=name)
        return
    if expected.measure is not None and expected.measure != fund.measure:
        yield otherwise(sentence("{name} 的措施", name=name), expected.measure, fund.measure)
    strict = readings.strict
    for key, parameter, wanted in (
        ("pool", rulebook.parameters[fund.pool], expected.pool),
        ("rate", rulebook.parameters[fund.rate], expected.rate),
        ("cap", rulebook.parameters[fund.cap], expected.cap),
    ):
        if wanted is not None:
            value = strict.evaluate(ParameterReference(parameter.type, parameter.id)).value
            yield from value_failures(f"{name}.{key}", wanted, value, parameter)
    if expected.base is not None:
        year = strict.as_of.year - fund.years_before
        base = strict.outcome(fund.base, year).value
        yield from value_failures(f"{name}.base", expected.base, base, rulebook.declared(fund.base))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "—"
