"""Of what is asked for a condition that one of several things meets: that one of them suffices."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.decision.results import MeasureResult
from huiqi.evaluation.reads import Missing
from huiqi.language.tree import Or
from huiqi.report.phrases import Phrases
from huiqi.rulebook.reach import names_behind


def one_suffices(missing: Missing, results: Iterable[MeasureResult], phrases: Phrases) -> str:
    """Of a fact that is asked for one of several ways to meet a condition, of which another is open
    too, the condition and that one is enough; empty where all that is asked is needed.
    """
    for result in results:
        for clause in result.open_clauses:
            node = clause.condition.node
            if missing not in clause.missing or not isinstance(node, Or):
                continue
            ways = [names_behind(phrases.rulebook, one) for one in node.operands]
            asked = [{one for one in clause.missing if one.name in way} for way in ways]
            own = [way for way in asked if missing in way]
            if len(own) == 1 and any(way and missing not in way for way in asked):
                text = phrases.text(clause.condition.text)
                return phrases.say("“{condition}”有一样就够", condition=text)
    return ""
