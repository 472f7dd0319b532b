"""The Chinese of the language: what it means, where it is at fault, and its one written form."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

import huiqi.rulebook.expressions
from huiqi.language import tree
from huiqi.language.called import Called
from huiqi.language.canonical import written_form
from huiqi.language.checker import check_expression
from huiqi.language.parser import ExpressionError
from huiqi.language.scope import Declaration, Scope
from huiqi.language.types import BOOL, MONEY, Enumeration, Kind, RecordType, Type
from huiqi.rulebook.linker import link_rulebook
from huiqi.rulebook.loading import load_penalties
from huiqi.slips import slip_of
from tests.language.generated import expression
from tests.language.samples import ACCEPTED, SCOPE

ROOT = Path(__file__).resolve().parents[2]


def shape(value: object) -> object:
    """All that a tree says, without how its literals were written."""
    if isinstance(value, tree.Node):
        names = [item.name for item in fields(value) if item.name != "text"]
        return (type(value), *(shape(getattr(value, name)) for name in names))
    return tuple(map(shape, value)) if isinstance(value, tuple) else value


def assert_round(node: tree.Node, scope: Scope, *how: Any) -> None:
    """Written in either language and read again it is the same tree, and the same text."""
    for language in ("zh", "en"):
        text = written_form(node, scope, language)
        again = check_expression(text, scope, *how)
        assert shape(again) == shape(node), text
        assert written_form(again, scope, language) == text


@pytest.mark.parametrize("text", ACCEPTED)
def test_every_construct_is_read_back_as_it_was(text: str) -> None:
    """Each sample of the language, in Chinese and with ids."""
    assert_round(check_expression(text, SCOPE), SCOPE)


Checked = tuple[tree.Node, Scope, Type | None, bool]


@pytest.fixture(scope="module")
def rules() -> list[Checked]:
    """Every expression of the rules, as the loader reads it."""
    found: list[Checked] = []
    patch = pytest.MonkeyPatch()

    def seen(
        text: str,
        scope: Scope,
        expected: Type | None = None,
        columns: dict[tree.Node, int] | None = None,
        compared: bool = False,
    ) -> tree.Node:
        node = check_expression(text, scope, expected, columns, compared)
        found.append((node, scope, expected, compared))
        return node

    patch.setattr(huiqi.rulebook.expressions, "check_expression", seen)
    link_rulebook(ROOT / "rules")
    load_penalties(ROOT / "rules")
    patch.undo()
    return found


def test_every_expression_of_the_rules_is_read_back_as_it_was(rules: list[Checked]) -> None:
    """Facts, definitions, parameters, fields, options, names under let; in both languages."""
    assert len(rules) > 1000
    for node, scope, expected, compared in rules:
        assert_round(node, scope, expected, None, compared)


def test_random_expressions_are_read_back_as_they_were() -> None:
    """Whatever the grammar allows and the checker accepts."""
    accepted = 0
    for seed in range(1000):
        try:
            node = check_expression(expression(Random(seed)), SCOPE)
        except ExpressionError:
            continue
        accepted += 1
        assert_round(node, SCOPE)
    assert accepted > 300


#: Ways to write it, and what is meant.
SPELT = {
    "收入[-1] >= 2000万元 且 人数 >= 300": "revenue[-1] >= 2000万元 and people >= 300",
    "收入［－１］≥２０００万元　且　人数＞＝３００": "revenue[-1] >= 2000万元 and people >= 300",
    "收入＝利润 或 收入！＝３元": "revenue == profit or revenue != 3元",
    "人数＝＝３ 或 人数＜＝４ 或 人数≠５": "people == 3 or people <= 4 or people != 5",
    "非 （在营 或 人数 ＞ ３）": "not (active or people > 3)",
    "收入 × ２ ＋ 利润 － ３．５元 >= 收入": "revenue * 2 + profit - 3.5元 >= revenue",
    "收入 ÷ 利润 >= 3%": "revenue / profit >= 3%",
    "颜色 in ｛红、蓝｝ and 档次 in {「高档」}": "colour in {red, blue} and size in {high}",
    "「在营」 且 「收入」[-1] > 0元": "active and revenue[-1] > 0元",
    "sum（单.费用 for 单 in 项目 if 单.完工 且 单.类别 == 红）>= 3元": (
        "sum(p.cost for p in projects if p.done and p.kind == red) >= 3元"
    ),
    "限额［on：成立日］ >= 收入［at：year_of（成立日）＋１］": (
        "limit[on: founded] >= revenue[at: year_of(founded) + 1]"
    ),
    'title == “（，且 ０）” 或 title == "“Ａ”"': 'title == "（，且 ０）" or title == "“Ａ”"',
    'title == "（，且 ０）"': 'title == "（，且 ０）"',
    "active 且 not listed or 非 上市": "active and not listed or not listed",
}


@pytest.mark.parametrize("text", SPELT)
def test_chinese_means_the_same(text: str) -> None:
    """Labels, 且 或 非, full-width signs and digits, names in 「」, and both languages at once."""
    node, meant = (check_expression(each, SCOPE) for each in (text, SPELT[text]))
    assert written_form(node, SCOPE, "en").replace("单", "p") == written_form(meant, SCOPE, "en")


#: text, code, column (from 0), nearest spelling, and a word of the remedy
REFUSED = [
    ("成立曰 >= 2020-01-01", "E103", 0, "成立日", ""),
    ("利润 ＋ 最低率比", "E103", 5, "最低比率", ""),
    ("max(p.开工曰 for p in 项目)", "E103", 6, "开工日", ""),
    ("上市才布公[-1] >= 3元", "E103", 0, "上市才公布", ""),
    ("最低率比[on: 成立日]", "E103", 0, "最低比率", ""),
    ("在营且上市", "E103", 0, "", "空一格"),
    ("收入 ＋ 人数", "E104", 3, "", ""),
    ("成立日［－1］", "E108", 0, "", "方括号"),
    ("收入 >= 3元 且", "E102", 10, "", ""),
    ("收入 >= 3元 或 且 在营", "E102", 11, "", "「」"),
    ("且 收入", "E102", 0, "", "「」"),
    ("「收入 >= 3元", "E102", 0, "", "「」"),
    ("收入（上年） >= 3元", "E103", 0, "", "「」"),
    ("2022年收入 >= 3元", "E102", 5, "", "「」"),
    ("“收入”额 >= 3元", "E102", 4, "", "「」"),
    ("人数 >= 300人", "E102", 9, "", "人数不写单位"),
    ("收入·合计 >= 3元", "E102", 2, "", "「」"),
    ("（" * 41 + "在营" + "）" * 41, "E101", 40, "", "definition"),
    ("非 " * 201 + "在营", "E101", 400, "", "definition"),
    ("收" * 2001, "E101", 0, "", ""),
]


@pytest.mark.parametrize(("text", "code", "column", "near", "remedy"), REFUSED)
def test_a_fault_is_told_where_it_is_canonical(
    text: str, code: str, column: int, near: str, remedy: str
) -> None:
    """Columns are those of the text as written; what is near is named in Chinese."""
    with pytest.raises(ExpressionError) as caught:
        check_expression(text, SCOPE)
    fault = caught.value
    assert (fault.code, fault.column) == (code, column)
    assert slip_of(fault.found, fault.allowed) == near
    assert remedy in fault.remedy


def test_an_unknown_name_is_told_those_spelt_like_it() -> None:
    """What is no slip of the pen is looked up by the writer, in a list that begins with it."""
    for text in ("最低比例 >= 3%", "上市公布[-1] >= 3元", "收入 >= 最低比例 * 1元"):
        with pytest.raises(ExpressionError) as caught:
            check_expression(text, SCOPE)
        assert caught.value.allowed[0] in {"最低比率", "上市才公布"}


SHADES = Type(
    kind=Kind.ENUM,
    enumeration=Enumeration(
        symbols=("dark", "light"), labels={"dark": {"zh": "深"}, "light": {"zh": "浅"}}
    ),
)
ROW = RecordType("rows", {"own": MONEY}, Called.of({"own": ("金额",)}))
#: Two words of which each means two things, depending on where it stands.
SHARED = Scope(
    facts={
        "shade": Declaration(SHADES),
        "deep": Declaration(BOOL),
        "total": Declaration(MONEY),
        "net": Declaration(MONEY),
        "rows": Declaration(Type(kind=Kind.RECORDS, record=ROW)),
    },
    called=Called.of(
        {
            "shade": ("颜色（深浅）",),
            "deep": ("深",),
            "total": ("金额",),
            "net": ("净额（含税）", "或"),
            "rows": ("明细「年」",),
        }
    ),
)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("shade == dark", "「颜色（深浅）」 == dark"),
        ("shade == 深", "「颜色（深浅）」 == dark"),
        ("deep and shade == light", "深 且 「颜色（深浅）」 == 浅"),
        ("shade in {dark, 浅}", "「颜色（深浅）」 in {深, 浅}"),
        ("net >= 3元 or 「净额(含税)」 < 1元", "「或」 >= 3元 或 「或」 < 1元"),
        ("count(r for r in rows) >= 1", "count(r for r in 「明细『年』」) >= 1"),
        (
            "sum(金额.own for 金额 in rows) < 金额",
            "sum(金额.金额 for 金额 in 「明细『年』」) < 金额",
        ),
        (
            "any(金额.own < total for 金额 in rows)",
            "any(金额.金额 < total for 金额 in 「明细『年』」)",
        ),
    ],
)
def test_a_word_of_two_meanings_keeps_the_one_it_has(text: str, chinese: str) -> None:
    """An option where an option is wanted, a local before a fact; the rest by its id or in 「」."""
    node = check_expression(text, SHARED)
    assert written_form(node, SHARED, "zh") == chinese
    assert_round(node, SHARED)


def test_a_field_of_the_record_comes_before_a_fact_of_its_name() -> None:
    """In a derived field, where the record's fields stand alone."""
    scope = replace(SHARED, record=Type(kind=Kind.RECORD, record=ROW))
    node = check_expression("金额 < total", scope)
    assert written_form(node, scope, "zh") == "金额 < total"
    assert written_form(node, scope, "en") == "own < total"
    assert_round(node, scope)
