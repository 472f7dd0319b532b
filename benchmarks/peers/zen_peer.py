"""The sample as a decision of zen-engine: expressions over one enterprise at a time.

Its logic has two values.  What is not known is told apart by hand, in each expression.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import zen

from benchmarks.peers.inputs import Row

NAME = "zen-engine"

_BARRED = "(resident == false or collection == false)"
_SPENT = "(revenue != null and revenue < 100000000 ? 0.05 : 0.025)"
#: By their keys, in their order: each may use those before it.
EXPRESSIONS = {
    "no_entrant": "entry != null and not (entry in ['2022', '2023'])",
    "above_scale": (
        "$.no_entrant ? 'does_not_qualify' : "
        "entry == '2023' and registered == true ? 'qualifies' : 'undetermined'"
    ),
    "above_scale_at_most": "$.no_entrant ? 0 : entry == '2022' ? 50000 : 100000",
    "deducted": (
        f"{_BARRED} ? (deduction == null ? 0 : deduction > 0.02 ? null : deduction) : deduction"
    ),
    "no_subsidy": (
        "(rating != null and rating != '优秀') or ($.deducted != null and $.deducted <= 0)"
    ),
    "subsidy": (
        "$.no_subsidy ? 'does_not_qualify' : rating == '优秀' and $.deducted != null "
        "and registered == true ? 'qualifies' : 'undetermined'"
    ),
    "subsidy_high": (
        "$.no_subsidy ? 0 : $.deducted == null ? 80000000 : "
        "min([round($.deducted * 0.2, 2), 80000000])"
    ),
    "renovation_parts": (
        "map(filter(projects, #.audited == null or #.audited > 0), "
        "#.audited != null ? min([#.audited * 0.1, 5000000]) : "
        "#.total != null ? min([#.total * 0.1, 5000000]) : 5000000)"
    ),
    "renovation": "len($.renovation_parts) == 0 ? 'does_not_qualify' : 'undetermined'",
    "renovation_high": "len($.renovation_parts) == 0 ? 0 : sum($.renovation_parts)",
    "smart_parts": (
        "map(filter(projects, #.smart != false), #.audited != null ? #.audited * 0.1 : "
        "#.total != null ? #.total * 0.1 : 5000000)"
    ),
    "smart": (
        "len($.smart_parts) == 0 ? 'does_not_qualify' : registered == true "
        "and some(projects, #.smart == true) ? 'qualifies' : 'undetermined'"
    ),
    "smart_at_most": "len($.smart_parts) == 0 ? 0 : min([sum($.smart_parts), 5000000])",
    "no_pass": "first_pass != null and (first_pass == '不适用' or number(first_pass) > 2023)",
    "first_pass": "$.no_pass ? 'does_not_qualify' : 'undetermined'",
    "first_pass_high": "$.no_pass ? 0 : 100000",
    "least_revenue": "revenue != null ? revenue : main",
    "least_before": "revenue_before != null ? revenue_before : main_before",
    "gazelle": (
        "credit == false or listed == true or (founded_day != null and founded_day > 20200101) "
        "or (debt != null and debt >= 70) or (revenue != null and revenue < 10000000) "
        "or (research != null and $.least_revenue != null "
        f"and research < $.least_revenue * {_SPENT}) "
        "or (research_before != null and $.least_before != null "
        f"and research_before < $.least_before * {_SPENT}) ? 'does_not_qualify' : 'undetermined'"
    ),
}
#: The columns of the sample, by the expressions that give them.
COLUMNS = {
    "above-scale-reward.conditions": "above_scale",
    "above-scale-reward.at_most": "above_scale_at_most",
    "rd-institution-subsidy.conditions": "subsidy",
    "rd-institution-subsidy.high": "subsidy_high",
    "technical-renovation.conditions": "renovation",
    "technical-renovation.high": "renovation_high",
    "smart-equipment.conditions": "smart",
    "smart-equipment.at_most": "smart_at_most",
    "high-technology-first-pass.conditions": "first_pass",
    "high-technology-first-pass.high": "first_pass_high",
    "gazelle.conditions": "gazelle",
}


def graph() -> str:
    """The decision in zen-engine's own form (JDM)."""
    expressions = [{"id": key, "key": key, "value": value} for key, value in EXPRESSIONS.items()]
    nodes: list[dict[str, object]] = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {
            "id": "all",
            "name": "all",
            "type": "expressionNode",
            "content": {"expressions": expressions},
        },
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    for place, node in enumerate(nodes):
        node["position"] = {"x": place, "y": 0}
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "all"},
        {"id": "2", "type": "edge", "sourceId": "all", "targetId": "out"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def decide(rows: Iterable[Row]) -> list[dict[str, object]]:
    """The columns of each enterprise."""
    decision = zen.ZenEngine().create_decision(graph())
    found = []
    for row in rows:
        day = row["founded"]
        given = {**row, "founded_day": day and int(day.replace("-", ""))}
        told = decision.evaluate(given)["result"]
        found.append({column: told[key] for column, key in COLUMNS.items()})
    return found
