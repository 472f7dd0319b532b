"""How far each kind of constraint narrows what is not known, from both sides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from huiqi.evaluation import Evaluator
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Value, symbol
from tests.evaluation.constrained import DAY, rules

KINDS = "{a: {zh: 甲, en: a}, b: {zh: 乙, en: b}, c: {zh: 丙, en: c}}"
FACTS = f"""\
facts:
  early: {{type: date, label: {{zh: 早, en: early}}}}
  late: {{type: date, label: {{zh: 晚, en: late}}}}
  sales: {{type: money, yearly: true, label: {{zh: 销售, en: sales}}}}
  peak: {{type: money, yearly: true, label: {{zh: 最高, en: peak}}}}
  few: {{type: count, domain: "2..5", label: {{zh: 少, en: few}}}}
  some: {{type: count, label: {{zh: 些, en: some}}}}
  above: {{type: count, label: {{zh: 上, en: above}}}}
  below: {{type: count, label: {{zh: 下, en: below}}}}
  less: {{type: money, label: {{zh: 小, en: less}}}}
  more: {{type: money, label: {{zh: 大, en: more}}}}
  kind: {{type: enum, label: {{zh: 类, en: kind}}, values: {KINDS}}}
  same: {{type: enum, label: {{zh: 同类, en: same}}, values: {KINDS}}}
  differs: {{type: enum, label: {{zh: 异类, en: differs}}, values: {KINDS}}}
  least: {{type: enum, ordered: true, label: {{zh: 底, en: least}}, values: {KINDS}}}
  graded: {{type: enum, ordered: true, label: {{zh: 级, en: graded}}, values: {KINDS}}}
  word: {{type: text, label: {{zh: 词, en: word}}}}
  echo: {{type: text, label: {{zh: 回, en: echo}}}}
  "yes": {{type: bool, label: {{zh: 是, en: "yes"}}}}
  also: {{type: bool, label: {{zh: 也是, en: also}}}}
  contrary: {{type: bool, label: {{zh: 反之, en: contrary}}}}
  held: {{type: money, applies_when: "yes", label: {{zh: 持有, en: held}}}}
