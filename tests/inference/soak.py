"""Many decisions by network and evaluator, compared: ``python tests/inference/soak.py``.

Prints decisions, differences and the worker's memory as it goes.  Fails on any difference, and
if the worker's memory grows by more than 10 MB.  What it has free but keeps depends on which graph
came last, by tens of megabytes; so the most in the last fifth is compared with the most in the
first.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

ALLOWED_GROWTH = 10.0  # megabytes
SHAPES = [(6, 4, 4), (20, 12, 6), (60, 20, 10), (60, 40, 6), (300, 30, 30)]
ROUND = 250  # decisions between two graphs
PATIENCE = 600.0  # seconds for a round: the machine may be busy, and how long it takes is no fault


def resident(pid: int) -> float:
    """A process's resident memory, in megabytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} has no resident memory")


def soak(decisions: int, seed: int) -> bool:
    """Whether there was no difference and no growth."""
    from huiqi.inference import InferenceWorker, Session, evaluate
    from tests.inference.graphs import random_graph, random_leaves

    chance = random.Random(seed)
    graphs = [random_graph(chance, *shape) for shape in SHAPES for _ in range(4)]
    done = nodes = differences = 0
    memory: list[tuple[int, float]] = []
    begun = time.monotonic()
    reported = 0
    with InferenceWorker(PATIENCE) as worker:
        for graph in graphs:  # all are loaded before memory is first measured
            worker.infer(graph, {})
        first = worker.pid
        while done < decisions:
            graph = chance.choice(graphs)
            cases = [random_leaves(chance, graph) for _ in range(min(ROUND, decisions - done))]
            for leaves, found in zip(cases, worker.infer_many(graph, cases), strict=True):
                done += 1
                nodes += len(found)
                differences += found != evaluate(graph, leaves)
            with Session(worker, graph) as session:
                for leaf, truth in cases[-1].items():
                    session.tell(leaf, truth)
                differences += session.truths() != evaluate(graph, cases[-1])
            if worker.pid is None or worker.pid != first:
                print("the worker was replaced")
                return False
            memory.append((done, resident(worker.pid)))
            if done * 20 // decisions > reported:
                reported = done * 20 // decisions
                print(
                    f"{done:>8} decisions  {nodes:>10} truths  {differences} differences  "
                    f"{memory[-1][1]:6.1f} MB  {done / (time.monotonic() - begun):5.0f}/s",
                    flush=True,
                )
    early = max(size for at, size in memory if at * 5 <= decisions or at == memory[0][0])
    late = max(size for at, size in memory if at * 5 >= decisions * 4)
    growth = late - early
    print(
        f"the worker's memory: at most {early:.1f} MB early, {late:.1f} MB late: {growth:+.1f} MB"
    )
    return differences == 0 and growth <= ALLOWED_GROWTH


def main() -> int:
    """Exit status 1 on a difference or on growth."""
    parser = argparse.ArgumentParser(description="compare network and evaluator at length")
    parser.add_argument("--decisions", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    root = Path(__file__).parents[2]
    sys.path[:0] = [str(root / "engine"), str(root)]
    return 0 if soak(options.decisions, options.seed) else 1


if __name__ == "__main__":
    sys.exit(main())
