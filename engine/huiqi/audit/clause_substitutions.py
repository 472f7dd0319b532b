"""Changes of a measure's own structure: its clauses, its amount's caps and stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from huiqi.language import tree
from huiqi.language.types import BOOL
from huiqi.rulebook.measure import Clause, Condition, Gives, Group, Rounding
from huiqi.rulebook.text import Text

ClauseChange = tuple[Clause, Clause, str, Text]
GivesChange = tuple[Gives, str, Text]
_PER = {"project": "按项目", "item": "按件", "enterprise": "按企业"}
_WORDS = {
    "all": Text(zh="全部满足", en="all of"),
    "any": Text(zh="满足其一", en="any of"),
    "none": Text(zh="都不具有", en="none of"),
}


def clause_substitutions(root: Clause) -> Iterator[ClauseChange]:
    """What is changed, what stands there instead, the operator, and the sentence."""
    if isinstance(root, Condition):
        yield root, _held(root), "drop", _dropped(root)
    yield from _below(root)


def _below(clause: Clause) -> Iterator[ClauseChange]:
    if isinstance(clause, Condition):
        yield from _negated(clause)
        return
    yield from _joint(clause)
    for child in clause.children:
        rest = tuple(other for other in clause.children if other is not child)
        if clause.kind == "at_least" and len(rest) < clause.threshold:
            pass
        elif rest:
            yield clause, replace(clause, children=rest), "drop", _dropped(child)
        elif isinstance(child, Condition):
            held = _held(child, clause.kind != "none")
            yield clause, replace(clause, children=(held,)), "drop", _dropped(child)
        yield from _below(child)


def _held(condition: Condition, truth: bool = True) -> Condition:
    """A condition of which nothing is asked any more."""
    return replace(
        condition,
        node=tree.Literal(BOOL, truth, "true" if truth else "false"),
        unknown=None,
        question=None,
        readings=(),
        grade=0,
    )


def _dropped(clause: Clause) -> Text:
    text = clause.text or Text(zh=clause.id, en=clause.id)
    return Text(zh=f"去掉“{text.zh}”", en=f"“{text.en}” is dropped")


def _negated(condition: Condition) -> Iterator[ClauseChange]:
    """Of one reading of several: the changes of its expression say as much."""
    node = condition.node
    if node is None or isinstance(node, (tree.Comparison, tree.Not)):
        return
    text = Text(zh=f"“{condition.text.zh}”取反", en=f"“{condition.text.en}” is negated")
    yield condition, replace(condition, node=tree.Not(BOOL, node)), "negate", text


def _joint(group: Group) -> Iterator[ClauseChange]:
    if group.kind == "at_least":
        for threshold in (group.threshold - 1, group.threshold + 1):
            if 1 <= threshold <= len(group.children):
                text = Text(
                    zh=f"“至少 {group.threshold} 条”改成“至少 {threshold} 条”",
                    en=f"“at least {group.threshold} of” becomes “at least {threshold} of”",
                )
                yield group, replace(group, threshold=threshold), "limit", text
        return
    turned = {"all": "any", "any": "all", "none": "any"}[group.kind]
    if group.kind != "none" and len(group.children) == 1:
        return
    before, after = _WORDS[group.kind], _WORDS[turned]
    text = Text(
        zh=f"“{before.zh}”改成“{after.zh}”（{group.id}）",
        en=f"“{before.en}” becomes “{after.en}” ({group.id})",
    )
    operator = "negate" if group.kind == "none" else "connective"
    yield group, replace(group, kind=turned), operator, text


def _rounding(gives: Gives, rounding: Rounding) -> Iterator[GivesChange]:
    text = Text(zh="去掉金额的取整", en="the amount is not rounded")
    yield replace(gives, rounding=None), "function", text
    turned = "up" if rounding.direction != "up" else "down"
    text = Text(
        zh=f"金额取整由 {rounding.direction} 改成 {turned}",
        en=f"the amount is rounded {turned} instead of {rounding.direction}",
    )
    yield replace(gives, rounding=replace(rounding, direction=turned)), "function", text
    if rounding.nothing_below is not None:
        text = Text(zh="去掉起付额", en="the least amount paid is dropped")
        yield replace(gives, rounding=replace(rounding, nothing_below=None)), "cap", text


def gives_changes(gives: Gives) -> Iterator[GivesChange]:
    """The amount with a cap, a stage or a pool changed."""
    for index, cap in enumerate(gives.caps):
        rest = gives.caps[:index] + gives.caps[index + 1 :]
        text = Text(zh=f"去掉第 {index + 1} 项上限", en=f"cap {index + 1} is dropped")
        yield replace(gives, caps=rest), "cap", text
        if cap.less is not None:
            without = replace(cap, less=None)
            text = Text(zh="上限不再减去已享受的部分", en="what was received is not taken off")
            caps = (*gives.caps[:index], without, *gives.caps[index + 1 :])
            yield replace(gives, caps=caps), "cap", text
        turned = {"project": "enterprise", "item": "enterprise", "enterprise": "project"}
        if cap.per in turned and cap.less is None:
            other = replace(cap, per=turned[cap.per])
            text = Text(
                zh=f"上限由{_PER[cap.per]}改成{_PER[other.per]}",
                en=f"the cap per {cap.per} becomes one per {other.per}",
            )
            caps = (*gives.caps[:index], other, *gives.caps[index + 1 :])
            yield replace(gives, caps=caps), "cap", text
    for index in range(len(gives.floors)):
        floors = gives.floors[:index] + gives.floors[index + 1 :]
        text = Text(zh=f"去掉第 {index + 1} 项下限", en=f"floor {index + 1} is dropped")
        yield replace(gives, floors=floors), "cap", text
    if gives.rounding is not None:
        yield from _rounding(gives, gives.rounding)
    for index, stage in enumerate(gives.stages):
        rest_of = gives.stages[:index] + gives.stages[index + 1 :]
        text = Text(zh=f"去掉“{stage.text.zh}”", en=f"“{stage.text.en}” is dropped")
        yield replace(gives, stages=rest_of), "drop", text
        if stage.clause is not None:
            free = replace(stage, clause=None)
            text = Text(
                zh=f"“{stage.text.zh}”不再要条件", en=f"“{stage.text.en}” without its condition"
            )
            stages = (*gives.stages[:index], free, *gives.stages[index + 1 :])
            yield replace(gives, stages=stages), "drop", text
    if gives.shared_from is not None:
        text = Text(zh="不再受资金总额限制", en="no longer shared from a fund")
        yield replace(gives, shared_from=None), "cap", text
