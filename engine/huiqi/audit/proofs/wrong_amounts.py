"""Amounts that can be negative, pass their limit, or fall when what they rest on rises."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import z3

from huiqi.audit.finding import Level
from huiqi.audit.proofs import terms
from huiqi.audit.proofs.clause_formulas import claims_of, granted, yuan_of
from huiqi.audit.proofs.examination import Examination, ProofCase, Whose
from huiqi.audit.proofs.payment_formulas import stages_of, total_amount
from huiqi.audit.proofs.proof_days import days_of
from huiqi.audit.proofs.solver import Reply
from huiqi.audit.proofs.symbols import Entries, Number
from huiqi.audit.proofs.terms import Arithmetical
from huiqi.audit.proofs.translator import compare_numbers
from huiqi.audit.proofs.witness import (
    UnwritableError,
    from_model,
    profile_content,
    read_back,
    yaml_of,
)
from huiqi.audit.proofs.witness_check import Shown, paid_figure
from huiqi.diagnostics import InputError
from huiqi.language import tree
from huiqi.language.tree import Node
from huiqi.language.types import Kind
from huiqi.rulebook.measure import Cap, Gives, Measure, Statement
from huiqi.rulebook.rulebook import Fact
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, in_turn, sentence
from huiqi.truth import Truth

_ZERO = Number(Fraction(0))


def examine_amounts(found: Examination, measure: Measure) -> None:
    """All questions about what the measure gives."""
    gives = measure.gives
    if gives is None:
        return
    amounts = _Amounts(found, measure, gives)
    if gives.amount is not None:
        amounts.negative(gives.amount)
        amounts.readings()
    if gives.stages:
        amounts.stages()
    amounts.falling()


class _Amounts:
    """The questions about what one measure gives, on the day that represents it."""

    def __init__(self, found: Examination, measure: Measure, gives: Gives) -> None:
        self.found, self.measure, self.gives = found, measure, gives
        self.whose = Whose(measure.place, measure.id)
        self.case = ProofCase(found, days_of(found.rulebook, measure)[0])
        self.translator = self.case.translator
        self.claims = claims_of(self.translator, measure)
        self.claim = self.claims[0]

    def report(
        self,
        code: str,
        level: Level,
        reply: Reply,
        witness: str | None,
        *,
        text: Sentence,
        remedy: Sentence,
    ) -> None:
        """What is not proved impossible."""
        if not reply.impossible:
            self.found.report(code, level, self.whose, text=text, remedy=remedy, witness=witness)

    def negative(self, node: Node) -> None:
        """Whether the formula can come out below zero."""
        claim, measure = self.claim, self.measure
        value = self.translator.number(node, self.translator.frame(claim.names))
        if value.least is not None and value.least >= 0:
            return
        formulas = [
            claim.granted.true,
            compare_numbers("<", value, _ZERO),
            terms.contrary(value.absent),
        ]

        def test(shown: Shown) -> bool:
            numbers = [shown.number(node, names) for names in shown.names(measure)]
            return shown.granted(measure) is Truth.TRUE and any(
                n is not None and n < 0 for n in numbers
            )

        sure = terms.both(claim.granted.sure, value.sure)
        found = self.case.confirmed(formulas, sure, test)
        text = sentence("符合条件时按公式可以得出负数，只因不足零按零才不显")
        remedy = sentence("核对公式，或写明 max(…, 0元)")
        self.report("A430", Level.WARNING, *found, text=text, remedy=remedy)

    def readings(self) -> None:
        """Another reading of the amount is shown beside it, and no cap is applied to it."""
        for reading, cap in product(self.gives.readings, self.gives.caps):
            if cap.by is None and cap.less is None:
                self.reading(reading, cap)

    def reading(self, reading: Statement, cap: Cap) -> None:
        """Whether another reading of the amount can exceed a cap."""
        claim, measure = self.claim, self.measure
        value = yuan_of(self.translator, reading.node, claim.names)
        limit = yuan_of(self.translator, cap.at_most, claim.names)
        formulas = [claim.granted.true, compare_numbers(">", value, limit)]
        sure = terms.both(claim.granted.sure, value.sure, limit.sure)

        def test(shown: Shown) -> bool:
            for names in shown.names(measure)[:1]:
                paid, most = (shown.number(node, names) for node in (reading.node, cap.at_most))
                return paid is not None and most is not None and paid > most
            return False

        found = self.case.confirmed(formulas, sure, test)
        text = sentence("另一种读法（{reading}）的金额可以超过上限", reading=reading.text)
        remedy = sentence("在读法里写 min(…, 上限)")
        self.report("A431", Level.WARNING, *found, text=text, remedy=remedy)

    def stages(self) -> None:
        """Shares that add up to more than the whole."""
        t, claim, measure = self.translator, self.claim, self.measure
        shares: object = Fraction(0)
        sure: object = claim.granted.sure
        for met, share in stages_of(t, measure, claim):
            part = terms.pick_number(
                terms.both(met.true, terms.contrary(share.absent)), share.top, Fraction(0)
            )
            shares = terms.plus(shares, part)
            sure = terms.both(sure, met.sure, share.sure)
        node = self.gives.at_most or self.gives.amount
        if node is None:
            return
        whole = yuan_of(t, node, claim.names)
        formulas = [
            claim.granted.true,
            terms.below(Fraction(1), shares),
            compare_numbers(">", whole, _ZERO),
        ]

        def test(shown: Shown) -> bool:
            paid = paid_figure(shown.amount(measure), measure)
            whole = sum(shown.number(node, each) or Fraction(0) for each in shown.names(measure))
            return paid is not None and Fraction(paid) > whole

        found = self.case.confirmed(formulas, terms.both(sure, whole.sure), test)
        text = sentence("各阶段合计可以超过最高限额")
        remedy = sentence("各阶段的比例合计不超过 100%")
        self.report("A431", Level.ERROR, *found, text=text, remedy=remedy)

    def falling(self) -> None:
        """Whether more of what it is worked out from can mean less."""
        total = total_amount(self.translator, self.measure, self.claims)
        if total is None:
            text = sentence(
                "上限按年、或按来源未写明的单位计，或按别的措施上浮：没有证明金额随基数只增不减"
            )
            self.found.open(self.whose, text)
        elif not isinstance(total.top, Fraction):
            for label, constant in _bases(self.case, self.measure, total):
                self.falls_with(total, label, constant)

    def falls_with(self, total: Number, label: Text, constant: Arithmetical) -> None:
        """Whether more of this can mean less."""
        case, held = self.case, granted(self.claims)
        higher = z3.Int(f"higher {constant}")

        def moved(term: Arithmetical) -> Arithmetical:
            return z3.substitute(term, (constant, higher)) if z3.is_expr(term) else term

        after = total._replace(top=moved(total.top), bottom=moved(total.bottom))
        twice = [moved(formula) for formula in case.world.possible]
        formulas = [*twice, higher > constant, held.true, moved(held.true)]
        if not case.possible(*formulas, compare_numbers(">", after, total)).possible:
            # What the amount never rises with is taken off it, and is no base.
            return
        sure = terms.both(held.sure, total.sure, moved(held.sure), moved(total.sure))
        fall = [*formulas, compare_numbers("<", after, total)]
        reply = case.possible(*fall, sure)
        if reply.impossible and sure is not True:
            reply = case.possible(*fall)
        if reply.impossible:
            return
        if not reply.possible:
            text = sentence("金额会不会随{base}上升而下降，没有在限时内证出或驳倒", base=label)
            self.found.open(self.whose, text)
            return
        witness, text = _pair(case, self.measure, reply.model, moved, label)
        remedy = sentence("核对分档是否应按超额累进或封底")
        self.report("A432", Level.WARNING, reply, witness, text=text, remedy=remedy)


def _bases(case: ProofCase, measure: Measure, total: Number) -> list[tuple[Text, Arithmetical]]:
    """The sums of money that the amount is worked out from, not only chosen by: their labels and
    their unknowns in cents.
    """
    assert measure.gives is not None
    node = measure.gives.amount or measure.gives.at_most
    assert node is not None
    names = _worked_from(case, node)
    read = {str(v) for v in (*_variables(total.top), *_variables(total.bottom))}
    found = []
    for (name, _), unknown in case.world.unknowns.items():
        parts = [(name, unknown.fact, unknown.meaning)]
        if isinstance(unknown.meaning, Entries) and isinstance(unknown.fact, Fact):
            # One record stands for all: any of them may be the first.
            fields = unknown.meaning.items[0].fields
            parts = [(f"{name}.{k}", unknown.fact.fields[k], own) for k, own in fields.items()]
        for key, fact, meaning in parts:
            if key in names and fact.type.kind is Kind.MONEY and isinstance(meaning, Number):
                constant = _variables(meaning.top)[0]
                if str(constant) in read:
                    found.append((fact.label, constant))
    return found


def _worked_from(case: ProofCase, node: tree.Node) -> set[str]:
    """The facts and fields whose values go into a value; conditions only choose."""
    rulebook = case.rulebook
    names: set[str] = set()
    waiting, seen = [node], set()
    while waiting:
        part = waiting.pop()
        if part.type.kind is Kind.BOOL:
            continue
        if isinstance(part, tree.FactReference):
            names.add(part.name)
            if part.name in rulebook.definitions and part.name not in seen:
                seen.add(part.name)
                waiting.append(rulebook.definitions[part.name].node)
        owner = part.record.type.record if isinstance(part, tree.FieldReference) else None
        if owner is not None and isinstance(part, tree.FieldReference):
            names.add(f"{owner.name}.{part.field}")
            formula = rulebook.facts[owner.name].fields[part.field].formula
            waiting.extend([formula] if formula is not None else [])
        if isinstance(part, tree.Lookup):
            waiting.extend(cell for _, cell in part.cells)
        else:
            waiting.extend(tree.children(part))
    return names


def _variables(term: Arithmetical) -> list[Arithmetical]:
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
    case: ProofCase, measure: Measure, model: z3.ModelRef, moved: Arithmetical, label: Text
) -> tuple[str | None, Sentence]:
    """Both enterprises, if the evaluator finds the second, richer one paid less."""
    text = sentence("{base}上升，金额反而下降", base=label)
    values = from_model(model)
    texts, amounts = [], []
    for valuation in (values, lambda term: values(moved(term))):
        try:
            text_ = yaml_of(
                profile_content(case.world, case.rulebook, valuation, note=case.found.subjects.note)
            )
            shown = Shown(case.rulebook, read_back(text_, case.rulebook), case.as_of)
        except (UnwritableError, InputError):
            return None, text
        texts.append(text_)
        amounts.append(shown.amount(measure))
    before, after = (paid_figure(amount, measure) for amount in amounts)
    if before is None or after is None or after >= before:
        return None, text
    old, new = set(texts[0].splitlines()), texts[1].splitlines()
    changed = [line.strip() for line in new if line not in old]
    was = [line.strip() for line in texts[0].splitlines() if line not in set(new)]
    return texts[0], sentence(
        "{base}上升，金额反而下降：{was} 得 {before}元，改为 {changed} 得 {after}元",
        base=label,
        was=_lines(was),
        before=before,
        changed=_lines(changed),
        after=after,
    )


def _lines(lines: list[str]) -> Sentence:
    """Lines of a profile, one after the other."""
    return in_turn("{first}；{next}", lines or ("",))
