"""A column that is a fact decides who has a part in the fund; the rest are taken to qualify."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.funds.applicant_table import columns_wanted, read_applicants
from huiqi.funds.applicants import Applicant
from huiqi.funds.eligibility import facts_asked
from huiqi.language.types import Kind
from huiqi.rulebook.rulebook import Definition, Fact, Fund
from huiqi.tables import read_table
from huiqi.truth import Truth
from tests.commands import huiqi
from tests.funds.samples import AS_OF, FUND, RULEBOOK, results, shared
from tests.test_cli import DAY

HEAD = "企业名称,加计扣除额（万元）,研发机构评定结果,注册地在聊城市\n"
RATINGS = [
    ("优秀", Truth.TRUE),
    ("excellent", Truth.TRUE),
    ("良好", Truth.FALSE),
    ("不适用", Truth.FALSE),
    ("", Truth.UNKNOWN),
    ("未知", Truth.UNKNOWN),
]


def applicants(
    folder: Path, text: str, fund: Fund = FUND
) -> tuple[tuple[Applicant, ...], tuple[str, ...]]:
    """Those of a CSV, and the facts asked."""
    path = folder / "t.csv"
    path.write_text(text, "utf-8")
    found, wanted = Diagnostics(), columns_wanted(RULEBOOK, fund)
    table = read_table(path, found, wanted=wanted)
    assert table is not None
    return read_applicants(table, wanted, RULEBOOK, fund=fund, as_of=AS_OF, diagnostics=found)


def test_the_facts_are_those_the_measure_asks_for() -> None:
    """Named by no line of the program."""
    assert set(facts_asked(RULEBOOK, FUND)) == {"rd_institution_rating", "registered_in_liaocheng"}


def test_what_has_years_or_entries_stands_in_no_one_cell() -> None:
    """Whatever measure a fund paid: plain facts alone, and never the base itself."""
    declared: dict[str, Fact | Definition] = {**RULEBOOK.facts, **RULEBOOK.definitions}
    found = set()
    for measure in RULEBOOK.measures:
        asked = facts_asked(RULEBOOK, replace(FUND, measure=measure))
        found |= set(asked)
        for name in asked:
            assert not declared[name].yearly, (measure, name)
            assert declared[name].type.kind is not Kind.RECORDS, (measure, name)
            assert name not in facts_asked(RULEBOOK, replace(FUND, measure=measure, base=name))
    assert {"industry_code", "established_on", "registered_in_liaocheng"} <= found


def test_who_does_not_qualify_has_no_part(tmp_path: Path) -> None:
    """A cell that is empty is neither yes nor no."""
    rows = "".join(f"示例企业{n},100,{text},\n" for n, (text, _) in enumerate(RATINGS))
    text = HEAD.replace(",注册地在聊城市", "") + rows.replace(",\n", "\n")
    people, checked = applicants(tmp_path, text)
    assert checked == ("rd_institution_rating",)
    assert [one.eligible for one in people] == [truth for _, truth in RATINGS]
    found = results(shared(people, 10**8))["pro_rata"]
    assert list(found.amounts) == [10**8 // 2, 10**8 // 2, 0, 0]
    assert list(found.high) == [10**8 // 2, 10**8 // 2, 33333334, 33333334]


def test_without_such_a_column_all_are_taken_to_qualify(tmp_path: Path) -> None:
    """And the page says so."""
    people, checked = applicants(tmp_path, "企业名称,基数\n示例甲,1\n")
    assert checked == ()
    assert people[0].eligible is Truth.TRUE


def test_what_is_only_presumed_excludes_nobody(tmp_path: Path) -> None:
    """The text is silent on where an enterprise is registered: elsewhere, it is open."""
    people, _ = applicants(tmp_path, f"{HEAD}示例甲,1,优秀,是\n示例乙,1,优秀,否\n")
    assert [one.eligible for one in people] == [Truth.TRUE, Truth.UNKNOWN]


@pytest.mark.parametrize(
    ("measure", "column", "cells"),
    [
        # Whose revenue reached 1000 already crosses no milestone for the first time.
        (
            "revenue-milestone",
            "上一年度以前各年的最高营业收入（亿元）",
            {"1000": Truth.FALSE, "999.99": Truth.TRUE, "100000000000元": Truth.FALSE},
        ),
        ("revenue-milestone", "上一年度以前各年的最高营业收入", {"未知": Truth.UNKNOWN}),
        (
            "provincial-champion-enterprise",
            "从事单项产品领域的年限（年）",
            {"2": Truth.FALSE, "2年": Truth.FALSE, "3": Truth.TRUE, "": Truth.UNKNOWN},
        ),
    ],
)
def test_the_unit_of_a_column_is_that_of_its_bare_numbers(
    tmp_path: Path, measure: str, column: str, cells: dict[str, Truth]
) -> None:
    """Amounts and numbers; what a cell says itself counts."""
    rows = "".join(f"示例企业{n},1,{cell}\n" for n, cell in enumerate([*cells, ""]))
    fund = replace(FUND, measure=measure)
    people, _ = applicants(tmp_path, f"企业名称,基数,{column}\n{rows}", fund)
    assert [one.eligible for one in people[:-1]] == list(cells.values())
    label = column.partition("（")[0]
    assert people[0].because == f"{label} {next(iter(cells))}"
    assert people[-1].because == f"{label} 未知"


def test_every_column_counts_whatever_stands_before_it(tmp_path: Path) -> None:
    """An empty cell does not end the row."""
    head = "企业名称,基数,注册地在聊城市,研发机构评定结果\n"
    people, _ = applicants(tmp_path, f"{head}示例甲,1,,良好\n示例乙,1,,优秀\n示例丙,1,是,优秀\n")
    assert [one.eligible for one in people] == [Truth.FALSE, Truth.UNKNOWN, Truth.TRUE]
    assert people[0].because == "注册地在聊城市 未知、研发机构评定结果 良好"


def test_a_word_that_is_no_rating_is_told_at_its_cell(tmp_path: Path) -> None:
    """With those that are."""
    with pytest.raises(InputError) as caught:
        applicants(tmp_path, f"{HEAD}示例甲,1,优等,是\n")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.place.line, fault.place.column) == ("P123", 2, 3)
    assert "优秀" in fault.allowed


def test_a_table_of_none_that_qualify_is_told(tmp_path: Path) -> None:
    """There is nothing to share."""
    with pytest.raises(InputError, match="没有一户符合条件") as caught:
        applicants(tmp_path, f"{HEAD}示例甲,1,良好,是\n示例乙,1,不适用,是\n")
    (fault,) = caught.value.diagnostics
    assert (fault.code, fault.found) == ("F107", "研发机构评定结果 良好、注册地在聊城市 是")


def test_every_output_names_who_is_left_out(tmp_path: Path) -> None:
    """The terminal, the JSON and the page; other columns are named once."""
    path, page = tmp_path / "t.csv", tmp_path / "p.html"
    path.write_text(
        "单位,加计扣除额（万元）,研发机构评定结果,电话\n"
        "示例甲,100,优秀,1\n示例乙,100,良好,2\n示例丙,100,,3\n合计,300,,\n",
        "utf-8",
    )
    common = ("fund", str(path), *DAY, "--column", "企业名称=单位", "--header", "1")
    done = huiqi(*common, "-o", str(page), "--lang", "zh")
    assert done.returncode == 0, done.stderr
    flat = "".join(done.stdout.split())
    for text in (
        "按研发机构评定结果，1户不符合，没有分配：示例乙（第3行，研发机构评定结果良好）",
        "资格未知1户：示例丙（第4行，研发机构评定结果未知）",
    ):
        assert text in flat
    assert "示例乙" in page.read_text("utf-8")
    assert done.stderr.count("没有用到的列：电话") == 1
    assert "第 5 行（合计行" in done.stderr
    content = json.loads(huiqi(*common, "--json").stdout)
    assert content["applicants"]["count"] == 2
    assert content["applicants"]["eligibility"] == {
        "facts": ["rd_institution_rating"],
        "excluded": [
            {"name": "示例乙", "credit_code": "", "row": 3, "by": "研发机构评定结果 良好"}
        ],
        "unknown": ["示例丙"],
    }
    assert [award["claim"] for award in content["awards"]] == ["200000.00", None]
