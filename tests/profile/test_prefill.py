"""What a platform's table adds to a profile, and what it never does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.diagnostics import InputError, Severity
from huiqi.engine import Engine, ReadEnterprise
from huiqi.rulebook.loading import load_rulebook
from huiqi.values import Interval

AS_OF = date(2026, 11, 20)
CODE, OTHER = "91371500MA3C000004", "91371500MA3C000012"
HEAD = {
    "来源": "示例市数据平台",
    "依据": "企业授权书 2026-03-01",
    "日期": "2026-10-31",
    "列": {
        "从业人员": {"2025": "参保人数"},
        "营业收入": {"2025": "营收（万元）"},
        "行业代码": "行业",
    },
}
COLUMNS = ("统一社会信用代码", "参保人数", "营收（万元）", "行业", "电话")
ROW = (CODE, "312", "21000", "C3484", "不该读的")
#: Nothing in it can be read, and none of it is about the enterprise.
DAMAGED = (OTHER, "#REF!", "许多", "X", "")


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The rules, without the network: nothing is decided here."""
    return Engine(load_rulebook())


def read(
    engine: Engine,
    folder: Path,
    *,
    rows: tuple[tuple[str, ...], ...] = (ROW, DAMAGED),
    head: Mapping[str, object] = HEAD,
    facts: Mapping[str, object] | None = None,
    code: str = CODE,
    as_json: str = "",
) -> ReadEnterprise:
    """The enterprise with this table and the file beside it."""
    path = folder / ("平台.json" if as_json else "平台.csv")
    objects = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    if as_json == "by code":
        by_code = {one.pop(COLUMNS[0]): one for one in objects}
        path.write_text(json.dumps(by_code, ensure_ascii=False), "utf-8")
    elif as_json:
        path.write_text(json.dumps(objects, ensure_ascii=False), "utf-8")
    else:
        path.write_text("\n".join(",".join(row) for row in (COLUMNS, *rows)), "utf-8")
    path.with_suffix(".yaml").write_text(json.dumps(head, ensure_ascii=False), "utf-8")
    stated = {"enterprise": {"name": "示例企业", "credit_code": code}, "facts": facts or {}}
    return engine.read_enterprise(stated, AS_OF, prefill=path)


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    """The codes of what was refused."""
    return [one.code for one in error.value.diagnostics if one.severity is Severity.ERROR]


@pytest.mark.parametrize("as_json", ["", "list", "by code"])
def test_what_is_not_stated_is_filled_in(engine: Engine, tmp_path: Path, as_json: str) -> None:
    """From the row of the code alone, whatever the kind of file; with whose it is and why."""
    rows = (DAMAGED, ROW)
    found = read(engine, tmp_path, rows=rows, as_json=as_json).enterprise
    employees = found.facts["employees", 2025]
    revenue = found.facts["revenue", 2025]
    assert employees.value == Interval(Decimal(312), Decimal(312))
    assert revenue.value == Interval(Decimal(210_000_000), Decimal(210_000_000))
    assert (employees.source, employees.note) == (
        "示例市数据平台（2026-10-31）",
        "企业授权书 2026-03-01",
    )
    assert found.prefilled is not None
    assert {name for name, _ in found.prefilled.facts} == {"employees", "revenue", "industry_code"}
    assert found.prefilled.differing == ()


def test_what_is_stated_wins_and_both_are_told(engine: Engine, tmp_path: Path) -> None:
    """The same in another spelling is no difference."""
    facts = {"营业收入": {"2025": "2.2亿元"}, "从业人员": {"2025": "312人"}}
    read_ = read(engine, tmp_path, facts=facts)
    found = read_.enterprise
    assert found.facts["revenue", 2025].value == Interval(
        Decimal(220_000_000), Decimal(220_000_000)
    )
    assert found.prefilled is not None
    (one,) = found.prefilled.differing
    assert (one.name, one.year, one.platform.written) == ("revenue", 2025, "21000")
    (remark,) = (item for item in read_.remarks if item.code == "P165")
    assert "2.2亿元" in str(remark)
    assert "2.1亿元" in str(remark)
    assert all("不该读的" not in str(item) for item in read_.remarks)


def test_an_empty_cell_fills_in_nothing(engine: Engine, tmp_path: Path) -> None:
    """Neither no nor zero."""
    found = read(engine, tmp_path, rows=((CODE, "", "未知", "C3484", ""),)).enterprise
    assert set(found.facts) == {("industry_code", None)}


def test_an_enterprise_not_in_the_table_is_told(engine: Engine, tmp_path: Path) -> None:
    """And nothing is filled in from the nearest."""
    found = read(engine, tmp_path, rows=(DAMAGED,))
    assert not found.enterprise.facts
    assert "P162" in [item.code for item in found.remarks]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": ""}, "P160"),
        ({"rows": (ROW, ROW)}, "P163"),
        ({"head": {**HEAD, "列": {"行业代码": "没有这列"}}}, "P164"),
        ({"head": {**HEAD, "列": {"营业收入": "营收（万元）"}}}, "P164"),
        ({"head": {**HEAD, "列": {"行业代码": {"2025": "行业"}}}}, "P164"),
        ({"head": {**HEAD, "列": {"研发项目": "行业"}}}, "P164"),
        ({"head": {**HEAD, "列": {"从业人员": {"2025": "行业"}, "行业代码": "行业"}}}, "P164"),
        ({"head": {key: HEAD[key] for key in ("来源", "日期", "列")}}, "R202"),
        ({"head": {**HEAD, "日期": "2026年"}}, "P109"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    engine: Engine, tmp_path: Path, change: Mapping[str, object], code: str
) -> None:
    """Without a code, a right to use it, a day, or one column for one fact nothing is filled in."""
    with pytest.raises(InputError) as error:
        read(engine, tmp_path, **change)  # type: ignore[arg-type]
    assert code in codes(error)


def test_a_damaged_cell_of_its_own_is_refused(engine: Engine, tmp_path: Path) -> None:
    """An error of a spreadsheet is no unknown."""
    with pytest.raises(InputError) as error:
        read(engine, tmp_path, rows=((CODE, "#REF!", "1", "C3484", ""),))
    assert codes(error)


def test_without_the_file_beside_it_nothing_is_read(engine: Engine, tmp_path: Path) -> None:
    """Data whose origin nobody states are not used."""
    table = tmp_path / "平台.csv"
    table.write_text("统一社会信用代码\n", "utf-8")
    stated = {"enterprise": {"name": "示例企业", "credit_code": CODE}, "facts": {}}
    with pytest.raises(InputError) as error:
        engine.read_enterprise(stated, AS_OF, prefill=table)
    assert codes(error) == ["P161"]
