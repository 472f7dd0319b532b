"""The working of an amount can be redone from what each line is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from huiqi.decision.cases import Case, case_files, read_cases
from huiqi.decision.decide import Decider
from huiqi.decision.lines import Line, Operation
from huiqi.decision.results import Amount, MeasureResult
from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import Interval, Value, exactly
from tests.decision.small import profile, rulebook
from tests.decision.test_amounts import FREE, money, results, things
from tests.thorough import THOROUGH, some

ROOT = Path(__file__).resolve().parents[2]
ALONE = {
    Operation.WRITTEN,
    Operation.READ,
    Operation.PARAMETER,
    Operation.UNKNOWN,
    Operation.CARRIED,
}


@pytest.fixture(scope="module")
def rules() -> Rulebook:
    """The rulebook of the project."""
    return load_rulebook(ROOT / "rules")


def redone(operation: Operation, figures: Sequence[Fraction]) -> Fraction | None:
    """What the operation makes of figures, worked out here; ``None``: not by figures alone."""
    first, rest = figures[0], figures[1:]
    if operation is Operation.PLUS or operation is Operation.SUM:
        return sum(figures, Fraction(0))
    if operation is Operation.MINUS:
        return first - rest[0] if rest else -first
    if operation is Operation.TIMES or operation is Operation.SHARE:
        for factor in rest:
            first *= factor
        return first
    if operation is Operation.DIVIDED:
        return first / rest[0]
    if operation is Operation.LEAST:
        return min(figures)
    if operation is Operation.GREATEST or operation is Operation.FLOOR:
        return max(figures)
    if operation is Operation.CAP:
        return min(first, max(rest[0] - sum(rest[1:], Fraction(0)), Fraction(0)))
    if operation is Operation.TIER:
        return figures[-1]
    return None


def figure(value: Value) -> Fraction | None:
    """A number that is known."""
    known = (
        isinstance(value, Interval) and value.known and isinstance(value.low, Decimal | Fraction)
    )
    return Fraction(value.low) if known and isinstance(value, Interval) else None


def below(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with all they are made of."""
    for line in lines:
        yield line
        yield from below(line.operands)


def redo(amounts: Sequence[Amount]) -> int:
    """Every line whose operands are known, checked; how many there were."""
    count = 0
    for line in below([line for a in amounts for line in (*a.lines, *a.readings)]):
        assert (line.operation not in ALONE) or not line.operands, line.text.in_language("zh")
        stated = [one for one in line.operands if not isinstance(one.value, Truth)]
        figures = [found for one in stated if (found := figure(one.value)) is not None]
        value = figure(line.value)
        if not figures or len(figures) < len(stated) or value is None:
            continue
        made = redone(line.operation, figures)
        if line.operation is Operation.SHARE and line.operands[-1].value is Truth.FALSE:
            made = Fraction(0)
        if made is not None:
            assert made == value, (line.text.in_language("zh"), line.operation, figures, value)
            count += 1
    return count


def amounts_of(result: MeasureResult) -> list[Amount]:
    """The amounts that are told of a measure."""
    models = result.illustration.models if result.illustration is not None else ()
    found = [result.amount, *(item.amount for item in result.items)]
    found += [amount for model in models for amount in amounts_of(model)]
    return [amount for amount in found if amount is not None]


def test_the_working_of_the_rules_can_be_redone(rules: Rulebook) -> None:
    """Of every case of the rules: each line is what its operands make."""
    decider, count = Decider(rules), 0
    for path in some(case_files([ROOT / "cases" / "measures"]), 10):
        for case in read_cases(path, rules, Diagnostics()):
            if isinstance(case, Case) and case.expect.measures:
                decision = decider.decide(case.profile, case.as_of, case.measures(rules))
                count += sum(redo(amounts_of(result)) for result in decision.results)
    assert count > (800 if THOROUGH else 40)


@pytest.mark.parametrize(
    ("gives", "steps"),
    [
        (
            "{amount: 'b * 3 - min(b, 2元) * 50%', caps: [{at_most: 5元, per: enterprise}]}",
            [("minus", "2.5"), ("cap", "2.5")],
        ),
        (
            "{amount: b, floors: [{at_least: 3元, per: enterprise}],"
            " rounding: {to: 2元, direction: down}}",
            [("read", "1"), ("floor", "3"), ("rounded", "2")],
        ),
        (
            "{amount: b, caps: [{at_most: 10元, per: enterprise, less: 9.5元}]}",
            [("read", "1"), ("cap", "0.5")],
        ),
        (
            "{amount: {choose: [{if: a > 3, then: 7元}], otherwise: 2 * b}, shared_from: 80元}",
            [("tier", "2"), ("pool", "80")],
        ),
        (
            "{amount: b, stages: [{id: s, text: {zh: 首付, en: first}, share: 40%}]}",
            [("read", "1"), ("share", "0.4")],
        ),
    ],
)
def test_each_step_says_how_it_comes_about(
    tmp_path: Path, gives: str, steps: list[tuple[str, str]]
) -> None:
    """Its operation, and the figures that make it."""
    book = rulebook(tmp_path, m=FREE + f"gives: {gives}\n")
    amount = results(book, b=money(1))["m"].amount
    assert amount is not None
    said = [(line.operation.value, figure(line.value)) for line in amount.lines]
    assert said == [(step, Fraction(value)) for step, value in steps]
    assert redo([amount]) >= len(steps) - 2


