"""A220: each clause alone decides its measure, once true and once false (masking MC/DC).

A clause is *effective* in a decision where turning it alone turns the outcome; what is masked by
the others does not matter there, so whether it was known does not matter either.  Source: J. J.
Chilenski, *An Investigation of Three Forms of the MC/DC Criterion* (DOT/FAA/AR-01/18, 2001).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.audit.proofs.solver import solver_present
from huiqi.decision.clauses import node_truths
from huiqi.rulebook.measure import Clause, Condition, Group, Measure, leaves
from huiqi.sentences import Sentence, sentence
from huiqi.truth import Truth
from huiqi.words import to_say

_WORDS = {True: sentence("真"), False: sentence("假")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A condition that must be seen to decide, at one of its two values."""

    measure: Measure
    clause: Clause
    condition: Condition
    value: bool


def settled(clause: Clause) -> Clause | None:
    """The clause without what the source leaves unstated: that can never decide."""
    if isinstance(clause, Condition):
        return None if clause.unknown is not None else clause
    children = tuple(kept for child in clause.children if (kept := settled(child)) is not None)
    if not children:
        return None
    threshold = min(clause.threshold, len(children))
    return Group(
        id=clause.id, kind=clause.kind, children=children, threshold=threshold, text=clause.text
    )


def effective(clause: Clause, truths: Mapping[str, Truth], condition: str) -> bool:
    """Whether turning the condition alone turns the outcome."""
    given = {leaf.id: truths[leaf.id] for leaf in leaves(clause)}
    outcomes = {
        node_truths(clause, {**given, condition: Truth.of(value)})[clause.id]
        for value in (True, False)
    }
    return outcomes == {Truth.TRUE, Truth.FALSE}


def needs(audit: Audit) -> Iterator[Need]:
    """All that masking MC/DC asks for."""
    for measure in audit.rulebook.rules.values():
        if measure.modelled_on:
            continue
        for root in measure.clauses():
            clause = settled(root)
            if clause is None:
                continue
            for condition in leaves(clause):
                for value in (True, False):
                    yield Need(measure=measure, clause=clause, condition=condition, value=value)


def need_met(audit: Audit, need: Need) -> bool:
    """Whether some case shows it."""
    return any(
        vector.get(need.condition.id) is Truth.of(need.value)
        and effective(need.clause, vector, need.condition.id)
        for vector in audit.observed.vectors.get(need.measure.id, [])
    )


def shown(clause: Clause, vector: Mapping[str, Truth]) -> Iterator[tuple[str, bool]]:
    """The conditions that decide alone in one decision, and their values."""
    for condition in leaves(clause):
        truth = vector.get(condition.id)
        if truth is not None and truth.known and effective(clause, vector, condition.id):
            yield condition.id, truth is Truth.TRUE


def infeasible(audit: Audit, need: Need) -> Sentence | None:
    """The proof that nothing can show it, where there is one and Z3 to look for it."""
    if not solver_present():
        return None
    from huiqi.audit.proofs.measure_case import never_decides

    if never_decides(audit.rulebook, need.measure, need.clause, need.condition, need.value):
        return sentence("证明了它从不单独决定结论")
    return None


def needs_answered(audit: Audit) -> Iterator[tuple[Need, bool, Sentence | None]]:
    """Each with whether some case shows it, and the proof that none can, where there is one."""
    for need in needs(audit):
        met = need_met(audit, need)
        yield need, met, None if met else infeasible(audit, need)


def _look(audit: Audit) -> Iterator[Looked]:
    for need, met, proof in needs_answered(audit):
        pattern = to_say("没有用例表明“{text}”为{word}时单独决定结论")
        if proof is not None:
            pattern = to_say("“{text}”为{word}时不能单独决定结论：{proof}")
        text, word = need.condition.text, _WORDS[need.value]
        yield met or Finding(
            place=need.condition.place,
            subject=f"{need.measure.id}/{need.condition.id}",
            text=sentence(pattern, text=text, word=word, proof=proof),
            excused=proof is not None,
        )


CHECK = Check(
    code="A220",
    title=sentence("每个条件都单独决定过结论"),
    explanation=sentence(
        "屏蔽式 MC/DC：对每个条件，要有一个用例在它为真时、一个在它为假时，只改它就会改变结论。"
        "来源没有写明的条件不计。有弱依据的措施按参照的读法看，其余按严格的读法；"
        "证明做不到的（要装 Z3）另列为说明。"
    ),
    look=_look,
    tally=Figure(key="mcdc", text=sentence("条件单独决定结论"), gate=True),
    every=True,
)
