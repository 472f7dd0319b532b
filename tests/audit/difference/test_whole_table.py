"""A city compared by queries: the same answers as row by row, on random tables and rule changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from benchmarks.city import AS_OF, City, write_city
from huiqi.audit.difference import counting, whole_table
from huiqi.audit.difference.changed_rows import BothSides
from huiqi.audit.difference.compare import changes_of
from huiqi.audit.difference.enterprises import Enterprises
from huiqi.audit.difference.results import (
    Changes,
    CountedCause,
    Direction,
    EnterpriseChange,
    Side,
)
from huiqi.audit.mutants import mutants
from huiqi.city import is_city
from huiqi.decision.decide import Decider
from huiqi.decision.results import Amount
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.profile.given_table import GivenTable
from huiqi.rulebook.hypothesis import suppose
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.loader import WrittenRows
from tests.screening.beyond_rules import rules_with_it
from tests.screening.test_whole_city import given
from tests.thorough import THOROUGH
from tests.titles import RULES

#: So many enterprises, of which some figures are bounds that no column holds.
ROWS = 50 if THOROUGH else 24
#: So many small changes of the rules at once.
CHANGES = 25
LATER, EARLIER = date(2024, 6, 20), date(2022, 12, 30)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The register; more than the processes take at a time."""
    return write_city(tmp_path_factory.mktemp("city") / "csv", RULES, ROWS, csv=True, bounds=0.05)


def changed_rules(seed: int) -> Rulebook:
    """The rules with random small changes of conditions, amounts, parameters and definitions; and
    one that enterprises of the city notice, whatever the others come to.
    """
    rulebook, drawn = RULES, Random(seed)
    every = [one for one in mutants(RULES) if one.owner.key in _READ]
    for mutant in drawn.sample(every, CHANGES):
        rulebook = mutant.rulebook(rulebook)
    return suppose(rulebook, ["rd_subsidy_rate=15%"])


#: What can be changed so that an enterprise notices.
_READ = {
    *(measure.id for measure in RULES.supports),
    *RULES.definitions,
    *RULES.parameters,
}


def both_ways(
    before: Side, after: Side, table: GivenTable, few: int | None = None
) -> tuple[Changes, Changes]:
    """Row by row, and by queries; ``few``: of so many rows the evaluator tells all."""
    by_row = changes_of(before, after, Enterprises(table=table))
    with pytest.MonkeyPatch.context() as patched:
        if few is not None:
            patched.setattr(whole_table, "FEW_ROWS", few)
        by_query = changes_of(before, after, Enterprises(table=table, city=True))
    return by_row, by_query


def without_working(changes: Changes) -> Iterator[EnterpriseChange]:
    """What the queries tell of a change: not its step, nor that too little is not paid out."""

    def plain(amount: Amount | None) -> Amount | None:
        return None if amount is None else replace(amount, nothing_below=None)

    for one in changes.changes:
        yield replace(
            one,
            line=None,
            amount_before=plain(one.amount_before),
            amount_after=plain(one.amount_after),
        )


def agree(by_row: Changes, by_query: Changes) -> None:
    """Every change, its clauses, and what is counted."""
    assert by_query.unread.keys() == by_row.unread.keys()
    assert by_query.groups == by_row.groups
    # Nodes that went from process to process are others, written alike.
    lines = {(one.file, one.measure): repr(one.line) for one in by_row.changes}
    assert list(without_working(by_query)) == list(without_working(by_row))
    for one in by_query.changes:
        assert one.line is None or repr(one.line) == lines[one.file, one.measure]
    assert by_query.causes == by_row.causes
    assert by_query.unlisted == by_row.unlisted


@pytest.mark.few(0)
@pytest.mark.parametrize("seed", range(2))
def test_random_changes_of_the_rules(city: City, seed: int) -> None:
    """By officer; of more rows than the evaluator is asked to tell."""
    sides = Side("A", RULES, AS_OF), Side("B", changed_rules(seed), AS_OF)
    by_row, by_query = both_ways(*sides, replace(given(city), by="服务专员"), few=0)
    assert by_row.compared == ROWS
    assert by_row.changes
    agree(by_row, by_query)
    # That no step is told of an amount is said.
    assert "D108" in {one.code for one in by_query.remarks}