"""


CONDITIONS = {
    "later": "late > early",
    "peak-of-sales": "peak >= sales[-1]",
    "highest": "above <= max(few, some)",
    "lowest": "below >= min(few, some)",
    "smaller": "less < more",
    "same-kind": "same == kind",
    "other-kind": "differs != kind",
    "in-order": "graded >= least",
    "echoed": "echo == word",
    "alike": "also == yes",
    "unlike": "contrary != yes",
}
CONSTRAINTS = "constraints:\n" + "".join(
    f'  {name}: {{text: {{zh: 甲, en: a}}, if: "{condition}", severity: assume}}\n'
    for name, condition in CONDITIONS.items()
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """One constraint of each kind."""
    return rules(tmp_path_factory.mktemp("rules"), FACTS, CONSTRAINTS)


def number(low: int | None, high: int | None, optional: bool = False) -> Interval:
    """A range of numbers."""
    least, most = (None if end is None else Decimal(end) for end in (low, high))
    return Interval(least, most, optional)


def kinds(symbols: str, optional: bool = False) -> Choice:
    """Some of the kinds, a letter each."""
    return Choice(frozenset(symbols), optional)


def narrowed(book: Rulebook, name: str, facts: dict[str, Value], year: int | None = None) -> Any:
    """A fact's value; ``fact_2022`` is that year's."""
    known: dict[tuple[str, int | None], Given] = {}
    for key, value in facts.items():
        fact, _, of = key.rpartition("_")
        known[(fact, int(of)) if of.isdigit() else (key, None)] = Given(value=value)
    return Evaluator(book, Profile(name="示例", facts=known), DAY).outcome(name, year).value


def days(low: str | None, high: str | None, optional: bool = False) -> Interval:
    """A range of days."""
    first, last = (None if end is None else date.fromisoformat(end) for end in (low, high))
    return Interval(first, last, optional)


def day(written: str) -> Interval:
    """One day."""
    return days(written, written)


@pytest.mark.parametrize(
    ("name", "facts", "low", "high"),
    [
        # After a day is from the next one on, before it up to the one before; days have ends.
        ("late", {"early": day("2020-02-28")}, "2020-02-29", None),
        ("early", {"late": day("2021-03-01")}, None, "2021-02-28"),
        ("late", {"early": day("9999-12-31")}, "9999-12-31", None),
        ("early", {"late": day("0001-01-01")}, None, "0001-01-01"),
        # The end that counts is the one nearest to what is bounded.
        ("late", {"early": days("2020-01-01", "2022-01-01")}, "2020-01-02", None),
        ("early", {"late": days("2020-01-01", "2022-01-01")}, None, "2021-12-31"),
        ("late", {"early": days("2020-01-01", None)}, "2020-01-02", None),
        ("early", {"late": days(None, "2022-01-01")}, None, "2021-12-31"),
        ("late", {"early": days(None, "2022-01-01")}, None, None),
        ("early", {"late": days("2020-01-01", None)}, None, None),
    ],
)
def test_days_in_order(
    book: Rulebook, name: str, facts: dict[str, Value], low: str | None, high: str | None
) -> None:
    """``late > early``."""
    assert narrowed(book, name, facts) == days(low, high, True)


@pytest.mark.parametrize(
    ("name", "stated", "other", "expected"),
    [
        # What is stated stays where it is nearer.
        ("late", days("2019-01-01", "2021-01-01"), "2020-01-01", days("2020-01-02", "2021-01-01")),
        ("late", days(None, "2021-01-01"), "2020-01-01", days("2020-01-02", "2021-01-01")),
        ("late", days("2020-06-01", None), "2020-01-01", days("2020-06-01", None)),
        ("early", days("2019-01-01", "2022-01-01"), "2021-01-01", days("2019-01-01", "2020-12-31")),
        ("early", days("2019-01-01", "2020-05-01"), "2021-01-01", days("2019-01-01", "2020-05-01")),
        # A bound that leaves one day leaves it; one that leaves none is not a bound.
        ("late", days("2019-01-01", "2020-01-02"), "2020-01-01", day("2020-01-02")),
        ("late", days("2019-01-01", "2020-01-01"), "2020-01-01", days("2019-01-01", "2020-01-01")),
    ],
)
def test_days_in_order_beside_what_is_stated(
    book: Rulebook, name: str, stated: Interval, other: str, expected: Interval
) -> None:
    """The nearer of the two at each end."""
    facts: dict[str, Value] = {name: stated, "early" if name == "late" else "late": day(other)}
    assert narrowed(book, name, facts) == expected


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        # Money below money: the figure itself is not named, only how far it goes.
        ("less", {"more": number(7, 7)}, number(None, 7, True)),
        ("more", {"less": number(7, 7)}, number(7, None, True)),
        # What may not apply is no bound, and neither is what does not.
        ("less", {"more": number(7, 9, True)}, number(None, None, True)),
        ("less", {"more": NOT_APPLICABLE}, number(None, None, True)),
        ("less", {"more": NOT_APPLICABLE, "less": number(1, 3)}, number(1, 3)),
        # The greater of what lies in 2..5 and of 3 is at most 5, the lesser at least 2.
        ("above", {"some": number(3, 3)}, number(None, 5, True)),
        ("above", {"some": number(8, 8)}, number(None, 8, True)),
        ("below", {"some": number(3, 3)}, number(2, None, True)),
        ("below", {"some": number(1, 1)}, number(1, None, True)),
    ],
)
def test_numbers(book: Rulebook, name: str, facts: dict[str, Value], expected: Value) -> None:
    """Below, above, and against the greater and the lesser of two."""
    assert narrowed(book, name, facts) == expected


@pytest.mark.parametrize(
    ("name", "year", "facts", "high", "low"),
    [
        ("peak", 2022, {"sales_2021": number(5, 5)}, None, 5),
        ("peak", 2021, {"sales_2021": number(5, 5)}, None, None),
        ("peak", 2020, {"sales_2021": number(5, 5)}, None, None),
        ("sales", 2021, {"peak_2022": number(5, 5)}, 5, None),
        ("sales", 2022, {"peak_2022": number(5, 5)}, None, None),
        ("sales", 2023, {"peak_2022": number(5, 5)}, None, None),
    ],
)
def test_years(
    book: Rulebook,
    name: str,
    year: int,
    facts: dict[str, Value],
    high: int | None,
    low: int | None,
) -> None:
    """``peak >= sales[-1]``: a year's highest bounds the sales of the year before, not after."""
    assert narrowed(book, name, facts, year) == number(low, high, True)


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("same", {"kind": symbol("a")}, kinds("a", True)),
        ("same", {"kind": kinds("ab")}, kinds("ab", True)),
        ("same", {"kind": kinds("ab"), "same": kinds("bc")}, kinds("b")),
        ("same", {"kind": kinds("a"), "same": kinds("bc")}, kinds("bc")),
        ("same", {"kind": kinds("ab", True)}, kinds("abc", True)),
        ("kind", {"same": symbol("c")}, kinds("c", True)),
        ("differs", {"kind": symbol("a")}, kinds("bc", True)),
        ("differs", {"kind": kinds("ab")}, kinds("abc", True)),
        ("differs", {"kind": symbol("a"), "differs": kinds("ab")}, kinds("b")),
        ("kind", {"differs": symbol("c")}, kinds("ab", True)),
        ("same", {"kind": NOT_APPLICABLE}, kinds("abc", True)),
        # An order of kinds narrows nothing; a word may be any word.
        ("graded", {"least": symbol("b"), "graded": kinds("ab")}, kinds("ab")),
        ("echo", {"word": Choice(None), "echo": kinds("xy")}, kinds("xy")),
        ("echo", {"word": symbol("x"), "echo": kinds("xy")}, kinds("x")),
        ("also", {"yes": Truth.TRUE}, Truth.TRUE),
        ("also", {"yes": Truth.FALSE}, Truth.FALSE),
        ("yes", {"also": Truth.FALSE}, Truth.FALSE),
        ("contrary", {"yes": Truth.TRUE}, Truth.FALSE),
        ("contrary", {"yes": Truth.FALSE}, Truth.TRUE),
        ("also", {}, Truth.UNKNOWN),
        ("contrary", {"yes": NOT_APPLICABLE}, Truth.UNKNOWN),
    ],
)
def test_kinds_and_yes_or_no(
    book: Rulebook, name: str, facts: dict[str, Value], expected: Value
) -> None:
    """The same or another; what may still be several leaves several."""
    assert narrowed(book, name, facts) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Truth.TRUE, number(1, 3)),
        (Truth.FALSE, NOT_APPLICABLE),
        (Truth.UNKNOWN, number(1, 3, True)),
    ],
)
def test_what_applies_only_where_something_holds(
    book: Rulebook, answer: Truth, expected: Value
) -> None:
    """It surely applies where that is so, and may not where that is open."""
    facts: dict[str, Value] = {"held": number(1, 3, True)}
    if answer is not Truth.UNKNOWN:
        facts["yes"] = answer
    assert narrowed(book, "held", facts) == expected


def test_what_a_constraint_settles_is_not_missing(book: Rulebook) -> None:
    """A range that is cut to one day is known; one that is only cut is asked for."""
    for stated, missing in (
        (days("2019-01-01", "2020-01-02"), []),
        (days("2019-01-01", None), ["late"]),
    ):
        facts: dict[tuple[str, int | None], Given] = {
            ("early", None): Given(value=day("2020-01-01")),
            ("late", None): Given(value=stated),
        }
        found = Evaluator(book, Profile(name="示例", facts=facts), DAY).outcome("late")
        assert list(map(str, found.missing)) == missing
