"""How fast one enterprise is decided, beside zen-engine on the same conditions, in one run.

Prints medians; asserts nothing.  `make bench`.
"""

from __future__ import annotations

import json
import platform
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import zen

from huiqi.decision.decide import Decider
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator
from huiqi.inference import InferenceWorker
from huiqi.profile.reader import read_profile
from huiqi.rulebook.loading import load_rulebook

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
AS_OF = date(2023, 6, 20)

#: The conditions of the four measures as expressions of zen-engine, over known figures.
CONDITIONS = {
    "rated_outstanding": "rating == 'excellent'",
    "deduction_taken": "deduction > 0",
    "entrants_of_2022": "entry >= 2022 and entry <= 2023",
    "entrants_from_2023": "entry >= 2023 and entry <= 2023",
    "listed": "list == 'national' or list == 'provincial'",
    "not_before": "not rewarded",
    "invested": "audited > 0",
    "investment": "productive >= 5000000",
}
FIGURES = {
    "rating": "excellent",
    "deduction": 4117777.78,
    "entry": 2018,
    "list": "provincial",
    "rewarded": False,
    "audited": 12600000,
    "productive": 9800000,
}


def median(action: Callable[[], object], times: int) -> float:
    """The median of ``times`` runs, in milliseconds, after a warm-up."""
    for _ in range(max(3, times // 10)):
        action()
    samples = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        samples.append((time.perf_counter() - start) * 1000)
    return statistics.median(samples)


def zen_decision() -> Callable[[], object]:
    """The conditions as one expression node of a zen-engine graph."""
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {
            "id": "all",
            "name": "all",
            "type": "expressionNode",
            "position": {"x": 1, "y": 0},
            "content": {
                "expressions": [
                    {"id": key, "key": key, "value": value} for key, value in CONDITIONS.items()
                ]
            },
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "all"},
        {"id": "2", "type": "edge", "sourceId": "all", "targetId": "out"},
    ]
    engine = zen.ZenEngine()
    decision = engine.create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    return lambda: decision.evaluate(FIGURES)


def main() -> None:
    """Measure and print."""
    start = time.perf_counter()
    rulebook = load_rulebook(ROOT / "rules")
    loading = (time.perf_counter() - start) * 1000
    profile = read_profile(EXAMPLE, rulebook, Diagnostics())
    alone = Decider(rulebook)
    shown = rulebook.supports
    rows = [
        ("load the rulebook (once)", loading, ""),
        (
            "decide: verdicts, reasons, amounts; evaluator only",
            median(lambda: alone.decide(profile, AS_OF, shown), 300),
            "goal: under 1 ms",
        ),
        (
            "  of which the super-deduction of one year",
            median(
                lambda: Evaluator(rulebook, profile, AS_OF).outcome("rd_super_deduction", 2022), 300
            ),
            "",
        ),
    ]
    with InferenceWorker() as worker:
        compared = Decider(rulebook, worker)
        figure = median(lambda: compared.decide(profile, AS_OF, shown), 100)
        if worker.failure is None:
            rows.append(
                ("decide, compared with durable-rules at every node", figure, "goal: under 20 ms")
            )
        else:
            print(f"not compared: {worker.failure.in_language('en')}")
    rows.append(
        (
            f"zen-engine: the {len(CONDITIONS)} conditions, two-valued, no reasons",
            median(zen_decision(), 300),
            "",
        )
    )
    print(f"Python {platform.python_version()}, {platform.machine()}; medians")
    for name, milliseconds, goal in rows:
        print(f"{name:58} {milliseconds:9.3f} ms  {goal}")


if __name__ == "__main__":
    main()
