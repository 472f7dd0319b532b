"""A table decided in a database: every answer is the one of ``check``, whatever the file's form."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest
from python_calamine import load_workbook

from benchmarks.city import AS_OF, City, write_city
from huiqi.city import beside, beside_in_database, groups_of, screen, screen_city
from huiqi.decision.decide import Decider
from huiqi.decision.nearness import NEAR
from huiqi.decision.results import Decision, Status
from huiqi.decision.standing import Mark
from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.quantities import Number, round_half_up
from huiqi.rulebook.hypothesis import suppose
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.answer_columns import bit_name
from huiqi.screening.keeping import answer_of
from huiqi.screening.running import Decided, RowDecider, decide_rows
from huiqi.screening.screened import MeasureAnswer
from huiqi.screening.worded import Worded
from huiqi.truth import Truth
from tests.commands import huiqi
from tests.thorough import THOROUGH
from tests.titles import RULES

GRADES = ("official", "reported", "comparable", "assumed", "unsourced")


def given(city: City) -> GivenTable:
    """As it is given on the command line."""
    labels = {name: RULES.facts[name].label.zh for name in city.lists}
    return GivenTable(
        file=city.enterprises,
        lists=tuple(f"{labels[name]}={path}" for name, path in city.lists.items()),
        whole=tuple(labels[name] for name in city.whole),
    )


def by_evaluator(city: City, rulebook: Rulebook = RULES) -> dict[int, dict[str, MeasureAnswer]]:
    """Every answer, by row and measure, as ``check`` decides them."""
    return answers_of(given(city), AS_OF, rulebook)


def answers_of(
    given_table: GivenTable, as_of: date, rulebook: Rulebook = RULES
) -> dict[int, dict[str, MeasureAnswer]]:
    """The same of any table."""
    table, lists = given_table.opened(rulebook, as_of, Diagnostics())
    decider = RowDecider(
        Decider(rulebook),
        table,
        lists,
        as_of,
        measures=rulebook.supports,
        tell=lambda decision: {one.measure.id: answer_of(one) for one in decision.results},
    )
    found = decide_rows(decider, 2, lambda told: None)
    return {one.row.number: one.told for one in found if isinstance(one, Decided)}


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command, in a process of its own."""
    return huiqi(*map(str, arguments), timeout=240)


def screened(city: City, output: Path, *more: str) -> str:
    """What the command writes, and prints."""
    ran = run("screen", *city.options(RULES), "-o", output, "--as-of", AS_OF, *more)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def parquet(path: Path, query: str) -> Path:
    """What a query gives, as a file."""
    duckdb.connect().execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
    return path


def told(output: Path) -> dict[int, Mapping[str, object]]:
    """The rows of a Parquet file, by their numbers."""
    answer = duckdb.connect().execute(f"FROM '{output}'")
    names = [column[0] for column in answer.description or ()]
    return {row[0]: dict(zip(names, row, strict=True)) for row in answer.fetchall()}


def cents(value: Number | None) -> Decimal | None:
    """An amount as it is written: to the cent."""
    return None if value is None else round_half_up(value, 2)


def same_answers(
    found: Mapping[int, Mapping[str, object]], expected: Mapping[int, Mapping[str, MeasureAnswer]]
) -> None:
    """Every answer that was written is the one of the evaluator, and of every row."""
    assert found.keys() == expected.keys()
    names = {name.partition(".")[0] for name in next(iter(found.values()))}
    for row, answers in expected.items():
        for measure, answer in answers.items():
            assert measure in names
            own = {key: found[row].get(f"{measure}.{key}") for key in ("low", "high", "at_most")}
            amounts = {"low": answer.low, "high": answer.high, "at_most": answer.at_most}
            if answer.fund_only:
                # The whole of a fund bounds no one enterprise.
                amounts |= {"high": None, "at_most": None}
            place = f"row {row}, {measure}"
            assert found[row][f"{measure}.status"] == answer.status.value, place
            assert found[row][f"{measure}.conditions"] == answer.conditions.value, place
            assert found[row][f"{measure}.mark"] == answer.mark.value, place
            assert found[row][f"{measure}.grade"] == GRADES[answer.grade], place
            assert own == {key: cents(value) for key, value in amounts.items()}, place
            missing = str(found[row].get(f"{measure}.missing") or "").split()
            assert {*missing} == {bit_name(one) for one in answer.missing}, place


