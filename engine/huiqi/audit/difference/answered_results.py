"""What the queries told of a measure, as a result: as far as it is needed to say why it differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from huiqi.audit.difference.answer_pairs import AnswerPair, told_of_amount
from huiqi.decision.in_force import force_of
from huiqi.decision.results import Amount, MeasureResult, Status, Verdict
from huiqi.lowering.status_rows import STATUSES
from huiqi.profile.profile import Profile
from huiqi.screening.table_answers import BITS, Answers, Bits
from huiqi.truth import Truth

#: The force of a measure is the same for everybody: no table holds an official's answer.
_NOBODY = Profile(name="")
#: What the statuses, the bits of the conditions and the amounts are, as they are told.
_Values = Iterator[int | None]


def results_of(
    pair: AnswerPair, values: Sequence[int | None], days: tuple[date, date]
) -> tuple[MeasureResult | None, MeasureResult | None]:
    """The results of both sides.

    Args:
        values: Both statuses, the bits of both, then the amounts of both where they are told.
        days: Of the decisions on both sides.
    """
    told = iter(values)
    statuses = [next(told), next(told)]
    nodes = [_nodes(own, told) for own in pair.sides]
    amounts = [_amount(own, told) for own in pair.sides]
    one, other = (
        None
        if own is None or status is None
        else _result(own, day, STATUSES[status], truths, amount)
        for own, day, status, truths, amount in zip(
            pair.sides, days, statuses, nodes, amounts, strict=True
        )
    )
    return one, other


def _result(
    own: Answers, day: date, status: Status, nodes: dict[str, Truth], amount: Amount | None
) -> MeasureResult:
    measure = own.measure
    verdict = None
    if nodes:
        verdict = Verdict(
            clause=measure.requires,
            status=status,
            truth=nodes[measure.requires.id],
            grade=0,
            clauses=(),
            nodes=nodes,
        )
    return MeasureResult(
        measure=measure,
        status=status,
        conditions=status,
        force=force_of(measure, _NOBODY, day),
        verdict=verdict,
        items=(),
        amount=amount,
        more=(),
    )


def _nodes(own: Answers | None, told: _Values) -> dict[str, Truth]:
    """The truth of each condition and group; none where their bits are not told."""
    if own is None:
        return {}
    met, open_ = (_set(bits, told) for bits in (own.met, own.open))
    if met is None or open_ is None:
        return {}
    return {
        name: Truth.UNKNOWN if name in open_ else Truth.of(name in met) for name in own.met.names
    }


def _set(bits: Bits, told: _Values) -> set[str] | None:
    numbers = [next(told) for _ in bits.outputs]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    return {
        name for place, name in enumerate(bits.names) if known[place // BITS] >> place % BITS & 1
    }


def _amount(own: Answers | None, told: _Values) -> Amount | None:
    """``None``: no amount is named, or it is not told."""
    if own is None:
        return None
    found, fund_only = {}, False
    for name in told_of_amount(own):
        key = name.rpartition(".")[2]
        value = next(told, None)
        if name == own.fund_only:
            fund_only = bool(value)
        elif value is not None:
            found[key] = Decimal(f"{value}E-{own.places[key]}")
    if own.measure.gives is None:
        return None
    return Amount(
        low=found.get("low"),
        high=found.get("high"),
        at_most=found.get("at_most"),
        fund_only=fund_only,
    )
