"""How fast items are found and incidents answered, with the rules' own lists and with 785 more.

Prints medians and the slowest; asserts nothing.  `make bench-penalty`.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from huiqi.diagnostics import Diagnostics  # noqa: E402
from huiqi.inference import InferenceWorker  # noqa: E402
from huiqi.penalty.deciding import PenaltyDecider  # noqa: E402
from huiqi.penalty.imported import ListHeading  # noqa: E402
from huiqi.penalty.importing import import_table  # noqa: E402
from huiqi.penalty.incident_reader import incident_from  # noqa: E402
from huiqi.penalty.list_search import Index  # noqa: E402
from huiqi.rulebook.documents import read_yaml_text  # noqa: E402
from huiqi.rulebook.loading import load_penalties  # noqa: E402
from huiqi.rulebook.penalties import PenaltyBook  # noqa: E402
from tests.penalty.test_import import synthetic, write_csv  # noqa: E402
from tests.penalty.test_search import ROWS  # noqa: E402

DAY = date(2025, 6, 1)
ACT = """\
incident: {what: 食品生产者未悬挂食品生产许可证, domain: 市场监管, person: 企业,
  committed_on: 2025-03-01, found_on: 2025-03-01, correct_by: 2025-03-10}
items: [shandong-2021-3, market-first-1]
history: []
events:
  - {what: 改正, incident: {corrected_on: 2025-03-05}}
"""


def timed(name: str, actions: Iterable[Callable[[], object]]) -> None:
    """The median and the slowest of the actions, in milliseconds."""
    samples = []
    for action in actions:
        start = time.perf_counter()
        action()
        samples.append((time.perf_counter() - start) * 1000)
    samples.sort()
    print(f"{name:<44}{samples[len(samples) // 2]:9.2f}{samples[-1]:9.2f} ms")


def measure(label: str, book: PenaltyBook) -> None:
    """Search and decisions on one book."""
    index = Index(book)
    queries = [f"{row[0][:4]} {row[0][-4:]}" for row in ROWS.values()]
    rows = len(book.items) + len(book.precedents)
    timed(
        f"{label}: search in {rows} rows",
        [lambda query=query: index.find(query) for query in queries],  # type: ignore[misc]
    )
    document = read_yaml_text(ACT, "act", Diagnostics())
    assert document is not None
    incident = incident_from(document, book, DAY, Diagnostics())
    assert incident is not None
    decider = PenaltyDecider(book)
    timed(f"{label}: an answer, plain reading", [lambda: decider.decide(incident, DAY)] * 20)
    with InferenceWorker() as worker:
        both = PenaltyDecider(book, worker)
        timed(f"{label}: an answer, network beside it", [lambda: both.decide(incident, DAY)] * 20)


def main() -> None:
    """Both books."""
    print(f"Python {platform.python_version()}, {platform.machine()}    median  slowest")
    timed("loading the rules", [lambda: load_penalties(ROOT / "rules")] * 5)
    book = load_penalties(ROOT / "rules")
    measure("own lists", book)
    with tempfile.TemporaryDirectory() as folder:
        table = write_csv(Path(folder) / "list.csv", synthetic())
        outcome = import_table(
            table, book, ListHeading(title="合成清单（仅供测试）"), diagnostics=Diagnostics()
        )
        assert outcome is not None
        path = Path(folder) / "0001.yaml"
        path.write_text(outcome.text, encoding="utf-8")
        timed("loading with 785 imported", [lambda: load_penalties(ROOT / "rules", (path,))] * 3)
        measure("with 785 more", load_penalties(ROOT / "rules", (path,)))


if __name__ == "__main__":
    main()