def test_the_records_of_a_sum_are_its_operands(tmp_path: Path) -> None:
    """One by one up to twenty, the rest as their sum; one of which the value is not known too."""
    book = rulebook(
        tmp_path, m=FREE + "gives: {amount: sum(t.worth for t in things if t.worth >= 2元)}\n"
    )
    worth = [str(n) for n in range(1, 25)]
    amount = results(book, things=things(*worth))["m"].amount
    assert amount is not None
    (line,) = amount.lines
    assert line.operation is Operation.SUM
    assert [one.text.in_language("zh") for one in line.operands] == [
        *(f"物{n}" for n in range(2, 22)),
        "另 3 项",
    ]
    assert line.operands[-1].value == exactly(Decimal(22 + 23 + 24))
    assert redo([amount]) == 1
    amount = results(book, things=things("5", None, complete=False))["m"].amount
    assert amount is not None
    (line,) = amount.lines
    assert [one.text.in_language("zh") for one in line.operands] == ["物1", "物2", "可能还有的"]
    assert line.operands[1].value == Interval(Decimal(0), None)


def test_what_is_about_a_record_without_a_name_has_no_operands(tmp_path: Path) -> None:
    """A cap per project of several: of each its own, of all none that could be told."""
    body = "for_each: {t: things}\n" + FREE + "gives:\n  amount: 3 * t.worth\n"
    body += "  caps: [{at_most: 2 * t.got, per: project}]\n"
    book = rulebook(tmp_path, m=body)
    listed = things("5", "6")
    result = results(book, things=listed)["m"]
    assert result.amount is not None
    (cap,) = [line for line in result.amount.lines if line.operation is Operation.CAP_EACH]
    assert [one.operation for one in cap.operands] == [Operation.CARRIED, Operation.UNKNOWN]
    (own,) = [
        line
        for line in (result.items[0].amount or result.amount).lines
        if line.operation is Operation.CAP
    ]
    assert [one.operation for one in own.operands] == [Operation.CARRIED, Operation.TIMES]
    # What it read is told of a cap that is one project's, and asked of no other.
    assert len(own.found) == 1
    assert cap.found == ()
    alone = results(book, things=things("5"))["m"].amount
    assert alone is not None
    assert [len(line.found) for line in alone.lines if line.operation is Operation.CAP] == [1]


def test_a_total_is_made_of_what_each_claim_pays(tmp_path: Path) -> None:
    """In their order, one by one."""
    body = "for_each: {t: things}\n" + FREE + "gives: {amount: 50% * t.worth}\n"
    found = results(rulebook(tmp_path, m=body), things=things("10", "6"))["m"].amount
    assert found is not None
    whole = found.lines[-1]
    assert whole.operation is Operation.PLUS
    assert figure(whole.value) == 8
    assert [figure(one.value) for one in whole.operands] == [5, 3]


def test_a_limit_that_does_not_count_is_no_operand(tmp_path: Path) -> None:
    """Strictly another place's cap is not known; for reference it is the figure it says."""
    cap = "caps: [{at_most: 15元, per: enterprise, basis: [{source: other}]}]"
    book = rulebook(tmp_path, m=FREE + f"gives: {{amount: b, {cap}}}\n")
    result = results(book, b=money(40))["m"]
    assert result.illustration is not None
    for amount, operation, most in (
        (result.amount, Operation.UNKNOWN, None),
        (result.illustration.amount, Operation.WRITTEN, 15),
    ):
        assert amount is not None
        before, limit = amount.lines[-1].operands
        assert figure(before.value) == 40
        assert limit.operation is operation
        assert figure(limit.value) == most


def test_nothing_is_taken_apart_before_it_is_asked(tmp_path: Path) -> None:
    """An amount that is only decided costs no working."""
    book = rulebook(tmp_path, m=FREE + "gives: {amount: 2 * b}\n")
    amount = Decider(book).decide(profile(a=money(3), b=money(1)), date(2023, 6, 20))["m"].amount
    assert amount is not None
    (line,) = amount.lines
    assert "operands" not in vars(line)
    assert [one.operation for one in line.operands] == [Operation.WRITTEN, Operation.READ]
    assert "operands" in vars(line)
