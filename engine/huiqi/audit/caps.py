"""A250: each cap seen to bind, to be just reached, and not to bind."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.observe import Relation
from huiqi.audit.proofs.solver import solver_present
from huiqi.decision.results import Amount
from huiqi.language.tree import Node, ParameterReference, UnknownValue
from huiqi.rulebook.measure import Cap, Measure
from huiqi.sentences import sentence
from huiqi.values import Interval

_WORDS = {
    Relation.BELOW: sentence("低于上限"),
    Relation.AT: sentence("恰好等于上限"),
    Relation.ABOVE: sentence("超过上限（被封顶）"),
}
#: A formula capped by what was received, or by the year, is at its limit only where it is cut.
_EITHER = (Relation.BELOW, Relation.ABOVE)


def _caps(audit: Audit) -> Iterator[tuple[Measure, Cap, Relation, bool]]:
    """How each amount can lie to each cap, and whether some case shows it."""
    for measure in audit.rulebook.measures.values():
        for cap in measure.gives.caps if measure.gives is not None else ():
            if _height_unknown(audit, cap.at_most):
                continue  # only its existence is known
            plain = cap.less is None and cap.per != "unknown"
            seen = _seen(audit, measure, cap)
            for relation in Relation if plain else _EITHER:
                shown = relation in seen
                exactly = relation is Relation.AT and not shown
                if not (exactly and _never_exact(audit, measure, cap)):
                    yield measure, cap, relation, shown


def _never_exact(audit: Audit, measure: Measure, cap: Cap) -> bool:
    """Whether it is proved that the amount never comes to the cap exactly, where Z3 is there."""
    if not solver_present():
        return False
    from huiqi.audit.proofs.measure_case import never_exact

    return never_exact(audit.rulebook, measure, cap)


def _height_unknown(audit: Audit, limit: Node) -> bool:
    """Whether the source names no figure: then no amount can lie at it."""
    if isinstance(limit, ParameterReference):
        rows = audit.rulebook.parameters[limit.name].rows
        return all(isinstance(row.value, UnknownValue) for row in rows)
    return isinstance(limit, UnknownValue)


def _seen(audit: Audit, measure: Measure, cap: Cap) -> set[Relation]:
    found: set[Relation] = set()
    for run in audit.observed.runs:
        result = run.results.get(measure.id)
        if result is None:
            continue
        amounts = [result.amount, *(item.amount for item in result.items)]
        if result.illustration is not None:
            amounts.append(result.illustration.amount)
        for amount in amounts:
            if amount is not None:
                found |= _against(amount, cap)
    return found


def _against(amount: Amount, cap: Cap) -> set[Relation]:
    """Where the sum before a cap's line lay, from the working."""
    before: list[Interval] = []
    for line in amount.lines:
        if line.node is cap.at_most and line.basis == cap.basis and before:
            total = sum((part.low for part in before), start=0 * before[0].low)
            after = line.value
            if not (isinstance(after, Interval) and after.known and all(b.known for b in before)):
                return set()
            if total > after.low:
                return {Relation.ABOVE}
            value = getattr(line.node, "value", None)
            at = value is not None and value == after.low
            return {Relation.AT if at else Relation.BELOW}
        if isinstance(line.value, Interval):
            # A cap's own line takes the place of what went before it.
            before = [line.value] if line.basis else [*before, line.value]
    return set()


def _look(audit: Audit) -> Iterator[Looked]:
    for measure, cap, relation, shown in _caps(audit):
        yield shown or Finding(
            place=audit.rulebook.written_at(cap.at_most) or measure.place,
            subject=f"{measure.id}/gives",
            text=sentence(
                "上限 {limit}：没有用例{word}", limit=audit.said(cap.at_most), word=_WORDS[relation]
            ),
        )


CHECK = Check(
    code="A250",
    title=sentence("每个金额上限都封顶过、恰好到过、也没封顶过"),
    explanation=sentence(
        "从测算的逐行过程看：公式得出的金额低于、等于和超过每一项上限；"
        "要减去已享受部分的、单位不明的上限只看低于和超过；证明恰好到不了的（要装 Z3）不计。"
    ),
    look=_look,
    tally=Figure(key="caps", text=sentence("金额上限"), gate=True),
)
