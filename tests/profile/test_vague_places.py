"""An address that begins with no place that is declared lies where all are said to, no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.city import GivenTable
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.screening.loader import load_enterprises
from huiqi.truth import Truth
from tests.screening.test_asked_of_table import answered
from tests.titles import RULES

DAY = date(2026, 11, 28)
HEAD = "县市区/乡镇"
#: Whether each is in the city, once all are said to be.
SAID = {
    "东昌府区": True,
    "高新区": True,
    "江北水城旅游度假区": True,
    "济南市": False,
    # It begins with another city; what it goes on with is none.
    "济南高新区": None,
    "": None,
    "不详": None,
}
IN_CITY = ("registered_in_liaocheng", None)


@pytest.fixture
def given(tmp_path: Path) -> GivenTable:
    """As an officer keeps it: whose county, by what people call it."""
    path = tmp_path / "台账.csv"
    rows = [f"示例企业{place},{cell}" for place, cell in enumerate(SAID)]
    path.write_text("\n".join((f"企业名称,{HEAD}", *rows)), encoding="utf-8")
    return GivenTable(file=path, columns=(f"注册地={HEAD}",), lenient=True)


def test_where_they_lie_is_asked_once_for_all(given: GivenTable) -> None:
    """Named as they are written; a head that says several words is asked about by the one meant."""
    told, asked = answered(replace(given, columns=()), ("是", "聊城市"))
    assert (told.columns, told.every) == (given.columns, ("注册地=聊城市",))
    assert f"“{HEAD}”" in asked[0]
    assert f"“{HEAD}”里高新区、江北水城旅游度假区看不出" in asked[1]
    discreet, asked = answered(replace(given, redact=True), ())
    assert discreet.every == ()
    assert "高新区" not in asked[0]
    _, asked = answered(replace(given, every=("注册地=聊城市",)), ())
    assert asked == []


def test_a_place_of_its_own_comes_first(given: GivenTable) -> None:
    """In a table, and in a database; without a word where they lie nothing is so."""
    everywhere = replace(given, every=("注册地=聊城市",))
    opened = everywhere.alone(RULES, DAY, Diagnostics())
    read = [opened.profile(row, Diagnostics()).facts for row in opened.table.rows]
    found = [facts[IN_CITY].value if IN_CITY in facts else None for facts in read]
    assert found == [None if one is None else Truth.of(one) for one in SAID.values()]
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    load_enterprises(connection, everywhere, RULES, DAY, Diagnostics())
    rows = connection.execute("SELECT registered_in_liaocheng FROM enterprises ORDER BY row")
    assert [one for (one,) in rows.fetchall()] == list(SAID.values())
    opened = given.alone(RULES, DAY, Diagnostics())
    vague = opened.profile(opened.table.rows[1], Diagnostics())
    assert IN_CITY not in vague.facts


@pytest.mark.parametrize("every", ["注册地=某处", "注册地="])
def test_where_all_are_is_a_place(given: GivenTable, every: str) -> None:
    """Of which the rules say where it lies."""
    with pytest.raises(InputError):
        replace(given, every=(every,)).alone(RULES, DAY, Diagnostics())
