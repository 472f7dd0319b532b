"""Whom ``--where`` chooses of a whole city: those of a small table, and nothing of the others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from benchmarks.city import AS_OF, City, write_city
from huiqi.city import beside_in_database, chosen_of, screen, screen_city
from huiqi.cli.commands import application
from huiqi.decision.results import Decision
from huiqi.decision.standing import Mark
from huiqi.diagnostics import InputError
from huiqi.report.pages.marks import WORDS
from huiqi.rulebook.hypothesis import suppose
from huiqi.screening import city_chosen
from huiqi.screening.screened import Screening
from huiqi.screening.worded import Worded
from tests.screening.test_whole_city import given, told
from tests.thorough import some
from tests.titles import RULES

NAMES = {mark: (word,) for mark, word in WORDS.items()}
HOSTILE = "莘县'; DROP TABLE answers; --"


def _wordless(decision: Decision) -> Worded:
    return Worded()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The table."""
    return write_city(tmp_path_factory.mktemp("city") / "csv", RULES, 60, csv=True, bounds=0.1)


@pytest.fixture(scope="module")
def small(city: City) -> Screening:
    """The same, row by row."""
    return screen(RULES, given(city), AS_OF, _wordless)


def rows_of_city(city: City, wheres: Sequence[str]) -> set[int]:
    """Whom it chooses where a database decides."""
    options = {"wheres": wheres, "words": NAMES}
    with screen_city(RULES, given(city), AS_OF, _wordless, first=99, **options) as found:  # type: ignore[arg-type]
        assert found.screening.decided == len(found.screening.entries) == len(found.rows())
        totals = found.screening.measures
        assert {sum(one.marks.values()) for one in totals} == {found.screening.decided}
        return {entry.row for entry in found.screening.entries}


def _wheres(small: Screening) -> list[list[str]]:
    """Each kind, of what somebody has."""
    county = small.entries[3].carried[small.carried.index("县市区")]
    found = [[f"县市区={county}"], [f"县市区= {county} "]]
    marks = {
        answer.mark: answer.measure for entry in small.entries for answer in entry.screened.answers
    }
    assert Mark.ONE_STEP in marks
    found += [[f"{measure}={WORDS[mark]}"] for mark, measure in marks.items()]
    near = next(
        answer.measure
        for entry in small.entries
        for answer in entry.screened.answers
        if answer.near is not None and answer.near <= 0.1
    )
    return [*found, [f"{near}=接近"], [f"县市区={county}", f"{marks[Mark.ONE_STEP]}=差一步"]]


def test_the_same_are_chosen_as_of_a_small_table(city: City, small: Screening) -> None:
    """By a column however it is typed, by each mark, by near, by two things at once."""
    for wheres in some(_wheres(small), 2):
        expected = {entry.row for entry in chosen_of(small, wheres, NAMES).entries}
        assert rows_of_city(city, wheres) == expected, wheres


@pytest.mark.parametrize(
    ("where", "code"),
    [("县市=莘县", "C144"), (f"县市区={HOSTILE}", "C145"), ("优秀研发机构补贴=可得", "C145")],
)
def test_what_nobody_is_is_refused(city: City, where: str, code: str) -> None:
    """As of a small table, before the work; what is written is no part of a query."""
    steps: list[str] = []
    options = {"wheres": [where], "words": NAMES, "step": steps.append}
    with (
        pytest.raises(InputError) as refused,
        screen_city(RULES, given(city), AS_OF, _wordless, first=9, **options),  # type: ignore[arg-type]
    ):
        pass
    assert [one.code for one in refused.value.diagnostics] == [code]
    assert steps == ["loading"]


def test_a_single_change_is_not_looked_for_in_too_many(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says how many they are, and what to write instead."""
    monkeypatch.setattr(city_chosen, "MOST_ROWS", 3)
    with pytest.raises(InputError) as refused:
        rows_of_city(city, ["above-scale-reward=差一步"])
    (fault,) = refused.value.diagnostics
    assert fault.code == "C146"
    assert "接近" in fault.remedy


def test_cards_and_files_are_of_the_chosen_alone(tmp_path: Path) -> None:
    """A page for each, a line for each, the sums of them; said on the screen and in the summary."""
    city = write_city(tmp_path / "city", RULES, 30)
    files = f"read_parquet('{city.enterprises}/*.parquet')"
    query = f"SELECT 县市区, count(*) FROM {files} WHERE 县市区 IS NOT NULL GROUP BY 1 ORDER BY 2"
    county, number = duckdb.connect().execute(query).fetchall()[0]
    output, cards = tmp_path / "out.parquet", tmp_path / "cards"
    options = [*city.options(RULES), "-o", output, "--cards", cards, "--as-of", AS_OF]
    words = ["screen", *map(str, options), "--where", f"县市区={county}"]
    done = CliRunner().invoke(application(), words)
    assert done.exit_code == 0, done.stderr
    rows = told(output)
    assert len(rows) == number
    pages = [path.stem for path in cards.iterdir() if path.name != "index.html"]
    assert sorted(int(stem.partition("-")[2]) for stem in pages) == list(rows)
    summary = json.loads((tmp_path / "out.summary.json").read_text(encoding="utf-8"))
    assert summary["where"] == [f"县市区={county}"]
    assert summary["decided"] == number
    assert f"县市区={county}" in done.stdout


@pytest.mark.few(0)
def test_other_rules_are_compared_by_the_chosen_alone(city: City, small: Screening) -> None:
    """By what they are under the rules as they are."""
    county = small.entries[3].carried[small.carried.index("县市区")]
    other = suppose(RULES, ["rd_subsidy_rate=15%"])
    found = beside_in_database(
        RULES, other, given(city), AS_OF, wheres=[f"县市区={county}"], words=NAMES
    )
    expected = len(chosen_of(small, [f"县市区={county}"], NAMES).entries)
    assert found.before.decided == found.after.decided == expected
    assert sum(found.whole.ways.values()) == expected
