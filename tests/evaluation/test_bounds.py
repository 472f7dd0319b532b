"""Constraints: what is unknown is bounded by them, what is stated against them is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.diagnostics import InputError
from huiqi.evaluation import Evaluator
from huiqi.language.checker import check_expression
from huiqi.profile.profile import Given, Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth
from huiqi.values import NOT_APPLICABLE, Choice, Interval, Record, Records
from tests.evaluation.constrained import DAY, FACTS, profile, rules, told, value


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rules(tmp_path_factory.mktemp("rules"))


def ends(found: object) -> tuple[object, object]:
    assert isinstance(found, Interval)
    return found.low, found.high


@pytest.mark.parametrize(
    ("stated", "name", "year", "low", "high"),
    [
        ("  whole: {2022: 100}", "part", 2022, 0, 100),
        ("  whole: {2021: 100}", "part", 2022, 0, None),
        ("  part: {2022: 60}", "whole", 2022, 60, None),
        ("  part: {2022: 60..70}", "whole", 2022, 60, None),
        # Through what may not apply nothing follows; through what is bounded it does.
        ("  whole: {2022: 100}", "piece", 2022, 0, None),
        ("  whole: {2022: 100}\n  part: {2022: '>= 1'}", "piece", 2022, 0, 100),
        ("  piece: {2022: 30}\n  part: {2022: '<= 90'}", "whole", 2022, 30, None),
        ("  piece: {2022: 30}\n  whole: {2022: 100}", "part", 2022, 30, 100),
        ("  left: 3\n  right: 4", "both", None, 7, None),
        ("  left: 3\n  both: 10", "right", None, None, 7),
        ("  both: 10", "right", None, None, None),
    ],
)
def test_a_part_and_its_whole_bound_each_other(
    book: Rulebook, stated: str, name: str, year: int | None, low: int | None, high: int | None
) -> None:
    """In the same year only."""
    want = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert ends(value(book, stated, name, year)) == want


def test_only_what_a_decision_presupposes_has_happened_by_then(book: Rulebook) -> None:
    """What may never have happened stays open above; a stated day after the decision cannot be."""
    stated = "  founded: 2020-01-01"
    assert value(book, stated, "found") == Interval(date(2020, 1, 1), DAY, False)
    assert value(book, stated, "mended") == Interval(date(2020, 1, 1), None, True)
    evaluator = Evaluator(book, profile(book, stated), DAY)
    happened = check_expression("mended <= as_of", book.scope)
    assert evaluator.evaluate(happened).value is Truth.UNKNOWN
    assert [line.split()[1] for line in told(book, "  mended: 2023-06-21")] == ["P140"]
    assert told(book, "  mended: 2023-06-20") == []


def test_a_condition_counts_only_where_it_is_known_to_hold(book: Rulebook) -> None:
    """``when`` unknown or false bounds nothing; ``assume`` refuses nothing."""
    stated = "  founded: 2020-01-01\n  found: 2021-02-03"
    day = date(2021, 2, 3)
    assert ends(value(book, stated, "mended")) == (date(2020, 1, 1), None)
    assert ends(value(book, f"{stated}\n  kind: b", "mended")) == (date(2020, 1, 1), None)
    assert ends(value(book, f"{stated}\n  kind: a", "mended")) == (day, day)
    assert told(book, f"{stated}\n  kind: a\n  mended: 2022-01-01") == []


def test_a_yes_or_no_may_follow_and_else_stays_open(book: Rulebook) -> None:
    """The same words make it alike; other words do not make it different."""
    assert value(book, "  kind: a\n  other: a", "alike") is Truth.TRUE
    assert value(book, "  kind: a\n  other: b", "alike") is Truth.UNKNOWN
    assert value(book, "  kind: a\n  other: a\n  alike: 否", "alike") is Truth.FALSE


def test_what_is_unknown_of_a_record_is_bounded_by_the_record(book: Rulebook) -> None:
    """Each record by its own fields; a field that does not apply is no unknown one."""
    stated = "  works: [{name: 甲, begun: 2020-05-01, abroad: 否}, {name: 乙, begun: 2022-05-01}]"
    evaluator = Evaluator(book, profile(book, stated), DAY)

    def of(text: str) -> object:
        return evaluator.evaluate(check_expression(text, book.scope)).value

    assert of("all(w.done >= 2020-05-01 for w in works)") is Truth.UNKNOWN  # may not apply
    assert of("any(w.done < 2020-05-01 for w in works)") is Truth.FALSE
    assert of("count(is_applicable(w.country) for w in works)") == Interval(Decimal(2), Decimal(2))
    assert of('any(w.country == "x" for w in works if w.name == "甲")') is Truth.FALSE
    assert of('any(w.country == "x" for w in works if w.name == "乙")') is Truth.UNKNOWN


def test_a_field_that_a_constraint_makes_known_is_not_missing(tmp_path: Path) -> None:
    """Beside one that is: the day of the check follows, the day it was done does not.  One of which
    some kinds are stated is not missing, one of which a range is stated is.
    """
    field = "      checked: {type: date, label: {zh: 验收, en: checked}, applies_when: true}\n"
    sorts = "values: {a: {zh: 一, en: a}, b: {zh: 二, en: b}}"
    field += f"      sort: {{type: enum, label: {{zh: 型, en: sort}}, {sorts}}}\n"
    same = "checked-at-once: {text: {zh: 当日, en: same}, if: checked == begun, each: works,"
    book = rules(tmp_path, FACTS + field, f"constraints:\n  {same} severity: assume}}\n")
    stated = "  works: [{name: 甲, begun: 2020-05-01}, {name: 乙, begun: 2020-06-01, done: '%s'}]"
    for done, missing in (("2020-07-01", ["甲"]), (">= 2020-07-01", ["甲", "乙"])):
        evaluator = Evaluator(book, profile(book, stated % done), DAY)
        last = check_expression("max(max(w.done, w.checked) for w in works)", book.scope)
        asked = [f"works.done({name})" for name in missing]
        assert list(map(str, evaluator.evaluate(last).missing)) == asked
    either = Record({"sort": Choice(frozenset("ab"))}, "甲")
    facts: dict[tuple[str, int | None], Given] = {
        ("works", None): Given(value=Records((either,), True))
    }
    evaluator = Evaluator(book, Profile(name="示例企业", facts=facts), DAY)
    sorted_ = check_expression("count(w for w in works if w.sort == a)", book.scope)
    assert not evaluator.evaluate(sorted_).missing


@pytest.mark.parametrize(
    ("stated", "code", "words"),
    [
        ("  part: {2022: 110}\n  whole: {2022: 100}", "3:16 P140", "部分（2022年） 110元，全部"),
        ("  part: {2022: '>= 110'}\n  whole: {2022: '<= 100'}", "3:16 P140", "部分"),
        (
            "  piece: {2022: 110}\n  whole: {2022: 100}\n  part: {2022: '>= 1'}",
            "P140",
            "110元",
        ),
        ("  left: 8\n  right: 4\n  both: 10", "5:9 P140", "两边 10，左 8，右 4，左 + 右 = 12"),
        ("  founded: 2024-01-01", "3:12 P141", "成立 2024-01-01，评估日 2023-06-20"),
        (
            "  works: [{name: 甲, begun: 2020-05-01, done: 2020-04-30}]",
            "3:10 P140",
            "甲，完工 2020-04-30，开工 2020-05-01",
        ),
        ("  works: [{name: 甲, begun: 2020-05-01, abroad: 否, country: 德国}]", "P142", "国别"),
        ("  works: [{name: 甲}]", "3:10 P143", "没有写开工"),
    ],
)
def test_a_stated_contradiction_names_both_figures(
    book: Rulebook, stated: str, code: str, words: str
) -> None:
    """At its place, with both figures."""
    found = told(book, stated)
    assert any(code in line and words in line for line in found), found


@pytest.mark.parametrize(
    "stated",
    [
        "  part: {2022: 100}\n  whole: {2022: 100}",
        "  part: {2022: 110}\n  whole: {2021: 100}",
        "  part: {2022: 110}",
        "  part: {2022: 110}\n  whole: 不适用",
        "  founded: 2023-06-20",
        "  works: [{name: 甲, begun: 2020-05-01, done: 2020-05-01, country: 德国}]",
    ],
)
def test_what_can_be_is_left_alone(book: Rulebook, stated: str) -> None:
    """Equal figures, other years, what is not known and what does not apply."""
    assert told(book, stated) == []


def test_a_founding_to_come_is_no_contradiction_on_a_later_day(book: Rulebook) -> None:
    """It is asked about, never refused."""
    assert told(book, "  founded: 2024-01-01", date(2024, 1, 1)) == []


def test_a_statement_against_a_bound_stands(book: Rulebook) -> None:
    """The evaluator never changes what was stated."""
    stated = "  part: {2022: '>= 110'}\n  whole: {2022: 100}"
    assert ends(value(book, stated, "part", 2022)) == (Decimal(110), None)
    assert value(book, "  works: 不适用", "works") is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("constraints", "code", "place", "words"),
    [
        ("part-of-whole: {if: part <= whole * 2, severity: error}", "R202", "2:18", "text"),
        ("a: {text: 甲, if: part <= wohle, severity: error}", "R203", "2:13", ""),
        ("a: {text: {zh: 甲, en: a}, if: part <= wohle, severity: error}", "E103", "2:41", "whole"),
        (
            "a: {text: {zh: 甲, en: a}, if: part * 2 <= whole, severity: error}",
            "R340",
            "2:33",
            "",
        ),
        (
            'a: {text: {zh: 甲, en: a}, if: "part[-1] <= part", severity: error}',
            "R340",
            "2:33",
            "",
        ),
        ("a: {text: {zh: 甲, en: a}, if: founded <= whole, severity: error}", "E104", "2:33", ""),
        (
            "a: {text: {zh: 甲, en: a}, if: done >= begun, each: work, severity: error}",
            "R342",
            "2:54",
            "works",
        ),
        ("a: {text: {zh: 甲, en: a}, if: part <= whole, severity: fatal}", "R203", "2:58", ""),
        (
            "a: {text: {zh: 甲, en: a}, if: part <= whole, severity: error}\n"
            "  b: {text: {zh: 乙, en: b}, if: whole <= part, severity: error}",
            "R341",
            "2:3",
            "part",
        ),
    ],
)
def test_a_slip_in_a_constraint_is_told_at_its_place(
    tmp_path: Path, constraints: str, code: str, place: str, words: str
) -> None:
    """With a stable code, where it stands, and the nearest spelling."""
    with pytest.raises(InputError) as error:
        rules(tmp_path, FACTS, f"constraints:\n  {constraints}\n")
    found = {item.code: item for item in error.value.diagnostics}
    assert code in found, [str(item) for item in found.values()]
    assert f"{found[code].place.line}:{found[code].place.column}" == place
    assert words in str(found[code])
