"""How far a city is: by rows, within one query too, with the time that is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from benchmarks.city import AS_OF, write_city
from huiqi.city import screen_city
from huiqi.cli.progress import Progress, seconds_left
from huiqi.decision.results import Decision
from huiqi.screening import embedded, query_progress
from huiqi.screening.worded import Worded
from tests.screening.test_whole_city import given
from tests.titles import RULES


def test_the_time_that_is_left_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """At the pace of this step alone; not before that says something, nor of what is done."""
    seconds: Iterator[float] = iter([0.0, 1000.0, 1001.0, 1010.0, 1100.0])
    progress = Progress("zh", clock=lambda: next(seconds))
    progress.tell("评估")
    for done in ("1/400", "100/400", "400/400"):
        progress.tell(done)
    said = capsys.readouterr().err
    # Ten seconds for a hundred: thirty for the other three hundred.
    assert said == "评估 1/400\n评估 100/400 约剩 30 秒\n评估 400/400\n"


@pytest.mark.parametrize(
    ("elapsed", "done", "total", "left"),
    [(10, 1, 3, 20), (1, 1, 3, None), (10, 0, 3, None), (10, 3, 3, None), (90, 30, 40, 30)],
)
def test_what_is_left_is_as_slow_as_what_was(
    elapsed: float, done: int, total: int, left: int | None
) -> None:
    """Worked out by hand."""
    assert seconds_left(elapsed, done, total) == left


def test_a_query_tells_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never less than before, and nothing after it."""
    monkeypatch.setattr(query_progress, "_EVERY", 0.001)
    told: list[float] = []
    connection = duckdb.connect(config={"threads": 1})
    for doublings in range(8):
        # On a busy machine a query may be over before anybody looked: then a longer one.
        rows = 1_000_000 << doublings
        connection.execute(f"CREATE OR REPLACE TABLE t AS FROM range({rows}) t(a)")
        with query_progress.watched(connection, told.append):
            connection.execute("CREATE OR REPLACE TABLE r AS SELECT max(md5(a::VARCHAR)) FROM t")
        if told:
            break
    number = len(told)
    assert number
    assert told == sorted(set(told))
    assert all(0 < share <= 1 for share in told)
    connection.execute("SELECT max(md5(a::VARCHAR)) FROM t").fetchall()
    assert len(told) == number


def test_a_city_is_told_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its rows, up to the last, in equal parts."""
    monkeypatch.setattr(embedded, "AT_ONCE", 10)
    city = write_city(tmp_path / "city", RULES, 24)
    told: list[str] = []
    steps: list[tuple[str, int]] = []

    def step(name: str) -> None:
        steps.append((name, len(told)))

    def wordless(decision: Decision) -> Worded:
        return Worded()

    more = told.append
    with screen_city(RULES, given(city), AS_OF, wordless, first=1, step=step, progress=more):
        pass
    places = dict(steps)
    deciding = told[places["deciding"] : places["apart"]]
    ends = ["8/24", "16/24", "24/24"]
    assert [one for one in deciding if one in ends] == ends
    assert deciding == sorted(deciding, key=lambda one: int(one.partition("/")[0]))
    loading = [
        int(one.removesuffix("/100")) for one in told[places["loading"] : places["deciding"]]
    ]
    # A file after the other, each by what it holds.
    assert loading[0] == 0
    assert len(loading) == len(city.lists) + 1
    assert loading == sorted(set(loading))
