"""The constructs that no grid goes through, each against values worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from huiqi.evaluation import Evaluator, arithmetic
from huiqi.evaluation.evaluator import Strictness
from huiqi.evaluation.reads import Outcome
from huiqi.language import tree
from huiqi.language.checker import check_expression
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.basis import GRADES, Grade
from huiqi.rulebook.loading import load_rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Record, Records, Value, exactly, symbol
from tests.evaluation.grids import spanned

RULES = load_rulebook(Path(__file__).with_name("rules"))
KINDS = load_rulebook(Path(__file__).with_name("kinds"))
AS_OF = date(2023, 6, 20)
YES, NO, OPEN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def yuan(low: int | str | None, high: int | str | None = "same") -> Interval:
    """An amount, or what lies between two."""
    least, most = (
        None if end is None else Decimal(end) for end in (low, low if high == "same" else high)
    )
    return Interval(least, most)


def evaluated(node: str | tree.Node, rules: Any = RULES, **facts: Value) -> Outcome:
    """An expression for 2022; ``money_2021`` is that year's money."""
    known: dict[tuple[str, int | None], Given] = {}
    for name, value in facts.items():
        fact, _, year = name.rpartition("_")
        known[(fact, int(year)) if year.isdigit() else (name, None)] = Given(value=value)
    if isinstance(node, str):
        node = check_expression(node, rules.scope)
    evaluator = Evaluator(rules, Profile(name="示例", facts=known), AS_OF)
    return evaluator.evaluate(node, year=2022)


SIZES = [("s",), ("l",), ("s", "l")]
SHAPES = [("a",), ("b",), ("a", "b")]


def test_a_cell_of_every_two_sets_of_symbols() -> None:
    """Of two keys; one cell is absent, and what may not apply names none."""
    cells = {("s", "a"): 1, ("s", "b"): 2, ("l", "a"): 4}
    for sizes, shapes, *maybe in product(SIZES, SHAPES, (False, True), (False, True)):
        possible: list[Any] = [cells.get(pair, NOT_APPLICABLE) for pair in product(sizes, shapes)]
        possible += [NOT_APPLICABLE] * any(maybe)
        size, shape = (
            Choice(frozenset(each), optional)
            for each, optional in zip((sizes, shapes), maybe, strict=True)
        )
        assert evaluated("crossed", size=size, shape=shape).value == spanned(possible)
    for names in ({"size": NOT_APPLICABLE}, {"shape": NOT_APPLICABLE}):
        told: dict[str, Value] = {"size": symbol("s"), "shape": symbol("a")}
        assert evaluated("crossed", **(told | names)).value is NOT_APPLICABLE


@pytest.mark.parametrize(("year", "expected"), [(2020, 1), (2021, 2), (2022, 3)])
def test_a_years_parameter_is_that_of_its_last_day(year: int, expected: int) -> None:
    """Of 31 December, for which one year has a figure of its own."""
    evaluator = Evaluator(RULES, Profile(name="示例"), AS_OF)
    assert evaluator.outcome("yearly_end", year).value == yuan(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("due_on + 15日", date(2024, 3, 15)),
        ("due_on - 15日", date(2024, 2, 14)),
        ("due_on + 1月", date(2024, 3, 29)),
        ("due_on - 1年", date(2023, 2, 28)),
    ],
)
def test_a_time_after_and_before_a_day(text: str, expected: date) -> None:
    """29 February 2024."""
    found = evaluated(text, KINDS, due_on=exactly(date(2024, 2, 29)))
    assert found.value == exactly(expected)


@pytest.mark.parametrize(
    ("now", "base", "kinds"),
    [
        (None, yuan(0), ["nothing"]),
        (None, yuan("0.5"), []),
        (None, yuan(1), []),
        (None, yuan(0, 5), []),
        (None, yuan(0, 0), ["nothing"]),
        (None, None, []),
        (None, NOT_APPLICABLE, []),
        (yuan(1), NOT_APPLICABLE, []),
    ],
)
@pytest.mark.parametrize("text", ["money / money[-1]", "growth(money) >= 10%"])
def test_only_what_is_known_not_to_be_positive_is_no_base(
    text: str, now: Value | None, base: Value | None, kinds: list[str]
) -> None:
    """That it may be nothing is a fact to be asked for."""
    facts: dict[str, Value] = {} if now is None else {"money_2022": now}
    facts |= {} if base is None else {"money_2021": base}
    assert [cause.kind for cause in evaluated(text, **facts).causes] == kinds


def test_a_rate_over_several_years_is_no_figure() -> None:
    """It is compared, never worked out: over two years nothing is known of it, over one it is."""
    facts: dict[str, Value] = {"money_2022": yuan(9), "money_2021": yuan(4), "money_2020": yuan(1)}
    for years, expected in ((1, yuan("1.25")), (2, Interval(None, None, True))):
        compared = check_expression(f"cagr(money, {years}) >= 10%", RULES.scope)
        assert isinstance(compared, tree.Comparison)
        assert evaluated(compared.left, **facts).value == expected
        assert evaluated(compared, **facts).value is YES


def test_down_is_not_to_the_nearest() -> None:
    """2.7 is 2, and 3."""
    assert evaluated("floor(people)", people=yuan("2.7")).value == yuan(2)
    assert evaluated("round(people, 0)", people=yuan("2.7")).value == yuan(3)


LIST = Records((Record({}),), complete=False)


