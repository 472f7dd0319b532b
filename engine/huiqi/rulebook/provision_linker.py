"""Linking the statute and the lists: each provision and each item is a rule like any other."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from huiqi.language.types import DATE
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.collection import Collection
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.force import InForce
from huiqi.rulebook.linking import link_period
from huiqi.rulebook.measure import Clause, Group, Rule
from huiqi.rulebook.measure_models import ClauseModel
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.penalty_clauses import ACT, PenaltyClauses, PenaltyLinking, unseen
from huiqi.rulebook.penalty_models import (
    ForceModel,
    ItemModel,
    ListFile,
    ProvisionModel,
    StatuteFile,
)
from huiqi.rulebook.sanction import Sanction
from huiqi.rulebook.text import Text
from huiqi.rulebook.validation import Part, Path_
from huiqi.sentences import sentence


def link_statute(part: Part[StatuteFile], linker: PenaltyLinking) -> Collection:
    """The statute; its provisions go to the linker's rules."""
    model = part.model
    found = Collection(
        id=model.id,
        title=model.title or Text(zh=model.id, en=model.id),
        level="national",
        basis=(),
        note=None,
        in_force=_period(model.in_force, part, ("in_force",), (), linker),
    )
    linker.on = found.in_force.on
    for index, provision in enumerate(model.provisions):
        linker.rules[provision.id] = _provision(provision, part, index, linker)
    return found


def link_list(part: Part[ListFile], linker: PenaltyLinking, imported: bool) -> Collection:
    """A list; its items go to the linker's rules."""
    model = part.model.list
    linker.once("list", model.id, part.place("list", "id"))
    basis = linker.bases(model.basis, part, ("list", "basis"))
    found = held(
        Collection,
        model,
        level=model.jurisdiction,
        imported=imported,
        basis=basis,
        in_force=_period(model.in_force, part, ("list", "in_force"), basis, linker),
        later=model.later.text if model.later else None,
        later_since=model.later.since if model.later else None,
    )
    for index, item in enumerate(part.model.items):
        linker.rules[item.id] = _item(item, part, index, found, linker)
    return found


def check_conflicts(part: Part[ListFile], linker: PenaltyLinking) -> None:
    """Items in conflict are there and name each other (R330, R332)."""
    items = {key: rule for key, rule in linker.rules.items() if rule.sanction.listed}
    for index, model in enumerate(part.model.items):
        for position, other in enumerate(model.conflicts_with):
            at = ("items", index, "conflicts_with", position)
            if not part.is_one_of(other, items, "R330", at, sentence("没有这一项")):
                continue
            if model.id not in items[other].sanction.conflicts_with:
                message = sentence("{other} 没有写与 {item} 冲突", other=other, item=model.id)
                part.report("R332", at, message, remedy=sentence("两项互相写明 conflicts_with"))


def _period(
    model: ForceModel,
    part: Part[BaseModel],
    path: Path_,
    basis: tuple[Basis, ...],
    linker: PenaltyLinking,
) -> InForce:
    """When it is in force, on the days that the statute names unless it names others."""
    expressions = Expressions(part, linker.scope)
    days = enumerate(model.judged_on)
    on = tuple(expressions.formula(day, (*path, "judged_on", place), DATE) for place, day in days)
    period = link_period(model, part, path, linker, on or linker.on)
    return replace(period, basis=period.basis or basis)


def _provision(
    model: ProvisionModel, part: Part[StatuteFile], index: int, linker: PenaltyLinking
) -> Rule:
    path: Path_ = ("provisions", index)
    linker.once("rule", model.id, part.place(*path, "id"))
    basis = linker.bases(model.basis, part, (*path, "basis"))
    own, at = model.in_force, (*path, "in_force")
    period = (own, at) if own is not None else (part.model.in_force, ("in_force",))
    return held(
        Rule,
        model,
        collection=part.model.id,
        variable=ACT,
        records=ACT,
        requires=PenaltyClauses(part, linker, basis).clause(model.requires, (*path, "requires")),
        in_force=_period(period[0], part, period[1], basis, linker),
        basis=basis,
        effect=held(Sanction, model, **dict(model.outcome)),
        place=part.place(*path, "id"),
    )


def _item(
    model: ItemModel, part: Part[ListFile], index: int, of: Collection, linker: PenaltyLinking
) -> Rule:
    path: Path_ = ("items", index)
    whole = part.model.list
    linker.once("rule", model.id, part.place(*path, "id"))
    message, remedy = sentence("没有这个领域"), sentence("在 domains.yaml 里加上")
    at = (*path, "domain")
    part.is_one_of(model.domain, linker.domains, "R331", at, message, remedy=remedy)
    basis = linker.bases(model.basis, part, (*path, "basis")) or of.basis
    clauses = PenaltyClauses(part, linker, basis)

    def linked(models: tuple[ClauseModel, ...], at: Path_) -> tuple[Clause, ...]:
        return tuple(clauses.clause(one, (*at, place)) for place, one in enumerate(models))

    children = linked(whole.requires, ("list", "requires"))
    children += linked(model.requires, (*path, "requires"))
    excluded = linked(whole.excludes, ("list", "excludes"))
    if excluded:
        children += (Group(id="excluded", kind="none", children=excluded),)
    return held(
        Rule,
        model,
        title=model.violation,
        collection=of.id,
        variable=ACT,
        records=ACT,
        requires=Group(id="all-conditions", kind="all", children=children or (unseen(basis),)),
        in_force=of.in_force,
        basis=basis,
        effect=held(Sanction, model, **dict(model.outcome)),
        place=part.place(*path, "id"),
    )
