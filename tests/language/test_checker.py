"""The dimension checker: what is accepted with its type, and what is refused where."""

from __future__ import annotations

import time

import pytest

from huiqi.diagnostics import Diagnostic, Place
from huiqi.language.checker import CASES, check_expression
from huiqi.language.parser import ExpressionError
from huiqi.language.tree import FactReference, Literal, walk
from huiqi.language.types import BOOL, MONEY, Type
from huiqi.slips import slip_of
from tests.in_english import still_chinese
from tests.language.samples import ACCEPTED, SCOPE, SIZE

# text, code, column (from 0) and, where one is near, the right spelling
REFUSED: list[tuple[str, str, int, str]] = [
    ("revenue + people", "E104", 8, ""),
    ("revenue + 3", "E104", 8, ""),
    ("revenue >= 3%", "E104", 0, ""),
    ("revenue > people", "E104", 0, ""),
    ("revenue * profit", "E104", 8, ""),
    ("people / revenue", "E104", 7, ""),
    ("active + active", "E104", 7, ""),
    ("founded + founded", "E104", 8, ""),
    ("founded + 3", "E104", 8, ""),
    ("3元 == 3", "E104", 0, ""),
    ("colour >= red", "E104", 7, ""),
    ("title > title", "E104", 6, ""),
    ("projects == projects", "E104", 9, ""),
    ("as_of - founded >= 2年", "E104", 19, ""),
    ("cagr(revenue, 2) + 1% >= 3%", "E104", 0, ""),
    ("cagr(revenue, 2) >= cagr(profit, 2)", "E104", 0, ""),
    ("cagr(revenue, 2)", "E104", 0, ""),
    ("3% + cagr(revenue, 2) * 2", "E104", 5, ""),
    ("max(cagr(revenue, 2), 3%) >= 3%", "E104", 4, ""),
    ("cagr(revenue, 2) in [cagr(profit, 2), 30%]", "E104", 0, ""),
    ("share in [3%, cagr(revenue, 2)]", "E104", 14, ""),
    ("is_applicable(cagr(revenue, 2))", "E104", 14, ""),
    # Years and months are steps from a date; days are what lies between two.
    ("2年", "E104", 0, ""),
    ("as_of - founded in [2年, 5年]", "E104", 20, ""),
    ("as_of - founded in [30日, 5年]", "E104", 25, ""),
    ("as_of - founded == 5个工作日", "E104", 19, ""),
    ("max(2年, 30日) >= 1日", "E104", 4, ""),
    ("max(as_of - founded, 3个月) >= 1日", "E104", 21, ""),
    ("founded + max(2年, 30日)", "E104", 14, ""),
    ("is_applicable(2年)", "E104", 14, ""),
    # What comparisons refuse, intervals, min and max refuse.
    ("colour in [red, blue]", "E104", 11, ""),
    ("title in [title, title]", "E104", 10, ""),
    ("active in [false, true]", "E104", 11, ""),
    ("projects in [projects, projects]", "E104", 13, ""),
    ("max(colour, colour) == red", "E104", 12, ""),
    ("max(active, active)", "E104", 12, ""),
    ("max(projects, projects) == projects", "E104", 14, ""),
    ("max(size, colour) == low", "E104", 10, ""),
    ("max(revenue, people) >= 3", "E104", 13, ""),
    ("max(size, 3) >= 3", "E104", 10, ""),
    ("any(p == p for p in projects)", "E104", 6, ""),
    ("any(any(p != q for q in projects) for p in projects)", "E104", 10, ""),
    ("size in [low, hihg]", "E107", 14, "high"),
    ("max(size, hihg) == high", "E107", 10, "high"),
    ("start_of(revenue)", "E104", 9, ""),
    ("date(share, 1, 1)", "E104", 5, ""),
    ("revenue in {a}", "E104", 0, ""),
    ("revenue within {C}", "E104", 0, ""),
    ("share in [1元, 2元]", "E104", 10, ""),
    ("founded within 2年 before revenue", "E104", 0, ""),
    ("-active", "E104", 0, ""),
    ("revenue.cost", "E104", 0, ""),
    ("sum(p.cost for p in revenue)", "E104", 20, ""),
    ("sum(p.done for p in projects)", "E104", 4, ""),
    ("sum(p.began for p in projects)", "E104", 4, ""),
    ("year_of(revenue)", "E104", 8, ""),
    ("limit[on: revenue]", "E104", 0, ""),
    ("revenu >= 3元", "E103", 0, "revenue"),
    ("profit + revenua", "E103", 9, "revenue"),
    ("summ(people)", "E103", 0, "sum"),
    ("sum(p.kost for p in projects)", "E103", 6, "cost"),
    ("limt[on: founded]", "E103", 0, "limit"),
    ("size == hihg", "E107", 8, "high"),
    ("colour in {red, bleu}", "E107", 16, "blue"),
    ("industry within {C, X9}", "E107", 20, ""),
    ("active and revenue", "E105", 11, ""),
    ("not revenue", "E105", 4, ""),
    ("any(p.cost for p in projects)", "E105", 4, ""),
    ("min(revenue)", "E106", 0, ""),
    ("round(revenue, 1.5)", "E106", 15, ""),
    ("round(revenue, 99)", "E106", 15, ""),
    ("round(revenue, people)", "E106", 15, ""),
    ("date(year, 4, 31)", "E106", 14, ""),
    ("date(year, 13, 1)", "E106", 11, ""),
    ("growth(3元)", "E106", 7, ""),
    ("growth(share)", "E106", 7, ""),
    ("share[-1]", "E108", 0, ""),
    ("revenue[all]", "E108", 0, ""),
    ("revenue[-0]", "E108", 9, ""),
    ("revenue[-99]", "E108", 9, ""),
    ("revenue[-1.5]", "E108", 9, ""),
    ("revenue >=", "E102", 10, ""),
    ("revenue = 3元", "E102", 8, ""),
    ("(revenue", "E102", 8, ""),
    ("revenue >= 3万", "E102", 12, ""),
    ("2023-02-30", "E102", 0, ""),
    ("active && active", "E102", 7, ""),
    ("", "E102", 0, ""),
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted_with_its_type(text: str) -> None:
    """Every construct yields the type it should."""
    assert check_expression(text, SCOPE).type == ACCEPTED[text]


def test_every_rule_of_the_grammar_is_tried() -> None:
    """No case of the checker goes without an accepted example."""
    tried: set[str] = set()
    original = dict(CASES)
    try:
        for rule, function in original.items():

            def noted(checker, syntax, expected, rule=rule, function=function):  # type: ignore[no-untyped-def]
                tried.add(rule)
                return function(checker, syntax, expected)

            CASES[rule] = noted
        for text in ACCEPTED:
            check_expression(text, SCOPE)
    finally:
        CASES.update(original)
    assert tried == set(original)


@pytest.mark.parametrize(("text", "code", "column", "right"), REFUSED)
def test_refused_with_code_and_column(text: str, code: str, column: int, right: str) -> None:
    """Each fault has its code, points at its column, and knows the right spelling."""
    with pytest.raises(ExpressionError) as refused:
        check_expression(text, SCOPE)
    fault = refused.value
    assert (fault.code, fault.column) == (code, column), fault.message
    if right:
        assert slip_of(fault.found, fault.allowed) == right
    told = Diagnostic(
        code=code, place=Place(""), message=fault.message, found=fault.found, remedy=fault.remedy
    )
    assert not still_chinese([told], text)


@pytest.mark.parametrize(
    ("text", "expected"), [("revenue", BOOL), ("active", MONEY), ("3%", MONEY), ("red", SIZE)]
)
def test_the_type_asked_for_is_enforced(text: str, expected: Type) -> None:
    """An amount where a condition is wanted is refused, and so is a symbol of another enum."""
    with pytest.raises(ExpressionError) as refused:
        check_expression(text, SCOPE, expected)
    assert refused.value.code in ("E105", "E107")


def test_a_bare_symbol_takes_its_place_s_enum() -> None:
    """``low`` is a symbol where a size is wanted."""
    node = check_expression("low", SCOPE, SIZE)
    assert isinstance(node, Literal)
    assert (node.value, node.type) == ("low", SIZE)


def test_precedence() -> None:
    """``not`` binds before ``and``, ``and`` before ``or``, ``*`` before ``+``."""
    from huiqi.language.tree import And, Arithmetic, Not, Or

    node = check_expression("not active and active or active", SCOPE)
    assert isinstance(node, Or)
    assert isinstance(node.operands[0], And)
    assert isinstance(node.operands[0].operands[0], Not)
    total = check_expression("revenue + revenue * 2", SCOPE)
    assert isinstance(total, Arithmetic)
    assert total.operator == "+"
    less = check_expression("revenue - revenue - revenue", SCOPE)
    assert isinstance(less, Arithmetic)
    assert isinstance(less.left, Arithmetic)


def test_growth_looks_one_year_before_its_fact() -> None:
    """``growth(revenue[-1])`` compares last year with the year before."""
    node = check_expression("growth(revenue[-1]) >= 5%", SCOPE)
    shifts = sorted(part.shift for part in walk(node) if isinstance(part, FactReference))
    assert shifts == [-2, -1]


@pytest.mark.parametrize(
    "text", ["(" * 5000, "not " * 5000 + "active", "-" * 3000 + "revenue", "a" * 100_000]
)
def test_size_and_nesting_are_bounded(text: str) -> None:
    """What no rule needs is refused at once."""
    start = time.perf_counter()
    with pytest.raises(ExpressionError) as refused:
        check_expression(text, SCOPE)
    assert refused.value.code == "E101"
    assert time.perf_counter() - start < 5
