"""Paid once: the clause that it was not received before, and what tells one thing from another.

``once:`` is sugar: it adds a condition to the measure, which every reader reads as any other.
"""

from __future__ import annotations

from dataclasses import replace

from huiqi.language.tree import (
    Aggregate,
    And,
    Comparison,
    FactReference,
    FieldReference,
    Literal,
    LocalReference,
    Node,
    Not,
    Or,
)
from huiqi.language.types import BOOL, TEXT
from huiqi.rulebook.basis import support
from huiqi.rulebook.clause_linker import ClauseLinker
from huiqi.rulebook.measure import Clause, Condition, Gives, Group, Once
from huiqi.rulebook.rulebook import Fact
from huiqi.rulebook.text import Text
from huiqi.sentences import Sentence, sentence

#: The id of the clause, and the name it gives a payment received.
ONCE, PAYMENT = "once", "payment"
#: The name it gives another record of the same name.
NAMESAKE = "namesake"
#: The clause that asks for it.
NAMESAKE_CLAUSE = "once-namesake"
#: What a payment does not tell: an official says which milestone it was for.
MILESTONE = "milestone"
_QUESTION = sentence("已经得过的这项奖励，是否都属于别的档次（这一档还没有奖励过）？")
#: Nor does it tell which of those of one name it was for.
_NAMESAKE = sentence("同名的还有另一项认定")
_WHICH = sentence("得过的是同名的哪一项，没有写")
_TEXTS = {
    "enterprise": sentence("以前没有享受过（一次性）"),
    "title": sentence("同一称号以前没有享受过（一次性）"),
    "product": sentence("同一产品以前没有享受过（一次性）"),
    "project": sentence("同一项目以前没有享受过（一次性）"),
    "recognition": sentence("同一项认定以前没有享受过（一次性）"),
    MILESTONE: sentence("以前没有享受过，哪一档都没有（每档一次性）"),
}


def link_once(linker: ClauseLinker, scope: str, variable: str | None, records: str | None) -> Once:
    """What a measure pays for once; R336 where nothing tells one thing from another."""
    listed = linker.linker.facts.get(records or "")
    named = listed.things.get(scope, ()) if listed is not None else ()
    if scope not in ("enterprise", MILESTONE) and (variable is None or not named):
        linker.part.report(
            "R336",
            ("gives", "once"),
            sentence("清单没有写哪个字段是它（things）"),
            found=scope,
            allowed=("enterprise", MILESTONE, *(listed.things if listed is not None else ())),
        )
    # One that is no field of the list is told where the list is declared.
    known = listed.fields if listed is not None else {}
    return Once(scope, variable, tuple(name for name in named if name in known))


def with_once(
    linker: ClauseLinker,
    measure: str,
    gives: Gives,
    records: str | None,
    clause: Clause,
    *,
    asked: bool,
) -> Clause:
    """The clauses of a measure, and that it was not received before; as the amount's basis says.

    ``asked``: what is not told of it leaves the clause open.
    """
    once = gives.once
    assert once is not None
    facts = linker.linker.facts
    payments = next((fact for fact in facts.values() if fact.receipts is not None), None)
    if payments is None:
        linker.part.report("R336", ("gives", "once"), sentence("没有清单说得过什么（receipts）"))
        return clause
    record = facts.get(records or "")
    node = _not_received(measure, once, payments, record, asked=asked)
    condition: Clause = _condition(linker, gives, ONCE, _TEXTS[once.scope], node=node)
    if once.scope == MILESTONE:
        # Not received, or an official finds that what was received was for other milestones.
        question = Text.of(_QUESTION)
        judged = _condition(linker, gives, "once-other-milestone", _QUESTION, question=question)
        condition = _group(linker, "once-or-other", "any", condition, judged)
    elif len(once.fields) > 1:
        condition = _or_namesake(linker, gives, once, facts[records or ""], condition)
    if isinstance(clause, Group) and clause.kind == "all":
        return replace(clause, children=(*clause.children, condition))
    return _group(linker, "all-once", "all", clause, condition)


def _condition(
    linker: ClauseLinker,
    gives: Gives,
    name: str,
    said: Sentence,
    *,
    node: Node | None = None,
    unknown: Text | None = None,
    question: Text | None = None,
) -> Condition:
    """A condition that rests on what the amount does."""
    path = ("gives", "once")
    return Condition(
        id=linker.identified(name, path),
        text=Text.of(said),
        basis=gives.basis,
        grade=support(gives.basis),
        node=node,
        unknown=unknown,
        question=question,
        place=linker.part.place(*path),
        once=name == ONCE,
    )


def _group(linker: ClauseLinker, name: str, kind: str, *children: Clause) -> Group:
    return Group(id=linker.identified(name, ("gives", "once")), kind=kind, children=children)


def _or_namesake(
    linker: ClauseLinker, gives: Gives, once: Once, listed: Fact, condition: Clause
) -> Clause:
    """Not received; open where what was received may have been for another thing of this name."""
    node = _has_namesake(once, listed)
    namesake = _condition(linker, gives, NAMESAKE_CLAUSE, _NAMESAKE, node=node)
    which = _condition(linker, gives, "once-which", _WHICH, unknown=Text.of(_WHICH))
    other = _group(linker, "once-for-other", "all", namesake, which)
    return _group(linker, "once-or-other", "any", condition, other)


def _has_namesake(once: Once, listed: Fact) -> Node:
    """Another record says the same of what a payment names, and is another thing."""
    assert once.field is not None
    assert once.variable is not None
    record = listed.type.item
    own, other = LocalReference(record, once.variable), LocalReference(record, NAMESAKE)

    def compared(operator: str, key: str) -> Node:
        type_ = listed.fields[key].type
        left, right = FieldReference(type_, other, key), FieldReference(type_, own, key)
        return Comparison(BOOL, operator=operator, left=left, right=right)

    apart = tuple(compared("!=", key) for key in once.fields[1:])
    alike = compared("==", once.field)
    both = And(BOOL, (alike, Or(BOOL, apart) if len(apart) > 1 else apart[0]))
    return _some(both, NAMESAKE, FactReference(listed.type, name=listed.id))


def _some(value: Node, variable: str, records: Node) -> Node:
    return Aggregate(
        BOOL, operator="any", value=value, variable=variable, records=records, condition=None
    )


def _not_received(
    measure: str, once: Once, payments: Fact, listed: Fact | None, *, asked: bool
) -> Node:
    """No payment of this measure, for this thing; a record may say so itself."""
    roles = payments.receipts
    assert roles is not None
    payment = LocalReference(payments.type.item, PAYMENT)
    paid: Node = Comparison(
        BOOL,
        operator="==",
        left=FieldReference(TEXT, payment, roles.measure),
        right=Literal(TEXT, measure, measure),
    )
    record: Node | None = None
    if once.field is not None and listed is not None and once.variable is not None:
        record = LocalReference(listed.type.item, once.variable)
        own = FieldReference(listed.fields[once.field].type, record, once.field)
        thing = FieldReference(TEXT, payment, roles.thing)
        paid = And(BOOL, (paid, Comparison(BOOL, operator="==", left=thing, right=own)))
    said = listed.received if listed is not None and record is not None else None
    # Where the record itself says whether it was paid for, a list that is not told settles nothing.
    told = said is not None or not asked
    whole = FactReference(payments.type, name=payments.id, stated=told)
    none = Not(BOOL, _some(paid, PAYMENT, whole))
    if said is None or record is None:
        return none
    return And(BOOL, (Not(BOOL, FieldReference(BOOL, record, said)), none))