@pytest.mark.few(1)
@pytest.mark.parametrize("ledgers", [False, True])
def test_every_answer_is_the_one_of_check(tmp_path: Path, ledgers: bool) -> None:
    """Of figures, bounds, what is not known, and lists that hold all or some; two files' forms."""
    rows = 16 if ledgers else 40
    city = write_city(tmp_path / "csv", RULES, rows, ledgers=ledgers, csv=True, bounds=0.1)
    expected = by_evaluator(city)
    output = tmp_path / "out.parquet"
    screened(city, output)
    same_answers(told(output), expected)


def test_what_is_summed_is_the_sum_of_the_answers(tmp_path: Path) -> None:
    """By measure: how many stand how, and what those who have it come to."""
    city = write_city(tmp_path / "city", RULES, 40, csv=True)
    output = tmp_path / "out.parquet"
    screened(city, output)
    summary = json.loads((tmp_path / "out.summary.json").read_text(encoding="utf-8"))
    rows = told(output)
    assert summary["decided"] == len(rows) == 40
    for measure in summary["measures"]:
        marks = [row[f"{measure['id']}.mark"] for row in rows.values()]
        assert measure["marks"] == {mark: marks.count(mark) for mark in set(marks)}
        lows = [
            Decimal(str(row.get(f"{measure['id']}.low") or 0))
            for row in rows.values()
            if row[f"{measure['id']}.mark"] == "eligible"
        ]
        if measure["low"] is not None:
            assert Decimal(measure["low"]) == sum(lows, Decimal(0))


def test_a_row_that_cannot_be_read_is_told_and_the_others_are_decided(tmp_path: Path) -> None:
    """With its cell and the reason; no text of a cell is run by a spreadsheet."""
    table = parquet(
        tmp_path / "t.parquet",
        "SELECT * FROM (VALUES ('示例企业甲', '=1+1', '300'), ('示例企业乙', '@x', '三百左右'))"
        ' AS t("企业名称", "备注", "2022年营业收入（万元）")',
    )
    output = tmp_path / "out.csv"
    words = ("screen", table, "-o", output, "--as-of", "2023-06-20")
    # Where nobody says otherwise, it is decided with that cell unknown.
    assert run(*words).returncode == 0
    with output.open(encoding="utf-8-sig", newline="") as stream:
        names = {line["企业名称"] for line in csv.DictReader(stream)}
    assert names == {"示例企业甲", "示例企业乙"}
    assert run(*words, "--refuse-unread").returncode == 0
    with output.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [line["企业名称"] for line in lines] == ["示例企业甲"]
    assert lines[0]["备注"] == "'=1+1"
    rejects = (tmp_path / "out.rejects.csv").read_text(encoding="utf-8-sig")
    assert "P12" in rejects
    assert "三百左右" in rejects


def test_what_contradicts_is_refused_with_the_reason(tmp_path: Path) -> None:
    """A figure within another cannot be above it: the row is in the rejects, as ``check`` says."""
    table = parquet(
        tmp_path / "t.parquet",
        "SELECT * FROM (VALUES ('示例企业甲', 100, 90), ('示例企业乙', 100, 110))"
        ' AS t("企业名称", "2022年营业收入（万元）", "2022年主营业务收入（万元）")',
    )
    output = tmp_path / "out.parquet"
    assert run("screen", table, "-o", output, "--as-of", "2023-06-20").returncode == 0
    assert len(told(output)) == 1
    assert "P140" in (tmp_path / "out.rejects.csv").read_text(encoding="utf-8-sig")


@pytest.mark.few(0)
def test_other_rules_are_compared_as_on_a_small_table(tmp_path: Path) -> None:
    """Each measure by itself: what it costs under both, of how many it goes which way."""
    city = write_city(tmp_path / "city", RULES, 100, csv=True, bounds=0.05, seed=2)
    other = suppose(RULES, ["rd_subsidy_rate=15%", "rd_subsidy_cap=10万元"])
    row_by_row = [screen(rules, given(city), AS_OF, _wordless) for rules in (RULES, other)]
    expected = beside(row_by_row[0], row_by_row[1], groups_of(row_by_row[0]))
    found = beside_in_database(RULES, other, given(city), AS_OF)
    assert found.measures == expected.measures
    assert any(one.differing for one in found.measures)
    assert [one.claims for one in found.pools] == [one.claims for one in expected.pools]