@pytest.mark.few(0)
@pytest.mark.parametrize("days", [(AS_OF, LATER), (LATER, EARLIER)])
def test_two_days(city: City, days: tuple[date, date]) -> None:
    """One table, loaded once, of which neither day is part; by what the rules derive."""
    one, other = (Side(str(day), RULES, day) for day in days)
    by_row, by_query = both_ways(one, other, replace(given(city), by="企业规模"), few=0)
    assert by_row.causes
    agree(by_row, by_query)


def test_of_few_the_evaluator_tells_all(city: City) -> None:
    """The step in which an amount differs, too."""
    by_row, by_query = both_ways(
        Side("A", RULES, AS_OF), Side("B", changed_rules(0), AS_OF), given(city)
    )
    assert any(one.line is not None for one in by_row.changes)
    assert repr(by_query.changes) == repr(by_row.changes)
    agree(by_row, by_query)


@pytest.mark.few(0)
def test_what_no_query_can_say_is_compared_one_by_one(city: City, tmp_path: Path) -> None:
    """Of few enterprises; of many it is named as not compared."""
    _, rules = rules_with_it(tmp_path)
    sides = Side("A", RULES, AS_OF), Side("B", rules, AS_OF)
    by_row, by_query = both_ways(*sides, given(city))
    assert {one.measure for one in by_row.changes} == {"three-lists"}
    agree(by_row, by_query)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(whole_table, "MOST_ROWS", ROWS - 1)
        of_many = changes_of(*sides, Enterprises(table=given(city), city=True))
    assert of_many.changes == ()
    assert [one.code for one in of_many.remarks if one.code == "D106"]


def test_of_too_many_changes_the_first_are_told(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All are counted; those who gain for certain come before those who may lose."""
    monkeypatch.setattr(counting, "MOST_LISTED", 20)
    monkeypatch.setattr(whole_table, "MOST_LISTED", 20)
    sides = Side("A", RULES, AS_OF), Side("B", RULES, LATER)
    by_row, by_query = both_ways(*sides, given(city), few=0)
    assert len(by_row.changes) == 20
    assert by_row.unlisted == sum(by_row.directions.values()) - 20 > 0
    agree(by_row, by_query)
    order = list(Direction)
    told = {order.index(one.direction) for one in by_row.changes}
    left = [way for way in order if by_row.directions.get(way)]
    assert max(told) <= order.index(left[-1])


def test_of_many_rows_no_record_is_named(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which is said; the counts are the same."""
    monkeypatch.setattr(whole_table, "MOST_BY_RECORD", 0)
    sides = Side("A", RULES, AS_OF), Side("B", RULES, LATER)
    by_row, by_query = both_ways(*sides, given(city), few=0)
    assert by_query.groups == by_row.groups
    silent = {one.measure for one in by_query.changes if not one.clauses} - {
        one.measure for one in by_row.changes if not one.clauses
    }
    named = [str(one.message) for one in by_query.remarks if one.code == "D107"]
    for measure in silent:
        assert any(RULES.measures[measure].name.zh in text for text in named)

    def known(one: CountedCause) -> tuple[object, ...]:
        return one.measure, one.cause.clause, one.cause.before, one.cause.after

    causes = {known(one): one for one in by_row.causes}
    for one in by_query.causes:
        assert causes[known(one)].number >= one.number


def test_two_heads_are_no_comparison(city: City) -> None:
    """Rows of other numbers are other enterprises."""
    table, lists = given(city).opened(RULES, AS_OF, Diagnostics())
    side, decider = Side("A", RULES, AS_OF), Decider(RULES)
    fewer = WrittenRows(table.of_rows(table.table.rows[1:], {}), lists)
    with pytest.raises(InputError) as refused:
        BothSides((side, side), (WrittenRows(table, lists), fewer), (decider, decider), None)
    assert [one.code for one in refused.value.diagnostics] == ["C137"]


def test_a_folder_of_profiles_is_no_city(city: City, tmp_path: Path) -> None:
    """A folder of Parquet is, and a large table; not a large profile."""
    profile = tmp_path / "p.yaml"
    profile.write_text("#" * 2_000_000, "utf-8")
    assert not is_city(tmp_path)
    assert not is_city(profile)
    assert not is_city(city.enterprises)
    large = tmp_path / "t.csv"
    large.write_text("#" * 2_000_000, "utf-8")
    assert is_city(large)
    (tmp_path / "one.parquet").write_bytes(b"")
    assert is_city(tmp_path)
