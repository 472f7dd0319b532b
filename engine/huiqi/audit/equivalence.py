"""Proofs that a mutant is no other rule: only these leave the denominator.

Each proof is small and whole: the same tree after simplification, the same truth under every
assignment, or the same answer for every value the few facts read can have.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from huiqi.audit.difference.fingerprint import print_of
from huiqi.audit.exhaustion import same_for_every_value
from huiqi.audit.mutants import Mutant
from huiqi.decision.clauses import node_truths
from huiqi.language import tree
from huiqi.language.fieldwise import rewritten, with_each
from huiqi.language.tree import Node, UnknownValue
from huiqi.language.types import Kind
from huiqi.rulebook.measure import Cap, Clause, Gives, Measure, leaves
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import Sentence, sentence
from huiqi.truth import Truth, conjunction, disjunction, negation

#: What is true, false or open, and never not applicable, whatever it speaks of.
_TRUTHS = (
    tree.And,
    tree.Or,
    tree.Not,
    tree.Comparison,
    tree.Membership,
    tree.IntervalMembership,
    tree.IndustryWithin,
    tree.IsApplicable,
    tree.Literal,
)
#: With more parts than this, not every assignment is tried (three to this power of them).
_MOST_PARTS = 8


def equivalent(rulebook: Rulebook, mutant: Mutant) -> Sentence | None:
    """The proof that a mutant answers as the rulebook does for every enterprise, if found."""
    owner = mutant.owner
    if isinstance(owner.part, Node):
        after = rewritten(owner.part, mutant.target, mutant.new)
        # A measure asks only whether it is so; a definition's value may also not apply.
        return _expressions(rulebook, owner.part, after, as_truth=owner.rule is not None)
    if owner.rule is not None:
        before, other = rulebook.rules[owner.key], mutant.entry(rulebook)
        assert isinstance(other, Measure)
        if before.in_force is not other.in_force:
            return None
        if before.requires is not other.requires:
            return _clauses(before.requires, other.requires)
        return _paid(before, other)
    return None


def _expressions(
    rulebook: Rulebook, before: Node, after: Node, as_truth: bool = True
) -> Sentence | None:
    """The proof for two expressions; ``as_truth``: what does not apply counts as not so."""
    if print_of(simplified(before)) == print_of(simplified(after)):
        return sentence("化简后是同一棵树")
    # A connective makes a no of what does not apply; what stands alone leaves it so.
    truths = as_truth or (isinstance(before, _TRUTHS) and isinstance(after, _TRUTHS))
    if before.type.kind is Kind.BOOL and truths:
        atoms = dict.fromkeys((*_atoms(before), *_atoms(after)))
        if len(atoms) <= _MOST_PARTS and _same_truth(before, after, list(atoms)):
            return _tried(3 ** len(atoms))
    tried = same_for_every_value(rulebook, before, after)
    if tried is None:
        return None
    return sentence("它读的事实的每一种取值（{tried} 种，含未知与范围）结果都相同", tried=tried)


def _tried(count: int) -> Sentence:
    return sentence("真值的 {count} 种取值结果都相同", count=count)


def simplified(node: Node) -> Node:
    """Without what changes nothing: one operand, a double negation, a positive factor of what is
    only compared with zero.
    """
    node = with_each(node, _simplified)
    if isinstance(node, tree.Not) and isinstance(node.operand, tree.Not):
        inner = node.operand.operand
        return inner if isinstance(inner, _TRUTHS) else node
    if isinstance(node, (tree.And, tree.Or, tree.Extreme)):
        unique = tuple({print_of(operand): operand for operand in node.operands}.values())
        alone = isinstance(node, tree.Extreme) or isinstance(unique[0], _TRUTHS)
        return unique[0] if len(unique) == 1 and alone else replace(node, operands=unique)
    match node:
        case tree.Comparison(
            left=tree.Arithmetic(
                operator="/", left=divided, right=tree.Literal(value=Decimal() as by)
            ),
            right=tree.Literal(value=Decimal() as limit),
        ) if by > 0 and not limit:
            # A quotient by a positive figure has the sign of what is divided.
            return replace(node, left=divided)
    return node


def _simplified(value: object) -> object:
    if isinstance(value, Node):
        return simplified(value)
    return with_each(value, _simplified) if isinstance(value, tuple) else value


def _atoms(node: Node) -> Iterator[object]:
    """What the connectives connect, by how it is written."""
    if isinstance(node, (tree.And, tree.Or)):
        for operand in node.operands:
            yield from _atoms(operand)
    elif isinstance(node, tree.Not):
        yield from _atoms(node.operand)
    elif not (isinstance(node, tree.Literal) and isinstance(node.value, bool)):
        yield print_of(node)


def _same_truth(before: Node, after: Node, atoms: list[object]) -> bool:
    for truths in product(Truth, repeat=len(atoms)):
        given = dict(zip(atoms, truths, strict=True))
        if _truth(before, given) is not _truth(after, given):
            return False
    return True


def _truth(node: Node, given: dict[object, Truth]) -> Truth:
    if isinstance(node, tree.And):
        return conjunction(_truth(operand, given) for operand in node.operands)
    if isinstance(node, tree.Or):
        return disjunction(_truth(operand, given) for operand in node.operands)
    if isinstance(node, tree.Not):
        return negation(_truth(node.operand, given))
    if isinstance(node, tree.Literal) and isinstance(node.value, bool):
        return Truth.of(node.value)
    return given[print_of(node)]


def _clauses(before: Clause, after: Clause) -> Sentence | None:
    """Every assignment of the conditions, where none of them is an official's to answer."""
    first, second = list(leaves(before)), list(leaves(after))
    names = list(dict.fromkeys(leaf.id for leaf in (*first, *second)))
    asked = any(leaf.question is not None for leaf in (*first, *second))
    rewritten = any(leaf is not other for leaf in first for other in second if leaf.id == other.id)
    if asked or rewritten or len(names) > _MOST_PARTS:
        return None
    for truths in product(Truth, repeat=len(names)):
        given = dict(zip(names, truths, strict=True))
        outcomes = [
            node_truths(root, {leaf.id: given[leaf.id] for leaf in found})[root.id]
            for root, found in ((before, first), (after, second))
        ]
        if outcomes[0] is not outcomes[1]:
            return None
    return _tried(3 ** len(names))


