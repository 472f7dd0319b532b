"""The tree with one node replaced: everything else is shared, nothing is changed in place."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from huiqi.language.tree import Node
from huiqi.rulebook.measure import Clause, Condition, Gives, Measure, Stage
from huiqi.rulebook.rulebook import Rulebook

T = TypeVar("T")


def replaced(root: Node, target: Node, new: Node) -> Node:
    """``root`` with every occurrence of ``target`` (the same object) replaced by ``new``."""
    return _value(root, target, new)


def _value(value: T, target: Node, new: Node) -> T:
    if value is target:
        return new  # type: ignore[return-value]
    if isinstance(value, Node):
        changes = {}
        for field in fields(value):
            before = getattr(value, field.name)
            after = _value(before, target, new)
            if after is not before:
                changes[field.name] = after
        return replace(value, **changes) if changes else value
    if isinstance(value, tuple) and value:
        parts = tuple(_value(part, target, new) for part in value)
        if any(after is not before for after, before in zip(parts, value, strict=True)):
            return parts  # type: ignore[return-value]
    return value


def clause_replaced(root: Clause, target: Clause, new: Clause) -> Clause:
    """A clause with one part of it replaced."""
    if root is target:
        return new
    if isinstance(root, Condition):
        return root
    children = tuple(clause_replaced(child, target, new) for child in root.children)
    if all(after is before for after, before in zip(children, root.children, strict=True)):
        return root
    return replace(root, children=children)


def measure_with_clause(measure: Measure, target: Clause, new: Clause) -> Measure:
    """A measure with one of its clauses (or of its stages') replaced."""
    requires = clause_replaced(measure.requires, target, new)
    gives = measure.gives
    if gives is not None and gives.stages:
        gives = replace(gives, stages=tuple(_stage(stage, target, new) for stage in gives.stages))
    return replace(measure, requires=requires, gives=gives)


def _stage(stage: Stage, target: Clause, new: Clause) -> Stage:
    if stage.clause is None:
        return stage
    return replace(stage, clause=clause_replaced(stage.clause, target, new))


def gives_with(gives: Gives, target: Node, new: Node) -> Gives:
    """An amount with one of its expressions replaced."""

    def other(node: Node | None) -> Node | None:
        return None if node is None else replaced(node, target, new)

    return replace(
        gives,
        amount=other(gives.amount),
        at_most=other(gives.at_most),
        conflicting=tuple(
            replace(statement, node=replaced(statement.node, target, new))
            for statement in gives.conflicting
        ),
        shared_from=other(gives.shared_from),
        caps=tuple(
            replace(
                cap,
                at_most=replaced(cap.at_most, target, new),
                less=other(cap.less),
                by=other(cap.by),
            )
            for cap in gives.caps
        ),
        floors=tuple(
            replace(floor, at_least=replaced(floor.at_least, target, new)) for floor in gives.floors
        ),
        uplift=gives.uplift
        and replace(gives.uplift, rate=replaced(gives.uplift.rate, target, new)),
        stages=tuple(
            replace(stage, share=replaced(stage.share, target, new)) for stage in gives.stages
        ),
    )


def with_measure(rulebook: Rulebook, measure: Measure) -> Rulebook:
    """The rulebook with a measure in the place of the one of its id."""
    return replace(rulebook, measures={**rulebook.measures, measure.id: measure})
