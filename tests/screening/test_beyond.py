"""A measure that no query can say: decided row by row where rows are few, else declared."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from benchmarks.city import AS_OF, City, write_city
from huiqi.city import beside_in_database
from huiqi.cli.commands import application
from huiqi.report.media.markdown import as_markdown
from huiqi.report.pages.screen_change import change_screen
from huiqi.report.phrases import Phrases
from huiqi.rulebook.hypothesis import suppose
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening import beyond_measures
from tests.screening.beyond_rules import MEASURE, rules_with_it
from tests.screening.test_whole_city import by_evaluator, cents, given, screened, told
from tests.thorough import THOROUGH
from tests.titles import RULES


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rulebook]:
    """The rules with such a measure."""
    return rules_with_it(tmp_path_factory.mktemp("beyond"))


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, rules: tuple[Path, Rulebook]) -> City:
    """A small one, of which some figures are bounds."""
    folder = tmp_path_factory.mktemp("city") / "csv"
    return write_city(folder, rules[1], 40 if THOROUGH else 20, csv=True, bounds=0.1)


def test_a_few_rows_are_decided_by_the_evaluator(
    city: City, rules: tuple[Path, Rulebook], tmp_path: Path
) -> None:
    """Each with the answer of ``check``; the sums count them; nothing is declared."""
    output = tmp_path / "out.parquet"
    screened(city, output, "--rules", str(rules[0]))
    expected = by_evaluator(city, rules[1])
    found = told(output)
    assert found.keys() == expected.keys()
    for row, answers in expected.items():
        answer = answers[MEASURE]
        assert found[row][f"{MEASURE}.status"] == answer.status.value
        assert found[row][f"{MEASURE}.mark"] == answer.mark.value
        assert found[row][f"{MEASURE}.low"] == cents(answer.low)
        assert found[row][f"{MEASURE}.high"] == cents(answer.high)
        failing = str(found[row][f"{MEASURE}.failing"] or "")
        assert failing.split() == list(answer.failing)
    assert len({answers[MEASURE].status for answers in expected.values()}) > 1
    summary = json.loads((tmp_path / "out.summary.json").read_text(encoding="utf-8"))
    assert summary["undecided"] == []
    (own,) = (one for one in summary["measures"] if one["id"] == MEASURE)
    assert sum(own["marks"].values()) == len(expected)


@pytest.mark.few(1)
@pytest.mark.parametrize("more", [[], ["--automatic"], ["--set", "rd_subsidy_rate=15%"]])
def test_of_many_rows_it_is_declared(
    rules: tuple[Path, Rulebook], tmp_path: Path, more: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On standard error, on the screen and in the file: which, and why."""
    monkeypatch.setattr(beyond_measures, "MOST_ROWS", 10)
    city = write_city(tmp_path / "city", rules[1], 12)
    output = tmp_path / "out.html"
    options = [*city.options(rules[1]), "-o", output, "--as-of", AS_OF, "--rules", rules[0]]
    done = CliRunner().invoke(application(), ["screen", *map(str, options), *more])
    assert done.exit_code == 0, done.stderr
    assert "D106" in done.stderr
    for text in (done.stderr, done.stdout, output.read_text(encoding="utf-8")):
        assert "三张清单" in text
        assert "清单套了三层" in text


@pytest.mark.few(0)
def test_where_it_is_declared_no_row_says_anything_of_it(
    rules: tuple[Path, Rulebook], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file of all answers has one column of it, with the reason; the summary names it."""
    monkeypatch.setattr(beyond_measures, "MOST_ROWS", 10)
    city = write_city(tmp_path / "city", rules[1], 12)
    for name, head in (
        ("out.parquet", f"{MEASURE}.not_decided"),
        ("out.csv", "三张清单：没有评估"),
    ):
        options = [*city.options(rules[1]), "-o", tmp_path / name, "--as-of", AS_OF]
        arguments = ["screen", *map(str, options), "--rules", str(rules[0])]
        assert CliRunner().invoke(application(), arguments).exit_code == 0
        rows = duckdb.connect().execute(f"SELECT * FROM '{tmp_path / name}'")
        heads = [column[0] for column in rows.description or ()]
        own = [one for one in heads if one.startswith((MEASURE, "三张清单"))]
        assert own == [head]
        assert {row[heads.index(head)] for row in rows.fetchall()} == {"清单套了三层"}
    summary = json.loads((tmp_path / "out.summary.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in summary["undecided"]] == [MEASURE]
    assert MEASURE not in [one["id"] for one in summary["measures"]]


@pytest.mark.few(0)
def test_other_rules_are_not_compared_by_what_was_not_decided(
    city: City, rules: tuple[Path, Rulebook], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one side alone has such a measure, nobody gains by it; where both do, it is compared
    of few rows.
    """
    other = suppose(RULES, ["rd_subsidy_rate=15%"])
    decided = beside_in_database(RULES, rules[1], given(city), AS_OF)
    assert MEASURE in [one.name for one in decided.measures]
    monkeypatch.setattr(beyond_measures, "MOST_ROWS", 10)
    found = beside_in_database(rules[1], other, given(city), AS_OF)
    expected = beside_in_database(RULES, other, given(city), AS_OF)
    assert found.measures == expected.measures
    assert found.whole == expected.whole
    assert list(found.undecided) == [MEASURE]


def test_a_measure_that_the_other_rules_have_no_more_is_named(
    city: City, rules: tuple[Path, Rulebook]
) -> None:
    """In the rules as they are: whoever had it loses it."""
    found = beside_in_database(rules[1], RULES, given(city), AS_OF)
    told = as_markdown(change_screen(found, Phrases(RULES)), "zh")
    assert "三张清单" in told
