"""What a measure pays, as a formula: floors, caps, rounding and stages in their order."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from huiqi.audit.proofs import formula_arithmetic
from huiqi.audit.proofs.clause_formulas import (
    NO_YUAN,
    ClaimFormula,
    Names,
    clause_truth,
    granted,
    not_negative,
    yuan_of,
)
from huiqi.audit.proofs.symbols import Number, Proposition, pick
from huiqi.audit.proofs.translator import Translator, compare_numbers, extreme_of
from huiqi.language import tree
from huiqi.rulebook.measure import Cap, Floor, Measure, Rounding


def total_amount(t: Translator, measure: Measure, claims: list[ClaimFormula]) -> Number | None:
    """What the measure pays, or at most pays where the text or a pool gives only a limit.

    ``None`` where it names none, or it is a share of what others pay, or a limit is by year or by
    what the source leaves open: of these nothing is proved.
    """
    gives = measure.gives
    node = (gives.amount or gives.at_most) if gives is not None else None
    if gives is None or node is None:
        return None
    values = [_if_granted(claim.granted, yuan_of(t, node, claim.names)) for claim in claims]
    if gives.once is not None and len(claims) > 1:
        key = measure.records is not None and t.rulebook.facts[measure.records].key
        if gives.once.field is None and not gives.floors and not gives.caps:
            # One claim is paid, the one that pays most.
            values = [extreme_of(False, values)]
        elif key != gives.once.fields:
            return None
    limits: tuple[Cap | Floor, ...] = (*gives.floors, *gives.caps)
    for limit in limits:
        limited = _limited(t, limit, claims, values)
        if limited is None:
            return None
        values = limited
    if gives.rounding is not None:
        values = [_rounded(value, gives.rounding) for value in values]
    whole = _total(values)
    if gives.stages:
        if measure.variable is not None:
            return None
        whole = _staged(t, measure, claims[0], whole)
    if gives.shared_from is not None:
        whole = extreme_of(True, [whole, yuan_of(t, gives.shared_from, {})])
    return whole


def _if_granted(claim: Proposition, value: Number) -> Number:
    return pick(claim.true, claim.sure, value, NO_YUAN)


def _total(values: list[Number]) -> Number:
    total = NO_YUAN
    for value in values:
        total = formula_arithmetic.sum_of(total, value)
    return total


def _limited(
    t: Translator, limit: Cap | Floor, claims: list[ClaimFormula], values: list[Number]
) -> list[Number] | None:
    is_cap = isinstance(limit, Cap)
    node = limit.at_most if isinstance(limit, Cap) else limit.at_least

    def height(names: Names) -> Number:
        found = yuan_of(t, node, names)
        if isinstance(limit, Cap) and limit.less is not None:
            received = yuan_of(t, limit.less, names)
            found = not_negative(
                formula_arithmetic.sum_of(found, formula_arithmetic.opposite_of(received))
            )
        return found

    if limit.per in ("project", "item") and len(values) == len(claims):
        bounded = [
            extreme_of(is_cap, [value, height(claim.names)])
            for claim, value in zip(claims, values, strict=True)
        ]
    elif limit.per == "enterprise" or (
        limit.by is None and (limit.per == "year" or len(values) == 1)
    ):
        if len(claims) > 1 and any(isinstance(p, tree.LocalReference) for p in tree.walk(node)):
            return None
        bounded = [extreme_of(is_cap, [_total(values), height(claims[0].names)])]
    else:
        return None
    # A floor raises only what is granted.
    truths = [claim.granted for claim in claims]
    if len(bounded) != len(claims):
        truths = [granted(claims)]
    return [_if_granted(truth, value) for truth, value in zip(truths, bounded, strict=True)]


def _rounded(value: Number, rule: Rounding) -> Number:
    """To whole multiples, as the decision rounds."""
    step = Fraction(rule.to)
    scaled = formula_arithmetic.product_of(value, Number(1 / step, least=1 / step))
    if rule.direction == "half_up":
        whole = formula_arithmetic.half_up(scaled, 0)
    elif rule.direction == "down":
        whole = formula_arithmetic.whole_of(scaled)
    else:
        whole = formula_arithmetic.opposite_of(
            formula_arithmetic.whole_of(formula_arithmetic.opposite_of(scaled))
        )
    result = formula_arithmetic.product_of(whole, Number(step, least=step))
    if rule.nothing_below is not None:
        least = Number(Fraction(rule.nothing_below))
        result = pick(compare_numbers("<", value, least), value.sure, NO_YUAN, result)
    return result._replace(least=Fraction(0))


def _staged(t: Translator, measure: Measure, claim: ClaimFormula, whole: Number) -> Number:
    """The shares of the stages whose own condition holds."""
    return _total(
        [
            _if_granted(met, not_negative(formula_arithmetic.product_of(whole, share)))
            for met, share in stages_of(t, measure, claim)
        ]
    )


def stages_of(
    t: Translator, measure: Measure, claim: ClaimFormula
) -> Iterator[tuple[Proposition, Number]]:
    """Of each stage whether its own condition holds, and its share."""
    assert measure.gives is not None
    for stage in measure.gives.stages:
        met = Proposition(True)
        if stage.clause is not None:
            met = clause_truth(t, measure.id, stage.clause, claim.names)
        yield met, t.number(stage.share, t.frame(claim.names))
