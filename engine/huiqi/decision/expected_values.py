"""What a case expects of a fact, and how it differs from what came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from huiqi.decision.kept_open import kept_open
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator, Strictness
from huiqi.profile.account import YUAN
from huiqi.quantities import QuantityError, parse_money, round_half_up, split_quantity
from huiqi.rulebook.documents import Document
from huiqi.rulebook.model_parts import Model
from huiqi.rulebook.points import parse_range
from huiqi.rulebook.rulebook import Definition, Fact, Parameter, Rulebook
from huiqi.sentences import Sentence, sentence
from huiqi.slips import slip_of
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value, is_known

if TYPE_CHECKING:
    from huiqi.decision.cases import Case


class ExpectedValue(Model):
    """A fact's expected value: ``printed`` as the source prints it, to its last digit."""

    value: object = None
    printed: str | None = None
    low: object = None
    high: object = None
    unknown: bool = False
    reading: Literal["strict", "illustrative"] = "strict"


@dataclass(frozen=True, slots=True)
class Evaluators:
    """Both readings of one case."""

    strict: Evaluator
    illustrative: Evaluator

    @staticmethod
    def of(rulebook: Rulebook, case: Case, kind: type[Evaluator] = Evaluator) -> Evaluators:
        """Those of a case's enterprise on its day."""
        strict = kind(rulebook, case.profile, case.as_of)
        weak = Strictness.ILLUSTRATIVE
        return Evaluators(strict, kind(rulebook, case.profile, case.as_of, weak, strict))


def check_expected(
    wanted: object, path: tuple[str | int, ...], document: Document, diagnostics: Diagnostics
) -> None:
    """What is written of an expected value that says nothing of one (R201)."""
    allowed = tuple(ExpectedValue.model_fields)
    for key in wanted if isinstance(wanted, Mapping) else ():
        if key not in allowed:
            place = document.key_place((*path, key))
            diagnostics.report("R201", place, sentence("没有这一项"), found=key, allowed=allowed)


def fact_failures(
    name: str, wanted: object, rulebook: Rulebook, evaluators: Evaluators
) -> Iterator[str]:
    """What differs from what is expected of ``name`` (``fact`` or ``fact[year]``)."""
    fact, _, rest = name.partition("[")
    year = int(rest[:-1]) if rest else None
    declared = rulebook.definitions.get(fact) or rulebook.facts.get(fact)
    if declared is None:
        meant = slip_of(fact, (*rulebook.definitions, *rulebook.facts))
        if meant:
            yield sentence("没有事实 {fact}，是否想写 {meant}", fact=fact, meant=meant)
        else:
            yield sentence("没有事实 {fact}", fact=fact)
        return
    expected = _expected(wanted)
    reader = evaluators.strict if expected.reading == "strict" else evaluators.illustrative
    outcome = reader.outcome(fact, year)
    for failure in value_failures(name, expected, outcome.value, declared):
        yield kept_open(failure, rulebook, outcome.missing)


def _expected(wanted: object) -> ExpectedValue:
    """What is written of a value, in full or as the value alone."""
    if isinstance(wanted, Mapping):
        return ExpectedValue.model_validate(wanted)
    return wanted if isinstance(wanted, ExpectedValue) else ExpectedValue(value=wanted)


def value_failures(
    name: str, wanted: object, value: Value, declared: Fact | Definition | Parameter
) -> Iterator[Sentence]:
    """What differs of a value from what is expected of it."""
    expected = _expected(wanted)
    if expected.unknown:
        if is_known(value):
            yield sentence("{name}：应为未知，得到 {found}", name=name, found=_shown(value))
        return
    if expected.printed is not None:
        if not _prints_as(value, expected.printed):
            yield otherwise(name, expected.printed, _shown(value))
        return
    try:
        yield from _value_failures(name, expected, value, declared)
    except QuantityError as problem:
        yield sentence("{name}：期望值写错了：{problem}", name=name, problem=problem.told)


def _value_failures(
    name: str, expected: ExpectedValue, value: Value, declared: Fact | Definition | Parameter
) -> Iterator[Sentence]:
    unit = getattr(declared, "unit", "")
    if expected.value == "not_applicable":
        if value is not NOT_APPLICABLE:
            yield sentence("{name}：应为不适用，得到 {found}", name=name, found=_shown(value))
    elif isinstance(expected.value, bool):
        if value is not Truth.of(expected.value):
            yield otherwise(name, expected.value, _shown(value))
    elif declared.type.enumeration is not None:
        wanted = expected.value if isinstance(expected.value, list) else [expected.value]
        symbols = frozenset(declared.type.enumeration.find(str(item)) for item in wanted)
        if not isinstance(value, Choice) or value.symbols != symbols:
            yield otherwise(name, expected.value, _shown(value))
    else:
        low, high = expected.low, expected.high
        if expected.value is not None:
            ends = parse_range(expected.value, declared.type, unit)
        else:
            ends = (
                None if low is None else parse_range(low, declared.type, unit)[0],
                None if high is None else parse_range(high, declared.type, unit)[1],
            )
        if not isinstance(value, Interval) or (value.low, value.high) != ends:
            yield otherwise(name, f"{ends[0]}..{ends[1]}", _shown(value))


def _prints_as(value: Value, printed: str) -> bool:
    """Whether the exact value, rounded to the printed digits in the printed unit, is the print."""
    if not isinstance(value, Interval) or not value.known:
        return False
    number, unit = split_quantity(printed)
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    factor = Decimal("0.01") if unit == "%" else parse_money(f"1{unit or YUAN}")
    return round_half_up(value.low / factor, places) == number


def otherwise(name: str, wanted: object, found: object) -> Sentence:
    """That something came out otherwise than it should."""
    return sentence("{name}：应为 {wanted}，得到 {found}", name=name, wanted=wanted, found=found)


def _shown(value: Value) -> str:
    if isinstance(value, Interval):
        return f"{value.low}..{value.high}" if not value.known else str(value.low)
    if isinstance(value, Choice):
        return "、".join(sorted(value.symbols or ()))
    return value.value if isinstance(value, Truth) else str(value)
