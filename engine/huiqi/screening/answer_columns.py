"""What stands in the table ``answers`` of one measure, where the evaluator tells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from huiqi.decision.nearness import NEAR
from huiqi.decision.standing import Mark
from huiqi.lowering.near_rows import NEAR_PLACES
from huiqi.lowering.status_rows import STATUSES
from huiqi.screening.cents import cents_of
from huiqi.screening.city_totals import mark_name
from huiqi.screening.screened import MeasureAnswer
from huiqi.screening.table_answers import BITS, MARKS, Answers, Bits


def answer_columns(own: Answers) -> Mapping[str, str]:
    """The columns of a measure, each with its type, in their order."""
    found = dict.fromkeys((own.status, own.conditions, mark_name(own), own.grade), "UTINYINT")
    found |= {name: "BIGINT" for name in (own.low, own.high, own.at_most) if name}
    if own.fund_only:
        found[own.fund_only] = "BOOLEAN"
    if own.near and own.close:
        found |= {own.near: "BIGINT", own.close: "BOOLEAN"}
    for bits in (own.failing, own.missing, own.waiting):
        found |= dict.fromkeys(bits.outputs, "BIGINT")
    return found


def answer_cells(own: Answers, answer: MeasureAnswer) -> Iterator[object]:
    """What stands in them."""
    yield STATUSES.index(answer.status)
    yield STATUSES.index(answer.conditions)
    yield MARKS.index(answer.mark)
    yield answer.grade
    ends = ((own.low, answer.low), (own.high, answer.high), (own.at_most, answer.at_most))
    yield from (cents_of(value) for name, value in ends if name)
    if own.fund_only:
        yield answer.fund_only
    if own.near and own.close:
        yield None if answer.near is None else int(answer.near * 10**NEAR_PLACES)
        yield answer.near is not None and answer.near <= NEAR
    missing = [bit_name(name) for name in answer.missing]
    yield from _set_bits(own.failing, answer.failing)
    yield from _set_bits(own.missing, missing)
    yield from _set_bits(own.waiting, missing if answer.mark is Mark.ASK_ENTERPRISE else ())


def bit_name(missing: str) -> str:
    """A missing fact as a column of bits names it: of a record's field, without the record."""
    return missing.partition("(")[0]


def _set_bits(bits: Bits, names: Sequence[str]) -> Iterator[int]:
    wanted = set(names)
    for number in range(len(bits.outputs)):
        part = bits.names[number * BITS : (number + 1) * BITS]
        yield sum(1 << place for place, name in enumerate(part) if name in wanted)
