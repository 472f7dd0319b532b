"""Whether all that was read of a measure is what must not be: little is met by meeting that."""

from __future__ import annotations

from huiqi.decision.results import MeasureResult
from huiqi.language.tree import And, Node, Not
from huiqi.report.phrases import Phrases


def only_exclusions(result: MeasureResult, phrases: Phrases) -> str:
    """That of the conditions that its source states, and the rules know, each only excludes, with
    how many there are; empty where one asks for something.
    """
    stated = [
        one
        for one in result.measure.conditions()
        if not one.presumed and not one.once and one.nodes
    ]
    if not stated or not all(_excludes(node) for one in stated for node in one.nodes):
        return ""
    first = phrases.text(stated[0].brief or stated[0].text)
    if len(stated) == 1:
        return phrases.say("读到的只有不得有的 1 条（{first}），别的条件没有读到", first=first)
    return phrases.say(
        "读到的只有不得有的 {number} 条（{first}等），别的条件没有读到",
        number=len(stated),
        first=first,
    )


def _excludes(node: Node) -> bool:
    if isinstance(node, And):
        return all(map(_excludes, node.operands))
    return isinstance(node, Not)