def test_what_may_be_had_together_is_what_the_rules_on_several_leave(tmp_path: Path) -> None:
    """Of what is had for certain, added up as for each enterprise by itself, in 2026."""
    day = date(2026, 3, 1)
    city = write_city(tmp_path / "city", RULES, 80 if THOROUGH else 40, csv=True, as_of=day, seed=3)
    decider = Decider(RULES)
    table, lists = given(city).opened(RULES, day, Diagnostics())
    row_decider = RowDecider(
        decider, table, lists, day, measures=RULES.supports, tell=_certain_together
    )
    sums = [
        one.told
        for one in decide_rows(row_decider, 2, lambda told: None)
        if isinstance(one, Decided)
    ]
    found = beside_in_database(RULES, RULES, given(city), day)
    assert found.whole.before.low == sum((low for low, _ in sums), Decimal(0))
    highs = [high for _, high in sums]
    assert found.whole.before.high == (None if None in highs else sum(filter(None, highs)))
    assert found.whole.before == found.whole.after
    assert any(low or high for low, high in sums)


def _certain_together(decision: Decision) -> tuple[Number, Number | None]:
    had = [
        one
        for one in decision.results
        if one.status is Status.QUALIFIES and one.force.truth is Truth.TRUE
    ]
    best = decision.rest.combinations(had).permitted
    totals = [total for levels in best.totals_by_level.values() for total in levels.values()]
    return sum((total.low for total in totals), Decimal(0)), best.most


def _wordless(decision: Decision) -> Worded:
    return Worded()


def test_whom_to_call_is_listed_by_group(tmp_path: Path) -> None:
    """A sheet for each, and one of all enterprises."""
    city = write_city(tmp_path / "city", RULES, 24)
    output = tmp_path / "out.xlsx"
    said = screened(city, output, "--by", "县市区")
    book = load_workbook(str(output))
    files = f"read_parquet('{city.enterprises}/*.parquet')"
    query = f"SELECT DISTINCT 县市区 FROM {files} WHERE 县市区 IS NOT NULL"
    counties = {county for (county,) in duckdb.connect().execute(query).fetchall()}
    assert counties <= set(book.sheet_names)
    assert len(book.get_sheet_by_name("逐户").to_python()) == 25
    assert "24 户" in said


def _is_ready(answer: MeasureAnswer) -> bool:
    met = answer.mark is Mark.ASK_OFFICE and answer.conditions is Status.QUALIFIES
    return answer.mark is Mark.ELIGIBLE or met


def _called(answers: tuple[MeasureAnswer, ...]) -> tuple[int, Fraction, Fraction]:
    """Nearest first, then what can be had or confirmed, then what is asked, by the money in it."""
    near = [one.near for one in answers if one.near is not None and one.near <= NEAR]
    ready = max((Fraction(one.most or 0) for one in answers if _is_ready(one)), default=None)
    asked = [Fraction(one.most or 0) for one in answers if one.mark is Mark.ASK_ENTERPRISE]
    most = ready or max(asked, default=Fraction(0))
    kind = 0 if near else 1 if ready else 2 if asked else 3
    return kind, min(near, default=Fraction(0)), -most


def test_whom_to_call_first_is_the_same_as_in_a_small_table(tmp_path: Path) -> None:
    """By the answers of the evaluator, in an order worked out anew; of any number the same."""
    city = write_city(tmp_path / "city", RULES, 24)
    with screen_city(RULES, given(city), AS_OF, _wordless, first=24) as found:
        ((_, every),) = found.groups
    keys = {entry.row: _called(entry.screened.answers) for entry in every}
    assert len({key[0] for key in keys.values()}) > 1
    expected = sorted(keys, key=lambda row: (*keys[row], row))
    for number in (1, 9):
        with screen_city(RULES, given(city), AS_OF, _wordless, first=number) as found:
            ((_, entries),) = found.groups
            assert {entry.row for entry in entries} == set(expected[:number])


@pytest.mark.parametrize("option", ["--where 没有的列=莘县", "--by 没有的列"])
def test_what_is_not_to_be_had_is_refused(tmp_path: Path, option: str) -> None:
    """In one line with the remedy; nothing is left out in silence."""
    city = write_city(tmp_path / "city", RULES, 4)
    ran = run("screen", *city.options(RULES), "--as-of", AS_OF, *option.split())
    assert ran.returncode == 2
    assert "C14" in ran.stderr


def test_without_the_library_the_remedy_is_one_line(tmp_path: Path) -> None:
    """A small table of people needs none of it."""
    code = (
        "import sys\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *more: None if name == 'duckdb' else find(name, *more)\n"
        "from huiqi.cli import main; main()"
    )
    table = parquet(tmp_path / "t.parquet", "SELECT '示例企业甲' AS \"企业名称\"")
    ran = subprocess.run(
        [sys.executable, "-c", code, "screen", str(table)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 2
    assert "pip install 'huiqi[screen]'" in ran.stderr
    assert "Traceback" not in ran.stderr
