"""What nobody has is asked of nobody: a smaller query, the same answers."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import duckdb
from hypothesis import given as of_all
from hypothesis import strategies as st

from benchmarks.city import AS_OF, write_city
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.lowering.cell_columns import Column, Columns
from huiqi.profile.given_table import GivenTable
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.screening.embedded import database, decide_in_database, written_query
from huiqi.screening.loader import Loaded, load_enterprises
from huiqi.screening.loader.readings import outward
from huiqi.screening.table_answers import Asked, Detail, asked
from tests.screening.test_whole_city import given
from tests.titles import RULES


def _wide(fact: Fact | Definition, column: Column) -> Column:
    """A column of which nothing is known but of what kind it is."""
    if fact.type.enumeration is not None:
        return replace(column, nullable=True, low=0, high=len(fact.type.enumeration.symbols) - 1)
    if fact.type.kind in (Kind.BOOL, Kind.TEXT, Kind.INDUSTRY):
        return replace(column, nullable=True)
    return replace(column, nullable=True, low=min(column.low, 0), high=10 * max(column.high, 10))


def _widened(columns: Columns) -> Columns:
    lists = {
        name: replace(
            own,
            fields={
                key: _wide(RULES.facts[name].fields[key], column)
                for key, column in own.fields.items()
            },
        )
        for name, own in columns.lists.items()
    }
    facts = {key: _wide(RULES.declared(key[0]), column) for key, column in columns.facts.items()}
    return replace(columns, facts=facts, lists=lists)


def _asked(columns: Columns) -> Asked:
    # Those that rest on the ledgers, on titles and on projects.
    names = ("rd-institution-subsidy", "city-rd-subsidy", "above-scale-reward", "first-set")
    measures = [RULES.measures[name] for name in (*names, "technical-renovation", "gazelle")]
    return asked(RULES, columns, AS_OF, measures, Detail.FIGURES)


def test_how_narrow_a_column_is_changes_no_answer(tmp_path: Path) -> None:
    """Of a city with its ledgers, which speak of two years, whole and rows apart alike."""
    city = write_city(tmp_path / "city", RULES, 150, ledgers=True, bounds=0.05)
    with database() as connection:
        loaded = load_enterprises(connection, given(city), RULES, AS_OF, Diagnostics())
        found, lengths = [], []
        for columns in (loaded.columns, _widened(loaded.columns)):
            wanted = _asked(columns)
            written = written_query(wanted)
            decide_in_database(connection, wanted, written)
            names = sorted(
                name
                for name, *_ in connection.execute("DESCRIBE answers").fetchall()
                if name.endswith((".status", ".conditions", ".mark", ".low", ".high", ".grade"))
            )
            selected = ", ".join(f'"{name}"' for name in names)
            rows = connection.execute(
                f"SELECT row, apart, {selected} FROM answers ORDER BY row"
            ).fetchall()
            found.append((names, rows))
            lengths.append(sum(len(part.written) for part in written))
    assert found[0] == found[1]
    assert len(found[0][1]) == 150
    # Two years of ledgers are asked about, not all that anything may be held back to.
    assert lengths[0] < lengths[1] * 2 / 3


def _loaded(folder: Path, records_of: list[tuple[str, str, str]]) -> Loaded:
    """Two firms and their records: of whom, what it is called, of what year."""
    table, records = folder / "T.csv", folder / "L.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["企业名称"], ["示例一厂"], ["示例二厂"]])
    with records.open("w", encoding="utf-8", newline="") as file:
        head = ["企业名称", "项目名称", "年度", "期间", "人员人工费用（万元）"]
        csv.writer(file).writerows([head, *([*own, "全年", "123"] for own in records_of)])
    given_table = GivenTable(file=table, lists=(f"rd_projects={records}",))
    return load_enterprises(duckdb.connect(), given_table, RULES, AS_OF, Diagnostics())


def test_years_and_symbols_are_told_exactly_and_amounts_roughly(tmp_path: Path) -> None:
    """So what a rule asks of another year, or of another symbol, is not asked."""
    loaded = _loaded(tmp_path, [("示例一厂", "甲", "2021"), ("示例二厂", "乙", "2022")])
    fields = loaded.columns.lists["rd_projects"].fields
    assert (fields["year"].low, fields["year"].high) == (2021, 2022)
    period = RULES.facts["rd_projects"].fields["period"].type.enumeration
    assert period is not None
    whole_year = period.symbols.index("year")
    assert (fields["period"].low, fields["period"].high) == (whole_year, whole_year)
    assert not fields["year"].nullable
    assert not fields["period"].nullable
    assert (fields["personnel"].low, fields["personnel"].high) == (10**8, 10**9)


def test_what_is_decided_apart_lies_between_the_ends_too(tmp_path: Path) -> None:
    """The query meets it all the same, and a number must not be wider than it was made for."""
    twice = [("示例二厂", "甲", "2009")] * 2
    loaded = _loaded(tmp_path, [("示例一厂", "甲", "2021"), *twice, ("示例一厂", "甲", "2022")])
    assert loaded.apart == 1
    year = loaded.columns.lists["rd_projects"].fields["year"]
    assert (year.low, year.high) == (2009, 2022)


@of_all(st.integers(-(10**15), 10**15), st.integers(0, 10**15))
def test_amounts_lie_between_powers_of_ten(low: int, width: int) -> None:
    """Around what is there, and on its side of nothing: where nobody has none, none is asked of."""
    least, most = outward(low, low + width)
    assert least <= low
    assert low + width <= most
    assert {len(str(abs(end)).strip("0")) for end in (least, most)} <= {0, 1}
    assert (least > 0, most < 0) == (low > 0, low + width < 0)