def _paid(before: Measure, after: Measure) -> Sentence | None:
    """Whether the amounts are one, once what cannot matter of their caps is left out."""
    if before.gives is None or after.gives is None:
        return None
    sides = ((before, before.gives), (after, after.gives))
    for proof, normal in _NORMAL:
        one, other = (
            measure.giving(replace(gives, caps=tuple(normal(measure, gives)))).effect
            for measure, gives in sides
        )
        if print_of(one) == print_of(other):
            return proof
    return None


def _of_one_claim(measure: Measure, gives: Gives) -> Iterator[Cap]:
    """Where there is one claim, a cap per project and one per enterprise are one."""
    alike = {"project", "item", "enterprise"} if measure.variable is None else ()
    return (replace(cap, per="enterprise") if cap.per in alike else cap for cap in gives.caps)


def _of_bounded_caps(measure: Measure, gives: Gives) -> Iterator[Cap]:
    """A cap of unknown height takes nothing from the upper end, and a shared pool leaves nothing
    of the lower one.
    """
    for cap in gives.caps:
        unbounded = isinstance(cap.at_most, UnknownValue) and cap.at_most.high is None
        if gives.shared_from is None or not unbounded:
            yield cap


#: The proofs about caps, each by what an amount is without what cannot matter.
_NORMAL = (
    (sentence("只有一份申请，按项目与按企业是同一个上限"), _of_one_claim),
    (sentence("上限多高未知，而总额如何分配也未知：金额都是从零到公式"), _of_bounded_caps),
)
