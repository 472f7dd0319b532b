"""Groups by what the rules derive, where the table has no such column."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.city import AS_OF, City, write_city
from huiqi.city import beside, beside_in_database, groups_of, screen, screen_city
from huiqi.decision.results import Decision
from huiqi.diagnostics import InputError
from huiqi.rulebook.hypothesis import suppose
from huiqi.rulebook.loading import load_rulebook
from huiqi.screening.worded import Worded
from tests.screening.beyond_rules import RULES_FOLDER
from tests.screening.test_whole_city import given
from tests.titles import RULES

#: 微型, 小型, 中型, 大型 and what is open.
NAMES = ["微型", "小型", "中型", "大型", "企业规模不能确定"]


def _wordless(decision: Decision) -> Worded:
    return Worded()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """Of some nobody knows the staff, or only a bound of it."""
    return write_city(tmp_path_factory.mktemp("city") / "csv", RULES, 40, csv=True, bounds=0.2)


def test_a_city_is_grouped_as_a_small_table_is(city: City) -> None:
    """Everyone in one group, those whose class is open in their own, the smallest class first."""
    by = replace(given(city), by="企业规模")
    small = {
        name: {entry.row for entry in entries}
        for name, entries in groups_of(screen(RULES, by, AS_OF, _wordless))
    }
    with screen_city(RULES, by, AS_OF, _wordless, first=40) as found:
        large = {name: {entry.row for entry in entries} for name, entries in found.groups}
    assert large == small
    assert list(small) == [name for name in NAMES if name in small]
    assert len(small) > 3
    assert small[NAMES[-1]]
    assert sum(map(len, small.values())) == 40


@pytest.mark.few(0)
def test_what_other_rules_cost_is_told_by_size(city: City) -> None:
    """The groups make up the whole, and are those of a small table."""
    by = replace(given(city), by="size class")
    other = suppose(RULES, ["rd_subsidy_rate=15%"])
    found = beside_in_database(RULES, other, by, AS_OF)
    row_by_row = [screen(rules, by, AS_OF, _wordless) for rules in (RULES, other)]
    expected = beside(row_by_row[0], row_by_row[1], groups_of(row_by_row[0]))
    assert [one.name for one in found.groups] == [one.name for one in expected.groups]
    assert sum(sum(one.ways.values()) for one in found.groups) == 40
    for one in found.groups:
        of_group = next(group for group in expected.groups if group.name == one.name)
        assert sum(one.ways.values()) == sum(of_group.ways.values())
        assert (one.open_before, one.open_after) == (of_group.open_before, of_group.open_after)
    assert any(one.open_before.most > one.open_after.most for one in found.groups)


def test_what_the_rules_do_not_group_by_is_refused(city: City) -> None:
    """With what there is."""
    with pytest.raises(InputError) as refused:
        screen(RULES, replace(given(city), by="划型行业"), AS_OF, _wordless)
    assert "企业规模" in refused.value.diagnostics[0].allowed


@pytest.mark.parametrize("written", ["type: bool", "yearly: false"])
def test_only_what_has_a_few_values_groups(tmp_path: Path, written: str) -> None:
    """Else the rules do not load: R357."""
    import shutil

    shutil.copytree(RULES_FOLDER, tmp_path / "rules")
    file = tmp_path / "rules" / "shared" / "definitions" / "size.yaml"
    text = file.read_text("utf-8")
    key = written.partition(":")[0]
    reaches = "  size_reaches_small:\n    type: bool\n    yearly: true\n"
    assert reaches in text
    groups = reaches + "    groups: -1\n"
    if key == "yearly":
        groups = groups.replace("yearly: true", "yearly: false")
    file.write_text(text.replace(reaches, groups), "utf-8")
    with pytest.raises(InputError) as refused:
        load_rulebook(tmp_path / "rules")
    assert "R357" in [one.code for one in refused.value.diagnostics]
