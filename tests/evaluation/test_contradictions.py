"""What is told of statements that cannot be: where, of what, and what is left unsaid."""

from __future__ import annotations

from datetime import date

import pytest

from huiqi.diagnostics import Diagnostics, Place, Severity
from huiqi.evaluation.found_contradictions import can_be
from huiqi.evaluation.reported import check_profile
from huiqi.profile.profile import Judgement, Profile
from huiqi.rulebook.rulebook import Rulebook
from tests.evaluation.constrained import CONSTRAINTS, DAY, FACTS, profile, rules, told

#: Beside the others: a list by years, what surely applies, and constraints that reach into another
#: year or hold only sometimes.
MORE_FACTS = f"""{FACTS}  best: {{type: money, label: {{zh: 最好, en: best}}}}
  ceiling: {{type: money, label: {{zh: 顶, en: ceiling}}}}
  top: {{type: money, yearly: true, applies_when: true, label: {{zh: 高, en: top}}}}
  due: {{type: date, label: {{zh: 到期, en: due}}}}
  settled: {{type: date, applies_when: true, label: {{zh: 结清, en: settled}}}}
  shown: {{type: date, applies_when: true, label: {{zh: 公示, en: shown}}}}
  plans:
    type: records
    yearly: true
    label: {{zh: 计划, en: plans}}
    key: name
    fields:
      name: {{type: text, label: {{zh: 名称, en: name}}}}
      begun: {{type: date, label: {{zh: 开工, en: begun}}}}
      done: {{type: date, label: {{zh: 完工, en: done}}}}
      checked: {{type: date, applies_when: true, label: {{zh: 验收, en: checked}}}}
  agreed: {{type: bool, label: {{zh: 同意, en: agreed}}}}
"""
CONDITIONS = {
    "best-of-all": 'if: "best >= whole[-2]", severity: error',
    "plan-in-order": "if: done >= begun, each: plans, severity: error",
    "checked-after": "if: checked >= begun, each: plans, severity: error",
    "checked-by-then": "if: checked <= as_of, each: plans, severity: error, bounds: false",
    "agreed-alike": "if: agreed == alike, severity: error",
    "below-the-ceiling": "if: top <= ceiling, severity: error",
    "top-of-parts": 'if: "top >= part[-1]", severity: error',
    "settled-after": "if: settled >= due, severity: error",
    "settled-by-then": "if: settled <= as_of, severity: error",
    "shown-after": "if: shown >= due, severity: error",
    "shown-by-then": "if: shown <= as_of, severity: error, bounds: false",
    "left-of-right": 'if: left <= right, when: kind == "a", severity: error',
}
MORE = CONSTRAINTS + "".join(
    f"  {name}: {{text: {{zh: 约束, en: a}}, {rest}}}\n" for name, rest in CONDITIONS.items()
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The small rulebook of constraints, and these two."""
    return rules(tmp_path_factory.mktemp("rules"), MORE_FACTS, MORE)


def places(book: Rulebook, text: str) -> list[str]:
    """Place and code of all that is told."""
    return [" ".join(line.split()[:2]) for line in told(book, text)]


def test_the_year_that_cannot_be_is_the_one_pointed_at(book: Rulebook) -> None:
    """Not the first year of the same fact, and not a year that is in order."""
    assert places(book, "  part: {2021: 1, 2022: 110}\n  whole: {2021: 5, 2022: 100}") == [
        "3:25 P140"
    ]
    # What is not stated in that year is no place: the figure that bounds it is.
    assert places(book, "  top: {2020: 5}\n  ceiling: 100\n  part: {2021: 110}") == ["5:16 P140"]


def test_the_list_with_the_record_is_pointed_at(book: Rulebook) -> None:
    """Of a list by years the year's own."""
    good = "{name: 甲, begun: 2020-05-01, done: 2020-06-01}"
    bad = "{name: 乙, begun: 2021-05-01, done: 2021-04-01}"
    assert places(book, f"  plans:\n    2020: [{good}]\n    2021: [{bad}]") == ["5:11 P140"]
    assert places(book, f"  plans:\n    2020: [{bad}]\n    2021: [{good}]") == ["4:11 P140"]


def test_a_year_before_is_stated_where_it_is(book: Rulebook) -> None:
    """Two years back of what has no year itself: both figures stand in the file, and are told
    beside other contradictions.
    """
    other = "  part: {2022: 110}\n  whole: {2021: 50, 2022: 100}"
    assert places(book, f"  best: 40\n{other}") == ["3:9 P140", "4:16 P140"]
    assert places(book, f"  best: 50\n{other}") == ["4:16 P140"]


def test_what_only_follows_is_told_where_no_statement_is_at_fault(book: Rulebook) -> None:
    """It is settled after it is due and by the day of the decision: one of the two cannot be.  That
    nobody is shown to have shown it by then is no contradiction.
    """
    found = told(book, "  due: 2024-01-01")
    assert [line.split()[1] for line in found] == ["P140"]
    assert "结清" in found[0]
    plain = "  part: {2022: 110}\n  whole: {2022: 100}"
    assert places(book, f"  due: 2024-01-01\n{plain}") == ["4:16 P140"]
    assert places(book, "  due: 2024-01-01\n  shown: 2024-02-01\n") == ["4:10 P140"]
    # A part of one year bounds the highest of the next, whose ceiling is known.
    assert places(book, "  ceiling: 100\n  part: {2021: 110}") == ["4:16 P140"]
    assert places(book, "  ceiling: 100\n  part: {2021: 100}") == []
    beside = "  ceiling: 100\n  part: {2021: 110, 2022: 110}\n  whole: {2022: 100}"
    assert places(book, beside) == ["4:27 P140"]


def test_of_a_record_what_is_not_stated_may_not_have_happened(book: Rulebook) -> None:
    """A plan of next year is not checked yet; one that is said to be cannot."""
    plan = "{name: 甲, begun: 2024-01-01}"
    assert places(book, f"  plans:\n    2020: [{plan}]") == []
    plan = "{name: 甲, begun: 2024-01-01, checked: 2024-02-01}"
    assert places(book, f"  plans:\n    2020: [{plan}]") == ["4:11 P140"]


def test_a_yes_against_a_no_is_told(book: Rulebook) -> None:
    """Where both are stated."""
    assert places(book, "  agreed: 是\n  alike: 否") == ["3:11 P140"]
    assert places(book, "  agreed: 是\n  alike: 是") == []
    assert places(book, "  agreed: 是") == []


def test_what_holds_only_sometimes_is_told_only_then(book: Rulebook) -> None:
    """Not where the condition fails, and not where it is open."""
    wrong = "  left: 5\n  right: 4"
    assert places(book, f"{wrong}\n  kind: a") == ["3:9 P140"]
    assert places(book, f"{wrong}\n  kind: b") == []
    assert places(book, wrong) == []


def test_what_is_refused_is_not_asked_about_as_well(book: Rulebook) -> None:
    """A founding after the decision is asked about, unless it is refused for its own reason."""
    assert places(book, "  founded: 2024-01-01") == ["3:12 P141"]
    assert places(book, "  founded: 2024-01-01\n  mended: 2023-01-01") == ["4:11 P140"]
    # Another refusal does not silence the question.
    other = "  founded: 2024-01-01\n  part: {2022: 110}\n  whole: {2022: 100}"
    assert places(book, other) == ["3:12 P141", "4:16 P140"]


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("  part: {2022: 100}\n  whole: {2022: 100}", True),
        ("  part: {2022: 110}\n  whole: {2022: 100}", False),
        ("  founded: 2024-01-01", True),
        ("  founded: 2024-01-01\n  part: {2022: 110}\n  whole: {2022: 100}", False),
    ],
)
def test_what_is_only_asked_about_can_be(book: Rulebook, text: str, possible: bool) -> None:
    """One thing refused is enough."""
    assert can_be(book, profile(book, text), DAY) is possible


