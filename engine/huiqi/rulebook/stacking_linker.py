"""Linking the rules on having several measures at once."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.language.scope import Scope
from huiqi.language.types import MONEY
from huiqi.rulebook.basis import support
from huiqi.rulebook.expressions import Expressions
from huiqi.rulebook.linking import Linking
from huiqi.rulebook.measure import Measure
from huiqi.rulebook.measure_models import StackingModel
from huiqi.rulebook.model_parts import held
from huiqi.rulebook.rulebook import Stacking
from huiqi.sentences import sentence


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
                message = sentence("没有这项措施")
                part.is_one_of(measure, measures, "R325", (*path, key, index), message)
        problem = _problem(model)
        if problem:
            part.report("R326", path, problem, found=model.kind)
        sums = [name for name, fact in scope.facts.items() if fact.type == MONEY]
        message = sentence("没有这项金额事实")
        if model.less and not part.is_one_of(model.less, sums, "R303", (*path, "less"), message):
            model = model.model_copy(update={"less": None})
        for measure in model.measures if model.kind == "ceiling" else ():
            first = ceilings.setdefault(measure, name)
            if first != name:
                message = sentence("{measure} 已在上限 {first} 里", measure=measure, first=first)
                part.report("R327", path, message, found=name)
        basis = linker.bases(model.basis, part, (*path, "basis"))
        found[name] = held(
            Stacking,
            model,
            id=name,
            at_most=Expressions(part, scope).perhaps(model.at_most, (*path, "at_most"), MONEY),
            basis=basis,
            grade=support(basis),
            place=part.document.key_place(path),
        )
    return found


def _problem(model: StackingModel) -> str:
    if model.kind == "ceiling":
        if model.at_most is None or model.against:
            return sentence("ceiling 要写 at_most，不写 against")
        if model.scope not in ("year", "enterprise"):
            return sentence("ceiling 的范围是 year 或 enterprise")
    elif model.at_most is not None or model.less is not None:
        return sentence("只有 ceiling 写 at_most 和 less")
    elif len(model.measures) + len(model.against) < 2:
        return sentence("至少写两项措施")
    return ""
