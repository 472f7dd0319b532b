"""Linking the rules on having several measures at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from huiqi.language.scope import Scope
from huiqi.language.types import MONEY
from huiqi.rulebook.basis import support
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.rulebook import Stacking
from huiqi.rulebook.stacking_models import StackingModel
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from huiqi.rulebook.linking import Linking


def link_stacking(
    linker: Linking, scope: Scope, measures: Mapping[str, Measure]
) -> dict[str, Stacking]:
    """All rules by id; R325 no such measure, R326 not what the kind asks, R327 two ceilings."""
    found: dict[str, Stacking] = {}
    ceilings: dict[str, str] = {}
    for name, (part, model) in linker.models("stacking", StackingModel).items():
        path = ("stacking", name)
        for key in ("measures", "against"):
            for index, measure in enumerate(getattr(model, key)):
                if measure not in measures:
                    at = part.place(*path, key, index)
                    linker.diagnostics.report(
                        "R325", at, sentence("没有这项措施"), found=measure, allowed=measures
                    )
        problem = _problem(model)
        if problem:
            linker.diagnostics.report("R326", part.place(*path), problem, found=model.kind)
        at_most = None
        if model.at_most is not None:
            expressions = Expressions(part, linker.diagnostics, scope)
            at_most = expressions.formula(model.at_most, (*path, "at_most"), MONEY)
        if model.less is not None:
            fact = scope.facts.get(model.less)
            if fact is None or fact.type != MONEY:
                linker.diagnostics.report(
                    "R303",
                    part.place(*path, "less"),
                    sentence("没有这项金额事实"),
                    found=model.less,
                    allowed=[n for n, d in scope.facts.items() if d.type == MONEY],
                )
                model = model.model_copy(update={"less": None})
        for measure in model.measures if model.kind == "ceiling" else ():
            first = ceilings.setdefault(measure, name)
            if first != name:
                linker.diagnostics.report(
                    "R327",
                    part.place(*path),
                    sentence("{measure} 已在上限 {first} 里", measure=measure, first=first),
                    found=name,
                )
        basis = linker.bases(model.basis, part, (*path, "basis"))
        found[name] = held(
            Stacking,
            model,
            id=name,
            at_most=at_most,
            basis=basis,
            grade=support(basis),
            place=part.document.key_place(path),
        )
    return found


def _problem(model: StackingModel) -> str:
    if model.kind == "ceiling":
        if model.at_most is None or model.against:
            return sentence("ceiling 要写 at_most，不写 against")
        return (
            ""
            if model.scope in ("year", "enterprise")
            else sentence("ceiling 的范围是 year 或 enterprise")
        )
    if model.at_most is not None or model.less is not None:
        return sentence("只有 ceiling 写 at_most 和 less")
    if len(model.measures) + len(model.against) < 2:
        return sentence("至少写两项措施")
    return ""