@pytest.mark.parametrize(
    ("text", "facts", "expected"),
    [
        ("is_applicable(flag)", {"flag_2022": YES}, YES),
        ("is_applicable(flag)", {"flag_2022": NO}, YES),
        ("is_applicable(flag)", {"flag_2022": NOT_APPLICABLE}, NO),
        ("is_applicable(flag)", {}, OPEN),
        ("is_applicable(people)", {"people": yuan(1, 5)}, YES),
        ("is_applicable(people)", {"people": Interval(None, None, True)}, OPEN),
        ("is_applicable(list)", {"list_2022": Records((), True)}, YES),
        ("is_applicable(list)", {"list_2022": LIST}, YES),
        ("is_applicable(list)", {"list_2022": NOT_APPLICABLE}, NO),
        ("is_applicable(list)", {}, OPEN),
        ("all(is_applicable(p) for p in list)", {"list_2022": Records(LIST.items, True)}, YES),
    ],
)
def test_what_is_told_of_applies(text: str, facts: dict[str, Value], expected: Truth) -> None:
    """An empty list that is all there is, too; of what nothing is told that is open."""
    assert evaluated(text, **facts).value is expected


@pytest.mark.parametrize(
    ("text", "value", "grade"),
    [
        # 7元 as reported, 2元 as the law says: both, one, none; the decisive ones support it.
        ("told >= 1元 and steps >= 1元", YES, Grade.REPORTED),
        ("told >= 100元 and steps >= 100元", NO, Grade.OFFICIAL),
        ("told >= 100元 and steps >= 1元", NO, Grade.REPORTED),
        ("told >= 1元 and steps >= 100元", NO, Grade.OFFICIAL),
        ("told >= 1元 or steps >= 1元", YES, Grade.OFFICIAL),
        ("told >= 100元 or steps >= 100元", NO, Grade.REPORTED),
        ("told >= 1元 or steps >= 100元", YES, Grade.REPORTED),
        ("not told >= 1元", NO, Grade.REPORTED),
    ],
)
def test_what_decides_supports(text: str, value: Truth, grade: Grade) -> None:
    """``and`` fails by its strongest failure, ``or`` holds by its strongest part."""
    for shown in Strictness:
        evaluator = Evaluator(RULES, Profile(name="示例"), AS_OF, shown)
        found = evaluator.evaluate(check_expression(text, RULES.scope), year=2022)
        assert (found.value, GRADES[found.grade]) == (value, grade)


@pytest.mark.parametrize(
    ("name", "now", "before", "expected"),
    [
        # Its bounds as far apart as they may be; a bound that does not apply is none.
        ("more_than", yuan(2, 3), None, yuan(2, None)),
        ("less_than", yuan(2, 3), None, yuan(None, 3)),
        ("more_than", NOT_APPLICABLE, None, Interval(None, None, True)),
        ("from_to", yuan(5, 8), yuan(2, 3), yuan(2, 8)),
        ("from_to", yuan(1, 2), yuan(6, 7), yuan(1, 7)),
        ("from_to", yuan(3, 9), yuan(2, 6), yuan(2, 9)),
        ("from_to", yuan(2, 6), yuan(3, 9), yuan(2, 9)),
        ("from_to", yuan(5, 8), NOT_APPLICABLE, yuan(None, 8)),
        ("from_to", NOT_APPLICABLE, yuan(2, 3), yuan(2, None)),
        ("from_to", yuan(5, None), yuan(2, 3), yuan(2, None)),
    ],
)
def test_what_is_said_to_be_unknown_lies_between_its_bounds(
    name: str, now: Value, before: Value | None, expected: Interval
) -> None:
    """Which may be ranges, and may have changed places."""
    facts = {"money_2022": now} | ({} if before is None else {"money_2021": before})
    found = evaluated(name, **facts)
    assert found.value == expected
    assert [cause.kind for cause in found.causes] == ["declared"]


def test_what_is_told_of_a_list_whether_or_not_there_is_more() -> None:
    """Nothing further is counted; a list that does not apply has nothing."""
    counted = check_expression("count(p for p in list)", RULES.scope)
    assert isinstance(counted, tree.Aggregate)
    told = tree.FactReference(counted.records.type, name="list", stated=True)
    node = tree.Aggregate(
        counted.type,
        operator="count",
        value=None,
        variable="p",
        records=told,
        condition=None,
    )
    # ``stated`` reads the list of the year of the decision.
    assert evaluated(node, list_2023=LIST).value == exactly(Decimal(1))
    assert evaluated(node, list_2023=NOT_APPLICABLE).value == exactly(Decimal(0))
    assert evaluated(counted, list_2022=LIST).value == Interval(Decimal(1), None)


def test_of_many_years_none_is_tried() -> None:
    """Ten million of them: no figure is told of all, so none is known."""
    found = evaluated("money[at: people]", people=yuan(0, 10**7), money_2022=yuan(1))
    assert found.value == Interval(None, None, True)


def test_a_code_of_which_nothing_is_known_may_not_apply() -> None:
    """As with everything else of which nothing is known."""
    rules = load_rulebook()
    assert evaluated("is_applicable(industry_code)", rules).value is OPEN
    known = evaluated("is_applicable(industry_code)", rules, industry_code=symbol("C26"))
    assert known.value is YES


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2024, date(2024, 2, 29)),
        (2023, date(2023, 3, 1)),
        (1900, date(1900, 3, 1)),
        (2000, date(2000, 2, 29)),
    ],
)
def test_the_last_of_february_in_a_common_year_is_the_day_after(year: int, day: date) -> None:
    """A year is common unless four divides it; of the hundreds, unless four hundred does."""
    assert arithmetic.date_of(exactly(Decimal(year)), 2, 29) == exactly(day)
