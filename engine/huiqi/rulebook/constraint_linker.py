"""Linking the constraints: ``fact op expression``, their order, and the bounds both ways.

R340 not of that form, R341 constraints that rest on one another in a circle, R342 no such list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel

from huiqi.diagnostics import Place
from huiqi.language import tree
from huiqi.language.compared import MIRROR
from huiqi.language.scope import Scope
from huiqi.language.tree import Node
from huiqi.language.types import BOOL, Kind
from huiqi.rulebook.constraint_bounds import BINDING, Bound, Constraint, Constraints, bounded_names
from huiqi.rulebook.constraint_models import ConstraintModel
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.facts import facts_alone
from huiqi.rulebook.linked_checks import after_their_grounds
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.models import FactsFile
from huiqi.rulebook.rulebook import Fact
from huiqi.rulebook.validation import Part
from huiqi.sentences import sentence


def link_constraints(linker: Linking, scope: Scope) -> Constraints:
    """The constraints of all files of facts; ``scope`` holds what they may name besides."""
    own = facts_alone(linker.facts, scope)
    found = []
    for part in linker.files.of("facts", FactsFile):
        for name, model in part.model.constraints.items():
            if linker.once("constraint", name, part.document.key_place(("constraints", name))):
                # What only asks for a look bounds nothing: it may name what is derived, too.
                names = own if model.severity in BINDING else scope
                linked = _constraint(linker, name, model, part, names)
                found += [linked] if linked is not None else []
    return _arranged(linker, tuple(found))


def _constraint(
    linker: Linking, name: str, model: ConstraintModel, part: Part[BaseModel], scope: Scope
) -> Constraint | None:
    path = ("constraints", name)
    if model.each is not None:
        listed = linker.facts.get(model.each)
        if listed is None or listed.type.record is None:
            part.report(
                "R342",
                (*path, "each"),
                sentence("没有这份清单"),
                found=model.each,
                allowed=[key for key, fact in linker.facts.items() if fact.fields],
            )
            return None
        scope = replace(scope, record=listed.type.item)
    expressions = Expressions(part, scope)
    node = expressions.formula(model.condition, (*path, "if"), BOOL)
    when = expressions.perhaps(model.when, (*path, "when"))
    if isinstance(node, tree.UnknownValue):
        return None  # the fault has been reported
    if not isinstance(node, tree.Comparison) or not _is_subject(node.left, model.each):
        part.report(
            "R340",
            (*path, "if"),
            sentence("约束写作 事实 比较号 表达式，左边只写一项事实（有 each 的写清单的字段）"),
            found=model.condition,
            remedy=sentence("例如 main_revenue <= revenue"),
        )
        return None
    line = expressions.perhaps(model.line, (*path, "line"), node.left.type)
    yearly = model.each is None and (
        isinstance(node.left, tree.YearReference) or scope.facts[_name(node.left)].yearly
    )
    read = (part for one in (node, *((when,) if when else ())) for part in tree.walk(one))
    besides = {part.name for part in read if isinstance(part, tree.LocalReference)}
    return held(
        Constraint,
        model,
        id=name,
        subject=node.left,
        operator=node.operator,
        limit=node.right,
        when=when,
        line=line,
        bounds=model.bounds and model.severity in BINDING,
        yearly=yearly,
        locals=frozenset(besides & scope.locals.keys()),
        place=part.document.key_place(path),
    )


def _is_subject(node: Node, each: str | None) -> bool:
    if each is not None:
        return isinstance(node, tree.FieldReference) and _is_own(node.record)
    if isinstance(node, tree.YearReference):
        return True
    return (
        isinstance(node, tree.FactReference)
        and not (node.shift or node.at is not None or node.every)
        and node.type.kind is not Kind.RECORDS
    )


def _is_own(node: Node) -> bool:
    return isinstance(node, tree.LocalReference) and node.name == "self"


def _name(node: Node) -> str:
    return next(bounded_names(node), "")


def _arranged(linker: Linking, constraints: tuple[Constraint, ...]) -> Constraints:
    """The constraints with the order of their facts, and the bounds each gives."""
    facts = linker.facts
    rests_on: dict[str, set[str]] = {}
    for constraint in constraints:
        if not constraint.bounds or constraint.of_any_year:
            continue
        below = {
            name
            for node in constraint.nodes[1:]
            for read in bounded_names(node)
            for name in _with_formula(read, facts)
        }
        rests_on.setdefault(_name(constraint.subject), set()).update(below)
    for key, fact in _fields(facts):
        if fact.applies_when is not None:
            rests_on.setdefault(key, set()).update(bounded_names(fact.applies_when))
    order, rings = after_their_grounds({name: sorted(rests_on[name]) for name in sorted(rests_on)})
    for ring in rings[:1]:
        places = [c.place for c in constraints if _name(c.subject) in ring]
        linker.diagnostics.report(
            "R341",
            places[0] if places else linker.places.get(("name", ring[0]), Place(ring[0])),
            sentence("约束互相依赖，推不出先后"),
            found=" → ".join((*ring, ring[0])),
            remedy=sentence("相反的方向由同一条约束推出，不用再写"),
        )
        return Constraints(all=constraints)
    limits: dict[str, list[Bound]] = {}
    inverse: dict[str, list[Bound]] = {}
    for constraint in constraints:
        if constraint.bounds and not constraint.of_any_year:
            limits.setdefault(_name(constraint.subject), []).append(
                Bound(constraint=constraint, operator=constraint.operator, limit=constraint.limit)
            )
            for target, bound in _inverted(constraint, facts):
                inverse.setdefault(target, []).append(bound)
    return Constraints(
        all=constraints,
        ranks={name: rank for rank, name in enumerate(order)},
        limits={name: tuple(found) for name, found in limits.items()},
        inverse={name: tuple(found) for name, found in inverse.items()},
    )


def _fields(facts: Mapping[str, Fact]) -> Iterator[tuple[str, Fact]]:
    for name, fact in facts.items():
        yield name, fact
        for key, own in fact.fields.items():
            yield f"{name}.{key}", own


def _with_formula(name: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    """A fact, or what a derived field of a record is worked out from."""
    owner, _, key = name.partition(".")
    own = facts[owner].fields.get(key) if key and owner in facts else None
    if own is None or own.formula is None:
        yield name
        return
    for below in bounded_names(own.formula):
        yield from _with_formula(below, facts)


def _inverted(constraint: Constraint, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Bound]]:
    """What the constraint says of the facts its subject is compared with."""
    named = [name for node in constraint.nodes for name in bounded_names(node)]
    for part in tree.walk(constraint.limit):
        if isinstance(part, tree.FieldReference):
            name, shift = _name(part), 0
            possible = constraint.each is not None and _is_own(part.record)
        elif isinstance(part, tree.FactReference):
            name, shift = part.name, part.shift
            # A figure of one year and one of no year bound each other only as written.
            possible = (
                constraint.each is None
                and facts[name].yearly is constraint.yearly
                and not (part.at is not None or part.every or facts[name].fields)
            )
        else:
            continue
        if not possible or named.count(name) != 1:
            continue
        solved = _solved(part, constraint.limit, constraint.subject, MIRROR[constraint.operator])
        if solved is not None:
            operator, limit = solved
            bound = Bound(constraint=constraint, operator=operator, limit=limit, shift=shift)
            yield name, bound


def _solved(target: Node, node: Node, other: Node, operator: str) -> tuple[str, Node] | None:
    """``node operator other`` solved for the target within the node; ``None`` if it cannot be."""
    if node is target:
        return operator, other
    if isinstance(node, tree.Arithmetic) and node.operator in "+-" and _numbers(node):
        if any(part is target for part in tree.walk(node.left)):
            contrary = "-" if node.operator == "+" else "+"
            rest = tree.Arithmetic(other.type, operator=contrary, left=other, right=node.right)
            return _solved(target, node.left, rest, operator)
        if node.operator == "+":
            rest = tree.Arithmetic(other.type, operator="-", left=other, right=node.left)
            return _solved(target, node.right, rest, operator)
        rest = tree.Arithmetic(node.left.type, operator="-", left=node.left, right=other)
        return _solved(target, node.right, rest, MIRROR[operator])
    if isinstance(node, tree.Extreme) and operator.startswith(">" if node.least else "<"):
        # The least is not below something: none of them is.
        for operand in node.operands:
            if any(part is target for part in tree.walk(operand)):
                return _solved(target, operand, other, operator)
    return None


def _numbers(node: tree.Arithmetic) -> bool:
    """Whether both sides are plain numbers, so that a sum can be undone."""
    return node.left.type.numeric and node.right.type.numeric
