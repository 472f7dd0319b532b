"""Which column is the names of the enterprises, where no head says so: asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from huiqi.city import GivenTable
from huiqi.diagnostics import Diagnostics, InputError
from tests.screening.test_asked_of_table import DAY, answered, at_a_terminal
from tests.titles import RULES

#: A title, then heads of her own; the names are cut short, and a person stands beside each.
ROWS = (
    "我包的三十家,,,,",
    "包哪家,在哪,老板,备注,营收25（万元）",
    "示例棉纺,阳谷县,示例甲,走访过,3200",
    "示例农机,阳谷县,示例乙,走访过,4100",
    "示例铜材,莘县,示例丙,走访过,21000",
)
FIRST = "企业名称"


@pytest.fixture
def table(tmp_path: Path) -> GivenTable:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    return GivenTable(file=path)


def test_the_column_of_the_names_is_asked_for_first(table: GivenTable) -> None:
    """Of the columns of short texts of which hardly one stands twice, and that name no person."""
    told, asked = answered(table, ["1"])
    first = asked[0]
    assert FIRST in first
    assert "示例农机" in first
    for other in ("老板", "示例甲", "备注", "营收25", "在哪"):
        assert other not in first, other
    assert f"{FIRST}=包哪家" in told.columns
    read = told.alone(RULES, DAY, Diagnostics())
    assert len(list(read.identities())) == 3
    assert [row.number for row in read.table.rows] == [3, 4, 5]


def test_the_only_one_may_be_answered_by_yes(table: GivenTable) -> None:
    told, _ = answered(table, ["是"])
    assert f"{FIRST}=包哪家" in told.columns


def test_without_an_answer_the_table_is_not_read(table: GivenTable) -> None:
    """Nothing is taken for a name that nobody said is one."""
    with pytest.raises(InputError) as refused:
        answered(table, [])
    assert [fault.code for fault in refused.value.faults] == ["T104"]


def test_no_name_is_shown_where_persons_are_left_out(table: GivenTable) -> None:
    _, asked = answered(replace(table, redact=True), ["1"])
    assert "包哪家" in asked[0]
    assert "示例农机" not in asked[0]


def test_what_is_said_by_the_command_is_not_asked(table: GivenTable) -> None:
    _, asked = answered(replace(table, columns=(f"{FIRST}=包哪家",)), [])
    assert not [text for text in asked if FIRST in text]


def test_the_list_comes_of_one_command_and_the_answer_is_kept(
    table: GivenTable, tmp_path: Path
) -> None:
    """At a terminal, and the next time by Enter alone."""
    words = ("screen", str(table.file), "--as-of", str(DAY), "-o", str(tmp_path / "名单.xlsx"))
    said = at_a_terminal("1\n" + "\n" * 12, *words)
    assert f"--column {FIRST}=包哪家" in said
    again = at_a_terminal("\n" * 12, *words)
    assert "照上次的读" in again
    assert f"没有认出哪一列写着{FIRST}" not in again
