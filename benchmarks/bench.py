"""How fast one enterprise is decided, beside zen-engine and plain functions, in one run.

First medians on the clock; then of the complete example and the twelve real enterprises processor
time, since a machine is often shared: everything, one screen, one fact changed, without the
network.  Of each the least of many runs, of one fact changed the median over the facts told.
Prints, and asserts nothing.  `make bench`.
"""

from __future__ import annotations

import json
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import zen

from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.decision.topics import overview
from huiqi.diagnostics import Diagnostics
from huiqi.evaluation import Evaluator
from huiqi.inference import InferenceWorker
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.rulebook.loading import load_rulebook

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
FILES = [EXAMPLE, *sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))]
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
#: The same conditions as one would write them by hand.
BY_HAND: dict[str, Callable[[dict[str, Any]], bool]] = {
    "rated_outstanding": lambda f: f["rating"] == "excellent",
    "deduction_taken": lambda f: f["deduction"] > 0,
    "entrants_of_2022": lambda f: 2022 <= f["entry"] <= 2023,
    "entrants_from_2023": lambda f: 2023 <= f["entry"] <= 2023,
    "listed": lambda f: f["list"] in ("national", "provincial"),
    "not_before": lambda f: not f["rewarded"],
    "invested": lambda f: f["audited"] > 0,
    "investment": lambda f: f["productive"] >= 5000000,
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


def least(action: Callable[[], object], times: int = 30) -> float:
    """The least processor time of ``times`` runs, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.process_time()
        action()
        found.append((time.process_time() - start) * 1000)
    return min(found)


def whole(decision: Decision) -> Decision:
    """All of it asked for: both readings, amounts, what may be had together, questions."""
    asked = [(result.amount, result.illustration) for result in decision.results]
    assert len(asked) == len(decision.results)
    assert decision.combinations is not decision.force_unknown
    assert isinstance(decision.questions, tuple)
    return decision


def enterprise(decider: Decider, path: Path) -> tuple[float, ...]:
    """Everything, one screen; after one fact changed the statuses and amounts, and everything."""
    rulebook = decider.rulebook
    profile = read_profile(path, rulebook, Diagnostics())

    def decide() -> Decision:
        return decider.decide(profile, AS_OF, rulebook.supports)

    def screen() -> object:
        decision = decide()
        return overview(rulebook, decision), decision.totals_by_level, decision.questions

    before = whole(decide())
    anew, all_of_it = [], []
    for key, given in profile.facts.items():
        changed = replace(profile, facts={**profile.facts, key: replace(given, note="told anew")})

        def again(changed: Profile = changed) -> Decision:
            return decider.decide_again(before, changed)

        anew.append(least(again, 5))
        all_of_it.append(least(lambda again=again: whole(again()), 5))  # type: ignore[misc]
    medians = statistics.median(anew), statistics.median(all_of_it)
    return least(lambda: whole(decide())), least(screen), *medians


def beside(compared: Decider, path: Path) -> tuple[float, float]:
    """A decision compared with the network at every node, and one after one fact changed: two
    processes, so by the clock; the medians.
    """
    profile = read_profile(path, compared.rulebook, Diagnostics())
    key, given = next(iter(profile.facts.items()))
    changed = replace(profile, facts={**profile.facts, key: replace(given, note="told anew")})
    before = compared.decide(profile, AS_OF, compared.rulebook.supports)
    return (
        median(lambda: compared.decide(profile, AS_OF, compared.rulebook.supports), 30),
        median(lambda: compared.decide_again(before, changed), 30),
    )


def enterprises(decider: Decider, compared: Decider | None) -> None:
    """A line for each enterprise."""
    names: tuple[str, ...] = ("everything", "screen", "one fact", "all of it")
    if compared is not None:
        names += ("network", "one fact")
    print(f"\n{'processor time, ms':24}" + "".join(f"{name:>12}" for name in names))
    for path in FILES:
        measured = enterprise(decider, path)
        if compared is not None:
            measured += beside(compared, path)
        figures = "".join(f"{figure:12.2f}" for figure in measured)
        print(f"{path.stem:24}{figures}", flush=True)
    goals = ("5", "3", "", "1", "10", "5")[: len(names)]
    print(f"{'goal':24}" + "".join(f"{goal:>12}" for goal in goals))
    print("network: compared with durable-rules at every node, by the clock")


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
            "",
        ),
        (
            "  of which the super-deduction of one year",
            median(
                lambda: Evaluator(rulebook, profile, AS_OF).outcome("rd_super_deduction", 2022), 300
            ),
            "",
        ),
    ]
    rows += [
        (
            f"zen-engine: the {len(CONDITIONS)} conditions, two-valued, no reasons",
            median(zen_decision(), 300),
            "",
        ),
        (
            f"plain functions: the same {len(BY_HAND)}",
            median(lambda: [asked(FIGURES) for asked in BY_HAND.values()], 300),
            "",
        ),
    ]
    print(f"Python {platform.python_version()}, {platform.machine()}; medians")
    for name, milliseconds, goal in rows:
        print(f"{name:58} {milliseconds:9.3f} ms  {goal}")
    with InferenceWorker() as worker:
        compared = Decider(rulebook, worker)
        compared.decide(profile, AS_OF, shown)
        if worker.failure is not None:
            print(f"not compared: {worker.failure.in_language('en')}")
        enterprises(alone, compared if worker.failure is None else None)


if __name__ == "__main__":
    main()