@pytest.mark.parametrize(
    ("on", "codes"),
    [(None, []), (DAY, []), (date(2023, 6, 21), ["P144"]), (date(2023, 6, 19), [])],
)
def test_an_answer_given_after_the_decision_is_refused(
    book: Rulebook, on: date | None, codes: list[str]
) -> None:
    """On the day itself it counts; without a day nothing is said."""
    place = Place("x.yaml", 7, 3)
    judgement = Judgement(answer=True, by="某", on=on, reason="理由", place=place)
    diagnostics = Diagnostics()
    enterprise = Profile(name="示例企业", judgements={"m/c": judgement})
    check_profile(book, enterprise, DAY, diagnostics)
    assert [item.code for item in diagnostics.errors] == codes
    assert all(item.place == place for item in diagnostics.items)


def test_an_unknown_field_is_asked_for_and_a_vague_one_is_made_exact(book: Rulebook) -> None:
    """Each record in its own words."""
    found = told(book, "  works: [{name: 甲}, {name: 乙, begun: '>= 2020-01-01'}]")
    assert [line.split(maxsplit=1)[1] for line in found] == ["P143 没有写开工", "P143 开工要写确切"]
    assert told(book, "  works: [{name: 甲, begun: 2020-01-01}]") == []


def test_where_a_field_applies_it_cannot_be_said_not_to(book: Rulebook) -> None:
    """And the other way round; where that is open nothing is said."""
    head = "name: 甲, begun: 2020-01-01"
    for rest, code in (
        ("abroad: 是, country: 不适用", ["P142"]),
        ("abroad: 是, country: 德国", []),
        ("abroad: 否, country: 德国", ["P142"]),
        ("abroad: 否, country: 不适用", []),
        ("country: 德国", []),
        ("country: 不适用", []),
        ("abroad: 否", []),
        ("abroad: 是", []),
    ):
        found = told(book, f"  works: [{{{head}, {rest}}}]")
        assert [line.split()[1] for line in found] == code, rest


def test_what_is_refused_is_an_error_and_what_is_asked_about_a_warning(book: Rulebook) -> None:
    """Beside a field that is not written, which is told in any case."""
    text = "  works: [{name: 甲}]\n  founded: 2024-01-01\n  part: {2022: 110}\n  whole: {2022: 100}"
    diagnostics = Diagnostics()
    check_profile(book, profile(book, text), DAY, diagnostics)
    assert {item.code: item.severity for item in diagnostics.items} == {
        "P140": Severity.ERROR,
        "P141": Severity.WARNING,
        "P143": Severity.ERROR,
    }
