"""Amounts that can be negative, pass their limit, or fall when what they rest on rises."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import z3

from huiqi.audit.finding import Severity
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clauses import (
    Claim,
    claims_of,
    clause_truth,
    formula_value,
    granted,
    money,
    total_amount,
)
from huiqi.audit.proofs.days import days_of
from huiqi.audit.proofs.examination import Case, Examination, stated_definitions
from huiqi.audit.proofs.shown import Shown
from huiqi.audit.proofs.symbols import Number, Statement
from huiqi.audit.proofs.translator import compare_numbers
from huiqi.audit.proofs.witness import UnwritableError, from_model, profile_text, read_back
from huiqi.decision.results import Amount
from huiqi.diagnostics import InputError
from huiqi.language.types import Kind
from huiqi.rulebook.measure import Gives, Measure
from huiqi.rulebook.models import Text
from huiqi.truth import Truth

_NOTE = Text(zh="审计举出的虚构企业", en="an invented enterprise that shows a finding")
_ZERO = Number(Fraction(0))


def examine_amounts(found: Examination, measure: Measure) -> None:
    """All questions about what the measure gives."""
    gives = measure.gives
    if gives is None:
        return
    day = days_of(found.rulebook, measure)[0]
    case = Case(found.rulebook, day, stated_definitions(found.rulebook))
    claims = claims_of(case.translator, measure)
    if gives.amount is not None:
        _check_negative(found, measure, case, claims[0])
        _check_readings(found, measure, gives, case, claims[0])
        _check_falling(found, measure, case, claims)
    elif gives.stages:
        _check_stages(found, measure, gives, case, claims[0])


def _check_negative(found: Examination, measure: Measure, case: Case, claim: Claim) -> None:
    assert measure.gives is not None
    node = measure.gives.amount
    assert node is not None
    value = formula_value(case.translator, node, claim.names)
    if value.least is not None and value.least >= 0:
        return
    formulas = [
        claim.granted.true,
        compare_numbers("<", value, _ZERO),
        terms.contrary(value.absent),
    ]

    def test(shown: Shown) -> bool:
        numbers = [shown.number(node, names) for names in shown.names(measure)]
        return shown.granted(measure) is Truth.TRUE and any(n is not None and n < 0 for n in numbers)

    sure = terms.both(claim.granted.sure, value.sure)
    reply, witness = case.confirmed(formulas, sure, _NOTE, test)
    if not reply.impossible:
        found.report(
            "A430",
            Severity.WARNING,
            measure.place,
            measure.id,
            Text(
                zh="符合条件时按公式可以得出负数，只因不足零按零才不显",
                en="For an enterprise that qualifies the formula can be negative (paid as zero)",
            ),
            Text(zh="核对公式，或写明 max(…, 0元)", en="Check the formula, or write max(…, 0元)"),
            witness,
        )


def _check_readings(
    found: Examination, measure: Measure, gives: Gives, case: Case, claim: Claim
) -> None:
    """Another reading of the amount is shown beside it, and no cap is applied to it."""
    for reading in gives.readings:
        for cap in gives.caps:
            if cap.by is not None or cap.less is not None:
                continue
            t = case.translator
            value = money(t, reading.node, claim.names)
            limit = money(t, cap.at_most, claim.names)
            formulas = [claim.granted.true, compare_numbers(">", value, limit)]
            sure = terms.both(claim.granted.sure, value.sure, limit.sure)

            def test(shown: Shown, node: Any = reading.node, most: Any = cap.at_most) -> bool:
                for names in shown.names(measure)[:1]:
                    paid, limit = shown.number(node, names), shown.number(most, names)
                    return paid is not None and limit is not None and paid > limit
                return False

            reply, witness = case.confirmed(formulas, sure, _NOTE, test)
            if not reply.impossible:
                found.report(
                    "A431",
                    Severity.WARNING,
                    measure.place,
                    measure.id,
                    Text(
                        zh=f"另一种读法（{reading.text.zh}）的金额可以超过上限",
                        en=f"The amount by another reading ({reading.text.en}) can pass the cap",
                    ),
                    Text(zh="在读法里写 min(…, 上限)", en="Write min(…, cap) in the reading"),
                    witness,
                )


def _check_stages(
    found: Examination, measure: Measure, gives: Gives, case: Case, claim: Claim
) -> None:
    """Shares that add up to more than the whole."""
    t = case.translator
    shares: object = Fraction(0)
    sure: object = claim.granted.sure
    for stage in gives.stages:
        met = Statement(True)
        if stage.clause is not None:
            met = clause_truth(t, measure.id, stage.clause, claim.names)
        share = formula_value(t, stage.share, claim.names)
        part = terms.pick_number(terms.both(met.true, terms.contrary(share.absent)), share.top, Fraction(0))
        shares = terms.plus(shares, part)
        sure = terms.both(sure, met.sure, share.sure)
    assert gives.at_most is not None
    whole = money(t, gives.at_most, claim.names)
    formulas = [claim.granted.true, terms.below(Fraction(1), shares), compare_numbers(">", whole, _ZERO)]

    def test(shown: Shown) -> bool:
        names = shown.names(measure)
        amount = shown.amount(measure)
        assert gives.at_most is not None
        whole = sum((shown.number(gives.at_most, each) or Fraction(0)) for each in names)
        return amount is not None and amount.at_most is not None and Fraction(amount.at_most) > whole

    reply, witness = case.confirmed(formulas, terms.both(sure, whole.sure), _NOTE, test)
    if not reply.impossible:
        found.report(
            "A431",
            Severity.ERROR,
            measure.place,
            measure.id,
            Text(zh="各阶段合计可以超过最高限额", en="The stages together can pass the limit"),
            Text(zh="各阶段的比例合计不超过 100%", en="The shares should not exceed 100%"),
            witness,
        )


def _check_falling(
    found: Examination, measure: Measure, case: Case, claims: list[Claim]
) -> None:
    total = total_amount(case.translator, measure, claims)
    if total is None:
        found.open(
            measure.place,
            measure.id,
            Text(
                zh="上限按年或按来源未写明的单位计，没有证明金额随基数只增不减",
                en="Its cap is by year, or by what the source leaves open: not proved to rise only",
            ),
        )
        return
    if isinstance(total.top, Fraction):
        return
    held = granted(claims)
    for name, label, constant in _bases(case, total):
        higher = z3.Int(f"higher {constant}")

        def moved(term: Any, constant: Any = constant, higher: Any = higher) -> Any:
            return z3.substitute(term, (constant, higher)) if z3.is_expr(term) else term

        after = total._replace(top=moved(total.top), bottom=moved(total.bottom))
        world = case.world
        twice = [moved(formula) for formula in world.possible]
        formulas = [*twice, higher > constant, held.true, moved(held.true)]
        if not case.possible(*formulas, compare_numbers(">", after, total)).possible:
            # What the amount never rises with is taken off it, and is no base.
            continue
        sure = terms.both(held.sure, total.sure, moved(held.sure), moved(total.sure))
        fall = [*formulas, compare_numbers("<", after, total)]
        reply = case.possible(*fall, sure)
        if reply.impossible and sure is not True:
            reply = case.possible(*fall)
        if reply.impossible:
            continue
        if not reply.possible:
            found.open(measure.place, measure.id, Text(
                zh=f"金额会不会随{label.zh}上升而下降，没有在限时内证出或驳倒",
                en=f"whether the amount can fall as {label.en} rises was not decided in time",
            ))
            continue
        witness, text = _pair(case, measure, reply.model, moved, label)
        found.report(
            "A432",
            Severity.WARNING,
            measure.place,
            measure.id,
            text,
            Text(zh="核对分档是否应按超额累进或封底", en="Check whether the rows should be marginal or floored"),
            witness,
        )


def _bases(case: Case, total: Number) -> list[tuple[str, Text, Any]]:
    """The sums of money that the amount reads: their labels and their unknowns in cents."""
    read = {str(v) for v in _variables(total.top)} | {str(v) for v in _variables(total.bottom)}
    found = []
    for (name, _), unknown in case.world.unknowns.items():
        entries = [(unknown.fact, unknown.meaning)]
        items = getattr(unknown.meaning, "items", ())
        if isinstance(items, tuple) and items:
            fields = unknown.fact.fields  # type: ignore[union-attr]
            entries = [(fields[key], own) for key, own in items[0].fields.items()]
        for fact, meaning in entries:
            if fact.type.kind is Kind.MONEY and isinstance(meaning, Number):
                constant = _variables(meaning.top)[0]
                if str(constant) in read:
                    found.append((name, fact.label, constant))
    return found


def _variables(term: Any) -> list[Any]:
    if not z3.is_expr(term):
        return []
    seen: set[int] = set()
    waiting, found = [term], []
    while waiting:
        part = waiting.pop()
        if part.get_id() in seen:
            continue
        seen.add(part.get_id())
        if z3.is_const(part) and part.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            found.append(part)
        waiting.extend(part.children())
    return found


def _pair(
    case: Case, measure: Measure, model: Any, moved: Any, label: Text
) -> tuple[str | None, Text]:
    """Both enterprises, if the evaluator finds the second, richer one paid less."""
    text = Text(zh=f"{label.zh}上升，金额反而下降", en=f"The amount falls as {label.en} rises")
    values = from_model(model)
    texts, amounts = [], []
    for valuation in (values, lambda term: values(moved(term))):
        try:
            written = profile_text(case.world, case.rulebook, valuation, _NOTE)
            shown = Shown(case.rulebook, read_back(written, case.rulebook), case.as_of)
        except (UnwritableError, InputError):
            return None, text
        texts.append(written)
        amounts.append(shown.amount(measure))
    before, after = (_exact(amount) for amount in amounts)
    if before is None or after is None or after >= before:
        return None, text
    old, new = set(texts[0].splitlines()), texts[1].splitlines()
    changed = [line.strip() for line in new if line not in old]
    was = [line.strip() for line in texts[0].splitlines() if line not in set(new)]
    return texts[0], Text(
        zh=f"{label.zh}上升，金额反而下降：{'；'.join(was)} 得 {before}元，改为 {'；'.join(changed)} 得 {after}元",
        en=f"The amount falls as {label.en} rises: with {'; '.join(was)} CNY {before}, "
        f"with {'; '.join(changed)} CNY {after}",
    )


def _exact(amount: Amount | None) -> Any:
    return amount.low if amount is not None and amount.exact else None
